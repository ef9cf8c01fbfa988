"""Eigenvalues from products with vectors: the matrix itself is never formed.

    power method:  q <- A q / |A q|,    lambda = q'A q (the Rayleigh quotient)
    Lanczos:       A Q = Q T + beta_k q_{k+1} e_k',    T tridiagonal, Q'Q = I
    quadrature:    q'p(A) q = sum_i w_i p(theta_i),    T s_i = theta_i s_i, w_i = s_i[0]^2, degree of p < 2k
    density:       trace p(A) / n = the mean of q'p(A) q over random unit vectors q

Golub & Van Loan (2013), sections 8.2 and 10.1; Trefethen & Bau (1997), lectures 27 and 36; Golub & Welsch
(1969) for the quadrature; Lin, Saad and Yang (2016), Ghorbani, Krishnan and Xiao (2019) for the density.
All of it is for symmetric A, and ``hvp(v)`` returns A v.
"""

import numpy as np
import scipy.linalg

ROUNDING = 1e-12  # an off-diagonal below this part of the operator's size is zero up to rounding


def power_method(hvp, n: int, iterations: int = 200, tol: float = 1e-10, seed: int = 0):
    """Return the eigenvalue of largest magnitude, with its sign, and a unit vector of shape (n,).

    Stops where the Rayleigh quotient changes by at most
    ``tol`` of itself, or after ``iterations`` products.
    """
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    value = None
    for _ in range(iterations):
        product = hvp(q)
        before, value = value, float(q @ product)
        size = np.linalg.norm(product)
        if size == 0.0 or (before is not None and abs(value - before) <= tol * abs(value)):
            break
        q = product / size
    return value or 0.0, q


def lanczos(hvp, v0: np.ndarray, k: int):
    """Return the diagonal and the off-diagonal of T after k steps (fewer after a breakdown, at most n).

    ``v0`` is the start, shape (n,), of any length but zero.  ValueError where it is zero or not finite, or
    k < 1.
    """
    _, diagonal, off = lanczos_basis(hvp, v0, k)
    return diagonal, off


def lanczos_basis(hvp, v0: np.ndarray, k: int, reorthogonalise: bool = True):
    """Return Q, shape (n, m), and the diagonal and the off-diagonal of T, where m <= k steps were possible.

    A breakdown is a new vector that is zero up to rounding: what was found is then an invariant subspace,
    and T has exact eigenvalues of A.  Every new vector is made orthogonal to all earlier ones, twice:
    without that (``reorthogonalise`` False: the recurrence of three terms, which rounding spoils),
    converged eigenvalues come back as copies.  Errors as in ``lanczos``.
    """
    length = np.linalg.norm(v0)
    if not (0 < length < np.inf) or k < 1:
        raise ValueError(f"the start has length {length} and k is {k}; both must be positive and finite")
    basis = [v0 / length]
    diagonal, off = [], []
    while True:
        r = hvp(basis[-1])
        diagonal.append(float(basis[-1] @ r))
        for _ in range(2 if reorthogonalise else 1):
            for q in basis if reorthogonalise else basis[-2:]:
                r = r - (q @ r) * q
        size = max(map(abs, diagonal + off))
        beta = float(np.linalg.norm(r))
        if len(diagonal) == min(k, v0.size) or beta <= ROUNDING * size:
            return np.column_stack(basis), np.array(diagonal), np.array(off)
        off.append(beta)
        basis.append(r / beta)


def ritz_values(diagonal: np.ndarray, off: np.ndarray) -> np.ndarray:
    """Return the eigenvalues of T, in ascending order: they approximate the ends of the spectrum first."""
    return scipy.linalg.eigh_tridiagonal(diagonal, off, eigvals_only=True)


def condition_number(hvp, n: int, k: int | None = None, seed: int = 0) -> float:
    """Return the largest over the smallest Ritz value after k steps (n by default), infinite if not positive.

    From fewer than n steps it is a lower bound: the smallest eigenvalue is approached from above, and the
    largest from below.
    """
    v0 = np.random.default_rng(seed).standard_normal(n)
    values = ritz_values(*lanczos(hvp, v0, n if k is None else k))
    return float(values[-1] / values[0]) if values[0] > 0 else np.inf


def gauss_quadrature(diagonal: np.ndarray, off: np.ndarray):
    """Return (nodes, weights), shape (k,) each: the sum of weights p(nodes) is q'p(A) q.

    q is the unit start of the Lanczos process that made T; exact for polynomials p of degree below 2k
    (Golub & Welsch 1969).
    """
    values, vectors = scipy.linalg.eigh_tridiagonal(diagonal, off)
    return values, vectors[0] ** 2


def spectral_density(hvp, n: int, k: int = 30, samples: int = 8, seed: int = 0):
    """Return (nodes, weights): a sum of weights over an interval is the share of eigenvalues in it.

    Stochastic Lanczos quadrature: the mean of the quadratures from ``samples`` random starts, k products
    each.  The sum of weights nodes^j has the mean trace(A^j) / n for j < 2k, with a standard error that
    falls as 1 / sqrt(samples).
    """
    rng = np.random.default_rng(seed)
    rules = [gauss_quadrature(*lanczos(hvp, rng.standard_normal(n), k)) for _ in range(samples)]
    nodes, weights = (np.concatenate(parts) for parts in zip(*rules, strict=True))
    return nodes, weights / samples


def smoothed(nodes: np.ndarray, weights: np.ndarray, at: np.ndarray, width: float) -> np.ndarray:
    """Return the density as a curve: its values at the points ``at``, of the same shape.

    Each node becomes a Gaussian with the standard deviation ``width`` > 0 (Ghorbani et al. 2019).
    """
    if not width > 0:
        raise ValueError(f"width is {width}; it must be positive")
    apart = (np.asarray(at, dtype=float)[..., None] - nodes) / width
    return np.exp(-(apart**2) / 2) @ weights / (width * np.sqrt(2 * np.pi))
