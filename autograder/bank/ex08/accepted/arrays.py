"""One-sided differences, a while loop, and Lanczos on the columns of an array with matrix products."""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    size = np.sqrt(v @ v)
    if not size > 0:
        return 0.0 * v
    t = eps / size
    return (grad_f(x + t * v) - grad_f(x)) / t


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    v = np.random.default_rng(seed).normal(size=n)
    v = v / np.linalg.norm(v)
    done, settled, value = 0, False, 0.0
    while done < iterations and not settled:
        w = hvp(v)
        done += 1
        value = float(np.vdot(v, w))
        settled = np.linalg.norm(w - value * v) <= tol * abs(value)
        if not settled:
            v = w / np.linalg.norm(w)
    return value, v


def lanczos(hvp, v0, k):
    n = v0.size
    k = min(k, n)
    Q = np.zeros((n, k))
    Q[:, 0] = v0 / np.linalg.norm(v0)
    a, b = np.zeros(k), np.zeros(k)
    for j in range(k):
        w = hvp(Q[:, j])
        a[j] = Q[:, j] @ w
        for _ in range(3):
            w = w - Q[:, : j + 1] @ (Q[:, : j + 1].T @ w)
        b[j] = np.linalg.norm(w)
        if j + 1 == k or b[j] < 1e-11 * (np.abs(a).max() + b[:j].max(initial=0.0)):
            return a[: j + 1], b[:j]
        Q[:, j + 1] = w / b[j]
