"""right
Style: generators with 'yield from' and zip, np.where instead of branches, np.errstate; prints the rejected steps; the model is a
closure evaluated at 0 and at p rather than an expanded formula."""
from itertools import islice
import numpy as np


def clip_by_norm(u: np.ndarray, max_norm: float) -> np.ndarray:
    if np.isnan(max_norm) or max_norm <= 0.0:
        raise ValueError(f"clip_by_norm: max_norm={max_norm!r}")
    n = np.sqrt(np.sum(np.square(u)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > max_norm, np.asarray(u) * np.divide(max_norm, n), u)


def _descend(x, rule):
    yield x
    yield from (x := rule(x) for _ in iter(int, 1))


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    points = _descend(np.array(x0, dtype=float), lambda x: x + clip_by_norm(-lr * np.asarray(grad_f(x)), max_update))
    return np.array(list(islice(points, T + 1)))


def _trust(f, grad_f, x, lr, radius):
    rejected = 0
    while True:
        yield x.copy(), radius
        g = grad_f(x)
        if np.linalg.norm(g) == 0:
            continue
        p = clip_by_norm(-lr * g, radius)

        def model_change(q):
            return np.dot(g, q) + np.dot(q, q) / (2 * lr)

        with np.errstate(all="ignore"):
            value = f(x + p)
            rho = (f(x) - value) / (0.0 - model_change(p))
        match bool(np.isfinite(value) and np.isfinite(rho)), bool(rho < 0.25), bool(rho > 0.75 and np.linalg.norm(lr * g) > radius):
            case (False, _, _) | (_, True, _):
                radius = 0.5 * radius
            case (_, _, True):
                radius = 2.0 * radius
        if np.isfinite(value) and rho > 0.1 and np.isfinite(rho):
            x = x + p
        else:
            rejected += 1
            print("rejected trial number", rejected)


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    rows = islice(_trust(f, grad_f, np.array(x0, dtype=float), lr, radius0), T + 1)
    path, radii = map(np.array, zip(*rows))
    return path, radii.astype(float)
