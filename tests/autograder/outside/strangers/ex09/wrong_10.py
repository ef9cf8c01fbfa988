"""wrong: part c
A rejected trial is not counted as a step: an inner loop shrinks the radius until a trial is accepted, only accepted points are recorded."""
import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm = {max_norm} must be positive")
    n = np.linalg.norm(u)
    if n > max_norm:
        return u * (max_norm / n)
    return u.copy()


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x = np.array(x0, dtype=float)
    path = [x.copy()]
    for _ in range(T):
        u = -lr * grad_f(x)
        x = x + clip_by_norm(u, max_update)
        path.append(x.copy())
    return np.array(path)


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x = np.array(x0, dtype=float)
    radius = float(radius0)
    fx = f(x)
    path, radii = [x.copy()], [radius]
    for _ in range(T):
        g = grad_f(x)
        if np.linalg.norm(g) > 0:
            for _ in range(60):
                u = -lr * g
                clipped = np.linalg.norm(u) > radius
                p = u * (radius / np.linalg.norm(u)) if clipped else u
                predicted = -(g @ p + p @ p / (2 * lr))
                f_new = f(x + p)
                rho = (fx - f_new) / predicted if np.isfinite(f_new) and predicted > 0 else -np.inf
                if rho < 0.25:
                    radius = radius / 2
                elif rho > 0.75 and clipped:
                    radius = radius * 2
                if rho > 0.1:
                    x = x + p
                    fx = f_new
                    break
        path.append(x.copy())
        radii.append(radius)
    return np.array(path), np.array(radii)
