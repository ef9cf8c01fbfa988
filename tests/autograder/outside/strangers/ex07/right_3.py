"""right
Style: struct's half format and OverflowError for (a); explicit loops over ravelled entries; properties and a step log from which the
scale is recomputed; recursion-free while True with an iterator and StopIteration for (d), adding in the wider type before rounding."""
import math
import struct
import warnings
import numpy as np


def fp16_fate(value: float) -> str:
    value = float(value)
    if math.isnan(value):
        raise ValueError("value must be a number, got value = nan")
    try:
        rounded = abs(struct.unpack("<e", struct.pack("<e", value))[0])
    except OverflowError:
        return "inf"
    table = [(rounded == math.inf, "inf"), (rounded >= 2.0 ** -14, "normal"), (rounded > 0, "subnormal"), (True, "zero")]
    return next(name for test, name in table if test)


def scaled_fp16_gradient(grad: np.ndarray, scale: float) -> np.ndarray:
    grad = np.asarray(grad)
    out = np.empty(grad.shape, dtype=np.float32)
    s = np.float32(scale)
    lost = 0
    with np.errstate(over="ignore", invalid="ignore"):
        for index in np.ndindex(*grad.shape):
            half = np.float16(np.float32(grad[index]) * s)
            out[index] = np.float32(half) / s
            lost += bool(np.isinf(half))
    if lost:
        warnings.warn(f"{lost} entries overflowed at scale {scale}")
    return out


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.init_scale, self.interval = init_scale, growth_interval
        self.growth_factor, self.backoff_factor = growth_factor, backoff_factor
        self._ups = self._downs = self._run = 0

    @property
    def scale(self):
        return self.init_scale * self.growth_factor ** self._ups * self.backoff_factor ** self._downs

    @staticmethod
    def _entries(thing):
        if isinstance(thing, (list, tuple)):
            for part in thing:
                yield from DynamicLossScaler._entries(part)
        else:
            yield from (float(c) for c in np.asarray(thing).ravel())

    def step(self, scaled_grads):
        finite = True
        for c in self._entries(scaled_grads):
            finite = finite and math.isfinite(c)
        self._run = self._run + 1 if finite else 0
        self._downs += not finite
        if self._run >= self.interval:
            self._run = 0
            self._ups += 1
        return finite


def accumulate(grads, dtype):
    total, feed = dtype(0), iter(grads)
    while True:
        try:
            g = next(feed)
        except StopIteration:
            return total
        total = dtype(float(total) + float(g))
