"""Quasi-Newton methods: the inverse Hessian learnt from differences of gradients.

    s = x_{k+1} - x_k,    y = g_{k+1} - g_k,    H_{k+1} y = s    (the secant equation)
    BFGS:  H <- (I - rho s y') H (I - rho y s') + rho s s',    rho = 1 / s'y
    SR1:   H <- H + r r' / r'y,                                r = s - H y

Nocedal & Wright (2006), sections 6.1, 6.2, 7.1 and 7.2.  First the functions of the course, which say it
plainly; then the directions for numopt.descent, which do the same in place.
"""

from collections import deque

import numpy as np
from scipy.linalg.blas import daxpy, dsymv, dsyr, dsyr2

from numopt.descent import Result, minimise
from numopt.line_search import StrongWolfeLineSearch, strong_wolfe
from numopt.problems import Problem

CURVATURE = 1e-10  # a pair with s'y <= CURVATURE |s| |y| is not used
SKIP = 1e-8  # an SR1 update with |r'y| < SKIP |r| |y| is not made (equation 6.26)


def is_usable(s: np.ndarray, y: np.ndarray) -> bool:
    """Return whether the pair has curvature that an update can build on; the test has no units."""
    return bool(s @ y > CURVATURE * np.linalg.norm(s) * np.linalg.norm(y))


def bfgs_inverse_update(inverse: np.ndarray, s: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the BFGS update of the inverse Hessian, shape (n, n): a change of rank two (equation 6.17).

    ``inverse`` is symmetric, ``s`` and ``y`` have shape (n,) with s'y > 0.  Costs O(n^2).
    """
    rho = 1.0 / (s @ y)
    hy = inverse @ y
    # (I - rho s y') H (I - rho y s') + rho s s', multiplied out.
    return inverse - rho * (np.outer(s, hy) + np.outer(hy, s)) + rho * (rho * (y @ hy) + 1) * np.outer(s, s)


def two_loop(g: np.ndarray, s_list, y_list) -> np.ndarray:
    """Return H g, where H comes from the pairs (oldest first) by BFGS from a multiple of I (algorithm 7.4).

    The multiple is s'y / y'y of the newest usable pair, 1 without any; other pairs are left out.
    """
    pairs = [(s, y, 1.0 / (s @ y)) for s, y in zip(s_list, y_list, strict=True) if is_usable(s, y)]
    q, weights = g.astype(float), []
    for s, y, rho in reversed(pairs):
        weights.append(rho * (s @ q))
        q = q - weights[-1] * y
    if pairs:
        s, y, _ = pairs[-1]
        q = q * ((s @ y) / (y @ y))
    for (s, y, rho), weight in zip(pairs, reversed(weights), strict=True):
        q = q + (weight - rho * (y @ q)) * s
    return q


def lbfgs(f, grad_f, x0: np.ndarray, m: int = 5, tol: float = 1e-6, max_iter: int = 500):
    """Return (x, gradient norms): L-BFGS with strong Wolfe steps and at most ``m`` pairs (algorithm 7.5).

    Stops where the 2-norm of the gradient is below ``tol``, after ``max_iter`` steps, or where the line
    search finds no step any more.
    """
    x, g = x0.copy(), grad_f(x0)
    norms, s_list, y_list = [np.linalg.norm(g)], [], []
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -two_loop(g, s_list, y_list)
        try:
            step = strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g_new = grad_f(x + step)
        s_list, y_list = [*s_list, step][-m:], [*y_list, g_new - g][-m:]
        x, g = x + step, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)


# Directions that learn ---------------------------------------------------------------------------


def first_direction(x: np.ndarray, g: np.ndarray) -> np.ndarray:
    """Return the negative gradient, shape (n,), as long as x is, but at least 1.

    Before anything is learnt the length of g says nothing about that of a good step: it has another unit.
    """
    return g * (-max(1.0, float(np.linalg.norm(x))) / np.linalg.norm(g))


class LBFGS:
    """The direction -H g, where H comes from the last ``m`` pairs; memory and time are O(m n).

    The two loops work in one array that is made once: a direction is valid until the next one is asked for.
    The arrays of a pair are kept, not copied.  ValueError where ``m`` is not positive.
    """

    def __init__(self, m: int = 10):
        if m < 1:
            raise ValueError(f"m is {m}; at least one pair must be kept")
        self.pairs = deque(maxlen=m)  # of (s, y, 1 / s'y), the oldest first
        self.scale = 1.0  # H starts from scale I
        self.work = None

    def __call__(self, problem: Problem, x: np.ndarray, g: np.ndarray) -> np.ndarray:
        """Return the direction, shape (n,)."""
        if not self.pairs:
            return first_direction(x, g)
        if self.work is None:
            self.work = np.empty_like(x)
        return self.apply(np.negative(g, out=self.work))

    def apply(self, q: np.ndarray) -> np.ndarray:
        """Return H q, shape (n,), in the place of q: the two loops of algorithm 7.4."""
        weights = []
        for s, y, rho in reversed(self.pairs):
            weights.append(rho * (s @ q))
            daxpy(y, q, a=-weights[-1])  # q -= weight y, without a temporary array
        q *= self.scale
        for s, y, rho in self.pairs:
            daxpy(s, q, a=weights.pop() - rho * (y @ q))
        return q

    def update(self, s: np.ndarray, y: np.ndarray) -> None:
        """Take in the newest pair, unless it has no curvature to build on."""
        curvature, yy = float(s @ y), float(y @ y)
        if curvature > CURVATURE * np.sqrt(s @ s) * np.sqrt(yy):
            self.pairs.append((s, y, 1 / curvature))
            self.scale = curvature / yy

    def reset(self) -> bool:
        """Forget all pairs; return whether there were any."""
        known = bool(self.pairs)
        self.pairs.clear()
        return known


class BFGS:
    """The direction -H g, where H, dense, comes from all pairs; memory and time are O(n^2).

    ``inverse`` is H, of which the upper triangle is kept, or None before the first pair.
    """

    def __init__(self):
        self.inverse = None

    def __call__(self, problem: Problem, x: np.ndarray, g: np.ndarray) -> np.ndarray:
        """Return the direction, shape (n,)."""
        return first_direction(x, g) if self.inverse is None else dsymv(-1.0, self.inverse, g)

    def update(self, s: np.ndarray, y: np.ndarray) -> None:
        """Take in the newest pair, unless it has no curvature to build on (equation 6.17)."""
        if not is_usable(s, y):
            return
        if self.inverse is None:
            self.inverse = np.eye(s.size, order="F") * ((s @ y) / (y @ y))  # equation 6.20
        rho = 1 / (s @ y)
        hy = dsymv(1.0, self.inverse, y)
        # The three terms of the update are s w' + w s': one pass over the triangle.
        w = (rho * (1 + rho * (y @ hy)) / 2) * s - rho * hy
        self.inverse = dsyr2(1.0, s, w, a=self.inverse, overwrite_a=True)

    def reset(self) -> bool:
        """Forget all pairs; return whether there were any."""
        known = self.inverse is not None
        self.inverse = None
        return known


class SR1(BFGS):
    """The direction -H g with the symmetric update of rank one, which may make H indefinite.

    Where -H g leads uphill, the driver has the direction start again.
    """

    def update(self, s: np.ndarray, y: np.ndarray) -> None:
        """Take in the newest pair, unless the denominator is as good as zero (equations 6.25 and 6.26)."""
        if self.inverse is None:
            if not is_usable(s, y):
                return
            # With all of s'y / y'y, as in BFGS, r'y would be zero and the first pair be lost.
            self.inverse = np.eye(s.size, order="F") * ((s @ y) / (y @ y) / 2)
        r = s - dsymv(1.0, self.inverse, y)
        if abs(r @ y) >= SKIP * np.linalg.norm(r) * np.linalg.norm(y) > 0:
            self.inverse = dsyr(1 / (r @ y), r, a=self.inverse, overwrite_a=True)


def minimise_lbfgs(problem: Problem, x0=None, m: int = 10, **settings) -> Result:
    """Return the result of L-BFGS with ``m`` pairs (algorithm 7.5); ``settings`` are those of minimise."""
    return _minimise(problem, LBFGS(m), x0, settings)


def minimise_bfgs(problem: Problem, x0=None, **settings) -> Result:
    """Return the result of BFGS (algorithm 6.1); ``settings`` are those of minimise."""
    return _minimise(problem, BFGS(), x0, settings)


def minimise_sr1(problem: Problem, x0=None, **settings) -> Result:
    """Return the result of SR1 with a line search; ``settings`` are those of minimise."""
    return _minimise(problem, SR1(), x0, settings)


def _minimise(problem, direction, x0, settings) -> Result:
    """Return the result of minimise, by default with a search that promises s'y > 0."""
    return minimise(problem, direction, x0, **({"line_search": StrongWolfeLineSearch()} | settings))
