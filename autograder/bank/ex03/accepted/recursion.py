"""The recursion written as a recursion: H_k g in terms of H_{k-1}, and SciPy's line search."""

import warnings

import numpy as np
from scipy.optimize import line_search


def usable(s, y):
    return s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if usable(s, y)]
    gamma = pairs[-1][0] @ pairs[-1][1] / (pairs[-1][1] @ pairs[-1][1]) if pairs else 1.0

    def product(k, v):
        if k == 0:
            return gamma * v
        s, y = pairs[k - 1]
        a = (s @ v) / (s @ y)
        w = product(k - 1, v - a * y)
        return w + s * (a - (y @ w) / (s @ y))

    return product(len(pairs), g)


def bfgs_inverse_update(H, s, y):
    V = np.identity(s.size) - np.outer(y, s) / np.dot(y, s)
    return np.linalg.multi_dot([V.T, H, V]) + np.outer(s, s) / np.dot(y, s)


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    points, gradients = [x0.copy()], [grad_f(x0)]
    norms = [np.linalg.norm(gradients[0])]
    while norms[-1] >= tol and len(norms) < max_iter + 1:
        s_list = [b - a for a, b in zip(points, points[1:])][-m:]
        y_list = [b - a for a, b in zip(gradients, gradients[1:])][-m:]
        p = -lbfgs_direction(gradients[-1], s_list, y_list)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            alpha = line_search(f, grad_f, points[-1], p, gradients[-1], c1=1e-4, c2=0.9, maxiter=40)[0]
        if alpha is None:
            break
        points.append(points[-1] + alpha * p)
        gradients.append(grad_f(points[-1]))
        norms.append(np.linalg.norm(gradients[-1]))
    return points[-1], np.array(norms)
