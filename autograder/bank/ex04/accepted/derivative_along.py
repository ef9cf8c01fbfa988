"""Everything through one function of one variable, phi(t) = f(x + t e_i); (a) through the machinery of (b)."""

from functools import partial

import numpy as np


def line(f, x, i):
    unit = np.eye(len(x))[i]
    return lambda t: f(x + t * unit)


def slope(phi, h):
    return (phi(h) - phi(-h)) / (h + h)


def finite_diff_grad(f, x, h=1e-5):
    return np.fromiter(map(partial(slope, h=h), (line(f, x, i) for i in range(len(x)))), float)


def step_size_study(f, grad_f, x, h_values):
    table = np.array([[slope(line(f, x, i), h) for i in range(len(x))] for h in h_values])
    a = grad_f(x)
    errors = np.linalg.norm(table - a, axis=1) / np.linalg.norm(a)
    return float(h_values[errors.argmin()]), errors


def complex_step_grad(f, x, h=1e-20):
    return np.array([np.imag(line(f, x, i)(1j * h) / h) for i in range(len(x))])


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    steps = 10.0 ** np.arange(-9, -1)
    a = grad_f(x)
    table = np.array([finite_diff_grad(f, x, h) for h in steps])
    with np.errstate(invalid="ignore"):
        quotients = abs(table - a) / (atol + rtol * np.fmax(abs(table), abs(a)))
    best = np.nan_to_num(quotients, nan=np.inf).min(axis=0)
    return bool((best <= 1).all()), int(best.argmax())
