"""right
Style: one-sided (forward) difference; power method stops on the change of the Rayleigh quotient, written as a while True with the
walrus and early returns; Lanczos by modified Gram-Schmidt over a Python list, run twice, in recursion."""
import math
import numpy as np

norm = np.linalg.norm


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    if not np.any(v):
        return 0.0 * v
    scale = np.abs(v).max()
    w = v / scale
    h = eps / norm(w)
    return (grad_f(x + h * w) - grad_f(x)) / h * scale


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    rng = np.random.RandomState(seed)
    q = rng.uniform(-1, 1, n)
    q /= norm(q)
    previous, left = math.inf, iterations
    while True:
        if (left := left - 1) < 0:
            return previous, q
        w = hvp(q)
        rayleigh = float(np.dot(q, w))
        if abs(rayleigh - previous) <= tol * abs(rayleigh):
            return rayleigh, q
        if (length := norm(w)) == 0:
            return 0.0, q
        previous, q_old, q = rayleigh, q, w / length
        if left == 0:
            return rayleigh, q_old


def lanczos(hvp, v0, k):
    n = v0.size

    def grow(q, basis, alphas, betas, size):
        basis = basis + [q]
        w = np.array(hvp(q), dtype=float)
        size = max(size, norm(w))
        a = float(q @ w)
        for u in basis * 2:
            w -= (u @ w) * u
        alphas = alphas + [a]
        b = float(norm(w))
        if len(alphas) == min(k, n) or b <= 50 * n * np.finfo(float).eps * size:
            return np.array(alphas), np.array(betas)
        return grow(w / b, basis, alphas, betas + [b], size)

    return grow(v0 / norm(v0), [], [], [], 0.0)
