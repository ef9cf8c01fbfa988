"""Forks until it may not, two hundred times at most, and every child waits.

Needs: C
Status: graded, crashed, timed out
"""

import os
import time


def fork():
    try:
        for _ in range(200):
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
    except OSError:
        pass


DONE = fork()


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return alpha0
