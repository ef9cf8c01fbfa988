"""The signs of negative eigenvalues are changed.

Part: b

Where B is not positive definite you replace its eigenvalues by their absolute values and go on. That is
a respectable idea for a line search, but the path then belongs to another model than the one that your
step will be judged by; here the Cauchy point is asked for.

Next: what does the statement ask you to return where there is no Cholesky factorisation?
"""

import numpy as np


def dogleg_step(g, B, delta):
    values, vectors = np.linalg.eigh(B)
    B = vectors @ np.diag(np.maximum(np.abs(values), 1e-8 * np.abs(values).max())) @ vectors.T
    newton = -np.linalg.solve(B, g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    return corner + (-b + np.sqrt(b**2 - a * c)) / a * d
