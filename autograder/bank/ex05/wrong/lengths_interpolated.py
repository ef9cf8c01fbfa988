"""The parameter is found by interpolating lengths.

Part: b

You share out the second leg in proportion to the lengths of its ends. Lengths along a straight line do
not grow in proportion, so your step ends inside the region: it gives away decrease, and the boundary is
never met.

Next: compare the length of your step with delta. Which equation makes them equal?
"""

import numpy as np


def dogleg_step(g, B, delta):
    try:
        np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        return cauchy_point(g, B, delta)
    newton = -np.linalg.solve(B, g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    d = newton - corner
    near, far = np.linalg.norm(corner), np.linalg.norm(newton)
    return corner + (delta - near) / (far - near) * d
