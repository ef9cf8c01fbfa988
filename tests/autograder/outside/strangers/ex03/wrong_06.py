"""wrong: part b
The transposes are interchanged (V' H V with V = I - rho s y'): the result is symmetric but does not satisfy the secant equation.
"""
import numpy as np


class Ring:
    def __init__(self, n, m):
        self.s = np.zeros((m, n))
        self.y = np.zeros((m, n))
        self.at = 0
        self.used = 0

    def push(self, s, y):
        m = len(self.s)
        self.s[self.at] = s
        self.y[self.at] = y
        self.at = (self.at + 1) % m
        self.used = min(self.used + 1, m)

    def order(self):
        m = len(self.s)
        return [(self.at - self.used + k) % m for k in range(self.used)]

    def lists(self):
        idx = self.order()
        return list(self.s[idx]), list(self.y[idx])


def lbfgs_direction(g, s_list, y_list):
    count = len(s_list)
    q = np.array(g, dtype=np.float64)
    a = {}
    gamma = None
    k = count
    while k > 0:
        k -= 1
        s, y = s_list[k], y_list[k]
        sy = np.vdot(s, y)
        if sy <= 1e-10 * np.linalg.norm(s) * np.linalg.norm(y):
            continue
        if gamma is None:
            gamma = sy / np.vdot(y, y)
        a[k] = np.vdot(s, q) / sy
        q -= a[k] * y
    r = q if gamma is None else gamma * q
    for k in sorted(a):
        s, y = s_list[k], y_list[k]
        r += s * (a[k] - np.vdot(y, r) / np.vdot(s, y))
    return r


def bfgs_inverse_update(H, s, y):
    rho = 1.0 / np.einsum("i,i", s, y)
    V = np.identity(len(s)) - rho * np.einsum("i,j->ij", s, y)
    return np.einsum("ai,ab,bj->ij", V, H, V) + rho * np.einsum("i,j->ij", s, s)


def _wolfe(phi, c1=1e-4, c2=0.9):
    """phi(t) -> value, slope; returns t or None"""
    v0, d0 = phi(0.0)
    slack = 1e-13 * abs(v0)

    def enough(t, v):
        return np.isfinite(v) and v <= v0 + c1 * t * d0 + slack

    def zoom(lo, vlo, dlo, hi, vhi):
        for _ in range(60):
            width = hi - lo
            t = lo + 0.5 * width
            if np.isfinite(vhi):
                curve = vhi - vlo - dlo * width
                if curve > 0:
                    t = lo - 0.5 * dlo * width ** 2 / curve
                if not min(lo, hi) + 0.1 * abs(width) <= t <= max(lo, hi) - 0.1 * abs(width):
                    t = lo + 0.5 * width
            v, d = phi(t)
            if not enough(t, v) or v > vlo + slack:
                hi, vhi = t, v
            else:
                if abs(d) <= -c2 * d0:
                    return t
                if d * (hi - lo) >= 0:
                    hi, vhi = lo, vlo
                lo, vlo, dlo = t, v, d
        return None

    before, vb, db, t = 0.0, v0, d0, 1.0
    for i in range(40):
        v, d = phi(t)
        if not enough(t, v) or (i and v > vb + slack):
            return zoom(before, vb, db, t, v)
        if abs(d) <= -c2 * d0:
            return t
        if d >= 0:
            return zoom(t, v, d, before, vb)
        before, vb, db, t = t, v, d, 2.0 * t
    return None


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x = np.array(x0, dtype=float)
    g = grad_f(x)
    norms = [np.sqrt(np.sum(g ** 2))]
    memory = Ring(x.size, m)
    for _ in range(max_iter):
        if norms[-1] < tol:
            break
        p = -lbfgs_direction(g, *memory.lists())
        t = _wolfe(lambda a: (f(x + a * p), grad_f(x + a * p) @ p))
        if t is None or np.array_equal(x + t * p, x):
            break
        new = x + t * p
        g_new = grad_f(new)
        memory.push(new - x, g_new - g)
        x, g = new, g_new
        norms.append(np.sqrt(np.sum(g ** 2)))
    return x, np.array(norms)
