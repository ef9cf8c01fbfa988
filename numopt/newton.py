"""Newton's method: directions from the second derivatives.

    B p = -g,    B = H where H is positive definite, otherwise a positive definite neighbour of H

Nocedal & Wright (2006), sections 3.3 and 3.4.
"""

import numpy as np
import scipy.linalg

from numopt.descent import Result, minimise
from numopt.problems import Problem


def newton_direction(g: np.ndarray, hess: np.ndarray) -> np.ndarray:
    """Return -H^-1 g where H is positive definite, otherwise the steepest descent direction -g.

    ``g`` has shape (n,), ``hess`` (n, n), symmetric.
    """
    try:
        factor = scipy.linalg.cho_factor(hess)
    except scipy.linalg.LinAlgError:
        return -g
    return -scipy.linalg.cho_solve(factor, g)


def absolute_newton_direction(g: np.ndarray, hess: np.ndarray, floor: float = 1e-8) -> np.ndarray:
    """Return -|H|^-1 g: every eigenvalue by its magnitude, and not below ``floor`` times the largest.

    The direction of Newton's method where H is positive definite (section 3.4, eigenvalue modification).
    """
    values, vectors = np.linalg.eigh(hess)
    sizes = np.maximum(np.abs(values), floor * (np.abs(values).max() or 1.0))
    return -vectors @ ((vectors.T @ g) / sizes)


def newton(problem: Problem, x0=None, direction=newton_direction, **settings) -> Result:
    """Return the result of damped Newton steps; ``settings`` are those of minimise."""
    return minimise(problem, lambda p, x, g: direction(g, p.hess(x)), x0, **settings)
