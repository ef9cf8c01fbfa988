"""A generator of Lanczos vectors, reorthogonalised by QR; the power method on differences of vectors."""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    if np.all(v == 0):
        return v * 1.0
    h = eps / np.linalg.norm(v)
    return (grad_f(x) - grad_f(x - h * v)) / h


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    generator = np.random.default_rng(seed)
    q = generator.standard_normal(n)
    old = None
    for _ in range(max(iterations, 1)):
        q = q / np.linalg.norm(q)
        z = hvp(q)
        new = z @ q
        if not np.any(z):
            return 0.0, q
        if old is not None and np.abs(new - old) <= tol * np.abs(new):
            break
        old, before, q = new, q, z
    else:
        q = before
    return float(new), q


def vectors(hvp, v0):
    kept = np.empty((0, v0.size))
    w = np.array(v0, dtype=float)
    while True:
        for _ in range(2):
            w = w - kept.T @ (kept @ w)
        norm = np.linalg.norm(w)
        q = w / norm
        kept = np.vstack([kept, q])
        w = hvp(q)
        yield norm, float(q @ w), np.linalg.norm(w - kept.T @ (kept @ w))


def lanczos(hvp, v0, k):
    a, b, largest = [], [], 0.0
    for norm, alpha, left in vectors(hvp, v0):
        if a:
            b.append(norm)
        a.append(alpha)
        largest = max(largest, abs(alpha), b[-1] if b else 0.0)
        if len(a) >= k or len(a) == v0.size or left <= 1e-12 * largest:
            return np.array(a), np.array(b)
