"""right
Style: bit patterns. The fate is read from the exponent and mantissa bits of the half; the scaler is a small state machine driven by a
generator that is fed with send(); accumulate is functools.reduce."""
from functools import reduce
import numpy as np


def fp16_fate(value) -> str:
    if value != value:
        raise ValueError(f"value is {value}: not a number")
    with np.errstate(over="ignore", under="ignore"):
        bits = int(np.array([value], dtype=np.float64).astype(np.float16).view(np.uint16)[0])
    exponent, mantissa = (bits >> 10) & 0x1F, bits & 0x3FF
    match exponent, mantissa:
        case 31, _:
            return "inf"
        case 0, 0:
            return "zero"
        case 0, _:
            return "subnormal"
    return "normal"


def scaled_fp16_gradient(grad, scale):
    s = np.float32(scale)
    with np.errstate(all="ignore"):
        return np.true_divide(np.multiply(grad, s, dtype=np.float32, casting="unsafe").astype(np.float16), s, dtype=np.float32)


def _controller(scale, interval, up, down):
    good = 0
    while True:
        ok = yield scale
        if not ok:
            scale, good = scale * down, 0
        elif (good := good + 1) == interval:
            scale, good = scale * up, 0


class DynamicLossScaler:
    def __init__(self, init_scale=2.0 ** 15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self._gen = _controller(init_scale, growth_interval, growth_factor, backoff_factor)
        self.scale = next(self._gen)

    def step(self, scaled_grads) -> bool:
        pieces = scaled_grads if isinstance(scaled_grads, (list, tuple)) else [scaled_grads]
        ok = not any(np.any(~np.isfinite(a)) for a in pieces)
        self.scale = self._gen.send(ok)
        return ok


def accumulate(grads, dtype):
    return reduce(lambda s, g: dtype(s + dtype(g)), grads, dtype(0))
