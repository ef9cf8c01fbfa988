"""Announces a frame of four gibibytes.

Needs: C
Status: crashed
"""

import os


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    for number in range(3, 16):
        try:
            os.write(number, b"\xff" * 64)
        except OSError:
            pass
    return alpha0
