"""For loops over powers of rho, with the points of all trials made beforehand."""

import numpy as np


def accepts(value, bound, moved):
    return bool(moved and np.isfinite(value) and value <= bound)


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), float(np.dot(grad_f(x), p))
    if not slope < 0:
        raise ValueError(f"not a descent direction (slope {slope})")
    steps = alpha0 * rho ** np.arange(max_backtracks + 1)
    for alpha in steps:
        point = x + alpha * p
        if accepts(f(point), f0 + c1 * alpha * slope, not np.array_equal(point, x)):
            return float(alpha)
    raise RuntimeError(f"no step among {len(steps)}")


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), float(np.dot(grad_f(x), p))
    if not slope < 0:
        raise ValueError(f"not a descent direction (slope {slope})")
    rows = []
    for j in range(max_backtracks + 1):
        alpha = alpha0 * rho**j
        point = x + alpha * p
        value = f(point)
        rows.append((alpha, value, accepts(value, f0 + c1 * alpha * slope, not np.array_equal(point, x))))
        if rows[-1][-1]:
            return rows
    raise RuntimeError("no step among the trials")


def gradient_descent(f, grad_f, x0, iterations=100):
    points = [np.array(x0)]
    for _ in range(iterations):
        x = points[-1]
        g = grad_f(x)
        try:
            points.append(x - armijo_backtrack(f, grad_f, x, -g) * g)
        except (ValueError, RuntimeError):
            points.append(x)
    return points[-1], np.array([f(x) for x in points])
