"""Clipping: steps that are never longer than a limit, and what makes the limit a trust region.

    x_{k+1} = x_k + clip(-lr g_k, c),    clip(u, c) = u min(1, c / |u|)
    trust region: c follows  rho = (f(x) - f(x + p)) / (m(0) - m(p)),  m(p) = f + g.p + |p|^2 / (2 lr)

Pascanu, Mikolov & Bengio (2013) clip the gradient: clip(g, c / lr) is the same step, since
clip(-lr g, c) = -lr clip(g, c / lr).  Ratio and radius: Nocedal & Wright (2006), algorithm 4.1.
"""

import numpy as np

ACCEPTED, POOR, GOOD = 0.1, 0.25, 0.75  # ratios: a step is taken, the radius shrinks, the radius may grow


def clip_by_norm(u: np.ndarray, max_norm: float) -> np.ndarray:
    """Return u, shortened to the length ``max_norm`` where it is longer; its direction is kept.

    ``u`` has shape (n,); the norm is the 2-norm.  ValueError where ``max_norm`` is not positive.
    """
    if not max_norm > 0:
        raise ValueError(f"max_norm is {max_norm}; a length to clip to has to be positive")
    norm = np.linalg.norm(u)
    return u * (max_norm / norm) if norm > max_norm else u.copy()


def clipped_descent(grad_f, x0: np.ndarray, lr: float, max_update: float, T: int = 100) -> np.ndarray:
    """Return the path of T steps x <- x + clip(-lr g, max_update), an array of shape (T + 1, n).

    Clipping bounds the steps and no more: where ``lr`` exceeds 2 / L the path may cycle for ever.
    """
    path = np.tile(np.asarray(x0, dtype=float), (T + 1, 1))
    for k in range(T):
        path[k + 1] = path[k] + clip_by_norm(-lr * grad_f(path[k]), max_update)
    return path


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100) -> tuple[np.ndarray, np.ndarray]:
    """Return the path, shape (T + 1, n), and the radii, shape (T + 1,), of T steps tried.

    The step -lr g minimises the model m without a limit, and clipped to the radius it minimises m
    within the radius.  A rejected trial leaves x where it is and counts as a step.  f(x0) is finite.
    """
    x, value, radius = np.array(x0, dtype=float), f(x0), float(radius0)
    path, radii = [x], [radius]
    for _ in range(T):
        g = grad_f(x)
        if np.any(g):
            unlimited = -lr * g
            p = clip_by_norm(unlimited, radius)
            trial, found = x + p, f(x + p)
            promised = -(g @ p + p @ p / (2 * lr))
            usable = np.isfinite(found) and np.any(trial != x)
            ratio = (value - found) / promised if usable else -np.inf
            if ratio < POOR:
                radius /= 2
            elif ratio > GOOD and np.linalg.norm(unlimited) > radius:
                radius *= 2
            if ratio > ACCEPTED:
                x, value = trial, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
