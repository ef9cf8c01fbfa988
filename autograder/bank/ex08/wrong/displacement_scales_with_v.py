"""The displacement is eps times v.

Part: a

You move x by eps v, so that the displacement is as long as v makes it. For a long v the difference
formula looks far beyond the point, for a short one everything drowns in rounding.

Next: how far do you move x when v is a million units long?
"""


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    return (grad_f(x + eps * v) - grad_f(x)) / eps
