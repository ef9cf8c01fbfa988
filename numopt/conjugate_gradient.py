"""Conjugate gradients: directions that do not spoil what the earlier ones have reached.

    p_{k+1} = -r_{k+1} + beta_k p_k,    p_i'A p_j = 0 for i != j        (linear: A x = b, r = A x - b)
    p_{k+1} = -g_{k+1} + beta_k p_k                                     (nonlinear: minimise f)

Nocedal & Wright (2006), chapter 5; Hestenes and Stiefel (1952); Fletcher and Reeves (1964); Polak and
Ribière (1969); Powell (1977) for the restarts; Gilbert and Nocedal (1992) for PR+.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from numopt.descent import Result, minimise
from numopt.line_search import StrongWolfeLineSearch
from numopt.problems import Problem

# Linear: A x = b ----------------------------------------------------------------------------------


class CGStatus(Enum):
    """Why linear conjugate gradients ended; the value is the message."""

    CONVERGED = "the residual is below the tolerance"
    ITERATION_LIMIT = "the iteration limit was reached"
    NEGATIVE_CURVATURE = "the curvature along a direction is not positive"
    INDEFINITE_PRECONDITIONER = "the preconditioner is not positive definite"
    NOT_FINITE = "a product or the right-hand side is not finite"


@dataclass(frozen=True)
class CGResult:
    """What linear conjugate gradients found; ``success`` is true for CGStatus.CONVERGED alone.

    ``x`` has shape (n,), ``residual_norms`` shape (nit + 1,): |A x_k - b|_2 for k = 0, ..., nit, from the
    recurrence.  Where the curvature was not positive, ``x`` is the last point before that was met.
    """

    x: np.ndarray
    residual_norms: np.ndarray
    nit: int
    status: CGStatus

    @property
    def success(self) -> bool:
        """True where the residual is below the tolerance."""
        return self.status is CGStatus.CONVERGED

    @property
    def negative_curvature(self) -> bool:
        """True where a direction p with p'A p <= 0 was met."""
        return self.status is CGStatus.NEGATIVE_CURVATURE

    @property
    def message(self) -> str:
        """Why the run ended, in words."""
        return self.status.value


def conjugate_gradient(
    hvp: Callable[[np.ndarray], np.ndarray],
    b: np.ndarray,
    x0: np.ndarray | None = None,
    tol: float = 1e-8,
    max_iter: int | None = None,
    preconditioner: Callable[[np.ndarray], np.ndarray] | None = None,
) -> CGResult:
    """Return the solution of A x = b, A symmetric positive definite, from products alone (algorithm 5.3).

    ``hvp(v)`` returns A v, ``preconditioner(r)`` returns M^-1 r for a positive definite M near A; ``b`` and
    ``x0`` (zero by default) have shape (n,).  Stops where |A x - b| <= ``tol`` |b|, after ``max_iter`` steps
    (10 n by default: n would do but for rounding), or where the status says.  One product a step, one more
    for a given ``x0``.  ValueError where a shape, ``tol`` or ``max_iter`` makes no sense.
    """
    x = np.zeros(np.shape(b)) if x0 is None else np.array(x0, dtype=float)
    limit = 10 * np.size(b) if max_iter is None else max_iter
    if np.ndim(b) != 1 or x.shape != np.shape(b):
        raise ValueError(f"b and x0 have shapes {np.shape(b)} and {x.shape}, not both (n,)")
    if not (tol >= 0 and limit >= 0):
        raise ValueError(f"tol is {tol} and max_iter is {limit}; neither may be negative")
    solve = preconditioner or (lambda r: r)
    r = -np.asarray(b, dtype=float) if x0 is None else hvp(x) - b
    y = solve(r)
    p, ry, norms = -y, float(r @ y), [np.linalg.norm(r)]
    while (status := _reason(norms, ry, tol * np.linalg.norm(b), limit)) is None:
        product = hvp(p)
        curvature = float(p @ product)
        if not curvature > 0:
            status = CGStatus.NOT_FINITE if np.isnan(curvature) else CGStatus.NEGATIVE_CURVATURE
            break
        alpha = ry / curvature
        x, r = x + alpha * p, r + alpha * product
        y = solve(r)
        before, ry = ry, float(r @ y)
        p = -y + (ry / before) * p
        norms.append(np.linalg.norm(r))
    return CGResult(x, np.array(norms), len(norms) - 1, status)


def _reason(norms, ry, bound, limit) -> CGStatus | None:
    """Return why to stop, or None; ``ry`` is r'M^-1 r of the last residual r."""
    if not (np.isfinite(norms[-1]) and np.isfinite(ry) and np.isfinite(bound)):
        return CGStatus.NOT_FINITE
    if norms[-1] <= bound:
        return CGStatus.CONVERGED
    if ry <= 0:
        return CGStatus.INDEFINITE_PRECONDITIONER
    return CGStatus.ITERATION_LIMIT if len(norms) > limit else None


# Nonlinear: minimise f ----------------------------------------------------------------------------
#
# A rule sees the new gradient, the one before, and the direction between them, all of shape (n,), and
# returns beta.  On a convex quadratic with exact line searches the three are the linear one.


def fletcher_reeves(g: np.ndarray, g_old: np.ndarray, p_old: np.ndarray) -> float:
    """Return g'g / g_old'g_old (equation 5.41a)."""
    return _ratio(g @ g, g_old @ g_old)


def polak_ribiere_plus(g: np.ndarray, g_old: np.ndarray, p_old: np.ndarray) -> float:
    """Return g'(g - g_old) / g_old'g_old, or 0 where that is negative (equations 5.44 and 5.45).

    After a short step along a bad direction g is nearly g_old and beta nearly 0: it starts again by itself.
    """
    return max(0.0, _ratio(g @ (g - g_old), g_old @ g_old))


def hestenes_stiefel(g: np.ndarray, g_old: np.ndarray, p_old: np.ndarray) -> float:
    """Return g'y / y'p_old with y = g - g_old (equation 5.46): then y'p = 0 for the new direction p."""
    y = g - g_old
    return _ratio(g @ y, y @ p_old)


def _ratio(above, below) -> float:
    """Return above / below; 0, which starts again from -g, where nothing can be learnt from the last step."""
    return float(above / below) if below else 0.0


class NonlinearCG:
    """The direction p = -g + beta p_old; memory and time are O(n).

    ``rule`` gives beta.  It starts again from -g where p does not lead downhill, after ``restart_after``
    directions (None for never), and where two gradients in a row are far from orthogonal, which they are on
    a quadratic: |g'g_old| >= ``overlap`` g'g (equation 5.52; infinity for never).  One value serves one run,
    or is reset before the next.  ValueError where ``restart_after`` or ``overlap`` is not positive.

    CG directions have no length of their own.  So p is handed out at such a length that the step 1 promises
    the decrease g'p that the last step promised (section 3.5, before equation 3.60).
    """

    def __init__(
        self,
        rule: Callable[[np.ndarray, np.ndarray, np.ndarray], float] = polak_ribiere_plus,
        restart_after: int | None = None,
        overlap: float = 0.1,
    ):
        if not (overlap > 0 and (restart_after is None or restart_after > 0)):
            raise ValueError(f"overlap is {overlap}, restart_after {restart_after}; both must be positive")
        self.rule, self.restart_after, self.overlap = rule, restart_after, overlap
        self.last = None  # x, g and p of the last call
        self.age = 0  # directions since -g

    def __call__(self, problem: Problem, x: np.ndarray, g: np.ndarray) -> np.ndarray:
        """Return the direction, shape (n,); ``x`` and ``g`` are kept, not copied."""
        p = self._conjugate(g)
        length = self._length(x, g, p)
        self.last = (x, g, p)
        return length * p

    def reset(self) -> bool:
        """Forget the last direction; return whether there was more than -g to forget."""
        known = self.age > 0
        self.last, self.age = None, 0
        return known

    def _conjugate(self, g: np.ndarray) -> np.ndarray:
        self.age += 1
        if self.last is not None and self.age != self.restart_after:
            _, g_old, p_old = self.last
            if abs(g @ g_old) < self.overlap * (g @ g):
                p = -g + self.rule(g, g_old, p_old) * p_old
                if g @ p < 0:  # false for NaN too
                    return p
        self.age = 0
        return -g

    def _length(self, x: np.ndarray, g: np.ndarray, p: np.ndarray) -> float:
        """Return the factor of p; where no step tells, p becomes as long as x is, but at least 1."""
        if self.last is not None:
            x_old, g_old, _ = self.last
            length = float((x - x_old) @ g_old) / float(g @ p)
            if 0 < length < np.inf:
                return length
        return max(1.0, np.linalg.norm(x)) / np.linalg.norm(p)


def minimise_nonlinear_cg(problem: Problem, x0=None, rule=polak_ribiere_plus, **settings) -> Result:
    """Return the result of nonlinear conjugate gradients; ``settings`` are those of numopt.descent.minimise.

    The line search is strong Wolfe with c2 = 0.1 unless one is given: directions that build on each other
    need longer searches than Newton's, and below c2 = 1/2 Fletcher-Reeves always leads downhill (lemma 5.6).
    """
    settings.setdefault("line_search", StrongWolfeLineSearch(c2=0.1))
    return minimise(problem, NonlinearCG(rule), x0, **settings)
