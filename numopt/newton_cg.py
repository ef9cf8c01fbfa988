"""Newton's method without a Hessian: products from gradients, conjugate gradients on the Newton equation.

    H p = -g to |H p + g| <= eta |g|,    eta = min(1/2, sqrt |g|)    (a forcing sequence: superlinear)

Nocedal & Wright (2006), section 7.1 and algorithm 7.1; Dembo, Eisenstat and Steihaug (1982); Eisenstat and
Walker (1996).  How well an equation is solved decides how fast the steps converge: eta constant gives a
linear rate, eta -> 0 a superlinear one, and eta of the order of |g| Newton's own quadratic one.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from numopt.conjugate_gradient import CGResult, conjugate_gradient
from numopt.derivatives import hvp_central
from numopt.descent import Result, minimise
from numopt.line_search import backtracking
from numopt.problems import Problem

# Forcing sequences --------------------------------------------------------------------------------


def linear(size: float, before: float) -> float:
    """Return 1/2, whatever |g| is (``size``) and was one step ago (``before``): a linear rate."""
    return 0.5


def superlinear(size: float, before: float) -> float:
    """Return min(1/2, sqrt |g|): the order of convergence is 3/2."""
    return min(0.5, float(np.sqrt(size)))


def quadratic(size: float, before: float) -> float:
    """Return min(1/2, |g|): the order of convergence is 2."""
    return min(0.5, size)


def eisenstat_walker(size: float, before: float) -> float:
    """Return min(1/2, 0.9 (|g| / |g before|)^2), which does not change with the units of f.

    Choice 2 of Eisenstat and Walker (1996), without its memory of the last eta.
    """
    return min(0.5, 0.9 * (size / before) ** 2)


# The method ---------------------------------------------------------------------------------------


def hessian_product(problem: Problem, x: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Return the function v -> H(x) v: from the problem's hvp, else its hess, else two gradients each."""
    if problem.hvp:
        return lambda v: problem.hvp(x, v)
    if problem.hess:
        hess = problem.hess(x)
        return lambda v: hess @ v
    return lambda v: hvp_central(problem.grad, x, v)


class TruncatedNewton:
    """The direction of conjugate gradients on H p = -g, stopped early; H is never formed unless given.

    ``forcing`` gives eta from |g| and the last |g|; ``max_products`` bounds the products for one direction
    (2n by default).  Where the curvature along a direction of conjugate gradients is not positive, p is the
    point before it, or -g where there is none: it leads downhill in any case.  ``solves`` holds the records.
    """

    def __init__(self, forcing=superlinear, max_products: int | None = None, preconditioner=None):
        if max_products is not None and not max_products >= 1:
            raise ValueError(f"max_products is {max_products}; it must be 1 at least")
        self.forcing, self.max_products, self.preconditioner = forcing, max_products, preconditioner
        self.solves: list[CGResult] = []
        self.before = math.nan

    def __call__(self, problem: Problem, x: np.ndarray, g: np.ndarray) -> np.ndarray:
        size = float(np.linalg.norm(g))
        eta = self.forcing(size, size if math.isnan(self.before) else self.before)
        limit = 2 * g.size if self.max_products is None else self.max_products
        product = hessian_product(problem, x)
        self.solves.append(conjugate_gradient(product, -g, None, eta, limit, self.preconditioner))
        self.before = size
        p = self.solves[-1].x
        return p if p.any() else -g


@dataclass
class NewtonCGResult(Result):
    """What a run found, in SciPy's words; ``solves`` holds the record of each Newton equation.

    ``nhev`` counts the Hessians, ``products`` the products with one; where these are differences of
    gradients, ``njev`` includes their gradients.
    """

    solves: list[CGResult] = field(default_factory=list)

    @property
    def products(self) -> int:
        """How many products H v the run took."""
        return sum(solve.nit + solve.negative_curvature for solve in self.solves)


def truncated_newton(
    problem: Problem,
    x0: np.ndarray | None = None,
    forcing: Callable[[float, float], float] = superlinear,
    max_products: int | None = None,
    preconditioner: Callable[[np.ndarray], np.ndarray] | None = None,
    **settings,
) -> NewtonCGResult:
    """Return the result of truncated Newton steps (algorithm 7.1); ``settings`` are those of minimise.

    ``forcing``, ``max_products`` and ``preconditioner`` are those of TruncatedNewton and of
    conjugate_gradient.
    """
    direction = TruncatedNewton(forcing, max_products, preconditioner)
    found = minimise(problem, direction, x0, **settings)
    return NewtonCGResult(**vars(found), solves=direction.solves)


# The same in plain functions ----------------------------------------------------------------------


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
