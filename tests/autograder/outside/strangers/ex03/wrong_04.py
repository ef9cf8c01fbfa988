"""wrong: part a
The curvature test is absolute (s.y > 1e-10): healthy pairs of a function in small units are thrown away, useless ones in large units kept.
"""
import numpy as np
from scipy.linalg import solve_triangular


def _usable(s_list, y_list):
    out = []
    for s, y in zip(s_list, y_list):
        if np.inner(s, y) > 1e-10:
            out.append((s, y))
    return out


def lbfgs_direction(g, s_list, y_list):
    pairs = _usable(s_list, y_list)
    if len(pairs) == 0:
        return np.copy(g)
    S = np.column_stack([s for s, _ in pairs])
    Y = np.column_stack([y for _, y in pairs])
    gamma = np.inner(S[:, -1], Y[:, -1]) / np.inner(Y[:, -1], Y[:, -1])
    SY = S.T @ Y
    R = np.triu(SY)
    D = np.diag(np.diag(SY))
    u = solve_triangular(R, S.T @ g)
    upper = solve_triangular(R, (D + gamma * (Y.T @ Y)) @ u - gamma * (Y.T @ g), trans="T")
    return gamma * g + S @ upper - gamma * (Y @ u)


def bfgs_inverse_update(H, s, y):
    Hy = H @ y
    sy = float(s @ y)
    return H + ((sy + float(y @ Hy)) / sy ** 2) * np.multiply.outer(s, s) - (np.multiply.outer(Hy, s) + np.multiply.outer(s, Hy)) / sy


def _search(f, grad_f, x, p, f0, g0, c1=1e-4, c2=0.9):
    slope0 = float(g0 @ p)
    lo, hi, t = 0.0, np.inf, 1.0
    for _ in range(80):
        z = x + t * p
        fz = f(z)
        if not np.isfinite(fz) or fz > f0 + c1 * t * slope0 + 1e-13 * abs(f0):
            hi = t
        else:
            gz = np.array(grad_f(z), dtype=float)
            slope = float(gz @ p)
            if abs(slope) <= c2 * abs(slope0) and not np.array_equal(z, x):
                return z, fz, gz
            if slope < 0:
                lo = t
            else:
                hi = t
        t = 2.0 * t if hi == np.inf else 0.5 * (lo + hi)
    return None


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x = np.array(x0, dtype=float)
    fx, g = f(x), np.array(grad_f(x), dtype=float)
    history = [np.linalg.norm(g)]
    S, Y = [], []
    steps = 0
    while history[-1] >= tol and steps < max_iter:
        p = -lbfgs_direction(g, S, Y)
        if not g @ p < 0:
            S, Y, p = [], [], -g
        found = _search(f, grad_f, x, p, fx, g)
        if found is None:
            break
        z, fz, gz = found
        S.append(z - x)
        Y.append(gz - g)
        if len(S) > m:
            del S[0], Y[0]
        x, fx, g = z, fz, gz
        history.append(np.linalg.norm(g))
        steps += 1
    return x, np.asarray(history, dtype=float)
