"""Part (a) written through part (b)."""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return armijo_trials(f, grad_f, x, p, alpha0, rho, c1, max_backtracks)[-1][0]


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    g, f0 = grad_f(x), f(x)
    slope = sum(a * b for a, b in zip(g, p))
    if slope >= 0:
        raise ValueError(f"g.p = {slope}, which is not negative")
    rows = [(alpha0, f(x + alpha0 * p), False)]
    while True:
        alpha, value, _ = rows[-1]
        if abs(value) < np.inf and value <= f0 + c1 * alpha * slope and any(x + alpha * p != x):
            rows[-1] = (alpha, value, True)
            return rows
        if len(rows) == max_backtracks:
            raise RuntimeError(f"{max_backtracks} trials, none of them good enough")
        rows.append((rho * alpha, f(x + rho * alpha * p), False))


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0 * 1.0, np.full(iterations + 1, f(x0))
    for k in range(iterations):
        g = grad_f(x)
        if g @ g == 0:
            return x, values
        try:
            alpha = armijo_backtrack(f, grad_f, x, p=-g)
        except RuntimeError:
            return x, values
        x = x - alpha * g
        values[k + 1 :] = f(x)
    return x, values
