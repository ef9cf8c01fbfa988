"""The work was handed to a library.

Part: a

Your function calls the course's own version of this exercise. It works, and you have learnt nothing
by it: the exercise asks for the recursion in your own lines.

Next: what are both means after the first gradient?
"""

from numopt import adaptive


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    return adaptive.follow(adaptive.Adam(lr, beta1, beta2, eps), grad_f, x0, T)
