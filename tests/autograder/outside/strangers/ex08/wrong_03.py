"""wrong: part a
No case for v = 0: 0/0 gives NaN."""
import math
import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    nv = math.hypot(*v)
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
    q = v0 / np.linalg.norm(v0)
    Q = [q]
    alphas, betas = [], []
    size = 0.0
    while True:
        w = hvp(Q[-1])
        size = max(size, np.linalg.norm(w))
        alphas.append(Q[-1] @ w)
        if len(alphas) == min(k, n):
            break
        for _ in range(2):
            for u in Q:
                w = w - (u @ w) * u
        b = np.linalg.norm(w)
        if b <= 1e-12 * size:
            break
        betas.append(b)
        Q.append(w / b)
    return np.array(alphas), np.array(betas)
