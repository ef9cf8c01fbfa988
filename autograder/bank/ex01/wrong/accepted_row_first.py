"""The rows stand in the reverse order.

Part: b

Your list begins with the accepted trial. The rows are meant in the order of the search: alpha0 first, the accepted one last.

Next: print the first row. Is its step alpha0?
"""

import numpy as np


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    rows, a = [], alpha0
    for _ in range(max_backtracks + 1):
        v = f(x + a * p)
        ok = bool(np.isfinite(v) and v <= f(x) + c1 * a * m and np.any(x + a * p != x))
        rows.insert(0, (a, v, ok))
        if ok:
            return rows
        a *= rho
    raise RuntimeError(f"no step above {a}")
