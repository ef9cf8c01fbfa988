"""All rows of the path are the same array.

Part: b

You change x in place and append it again and again. A list keeps the array, not a copy of its values: in
the end every row shows the last point, the start included.

Next: print path[0] and path[-1]. Then look for the line that changes x instead of making a new one.
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x = x0.copy()
    path = [x]
    for _ in range(T):
        x += clip_by_norm(-lr * grad_f(x), max_update)
        path.append(x)
    return np.array(path)
