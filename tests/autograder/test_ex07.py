"""Exercise 7: other right answers, other mistakes, and what is said of results of the wrong kind."""

import pytest

from autograder import bank, exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX07 = exercise.load("ex07")
MODEL = model_source("ex07")
SEEDS = [11, 12]


def result(source: str, seed: int):
    return examine(EX07, LocalSession.from_source(f"{MODEL}\n\n{source}", EX07, time_limit=1.0), seed)


def outcomes(source: str, seed: int) -> dict:
    return {o.check: o for o in result(source, seed).outcomes}


def lost(source: str, seed: int) -> set[str]:
    return {o.part for o in result(source, seed).outcomes if o.status != "passed"}


RIGHT = {
    "a string of questions, asked of the value itself": """
def fp16_fate(value):
    if not value == value:
        raise ValueError("nan")
    v = abs(value)
    if 2.0**-14 - 2.0**-25 <= v < 65520:
        return "normal"
    return "zero" if v <= 2.0**-25 else "inf" if v > 1 else "subnormal"
""",
    "nextafter instead of known limits": """
def fp16_fate(value):
    if math.isnan(value):
        raise ValueError(value)
    h = np.abs(np.array(value, dtype=np.float64).astype(np.float16))
    if h == 0 or np.isinf(h):
        return {0.0: "zero"}.get(float(h), "inf")
    gap = float(np.nextafter(h, np.float16(np.inf)) - h) if h < 65504 else 32.0
    return "normal" if gap > 2.0**-24 or h >= 2.0**-14 else "subnormal"
""",
    "the reciprocal scale": """
def scaled_fp16_gradient(grad, scale):
    inverse = np.float32(1.0) / np.float32(scale)
    return inverse * np.float16(np.float32(scale) * np.float32(grad)).astype(np.float32)
""",
    "entry by entry": """
def scaled_fp16_gradient(grad, scale):
    entries = [float(np.float16(float(g) * scale)) / scale for g in grad.tolist()]
    return np.array(entries, dtype="float32")
""",
    "a deque of answers": """
from collections import deque

class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale, self.factors = init_scale, (backoff_factor, growth_factor)
        self.recent = deque(maxlen=growth_interval)

    def step(self, scaled_grads):
        arrays = ([scaled_grads], scaled_grads)[isinstance(scaled_grads, list)]
        flat = np.hstack([np.ravel(a) for a in arrays])
        good = bool(np.isfinite(flat.astype(float).sum()))
        self.recent.append(good)
        full = len(self.recent) == self.recent.maxlen and all(self.recent)
        if full or not good:
            self.scale *= self.factors[full]
            self.recent.clear()
        return good
""",
    "a dataclass whose names are its own": """
from dataclasses import dataclass

@dataclass
class DynamicLossScaler:
    init_scale: float = 32768
    growth_interval: int = 2000
    growth_factor: float = 2
    backoff_factor: float = 1 / 2

    def __post_init__(self):
        self.exponent_free, self.n, self.scale = True, 0, np.float32(self.init_scale)

    def step(self, scaled_grads):
        try:
            for a in scaled_grads if type(scaled_grads) is list else (scaled_grads,):
                np.testing.assert_equal(np.isfinite(a).all(), True)
        except AssertionError:
            self.n, self.scale = 0, self.scale * np.float32(self.backoff_factor)
            return False
        self.n = (self.n + 1) % self.growth_interval
        self.scale = self.scale if self.n else self.scale * np.float32(self.growth_factor)
        return True
""",
    "every partial sum in an array": """
def accumulate(grads, dtype):
    sums = np.zeros(len(grads) + 1, dtype=dtype)
    for k in range(len(grads)):
        sums[k + 1] = sums[k] + grads[k]
    return sums[-1]
""",
    "np.add.accumulate": """
def accumulate(grads, dtype):
    return np.add.accumulate(np.r_[0.0, grads].astype(dtype))[-1]
""",
}


@pytest.mark.parametrize("name", RIGHT)
def test_other_right_answers_get_full_marks(name):
    for seed in SEEDS:
        assert not lost(RIGHT[name], seed)


WRONG = {
    "a": "def fp16_fate(value):\n    return 'zero' if abs(value) < 6e-8 else 'normal'\n",
    "b": "def scaled_fp16_gradient(grad, scale):\n    return np.float16(grad * scale) / np.float16(scale)\n",
    "c": """
class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale = init_scale

    def step(self, scaled_grads):
        return bool(np.isfinite(np.max(np.abs(scaled_grads))))
""",
    "d": "def accumulate(grads, dtype):\n    return dtype(math.fsum(grads))\n",
}


@pytest.mark.parametrize("part", WRONG)
def test_a_wrong_answer_loses_in_its_own_part(part):
    for seed in SEEDS:
        assert lost(WRONG[part], seed) == {part}


@pytest.mark.parametrize("seed", SEEDS)
def test_one_check_tells_mistakes_apart(seed):
    for check, names in TELLING.items():
        sources = {a.name: a.source for a in bank.wrong("ex07")}
        assert {n: outcomes(sources[n], seed)[check].diagnosis for n in names} == {n: n for n in names}


TELLING = {
    "rounds_small_values": ("tiny_is_zero", "zero_below_the_smallest", "tie_rounds_up", "unrounded_normal"),
    "rounds_to_float16": ("scaled_after_the_cast", "unscaled_in_float16", "scale_in_float16", "truncated"),
    "starts_anew_after_a_bad_step": ("count_kept_after_bad", "bad_steps_counted", "one_step_late"),
    "loses_small_terms": ("compensated", "numpy_sum", "always_float32", "promoted"),
}


@pytest.mark.parametrize(
    ("source", "check", "said"),
    [
        ("def fp16_fate(value):\n    pass\n", "knows_the_zones", "is a return missing?"),
        ("def fp16_fate(value):\n    return np.float16(value)\n", "knows_the_zones", "of type float16"),
        (
            "def scaled_fp16_gradient(grad, scale):\n    return list(grad)\n",
            "rounds_to_float16",
            "a list of 2",
        ),
        (
            "def scaled_fp16_gradient(grad, scale):\n    return grad[:1]\n",
            "rounds_to_float16",
            "has shape (1,)",
        ),
        (
            "def scaled_fp16_gradient(grad, scale):\n    return grad\n",
            "returns_float32",
            "has dtype float64; float32",
        ),
        (
            "class DynamicLossScaler:\n    scale = None\n",
            "starts_from_init_scale",
            "The attribute scale is None",
        ),
        ("class DynamicLossScaler:\n    pass\n", "starts_from_init_scale", "scale"),
        (
            "def accumulate(grads, dtype):\n    return np.ones(2)\n",
            "rounds_each_sum",
            "an array of shape (2,)",
        ),
        (
            "def accumulate(grads, dtype):\n    return float(sum(grads))\n",
            "returns_a_scalar_of_the_dtype",
            "of type float; a scalar of float16",
        ),
    ],
)
def test_a_result_of_the_wrong_kind_is_described(source, check, said):
    assert said in outcomes(source, 1)[check].message


def test_a_scaler_without_a_step_is_told_so():
    source = MODEL.replace("def step(", "def update(")
    assert "has no method step" in outcomes(source, 1)["backs_off"].message


def test_an_endless_sum_ends():
    found = outcomes("def accumulate(grads, dtype):\n    while True:\n        pass\n", 1)
    assert {found[c].status for c in ("rounds_each_sum", "loses_small_terms")} == {"failed"}
    assert found["knows_the_zones"].status == "passed"
