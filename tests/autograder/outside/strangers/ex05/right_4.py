"""right
Very defensive and verbose: errstate, explicit symmetrisation, Cholesky triangles used for the Newton point, growth 2 limited by
delta_max, shrink to a quarter of the smaller of |p| and delta; rounding level is left alone.
"""
import numpy as np
from scipy.linalg import solve_triangular

DEBUG = False


def _log(message):
    if DEBUG:
        print(message)


def _length(v):
    top = float(np.max(np.abs(v))) if v.size else 0.0
    return 0.0 if top == 0.0 else top * float(np.sqrt(np.sum((v / top) ** 2)))


def cauchy_point(g, B, delta):
    if not delta > 0:
        raise ValueError("delta must be positive, got %r" % (delta,))
    gradient = np.array(g, dtype=float)
    matrix = np.array(B, dtype=float)
    matrix = 0.5 * (matrix + matrix.T)
    n = _length(gradient)
    if n == 0.0:
        return np.zeros(gradient.shape)
    direction = gradient / n
    along = float(direction.dot(matrix.dot(direction)))
    step = float(delta)
    if along > 0.0:
        interior = n / along
        if interior < step:
            step = interior
    _log("cauchy step length %g" % step)
    return direction * (-step)


def _lower(matrix):
    try:
        return np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError as problem:
        _log(problem)
        return None


def dogleg_step(g, B, delta):
    gradient = np.array(g, dtype=float)
    matrix = np.array(B, dtype=float)
    matrix = 0.5 * (matrix + matrix.T)
    if _length(gradient) == 0.0:
        return np.zeros(gradient.shape)
    L = _lower(matrix)
    if L is None:
        return cauchy_point(gradient, matrix, delta)
    newton = solve_triangular(L, solve_triangular(L, -gradient, lower=True), lower=True, trans="T")
    if _length(newton) <= delta:
        return newton
    image = L.T @ gradient
    corner = -gradient * (float(gradient @ gradient) / float(image @ image))
    if _length(corner) >= delta:
        return cauchy_point(gradient, matrix, delta)
    way = newton - corner
    A = float(way @ way)
    H = float(way @ corner)
    C = (delta - _length(corner)) * (delta + _length(corner))
    tau = (np.sqrt(H * H + A * C) - H) / A
    return corner + min(1.0, max(0.0, tau)) * way


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    point = np.array(x, dtype=float)
    gradient = np.array(grad_f(point.copy()), dtype=float)
    radius = float(delta)
    if _length(gradient) == 0.0:
        return point, radius, False
    matrix = np.array(hess_f(point.copy()), dtype=float)
    p = dogleg_step(gradient, matrix, radius)
    length = _length(p)
    predicted = -(float(gradient @ p) + 0.5 * float(p @ matrix @ p))
    old = float(f(point.copy()))
    trial = point + p
    with np.errstate(all="ignore"):
        new = float(f(trial.copy()))
    if not np.isfinite(new):
        return point, 0.25 * min(length, radius), False
    if predicted <= 4.0 * np.finfo(float).eps * abs(old):
        return (trial, radius, True) if new < old else (point, radius, False)
    ratio = (old - new) / predicted
    _log("ratio %g" % ratio)
    accepted = bool(ratio > eta)
    if ratio < 0.25:
        radius = 0.25 * min(length, radius)
    else:
        if ratio > 0.75:
            if length >= 0.99 * radius:
                radius = min(2.0 * radius, float(delta_max))
    if accepted:
        return trial, radius, True
    return point, radius, False
