"""Leaves three thousand files, which somebody has to take away.

Needs: C
Status: graded, crashed
"""


def write():
    try:
        for number in range(3000):
            open(f"file-{number}", "w").close()
    except OSError as error:
        return error.strerror


DONE = write()


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return alpha0
