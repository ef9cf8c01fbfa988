"""Returns an integer too long to be written out as decimal digits.

Needs: C
Status: graded, crashed
"""


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return 10**100_000
