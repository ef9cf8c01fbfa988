"""right
Style: terse. The fate is an index computed by adding comparisons, one-liners, a dataclass scaler without a good-step counter (it
stores the index of the step at which the current run began)."""
import itertools
from dataclasses import dataclass
import numpy as np


def fp16_fate(value):
    if np.isnan(value): raise ValueError(f"fp16_fate: value is {value}")
    with np.errstate(all="ignore"): h = np.abs(np.float16(value))
    info = np.finfo(np.float16)
    return ("zero", "subnormal", "normal", "inf")[int(h > 0) + int(h >= info.smallest_normal) + int(h > info.max)]


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        return (np.float32(grad) * np.float32(scale)).astype("f2").astype("f4") / np.float32(scale)


@dataclass
class DynamicLossScaler:
    init_scale: float = 2.0 ** 15
    growth_interval: int = 2000
    growth_factor: float = 2.0
    backoff_factor: float = 0.5

    def __post_init__(self):
        self.scale, self.now, self.since = self.init_scale, 0, 0

    def step(self, scaled_grads):
        flat = np.concatenate([np.ravel(a).astype(np.float64) for a in (scaled_grads if type(scaled_grads) is list else [scaled_grads])])
        good = bool(np.isfinite(flat).all())
        self.now += 1
        if not good or self.now - self.since == self.growth_interval:
            self.scale, self.since = self.scale * (self.growth_factor if good else self.backoff_factor), self.now
        return good


def accumulate(grads, dtype):
    *_, last = itertools.accumulate(grads, lambda s, g: (s + np.asarray(g, dtype)[()]).astype(dtype), initial=dtype(0))
    return last
