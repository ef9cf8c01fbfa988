"""right
Very defensive: validation, warnings, printing, errstate; a search that fails far away from rounding level is re-raised by
gradient_descent, one that fails at rounding level leaves x alone.
"""
import warnings
import numpy as np

VERBOSE = False


def _say(*args):
    if VERBOSE:
        print(*args)


def _search(f, f_here, g_here, x, p, alpha0, rho, c1, max_backtracks):
    """returns a list of rows and a flag"""
    rows = []
    derivative = float(np.inner(g_here, p))
    if np.isnan(derivative) or derivative >= 0.0:
        raise ValueError("directional derivative g.p = {} is not negative".format(derivative))
    alpha = float(alpha0)
    tries = 0
    while tries <= max_backtracks:
        tries += 1
        trial = np.array(x, dtype=float, copy=True)
        for i in range(trial.size):
            trial[i] += alpha * p[i]
        with np.errstate(all="ignore"):
            value = f(trial)
        target = f_here + c1 * (alpha * derivative)
        if not np.isfinite(value):
            warnings.warn("trial value %r at alpha=%r" % (value, alpha), RuntimeWarning, stacklevel=3)
            accepted = False
        elif np.linalg.norm(trial - x) == 0.0:
            accepted = False
        elif value > target:
            accepted = False
        else:
            accepted = True
        rows.append((alpha, float(value), accepted))
        _say("alpha", alpha, "f", value, "accepted", accepted)
        if accepted:
            return rows, True
        alpha = rho * alpha
    return rows, False


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    if not 0 < rho < 1:
        raise ValueError("rho must lie in (0, 1), got {}".format(rho))
    rows, ok = _search(f, float(f(x)), grad_f(x), x, p, alpha0, rho, c1, max_backtracks)
    if ok is False:
        raise RuntimeError("no step found, last alpha was {}".format(rows[-1][0]))
    return rows[-1][0]


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    if not 0 < rho < 1:
        raise ValueError("rho must lie in (0, 1), got {}".format(rho))
    rows, ok = _search(f, float(f(x)), grad_f(x), x, p, alpha0, rho, c1, max_backtracks)
    if ok is False:
        raise RuntimeError("no step found, last alpha was {}".format(rows[-1][0]))
    return rows


def gradient_descent(f, grad_f, x0, iterations=100):
    x = np.array(x0, dtype=float, copy=True)
    largest = 0.0
    fs = np.empty(int(iterations) + 1, dtype=float)
    fs[0] = f(x)
    for k in range(int(iterations)):
        g = np.array(grad_f(x), dtype=float, copy=True)
        size = float(np.sqrt(g.dot(g)))
        largest = max(largest, size)
        fs[k + 1] = fs[k]
        if size == 0.0:
            continue
        try:
            alpha = armijo_backtrack(f, grad_f, x, np.negative(g))
        except RuntimeError:
            if size > 1e-3 * largest:
                raise
            continue
        x = x - alpha * g
        fs[k + 1] = f(x)
    return x, fs
