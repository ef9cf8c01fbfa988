"""Backtracking: the definition holds, the first passing trial is taken, failures are said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import problems
from numopt.line_search import BacktrackingLineSearch, backtracking

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
