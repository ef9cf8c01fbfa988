"""Newton's method without a Hessian: products from gradients, conjugate gradients on the Newton equation.

    H p = -g to |H p + g| <= eta |g|,    eta = min(1/2, sqrt |g|)    (a forcing sequence: superlinear)

Nocedal & Wright (2006), algorithm 7.1; Dembo, Eisenstat and Steihaug (1982).
"""

import numpy as np

from numopt.derivatives import hvp_central
from numopt.line_search import backtracking


def truncated_cg(hvp, g: np.ndarray, eta: float = 0.5, max_iter: int | None = None) -> np.ndarray:
    """Return an approximate solution of H p = -g, shape (n,): always a descent direction.

    ``hvp(v)`` returns H v.  Stops where the residual is at most ``eta`` |g|, after ``max_iter`` products
    (2n by default), or where the curvature along the search direction is not positive.
    """
    p, r = np.zeros_like(g), g.copy()
    d, rr = -r, g @ g
    for _ in range(2 * g.size if max_iter is None else max_iter):
        if np.sqrt(rr) <= eta * np.linalg.norm(g):
            break
        hd = hvp(d)
        curvature = d @ hd
        if curvature <= 0:
            return p if p.any() else -g
        alpha = rr / curvature
        p, r = p + alpha * d, r + alpha * hd
        before, rr = rr, r @ r
        d = -r + (rr / before) * d
    return p


def newton_cg(f, grad_f, x0: np.ndarray, tol: float = 1e-5, max_iter: int = 200):
    """Return (x, gradient norms): truncated Newton steps with Armijo backtracking; H is never formed.

    Stops where the 2-norm of the gradient is below ``tol``, after ``max_iter`` steps, or where no step
    decreases f any more.
    """
    x, g = x0.copy(), grad_f(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = truncated_cg(lambda v, x=x: hvp_central(grad_f, x, v), g, min(0.5, np.sqrt(norms[-1])))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
