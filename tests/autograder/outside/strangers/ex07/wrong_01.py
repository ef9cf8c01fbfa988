"""wrong: part a
Compares the unrounded number with the limits of the format: 65519 is called inf and 6.1035e-5 just below 2^-14 subnormal."""
import numpy as np


def fp16_fate(value):
    if np.isnan(value):
        raise ValueError("value is nan")
    a = abs(float(value))
    if a > 65504:
        return "inf"
    if a <= 2.0**-25:
        return "zero"
    if a < 2.0**-14:
        return "subnormal"
    return "normal"


def scaled_fp16_gradient(grad, scale):
    g = np.asarray(grad, dtype=np.float32)
    s = np.float32(scale)
    with np.errstate(over="ignore"):
        half = (g * s).astype(np.float16)
    return half.astype(np.float32) / s


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale = init_scale
        self.growth_interval = growth_interval
        self.growth_factor = growth_factor
        self.backoff_factor = backoff_factor
        self.good_steps = 0

    def step(self, scaled_grads):
        if not isinstance(scaled_grads, (list, tuple)):
            scaled_grads = [scaled_grads]
        ok = True
        for g in scaled_grads:
            if not np.all(np.isfinite(g)):
                ok = False
        if not ok:
            self.scale *= self.backoff_factor
            self.good_steps = 0
            return False
        self.good_steps += 1
        if self.good_steps == self.growth_interval:
            self.scale *= self.growth_factor
            self.good_steps = 0
        return True


def accumulate(grads, dtype):
    total = dtype(0)
    for g in grads:
        total = dtype(total + dtype(g))
    return total
