"""right
Style: central difference along the unit vector, overflow-safe norm; power method as an infinite generator consumed by a for loop, stops
on the residual; Lanczos keeps a preallocated basis and reorthogonalises twice by matrix products."""
import numpy as np


def _length(v):
    top = np.max(np.abs(v), initial=0.0)
    return 0.0 if top == 0 else float(top * np.sqrt(np.sum((v / top) ** 2)))


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    size = _length(v)
    if size == 0.0:
        return np.zeros_like(v, dtype=float)
    unit = v / size
    ahead, behind = x + eps * unit, x - eps * unit
    return (grad_f(ahead) - grad_f(behind)) * (size / (2 * eps))


def _iterates(hvp, v):
    while True:
        w = hvp(v)
        lam = float(v @ w)
        yield lam, v, w - lam * v
        length = _length(w)
        if length == 0.0:
            return
        v = w / length


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    start = np.random.default_rng(seed).standard_normal(n)
    lam, vec = 0.0, start / _length(start)
    for count, (lam, vec, res) in enumerate(_iterates(hvp, vec), start=1):
        if _length(res) <= tol * abs(lam) or count == iterations:
            break
    return lam, vec


def lanczos(hvp, v0, k):
    n = len(v0)
    k = min(k, n)
    Q = np.zeros((n, k))
    diag, off = np.zeros(k), np.zeros(k)
    q = v0 / _length(v0)
    size = 0.0
    for j in range(k):
        Q[:, j] = q
        w = hvp(q)
        size = max(size, _length(w))
        diag[j] = q @ w
        basis = Q[:, :j + 1]
        for _ in range(2):
            w = w - basis @ (basis.T @ w)
        off[j] = _length(w)
        if off[j] <= 1e-13 * max(n, 10) * size:
            k = j + 1
            break
        q = w / off[j]
    return diag[:k], off[:k - 1]
