"""Evaluates more than it has to, prints, warns, and works in lists of conditions."""

import sys
import warnings

import numpy as np


def model(g, B, p):
    return np.dot(g, p) + np.dot(p, np.dot(B, p)) / 2


def cauchy_point(g, B, delta):
    with np.errstate(all="ignore"):
        reach = np.linalg.norm(g) ** 2 / (g @ B @ g) * np.linalg.norm(g)
        away = -g / np.linalg.norm(g)
    candidates = [np.zeros_like(g), delta * away]
    if 0 < reach < delta:
        candidates.append(reach * away)
    candidates = [p for p in candidates if np.all(np.isfinite(p))]
    print(len(candidates), "candidates")
    return min(candidates, key=lambda p: model(g, B, p))


def positive_definite(B):
    try:
        np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        warnings.warn("B is not positive definite", RuntimeWarning)
        return False
    return True


def dogleg_step(g, B, delta):
    if not positive_definite(B):
        return cauchy_point(g, B, delta)
    pn = -np.linalg.inv(B) @ g
    pc = cauchy_point(g, B, delta)
    if np.linalg.norm(pn) <= delta or not g.any():
        return pn
    d = pn - pc
    cosine = pc @ d
    t = (-cosine + np.sqrt(max(cosine**2 - (d @ d) * (pc @ pc - delta**2), cosine**2))) / (d @ d)
    return pc + t * d


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    p = dogleg_step(grad_f(x), hess_f(x), delta)
    if np.linalg.norm(grad_f(x)) == 0:
        return np.array(x), delta, np.bool_(False)
    y = x + p
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rho = np.float64(f(x) - f(y)) / -model(grad_f(x), hess_f(x), p)
    print("rho", rho, file=sys.stderr)
    bad = not np.isfinite(f(y))
    edge = np.linalg.norm(p) > 0.99 * delta
    radius = np.select(
        [bad or rho < 0.25, rho > 0.75 and edge], [delta / 3, min(2 * delta, delta_max)], delta
    )
    moved = bool(not bad and rho >= eta)
    return np.where(moved, y, x), float(radius), moved
