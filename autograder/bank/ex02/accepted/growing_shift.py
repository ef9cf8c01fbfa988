"""The shift of algorithm 3.3 of Nocedal and Wright: a multiple of the identity, doubled until it is enough."""

import numpy as np

from numopt.line_search import backtracking


def newton_step(grad, hess):
    n = len(grad)
    tau = 0.0
    unit = max(np.abs(hess).max(), 1e-3)
    while True:
        try:
            lower = np.linalg.cholesky(hess + tau * np.eye(n))
            return -np.linalg.solve(lower.T, np.linalg.solve(lower, grad))
        except np.linalg.LinAlgError:
            tau = max(2 * tau, 1e-3 * unit)


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    def walk(x, norms):
        norms = [*norms, np.linalg.norm(grad_f(x))]
        if norms[-1] < tol or len(norms) > max_iter:
            return x, norms
        p = newton_step(grad_f(x), hess_f(x))
        try:
            return walk(x + backtracking(f, grad_f, x, p) * p, norms)
        except RuntimeError:
            return x, norms

    x, norms = walk(x0 + 0.0, [])
    return x, np.array(norms)


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    phi0, dphi0 = f(x), np.dot(grad_f(x), p)
    y = x + alpha * p
    phi, dphi = f(y), np.dot(grad_f(y), p)
    if not np.isfinite(phi):
        return False, bool(dphi >= c2 * dphi0), bool(abs(dphi) <= -c2 * dphi0)
    return bool(phi <= phi0 + c1 * alpha * dphi0), bool(dphi >= c2 * dphi0), bool(abs(dphi) <= -c2 * dphi0)
