"""Leaves processes behind that ignore signals, in sessions of their own, orphaned twice.

Needs: C
Status: graded, crashed
"""

import os
import subprocess
import sys

STAY = "import signal, time; [signal.signal(n, signal.SIG_IGN) for n in (1, 2, 15)]; time.sleep(60)  # @mark@"


def leave():
    subprocess.Popen([sys.executable, "-c", STAY], start_new_session=True)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv(sys.executable, [sys.executable, "-c", STAY])
        os._exit(0)


DONE = leave()


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return alpha0
