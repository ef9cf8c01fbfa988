"""Everything in float64 where that is exact; the scale is a property computed from two exponents."""

from functools import reduce

import numpy as np


def fp16_fate(value):
    value = float(value)
    if np.isnan(value):
        raise ValueError("not a number")
    with np.errstate(over="ignore"):
        cast = np.array([value]).astype(np.float16)
    if np.isinf(cast)[0]:
        return "inf"
    bits = int(cast.view(np.uint16)[0]) & 0x7FFF
    exponent, fraction = bits >> 10, bits & 0x3FF
    if exponent:
        return "normal"
    return "subnormal" if fraction else "zero"


def scaled_fp16_gradient(grad, scale):
    return (np.multiply(grad, scale, dtype=float).astype(np.float16).astype(float) / scale).astype(np.float32)


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.settings = (init_scale, growth_interval, growth_factor, backoff_factor)
        self.history = []

    @property
    def scale(self):
        scale, interval, growth, backoff = self.settings
        run = 0
        for good in self.history:
            run = run + 1 if good else 0
            if not good:
                scale *= backoff
            elif run % interval == 0:
                scale *= growth
        return scale

    def step(self, scaled_grads):
        if not isinstance(scaled_grads, list):
            scaled_grads = [scaled_grads]
        good = True
        for g in scaled_grads:
            for entry in np.asarray(g, dtype=float).flat:
                good = good and abs(entry) < np.inf
        self.history.append(bool(good))
        return self.history[-1]


def accumulate(grads, dtype):
    return reduce(lambda total, g: dtype(float(total) + float(g)), grads, dtype(0))
