"""Eigenvalues from products with vectors: the matrix itself is never formed.

    power method:  q <- A q / |A q|,    lambda = q'A q (the Rayleigh quotient)
    Lanczos:       A Q = Q T + beta_k q_{k+1} e_k',    T tridiagonal, Q'Q = I

Golub & Van Loan (2013), sections 8.2 and 10.1; Trefethen & Bau (1997), lectures 27 and 36.
"""

import numpy as np
import scipy.linalg

ROUNDING = 1e-12  # an off-diagonal below this part of the operator's size is zero up to rounding


def power_method(hvp, n: int, iterations: int = 200, tol: float = 1e-10, seed: int = 0):
    """Return the eigenvalue of largest magnitude, with its sign, and a unit vector of shape (n,).

    ``hvp(v)`` returns A v for a symmetric A.  Stops where the Rayleigh quotient changes by at most
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

    ``v0`` is the start, shape (n,), of any length but zero.  Every new vector is made orthogonal to all
    earlier ones, twice: without that, converged eigenvalues come back as copies.
    """
    basis = [v0 / np.linalg.norm(v0)]
    diagonal, off = [], []
    while True:
        r = hvp(basis[-1])
        diagonal.append(float(basis[-1] @ r))
        for _ in range(2):
            for q in basis:
                r = r - (q @ r) * q
        size = max(map(abs, diagonal + off))
        beta = float(np.linalg.norm(r))
        if len(diagonal) == min(k, v0.size) or beta <= ROUNDING * size:
            return np.array(diagonal), np.array(off)
        off.append(beta)
        basis.append(r / beta)


def ritz_values(diagonal: np.ndarray, off: np.ndarray) -> np.ndarray:
    """Return the eigenvalues of T, in ascending order: they approximate the ends of the spectrum first."""
    return scipy.linalg.eigh_tridiagonal(diagonal, off, eigvals_only=True)


def condition_number(hvp, n: int, k: int | None = None, seed: int = 0) -> float:
    """Return the largest over the smallest Ritz value after k steps (n by default), infinite if not positive.

    From fewer than n steps it is a lower bound: the smallest eigenvalue is approached from above.
    """
    v0 = np.random.default_rng(seed).standard_normal(n)
    values = ritz_values(*lanczos(hvp, v0, k or n))
    return float(values[-1] / values[0]) if values[0] > 0 else np.inf


def spectral_density(hvp, n: int, k: int = 30, samples: int = 8, seed: int = 0):
    """Return (nodes, weights): a sum of weights over an interval is the share of eigenvalues in it.

    Lanczos quadrature from ``samples`` random starts (Golub & Welsch 1969; Lin, Saad and Yang 2016).
    """
    rng = np.random.default_rng(seed)
    nodes, weights = [], []
    for _ in range(samples):
        diagonal, off = lanczos(hvp, rng.standard_normal(n), k)
        values, vectors = scipy.linalg.eigh_tridiagonal(diagonal, off)
        nodes.append(values)
        weights.append(vectors[0] ** 2 / samples)
    return np.concatenate(nodes), np.concatenate(weights)
