"""While-loops on a working copy whose coordinate is put back after each use; plain Python numbers."""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    work = np.array(x, dtype=np.float64)
    out = np.zeros(work.shape)
    i = 0
    while i < work.size:
        kept = work[i]
        work[i] = kept + h
        above = f(work)
        work[i] = kept - h
        below = f(work)
        work[i] = kept
        out[i] = (above - below) / 2 / h
        i += 1
    return out


def step_size_study(f, grad_f, x, h_values):
    errors = np.zeros(len(h_values))
    best, k = None, 0
    while k < len(h_values):
        a = grad_f(x)
        n = finite_diff_grad(f, x, float(h_values[k]))
        errors[k] = np.sqrt(np.sum((a - n) ** 2)) / np.sqrt(np.sum(a**2))
        if best is None or errors[k] < errors[best]:
            best = k
        k += 1
    return h_values[best], errors


def complex_step_grad(f, x, h=1e-20):
    work = np.array(x, dtype=np.complex128)
    out = []
    for i in range(work.size):
        work[i] += complex(0, h)
        out.append(float(np.imag(f(work))) / h)
        work[i] = work[i].real
    return np.array(out)


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a = grad_f(x)
    quotients = []
    for i in range(x.size):
        best, h = float("inf"), 1e-2
        while h > 1e-10 and best > 1:
            n = finite_diff_grad(f, x, h)[i]
            if np.isfinite(a[i]) and np.isfinite(n):
                best = min(best, abs(a[i] - n) / (atol + rtol * max(abs(a[i]), abs(n))))
            h = h / 10
        quotients.append(best)
    worst = quotients.index(max(quotients))
    return quotients[worst] <= 1, worst
