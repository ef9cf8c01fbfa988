"""Thresholds instead of a cast, a count that runs down, cumulative sums."""

import numpy as np


def fp16_fate(value):
    if value != value:
        raise ValueError("NaN has no fate in float16")
    edges = (2.0**-25, 2.0**-14 - 2.0**-25, 65520.0)
    size = abs(value)
    return ("zero", "subnormal", "normal", "inf")[(size > edges[0]) + (size >= edges[1]) + (size >= edges[2])]


def scaled_fp16_gradient(grad, scale):
    return np.float32(np.float16(np.float32(grad) * np.float32(scale))) * np.float32(1 / scale)


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale, self.interval = init_scale, growth_interval
        self.up, self.down = growth_factor, backoff_factor
        self.left = growth_interval

    def step(self, scaled_grads):
        entries = np.concatenate([np.ravel(g) for g in scaled_grads])
        good = bool(np.isfinite(entries).all())
        self.left = self.left - 1 if good else self.interval
        if self.left == 0 or not good:
            self.scale *= self.up if good else self.down
            self.left = self.interval
        return good


def accumulate(grads, dtype):
    return np.cumsum(np.asarray(grads, dtype=dtype), dtype=dtype)[-1]
