"""Line searches: how far to go along a descent direction.

    phi(alpha) = f(x + alpha p),    phi'(0) = g.p < 0
    sufficient decrease (Armijo):  phi(alpha) <= phi(0) + c1 alpha phi'(0)

Nocedal & Wright (2006), section 3.1.  A search is a value: it sees phi alone, is handed phi(0) and
phi'(0), evaluates nothing twice, records its trials and says when it failed.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Trial:
    """One step that was tried."""

    alpha: float
    value: float
    accepted: bool


@dataclass(frozen=True)
class LineSearchResult:
    """What a search found; ``alpha`` and ``value`` are None where it failed."""

    alpha: float | None
    value: float | None
    trials: tuple[Trial, ...]
    success: bool
    message: str


@dataclass(frozen=True)
class BacktrackingLineSearch:
    """Tries alpha0, rho alpha0, rho^2 alpha0, ... until one decreases f enough (algorithm 3.1).

    ``rho`` and ``c1`` lie between 0 and 1; ``max_backtracks`` is the number of reductions.
    """

    rho: float = 0.5
    c1: float = 1e-4
    max_backtracks: int = 60

    def __call__(
        self,
        phi: Callable[[float], float],
        phi0: float,
        slope: float,
        alpha0: float = 1.0,
        moves: Callable[[float], bool] = lambda alpha: True,
    ) -> LineSearchResult:
        """Return the first step that decreases phi enough.

        ``phi0`` is phi(0) and ``slope`` is phi'(0).  ``moves(alpha)`` is false where the trial point
        rounds to x itself.  ValueError where the slope is not negative.
        """
        if not slope < 0:
            raise ValueError(f"not a descent direction: the slope g.p is {slope}")
        trials = []
        alpha = alpha0
        for _ in range(self.max_backtracks + 1):
            value = phi(alpha)
            # A comparison with NaN is false, so this accepts no NaN; -inf has to be refused by name.
            enough = math.isfinite(value) and value <= phi0 + self.c1 * alpha * slope
            accepted = bool(enough and moves(alpha))
            trials.append(Trial(alpha, value, accepted))
            if accepted:
                return LineSearchResult(alpha, value, tuple(trials), True, "sufficient decrease")
            alpha *= self.rho
        message = f"no step from {alpha0} down to {trials[-1].alpha:.3g} decreases f enough"
        return LineSearchResult(None, None, tuple(trials), False, message)


def along(f, x: np.ndarray, p: np.ndarray) -> tuple[Callable, Callable]:
    """Return phi(alpha) = f(x + alpha p), and whether x + alpha p differs from x in floating point."""
    return (lambda alpha: f(x + alpha * p)), (lambda alpha: bool(np.any(x + alpha * p != x)))


def backtracking(f, grad_f, x, p, *, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60) -> float:
    """Return the first of alpha0, rho alpha0, ... that satisfies the Armijo condition.

    ``x`` and ``p`` have shape (n,).  ValueError where g.p is not negative, RuntimeError where no
    trial passes.
    """
    phi, moves = along(f, x, p)
    search = BacktrackingLineSearch(rho, c1, max_backtracks)
    found = search(phi, f(x), float(grad_f(x) @ p), alpha0, moves)
    if not found.success:
        raise RuntimeError(found.message)
    return found.alpha


@dataclass(frozen=True)
class StrongWolfeLineSearch:
    """Brackets a step that satisfies the strong Wolfe conditions and zooms in on it.

        phi(alpha) <= phi(0) + c1 alpha phi'(0),    |phi'(alpha)| <= c2 |phi'(0)|

    Algorithms 3.5 and 3.6, in one loop: ``low`` is the best step so far, ``high`` the other end of an
    interval that holds good steps, or None while the step still grows.  0 < c1 < c2 < 1.
    """

    c1: float = 1e-4
    c2: float = 0.9
    max_trials: int = 50
    growth: float = 2.0  # of the step while nothing is bracketed

    def __call__(
        self,
        phi: Callable[[float], float],
        dphi: Callable[[float], float],
        phi0: float,
        slope: float,
        alpha0: float = 1.0,
    ) -> LineSearchResult:
        """Return a step that satisfies both conditions.

        ``phi0`` is phi(0) and ``slope`` is phi'(0); ``dphi`` is asked only where phi decreases enough.
        ValueError where the slope is not negative.
        """
        if not slope < 0:
            raise ValueError(f"not a descent direction: the slope g.p is {slope}")
        slack = 1e-13 * abs(phi0)  # differences of phi below this are rounding
        low, high = (0.0, phi0, slope), None
        trials, alpha = [], alpha0
        while len(trials) < self.max_trials:
            value = phi(alpha)
            enough = math.isfinite(value) and value <= phi0 + self.c1 * alpha * slope + slack
            new_slope = dphi(alpha) if enough and value <= low[1] + slack else math.nan
            accepted = abs(new_slope) <= -self.c2 * slope
            trials.append(Trial(alpha, value, accepted))
            if accepted:
                return LineSearchResult(alpha, value, tuple(trials), True, "strong Wolfe conditions")
            if math.isnan(new_slope):
                high = (alpha, value)
            else:
                if new_slope * ((high[0] if high else math.inf) - low[0]) >= 0:
                    high = low[:2]
                low = (alpha, value, new_slope)
            alpha = self.growth * alpha if high is None else _between(low, high)
        message = f"no step of {len(trials)} satisfies the strong Wolfe conditions"
        return LineSearchResult(None, None, tuple(trials), False, message)


def _between(low: tuple[float, float, float], high: tuple[float, float]) -> float:
    """Return a step inside the interval: the minimiser of the parabola through both ends, kept off them."""
    width = high[0] - low[0]
    bend = high[1] - low[1] - low[2] * width  # half the parabola's second derivative, times width squared
    part = -low[2] * width / (2 * bend) if math.isfinite(bend) and bend > 0 else 0.5
    return low[0] + width * min(max(part, 0.1), 0.9)


def strong_wolfe(f, grad_f, x, p, *, c1=1e-4, c2=0.9, alpha0=1.0, max_trials=50) -> float:
    """Return a step along p that satisfies the strong Wolfe conditions.

    ``x`` and ``p`` have shape (n,).  ValueError where g.p is not negative, RuntimeError where no such
    step is found.
    """
    search = StrongWolfeLineSearch(c1, c2, max_trials)
    phi, _ = along(f, x, p)
    found = search(phi, lambda a: float(grad_f(x + a * p) @ p), f(x), float(grad_f(x) @ p), alpha0)
    if not found.success:
        raise RuntimeError(found.message)
    return found.alpha
