"""No formula for the crossing: the path is a function of one parameter, and bisection finds the end."""

import numpy as np
from scipy import linalg


def path(g, B):
    """Return the point of the dogleg at s, 0 <= s <= 2."""
    newton = linalg.solve(B, -g, assume_a="pos")
    corner = -g * (g @ g) / (g @ B @ g)
    return lambda s: s * corner if s <= 1 else corner + (s - 1) * (newton - corner)


def last_inside(curve, low, high, delta, left=80):
    if left == 0:
        return curve(low)
    middle = 0.5 * (low + high)
    if np.linalg.norm(curve(middle)) <= delta:
        return last_inside(curve, middle, high, delta, left - 1)
    return last_inside(curve, low, middle, delta, left - 1)


def cauchy_point(g, B, delta):
    if not np.any(g):
        return np.zeros(len(g))
    boundary = -delta * g / np.linalg.norm(g)
    slope, bend = g @ boundary, boundary @ B @ boundary
    if slope + bend <= 0:  # the model still falls at the boundary
        return boundary
    return -slope / bend * boundary


def dogleg_step(g, B, delta):
    if np.all(g == 0):
        return np.zeros_like(g)
    if min(linalg.eigvalsh(B)) <= 0:
        return cauchy_point(g, B, delta)
    curve = path(g, B)
    if np.linalg.norm(curve(2)) <= delta:
        return curve(2)
    return last_inside(curve, 0.0, 2.0, delta)


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    f0, g, B = f(x), grad_f(x), hess_f(x)
    p = dogleg_step(g, B, delta)
    if not np.any(p):
        return x, delta, False
    f1 = f(x + p)
    promise = -(g @ p) - 0.5 * np.sum(p * (B @ p))
    drop = f0 - f1
    # Products in the place of quotients: the promise is positive.
    if not np.isfinite(f1) or drop < 0.25 * promise:
        radius = max(0.25 * delta, 0.4 * np.linalg.norm(p))
    elif drop > 0.75 * promise and np.linalg.norm(p) > 0.999 * delta:
        radius = np.minimum(2.2 * delta, delta_max)
    else:
        radius = delta
    accepted = np.isfinite(f1) and drop > eta * promise
    return x + accepted * p, radius, accepted
