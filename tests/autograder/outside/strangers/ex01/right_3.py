"""right
Functional and short: itertools, next() over lazy chains, walrus; (a) takes the last row of (b).
"""
from itertools import accumulate, chain, islice, repeat
from operator import mul
import numpy as np

_usable = lambda x, y, fy: np.isfinite(fy) and not (x == y).all()


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    if not (m := float(np.einsum("i,i->", grad_f(x), p))) < 0:
        raise ValueError(f"not a descent direction, slope {m}")
    f0, out = f(x), []
    alphas = accumulate(chain([float(alpha0)], repeat(rho, max_backtracks)), mul)
    lazy = ((a, float(fy := f(y := x + a * p)), bool(_usable(x, y, fy) and fy - f0 <= c1 * a * m)) for a in alphas)
    return next((list(out) for row in lazy if out.append(row) or row[-1]), None) or _fail(out)


def _fail(rows):
    raise RuntimeError(f"all {len(rows)} trials refused; smallest alpha {rows[-1][0]}")


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return armijo_trials(f, grad_f, x, p, alpha0, rho, c1, max_backtracks).pop()[0]


def gradient_descent(f, grad_f, x0, iterations=100):
    def step(x, _=None):
        try:
            return x + armijo_backtrack(f, grad_f, x, d := -grad_f(x)) * d
        except (ValueError, RuntimeError):      # zero gradient; rounding level
            return x
    xs = list(islice(accumulate(repeat(None), step, initial=np.array(x0, float)), iterations + 1))
    return xs[-1], np.fromiter(map(f, xs), float)
