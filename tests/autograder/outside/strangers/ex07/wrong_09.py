"""wrong: part d
Uses np.sum with dtype=float16, which adds in float32 (and pairwise) and rounds once: no stagnation."""
import numpy as np


def fp16_fate(value):
    value = float(value)
    if np.isnan(value):
        raise ValueError(f"value is {value}")
    with np.errstate(over="ignore"):
        h = np.float16(value)
    if np.isinf(h):
        return "inf"
    if h == 0:
        return "zero"
    if abs(h) < np.finfo(np.float16).tiny:
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
    return dtype(np.sum(np.array(list(grads)), dtype=dtype))
