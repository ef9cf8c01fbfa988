"""Recursion in the power method, Householder-like projections by a matrix in Lanczos."""

import math

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = math.sqrt(sum(float(c) ** 2 for c in v))
    if length == 0:
        return np.zeros(len(v))
    step = [eps * float(c) / length for c in v]
    change = grad_f(x + np.array(step)) - grad_f(x)
    return np.array([length * float(c) / eps for c in change])


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    start = np.random.default_rng(seed).uniform(-1, 1, n)

    def go(q, before, left):
        w = hvp(q)
        value = float(np.dot(q, w))
        if left == 1 or np.max(np.abs(w)) == 0 or abs(value - before) <= tol * abs(value):
            return value, q
        return go(w / np.sqrt(np.dot(w, w)), value, left - 1)

    return go(start / np.sqrt(np.dot(start, start)), math.inf, iterations)


def lanczos(hvp, v0, k):
    away = np.eye(len(v0))
    q = v0 / np.linalg.norm(v0)
    a, b = [], []
    for _ in range(min(k, len(v0))):
        away = away - np.outer(away @ q, away @ q) / (q @ away @ q)
        w = hvp(q)
        a.append(q @ w)
        w = away @ (away @ w)
        b.append(np.linalg.norm(w))
        if b[-1] <= 1e-10 * np.max(np.abs(a + b[:-1])):
            break
        q = w / b[-1]
    return np.array(a), np.array(b[: len(a) - 1])
