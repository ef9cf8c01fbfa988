"""wrong: part d
The worst component is the one with the largest absolute difference, not the largest scaled one: it points to a big right component instead of the small wrong one.
"""
import numpy as np


def _values(f, points):
    with np.errstate(all="ignore"):
        return np.array([f(row) for row in points], dtype=float)


def finite_diff_grad(f, x, h=1e-5):
    x = np.asarray(x).astype(float).ravel()
    H = np.diag(h * np.maximum(1.0, np.abs(x)))
    return (_values(f, x + H) - _values(f, x - H)) / (2.0 * H.diagonal())


def step_size_study(f, grad_f, x, h_values):
    hs = np.array(list(h_values), dtype=float)
    a = grad_f(np.asarray(x, dtype=float))
    N = np.stack([finite_diff_grad(f, x, h) for h in hs])
    errors = np.linalg.norm(N - a, axis=1) / np.linalg.norm(a)
    return float(hs[np.nanargmin(errors)]), errors


def complex_step_grad(f, x, h=1e-20):
    Z = np.asarray(x, dtype=float) + 1j * h * np.eye(len(x))
    return np.array([np.imag(f(z)) for z in Z]) / h


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    x = np.asarray(x, dtype=float)
    a = np.asarray(grad_f(x), dtype=float)
    ladder = 10.0 ** np.arange(-10.0, 1.0)
    with np.errstate(all="ignore"):
        N = np.stack([finite_diff_grad(f, x, h) for h in ladder])
        Q = np.abs(a - N) / (atol + rtol * np.maximum(np.abs(a), np.abs(N)))
    Q[~np.isfinite(Q)] = np.inf
    q = Q.min(axis=0)
    q[~np.isfinite(a)] = np.inf
    with np.errstate(all="ignore"):
        gap = np.nanmin(np.abs(a - N), axis=0)
    gap[~np.isfinite(a)] = np.inf
    return bool(np.all(q <= 1.0)), int(np.argmax(gap))
