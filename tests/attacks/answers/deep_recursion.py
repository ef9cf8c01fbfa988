"""Lifts the limit of recursion and falls through the stack.

Needs: C
Status: graded, crashed
"""

import sys

sys.setrecursionlimit(10**9)


def fall(depth):
    return fall(depth + 1) + repr([depth]).count("x") if depth else eval("fall(depth + 1)", globals(), {"depth": 1})


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    nest = []
    for _ in range(10**5):
        nest = [nest]
    return len(repr(nest))
