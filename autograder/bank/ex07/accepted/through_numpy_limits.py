"""The limits come from np.finfo; the scaler keeps everything in float32 and has a floor and a cap."""

import math

import numpy as np

INFO = np.finfo(np.float16)


def fp16_fate(value):
    if np.isnan(value):
        raise ValueError(f"value = {value}")
    with np.errstate(all="ignore"):
        r = np.float16(value)
    if math.isinf(r):
        return "inf"
    if not r:
        return "zero"
    return "normal" if INFO.smallest_normal <= abs(r) <= INFO.max else "subnormal"


def scaled_fp16_gradient(grad, scale):
    out = np.empty(grad.shape, dtype=np.float32)
    for i, g in np.ndenumerate(grad):
        out[i] = np.float32(np.float16(np.float32(g) * np.float32(scale))) / np.float32(scale)
    return out


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale = np.float32(init_scale)
        self._interval = growth_interval
        self._growth, self._backoff = np.float32(growth_factor), np.float32(backoff_factor)
        self._streak = 0

    @staticmethod
    def _overflowed(grads):
        if isinstance(grads, (list, tuple)):
            return any(DynamicLossScaler._overflowed(g) for g in grads)
        return bool(np.any(np.isinf(grads)) or np.any(np.isnan(grads)))

    def step(self, scaled_grads):
        if self._overflowed(scaled_grads):
            self._streak = 0
            self.scale = max(self.scale * self._backoff, np.float32(1.0))
            return np.False_
        self._streak += 1
        if self._streak >= self._interval:
            self._streak = 0
            self.scale = min(self.scale * self._growth, np.float32(2.0**24))
        return np.True_


def accumulate(grads, dtype):
    total = np.zeros((), dtype=dtype)
    for g in grads:
        total = np.add(total, g, dtype=dtype, casting="same_kind")
    return total
