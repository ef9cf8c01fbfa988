"""wrong: part c
rho is upside down: predicted decrease over actual decrease.
"""
import math
import numpy as np


def _model(g, B, p):
    return float(g @ p) + 0.5 * float(p @ (B @ p))


def cauchy_point(g, B, delta):
    size = math.sqrt(float(g @ g))
    if size == 0.0:
        return np.zeros(len(g))
    u = -g / size
    bend = float(u @ B @ u)
    lengths = [float(delta)]
    if bend > 0.0 and size / bend < delta:
        lengths.append(size / bend)
    return min(lengths, key=lambda t: -size * t + 0.5 * bend * t * t) * u


def dogleg_step(g, B, delta):
    if not g.any():
        return np.zeros(len(g))
    try:
        np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        return cauchy_point(g, B, delta)
    newton = np.linalg.solve(B, -g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    lo, hi = 0.0, 1.0
    while True:
        mid = 0.5 * (lo + hi)
        if mid in (lo, hi):
            return corner + lo * (newton - corner)
        if np.linalg.norm(corner + mid * (newton - corner)) <= delta:
            lo = mid
        else:
            hi = mid


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g, B = grad_f(x), hess_f(x)
    if not np.any(g):
        return np.array(x, dtype=float), float(delta), False
    p = dogleg_step(g, B, delta)
    length = math.sqrt(float(p @ p))
    promised = -_model(g, B, p)
    f_old, f_new = f(x), f(x + p)
    if not math.isfinite(f_new):
        return x.copy(), 0.5 * length, False
    if promised <= 1e-15 * abs(f_old):
        return x.copy(), float(delta), False
    rho = promised / (f_old - f_new) if f_old != f_new else -math.inf
    if rho < 0.25:
        radius = 0.5 * length
    elif rho > 0.75 and length >= 0.99 * delta:
        radius = min(2.5 * delta, delta_max)
    else:
        radius = delta
    moved = rho > eta and not np.array_equal(x + p, x)
    return (x + p if moved else x.copy()), float(radius), bool(moved)
