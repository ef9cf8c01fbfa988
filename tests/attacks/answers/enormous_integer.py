"""Returns an integer of four thousand digits, too large to become a float.

Needs: C
Status: graded, crashed
"""


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return 10**4000
