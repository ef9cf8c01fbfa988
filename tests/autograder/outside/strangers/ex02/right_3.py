"""right
Shifted Cholesky with a recursive, scale-aware shift; closures and default arguments as state; histories in a preallocated array
that is cut at the end.
"""
import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve


def newton_step(grad, hess):
    scale = float(np.abs(hess).sum(axis=1).max())        # infinity norm bounds every |eigenvalue|
    eye = np.identity(grad.size)

    def shifted(tau):
        try:
            return cho_solve(cho_factor(hess + tau * eye, lower=True), -grad)
        except LinAlgError:
            return shifted(max(10.0 * tau, 1e-3 * scale))

    return shifted(0.0) if scale > 0.0 else np.negative(grad)


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    def armijo(x, fx, g, p):
        for k in range(61):
            t = 2.0 ** -k
            if np.array_equal(x + t * p, x):
                return None
            ft = f(x + t * p)
            if np.isfinite(ft) and ft <= fx + 1e-4 * t * (g @ p):
                return t
        return None

    sizes = np.full(max_iter + 1, np.nan)
    x = np.copy(x0).astype(float)
    k = 0
    while True:
        g = grad_f(x)
        sizes[k] = np.linalg.norm(g)
        if sizes[k] < tol or k >= max_iter:
            break
        p = newton_step(g, hess_f(x))
        t = armijo(x, f(x), g, p)
        if t is None:
            break
        x = x + t * p
        k += 1
    return x, sizes[: k + 1]


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    new = x + alpha * p
    slopes = np.vstack([grad_f(x), grad_f(new)]) @ p
    value = f(new)
    answers = [bool(value <= f(x) + c1 * alpha * slopes[0]) and bool(np.isfinite(value))]
    answers += [bool(slopes[1] >= c2 * slopes[0])]
    answers += [bool(np.abs(slopes[1]) <= c2 * np.abs(slopes[0]))]
    return tuple(answers)
