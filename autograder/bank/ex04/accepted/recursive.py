"""Recursion over coordinates and over steps."""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)

    def rest(i):
        if i == len(x):
            return []
        e = np.zeros(len(x))
        e[i] = 1.0
        return [(f(x + h * e) - f(x - h * e)) / (2 * h), *rest(i + 1)]

    return np.array(rest(0))


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)

    def errors(rest):
        if len(rest) == 0:
            return np.zeros(0)
        n = finite_diff_grad(f, x, rest[0])
        return np.append(np.linalg.norm(n - a) / np.linalg.norm(a), errors(rest[1:]))

    found = errors(h_values)
    return h_values[int(found.argmin())], found


def complex_step_grad(f, x, h=1e-20):
    def rest(i):
        if i < 0:
            return []
        z = x + 0j
        z[i] = complex(x[i], h)
        return [*rest(i - 1), np.imag(f(z)) / h]

    return np.array(rest(len(x) - 1))


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    g = grad_f(x)

    def improved(quotients, steps):
        if not steps or np.all(quotients <= 1):
            return quotients
        n = finite_diff_grad(f, x, steps[0])
        with np.errstate(invalid="ignore"):
            new = np.abs(g - n) / (atol + rtol * np.maximum(np.abs(g), np.abs(n)))
        return improved(np.where(new < quotients, new, quotients), steps[1:])

    quotients = improved(np.full(len(x), np.inf), [10.0**-k for k in (5, 4, 6, 3, 7, 2, 8)])
    return bool(np.all(quotients <= 1)), np.argmax(quotients)
