"""The trust-region subproblem where B is large or indefinite: conjugate gradients, and the exact solution.

    minimise  m(p) = f + g.p + p'Bp / 2   over  |p| <= radius
    p is a solution exactly where, for some lambda >= 0,
    (B + lambda I) p = -g,    lambda (radius - |p|) = 0,    B + lambda I positive semidefinite

Nocedal & Wright (2006), theorem 4.1, section 4.3 and algorithm 7.2; Steihaug (1983); Moré and Sorensen
(1983).  Both are solvers for numopt.trust_region: ``solver(g, B, radius) -> Step``.
"""

from dataclasses import dataclass

import numpy as np

from numopt.trust_region import Step, to_boundary

EPS = np.finfo(float).eps
MOST_STEPS = 100  # of Newton's method on the secular equation, which usually takes two or three


def steihaug_step(
    g: np.ndarray, B, radius: float, eta: float | None = None, max_iter: int | None = None
) -> Step:
    """Return the last point of conjugate gradients on B p = -g inside the radius (algorithm 7.2).

    ``g`` has shape (n,); of ``B`` only products ``B @ v`` are used, one a step.  Stops where
    |B p + g| <= ``eta`` |g|, by default min(1/2, sqrt |g|), after ``max_iter`` products (2n by default),
    on the boundary, and there too where the curvature along a direction is not positive.  ValueError
    unless radius > 0.
    """
    _must_be_positive(radius)
    size = np.linalg.norm(g)
    bound = size * (min(0.5, np.sqrt(size)) if eta is None else eta)
    p, r, d = np.zeros_like(g), g, -g
    for _ in range(2 * g.size if max_iter is None else max_iter):
        if np.linalg.norm(r) <= bound:
            break
        product = B @ d
        curvature = d @ product
        if not curvature > 0:
            return _leave(g, p, r, (d, -d), product, radius)
        alpha = (r @ r) / curvature
        if np.linalg.norm(p + alpha * d) >= radius:
            return _leave(g, p, r, (d,), product, radius)
        p, r, before = p + alpha * d, r + alpha * product, r
        d = -r + (r @ r) / (before @ before) * d
    return Step(p, _promised(g, p, r), False)


def _leave(g, p, r, ways, product, radius) -> Step:
    """Return the best of the steps to the boundary from p along d or -d; ``product`` is B d, r is B p + g."""
    d, steps = ways[0], []
    for way in ways:
        end = to_boundary(p, way, radius)
        t = (end - p) @ d / (d @ d)
        steps.append(Step(end, _promised(g, end, r + t * product), True))
    return max(steps, key=lambda step: step.predicted)


def _promised(g, p, r) -> float:
    """Return m(0) - m(p) from r = B p + g, without another product."""
    return -float((g + r) @ p) / 2


# The exact solution -------------------------------------------------------------------------------
#
# In the eigenvectors of B, with values l_1 <= ... <= l_n and parts c = V'g, the solution is
# p = -V q, q_i = c_i / (l_i + lambda).  The unknown is the shift s = lambda + l_1 instead of lambda:
# l_i + lambda = (l_i - l_1) + s is then a sum of numbers that are not negative, and nothing cancels where
# lambda is close to -l_1, which is where all difficult cases are.


@dataclass(frozen=True)
class Spectrum:
    """g and B in the eigenvectors of B: enough to solve the subproblem for any radius in O(n^2).

    ``lowest`` is the smallest eigenvalue; ``gaps``, shape (n,), how far each lies above it; ``vectors`` the
    orthogonal matrix of eigenvectors; ``parts`` the components of g along them.  ``rounding`` is what the
    eigenvalues are uncertain by.
    """

    lowest: float
    gaps: np.ndarray
    vectors: np.ndarray
    parts: np.ndarray
    rounding: float

    def solution(self, shift: float) -> np.ndarray:
        """Return q = -V'p for this shift, shape (n,): infinite where B + lambda I is singular for g."""
        return _quotients(self.parts, self.gaps + shift)


def spectrum(g: np.ndarray, B: np.ndarray) -> Spectrum:
    """Return the Spectrum of g, shape (n,), and B, shape (n, n) and symmetric, in O(n^3) operations."""
    values, vectors = np.linalg.eigh(B)
    parts = vectors.T @ g
    level = g.size * EPS
    # What rounding left of a zero would decide between an easy and a hard case.
    parts[np.abs(parts) <= level * np.linalg.norm(g)] = 0.0
    return Spectrum(float(values[0]), values - values[0], vectors, parts, float(level * np.abs(values).max()))


def solve(known: Spectrum, radius: float) -> Step:
    """Return the minimiser of the model inside ``radius`` (theorem 4.1), with its multiplier lambda.

    In the hard case B has a negative eigenvalue along whose eigenvectors g has no part, and the step with
    lambda = -l_1 is too short: it is made longer along such an eigenvector, either way, to the boundary.
    """
    _must_be_positive(radius)
    shift = max(known.lowest, 0.0)  # the smallest that is allowed
    q, multiplier = known.solution(shift), 0.0
    short = radius - np.linalg.norm(q)
    hits_boundary = bool(short < 0 or known.lowest < -known.rounding)
    if short < 0:
        shift = secular_root(known, radius)
        q = known.solution(shift)
    elif hits_boundary:
        q[0] = np.sqrt(short * (2 * radius - short))
    if hits_boundary:
        multiplier = shift - known.lowest
    # m(0) - m(p) = (p'(B + lambda I) p + lambda |p|^2) / 2: no term is negative, so nothing cancels.
    predicted = ((known.gaps + shift) @ q**2 + multiplier * (q @ q)) / 2
    return Step(-(known.vectors @ q), float(predicted), hits_boundary, multiplier)


def secular_root(known: Spectrum, radius: float) -> float:
    """Return the shift where |p| = ``radius``; at the smallest that is allowed, |p| is larger.

    Newton's method on 1 / radius - 1 / |p| (equations 4.39 to 4.44), which is increasing and concave: from
    the left it never passes the root.  It is kept between two bounds all the same, against rounding.
    """
    size = np.linalg.norm(known.parts)
    at_lowest = np.linalg.norm(known.parts[known.gaps == 0])
    # |p| is at most |g| / s, at least |g| / (l_n - l_1 + s), and at least |part of g at l_1| / s.
    low = max(known.lowest, 0.0, at_lowest / radius, size / radius - known.gaps[-1])
    high = max(low, size / radius)
    shift = low
    for _ in range(MOST_STEPS):
        q = known.solution(shift)
        length = np.linalg.norm(q)
        if abs(length - radius) <= 4 * EPS * radius:
            break
        low, high = (shift, high) if length > radius else (low, shift)
        newton = shift + (q @ q) / (q @ _quotients(q, known.gaps + shift)) * (length - radius) / radius
        shift = newton if low < newton < high else (low + high) / 2
        if shift in (low, high):
            break  # there is no number between them
    return float(shift)


def _quotients(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return above / below, shape (n,), and 0 where above is 0."""
    with np.errstate(divide="ignore"):
        return np.divide(above, below, out=np.zeros_like(above), where=above != 0)


def exact_step(g: np.ndarray, B: np.ndarray, radius: float) -> Step:
    """Return the minimiser of the model inside the radius, from the eigenvalues of B (theorem 4.1).

    ``g`` has shape (n,), ``B`` (n, n), symmetric, definite or not; g = 0 is allowed.  ValueError unless
    radius > 0.
    """
    return solve(spectrum(g, B), radius)


class ExactSolver:
    """exact_step with a memory: called again with the same g and B, it knows the eigenvalues already."""

    def __init__(self):
        self.g = self.B = self.known = None

    def __call__(self, g: np.ndarray, B: np.ndarray, radius: float) -> Step:
        # Copies are compared, not identities: an array that was changed in place is another one.
        if self.known is None or not (np.array_equal(g, self.g) and np.array_equal(B, self.B)):
            self.g, self.B, self.known = g.copy(), np.array(B), spectrum(g, B)
        return solve(self.known, radius)


def _must_be_positive(radius: float) -> None:
    if not radius > 0:
        raise ValueError(f"the radius is {radius}; it must be positive")
