"""Stops its own process instead of ending it.

Needs: C
Status: timed out
"""

import os
import signal


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    os.kill(os.getpid(), signal.SIGSTOP)
    return alpha0
