"""Never comes to the end of its cell.

Needs: C
Status: timed out
"""

while_true = [0]
NEVER = [while_true.append(n) for n in iter(int, 1) if n]


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return alpha0
