"""Line searches: each step satisfies its definition, nothing is asked twice, failures are said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import problems
from numopt.line_search import (
    ApproximateWolfeLineSearch,
    BacktrackingLineSearch,
    ExactLineSearch,
    Line,
    Point,
    StrongWolfeLineSearch,
    backtracking,
    cubic_minimiser,
    strong_wolfe,
)
from numopt.wolfe import wolfe_conditions

BOWL = problems.quadratic([2.0, 20.0])
X = np.array([3.0, 1.0])
P = -BOWL.grad(X)
SETTINGS = {
    "alpha0": st.floats(0.01, 10),
    "rho": st.floats(0.1, 0.9),
    "c1": st.sampled_from([1e-4, 0.1, 0.5, 0.9]),
}


def armijo(problem, x, p, alpha, c1) -> bool:
    return problem.f(x + alpha * p) <= problem.f(x) + c1 * alpha * (problem.grad(x) @ p)


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=2), st.fixed_dictionaries(SETTINGS))
def test_the_step_is_the_first_that_satisfies_the_definition(point, settings):
    problem, x = problems.rosenbrock(), np.array(point)
    p = -problem.grad(x)
    if np.linalg.norm(p) < 1e-3:
        return
    alpha = backtracking(problem.f, problem.grad, x, p, max_backtracks=400, **settings)
    assert armijo(problem, x, p, alpha, settings["c1"])
    tried = settings["alpha0"]
    while tried > alpha * (1 + 1e-9):
        assert not armijo(problem, x, p, tried, settings["c1"])
        tried *= settings["rho"]
    assert np.isclose(tried, alpha, rtol=1e-9)


def search(phi, slope=-1.0, phi0=1.0, moves=lambda alpha: True, **settings):
    return BacktrackingLineSearch(**settings)(phi, phi0, slope, moves=moves)


def test_nothing_is_evaluated_twice_and_every_trial_is_recorded():
    asked = []

    def phi(alpha):
        asked.append(alpha)
        return 1.0 - 0.9 * alpha if alpha < 0.1 else 5.0

    found = search(phi)
    assert asked == [t.alpha for t in found.trials] and len(set(asked)) == len(asked)
    assert [t.accepted for t in found.trials] == [False] * (len(asked) - 1) + [True]
    assert (found.alpha, found.value) == (asked[-1], phi(asked[-1]))


def test_the_cover_evaluates_f_and_the_gradient_at_x_once():
    counted, counts = problems.counting(BOWL)
    backtracking(counted.f, counted.grad, X, P)
    assert (counts.f, counts.grad) == (6, 1)  # x, and five trials


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_value_that_is_not_finite_is_never_accepted(bad):
    found = search(lambda alpha: bad if alpha > 0.2 else 1.0 - alpha)
    assert found.alpha == 0.125 and found.success


def test_a_point_that_rounds_to_x_is_never_accepted():
    with pytest.raises(RuntimeError):
        backtracking(BOWL.f, BOWL.grad, X, P * 1e-19)


@pytest.mark.parametrize("slope", [0.0, 1.5, np.nan])
def test_a_slope_that_is_not_negative_is_an_error_that_names_it(slope):
    with pytest.raises(ValueError, match=str(slope)):
        search(lambda alpha: 0.0, slope=slope)


def test_failure_is_reported_after_the_reductions_that_were_allowed():
    found = search(lambda alpha: 2.0, max_backtracks=7)
    assert not found.success and found.alpha is None and len(found.trials) == 8
    with pytest.raises(RuntimeError, match="decreases f enough"):
        backtracking(BOWL.f, lambda x: -BOWL.grad(x), X, -P, max_backtracks=3)


# Interpolation ------------------------------------------------------------------------------------


def test_the_second_trial_is_the_lowest_point_of_the_parabola():
    found = search(lambda a: 1 - a + 2 * a * a, interpolation="quadratic")
    assert [t.alpha for t in found.trials] == [1.0, pytest.approx(0.25)]


def test_the_third_trial_is_the_lowest_point_of_the_cubic():
    # 1 - a + b a^2 + c a^3 has its lowest point where -1 + 2 b a + 3 c a^2 = 0: for these numbers at 0.02.
    c = 5000.0
    b = (1 - 3 * c * 0.02**2) / 0.04
    found = search(lambda a: 1 - a + b * a * a + c * a**3, interpolation="cubic")
    assert [t.alpha for t in found.trials[:2]] == [1.0, 0.1]
    assert found.trials[2].alpha == pytest.approx(0.02)


@pytest.mark.parametrize("interpolation", ["none", "quadratic", "cubic"])
@given(st.lists(st.floats(-3, 3), min_size=2, max_size=2), st.floats(1e-3, 1e3))
def test_every_interpolation_ends_at_a_sufficient_decrease(interpolation, point, length):
    problem, x = problems.rosenbrock(), np.array(point)
    line = Line(problem.f, problem.grad, x, -length * problem.grad(x))
    slope = line.slope(0.0)
    if slope > -1e-3:
        return
    found = BacktrackingLineSearch(interpolation=interpolation)(line, line(0.0), slope)
    assert found.success and found.value == line(found.alpha) <= line(0.0) + 1e-4 * found.alpha * slope
    steps = [t.alpha for t in found.trials]
    assert all(0.1 * a <= b * (1 + 1e-12) and b <= 0.5 * a for a, b in zip(steps, steps[1:], strict=False))


def test_interpolation_goes_back_from_what_is_not_finite():
    for interpolation in ("quadratic", "cubic"):
        found = search(lambda a: np.nan if a > 0.2 else 1 - a, interpolation=interpolation)
        assert found.alpha == 0.125
    for kind in (BacktrackingLineSearch, StrongWolfeLineSearch):
        with pytest.raises(ValueError, match="'spline'"):
            kind(interpolation="spline")


# The exact step -----------------------------------------------------------------------------------


@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=6), st.integers(0, 10**6))
def test_the_exact_step_ends_where_the_slope_is_zero(eigenvalues, seed):
    rng = np.random.default_rng(seed)
    bowl, x = problems.quadratic(eigenvalues), rng.standard_normal(len(eigenvalues))
    line = Line(bowl.f, bowl.grad, x, -bowl.grad(x) * rng.uniform(0.1, 10))
    found = ExactLineSearch()(line, line(0.0), line.slope(0.0), dphi=line.slope)
    assert found.success and abs(line.slope(found.alpha)) <= 1e-6 * abs(line.slope(0.0))
    assert found.alpha == pytest.approx(-line.slope(0.0) / (line.p @ bowl.hess(x) @ line.p), rel=1e-8)


def test_the_exact_step_says_where_there_is_none():
    down = ExactLineSearch()(lambda a: -a - a * a, 0.0, -1.0, dphi=lambda a: -1 - 2 * a)
    bent = ExactLineSearch()(lambda a: a**4 - a, 0.0, -1.0, dphi=lambda a: 4 * a**3 - 1)
    assert (down.success, bent.success) == (False, False)
    assert "curve" in down.message and "parabola" in bent.message


# The Wolfe conditions -----------------------------------------------------------------------------

LINES = {
    "parabola": (lambda a: (a - 1) ** 2, lambda a: 2 * (a - 1)),
    "narrow": (lambda a: 50 * (a - 0.01) ** 2, lambda a: 100 * (a - 0.01)),
    "far": (lambda a: (a / 300 - 1) ** 2, lambda a: (a / 300 - 1) / 150),
    "waves": (lambda a: np.sin(-4 * a) + a + a * a / 8, lambda a: -4 * np.cos(4 * a) + 1 + a / 4),
    "wall": (lambda a: -np.log(1 - a) - 3 * a if a < 1 else np.nan, lambda a: 1 / (1 - a) - 3),
    "cliff": (lambda a: np.exp(min(50 * (a - 1), 700)) - a, lambda a: 50 * np.exp(50 * (a - 1)) - 1),
    "flat": (
        lambda a: -a / (a * a + 2),
        lambda a: (a * a - 2) / (a * a + 2) ** 2,
    ),  # Moré and Thuente's first
}
ON_EVERY_LINE = pytest.mark.parametrize(("phi", "dphi"), LINES.values(), ids=LINES)
STEPS = pytest.mark.parametrize("alpha0", [1e-3, 1.0, 100.0])


@ON_EVERY_LINE
@STEPS
@pytest.mark.parametrize("c2", [0.1, 0.5, 0.9])
@pytest.mark.parametrize(("interpolation", "most"), [("quadratic", 40), ("cubic", 20)])
def test_a_step_satisfies_the_strong_wolfe_conditions(phi, dphi, c2, interpolation, most, alpha0):
    found = StrongWolfeLineSearch(c2=c2, interpolation=interpolation)(
        phi, phi(0.0), dphi(0.0), alpha0, dphi=dphi
    )
    assert found.success and found.value == phi(found.alpha)
    assert phi(found.alpha) <= phi(0.0) + 1e-4 * found.alpha * dphi(0.0) + 1e-12
    assert abs(dphi(found.alpha)) <= c2 * abs(dphi(0.0))
    assert [t.accepted for t in found.trials] == [False] * (len(found.trials) - 1) + [True]
    assert len(found.trials) <= most


@ON_EVERY_LINE
@STEPS
def test_the_decrease_is_as_large_as_was_asked_and_no_trial_is_lower(phi, dphi, alpha0):
    found = StrongWolfeLineSearch(c1=0.3, c2=0.4)(phi, phi(0.0), dphi(0.0), alpha0, dphi=dphi)
    assert phi(found.alpha) <= phi(0.0) + 0.3 * found.alpha * dphi(0.0) + 1e-12
    lowest = min(t.value for t in found.trials if t.value <= phi(0.0) + 0.3 * t.alpha * dphi(0.0))
    assert found.value <= lowest + 1e-12


@given(st.floats(1, 40), st.floats(0.1, 3), st.floats(0.1, 30))
def test_among_waves_the_step_is_the_lowest_of_those_that_decrease_enough(frequency, height, alpha0):
    def phi(a):
        return a * a / 2 - a + height * (1 - np.cos(frequency * a))

    def dphi(a):
        return a - 1 + height * frequency * np.sin(frequency * a)

    found = StrongWolfeLineSearch(c2=0.1)(phi, 0.0, -1.0, alpha0, dphi=dphi)
    assert found.success and abs(dphi(found.alpha)) <= 0.1
    assert found.value <= min(t.value for t in found.trials if t.value <= -1e-4 * t.alpha) + 1e-12


@pytest.mark.parametrize(("a", "b"), [(0.0, 3.0), (3.0, 0.0), (-1.0, 1.5), (2.5, 2.0)])
def test_the_cubic_through_two_ends_is_the_cubic_itself(a, b):
    def end(t):  # t^3 - 4 t^2 + 4 t + 7 is highest at 2/3 and lowest at 2
        return Point(t, t**3 - 4 * t * t + 4 * t + 7, 3 * t * t - 8 * t + 4)

    assert cubic_minimiser(end(a), end(b)) == pytest.approx(2.0)


@ON_EVERY_LINE
@STEPS
def test_a_step_satisfies_the_wolfe_conditions_or_the_approximate_ones(phi, dphi, alpha0):
    found = ApproximateWolfeLineSearch()(phi, phi(0.0), dphi(0.0), alpha0, dphi=dphi)
    assert found.success and dphi(found.alpha) >= 0.9 * dphi(0.0)
    enough = phi(found.alpha) <= phi(0.0) + 0.1 * found.alpha * dphi(0.0)
    level = phi(found.alpha) <= phi(0.0) + 1e-6 * abs(phi(0.0))
    assert enough or (level and dphi(found.alpha) <= -0.8 * dphi(0.0))


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=2), st.floats(1e-3, 1e3))
def test_on_rosenbrock_the_conditions_hold_and_no_point_is_asked_twice(point, length):
    valley, x = problems.rosenbrock(), np.array(point)
    p = -length * valley.grad(x)
    if np.linalg.norm(p) < 1e-3:
        return
    for searching in (StrongWolfeLineSearch(c2=0.5), ApproximateWolfeLineSearch(c1=0.01, c2=0.5)):
        counted, counts = problems.counting(valley)
        line = Line(counted.f, counted.grad, x, p)
        found = searching(line, valley.f(x), float(valley.grad(x) @ p), dphi=line.slope)
        conditions = wolfe_conditions(valley.f, valley.grad, x, p, found.alpha, searching.c1, 0.5)
        assert all(conditions[: 3 if isinstance(searching, StrongWolfeLineSearch) else 2])
        assert counts.f == len({t.alpha for t in found.trials}) == len(found.trials) >= counts.grad
        before = counts.grad
        assert np.array_equal(line.jac(found.alpha), valley.grad(x + found.alpha * p))
        assert (counts.f, counts.grad) == (len(found.trials), before), "the end is not evaluated again"


def test_slopes_decide_where_the_differences_of_phi_are_rounding():
    # phi falls by 1e-16 of itself, and by bad luck every value but phi(0) is rounded upwards.
    arguments = (lambda a: 1e6 + (3e-10 if a else 0.0), 1e6, -2e-10, 30.0)

    def dphi(a):
        return 2e-10 * (a - 1)

    assert not StrongWolfeLineSearch(noise=0)(*arguments, dphi=dphi).success
    found = ApproximateWolfeLineSearch(c1=0.01, c2=0.1)(*arguments, dphi=dphi)
    assert found.success and 0.9 <= found.alpha <= 1.98


def test_where_no_step_is_good_the_search_says_so():
    for searching in (StrongWolfeLineSearch(), ApproximateWolfeLineSearch()):
        falls = searching(lambda a: -a, 0.0, -1.0, dphi=lambda a: -1.0)
        assert not falls.success and falls.alpha is None and len(falls.trials) == 50
        assert "lower bound" in falls.message
        rises = searching(lambda a: 1 + a, 1.0, -1.0, dphi=lambda a: 1.0)
        assert not rises.success and "Wolfe conditions" in rises.message
        for bad in (np.nan, np.inf, -np.inf):
            assert not searching(lambda a, bad=bad: bad, 0.0, -1.0, dphi=lambda a: -1.0).success
            assert not searching(lambda a: -a, 0.0, -1.0, dphi=lambda a: np.nan).success
        with pytest.raises(ValueError, match="slope"):
            searching(lambda a: a, 0.0, 1.0, dphi=lambda a: 1.0)
    with pytest.raises(RuntimeError, match="lower bound"):
        strong_wolfe(lambda x: -float(x[0]), lambda x: -np.ones(1), np.zeros(1), np.ones(1))


@pytest.mark.parametrize("constants", [(0.0, 0.5), (0.5, 0.1), (0.1, 1.0), (np.nan, 0.5)])
def test_constants_that_do_not_fit_are_named(constants):
    for kind in (StrongWolfeLineSearch, ApproximateWolfeLineSearch):
        with pytest.raises(ValueError, match=str(constants[0])):
            kind(*constants)
    with pytest.raises(ValueError, match="0.7"):
        ApproximateWolfeLineSearch(0.7, 0.9)


@pytest.mark.parametrize("unit", [1e-200, 1e-150, 1e150, 1e200])
@pytest.mark.parametrize("alpha0", [1e-100, 1e100])
def test_huge_and_tiny_numbers_are_not_an_error(unit, alpha0):
    for searching in (StrongWolfeLineSearch(), ApproximateWolfeLineSearch()):
        found = searching(
            lambda a: unit * (a - 1) * (a - 1), unit, -2 * unit, alpha0, dphi=lambda a: 2 * unit * (a - 1)
        )
        assert not found.success or 0.1 <= found.alpha <= 1.9
