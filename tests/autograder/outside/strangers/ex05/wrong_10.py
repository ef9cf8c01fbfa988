"""wrong: part c
The predicted decrease leaves out the quadratic term (-g.p only), so rho is too small, steps are rejected and the radius shrinks without need.
"""
import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve


def cauchy_point(g, B, delta):
    if (size := np.linalg.norm(g)) == 0:
        return 0.0 * g
    curvature = (g / size) @ B @ (g / size)
    tau = min(1.0, size / (delta * curvature)) if curvature > 0 else 1.0
    return -tau * delta / size * g


def dogleg_step(g, B, delta):
    def factor():
        try:
            return cho_factor(B)
        except LinAlgError:
            return None

    if not np.any(g):
        return np.zeros(g.shape)
    if (c := factor()) is None:
        return cauchy_point(g, B, delta)
    if np.linalg.norm(newton := -cho_solve(c, g)) <= delta:
        return newton
    u = g / np.linalg.norm(g)
    if (reach := np.linalg.norm(g) / (u @ B @ u)) >= delta:
        return -delta * u
    corner = -reach * u
    d = newton - corner
    scale = delta ** 2
    roots = np.roots([d @ d / scale, 2 * (corner @ d) / scale, corner @ corner / scale - 1.0])
    return corner + float(np.real(roots).max()) * d


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g = grad_f(x)
    if np.linalg.norm(g) == 0.0:
        return x.copy(), delta, False
    B = hess_f(x)
    p = dogleg_step(g, B, delta)
    here, there = float(f(x)), float(f(x + p))
    gain, hope = here - there, -float(p @ g)
    match (bool(np.isfinite(there)), bool(gain < 0.25 * hope), bool(gain > 0.75 * hope and np.linalg.norm(p) >= 0.99 * delta)):
        case (False, _, _) | (True, True, _):
            new = 0.5 * delta
        case (True, False, True):
            new = min(2 * delta, delta_max)
        case _:
            new = delta
    good = bool(np.isfinite(there) and gain > eta * hope)
    return np.where(good, x + p, x), float(new), good
