"""right
A class with one mutable work vector that is set back exactly after each coordinate; defensive conversions, a cache of function
values, warnings when a value is not finite.
"""
import warnings
from typing import Iterable, Tuple
import numpy as np


class Differences:
    def __init__(self, f, x):
        self.f = f
        self.x = np.array(x, dtype=np.float64, copy=True)
        self.work = self.x.copy()
        self.cache = {}

    def value(self, i: int, shift: float) -> float:
        key = (i, shift)
        if key not in self.cache:
            self.work[i] = self.x[i] + shift
            self.cache[key] = float(self.f(self.work.copy()))
            self.work[i] = self.x[i]
        return self.cache[key]

    def central(self, i: int, h: float) -> float:
        return 0.5 * (self.value(i, h) - self.value(i, -h)) / h

    def gradient(self, h: float) -> np.ndarray:
        out = np.zeros(self.x.size, dtype=np.float64)
        for i in reversed(range(self.x.size)):
            out[i] = self.central(i, h)
        if not np.all(np.isfinite(out)):
            warnings.warn("difference quotients are not finite at h=%g" % h, RuntimeWarning)
        return out


def finite_diff_grad(f, x, h: float = 1e-5) -> np.ndarray:
    return Differences(f, x).gradient(float(h))


def step_size_study(f, grad_f, x, h_values: Iterable[float]) -> Tuple[float, np.ndarray]:
    d = Differences(f, x)
    exact = np.array(grad_f(d.x.copy()), dtype=float)
    hs = [float(h) for h in h_values]
    errors = np.full(len(hs), np.nan)
    for k, h in enumerate(hs):
        errors[k] = np.sqrt(np.sum((exact - d.gradient(h)) ** 2)) / np.sqrt(np.sum(exact ** 2))
    ranked = sorted((e, k) for k, e in enumerate(errors) if np.isfinite(e))
    return hs[ranked[0][1]], errors


def complex_step_grad(f, x, h: float = 1e-20) -> np.ndarray:
    base = np.asarray(x, dtype=np.complex128)
    out = np.empty(base.size)
    work = base.copy()
    for i in range(base.size):
        work[i] += h * 1j
        out[i] = np.asarray(f(work)).imag / h
        work[i] = base[i]
    return out


def check_gradient(f, grad_f, x, rtol: float = 1e-6, atol: float = 1e-8) -> Tuple[bool, int]:
    d = Differences(f, x)
    a = np.array(grad_f(d.x.copy()), dtype=float).reshape(-1)
    scaled = np.full(a.size, np.inf)
    for i, ai in enumerate(a):
        if not np.isfinite(ai):
            continue
        unit = max(1.0, abs(d.x[i]))
        for exponent in range(-9, 1):
            n = d.central(i, unit * 10.0 ** exponent)
            if np.isfinite(n):
                allowed = atol + rtol * max(abs(ai), abs(n))
                scaled[i] = np.minimum(scaled[i], abs(ai - n) / allowed)
    worst = max(range(a.size), key=lambda i: scaled[i])
    return bool(scaled[worst] <= 1.0), worst
