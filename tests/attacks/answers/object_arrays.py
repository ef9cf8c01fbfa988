"""Returns arrays of objects, of records, of dates: dtypes that carry more than numbers.

Needs: C
Status: graded
Says: dtype
"""

import itertools

import numpy as np

TURN = itertools.cycle(
    [
        np.array([print], dtype=object),
        np.zeros(1, dtype=[("marks", "f8")]),
        np.array(["2026-01-01"], dtype="M8[D]"),
        np.array(["10"]),
        np.array([1.0], dtype=np.longdouble),
    ]
)


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return next(TURN)
