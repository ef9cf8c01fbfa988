"""wrong: part a
Definiteness is tested by det > 0: a negative definite Hessian in two (or an even number of) dimensions passes and the Newton step goes uphill.
"""
from typing import Iterator, NamedTuple, Tuple
import numpy as np
from numopt.line_search import backtracking


class Wolfe(NamedTuple):
    armijo: bool
    curvature: bool
    strong: bool


def newton_step(grad: np.ndarray, hess: np.ndarray) -> np.ndarray:
    lam, Q = np.linalg.eigh(hess)
    if np.linalg.det(hess) > 0:
        return np.linalg.solve(hess, -grad)
    size = np.abs(lam)
    top = size.max()
    if top == 0.0:
        return -grad
    size = np.maximum(size, 1e-8 * top)
    return -np.einsum("ij,j,kj,k->i", Q, 1.0 / size, Q, grad)


def iterates(f, grad_f, hess_f, x) -> Iterator[Tuple[np.ndarray, float]]:
    while True:
        g = grad_f(x)
        yield x, float(np.linalg.norm(g))
        p = newton_step(g, hess_f(x))
        if not g @ p < 0:
            return
        try:
            x = x + backtracking(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4) * p
        except RuntimeError:
            return


def newton_minimize(f, grad_f, hess_f, x0, tol: float = 1e-8, max_iter: int = 50):
    norms = []
    for k, (x, size) in enumerate(iterates(f, grad_f, hess_f, np.array(x0, dtype=float))):
        norms.append(size)
        if size < tol or k == max_iter:
            break
    return x, np.asarray(norms)


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    phi = lambda t: f(x + t * p)
    dphi = lambda t: np.dot(grad_f(x + t * p), p)
    p0, d0, p1, d1 = phi(0.0), dphi(0.0), phi(alpha), dphi(alpha)
    return Wolfe(bool(np.isfinite(p1) and p1 - p0 <= c1 * alpha * d0), bool(d1 >= c2 * d0), bool(-c2 * abs(d0) <= d1 <= c2 * abs(d0)))
