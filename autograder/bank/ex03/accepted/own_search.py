"""Arrays for the memory, index arithmetic, and a bisection for the weak conditions turned strong."""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    S = [s for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    Y = [y for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    m = len(S)
    a = np.zeros(m)
    q = 1.0 * g
    for i in range(m - 1, -1, -1):
        a[i] = S[i] @ q / (Y[i] @ S[i])
        q = q - a[i] * Y[i]
    r = q if m == 0 else S[-1] @ Y[-1] / (Y[-1] @ Y[-1]) * q
    for i in range(m):
        r = r + S[i] * (a[i] - Y[i] @ r / (Y[i] @ S[i]))
    return r


def bfgs_inverse_update(H, s, y):
    n = len(s)
    new = np.empty((n, n))
    rho = 1 / sum(s * y)
    for i in range(n):
        e = np.zeros(n)
        e[i] = 1.0
        v = e - rho * s[i] * y
        w = H @ v
        new[:, i] = w - rho * s * (y @ w) + rho * s * s[i]
    return new


def search(f, grad_f, x, p):
    low, high, alpha = 0.0, None, 1.0
    fx, slope = f(x), grad_f(x) @ p
    for _ in range(60):
        value = f(x + alpha * p)
        if not value <= fx + 1e-4 * alpha * slope + 1e-13 * abs(fx):
            high = alpha
        else:
            new = grad_f(x + alpha * p) @ p
            if abs(new) <= -0.9 * slope:
                return alpha
            if new > 0:
                high = alpha
            else:
                low = alpha
        alpha = 3 * alpha if high is None else (low + high) / 2
    return None


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, S, Y, k = x0 * 1.0, [], [], 0
    g = grad_f(x)
    norms = [np.linalg.norm(g)]
    while True:
        if norms[-1] < tol or k >= max_iter:
            return x, np.array(norms)
        p = -lbfgs_direction(g, S, Y)
        alpha = search(f, grad_f, x, p)
        if alpha is None:
            return x, np.array(norms)
        x_old, g_old = x, g
        x = x + alpha * p
        g = grad_f(x)
        S.append(x - x_old)
        Y.append(g - g_old)
        S, Y = S[max(0, len(S) - m) :], Y[max(0, len(Y) - m) :]
        norms.append(np.linalg.norm(g))
        k += 1
