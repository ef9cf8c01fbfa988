"""wrong: part b
Full Newton steps: the loop takes alpha = 1 whenever the trial value is finite, the Armijo test is missing.
"""
import functools
import numpy as np
import scipy.linalg as sla


def counted(fun):
    @functools.wraps(fun)
    def inner(*args, **kwargs):
        inner.calls += 1
        return fun(*args, **kwargs)
    inner.calls = 0
    return inner


@counted
def newton_step(grad, hess):
    g = np.asarray(grad, dtype=float)
    if np.linalg.norm(g) == 0.0:
        return np.zeros(g.shape)
    L, D, perm = sla.ldl(np.asarray(hess, dtype=float))
    blocks, V = np.linalg.eigh(D)
    if blocks.min() > 0.0:
        p = -sla.solve(hess, g, assume_a="pos")
        return p
    biggest = np.abs(blocks).max()
    if biggest == 0.0:
        return -g
    blocks = np.maximum(np.abs(blocks), 1e-6 * biggest)
    z = np.linalg.solve(L, g)
    z = V @ ((V.T @ z) / blocks)
    p = -np.linalg.solve(L.T, z)
    return p if g @ p < 0 else -g


class _Newton:
    def __init__(self, f, grad_f, hess_f, start, verbose=False):
        self.f, self.grad_f, self.hess_f = f, grad_f, hess_f
        self.x = np.array(start, dtype=float)
        self.value = f(self.x)
        self.g = grad_f(self.x)
        self.norms = [self.size()]
        self.stuck = False
        self.verbose = verbose

    def size(self):
        return float(np.hypot.reduce(self.g)) if self.g.size > 1 else float(abs(self.g[0]))

    def advance(self):
        p = newton_step(self.g, self.hess_f(self.x))
        promised = -float(self.g @ p)
        for alpha in np.logspace(0, -60, 61, base=2.0):
            trial = self.x + alpha * p
            value = self.f(trial)
            if (trial == self.x).all():
                break
            if np.isfinite(value):
                self.x, self.value, self.g = trial, value, self.grad_f(trial)
                self.norms.append(self.size())
                if self.verbose:
                    print(len(self.norms) - 1, value, self.norms[-1])
                return
        self.stuck = True


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    state = _Newton(f, grad_f, hess_f, x0)
    for _ in range(max_iter):
        if state.norms[-1] < tol or state.stuck:
            break
        state.advance()
    return state.x, np.array(state.norms, dtype=np.float64)


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    m0 = float(np.sum(grad_f(x) * p))
    y = np.array([xi + alpha * pi for xi, pi in zip(x, p)])
    m1 = float(np.sum(grad_f(y) * p))
    fy = f(y)
    armijo = bool(np.isfinite(fy)) and bool(fy <= f(x) + c1 * alpha * m0)
    curvature = not m1 < c2 * m0 and m1 == m1
    strong = bool(max(m1, -m1) <= c2 * max(m0, -m0))
    return armijo, curvature, strong
