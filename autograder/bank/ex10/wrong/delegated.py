"""The work was handed to a library.

Part: b

Your function calls the course's own version of this exercise. It works, and you have learnt nothing
by it: the exercise asks for the iteration in your own lines.

Next: which four quantities does an iteration of CG carry along?
"""

from numopt import newton_cg as library


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    return library.truncated_cg(hvp, g, eta, max_iter)
