"""Writes a file larger than any answer needs, then many more.

Needs: C
Status: graded, crashed
"""

SUCCESS = "@sseccus@"[::-1]


def write():
    try:
        with open("large", "wb", 0) as file:
            file.truncate(200 * 2**20)
        return SUCCESS
    except OSError as error:
        return error.strerror


FOUND = write()


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    raise LookupError(FOUND)
