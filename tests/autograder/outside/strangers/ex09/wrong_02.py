"""wrong: part a
Guard 1e-6 added to the norm, u * min(1, c/(|u| + 1e-6)): not the length max_norm to rounding, and shortens small vectors (|u| = 1e-6, c = 1e-7 gives half the length asked)."""
import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm = {max_norm} must be positive")
    return u * min(1.0, max_norm / (np.linalg.norm(u) + 1e-6))


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x = np.array(x0, dtype=float)
    path = [x.copy()]
    for _ in range(T):
        u = -lr * grad_f(x)
        n = np.linalg.norm(u)
        if n > max_update:
            u = u / n * max_update
        x = x + u
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
            u = -lr * g
            clipped = np.linalg.norm(u) > radius
            p = u * (radius / np.linalg.norm(u)) if clipped else u
            predicted = -(g @ p + p @ p / (2 * lr))
            f_new = f(x + p)
            if not np.isfinite(f_new) or predicted <= 0:
                rho = -np.inf
            else:
                rho = (fx - f_new) / predicted
            if rho > 0.1:
                x = x + p
                fx = f_new
            if rho < 0.25:
                radius = 0.5 * radius
            elif rho > 0.75 and clipped:
                radius = 2.0 * radius
        path.append(x.copy())
        radii.append(radius)
    return np.array(path), np.array(radii)
