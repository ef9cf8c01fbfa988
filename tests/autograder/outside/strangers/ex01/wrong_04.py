"""wrong: part a
The first trial is rho*alpha0: alpha is reduced before it is tried, so alpha0 itself is never accepted.
"""
import math
import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    base, slope = f(x), float(np.dot(grad_f(x), p))
    if not slope < 0.0:
        raise ValueError(f"p is not a descent direction: g.p = {slope!r}")

    def attempt(alpha, left):
        if left < 0:
            raise RuntimeError(f"no Armijo step after {max_backtracks} reductions, last alpha = {alpha / rho!r}")
        y = x + alpha * p
        fy = f(y)
        good = math.isfinite(fy) and not np.array_equal(y, x) and fy <= base + c1 * alpha * slope
        return alpha if good else attempt(alpha * rho, left - 1)

    return float(attempt(rho * float(alpha0), max_backtracks))


def _walk(f, x, p, base, slope, alpha, rho, c1, limit):
    for _ in range(limit + 1):
        y = x + alpha * p
        fy = float(f(y))
        verdict = bool(math.isfinite(fy) and np.any(y != x) and fy <= base + c1 * alpha * slope)
        yield alpha, fy, verdict
        if verdict:
            return
        alpha *= rho


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    slope = float(grad_f(x) @ p)
    if not slope < 0.0:
        raise ValueError(f"p is not a descent direction: g.p = {slope!r}")
    rows = list(_walk(f, x, p, f(x), slope, float(alpha0), rho, c1, max_backtracks))
    if not rows[-1][2]:
        raise RuntimeError(f"no trial passed, last alpha = {rows[-1][0]!r}")
    return rows


def gradient_descent(f, grad_f, x0, iterations=100):
    def advance(x):
        g = grad_f(x)
        if not np.any(g):
            return x
        try:
            return x - armijo_backtrack(f, grad_f, x, -g) * g
        except RuntimeError:
            return x

    x = np.array(x0, dtype=float)
    values = [f(x)]
    for _ in range(iterations):
        x = advance(x)
        values.append(f(x))
    return x, np.array(values, dtype=float)
