"""Derivatives from values of f: difference quotients, the complex step, and a check of a gradient.

    forward   (f(x + h e_i) - f(x)) / h              error  h f_ii / 2  +  eps |f| / h
    central   (f(x + h e_i) - f(x - h e_i)) / (2h)   error  h^2 f_iii / 6  +  eps |f| / h
    complex   Im f(x + i h e_i) / h                  error  h^2 f_iii / 6, and no difference is taken

Nocedal & Wright (2006), section 8.1; Richardson (1911) for the extrapolation; Squire and Trapp (1998) for
the complex step.  A step h is one length for all coordinates, or an array of shape (n,); by default it is
eps^(1/2) max(1, |x_i|) for forward differences, with 1/3 for central ones and 1/5 for Richardson's.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

EPS = np.finfo(float).eps
# The steps that balance the two errors where f, its derivatives and x are all of size about 1.
FORWARD_STEP, CENTRAL_STEP, RICHARDSON_STEP = EPS ** (1 / 2), EPS ** (1 / 3), EPS ** (1 / 5)
COMPLEX_STEP = 1e-20
# What a doubtful component is tried with, nearest to the usual step first.
STEP_FACTORS = (1.0, 1e-1, 1e1, 1e-2, 1e2, 1e-3, 1e3, 1e-4, 1e-5)


def forward(f: Callable, x: np.ndarray, h: float | np.ndarray | None = None) -> np.ndarray:
    """Return the gradient of f at x by forward differences, shape (n,), from n + 1 values of f.

    ``x`` has shape (n,); any real dtype is computed with as float64.
    """
    x = np.asarray(x, dtype=float)
    here, lengths = f(x), _lengths(x, h, FORWARD_STEP)
    return np.array([(f(x + step) - here) / step[i] for i, step in enumerate(np.diag(lengths))])


def central(f: Callable, x: np.ndarray, h: float | np.ndarray | None = None) -> np.ndarray:
    """Return the gradient of f at x by central differences, shape (n,), from 2n values of f.

    ``x`` has shape (n,); any real dtype is computed with as float64.
    """
    x = np.asarray(x, dtype=float)
    return np.array([_quotient(f, x, i, step) for i, step in enumerate(_lengths(x, h, CENTRAL_STEP))])


def richardson(f: Callable, x: np.ndarray, h: float | np.ndarray | None = None) -> np.ndarray:
    """Return the gradient of f at x, shape (n,), from central differences with h and h/2: 4n values of f.

    The error of a central difference is c h^2 + O(h^4); (4 D(h/2) - D(h)) / 3 is free of the first term.
    ``x`` has shape (n,).
    """
    x = np.asarray(x, dtype=float)
    lengths = _lengths(x, h, RICHARDSON_STEP)
    coarse, fine = central(f, x, lengths), central(f, x, lengths / 2)
    return fine + (fine - coarse) / 3


def complex_step(f: Callable, x: np.ndarray, h: float = COMPLEX_STEP) -> np.ndarray:
    """Return the gradient of f at x by imaginary steps, shape (n,), from n values of f.

    ``x`` has shape (n,).  f takes a complex array and is analytic along the way: ``abs``, ``conj``, norms
    and comparisons of its argument give a wrong derivative, without any warning.
    """
    x = np.asarray(x, dtype=float)
    return np.array([np.imag(f(x + 1j * h * unit)) / h for unit in np.eye(x.size)])


def scaled_steps(x: np.ndarray, h: float) -> np.ndarray:
    """Return h max(1, |x_i|) for each coordinate, shape (n,)."""
    return h * np.maximum(1.0, np.abs(x))


def _lengths(x, h, default) -> np.ndarray:
    """Return the step of each coordinate, shape (n,)."""
    return scaled_steps(x, default) if h is None else np.broadcast_to(np.asarray(h, dtype=float), x.shape)


@dataclass(frozen=True)
class GradientCheck:
    """What a check of a gradient found, component by component; true where they all agree.

    ``analytic`` is the gradient under test, ``numeric`` the central difference at the best of the steps
    tried (``step``), ``scaled`` is |a - n| / (atol + rtol max(|a|, |n|)), infinite where a component is
    not finite; all have shape (n,).  ``worst`` is the index of the largest scaled difference.
    """

    analytic: np.ndarray
    numeric: np.ndarray
    step: np.ndarray
    scaled: np.ndarray

    @property
    def worst(self) -> int:
        """The index of the largest scaled difference."""
        return int(np.argmax(self.scaled))

    def __bool__(self):
        return bool(np.all(self.scaled <= 1))


def check_gradient(
    f: Callable, grad_f: Callable, x: np.ndarray, rtol: float = 1e-6, atol: float = 1e-8
) -> GradientCheck:
    """Return whether grad_f agrees with central differences of f at x, a GradientCheck.

    A component passes where |a - n| <= atol + rtol max(|a|, |n|) for one of several steps: no single
    step suits every function, but a wrong derivative is wrong at all of them.  ``x`` has shape (n,).
    """
    x = np.asarray(x, dtype=float)
    analytic = np.asarray(grad_f(x), dtype=float)
    usual = scaled_steps(x, CENTRAL_STEP)
    rows = [_best(f, x, i, a, usual[i], rtol, atol) for i, a in enumerate(analytic)]
    numeric, step, scaled = np.array(rows).T
    return GradientCheck(analytic, numeric, step, scaled)


def scaled_difference(a: float, n: float, rtol: float = 1e-6, atol: float = 1e-8) -> float:
    """Return |a - n| / (atol + rtol max(|a|, |n|)); infinite where a or n is not finite."""
    if not (np.isfinite(a) and np.isfinite(n)):
        return np.inf
    apart, allowed = abs(a - n), atol + rtol * max(abs(a), abs(n))
    if apart == 0:
        return 0.0
    return apart / allowed if allowed > 0 else np.inf


def _best(f, x, i, a, usual, rtol, atol) -> tuple[float, float, float]:
    """Return (n, step, scaled difference) of component i at the best of the steps, the first that passes."""
    best = (np.nan, np.nan, np.inf)
    for factor in STEP_FACTORS:
        step = factor * usual
        n = _quotient(f, x, i, step)
        scaled = scaled_difference(a, n, rtol, atol)
        if scaled < best[2] or np.isnan(best[1]):
            best = (n, step, scaled)
        if best[2] <= 1 or not np.isfinite(a):
            break
    return best


def _quotient(f, x, i, h) -> float:
    """Return the central difference quotient of f at x in coordinate i."""
    up, down = x.copy(), x.copy()
    up[i] += h
    down[i] -= h
    return (f(up) - f(down)) / (2 * h)
