"""The driver: it descends, counts, stops for the reason it gives."""

import numpy as np
import pytest

from numopt import problems
from numopt.descent import Status, StoppingTests, minimise, steepest_descent
from numopt.line_search import ApproximateWolfeLineSearch, ExactLineSearch, StrongWolfeLineSearch

NEWTON = {"direction": lambda problem, x, g: -np.linalg.solve(problem.hess(x), g)}
STEEPEST = {"direction": lambda problem, x, g: -g}
EASY = [problems.booth(), problems.quadratic([1.0, 10.0]), problems.himmelblau(), problems.beale()]


@pytest.mark.parametrize("problem", EASY, ids=lambda p: p.name)
def test_steepest_descent_converges_to_a_minimiser_and_never_climbs(problem):
    run = steepest_descent(problem, gtol=1e-6, max_iterations=10_000)
    assert run.success and run.status is Status.CONVERGED
    assert np.abs(problem.grad(run.x)).max() <= 1e-6
    assert min(np.linalg.norm(run.x - m) for m in problem.minimisers) < 1e-4
    assert np.all(np.diff([problem.f(x) for x in run.trace]) <= 0)


def test_newton_on_a_quadratic_takes_one_step():
    run = minimise(problems.quadratic([1.0, 1e4]), **NEWTON)
    assert (run.nit, run.nhev, run.success) == (1, 1, True)


def test_the_counts_are_those_of_the_problem():
    counted, counts = problems.counting(problems.booth())
    run = steepest_descent(counted)
    assert (run.nfev, run.njev, run.nhev) == (counts.f, counts.grad, counts.hess)
    assert run.nfev == 1 + sum(len(s.trials) for s in run.searches)
    assert run.njev == 1 + run.nit and len(run.trace) == run.nit + 1


def test_the_iteration_limit_is_no_success():
    run = steepest_descent(problems.rosenbrock(), max_iterations=3)
    assert (run.nit, run.success, run.status) == (3, False, Status.ITERATION_LIMIT)
    assert "limit" in run.message


def test_a_failing_search_is_a_status_of_its_own():
    wrong = problems.booth()
    liar = problems.Problem("liar", 2, wrong.f, lambda x: -wrong.grad(x), wrong.start)
    run = minimise(liar, **STEEPEST)
    assert run.status is Status.LINE_SEARCH_FAILED and np.array_equal(run.x, wrong.start)


def test_a_start_that_is_not_finite_is_said():
    run = minimise(problems.booth(), x0=np.array([np.nan, 0.0]), **STEEPEST)
    assert run.status is Status.NOT_FINITE and run.nit == 0


def test_a_stationary_start_converges_at_once_and_the_start_is_not_changed():
    start = np.array([1.0, 3.0])
    run = steepest_descent(problems.booth(), x0=start)
    assert (run.nit, run.success) == (0, True) and np.array_equal(start, [1.0, 3.0])


def test_the_callback_sees_every_iterate():
    seen = []
    run = steepest_descent(problems.booth(), callback=seen.append)
    assert all(np.array_equal(a, b) for a, b in zip(seen, run.trace[1:], strict=True))


@pytest.mark.parametrize("norm", [1, 2, np.inf])
def test_the_tolerance_is_on_the_norm_that_was_asked_for(norm):
    run = steepest_descent(problems.quadratic([1.0, 3.0]), gtol=1e-3, norm=norm)
    sizes = [np.linalg.norm(problems.quadratic([1.0, 3.0]).grad(x), norm) for x in run.trace]
    assert run.success and sizes[-1] <= 1e-3 < min(sizes[:-1])


def test_a_small_decrease_ends_a_run_only_where_it_was_asked_to():
    bowl = problems.quadratic([1.0, 100.0])
    run = steepest_descent(bowl, ftol=1e-4)
    values = [bowl.f(x) for x in run.trace]
    small = [a - b <= 1e-4 * max(abs(b), 1) for a, b in zip(values, values[1:], strict=False)]
    assert (run.status, run.success) == (Status.SMALL_DECREASE, True)
    assert small == [False] * (len(small) - 1) + [True]
    assert steepest_descent(bowl).status is Status.CONVERGED


@pytest.mark.parametrize("limit", [{"gtol": -1.0}, {"ftol": np.nan}, {"max_iterations": -3}])
def test_a_limit_that_is_negative_is_named(limit):
    with pytest.raises(ValueError, match=f"{next(iter(limit))} is {next(iter(limit.values()))}"):
        minimise(problems.booth(), **STEEPEST, **limit)


def test_the_reasons_to_stop_come_in_their_order():
    tests = StoppingTests(gtol=1.0, ftol=None, norm=np.inf, max_iterations=5)
    g = np.array([2.0, -3.0])
    assert tests.reason(1.0, 2.0, g, 4) is None and tests.reason(1.0, 2.0, g, 5) is Status.ITERATION_LIMIT
    assert tests.reason(1.0, 2.0, g / 3, 5) is Status.CONVERGED, "convergence at the limit is convergence"
    for bad in (np.nan, np.inf, -np.inf):
        assert tests.reason(bad, 2.0, g / 3, 0) is Status.NOT_FINITE
        assert tests.reason(1.0, 2.0, np.array([0.0, bad]), 0) is Status.NOT_FINITE


SEARCHES = [StrongWolfeLineSearch(), ApproximateWolfeLineSearch(), ExactLineSearch()]


@pytest.mark.parametrize("search", SEARCHES, ids=lambda s: type(s).__name__)
def test_what_a_search_has_evaluated_is_not_evaluated_again(search):
    asked = {"f": [], "grad": []}
    bowl = problems.quadratic([1.0, 10.0])

    def noting(name):
        return lambda x: asked[name].append(x.tobytes()) or getattr(bowl, name)(x)

    watched = problems.Problem("watched", 2, noting("f"), noting("grad"), bowl.start)
    run = minimise(watched, **STEEPEST, line_search=search)
    assert run.success and (run.nfev, run.njev) == (len(asked["f"]), len(asked["grad"]))
    for points in asked.values():
        assert all(a != b for a, b in zip(points, points[1:], strict=False))
    assert run.nfev == 1 + sum(len(s.trials) for s in run.searches)


def test_without_a_trace_the_answer_is_the_same():
    with_trace, without = (steepest_descent(problems.booth(), trace=on) for on in (True, False))
    assert without.trace == [] and (without.nit, without.nfev) == (with_trace.nit, with_trace.nfev)
    assert np.array_equal(without.x, with_trace.trace[-1])


class Learner:
    """A direction that notes what it is told, and leads uphill from the third step on until it is reset."""

    def __init__(self):
        self.pairs, self.resets = [], 0

    def __call__(self, problem, x, g):
        return g if len(self.pairs) == 2 and not self.resets else -g

    def update(self, s, y):
        self.pairs.append((s, y))

    def reset(self):
        self.resets += 1
        return self.resets == 1


def test_a_direction_that_learns_is_told_every_step_and_starts_again_where_it_leads_uphill():
    learner = Learner()
    run = minimise(problems.booth(), learner, max_iterations=6)
    assert learner.resets == 1 and run.nit == len(learner.pairs) == 6
    for (s, y), x, x_new in zip(learner.pairs, run.trace, run.trace[1:], strict=False):
        assert np.array_equal(s, x_new - x)
        assert np.array_equal(y, problems.booth().grad(x_new) - problems.booth().grad(x))


@pytest.mark.parametrize("factor", [1.0, 0.0, np.nan])
def test_a_direction_that_does_not_descend_is_a_status(factor):
    run = minimise(problems.booth(), lambda problem, x, g: factor * g)
    assert (run.status, run.nit, run.nfev) == (Status.NOT_DESCENT, 0, 1)


LINEAR = problems.Problem("linear", 2, lambda x: float(x.sum()), lambda x: np.ones(2), np.zeros(2))
CONCAVE = problems.Problem("concave", 2, lambda x: -float(x @ x), lambda x: -2 * x, np.ones(2))
NO_VALUE = problems.Problem("NaN", 2, lambda x: np.nan, lambda x: np.ones(2), np.zeros(2))
INFINITE = problems.Problem("infinite", 2, lambda x: np.inf, lambda x: np.ones(2), np.zeros(2))
BOTTOMLESS = problems.Problem(
    "-inf", 2, lambda x: -np.inf if x.any() else 0.0, lambda x: np.ones(2), np.zeros(2)
)
HOLE = problems.Problem(
    "hole", 1, lambda x: float((x[0] + 1) ** 2) if x[0] > 0 else np.nan, lambda x: 2 * (x + 1), np.ones(1)
)
NO_GRADIENT = problems.Problem("no gradient", 1, lambda x: float(x[0] ** 2), lambda x: x * np.nan, np.ones(1))
ENDS = [
    (LINEAR, Status.LINE_SEARCH_FAILED, "lower bound"),
    (CONCAVE, Status.LINE_SEARCH_FAILED, "lower bound"),
    (NO_VALUE, Status.NOT_FINITE, "finite"),
    (INFINITE, Status.NOT_FINITE, "finite"),
    (BOTTOMLESS, Status.LINE_SEARCH_FAILED, "no step"),
    (HOLE, Status.LINE_SEARCH_FAILED, "no step"),
    (NO_GRADIENT, Status.NOT_FINITE, "finite"),
]


@pytest.mark.parametrize("search", SEARCHES[:2], ids=lambda s: type(s).__name__)
@pytest.mark.parametrize(("problem", "status", "said"), ENDS, ids=lambda v: getattr(v, "name", ""))
def test_where_there_is_no_minimiser_a_status_says_why_the_run_ended(problem, status, said, search):
    run = minimise(problem, **STEEPEST, line_search=search)
    assert (run.status, run.success) == (status, False) and said in run.message


@pytest.mark.parametrize("problem", [LINEAR, CONCAVE], ids=lambda p: p.name)
def test_backtracking_follows_a_fall_without_end_until_it_may_not(problem):
    run = steepest_descent(problem, max_iterations=50)
    assert run.status is Status.ITERATION_LIMIT and not run.success
