"""The point is clipped, not the update.

Part: b

You clip x after the step, so that no iterate is further from the origin than max_update. That is
projection onto a ball, a method for constrained problems: a minimiser outside the ball is never reached.

Next: which quantity should never be longer than max_update: where you are, or how far you go in one
step?
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        x = clip_by_norm(x - lr * grad_f(x), max_update)
        path.append(x)
    return np.array(path)
