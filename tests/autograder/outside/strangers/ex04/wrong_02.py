"""wrong: part a
The vector keeps the dtype of the argument: with an integer x the step h is truncated to nothing (and float32 loses most digits).
"""
import math
import numpy as np


def _central(f, x, i, h):
    up, down = x.copy(), x.copy()
    up[i] += h
    down[i] -= h
    width = up[i] - down[i]
    return (float(f(up)) - float(f(down))) / (width or 2.0 * h)


def finite_diff_grad(f, x, h=1e-5):
    grad = np.zeros(len(x))
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        grad[i] = (f(up) - f(down)) / (2 * h)
    return grad


def step_size_study(f, grad_f, x, h_values):
    truth = np.asarray(grad_f(x), dtype=float)
    size = math.sqrt(float(truth @ truth))
    errors = []
    best_h, best_error = None, math.inf
    for h in h_values:
        delta = truth - finite_diff_grad(f, x, h)
        errors.append(math.sqrt(float(delta @ delta)) / size)
        if errors[-1] < best_error:
            best_h, best_error = float(h), errors[-1]
    return best_h, np.array(errors)


def complex_step_grad(f, x, h=1e-20):
    out = []
    for i in range(len(x)):
        z = np.array(x, dtype=complex)
        z[i] = complex(z[i].real, h)
        out.append(complex(f(z)).imag / h)
    return np.array(out)


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    x = np.array(x, dtype=np.float64)
    a = np.asarray(grad_f(x.copy()), dtype=float)
    worst, index, fine = -1.0, 0, True
    for i in range(x.size):
        score = math.inf
        if math.isfinite(a[i]):
            for e in (-5, -6, -4, -7, -3, -8, -2, -9, -1, 0):
                n = _central(f, x, i, 10.0 ** e * max(1.0, abs(x[i])))
                if math.isfinite(n):
                    score = min(score, abs(a[i] - n) / (atol + rtol * max(abs(a[i]), abs(n))))
                if score <= 0.01:
                    break
        if score > 1.0:
            fine = False
        if score > worst:
            worst, index = score, i
    return fine, index
