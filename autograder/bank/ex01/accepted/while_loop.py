"""While loops, with the bound moved along from trial to trial."""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0 = f(x)
    m = grad_f(x) @ p
    if m >= 0 or np.isnan(m):
        raise ValueError(f"slope {m} is not negative")
    alpha, tries = alpha0, 0
    value = f(x + alpha * p)
    while not (value <= f0 + c1 * alpha * m and value > -np.inf and (x + alpha * p != x).any()):
        if tries == max_backtracks:
            raise RuntimeError(f"gave up at alpha = {alpha}")
        alpha = rho * alpha
        tries += 1
        value = f(x + alpha * p)
    return float(alpha)


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0 = f(x)
    m = grad_f(x) @ p
    if m >= 0 or np.isnan(m):
        raise ValueError(f"slope {m} is not negative")
    alpha, rows, done = alpha0, [], False
    while not done:
        if len(rows) > max_backtracks:
            raise RuntimeError(f"gave up at alpha = {alpha}")
        value = f(x + alpha * p)
        done = bool(value <= f0 + c1 * alpha * m and value > -np.inf and (x + alpha * p != x).any())
        rows.append((alpha, value, done))
        alpha = rho * alpha
    return rows


def gradient_descent(f, grad_f, x0, iterations=100):
    x = np.array(x0, dtype=float)
    history = np.empty(iterations + 1)
    history[0] = f(x)
    k = 0
    while k < iterations:
        g = grad_f(x)
        k += 1
        if np.linalg.norm(g) > 0:
            try:
                x = x + armijo_backtrack(f, grad_f, x, -g) * -g
            except RuntimeError:
                history[k:] = history[k - 1]
                break
        history[k] = f(x)
    return x, history
