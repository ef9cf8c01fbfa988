"""right
Style: divide-and-conquer recursion (depth log T) that fills a preallocated path; Adam in the rearranged form of the paper
(alpha_t and eps_t both carry the bias correction, algebraically identical)."""
import numpy as np


def _fill(advance, lo, hi):
    if hi - lo <= 0:
        return
    if hi - lo == 1:
        advance(lo)
        return
    mid = (lo + hi) // 2
    _fill(advance, lo, mid)
    _fill(advance, mid, hi)


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path = np.full((T + 1, np.size(x0)), np.nan)
    path[0, :] = x0
    mom = np.zeros((2, np.size(x0)))
    beta = np.array([[beta1], [beta2]])

    def advance(k):
        t = k + 1
        g = grad_f(path[k].copy())
        mom[...] = beta * mom + (1 - beta) * np.stack([g, g * g])
        c1, c2 = 1 - beta1 ** t, np.sqrt(1 - beta2 ** t)
        path[t] = path[k] - (lr * c2 / c1) * mom[0] / (np.sqrt(mom[1]) + eps * c2)

    _fill(advance, 0, T)
    return path


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path = np.full((T + 1, np.size(x0)), np.nan)
    path[0, :] = x0
    u = np.zeros(np.size(x0))          # velocity divided by -lr

    def advance(k):
        u[:] = beta * u + grad_f(path[k].copy())
        path[k + 1] = path[k] - lr * u

    _fill(advance, 0, T)
    return path


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = np.full((T + 1, np.size(x0)), np.nan)
    path[0, :] = x0
    _fill(lambda k: path.__setitem__(k + 1, path[k] - np.divide(grad_f(path[k].copy()), h_diag)), 0, T)
    return path


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    def second(lo, hi):
        """uncorrected v of rows lo..hi, and the factor its predecessor is multiplied by"""
        if hi - lo == 1:
            return (1 - beta2) * np.square(grads[lo]), beta2
        mid = (lo + hi) // 2
        (va, da), (vb, db) = second(lo, mid), second(mid, hi)
        return vb + db * va, da * db
    v, decay = second(0, len(grads))
    return lr * h_diag / (np.sqrt(v / (1 - decay)) + eps)
