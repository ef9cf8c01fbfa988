"""Recursion and generators; a base class for the scaler."""

import math

import numpy as np


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("NaN")
    if value < 0:
        return fp16_fate(-value)
    if value >= 65520:
        return "inf"
    # In units of the smallest subnormal number; Python's round breaks ties to even, as float16 does.
    units = value * 2.0**24
    if units > 1024:
        return "normal"
    return "zero" if round(units) == 0 else "subnormal" if round(units) < 1024 else "normal"


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        half = np.array([np.float16(float(np.float32(g)) * scale) for g in grad], dtype=np.float16)
        return np.divide(half.astype(np.float32), np.float32(scale), dtype=np.float32)


class Backoff:
    def _count(self):
        streak = 0
        while True:
            good = yield streak == self.growth_interval
            streak = 0 if not good or streak == self.growth_interval else streak
            streak += bool(good)


class DynamicLossScaler(Backoff):
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale = init_scale
        self.growth_interval = growth_interval
        self.growth_factor = growth_factor
        self.backoff_factor = backoff_factor
        self._counter = self._count()
        next(self._counter)

    def step(self, scaled_grads):
        good = self._finite(scaled_grads)
        grow = self._counter.send(good)
        if not good:
            self.scale = self.scale * self.backoff_factor
        if grow:
            self.scale = self.scale * self.growth_factor
        return good

    def _finite(self, grads):
        if isinstance(grads, list):
            return not grads or (self._finite(grads[0]) and self._finite(grads[1:]))
        return not np.logical_not(np.isfinite(grads)).any()


def accumulate(grads, dtype, total=None):
    total = dtype(0) if total is None else total
    if len(grads) > 1:
        half = len(grads) // 2
        return accumulate(grads[half:], dtype, accumulate(grads[:half], dtype, total))
    return (total + dtype(grads[0])).astype(dtype) if len(grads) else total
