"""Eigenvalues by their magnitude, a for loop with a break, the conditions from one helper."""

import numpy as np

from numopt.line_search import backtracking


def newton_step(grad, hess):
    values, vectors = np.linalg.eigh(hess)
    sizes = np.abs(values)
    sizes[sizes < 1e-10 * sizes.max(initial=1e-300)] = max(sizes.max(), 1.0)
    return -vectors @ (vectors.T @ grad / sizes)


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x = np.array(x0)
    norms = []
    for k in range(max_iter + 1):
        g = grad_f(x)
        norms.append(float(np.sqrt(g @ g)))
        if norms[k] < tol or k == max_iter:
            break
        p = newton_step(g, hess_f(x))
        try:
            x = x + p * backtracking(f, grad_f, x, p)
        except RuntimeError:
            break
    return x, np.asarray(norms)


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    start, end = grad_f(x).dot(p), grad_f(x + alpha * p).dot(p)
    decrease = f(x) - f(x + alpha * p)
    enough = -np.inf < -decrease <= c1 * alpha * start
    return enough, end - c2 * start >= 0, -c2 * abs(start) <= end <= c2 * abs(start)
