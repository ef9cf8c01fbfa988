"""A library's line search does the work.

Part: a

The step came from a library's line search. It is a good one, but the marks of this part are for the
algorithm itself: once you have written it, you will know what any other line search is doing.

Next: start from the three hints; the whole loop is about ten lines.
"""

from numopt.line_search import backtracking


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return backtracking(f, grad_f, x, p, alpha0=alpha0, rho=rho, c1=c1, max_backtracks=max_backtracks)
