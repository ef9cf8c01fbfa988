"""right
Style: exact rational arithmetic. The fate comes from rounding |value| / 2^-24 with Fraction and the known limits of the format, no
cast at all; the scaler keeps a deque of the last outcomes; accumulate uses numpy's sequential cumsum in the dtype."""
from collections import deque
from fractions import Fraction
from math import isinf, isnan
import numpy as np


def fp16_fate(value):
    v = float(value)
    if isnan(v):
        raise ValueError("value = nan has no fate")
    if isinf(v):
        return "inf"
    q = abs(Fraction(v))
    if q >= 65520:                       # 65504 + half a spacing: the tie goes up (to even)
        return "inf"
    ulps = round(q * 2 ** 24)            # Python rounds Fractions half to even; right below and at the smallest normal
    return "zero" if ulps == 0 else "subnormal" if ulps < 1024 else "normal"


def scaled_fp16_gradient(grad, scale):
    g32 = np.asarray(grad).astype(np.float32)
    half = (g32 * np.float32(scale)).astype(np.float16)      # numpy may warn about an overflow: that is meant to be seen
    return half.astype(np.float32) / np.float32(scale)


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale = float(init_scale)
        self.up, self.down = growth_factor, backoff_factor
        self.window = deque(maxlen=int(growth_interval))

    def step(self, scaled_grads):
        if isinstance(scaled_grads, np.ndarray):
            scaled_grads = [scaled_grads]
        # 0 * inf and 0 * nan are nan, 0 * finite is 0
        with np.errstate(invalid="ignore"):
            clean = all((np.asarray(a) * 0 == 0).all() for a in scaled_grads)
        if not clean:
            self.window.clear()
            self.scale *= self.down
            return False
        self.window.append(True)
        if len(self.window) == self.window.maxlen:
            self.window.clear()
            self.scale *= self.up
        return True


def accumulate(grads, dtype):
    return np.cumsum(np.concatenate([[0.0], np.array([float(g) for g in grads])]).astype(dtype), dtype=dtype)[-1]
