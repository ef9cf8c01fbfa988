"""Derivatives from values of f: difference quotients, the complex step, and a check of a gradient.

    forward   (f(x + h e_i) - f(x)) / h              error  h f_ii / 2  +  eps |f| / h
    central   (f(x + h e_i) - f(x - h e_i)) / (2h)   error  h^2 f_iii / 6  +  eps |f| / h
    complex   Im f(x + i h e_i) / h                  error  h^2 f_iii / 6, and no difference is taken
    second    (f(++) - f(+-) - f(-+) + f(--)) / (4 h_i h_j),  + and - for steps along e_i and e_j;
                                                     error  h^2 f_iiij / 6 ...  +  eps |f| / h^2

Nocedal & Wright (2006), section 8.1; Richardson (1911) for the extrapolation; Squire and Trapp (1998) for
the complex step.  A step h is one length for all coordinates, or an array of shape (n,).  By default it
balances the two errors where f, its derivatives and x are of size about 1: it is the power of two nearest to
eps^(1/2) max(1, |x_i|) for forward differences, with 1/3 for central ones, 1/4 for second and 1/5 for
Richardson's.  eps is that of ``dtype``, the numbers in which f computes, and in which x is handed to it:
eps^(1/2) is 1.5e-8 in float64 and 3.5e-4 in float32.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

# The powers of eps that balance truncation and rounding.
FORWARD, CENTRAL, SECOND, RICHARDSON = 1 / 2, 1 / 3, 1 / 4, 1 / 5
CENTRAL_STEP = np.finfo(float).eps ** CENTRAL
COMPLEX_STEP = 1e-20
# What a doubtful component is tried with, nearest to the usual step first.
STEP_FACTORS = (1.0, 1e-1, 1e1, 1e-2, 1e2, 1e-3, 1e3, 1e-4, 1e-5)


# Gradients ----------------------------------------------------------------------------------------


def forward(f: Callable, x: np.ndarray, h: float | np.ndarray | None = None, dtype=float) -> np.ndarray:
    """Return the gradient of f at x by forward differences, shape (n,), from n + 1 values of f.

    ``x`` has shape (n,); any real numbers are computed with as ``dtype``.  ValueError where a step is zero
    or not finite.
    """
    x, steps = _prepared(x, h, FORWARD, dtype)
    here = f(x)
    return np.array([(f(x + step) - here) / step[i] for i, step in enumerate(steps)])


def central(f: Callable, x: np.ndarray, h: float | np.ndarray | None = None, dtype=float) -> np.ndarray:
    """Return the gradient of f at x by central differences, shape (n,), from 2n values of f.

    Arguments and errors as in ``forward``.
    """
    x, steps = _prepared(x, h, CENTRAL, dtype)
    return np.array([_quotient(f, x, i, step[i]) for i, step in enumerate(steps)])


def richardson(f: Callable, x: np.ndarray, h: float | np.ndarray | None = None, dtype=float) -> np.ndarray:
    """Return the gradient of f at x, shape (n,), from central differences with h and h/2: 4n values of f.

    The error of a central difference is c h^2 + O(h^4); (4 D(h/2) - D(h)) / 3 is free of the first term.
    Arguments and errors as in ``forward``.
    """
    x, steps = _prepared(x, h, RICHARDSON, dtype)
    lengths = np.diag(steps)
    coarse, fine = central(f, x, lengths, dtype), central(f, x, lengths / 2, dtype)
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


def automatic_steps(x: np.ndarray, power: float) -> np.ndarray:
    """Return the power of two nearest to eps^power max(1, |x_i|), shape (n,); eps is that of x's dtype.

    A step that is a power of two is added to x without rounding, unless x crosses a power of two itself:
    what moves is then exactly what is divided by.
    """
    wanted = scaled_steps(x, np.finfo(x.dtype).eps ** power)
    return np.exp2(np.rint(np.log2(wanted))).astype(x.dtype)


def _prepared(x, h, power, dtype) -> tuple[np.ndarray, np.ndarray]:
    """Return x as an array of the dtype, and a diagonal matrix of steps, shape (n, n)."""
    x = np.asarray(x, dtype=dtype)
    if x.ndim != 1:
        raise ValueError(f"x has shape {x.shape}; it must have one dimension")
    if h is None:
        return x, np.diag(automatic_steps(x, power))
    lengths = np.broadcast_to(np.asarray(h, dtype=dtype), x.shape)
    if not np.all(np.isfinite(lengths) & (lengths != 0)):
        raise ValueError(f"the step is {h}; it must be finite and not zero")
    return x, np.diag(lengths)


def _quotient(f, x, i, h) -> float:
    """Return the central difference quotient of f at x in coordinate i."""
    up, down = x.copy(), x.copy()
    up[i] += h
    down[i] -= h
    return (f(up) - f(down)) / (2 * h)


# Second derivatives -------------------------------------------------------------------------------


def hessian_from_gradients(grad_f: Callable, x: np.ndarray, h=None, dtype=float) -> np.ndarray:
    """Return the Hessian of f at x, shape (n, n), by central differences of 2n gradients.

    Row i is the derivative of the gradient along e_i; rounding makes it differ from column i, and the mean
    of both is taken, which is symmetric.  Arguments and errors as in ``forward``.
    """
    x, steps = _prepared(x, h, CENTRAL, dtype)
    rows = np.array([(grad_f(x + step) - grad_f(x - step)) / (2 * step[i]) for i, step in enumerate(steps)])
    return (rows + rows.T) / 2


def hessian_from_values(f: Callable, x: np.ndarray, h=None, dtype=float) -> np.ndarray:
    """Return the Hessian of f at x, shape (n, n), symmetric, by second differences of 2n(n + 1) values.

    Half of the digits are lost: rounding is divided by h^2.  Arguments and errors as in ``forward``.
    """
    x, steps = _prepared(x, h, SECOND, dtype)
    hess = np.empty((x.size, x.size), dtype=x.dtype)
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            mixed = (f(x + a + b) - f(x + a - b)) - (f(x - a + b) - f(x - a - b))
            hess[i, j] = hess[j, i] = mixed / (4 * a[i] * b[j])
    return hess


def hvp_central(grad_f: Callable, x: np.ndarray, v: np.ndarray, eps: float | None = None) -> np.ndarray:
    """Return H(x) v, shape (n,), from two gradients, with an error of order eps^2.

    x moves by ``eps * v`` to both sides; by default that is a displacement of about u^(1/3) max(1, |x|),
    where u is the eps of the dtype of x and v, float32 or float64.
    """
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        u = np.finfo(np.result_type(x, v, np.float32)).eps  # integers make it float64
        eps = u**CENTRAL * max(1.0, np.linalg.norm(x)) / length
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2 * eps)


def hvp_complex(grad_f: Callable, x: np.ndarray, v: np.ndarray, eps: float | None = None) -> np.ndarray:
    """Return H(x) v, shape (n,), from one gradient at a complex point, right to rounding.

    x moves by ``i eps v``, by default a displacement of COMPLEX_STEP.  grad_f takes a complex array and is
    analytic along the way, as in ``complex_step``.
    """
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = COMPLEX_STEP / length
    return np.imag(grad_f(x + 1j * eps * v)) / eps


# The check ----------------------------------------------------------------------------------------


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
    ValueError where the gradient has another shape.
    """
    x = np.asarray(x, dtype=float)
    analytic = np.asarray(grad_f(x), dtype=float)
    if analytic.shape != x.shape:
        raise ValueError(f"the gradient has shape {analytic.shape}; x has {x.shape}")
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
