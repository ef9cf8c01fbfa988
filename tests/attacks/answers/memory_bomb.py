"""Asks for memory until there is none, two gibibytes at most.

Needs: C
Status: graded, crashed, timed out
"""

HELD = []


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    for _ in range(8 - len(HELD)):
        HELD.append(bytearray(2**28))
    return bytearray(10**12) and alpha0
