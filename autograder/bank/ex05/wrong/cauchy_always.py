"""The step is the Cauchy point everywhere.

Part: b

You return the Cauchy point also where B is positive definite. That is steepest descent with a limit on
the length: safe, but as slow as the condition number of B makes it, and the Newton point is never taken.

Next: where the Newton point lies inside the region, can any step of the region be better?
"""


def dogleg_step(g, B, delta):
    return cauchy_point(g, B, delta)
