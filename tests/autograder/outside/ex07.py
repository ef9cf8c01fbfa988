"""Answers to exercise 7 that were written after its checks, from the contract alone."""

RIGHT = {
    "bits": """
def fp16_fate(value):
    if value != value:
        raise ValueError("value is nan")
    with np.errstate(over="ignore"):
        bits = int(np.array(value, dtype=np.float64).astype(np.float16).view(np.uint16))
    exponent, fraction = (bits >> 10) & 31, bits & 1023
    return {(True, False): "zero"}.get((exponent == 0, fraction != 0)) or (
        "subnormal" if exponent == 0 else "inf" if exponent == 31 else "normal")
""",
    "thresholds": """
def fp16_fate(value):
    if np.isnan(value):
        raise ValueError(f"value = {value}")
    a = abs(float(value))
    return "zero" if a <= 2.0**-25 else "inf" if a >= 65520 else "normal" if a >= 2.0**-14 - 2.0**-25 else "subnormal"
""",
    "one_line": """
def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        return np.divide((np.asarray(grad, "f4") * np.float32(scale)).astype("f2").astype("f4"), np.float32(scale), dtype="f4")
""",
    "properties": """
class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self._factors = (backoff_factor, growth_factor)
        self._left = self._every = growth_interval
        self._scale = float(init_scale)

    @property
    def scale(self):
        return self._scale

    def step(self, scaled_grads):
        arrays = scaled_grads if isinstance(scaled_grads, (list, tuple)) else [scaled_grads]
        good = not any(not np.isfinite(a).all() for a in arrays)
        self._left -= 1
        if not good:
            self._scale *= self._factors[0]
        elif self._left == 0:
            self._scale *= self._factors[1]
        if not good or self._left == 0:
            self._left = self._every
        return good
""",
    "cumulative": """
import functools


def accumulate(grads, dtype):
    return functools.reduce(lambda total, g: dtype(total + dtype(g)), grads, dtype(0))
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "fate_of_the_value": (
        "a",
        "",
        """
def fp16_fate(value):
    if np.isnan(value):
        raise ValueError(f"value = {value}")
    a = abs(float(value))
    return "zero" if a == 0 else "inf" if a > 65504 else "normal" if a >= 2.0**-14 else "subnormal"
""",
    ),
    "sign_matters": (
        "a",
        "",
        """
def fp16_fate(value):
    if np.isnan(value):
        raise ValueError(f"value = {value}")
    with np.errstate(over="ignore"):
        h = np.float16(value)
    return "zero" if h == 0 else "inf" if h == np.inf else "normal" if h >= 2.0**-14 else "subnormal"
""",
    ),
    "nan_word": (
        "a",
        "",
        """
def fp16_fate(value):
    with np.errstate(over="ignore"):
        h = abs(np.float16(value))
    if np.isnan(h):
        return "nan"
    return "zero" if h == 0 else "inf" if np.isinf(h) else "normal" if h >= 2.0**-14 else "subnormal"
""",
    ),
    "double": (
        "b",
        "result_in_float64",
        """
def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        return (np.asarray(grad, float) * scale).astype(np.float16).astype(float) / scale
""",
    ),
    "clamped": (
        "b",
        "overflow_clipped",
        """
def scaled_fp16_gradient(grad, scale):
    big = np.clip(np.asarray(grad, np.float32) * np.float32(scale), -65504, 65504)
    return (big.astype(np.float16).astype(np.float32) / np.float32(scale)).astype(np.float32)
""",
    ),
    "interval_halved_too": (
        "c",
        "",
        """
class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale, self.n, self.k, self.up, self.down = init_scale, growth_interval, 0, growth_factor, backoff_factor

    def step(self, scaled_grads):
        arrays = scaled_grads if isinstance(scaled_grads, (list, tuple)) else [scaled_grads]
        if not all(np.all(np.isfinite(a)) for a in arrays):
            self.scale *= self.down
            self.k //= 2
            return False
        self.k += 1
        if self.k >= self.n:
            self.scale, self.k = self.scale * self.up, 0
        return True
""",
    ),
    "sum_overflow": (
        "c",
        "first_array_only",
        """
class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale, self.n, self.k, self.up, self.down = init_scale, growth_interval, 0, growth_factor, backoff_factor

    def step(self, scaled_grads):
        first = scaled_grads[0] if isinstance(scaled_grads, (list, tuple)) else scaled_grads
        if not np.all(np.isfinite(first)):
            self.scale, self.k = self.scale * self.down, 0
            return False
        self.k += 1
        if self.k >= self.n:
            self.scale, self.k = self.scale * self.up, 0
        return True
""",
    ),
    "rounded_at_the_end": (
        "d",
        "cast_terms_only",
        """
def accumulate(grads, dtype):
    return dtype(np.sum(np.asarray(grads, dtype=np.float64)))
""",
    ),
    "numpy_pairwise": (
        "d",
        "numpy_sum",
        """
def accumulate(grads, dtype):
    return np.asarray(grads, dtype=dtype).sum(dtype=dtype)
""",
    ),
}
