"""wrong: part c
Returns k off-diagonals: the residual norm after the last step (which is no entry of T) is appended too."""
import math
import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    nv = math.hypot(*v)
    if nv == 0:
        return np.zeros_like(v)
    d = v / nv
    return (grad_f(x + eps * d) - grad_f(x - eps * d)) / (2 * eps) * nv


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    rng = np.random.default_rng(seed)
    v = rng.normal(size=n)
    v = v / np.linalg.norm(v)
    lam = 0.0
    for i in range(iterations):
        w = hvp(v)
        lam_new = float(v @ w)
        nw = np.linalg.norm(w)
        if nw == 0:
            return 0.0, v
        done = i > 0 and abs(lam_new - lam) <= tol * abs(lam_new)
        lam = lam_new
        v = w / nw
        if done:
            break
    return lam, v


def lanczos(hvp, v0, k):
    n = len(v0)
    m = min(k, n)
    Q = np.zeros((n, m + 1))
    Q[:, 0] = v0 / np.linalg.norm(v0)
    alpha = np.zeros(m)
    beta = np.zeros(m)
    size = 0.0
    for j in range(m):
        w = hvp(Q[:, j])
        size = max(size, np.linalg.norm(w))
        alpha[j] = Q[:, j] @ w
        for _ in range(2):
            w = w - Q[:, :j + 1] @ (Q[:, :j + 1].T @ w)
        beta[j] = np.linalg.norm(w)
        if beta[j] <= 1e-12 * size:
            return alpha[:j + 1], beta[:j + 1]
        Q[:, j + 1] = w / beta[j]
    return alpha, beta
