"""Only the last point is returned.

Part: b

You return the final x instead of the path. Where a run ended is not how it got there: a two-cycle, a
rise, a stall are seen in the path alone.

Next: what is the shape of what you return, and what is (T + 1, n)?
"""


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        x = x + clip_by_norm(-lr * grad_f(x), max_update)
        path.append(x)
    return x
