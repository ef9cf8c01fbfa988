"""One component at a time, each with a step scaled by its x_i; the check asks for the best of a generator."""

import math

import numpy as np


def component(f, x, i, h):
    up, down = np.array(x, dtype=float), np.array(x, dtype=float)
    up[i] += h * max(1.0, abs(x[i]))
    down[i] -= h * max(1.0, abs(x[i]))
    return (f(up) - f(down)) / (up[i] - down[i])


def finite_diff_grad(f, x, h=1e-5):
    return np.array([component(f, x, i, h) for i in range(len(x))])


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    errors = [math.dist(a, [component(f, x, i, h) for i in range(len(x))]) / math.hypot(*a) for h in h_values]
    return min(zip(errors, h_values, strict=True))[1], np.array(errors)


def complex_step_grad(f, x, h=1e-20):
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        z = x.astype(complex)
        z[i] += 1j * h
        gradient[i] = f(z).imag / h
    return gradient


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    def quotient(a, n):
        apart = abs(a - n)
        return apart / (atol + rtol * max(abs(a), abs(n))) if math.isfinite(apart) else math.inf

    g = grad_f(x)
    found = []
    for i in range(len(x)):
        tries = (quotient(g[i], component(f, x, i, h)) for h in np.geomspace(1e-8, 1e-2, 7))
        found.append(min(tries))
    return max(found) <= 1, found.index(max(found))
