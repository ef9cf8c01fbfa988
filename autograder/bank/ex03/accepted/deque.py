"""A deque for the memory, weights kept beside the pairs, the update multiplied out."""

from collections import deque

import numpy as np

from numopt.line_search import strong_wolfe


def lbfgs_direction(g, s_list, y_list):
    kept = deque()
    for s, y in zip(s_list, y_list):
        curvature = float(np.dot(s, y))
        if curvature > 1e-10 * np.sqrt(np.dot(s, s) * np.dot(y, y)):
            kept.appendleft([s, y, 1.0 / curvature, 0.0])
    r = np.array(g)
    for pair in kept:
        pair[3] = pair[2] * np.dot(pair[0], r)
        r -= pair[3] * pair[1]
    if kept:
        r /= kept[0][2] * np.dot(kept[0][1], kept[0][1])
    while kept:
        s, y, rho, a = kept.pop()
        r += s * (a - rho * np.dot(y, r))
    return r


def bfgs_inverse_update(H, s, y):
    sy, Hy = s @ y, H @ y
    return H + (1 + y @ Hy / sy) * np.outer(s, s) / sy - (np.outer(Hy, s) + np.outer(s, Hy)) / sy


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, memory = np.array(x0), deque(maxlen=m)
    g = grad_f(x)
    norms = [np.linalg.norm(g)]
    for _ in range(max_iter):
        if norms[-1] < tol:
            break
        p = -lbfgs_direction(g, [s for s, _ in memory], [y for _, y in memory])
        try:
            alpha = strong_wolfe(f, grad_f, x, p)
        except RuntimeError:
            break
        new = x + alpha * p
        change, g = grad_f(new) - g, grad_f(new)
        memory.append((new - x, change))
        x = new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
