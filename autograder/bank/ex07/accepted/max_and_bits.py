"""The largest entry decides; spacing instead of casts; a state in a dictionary."""

import numpy as np


def fp16_fate(value):
    if np.isnan(value):
        raise ValueError("no fate for nan")
    with np.errstate(over="ignore"):
        half = np.abs(np.half(value))
    match (bool(np.isinf(half)), bool(half > 0), bool(half >= np.half(2**-14))):
        case (True, _, _):
            return "inf"
        case (_, False, _):
            return "zero"
        case (_, _, True):
            return "normal"
    return "subnormal"


def scaled_fp16_gradient(grad, scale):
    out = grad.astype("f4")
    out *= np.float32(scale)
    with np.errstate(over="ignore"):
        out = out.astype("f2").astype("f4")
    out /= np.float32(scale)
    return out


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.state = dict(scale=init_scale, streak=0)
        self.rules = growth_interval, growth_factor, backoff_factor

    def __getattr__(self, name):
        if name == "scale":
            return self.state["scale"]
        raise AttributeError(name)

    def step(self, scaled_grads):
        interval, growth, backoff = self.rules
        grads = scaled_grads if type(scaled_grads) is list else [scaled_grads]
        largest = max(
            float(np.max(np.abs(g.astype(np.float64)))) if not np.isnan(g).any() else np.inf for g in grads
        )
        if largest == np.inf:
            self.state = dict(scale=self.state["scale"] * backoff, streak=0)
            return False
        self.state["streak"] += 1
        if self.state["streak"] == interval:
            self.state = dict(scale=self.state["scale"] * growth, streak=0)
        return True


def accumulate(grads, dtype):
    sums = [dtype(0)]
    for g in np.asarray(grads).astype(dtype):
        sums.append(sums[-1] + g)
    return sums[-1]
