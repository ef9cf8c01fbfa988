"""The formulas of the book: tau for the Cauchy point, eigenvalues for definiteness, a shrink by |p|."""

import numpy as np


def cauchy_point(g, B, delta):
    n = np.linalg.norm(g)
    if n == 0:
        return 0.0 * g
    bend = g @ B @ g
    tau = 1.0 if bend <= 0 else min(1.0, n**3 / (delta * bend))
    return -tau * delta / n * g


def dogleg_step(g, B, delta):
    if np.linalg.eigvalsh(B)[0] <= 0:
        return cauchy_point(g, B, delta)
    newton = np.linalg.solve(B, -g)
    if np.linalg.norm(newton) <= delta:
        return newton
    first = cauchy_point(g, B, delta)
    d = newton - first
    half, rest = first @ d / (d @ d), (delta**2 - first @ first) / (d @ d)
    # Where the first leg already ends on the boundary, the rest is zero up to rounding.
    return first + (np.sqrt(half**2 + max(rest, 0.0)) - half) * d


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g, B = grad_f(x), hess_f(x)
    if not g.any():
        return x, delta, False
    p = dogleg_step(g, B, delta)
    old, new = f(x), f(x + p)
    if not np.isfinite(new):
        return x, delta / 2, False
    rho = (new - old) / (g @ p + 0.5 * (p @ B @ p))
    length = np.linalg.norm(p)
    radius = delta
    if rho < 0.25:
        radius = length / 2
    if rho > 0.75 and length >= 0.99 * delta:
        radius = min(2.5 * delta, delta_max)
    return (x + p if rho > eta else x), radius, bool(rho > eta)
