"""Answers to exercise 3 that were written after its checks, from the contract alone."""

RIGHT = {
    "dense_by_recursion": """
def lbfgs_direction(g, s_list, y_list):
    good = [k for k, (s, y) in enumerate(zip(s_list, y_list)) if s.dot(y) > 1e-10 * np.sqrt(s.dot(s) * y.dot(y))]

    def apply(v, k):
        if k < 0:
            if not good:
                return 1.0 * v
            s, y = s_list[good[-1]], y_list[good[-1]]
            return v * (s.dot(y) / y.dot(y))
        s, y = s_list[good[k]], y_list[good[k]]
        r = 1 / y.dot(s)
        inner = apply(v - r * s.dot(v) * y, k - 1)
        return inner - r * y.dot(inner) * s + r * s.dot(v) * s

    return apply(np.asarray(g, dtype=float), len(good) - 1)
""",
    "deques_and_einsum": """
from collections import deque


def bfgs_inverse_update(H, s, y):
    r = 1.0 / np.einsum("i,i", s, y)
    left = np.eye(s.size) - r * np.einsum("i,j->ij", s, y)
    return np.einsum("ij,jk,lk->il", left, H, left) + r * np.einsum("i,j->ij", s, s)


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    S, Y = deque(maxlen=m), deque(maxlen=m)
    x = np.array(x0, copy=True)
    g = grad_f(x)
    history = [float(np.linalg.norm(g))]
    for _ in range(max_iter):
        if history[-1] < tol:
            break
        d = -lbfgs_direction(g, list(S), list(Y))
        try:
            a = strong_wolfe(f, grad_f, x, d, c1=1e-4, c2=0.9)
        except (RuntimeError, ValueError):
            break
        old, x = x, x + a * d
        g_old, g = g, grad_f(x)
        S.append(x - old), Y.append(g - g_old)
        history.append(float(np.linalg.norm(g)))
    return x, np.asarray(history)
""",
    "matrix_of_pairs": """
def lbfgs_direction(g, s_list, y_list):
    pairs = []
    for s, y in zip(s_list, y_list):
        if float(y @ s) > 1e-10 * np.linalg.norm(y) * np.linalg.norm(s):
            pairs.append((np.array(s), np.array(y)))
    n = len(g)
    if not pairs:
        return np.array(g, dtype=float)
    s, y = pairs[-1]
    H = np.eye(n) * (s @ y) / (y @ y)
    for s, y in pairs:
        H = bfgs_inverse_update(H, s, y)
    return H @ g
""",
    "own_line_search_from_scipy": """
from scipy.optimize import line_search


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g = x0 + 0.0, grad_f(x0)
    norms, S, Y = [np.linalg.norm(g)], [], []
    while norms[-1] >= tol and len(norms) - 1 < max_iter:
        d = -lbfgs_direction(g, S, Y)
        a = line_search(f, grad_f, x, d, gfk=g, c1=1e-4, c2=0.9)[0]
        if a is None:
            try:
                a = strong_wolfe(f, grad_f, x, d)
            except (RuntimeError, ValueError):
                break
        xn = x + a * d
        gn = grad_f(xn)
        S, Y = (S + [xn - x])[-m:], (Y + [gn - g])[-m:]
        x, g = xn, gn
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "gamma_per_pair": (
        "a",
        "",
        """
def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, a = g.copy(), []
    for s, y in pairs[::-1]:
        a.append((s @ q) / (s @ y))
        q = q - a[-1] * y
    if pairs:
        q = q * np.mean([(s @ y) / (y @ y) for s, y in pairs])
    for (s, y), w in zip(pairs, a[::-1]):
        q = q + (w - (y @ q) / (s @ y)) * s
    return q
""",
    ),
    "newest_skipped": (
        "a",
        "newest_pair_left_out",
        """
def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, a = g.copy(), []
    for s, y in pairs[-2::-1]:
        a.append((s @ q) / (s @ y))
        q = q - a[-1] * y
    if pairs:
        q = q * (pairs[-1][0] @ pairs[-1][1]) / (pairs[-1][1] @ pairs[-1][1])
    for (s, y), w in zip(pairs[:-1], a[::-1]):
        q = q + (w - (y @ q) / (s @ y)) * s
    return q
""",
    ),
    "weights_not_reversed": (
        "a",
        "weights_in_the_wrong_order",
        """
def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, a = g.copy(), []
    for s, y in pairs[::-1]:
        a.append((s @ q) / (s @ y))
        q = q - a[-1] * y
    if pairs:
        q = q * (pairs[-1][0] @ pairs[-1][1]) / (pairs[-1][1] @ pairs[-1][1])
    for (s, y), w in zip(pairs, a):
        q = q + (w - (y @ q) / (s @ y)) * s
    return q
""",
    ),
    "abs_curvature": (
        "a",
        "curvature_by_magnitude",
        """
def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if abs(s @ y) > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, a = g.copy(), []
    for s, y in pairs[::-1]:
        a.append((s @ q) / (s @ y))
        q = q - a[-1] * y
    if pairs:
        q = q * (pairs[-1][0] @ pairs[-1][1]) / (pairs[-1][1] @ pairs[-1][1])
    for (s, y), w in zip(pairs, a[::-1]):
        q = q + (w - (y @ q) / (s @ y)) * s
    return q
""",
    ),
    "update_transposed": (
        "b",
        "outer_product_transposed",
        """
def bfgs_inverse_update(H, s, y):
    r = 1 / (y @ s)
    A = np.eye(s.size) - r * np.outer(s, y)
    return A.T @ H @ A + r * np.outer(s, s)
""",
    ),
    "only_correction": (
        "b",
        "",
        """
def bfgs_inverse_update(H, s, y):
    r = 1 / (y @ s)
    A = np.eye(s.size) - r * np.outer(s, y)
    return A @ H @ A.T + r * np.outer(s, s) - H
""",
    ),
    "rho_of_yy": (
        "b",
        "rho_from_y",
        """
def bfgs_inverse_update(H, s, y):
    r = 1 / (y @ y)
    A = np.eye(s.size) - r * np.outer(s, y)
    return A @ H @ A.T + r * np.outer(s, s)
""",
    ),
    "restart_each_step": (
        "c",
        "memory_restarts",
        """
def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g = x0.copy(), grad_f(x0)
    norms, S, Y = [np.linalg.norm(g)], [], []
    while norms[-1] >= tol and len(norms) <= max_iter:
        if len(S) == m:
            S, Y = [], []
        p = -lbfgs_direction(g, S, Y)
        try:
            step = strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        h = grad_f(x + step)
        S, Y = S + [step], Y + [h - g]
        x, g = x + step, h
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
""",
    ),
    "relative_tolerance": (
        "c",
        "tolerance_relative",
        """
def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g = x0.copy(), grad_f(x0)
    norms, S, Y = [np.linalg.norm(g)], [], []
    while norms[-1] >= tol * max(1.0, norms[0]) and len(norms) <= max_iter:
        p = -lbfgs_direction(g, S, Y)
        try:
            step = strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        h = grad_f(x + step)
        S, Y = (S + [step])[-m:], (Y + [h - g])[-m:]
        x, g = x + step, h
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
""",
    ),
    "y_sign": (
        "c",
        "steepest_descent",
        """
def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g = x0.copy(), grad_f(x0)
    norms, S, Y = [np.linalg.norm(g)], [], []
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -lbfgs_direction(g, S, Y)
        try:
            step = strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        h = grad_f(x + step)
        S, Y = (S + [step])[-m:], (Y + [g - h])[-m:]
        x, g = x + step, h
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
""",
    ),
}
