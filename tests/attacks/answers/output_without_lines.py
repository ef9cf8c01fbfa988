"""Writes sixty megabytes in a single line, and as much to standard error.

Needs: C
Status: graded
"""

import os

PIECE = b"x" * 2**20
DONE = [os.write(n, PIECE) for n in (1, 2) for _ in range(30)]


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return alpha0
