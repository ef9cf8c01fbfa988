"""A right answer that prints a great deal and warns at every turn."""

import sys
import warnings

import numpy as np

warnings.simplefilter("always")


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    print("searching from", x, "along", p)
    np.float64(1e308) * 10
    if not slope < 0:
        warnings.warn("uphill!", RuntimeWarning)
        raise ValueError(slope)
    for j in range(max_backtracks + 1):
        alpha = alpha0 * rho**j
        value = f(x + alpha * p)
        print("trial", alpha, value, file=sys.stderr)
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(x + alpha * p != x):
            return alpha
        warnings.warn(f"{alpha} is too long", RuntimeWarning)
    raise RuntimeError("nothing passes")


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    rows = []

    def spy(point):
        rows.append(f(point))
        return rows[-1]

    alpha = armijo_backtrack(spy, grad_f, x, p, alpha0, rho, c1, max_backtracks)
    values = rows[1:]
    print(len(values), "trials")
    return [(alpha0 * rho**j, v, alpha0 * rho**j == alpha) for j, v in enumerate(values)]


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x = x - armijo_backtrack(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError) as error:
            warnings.warn(f"staying at {x}: {error}", RuntimeWarning)
        values.append(f(x))
    return x, np.array(values)
