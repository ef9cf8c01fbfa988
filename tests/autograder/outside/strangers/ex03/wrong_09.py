"""wrong: part c
Armijo backtracking only instead of strong Wolfe: pairs with negative curvature are skipped and the memory freezes.
"""
import warnings
from collections import deque
import numpy as np
from scipy.optimize import line_search


def lbfgs_direction(g, s_list, y_list):
    ok = lambda s, y: s.dot(y) > 1e-10 * np.sqrt(s.dot(s) * y.dot(y))
    pairs = deque((s, y) for s, y in zip(s_list, y_list) if ok(s, y))
    stack, q = [], g.astype(float)
    for s, y in reversed(pairs):
        stack.append(s.dot(q) / s.dot(y))
        q = q - stack[-1] * y
    if pairs:
        s, y = pairs[-1]
        q = q * (s.dot(y) / y.dot(y))
    while pairs:
        s, y = pairs.popleft()
        q = q + s * (stack.pop() - y.dot(q) / s.dot(y))
    return q


def bfgs_inverse_update(H, s, y):
    s, y = s.reshape(-1, 1), y.reshape(-1, 1)
    sy = (s.T @ y).item()
    left = np.eye(len(s)) - (s @ y.T) / sy
    new = left @ H @ left.T + (s @ s.T) / sy
    return (new + new.T) / 2


def _reserve(f, grad_f, x, p, f0, d0):
    lo, hi, t = 0.0, None, 1.0
    for _ in range(60):
        v = f(x + t * p)
        armijo = np.isfinite(v) and v <= f0 + 1e-4 * t * d0 + 1e-13 * abs(f0)
        d = grad_f(x + t * p) @ p if armijo else np.nan
        if armijo and abs(d) <= 0.9 * abs(d0):
            return t
        if armijo and d < 0:
            lo = t
        else:
            hi = t
        t = (lo + hi) / 2 if hi is not None else 3.0 * t
    return None


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x = np.array(x0, dtype=float, copy=True)
    fx, g = f(x), grad_f(x)
    pairs = deque(maxlen=m)
    norms = [np.linalg.norm(g)]
    for k in range(max_iter):
        if norms[-1] < tol:
            break
        p = -lbfgs_direction(g, [s for s, _ in pairs], [y for _, y in pairs])
        alpha = 1.0
        while not f(x + alpha * p) <= fx + 1e-4 * alpha * (g @ p) + 1e-13 * abs(fx):
            alpha *= 0.5
        if np.all(x + alpha * p == x):
            break
        s = alpha * p
        x = x + s
        fx, old, g = f(x), g, grad_f(x)
        y = g - old
        if s.dot(y) > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y):
            pairs.append((s, y))
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
