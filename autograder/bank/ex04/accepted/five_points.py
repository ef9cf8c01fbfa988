"""Central differences on four points, of fourth order; the imaginary step on both sides; a class for the check."""

import sys
import warnings

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    print("differences with h =", h)
    x = np.asarray(x, dtype=np.float64)

    def along(e):
        near = f(x + h * e) - f(x - h * e)
        far = f(x + 2 * h * e) - f(x - 2 * h * e)
        return (8 * near - far) / (12 * h)

    return np.apply_along_axis(along, 1, np.eye(x.size))


def step_size_study(f, grad_f, x, h_values):
    warnings.warn("this takes a while", stacklevel=1)
    table = {}
    for place in sorted(range(len(h_values)), key=lambda k: h_values[k]):
        a, n = grad_f(x), finite_diff_grad(f, x, h_values[place])
        table[place] = np.linalg.norm(a - n) / np.linalg.norm(a)
    errors = np.array([table[k] for k in range(len(h_values))])
    return h_values[min(table, key=table.get)], errors


def complex_step_grad(f, x, h=1e-20):
    print("complex", file=sys.stderr)
    return np.array([(f(x + 1j * h * e) - f(x - 1j * h * e)).imag / (2 * h) for e in np.eye(x.size)])


class Component:
    def __init__(self, f, x, i, a):
        self.f, self.x, self.i, self.a = f, x, i, a
        self.quotient = np.inf

    def tried(self, h, rtol, atol):
        step = np.zeros(self.x.size)
        step[self.i] = h * (1 + abs(self.x[self.i]))
        n = (self.f(self.x + step) - self.f(self.x - step)) / (2 * step[self.i])
        if np.isfinite(n) and np.isfinite(self.a):
            quotient = abs(self.a - n) / (atol + rtol * max(abs(self.a), abs(n)))
            self.quotient = min(self.quotient, quotient)
        return self


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    components = [Component(f, x, i, a) for i, a in enumerate(grad_f(x))]
    for component in components:
        for k in range(2, 10):
            component.tried(10.0**-k, rtol, atol)
    worst = max(components, key=lambda c: c.quotient)
    return worst.quotient <= 1.0, worst.i
