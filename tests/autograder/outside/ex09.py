"""Answers to exercise 9 that were written after its checks, from the contract alone."""

RIGHT = {
    "hypot": """
import math


def clip_by_norm(u, max_norm):
    if not max_norm > 0:
        raise ValueError("max_norm = %s" % max_norm)
    size = math.hypot(*u)
    return np.array(u) if size <= max_norm else np.array(u) / size * max_norm
""",
    "minimum": """
def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm must be positive, not {max_norm}")
    size = np.sqrt((u**2).sum())
    return u * np.minimum(1.0, max_norm / max(size, 1e-300))


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    path = [x0.astype(float)]
    while len(path) <= T:
        path += [path[-1] + clip_by_norm(lr * -grad_f(path[-1]), max_update)]
    return np.asarray(path)
""",
    "records": """
from typing import NamedTuple


class State(NamedTuple):
    x: np.ndarray
    f: float
    r: float


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    def advance(s):
        g = grad_f(s.x)
        if not g.any():
            return s
        full = -lr * g
        cut = np.linalg.norm(full) > s.r
        p = clip_by_norm(full, s.r)
        new = f(s.x + p)
        rho = (s.f - new) / -(g @ p + p @ p / (2 * lr)) if np.isfinite(new) else -np.inf
        r = s.r / 2 if rho < 0.25 else 2 * s.r if rho > 0.75 and cut else s.r
        return State(s.x + p, new, r) if rho > 0.1 else State(s.x, s.f, r)

    states = [State(np.array(x0, float), f(x0), float(radius0))]
    for _ in range(T):
        states.append(advance(states[-1]))
    return np.array([s.x for s in states]), np.array([s.r for s in states])
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "divides_always": (
        "a",
        "always_normalised",
        """
def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm {max_norm}")
    n = np.linalg.norm(u)
    return u if n == 0 else max_norm * u / n
""",
    ),
    "one_norm": (
        "a",
        "sum_of_entries",
        """
def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm {max_norm}")
    n = np.abs(u).sum()
    return u * min(1.0, max_norm / n) if n > 0 else u
""",
    ),
    "zero_allowed": (
        "a",
        "zero_passes",
        """
def clip_by_norm(u, max_norm):
    if max_norm < 0:
        raise ValueError(f"max_norm {max_norm}")
    n = np.linalg.norm(u)
    return u * (max_norm / n) if n > max_norm else u
""",
    ),
    "shrinking_limit": (
        "b",
        "",
        """
def clipped_descent(grad_f, x0, lr, max_update, T=100):
    path = [x0.copy()]
    for t in range(T):
        path.append(path[-1] + clip_by_norm(-lr * grad_f(path[-1]), max_update / (t + 1)))
    return np.array(path)
""",
    ),
    "final_only": (
        "b",
        "end_point_only",
        """
def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x = x0.copy()
    for t in range(T):
        x = x + clip_by_norm(-lr * grad_f(x), max_update)
    return x
""",
    ),
    "model_without_curvature": (
        "c",
        "linear_promise",
        """
def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, r, path, radii = x0.copy(), radius0, [x0.copy()], [radius0]
    for _ in range(T):
        g = grad_f(x)
        if g.any():
            p = clip_by_norm(-lr * g, r)
            cut = np.linalg.norm(lr * g) > r
            v = f(x + p)
            rho = (f(x) - v) / -(g @ p) if np.isfinite(v) else -np.inf
            if rho > 0.1:
                x = x + p
            r = r / 2 if rho < 0.25 else 2 * r if rho > 0.75 and cut else r
        path.append(x), radii.append(r)
    return np.array(path), np.array(radii)
""",
    ),
    "radius_after_reject_only": (
        "c",
        "shrinks_only_when_rejected",
        """
def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, r, path, radii = x0.copy(), radius0, [x0.copy()], [radius0]
    for _ in range(T):
        g = grad_f(x)
        if g.any():
            p = clip_by_norm(-lr * g, r)
            cut = np.linalg.norm(lr * g) > r
            v = f(x + p)
            rho = (f(x) - v) / -(g @ p + p @ p / (2 * lr)) if np.isfinite(v) else -np.inf
            if rho > 0.1:
                x = x + p
                r = 2 * r if rho > 0.75 and cut else r
            else:
                r = r / 2
        path.append(x), radii.append(r)
    return np.array(path), np.array(radii)
""",
    ),
}
