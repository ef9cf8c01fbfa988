"""The driver: it descends, counts, stops for the reason it gives."""

import numpy as np
import pytest

from numopt import problems
from numopt.descent import Status, minimise, steepest_descent

NEWTON = {"direction": lambda problem, x, g: -np.linalg.solve(problem.hess(x), g)}
STEEPEST = {"direction": lambda problem, x, g: -g}
EASY = [problems.booth(), problems.quadratic([1.0, 10.0]), problems.himmelblau(), problems.beale()]


@pytest.mark.parametrize("problem", EASY, ids=lambda p: p.name)
def test_steepest_descent_converges_to_a_minimiser_and_never_climbs(problem):
    run = steepest_descent(problem, tol=1e-6, max_iterations=10_000)
    assert run.success and run.status is Status.CONVERGED
    assert np.linalg.norm(problem.grad(run.x)) < 1e-6
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
