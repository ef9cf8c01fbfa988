"""Line searches: how far to go along a descent direction.

    phi(alpha) = f(x + alpha p),    phi'(0) = g.p < 0
    sufficient decrease (Armijo):  phi(alpha) <= phi(0) + c1 alpha phi'(0)
    strong curvature:              |phi'(alpha)| <= c2 |phi'(0)|

Nocedal & Wright (2006), sections 3.1 and 3.5; Moré & Thuente (1994); Hager & Zhang (2005).  A search is a
value.  It is called as ``search(phi, phi0, slope, alpha0, moves, dphi)``: it sees phi and, where it wants
it, phi' (``dphi``), is handed phi(0) and phi'(0), evaluates nothing twice, records its trials and says
when it failed.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

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


class Point(NamedTuple):
    """A step, phi there, and phi' there (NaN where it was not asked for)."""

    alpha: float
    value: float
    slope: float = math.nan


def _ended(points: list[Point], accepted: bool, message: str) -> LineSearchResult:
    """Return the record of a search whose trials were ``points``; the last may be the one that it takes."""
    trials = [Trial(point.alpha, point.value, False) for point in points]
    if not accepted:
        return LineSearchResult(None, None, tuple(trials), False, message)
    last = points[-1]
    trials[-1] = Trial(last.alpha, last.value, True)
    return LineSearchResult(last.alpha, last.value, tuple(trials), True, message)


def _must_descend(slope: float) -> None:
    if not slope < 0:
        raise ValueError(f"not a descent direction: the slope g.p is {slope}")


def _must_be_known(interpolation: str, *known: str) -> None:
    if interpolation not in known:
        raise ValueError(f"interpolation is {interpolation!r}; it is one of {known}")


# Backtracking ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BacktrackingLineSearch:
    """Tries alpha0 and shorter steps until one decreases f enough (algorithm 3.1).

    ``rho`` and ``c1`` lie between 0 and 1; ``max_backtracks`` is the number of reductions.  A reduction
    multiplies the step by rho; with ``interpolation`` "quadratic" or "cubic" it goes to the minimiser of
    the polynomial through all that is known at 0 and at the last one or two trials (equations 3.57 and
    3.58), kept between a tenth and a half of the last step.
    """

    rho: float = 0.5
    c1: float = 1e-4
    max_backtracks: int = 60
    interpolation: str = "none"

    def __post_init__(self):
        _must_be_known(self.interpolation, "none", "quadratic", "cubic")

    def __call__(
        self,
        phi: Callable[[float], float],
        phi0: float,
        slope: float,
        alpha0: float = 1.0,
        moves: Callable[[float], bool] = lambda alpha: True,
        dphi: Callable[[float], float] | None = None,
    ) -> LineSearchResult:
        """Return the first step that decreases phi enough.

        ``phi0`` is phi(0) and ``slope`` is phi'(0).  ``moves(alpha)`` is false where the trial point
        rounds to x itself; ``dphi`` is not used.  ValueError where the slope is not negative.
        """
        _must_descend(slope)
        start, points, alpha = Point(0.0, phi0, slope), [], alpha0
        for _ in range(self.max_backtracks + 1):
            value = phi(alpha)
            points.append(Point(alpha, value))
            # A comparison with NaN is false, so this accepts no NaN; -inf has to be refused by name.
            enough = math.isfinite(value) and value <= phi0 + self.c1 * alpha * slope
            if enough and moves(alpha):
                return _ended(points, True, "sufficient decrease")
            alpha = self._shorter(start, points)
        message = f"no step from {alpha0} down to {points[-1].alpha:.3g} decreases f enough"
        return _ended(points, False, message)

    def _shorter(self, start: Point, points: list[Point]) -> float:
        last = points[-1]
        if self.interpolation == "none" or not math.isfinite(last.value):
            return self.rho * last.alpha
        guess = parabola_minimiser(start, last)
        if self.interpolation == "cubic" and len(points) > 1 and math.isfinite(points[-2].value):
            guess = _cubic_through_three(start, points[-2], last)
        if math.isnan(guess):
            return self.rho * last.alpha
        return min(max(guess, 0.1 * last.alpha), 0.5 * last.alpha)


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
class ExactLineSearch:
    """Goes to the minimiser of phi where phi is a parabola, as it is on a quadratic f (equation 3.55).

    The slope at alpha0 gives the curvature, with which the step is -phi'(0) / phi''.  It fails where phi''
    is not positive, and where the slope at the step is above ``rtol`` |phi'(0)|: phi was no parabola.
    """

    rtol: float = 1e-6

    def __call__(self, phi, phi0, slope, alpha0=1.0, moves=None, dphi=None) -> LineSearchResult:
        """Return the step to the minimiser; the arguments are those of every search."""
        _must_descend(slope)
        points = [Point(alpha0, phi(alpha0), dphi(alpha0))]
        rise = points[0].slope - slope
        if not 0 < rise < math.inf:
            return _ended(points, False, "phi does not curve upward")
        alpha = -slope * alpha0 / rise
        if alpha != alpha0:
            points.append(Point(alpha, phi(alpha), dphi(alpha)))
        if not abs(points[-1].slope) <= -self.rtol * slope:
            return _ended(points, False, "phi is not a parabola")
        return _ended(points, True, "minimiser of the parabola")


# The Wolfe conditions ----------------------------------------------------------------------------


@dataclass(frozen=True)
class StrongWolfeLineSearch:
    """Brackets a step that satisfies the strong Wolfe conditions and zooms in on it.

        phi(alpha) <= phi(0) + c1 alpha phi'(0),    |phi'(alpha)| <= c2 |phi'(0)|

    Algorithms 3.5 and 3.6, in one loop, with Moré and Thuente's choice of trials: ``low`` is the best step
    so far, ``high`` the other end of an interval that holds good steps, or None while the step still
    grows.  0 < c1 < c2 < 1; differences of phi below ``noise`` |phi(0)| are taken for rounding.
    ``interpolation`` "quadratic" keeps to parabolas and doubled steps, which is simpler and a little dearer.
    """

    c1: float = 1e-4
    c2: float = 0.9
    max_trials: int = 50
    noise: float = 1e-13
    interpolation: str = "cubic"

    def __post_init__(self):
        _must_be_ordered(self.c1, self.c2)
        _must_be_known(self.interpolation, "quadratic", "cubic")

    def __call__(
        self,
        phi: Callable[[float], float],
        phi0: float,
        slope: float,
        alpha0: float = 1.0,
        moves: Callable[[float], bool] | None = None,
        dphi: Callable[[float], float] | None = None,
    ) -> LineSearchResult:
        """Return a step that satisfies both conditions.

        ``phi0`` is phi(0) and ``slope`` is phi'(0); ``dphi`` is asked only where phi decreases enough,
        ``moves`` never.  ValueError where the slope is not negative.
        """
        _must_descend(slope)
        slack = self.noise * abs(phi0)
        low, high = Point(0.0, phi0, slope), None
        points, alpha = [], alpha0
        while len(points) < self.max_trials:
            value = phi(alpha)
            bound = min(phi0 + self.c1 * alpha * slope, low.value) + slack
            lower = math.isfinite(value) and value <= bound
            point = Point(alpha, value, dphi(alpha) if lower else math.nan)
            points.append(point)
            if abs(point.slope) <= -self.c2 * slope:
                return _ended(points, True, "strong Wolfe conditions")
            before = low
            if math.isnan(point.slope):
                high = point
            else:
                if point.slope * (high.alpha - low.alpha if high else math.inf) >= 0:
                    high = low
                low = point
            alpha = self._next(before, low, high)
            if high and alpha in (low.alpha, high.alpha):
                break  # there is no number between them
        return _ended(points, False, _why_failed(points, high, "strong Wolfe"))

    def _next(self, before: Point, low: Point, high: Point | None) -> float:
        if self.interpolation == "cubic":
            return _between(low, high) if high else _beyond(before, low)
        return _between(low, high._replace(slope=math.nan)) if high else 2 * low.alpha


@dataclass(frozen=True)
class ApproximateWolfeLineSearch:
    """Finds a step that satisfies the Wolfe conditions, or the approximate ones, from slopes.

        (2 c1 - 1) phi'(0) >= phi'(alpha) >= c2 phi'(0),    phi(alpha) <= phi(0) + noise |phi(0)|

    Close to a minimiser phi(0) - phi(alpha) drowns in rounding long before the slopes do: on a parabola the
    first inequality is sufficient decrease, written with slopes (Hager & Zhang 2005, equation 4.1).
    ``left`` is a step where phi falls and is not above phi(0), ``right`` one where it rises or is too high,
    or None while the step still grows.  0 < c1 < 1/2, c1 < c2 < 1.
    """

    c1: float = 0.1
    c2: float = 0.9
    max_trials: int = 50
    noise: float = 1e-6

    def __post_init__(self):
        _must_be_ordered(self.c1, self.c2)
        if not self.c1 < 0.5:
            raise ValueError(f"c1 is {self.c1}; it lies below 1/2")

    def __call__(self, phi, phi0, slope, alpha0=1.0, moves=None, dphi=None) -> LineSearchResult:
        """Return a step that satisfies the conditions; the arguments are those of every search."""
        _must_descend(slope)
        left, right = Point(0.0, phi0, slope), None
        points, alpha = [], alpha0
        while len(points) < self.max_trials:
            value = phi(alpha)
            low = math.isfinite(value) and value <= phi0 + self.noise * abs(phi0)
            point = Point(alpha, value, dphi(alpha) if low else math.nan)
            points.append(point)
            enough = value <= phi0 + self.c1 * alpha * slope or point.slope <= (2 * self.c1 - 1) * slope
            if point.slope >= self.c2 * slope and enough:
                return _ended(points, True, "Wolfe conditions, perhaps by slopes alone")
            left, right = (point, right) if point.slope < 0 else (left, point)
            # A secant may creep towards one end: every third trial halves the interval.
            alpha = _root(left, right, halve=len(points) % 3 == 0) if right else 5 * alpha
            if right and alpha in (left.alpha, right.alpha):
                break  # there is no number between them
        return _ended(points, False, _why_failed(points, right, "approximate Wolfe"))


def _must_be_ordered(c1: float, c2: float) -> None:
    if not 0 < c1 < c2 < 1:
        raise ValueError(f"c1 and c2 are {c1} and {c2}; 0 < c1 < c2 < 1 is needed")


def _why_failed(points: list[Point], end: Point | None, conditions: str) -> str:
    if end is None:
        return f"phi still falls at the step {points[-1].alpha:.3g}; f may have no lower bound"
    return f"no step of {len(points)} satisfies the {conditions} conditions"


def _root(left: Point, right: Point, halve: bool) -> float:
    """Return a step inside the interval: where the secant of the slopes is zero, or the middle."""
    part = 0.5 if halve or math.isnan(right.slope) else left.slope / (left.slope - right.slope)
    return left.alpha + min(max(part, 0.1), 0.9) * (right.alpha - left.alpha)


def _beyond(before: Point, last: Point) -> float:
    """Return a longer step than ``last``, where phi still falls: the cubic's minimiser, kept in reach."""
    width = last.alpha - before.alpha
    guess = cubic_minimiser(before, last)
    longest = last.alpha + 4 * width
    return min(max(guess, last.alpha + 1.1 * width), longest) if guess > last.alpha else longest


def _between(low: Point, high: Point) -> float:
    """Return a step inside the interval: the minimiser of the polynomial through both ends, kept off them."""
    width = high.alpha - low.alpha
    guess = parabola_minimiser(low, high) if math.isnan(high.slope) else cubic_minimiser(low, high)
    part = (guess - low.alpha) / width
    return low.alpha + width * (min(max(part, 0.1), 0.9) if math.isfinite(part) else 0.5)


def parabola_minimiser(a: Point, b: Point) -> float:
    """Return where the parabola through phi(a), phi'(a) and phi(b) is lowest; NaN where it is not convex."""
    width = b.alpha - a.alpha
    bend = b.value - a.value - a.slope * width  # half its second derivative, times width squared
    return a.alpha - a.slope * width * width / (2 * bend) if 0 < bend < math.inf else math.nan


def cubic_minimiser(a: Point, b: Point) -> float:
    """Return the local minimiser of the cubic through phi and phi' at both ends (equation 3.59), or NaN."""
    width = b.alpha - a.alpha
    d1 = a.slope + b.slope - 3 * (b.value - a.value) / width
    scale = max(abs(d1), abs(a.slope), abs(b.slope))  # so that no square overflows
    square = (d1 / scale) ** 2 - (a.slope / scale) * (b.slope / scale) if scale else math.nan
    if not square >= 0:
        return math.nan
    d2 = math.copysign(scale * math.sqrt(square), width)
    below = b.slope - a.slope + 2 * d2
    return b.alpha - width * (b.slope + d2 - d1) / below if below else math.nan


def _cubic_through_three(start: Point, a: Point, b: Point) -> float:
    """Return the local minimiser of the cubic through phi(0), phi'(0), phi(a) and phi(b) (section 3.5)."""
    # phi = phi(0) + phi'(0) t + second t^2 + third t^3
    rest_a, rest_b = ((p.value - start.value) / p.alpha - start.slope for p in (a, b))
    third = (rest_b / b.alpha - rest_a / a.alpha) / (b.alpha - a.alpha)
    second = rest_b / b.alpha - third * b.alpha
    square = second * second - 3 * third * start.slope
    below = second + math.sqrt(square) if square >= 0 else math.nan
    return -start.slope / below if below > 0 else math.nan


# The line ----------------------------------------------------------------------------------------


def along(f, x: np.ndarray, p: np.ndarray) -> tuple[Callable, Callable]:
    """Return phi(alpha) = f(x + alpha p), and whether x + alpha p differs from x in floating point."""
    return (lambda alpha: f(x + alpha * p)), (lambda alpha: bool(np.any(x + alpha * p != x)))


class Line:
    """phi and phi' on the line x + alpha p; the last point and its gradient are kept, not made again.

    ``x`` and ``p`` have shape (n,).  ``point`` and ``gradient`` (None where it was not asked for) belong
    to the last step.
    """

    def __init__(self, f, grad_f, x: np.ndarray, p: np.ndarray):
        self.f, self.grad_f, self.x, self.p = f, grad_f, x, p
        self.alpha, self.point, self.gradient = 0.0, x, None

    def go(self, alpha: float) -> np.ndarray:
        """Return x + alpha p, shape (n,)."""
        if alpha != self.alpha:
            self.alpha, self.point, self.gradient = alpha, self.p * alpha, None
            self.point += self.x
        return self.point

    def __call__(self, alpha: float) -> float:
        """Return phi(alpha)."""
        return float(self.f(self.go(alpha)))

    def jac(self, alpha: float) -> np.ndarray:
        """Return the gradient at x + alpha p, shape (n,)."""
        point = self.go(alpha)
        if self.gradient is None:
            self.gradient = self.grad_f(point)
        return self.gradient

    def slope(self, alpha: float) -> float:
        """Return phi'(alpha)."""
        return float(self.jac(alpha) @ self.p)

    def moves(self, alpha: float) -> bool:
        """Return whether x + alpha p differs from x in floating point."""
        return bool(np.any(self.go(alpha) != self.x))


def strong_wolfe(f, grad_f, x, p, *, c1=1e-4, c2=0.9, alpha0=1.0, max_trials=50) -> float:
    """Return a step along p that satisfies the strong Wolfe conditions, by parabolas.

    ``x`` and ``p`` have shape (n,).  ValueError where g.p is not negative, RuntimeError where no such
    step is found.
    """
    line = Line(f, grad_f, x, p)
    search = StrongWolfeLineSearch(c1, c2, max_trials, interpolation="quadratic")
    found = search(line, f(x), float(grad_f(x) @ p), alpha0, dphi=line.slope)
    if not found.success:
        raise RuntimeError(found.message)
    return found.alpha
