"""Definiteness by the smallest eigenvalue, a general solve, and a line search of its own."""

import numpy as np


def newton_step(grad, hess):
    if np.linalg.eigvalsh(hess)[0] > 0:
        return np.linalg.solve(hess, -grad)
    return -1.0 * grad


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, k = x0.astype(float), 0
    g = grad_f(x)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and k < max_iter:
        p, fx, alpha = newton_step(g, hess_f(x)), f(x), 1.0
        while not f(x + alpha * p) <= fx + 1e-4 * alpha * (g @ p):
            alpha /= 2
            if np.array_equal(x + alpha * p, x):
                return x, np.array(norms)
        if np.array_equal(x + alpha * p, x):
            return x, np.array(norms)
        x, k = x + alpha * p, k + 1
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    def phi(a):
        return f(x + a * p)

    def dphi(a):
        return float(grad_f(x + a * p) @ p)

    value = phi(alpha)
    enough = abs(value) < float("inf") and value <= phi(0) + c1 * alpha * dphi(0)
    return (bool(enough), dphi(alpha) >= c2 * dphi(0), abs(dphi(alpha)) <= c2 * abs(dphi(0)))
