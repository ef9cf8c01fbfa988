"""Recursion instead of loops."""

import math

import numpy as np


def shorter(f, x, p, alpha, f0, slope, rho, c1, left):
    point = x + alpha * p
    value = f(point)
    if math.isfinite(value) and value - f0 <= c1 * alpha * slope and np.any(point != x):
        return [(alpha, value, True)]
    if left == 0:
        raise RuntimeError(f"no reductions left at alpha = {alpha}")
    return [(alpha, value, False), *shorter(f, x, p, alpha * rho, f0, slope, rho, c1, left - 1)]


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    slope = grad_f(x).dot(p)
    if slope < 0:
        return shorter(f, x, p, alpha0, f(x), slope, rho, c1, max_backtracks)[-1][0]
    raise ValueError(f"the slope is {slope}")


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    slope = grad_f(x).dot(p)
    if slope < 0:
        return shorter(f, x, p, alpha0, f(x), slope, rho, c1, max_backtracks)
    raise ValueError(f"the slope is {slope}")


def descend(f, grad_f, x, values, left):
    if left == 0:
        return x, np.array(values)
    g = grad_f(x)
    try:
        x = x - armijo_backtrack(f, grad_f, x, -g) * g
    except (ValueError, RuntimeError):
        return x, np.array(values + [values[-1]] * left)
    return descend(f, grad_f, x, [*values, f(x)], left - 1)


def gradient_descent(f, grad_f, x0, iterations=100):
    return descend(f, grad_f, np.copy(x0), [f(x0)], iterations)
