"""Ends: by exit, by an exception in a thread, by a signal, by a fault of the interpreter.

Needs: C
Status: crashed
"""

import os
import random
import signal


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    random.choice([lambda: os._exit(0), os.abort, lambda: os.kill(os.getpid(), signal.SIGKILL)])()
    return alpha0
