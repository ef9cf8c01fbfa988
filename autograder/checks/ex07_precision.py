"""Exercise 7: what float16 does to a gradient, and how loss scaling and wide sums undo it.

    g  ~  round(S g) / S       (Micikevicius et al. 2018; rounding as in IEEE 754-2019)

Rounding to nearest even has one right answer, so most numbers here are compared to the last bits.
Instances keep away from what the contract leaves open: a float16 product reached in float32 and in
float64 is the same, terms of a sum are numbers of the format, and a scale stays from 1 to 2^16, so that
a floor or a cap beyond these changes nothing.
"""

import numpy as np

from autograder import expect
from autograder.exercise import check
from numopt import precision

TITLE = "Mixed precision and loss scaling"
PARTS = {
    "a": ["fp16_fate"],
    "b": ["scaled_fp16_gradient"],
    "c": ["DynamicLossScaler"],
    "d": ["accumulate"],
}
DELEGATED = ["numopt.precision", "torch"]

FORMAT = precision.FLOAT16
UNDERFLOW = FORMAT.smallest_subnormal / 2  # 2^-25: what is not larger rounds to zero
TO_NORMAL = FORMAT.smallest_normal - UNDERFLOW  # what is not smaller rounds to a normal number
OVERFLOW = FORMAT.largest + 16  # 65520, half a spacing beyond the largest number
NUDGE = 2.0**-18  # relative: this far from an edge, even a value in float32 lies on the same side
FLOAT32_RTOL = 1e-6  # the float16 number is fixed; putting the scale on and taking it off in float32 are free
SCALE_RTOL = 1e-6  # a scale is a product of a few factors, in float32 at the least


# The reference ------------------------------------------------------------------------------------


def fp16_fate(value):
    return precision.fate(value)


def scaled_fp16_gradient(grad, scale):
    return precision.through_float16(grad, scale)


class DynamicLossScaler(precision.DynamicLossScaler):
    pass


def accumulate(grads, dtype):
    return precision.accumulate(grads, dtype)


REFERENCE = {
    "fp16_fate": fp16_fate,
    "scaled_fp16_gradient": scaled_fp16_gradient,
    "DynamicLossScaler": DynamicLossScaler,
    "accumulate": accumulate,
}


# (a) ----------------------------------------------------------------------------------------------

FATES = ("normal", "subnormal", "zero", "inf")


def same_fates(learner, values) -> None:
    """Expect the fate of each value.

    Here and below, all replies come before the first verdict: what tells two mistakes apart may come late.
    """
    for value, found in [(value, learner.fp16_fate(value)) for value in values]:
        if not isinstance(found, str):
            said = f"The fate is {expect.kind_of(found)}; one of {', '.join(FATES)} is expected."
            raise expect.Failed(said, "type")
        wanted, becomes = fp16_fate(value), float(precision.rounded(value))
        expect.that(
            found == wanted,
            f"The fate of {value!r} is {found!r}; {wanted!r} is expected, for float16 makes it {becomes!r}.",
        )


def between(draw, low: float, high: float) -> float:
    """Return a number between two positive ones, whose logarithm is uniform."""
    return float(np.exp(draw.rng.uniform(np.log(low), np.log(high))))


def from_all_zones(draw) -> list[float]:
    """Return values well inside the zones: normal (on both sides of float16's eps), subnormal, zero, inf."""
    zones = [(1e-4, 8e-4), (1e-2, 6e4), (1e-7, 5.5e-5), (1e-30, 1.5e-8), (1e5, 1e30)]
    return [between(draw, low, high) for low, high in zones for _ in range(3)]


@check(part="a", marks=0.5)
def knows_the_zones(learner, draw):
    """Well inside each zone the fate is "normal", "subnormal", "zero" or "inf"."""
    same_fates(learner, from_all_zones(draw))


@check(part="a", marks=0.5)
def rounds_small_values(learner, draw):
    """A small value is "zero" only up to 2^-25, and "normal" as soon as it rounds up to 2^-14."""
    values = [FORMAT.smallest_normal, FORMAT.smallest_subnormal]
    for edge in (UNDERFLOW, TO_NORMAL):
        values += [edge * (1 + NUDGE), edge, edge * (1 - NUDGE)]  # on the edge itself: tie to even
    values.append(between(draw, 1.01 * UNDERFLOW, 1.99 * UNDERFLOW))
    values.append(between(draw, TO_NORMAL * (1 + NUDGE), FORMAT.smallest_normal))
    same_fates(learner, values)


@check(part="a", marks=0.5)
def rounds_large_values(learner, draw):
    """A large value is "inf" only where it rounds beyond 65504: 65519 does not, 65520 does."""
    inside, outside = float(draw.rng.uniform(65505, 65519)), between(draw, 65521, 7e4)
    same_fates(learner, [65504.0, 65519.0, 65520.0, inside, outside, float("inf"), 1e300])


@check(part="a", marks=0.25)
def knows_signs_and_zero(learner, draw):
    """A negative value has the fate of its size, and 0 itself is "zero"."""
    same_fates(learner, [*(-value for value in from_all_zones(draw)), 0.0, -0.0, float("-inf")])


@check(part="a", marks=0.25)
def refuses_nan(learner, draw):
    """NaN has no fate: it raises ValueError."""
    learner.raises(ValueError, "the value is NaN", "fp16_fate", float("nan"))


# (b) ----------------------------------------------------------------------------------------------


def gradient(draw, scale: float, low: float, high: float, n: int = 6) -> np.ndarray:
    """Return a gradient whose entries, times the scale, have sizes from ``low`` to ``high``; both signs.

    Its entries are float32 numbers, and the float16 number that each becomes does not depend on
    whether the product was formed in float32 or in float64.
    """
    grad = []
    while len(grad) < n:
        entry = np.float32(draw.rng.choice([-1, 1]) * between(draw, low, high) / scale)
        wide, narrow = float(entry) * scale, float(entry * np.float32(scale))
        if precision.rounded(wide * (1 + NUDGE)) == precision.rounded(wide * (1 - NUDGE)):
            assert precision.rounded(wide) == precision.rounded(narrow)
            grad.append(float(entry))
    return np.array(grad)


def scaled(learner, grad, scale) -> np.ndarray:
    """Return what the learner makes of a gradient, an array of floats of the same shape."""
    return expect.array(learner.scaled_fp16_gradient(grad, scale), grad.shape, "The gradient")


def same_gradients(learner, cases) -> None:
    """Expect each entry of each gradient to be the reference's; a case is (gradient, scale, why)."""
    for (grad, scale, why), found in [(case, scaled(learner, *case[:2])) for case in cases]:
        wanted = scaled_fp16_gradient(grad, scale)
        for entry, mine, right in zip(grad, found, wanted, strict=True):
            expect.that(
                np.isclose(float(mine), right, rtol=FLOAT32_RTOL, atol=0.0),
                f"With scale = {scale:g}, the entry {entry:.7g} comes back as {mine:.7g}; "
                f"{right:.7g} is expected: scaled, it is {entry * scale:.7g}, {why}.",
            )


@check(part="b", marks=0.5)
def keeps_small_gradients(learner, draw):
    """A gradient that is less than normal in float16 comes back with a relative error of at most 2^-11."""
    for power in (15, 10, 20):  # from 2^16 on, the scale itself does not fit into float16
        scale = 2.0**power
        grad = gradient(draw, scale, 1.1 * FORMAT.smallest_normal, 1e-5 * scale)
        found = scaled(learner, grad, scale)
        with np.errstate(all="ignore"):
            errors = np.abs(found.astype(float) / grad - 1)
        worst = int(np.argmax(np.where(np.isnan(errors), np.inf, errors)))
        # 2^-11 is for float16; float32 adds a few units of 2^-24.
        expect.at_most(
            errors[worst],
            FORMAT.unit_roundoff * (1 + 1e-3),
            f"With scale = 2^{power}, the entry {grad[worst]:.5g} comes back as {found[worst]:.5g}: "
            "its relative error",
            "half a unit in the last of float16's 11 bits",
        )


@check(part="b", marks=0.5)
def rounds_to_float16(learner, draw):
    """In between, the scaled gradient really is in float16: rounded, subnormal or zero."""
    zones = (
        (1.0, 3e4, "which is rounded to 11 bits"),
        (4e-8, 3e-5, "which is subnormal in float16, a multiple of 2^-24"),
        (1e-12, 2e-8, "which is still too small for float16"),
    )
    cases = [(np.zeros(2), 2.0**15, "at any scale")]
    for scale in (1.0, 2.0**7, between(draw, 100.0, 5000.0)):
        cases += [(gradient(draw, scale, low, high), scale, why) for low, high, why in zones]
    same_gradients(learner, cases)


@check(part="b", marks=0.5)
def overflow_stays_inf(learner, draw):
    """An entry whose scaled value does not fit into float16 comes back infinite, with its sign."""
    cases = []
    for scale in (2.0**15, 2.0**9, 1.0):
        fits, beyond = gradient(draw, scale, 1.0, 6.5e4, n=2), gradient(draw, scale, 6.6e4, 1e6, n=2)
        grad = np.concatenate([fits, [65519 / scale, 65520 / scale], np.abs(beyond), -np.abs(beyond)])
        cases.append((grad, scale, "and float16 ends at 65504 (what is 65520 or more becomes inf)"))
    same_gradients(learner, cases)


@check(part="b", marks=0.25)
def returns_float32(learner, draw):
    """The result is in float32, whatever the dtype of the gradient."""
    for scale in (2.0**6, 2.0**15):
        grad = gradient(draw, scale, 1.0, 1e3)
        for given in (grad, grad.astype(np.float32)):
            found = learner.scaled_fp16_gradient(given, scale)
            expect.array(found, given.shape, f"The gradient, for one in {given.dtype},", dtype=np.float32)


@check(part="b", marks=0.25)
def leaves_the_gradient_alone(learner, draw):
    """The caller's gradient is as it was."""
    for scale in (2.0**6, 2.0**15):
        grad = gradient(draw, scale, 1.0, 1e3)
        scaled(learner, grad, scale)
        scaled(learner, grad.astype(np.float32), scale)
    learner.leaves_arguments_alone()


# (c) ----------------------------------------------------------------------------------------------


def grads(draw, dtype=np.float16, n=3) -> np.ndarray:
    """Return scaled gradients as they should be: finite, of ordinary size."""
    return draw.rng.uniform(-100, 100, n).astype(dtype)


def spoiled(draw, entry=np.inf) -> np.ndarray:
    """Return scaled gradients with one bad entry."""
    bad = grads(draw)
    bad[draw.rng.integers(bad.size)] = entry
    return bad


def scale_of(scaler) -> float:
    """Return the learner's scale, one number."""
    return expect.number(scaler.read("scale"), "The attribute scale")


def answers(scaler, scaled_grads, wanted: bool, because: str) -> None:
    """Expect the answer of one step."""
    found = expect.boolean(scaler.call("step", scaled_grads), "The answer of step")
    expect.that(found == wanted, f"step returned {found}; {wanted} is expected: {because}.")


def follows(learner, draw, *runs) -> None:
    """Expect the learner's scale after every step; a run is (pattern of good g and bad b steps, settings)."""
    trials = [(pattern, settings, scales_of(learner, draw, pattern, settings)) for pattern, settings in runs]
    for pattern, settings, scales in trials:
        said = ", ".join(f"{name} = {value:g}" for name, value in settings.items())
        for k, (found, wanted) in enumerate(scales):
            expect.that(
                np.isclose(found, wanted, rtol=SCALE_RTOL, atol=0.0),
                f"With {said}, the scale after step {k + 1} is {found:.6g}; {wanted:.6g} is expected. "
                f"The steps so far, g for good and b for one with an infinite entry: {pattern[: k + 1]}.",
            )


def scales_of(learner, draw, pattern: str, settings: dict) -> list[tuple[float, float]]:
    """Return the learner's scale and the reference's after each step."""
    scaler, model = learner.build("DynamicLossScaler", **settings), DynamicLossScaler(**settings)
    scales = []
    for letter in pattern:
        array = grads(draw) if letter == "g" else spoiled(draw)
        model.step(array)
        scaler.call("step", array)
        scales.append((scale_of(scaler), model.scale))
    return scales


def settings_for(draw, interval: int, pattern: str) -> dict:
    """Return settings under which the scale stays from 1 to 2^16 all along the pattern."""
    while True:
        settings = {
            "init_scale": 2.0 ** draw.rng.integers(3, 13),
            "growth_interval": interval,
            "growth_factor": float(draw.rng.choice([1.5, 2.0, 4.0])),
            "backoff_factor": float(draw.rng.choice([0.25, 0.5, 0.75])),
        }
        model = DynamicLossScaler(**settings)
        scales = []
        for letter in pattern:
            model.step(np.array([1.0 if letter == "g" else np.inf]))
            scales.append(model.scale)
        if min(scales) >= 1 and max(scales) <= 2.0**16:
            return settings


@check(part="c", marks=0.5)
def starts_from_init_scale(learner, draw):
    """The attribute scale starts at init_scale, 2^15 by default."""
    wanted = scale_of(learner.build("DynamicLossScaler"))
    expect.close(wanted, 2.0**15, "The scale of DynamicLossScaler()", rtol=SCALE_RTOL)
    for init in (2.0 ** draw.rng.integers(3, 15), float(draw.rng.integers(10, 9000))):
        scale = scale_of(learner.build("DynamicLossScaler", init_scale=init))
        expect.close(scale, init, f"The scale of DynamicLossScaler(init_scale={init:g})", rtol=SCALE_RTOL)


@check(part="c", marks=0.75)
def backs_off(learner, draw):
    """A step with an infinite entry returns False and multiplies the scale by backoff_factor."""
    for backoff in (0.5, 0.25, 0.75):
        init = 2.0 ** draw.rng.integers(6, 15)
        scaler = learner.build("DynamicLossScaler", init_scale=init, backoff_factor=backoff)
        for bad in range(1, 4):
            answers(scaler, grads(draw), True, "every entry is finite")
            answers(scaler, spoiled(draw), False, "one entry is inf")
            expect.close(
                scale_of(scaler),
                init * backoff**bad,
                f"From {init:g} with backoff_factor = {backoff:g}, the scale after {bad} bad steps",
                rtol=SCALE_RTOL,
            )


@check(part="c", marks=0.75)
def finds_every_bad_entry(learner, draw):
    """One entry that is inf, -inf or nan, in any place of any array, makes the step a bad one."""
    shapes = [(3,), (2, 2), (1,)]
    for entry in (np.inf, -np.inf, np.nan):
        scaler = learner.build("DynamicLossScaler")
        for place in (0, -1):
            array = grads(draw, np.float32, 5)
            array[place] = entry
            answers(scaler, array, False, f"entry {place % 5} of 5 is {entry}")
        for spoilt in range(len(shapes)):
            arrays = [grads(draw, n=int(np.prod(shape))).reshape(shape) for shape in shapes]
            arrays[spoilt].flat[-1] = entry
            because = f"the last entry of array {spoilt}, in a list of three, is {entry}"
            answers(scaler, arrays, False, because)
    scaler = learner.build("DynamicLossScaler")
    arrays = [grads(draw, n=int(np.prod(shape))).reshape(shape) for shape in shapes]
    answers(scaler, arrays, True, "every entry of the three arrays in the list is finite")
    large = draw.rng.uniform(5e4, 6e4, 7).astype(np.float16)
    answers(scaler, large, True, "every entry is large but finite (it is their sum that float16 cannot hold)")
    answers(scaler, [large, np.zeros(2, np.float16)], True, "every entry is finite, and zeros are too")


@check(part="c", marks=0.75)
def grows_after_good_steps(learner, draw):
    """After growth_interval good steps in a row the scale grows by growth_factor, and again after as many."""
    patterns = {interval: "g" * (3 * interval + 1) for interval in (3, int(draw.rng.integers(4, 8)), 1)}
    follows(learner, draw, *((p, settings_for(draw, interval, p)) for interval, p in patterns.items()))


@check(part="c", marks=0.75)
def starts_anew_after_a_bad_step(learner, draw):
    """A bad step starts the count of good ones anew."""
    longer = int(draw.rng.integers(4, 7))
    almost = "g" * (longer - 1)
    patterns = {longer: f"{almost}b{almost}b{almost}gg{almost}"}
    for interval in (2, 3):
        patterns[interval] = "".join(draw.rng.choice(["g", "b"], p=[0.75, 0.25], size=30))
    follows(learner, draw, *((p, settings_for(draw, interval, p)) for interval, p in patterns.items()))


@check(part="c", marks=0.25)
def has_the_usual_defaults(learner, draw):
    """By default the scale doubles and halves, and a hundred good steps are too few for it to grow."""
    follows(learner, draw, ("ggbgg", {"growth_interval": 2}))
    scaler = learner.build("DynamicLossScaler")
    array = grads(draw)
    for _ in range(100):
        scaler.call("step", array)
    what = "With growth_interval = 2000, the default, the scale after 100 good steps"
    expect.close(scale_of(scaler), 2.0**15, what, rtol=SCALE_RTOL)


@check(part="c", marks=0.25)
def leaves_the_gradients_alone(learner, draw):
    """The caller's arrays are as they were."""
    scaler = learner.build("DynamicLossScaler", growth_interval=2)
    for arrays in (grads(draw), [grads(draw), spoiled(draw)], spoiled(draw, np.nan), [grads(draw)]):
        scaler.call("step", arrays)
    learner.leaves_arguments_alone()


# (d) ----------------------------------------------------------------------------------------------


def same_totals(learner, cases) -> None:
    """Expect what rounding after each addition gives, to the last bit; a case is (terms, dtype, about)."""
    for (terms, dtype, about), found in [(case, learner.accumulate(*case[:2])) for case in cases]:
        found, wanted = expect.number(found, "The total"), float(accumulate(terms, dtype))
        # The sum of two numbers of a format has one nearest number there: there is nothing to tolerate.
        expect.that(
            found == wanted,
            f"The sum of {about} in {np.dtype(dtype).name} is {found:.9g}; {wanted:.9g} is expected, "
            f"and {float(np.sum(terms)):.9g} would be exact.",
        )


def terms_of(draw, dtype, n: int, low: float, high: float) -> np.ndarray:
    """Return n positive numbers of the dtype, as float64, whose running sum shows where it was rounded."""
    while True:
        terms = draw.rng.uniform(low, high, n).astype(dtype).astype(float)
        total = accumulate(terms, dtype)
        others = (np.sum(terms), np.sum(terms.astype(dtype)), accumulate(terms[::-1], dtype))
        if all(total != dtype(other) for other in others):
            return terms


@check(part="d", marks=1)
def rounds_each_sum(learner, draw):
    """The running sum is rounded to the dtype after each addition, in the order of the terms."""
    signed = draw.rng.normal(0, 10, 60).astype(np.float16).astype(float)
    same_totals(
        learner,
        [
            (terms_of(draw, np.float16, 120, 0.5, 2.0), np.float16, "120 terms from 0.5 to 2"),
            (terms_of(draw, np.float16, 120, 1e-3, 1e-2), np.float16, "120 terms from 0.001 to 0.01"),
            (terms_of(draw, np.float32, 200, 0.01, 3.0), np.float32, "200 terms from 0.01 to 3"),
            (signed, np.float16, "60 terms of both signs"),
            (signed, np.float64, "60 terms of both signs"),
        ],
    )


@check(part="d", marks=0.5)
def loses_small_terms(learner, draw):
    """A term below half the spacing of numbers at the sum is lost: 1024 + 0.375 is 1024 in float16."""
    ones = np.ones(2048 + int(draw.rng.integers(50, 200)))
    small = np.concatenate([[1024.0], np.full(int(draw.rng.integers(20, 60)), 0.375)])
    cases = [(ones, dtype, f"{ones.size} ones") for dtype in (np.float16, np.float32)]
    cases += [(small, dtype, f"1024 and {small.size - 1} times 0.375") for dtype in (np.float16, np.float32)]
    # A large term that comes and goes takes the small one along where too few bits are left: the second is
    # lost in float16 alone, the first in float32 too, the third in neither.
    for large, least, dtype in (
        (2.0**15, 1e-4, np.float16),
        (2.0**15, 0.02, np.float16),
        (2.0**29, 1, np.float64),
    ):
        term = float(np.float16(draw.rng.uniform(least, 3 * least)))
        cases.append((np.array([large, term, -large]), dtype, f"{large:g}, {term:.5g} and {-large:g}"))
    same_totals(learner, cases)


@check(part="d", marks=0.25)
def returns_a_scalar_of_the_dtype(learner, draw):
    """The total is a scalar of the dtype asked for, from an array or from a list of numbers."""
    terms = draw.rng.integers(1, 9, 5) / 8
    for dtype in (np.float16, np.float32):
        for given in (terms, terms.tolist()):
            found = learner.accumulate(given, dtype)
            total = expect.number(found, "The total")
            kind = found.dtype if isinstance(found, (np.ndarray, np.generic)) else None
            name = np.dtype(dtype).name
            if kind != dtype:
                said = f"has dtype {kind}" if kind is not None else f"is {expect.kind_of(found)}"
                raise expect.Failed(f"The total {said}; a scalar of {name} is expected.", "type")
            expect.close(total, terms.sum(), f"The sum of five multiples of 1/8 in {name}", rtol=0)


@check(part="d", marks=0.25)
def leaves_the_terms_alone(learner, draw):
    """The caller's array is as it was."""
    for dtype in (np.float16, np.float32):
        learner.accumulate(draw.rng.uniform(1, 2, 5).astype(dtype), dtype)
    learner.leaves_arguments_alone()
