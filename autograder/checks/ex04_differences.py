"""Exercise 4: derivatives from values of f, and a check of a gradient that can be trusted.

    (f(x + h e_i) - f(x - h e_i)) / (2h) = df/dx_i + O(h^2) + O(eps |f| / h)
    Im f(x + i h e_i) / h = df/dx_i + O(h^2)               (Nocedal & Wright 2006, section 8.1)

Which steps a learner takes is the learner's business: h or h max(1, |x_i|) in (a), any list of them in
(d).  Instances are such that the outcome does not hang on it.
"""

import numpy as np

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Oracle
from numopt import derivatives

TITLE = "Finite differences and gradient checking"
PARTS = {
    "a": ["finite_diff_grad"],
    "b": ["step_size_study"],
    "c": ["complex_step_grad"],
    "d": ["check_gradient"],
}
DELEGATED = ["numopt.derivatives", "scipy.differentiate", "scipy.optimize"]

LIMIT = 400  # values of f in one call: a central difference of four variables needs 8

# At h = 1e-5 the truncation error of these functions is about 1e-10 and the rounding error about 1e-11 of
# the gradient; a forward difference is wrong by 1e-6 and more.
DEFAULT_RTOL = 1e-8
# Imaginary steps leave rounding alone: a few units of the last place of the largest term.
COMPLEX_RTOL = 1e-12
# Rounding to float32 before the step costs 1e-3 of the gradient; a longer step for float32 about 1e-5.
FLOAT32_RTOL = 1e-4


# The reference ------------------------------------------------------------------------------------


def finite_diff_grad(f, x, h=1e-5):
    return derivatives.central(f, x, h)


def step_size_study(f, grad_f, x, h_values):
    exact = grad_f(x)
    size = np.linalg.norm(exact)
    errors = np.array([np.linalg.norm(exact - derivatives.central(f, x, h)) / size for h in h_values])
    return float(h_values[np.argmin(errors)]), errors


def complex_step_grad(f, x, h=1e-20):
    return derivatives.complex_step(f, x, h)


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    found = derivatives.check_gradient(f, grad_f, x, rtol, atol)
    return bool(found), found.worst


REFERENCE = {
    "finite_diff_grad": finite_diff_grad,
    "step_size_study": step_size_study,
    "complex_step_grad": complex_step_grad,
    "check_gradient": check_gradient,
}


# The instances ------------------------------------------------------------------------------------


class Case:
    """A function with its gradient at a point of its own, both for real and complex arguments."""

    def __init__(self, name, f, grad, x):
        self.name, self.f, self.grad, self.x, self.n = name, f, grad, x, x.size

    def oracle(self, accepts_complex=False, limit=LIMIT):
        """Return f as a learner may call it."""
        return Oracle(self.f, "f", self.n, limit, self.name, accepts_complex)

    def gradient(self, function=None):
        """Return the gradient (or another ``function`` in its place) as a learner may call it."""
        return Oracle(function or self.grad, "grad_f", self.n, LIMIT, self.name)


def over(scale) -> str:
    """Return x / scale in words."""
    return "x" if scale == 1 else f"x / {scale:g}"


def wave(draw, factor=1.0, scale=1.0, n=None) -> Case:
    """Return factor * (sum of exp(a.u) and sin(b.u)), u = x / scale, at an x of about the size of scale."""
    n = n or int(draw.rng.integers(2, 5))
    a, b = draw.rng.uniform(0.4, 1.2, n), draw.rng.uniform(0.8, 1.6, n) * draw.rng.choice([-1.0, 1.0], n)

    def f(x):
        u = x / scale
        return factor * (np.exp(a @ u) + np.sin(b @ u))

    def grad(x):
        u = x / scale
        return factor / scale * (a * np.exp(a @ u) + b * np.cos(b @ u))

    while True:
        x = scale * draw.rng.uniform(0.2, 0.9, n) * draw.rng.choice([-1.0, 1.0], n)
        sizes = np.abs(grad(x)) * scale / factor
        if sizes.min() > 0.15 and sizes.max() < 4.0:  # nothing small beside the rest, nothing steep
            break
    name = f"{factor:.3g} (exp(a.u) + sin(b.u)) with u = {over(scale)}"
    return Case(name, f, grad, x)


# (a) ----------------------------------------------------------------------------------------------


def differences(learner, case, x=None, dtype=None, **settings) -> np.ndarray:
    """Return the learner's gradient by differences as float64, of the right shape."""
    x = case.x if x is None else x
    found = learner.finite_diff_grad(case.oracle(), x, **settings)
    return expect.array(found, (case.n,), "The gradient").astype(float)


def same_gradient(found, case, rtol, what):
    """Expect the gradient at the case's point, relative to its largest component."""
    exact = case.grad(case.x)
    apart = np.where(np.isfinite(found), np.abs(found - exact), np.inf) / np.abs(exact).max()
    worst = int(np.argmax(apart))
    expect.that(
        apart[worst] <= rtol,
        f"On {case.name}, {what} has {found[worst]:.9g} at index {worst}; {exact[worst]:.9g} is expected. "
        f"That is an error of {apart[worst]:.2g} of the largest component, where {rtol:g} is allowed.",
    )


@check(part="a", marks=1)
def approximates_the_gradient(learner, draw):
    """It agrees with the gradient to eight digits on smooth functions, with the default h."""
    # The third has |x| well above 1, the fourth a coordinate at 0: a step may grow with |x|, not vanish.
    for factor, scale in ((1e-3, 1.0), (1e3, 1.0), (1.0, 30.0), (1.0, 1.0)):
        case = wave(draw, factor, scale)
        if factor == scale:
            case.x[int(draw.rng.integers(0, case.n))] = 0.0
        same_gradient(differences(learner, case), case, DEFAULT_RTOL, "your gradient")


@check(part="a", marks=1)
def error_falls_as_h_squared(learner, draw):
    """The error falls as h^2 when h shrinks, and the default h is 1e-5."""
    for factor, scale in ((1.0, 1.0), (1e3, 1e-2)):
        case = wave(draw, factor, scale)
        exact = case.grad(case.x)
        long, short = 0.1 * scale, 0.01 * scale
        errors = [np.abs(differences(learner, case, h=h) - exact).max() for h in (long, short)]
        said = f"the error at h = {long:g} and at h = {short:g} is {expect.show(np.array(errors))}"
        # 2 for central differences, up to rounding and higher terms; formulas of higher order pass.
        order = np.log10(max(errors[0], 1e-300) / max(errors[1], 1e-300))
        expect.that(order > 1.7, f"On {case.name} {said}: of order {order:.2f}; 2 is expected.")
    case = wave(draw, 1.0, 1e-3)  # so narrow that the length of the step shows in the sixth digit
    plain, named = differences(learner, case), differences(learner, case, h=1e-5)
    expect.close(plain, named, "Without h, your gradient", rtol=1e-9)


@check(part="a", marks=0.5)
def takes_integers_and_float32(learner, draw):
    """An x of integers and an x of float32 give the same gradient as their float64 selves."""
    case = wave(draw)
    for dtype, rtol in ((np.int64, DEFAULT_RTOL), (np.float32, FLOAT32_RTOL)):
        case.x, given = telling(draw, case, dtype)
        same_gradient(
            differences(learner, case, given), case, rtol, f"your gradient at an x of {given.dtype}"
        )


def telling(draw, case, dtype):
    """Return a point and the same in another dtype; differences taken in that dtype are far off there."""
    while True:
        x = draw.rng.integers(-1, 2, case.n) if dtype == np.int64 else draw.rng.uniform(0.2, 0.9, case.n)
        given = x.astype(dtype)
        x = given.astype(float)
        exact = case.grad(x)
        h = dtype(1e-5)
        rough = [
            (case.f((given + h * e).astype(float)) - case.f((given - h * e).astype(float))) / 2e-5
            for e in np.eye(case.n, dtype=dtype)
        ]
        if (
            np.abs(exact).max() > 0.2
            and np.abs(rough - exact).max() > 10 * FLOAT32_RTOL * np.abs(exact).max()
        ):
            return x, given


@check(part="a", marks=0.5)
def leaves_x_alone(learner, draw):
    """The caller's x is as it was, to the last bit."""
    for factor in (1.0, 100.0):
        for h in (1e-5, 0.3):
            differences(learner, wave(draw, factor), h=h)
    learner.leaves_arguments_alone()


# (b) ----------------------------------------------------------------------------------------------


def study(learner, case, h_values, grad=None):
    """Return (best h, errors) of the learner, of the right kinds."""
    f = case.oracle(limit=40 * case.n * len(h_values))
    pair = expect.entries(learner.step_size_study(f, case.gradient(grad), case.x, h_values), 2, "The result")
    best = expect.number(pair[0], "The best h")
    return best, expect.array(pair[1], (len(h_values),), "The errors")


@check(part="b", marks=0.75)
def errors_are_relative(learner, draw):
    """The error is |a - n| / |a|, in 2-norms, with a from grad_f and n from differences."""
    for factor in (1e-3, 1e3):
        # f is linear, so that n is right whatever the step; grad_f is off by a known amount.
        n = int(draw.rng.integers(2, 5))
        slope = factor * draw.rng.uniform(0.5, 2.0, n) * draw.rng.choice([-1.0, 1.0], n)
        claimed = slope + np.linalg.norm(slope) * draw.rng.uniform(0.4, 1.5) * draw.unit(n)
        while not 1.3 < np.linalg.norm(claimed) / np.linalg.norm(slope) < 3.0:
            claimed = slope + np.linalg.norm(slope) * draw.rng.uniform(0.4, 1.5) * draw.unit(n)
        case = Case("a linear function with a wrong grad_f", lambda x, s=slope: s @ x, None, draw.unit(n))
        wanted = np.linalg.norm(claimed - slope) / np.linalg.norm(claimed)
        _, errors = study(learner, case, np.array([1e-3, 1e-1, 1e-2]), lambda x, c=claimed: c)
        # Rounding of a difference over a step of 1e-3 and more: 1e-12.
        expect.close(errors, np.full(3, wanted), "With a grad_f that is off, the errors |a - n| / |a|", 1e-8)


def shuffled(draw, h_values):
    """Return the values in a random order, neither rising nor falling, the ends and the middle elsewhere."""
    h_values = np.array(h_values)
    middle = len(h_values) // 2
    while True:
        order = draw.rng.permutation(len(h_values))
        turns = np.sign(np.diff(order))
        if (
            len(set(turns)) == 2
            and order[0] not in (0, len(order) - 1)
            and order[-1] not in (0, len(order) - 1)
            and order[middle] != middle
        ):
            return h_values[order]


@check(part="b", marks=0.75)
def errors_follow_the_order_given(learner, draw):
    """The errors stand in the order of h_values, and make the V: down as h^2, up again as 1/h."""
    for scale in (1.0, 1e-2):
        case = wave(draw, draw.rng.uniform(0.5, 2.0), scale)
        h_values = shuffled(draw, scale * np.array([1e-1, 1e-2, 1e-5, 1e-11, 1e-13]))
        _, errors = study(learner, case, h_values)
        at = dict(zip(h_values / scale, errors, strict=True))
        at = {float(f"{h:.1e}"): e for h, e in at.items()}
        said = ", ".join(f"{e:.3g} at h = {h:.3g}" for h, e in zip(h_values, errors, strict=True))
        expect.that(np.all(np.isfinite(errors)) and np.all(errors >= 0), f"The errors are {said}.")
        order = np.log10(max(at[1e-1], 1e-300) / max(at[1e-2], 1e-300))
        expect.that(
            order > 1.7, f"The errors are {said}: between the two longest steps they do not fall as h^2."
        )
        expect.that(
            at[1e-5] < 1e-8, f"The errors are {said}: 1e-8 at most is expected at h = {1e-5 * scale:g}."
        )
        # Rounding costs about 1e-16 / h of the gradient, 1e-3 at the shortest step; by luck it is less.
        noise = max(at[1e-11], at[1e-13])
        expect.that(
            noise > 1e-6, f"The errors are {said}: below h = {1e-8 * scale:g} rounding makes them rise."
        )


@check(part="b", marks=0.25)
def best_h_has_the_smallest_error(learner, draw):
    """The best h is the one of h_values whose error is the smallest."""
    for scale in (1.0, 1e-2):
        case = wave(draw, draw.rng.uniform(0.5, 2.0), scale)
        h_values = shuffled(draw, scale * np.array([1e-1, 5e-2, 1e-5, 1e-12, 1e-13]))
        best, _ = study(learner, case, h_values)
        # At 1e-5 of the scale the error is 1e-9 at most, at the others 1e-7 at least, whatever the formula.
        expect.close(best, 1e-5 * scale, f"On {case.name}, with h_values = {h_values}, the best h", rtol=1e-9)


@check(part="b", marks=0.25)
def leaves_x_and_h_values_alone(learner, draw):
    """The caller's x and h_values are as they were."""
    for scale in (1.0, 100.0):
        study(learner, wave(draw, 1.0, scale), shuffled(draw, scale * np.array([1e-2, 1e-3, 1e-5, 1e-4])))
    learner.leaves_arguments_alone()


# (c) ----------------------------------------------------------------------------------------------


def complex_gradient(learner, case, **settings) -> np.ndarray:
    """Return the learner's gradient by imaginary steps, of the right kind."""
    found = learner.complex_step_grad(case.oracle(accepts_complex=True), case.x, **settings)
    return expect.array(found, (case.n,), "The gradient")


@check(part="c", marks=1)
def exact_to_rounding(learner, draw):
    """It agrees with the gradient to rounding, with the default h."""
    for factor, scale in ((1.0, 1.0), (1e-3, 1e2), (1e3, 1e-2)):
        case = wave(draw, factor, scale)
        same_gradient(complex_gradient(learner, case), case, COMPLEX_RTOL, "your gradient")


@check(part="c", marks=0.75)
def error_vanishes_as_h_squared(learner, draw):
    """Its error falls as h^2 until nothing but rounding is left, and does not rise again at h = 1e-200."""
    for factor in (1e-3, 1e3):
        case = wave(draw, factor)
        exact = case.grad(case.x)
        errors = [np.abs(complex_gradient(learner, case, h=h) - exact).max() for h in (0.1, 0.01)]
        order = np.log10(max(errors[0], 1e-300) / max(errors[1], 1e-300))
        where = f"On {case.name} the error at h = 0.1 and at h = 0.01 is {expect.show(np.array(errors))}"
        expect.that(order > 1.7, f"{where}: of order {order:.2f} in h; 2 is expected.")
        for h in (1e-10, 1e-100, 1e-200):
            found = complex_gradient(learner, case, h=h)
            same_gradient(found, case, COMPLEX_RTOL, f"with h = {h:g}, your gradient")


@check(part="c", marks=0.25)
def leaves_x_real(learner, draw):
    """The caller's x is as it was."""
    for factor in (1.0, 100.0):
        complex_gradient(learner, wave(draw, factor))
    learner.leaves_arguments_alone()


# (d) ----------------------------------------------------------------------------------------------


def verdict(learner, case, grad=None, **settings):
    """Return (agrees, index of the worst component) of the learner, of the right kinds."""
    pair = learner.check_gradient(case.oracle(limit=100 * case.n), case.gradient(grad), case.x, **settings)
    agrees, worst = expect.entries(pair, 2, "The result")
    agrees = expect.boolean(agrees, "The verdict")
    if isinstance(worst, bool) or not isinstance(worst, (int, np.integer)):
        raise expect.Failed(
            f"The worst component is {expect.kind_of(worst)}; an index (an int) is expected.", "type"
        )
    expect.that(
        0 <= worst < case.n, f"The worst component is {worst}; an index from 0 to {case.n - 1} is expected."
    )
    return agrees, int(worst)


def passes(learner, case, grad=None, **settings):
    """Expect that a gradient passes."""
    agrees, worst = verdict(learner, case, grad, **settings)
    said = "".join(f", {name} = {value:g}" for name, value in settings.items())
    where = f"On {case.name}{said}, at x = {expect.show(case.x)}"
    expect.that(agrees, f"{where}, the gradient was rejected (worst component {worst}), but it is right.")


def fails(learner, case, grad, worst, bug, **settings):
    """Expect that a gradient fails, and one of the components ``worst`` is named."""
    agrees, named = verdict(learner, case, grad, **settings)
    said = "".join(f", {name} = {value:g}" for name, value in settings.items())
    where = f"On {case.name}{said}, a gradient with {bug}"
    expect.that(not agrees, f"{where} was not noticed.")
    wanted = " or ".join(map(str, worst))
    expect.that(named in worst, f"{where}: component {named} was named as the worst; {wanted} is expected.")


@check(part="d", marks=0.25)
def passes_right_gradients(learner, draw):
    """Right gradients of ordinary functions pass."""
    for factor, n in ((1e-2, 2), (1.0, 4), (1e2, 2)):
        passes(learner, wave(draw, factor, n=n))


@check(part="d", marks=0.5)
def passes_badly_scaled_functions(learner, draw):
    """Right gradients of badly scaled functions pass, also where no one step suits all components."""
    narrow = decided(lambda: wave(draw, 1.0, 1e-3, n=2), (1e-6, 1e-7, 1e-8), LONG)
    wide = decided(lambda: wave(draw, 1e5, 1e5, n=2), (1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0), SHORT)
    for case in (narrow, wide, mixed(draw)):
        passes(learner, case)


@check(part="d", marks=0.5)
def passes_at_stationary_points(learner, draw):
    """Right gradients pass where they vanish, on either side of the step 1e-5."""
    bent = decided(lambda: valley(draw), (1e-6, 1e-7, 1e-8), LONG)
    noisy = decided(lambda: fit(draw), (1e-4, 1e-3, 1e-2), SHORT)
    for case in (bent, noisy):
        passes(learner, case)


def rough(case, h) -> np.ndarray:
    """Return the scaled differences of central differences with one plain step, shape (n,)."""
    numeric = [(case.f(case.x + h * e) - case.f(case.x - h * e)) / (2 * h) for e in np.eye(case.n)]
    exact = case.grad(case.x)
    return np.array([derivatives.scaled_difference(a, n) for a, n in zip(exact, numeric, strict=True)])


SHORT, LONG = (1e-5, 1e-6, 1e-7, 1e-8), (1e-5, 1e-4, 1e-3, 1e-2)


def decided(make, good, bad):
    """Return a case that passes well with each step of ``good``; a component of it fails with all ``bad``."""
    while True:
        case = make()
        suits = all(rough(case, h).max() < 0.5 for h in good)
        if suits and np.min([rough(case, h) for h in bad], axis=0).max() > 1.5:
            return case


def mixed(draw) -> Case:
    """Return a function whose components have no step in common: one wants a short step, one a long one."""
    while True:
        short, offset = int(draw.rng.integers(0, 2)), draw.rng.uniform(600.0, 1000.0)
        size = np.where(np.arange(2) == short, 0.1, 0.01)
        scale = np.where(np.arange(2) == short, 1e-3, 1.0)
        x = scale * draw.rng.uniform(0.3, 1.0, 2) * draw.rng.choice([-1.0, 1.0], 2)

        def f(x, size=size, scale=scale, offset=offset):
            return offset + size @ np.sin(x / scale)

        def grad(x, size=size, scale=scale):
            return size / scale * np.cos(x / scale)

        case = Case("a function whose coordinates have scales 1e-3 and 1", f, grad, x)
        at = {h: rough(case, h) for h in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7)}
        long = 1 - short
        suits = max(at[1e-6][short], at[1e-7][short], at[1e-4][long], at[1e-3][long]) < 0.9
        if suits and all(row.max() > 2 for row in at.values()):
            return case


def valley(draw) -> Case:
    """Return a curved valley at its minimiser: the gradient is 0, the third derivatives are large."""
    steep, c = draw.rng.uniform(100.0, 400.0), draw.rng.uniform(0.7, 1.5)

    def f(x):
        return steep * (x[1] - x[0] ** 2) ** 2 + (c - x[0]) ** 2

    def grad(x):
        across = 2 * steep * (x[1] - x[0] ** 2)
        return np.array([-2 * x[0] * across - 2 * (c - x[0]), across])

    name = f"{steep:.4g} (x2 - x1^2)^2 + ({c:.4g} - x1)^2"
    return Case(name, f, grad, np.array([c, c**2]))


def fit(draw) -> Case:
    """Return a least-squares fit with large residuals at its solution: the gradient is 0, f is 3000."""
    n = int(draw.rng.integers(2, 4))
    design, data = draw.rng.standard_normal((14, n)), draw.rng.standard_normal(14)
    left = data - design @ np.linalg.lstsq(design, data)[0]
    data *= np.sqrt(6000.0) / np.linalg.norm(left)

    def f(x):
        return np.sum((design @ x - data) ** 2) / 2

    x = np.linalg.lstsq(design, data)[0]
    return Case("a least-squares fit with large residuals", f, lambda x: design.T @ (design @ x - data), x)


def terms(draw, sizes, scale=1.0) -> Case:
    """Return a sum of sizes_i (exp(u_i) + sin(u_i)), u = x / scale: each component depends on its own x_i."""
    sizes = np.asarray(sizes, float)

    def f(x):
        return sizes @ (np.exp(x / scale) + np.sin(x / scale))

    def grad(x):
        return sizes / scale * (np.exp(x / scale) + np.cos(x / scale))

    name = f"the sum of s_i (exp(u_i) + sin(u_i)) with s = {expect.show(sizes)}, u = {over(scale)}"
    return Case(name, f, grad, scale * draw.rng.uniform(0.3, 1.0, sizes.size))


# Too small, while truncation makes the differences of these functions too large: at no step do the two meet.
SLIP = 0.999


@check(part="d", marks=0.75)
def finds_planted_bugs(learner, draw):
    """One wrong component is found and named: a sign, a factor, a lost term, a slip of one per mille."""
    # At the scale 10 a step of 1e-16 is lost in x: the difference is 0 and would agree with a lost term.
    bugs = (
        ("its sign flipped", -1.0, 1e-2),
        ("a factor of 2", 2.0, 1.0),
        ("a term lost", 0.0, 10.0),
        ("a slip of 1e-3", SLIP, 1.0),
    )
    for bug, factor, scale in bugs:
        case = terms(draw, draw.rng.uniform(0.5, 2.0, 2), scale)
        planted(learner, draw, case, factor, bug)
    sizes = 10.0 * draw.rng.uniform(1.0, 3.0, 3)
    small = int(draw.rng.integers(0, 3))
    sizes[small] = 1e-4
    planted(learner, draw, terms(draw, sizes), 0.95, "a slip of 5e-2 in its smallest component", small)
    planted(learner, draw, terms(draw, [1.0, 1.0], 1e-3), SLIP, "a slip of 1e-3")


def planted(learner, draw, case, factor, bug, where=None):
    """Expect that component ``where`` of the gradient (any one) fails when it is multiplied by ``factor``."""
    where = int(draw.rng.integers(0, case.n)) if where is None else where
    slip = np.where(np.arange(case.n) == where, factor, 1.0)
    fails(learner, case, lambda x: slip * case.grad(x), {where}, f"{bug}, component {where},")


@check(part="d", marks=0.5)
def compares_as_stated(learner, draw):
    """It compares |a-n| with atol + rtol max(|a|,|n|), and the worst has the largest quotient of the two."""
    # f is linear and x = 0: f(h e_i) = h n_i, so that differences are exact whatever the step.
    for a, n, rtol, atol, agrees in COMPARISONS:
        sign, place = draw.rng.choice([-1.0, 1.0]), int(draw.rng.integers(0, 2))
        other = draw.rng.uniform(1.0, 2.0, 1)
        case, claimed = linear(np.insert(other, place, sign * n), np.insert(other, place, sign * a))
        settings = {} if rtol is None else {"rtol": rtol, "atol": atol}
        found, worst = verdict(learner, case, claimed, **settings)
        allowed = "the default tolerances" if rtol is None else f"rtol = {rtol:g}, atol = {atol:g}"
        where = f"With a = {sign * a:.8g} and n = {sign * n:.8g} in component {place}, and {allowed}"
        expect.that(found == agrees, f"{where}, the verdict is {found}; {agrees} is expected.")
        expect.that(worst == place, f"{where}, the worst component is {worst}; {place} is expected.")
    for pairs in RANKINGS:
        order = draw.rng.permutation(len(pairs))
        a, n = np.array(pairs)[order].T
        worst = int(np.flatnonzero(order == 0)[0])  # the first of each row of RANKINGS is the worst
        case, claimed = linear(n, a)
        fails(learner, case, claimed, {worst}, f"a = {expect.show(a)} where n = {expect.show(n)}")


# (a, n, rtol, atol, whether that agrees): each with room, and each tells one rule from another.
COMPARISONS = (
    (1 + 6e-7, 1.0, None, None, True),
    (1 + 1.6e-6, 1.0, None, None, False),
    (6e-9, 0.0, None, None, True),
    (1.6e-8, 0.0, None, None, False),
    (1.001, 1.0, 1e-2, 1e-8, True),
    (1.001, 1.0, 1e-4, 1e-8, False),
    (1e-4, 0.0, 1e-6, 1e-3, True),
    (1e-4, 0.0, 1e-6, 1e-5, False),
    (1.15, 1.0, 0.1, 0.1, True),  # atol and rtol add up
    (1.8, 1.0, 0.5, 1e-6, True),  # |a| is the larger one
    (1.0, 1.8, 0.5, 1e-6, True),  # |n| is
    (1.0, 2.6, 0.5, 1e-6, False),  # the larger one, not the sum
)
# (a, n) of each component, the worst first.
RANKINGS = (
    ((0.02, 0.01), (1001.0, 1000.0)),  # not the largest absolute difference
    ((1.3, 1.0), (3e-9, 1e-10)),  # not the largest relative one: atol counts
    ((-1.0, 1.0), (0.0, 1.0)),  # not |a| alone in the denominator
    ((-1.0, 1.0), (10.0, 1.0)),  # not |n| alone
)


def linear(n, a):
    """Return a linear function with the gradient n, and a function that claims that it is a."""
    name = f"a linear function of {n.size} variables"
    return Case(name, lambda x: n @ x, lambda x: n.copy(), np.zeros(n.size)), lambda x: a.copy()


@check(part="d", marks=0.25)
def fails_what_is_not_finite(learner, draw):
    """A component that is NaN or infinite fails, and is the worst one."""
    # Alone, and beside a component that is wrong, too.
    for bad, other in ((np.nan, 1.0), (np.inf, 1.0), (-np.inf, 3.0), (np.nan, 3.0)):
        case, place = terms(draw, draw.rng.uniform(0.5, 2.0, 2)), int(draw.rng.integers(0, 2))
        slip = np.where(np.arange(2) == place, bad, other)
        claimed = lambda x, case=case, slip=slip: slip * case.grad(x)  # noqa: E731
        fails(learner, case, claimed, {place}, f"{bad} in component {place}")
    case = terms(draw, draw.rng.uniform(0.5, 2.0, 2))
    place, inner, start = int(draw.rng.integers(0, 2)), case.f, case.x.copy()
    case.f = lambda x: inner(x) if x[place] == start[place] else np.nan
    fails(learner, case, case.grad, {place}, f"differences that are NaN in component {place}")


@check(part="d", marks=0.25)
def leaves_the_point_alone(learner, draw):
    """The caller's x is as it was."""
    for scale in (1e-3, 1.0):
        verdict(learner, wave(draw, 1.0, scale, n=2))
    learner.leaves_arguments_alone()
