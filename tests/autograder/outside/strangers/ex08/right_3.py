"""right
Style: a class around the operator which counts the products and owns the workspace. Backward difference in (a), power method on a
slightly different legal schedule (returns the newest normalised image; checks both criteria), Lanczos as Arnoldi whose Hessenberg
matrix is cut to its tridiagonal."""
import math
import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = math.hypot(*v)            # neither overflows nor underflows
    if length > 0:
        step = -eps * (v / length)
        return -(grad_f(np.add(x, step)) - grad_f(np.array(x))) / eps * length
    return np.zeros(np.shape(v))


class Operator:
    def __init__(self, hvp):
        self._hvp, self.products, self.size = hvp, 0, 0.0

    def __matmul__(self, q):
        self.products += 1
        w = np.asarray(self._hvp(q.copy()), dtype=float).copy()
        self.size = max(self.size, float(np.sqrt(w @ w)))
        return w


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    H = Operator(hvp)
    q = np.random.default_rng([seed, n]).normal(size=n)
    q = q / np.sqrt(q @ q)
    lam = None
    while H.products < iterations:
        w = H @ q
        new = float(q @ w)
        residual = np.linalg.norm(w - new * q)
        small_change = lam is not None and abs(new - lam) <= tol * abs(new)
        lam = new
        if np.linalg.norm(w) == 0.0:
            break
        nxt = w / np.linalg.norm(w)
        done = small_change or residual <= tol * abs(lam)
        q = nxt if np.isfinite(nxt).all() else q
        if done:
            break
    return lam, q


def lanczos(hvp, v0, k):
    H, n = Operator(hvp), len(v0)
    k = min(k, n)
    Q = np.zeros((k + 1, n))
    h = np.zeros((k + 1, k))
    Q[0] = np.asarray(v0, float) / np.linalg.norm(v0)
    m = 0
    for j in range(k):
        w, m = H @ Q[j], j + 1
        for sweep in (1, 2):
            coef = Q[:m] @ w
            h[:m, j] += coef
            w -= coef @ Q[:m]
        h[m, j] = np.linalg.norm(w)
        if h[m, j] <= 1e-12 * H.size:
            break
        Q[m] = w / h[m, j]
    return np.diagonal(h[:m, :m]).copy(), np.diagonal(h[:m, :m], offset=-1).copy()
