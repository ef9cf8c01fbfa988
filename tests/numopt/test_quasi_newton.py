"""Updates by their defining equations, the two loops against the dense matrix, the methods on valleys."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import problems
from numopt.line_search import ApproximateWolfeLineSearch, BacktrackingLineSearch
from numopt.quasi_newton import (
    BFGS,
    LBFGS,
    SR1,
    bfgs_inverse_update,
    is_usable,
    lbfgs,
    minimise_bfgs,
    minimise_lbfgs,
    minimise_sr1,
    two_loop,
)


def pairs(seed, n, m):
    rng = np.random.default_rng(seed)
    q, _ = np.linalg.qr(rng.standard_normal((n, n)))
    hess = q * np.exp(rng.uniform(-2, 2, n)) @ q.T
    s_list = list(rng.standard_normal((m, n)))
    return rng.standard_normal(n), s_list, [hess @ s for s in s_list]


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 8))
def test_the_two_loops_are_the_dense_update(seed, n, m):
    g, s_list, y_list = pairs(seed, n, m)
    dense = np.eye(n) * (s_list[-1] @ y_list[-1]) / (y_list[-1] @ y_list[-1])
    for s, y in zip(s_list, y_list, strict=True):
        dense = bfgs_inverse_update(dense, s, y)
    found = two_loop(g, s_list, y_list)
    learnt = LBFGS(m)
    for s, y in zip(s_list, y_list, strict=True):
        learnt.update(s, y)
    size = np.linalg.norm(dense, 2) * np.linalg.norm(g)
    assert np.linalg.norm(found - dense @ g) <= 1e-12 * size
    assert np.linalg.norm(learnt(None, g, g) + dense @ g) <= 1e-12 * size, "and in place"


@given(st.integers(0, 10**6), st.integers(2, 6))
def test_the_update_obeys_the_secant_equation_and_changes_rank_two(seed, n):
    _, s_list, y_list = pairs(seed, n, 3)
    inverse = np.eye(n)
    for s, y in zip(s_list, y_list, strict=True):
        new = bfgs_inverse_update(inverse, s, y)
        assert np.allclose(new @ y, s, atol=1e-9 * np.linalg.norm(s))
        assert np.allclose(new, new.T) and np.linalg.eigvalsh(new)[0] > 0
        assert np.linalg.matrix_rank(new - inverse, tol=1e-9 * np.linalg.norm(new)) <= 2
        inverse = new


def test_a_pair_without_curvature_is_left_out_and_the_test_has_no_units():
    g, s_list, y_list = pairs(3, 4, 3)
    bad = [*s_list, s_list[0]], [*y_list, -y_list[0]]
    assert np.array_equal(two_loop(g, *bad), two_loop(g, s_list, y_list))
    assert is_usable(1e-9 * s_list[0], 1e-9 * y_list[0])
    assert np.array_equal(two_loop(g, [s_list[0]], [-y_list[0]]), g)


@pytest.mark.parametrize("scale", [1e-8, 1.0, 1e6])
@pytest.mark.parametrize("start", [(-1.2, 1.0), (-1.5, 0.5)])
def test_lbfgs_solves_rosenbrock_whatever_the_unit_of_f(scale, start):
    valley = problems.rosenbrock()
    x, norms = lbfgs(
        lambda x: scale * valley.f(x), lambda x: scale * valley.grad(x), np.array(start), tol=1e-6 * scale
    )
    assert norms[-1] < 1e-6 * scale and len(norms) < 60
    assert np.allclose(x, 1, atol=1e-5)


# Directions that learn ----------------------------------------------------------------------------

METHODS = pytest.mark.parametrize("method", [minimise_lbfgs, minimise_bfgs, minimise_sr1])


def full(direction):
    """Return the matrix of which BFGS and SR1 keep the upper triangle."""
    return np.triu(direction.inverse) + np.triu(direction.inverse, 1).T


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 8))
def test_bfgs_in_place_is_the_update_of_the_course(seed, n, m):
    g, s_list, y_list = pairs(seed, n, m)
    dense = np.eye(n) * (s_list[0] @ y_list[0]) / (y_list[0] @ y_list[0])
    learnt = BFGS()
    for s, y in zip(s_list, y_list, strict=True):
        dense = bfgs_inverse_update(dense, s, y)
        learnt.update(s, y)
        size = np.linalg.norm(dense, 2)
        assert np.linalg.norm(full(learnt) - dense) <= 1e-12 * size
        assert np.allclose(full(learnt) @ y, s, atol=1e-9 * np.linalg.norm(s))
    assert np.allclose(learnt(None, g, g), -full(learnt) @ g, atol=1e-10 * size * np.linalg.norm(g))


@given(st.integers(0, 10**6), st.integers(2, 6))
def test_sr1_finds_the_inverse_of_a_quadratic_in_n_updates(seed, n):
    # Theorem 6.1: without skipped updates H y = s for all pairs seen, whatever the steps were.
    _, s_list, y_list = pairs(seed, n, n)
    learnt = SR1()
    for k, (s, y) in enumerate(zip(s_list, y_list, strict=True)):
        before = None if learnt.inverse is None else learnt.inverse.copy(order="F")
        learnt.update(s, y)
        if before is not None and np.array_equal(before, learnt.inverse):
            return  # skipped
        for older, change in zip(s_list[: k + 1], y_list[: k + 1], strict=True):
            size = np.linalg.norm(full(learnt), 2) * np.linalg.norm(change)
            assert np.allclose(full(learnt) @ change, older, atol=1e-6 * size)


def test_sr1_leaves_out_a_pair_that_it_predicts_already_or_that_divides_by_zero():
    _, s_list, y_list = pairs(1, 3, 1)
    s, y = s_list[0], y_list[0]
    learnt = SR1()
    learnt.update(s, -y)
    assert learnt.inverse is None, "no curvature to begin with"
    learnt.update(s, y)
    before = full(learnt)
    learnt.update(s, y)  # r is rounding
    assert np.allclose(full(learnt), before, rtol=0, atol=1e-14)
    before = full(learnt)
    learnt.update(before @ y + np.cross(y, s), y)  # r'y = 0
    assert np.array_equal(full(learnt), before)


def test_lbfgs_keeps_m_pairs_scales_the_first_step_and_forgets():
    g, s_list, y_list = pairs(2, 4, 7)
    learnt = LBFGS(3)
    x = np.array([3.0, 0.0, 4.0, 0.0])
    assert np.allclose(learnt(None, x, g), -5 * g / np.linalg.norm(g)), "as long as x"
    assert np.linalg.norm(learnt(None, 0 * x, g)) == pytest.approx(1)
    for s, y in zip(s_list, y_list, strict=True):
        learnt.update(s, y)
        learnt.update(s, -y)  # of no use
    assert np.allclose(learnt(None, x, g), -two_loop(g, s_list[-3:], y_list[-3:]), rtol=1e-12)
    assert learnt(None, x, g) is learnt(None, x, g), "one array, made once"
    assert learnt.reset() and not learnt.reset()
    assert np.allclose(learnt(None, x, g), -5 * g / np.linalg.norm(g))
    with pytest.raises(ValueError, match="m is 0"):
        LBFGS(0)


@METHODS
@pytest.mark.parametrize("start", [(-1.2, 1.0), (10.0, 10.0), (200.0, 200.0)])
def test_rosenbrock_is_solved_from_near_and_far(method, start):
    run = method(problems.rosenbrock(), np.array(start))
    assert run.success and np.allclose(run.x, 1, atol=1e-6)
    assert np.abs(problems.rosenbrock().grad(run.x)).max() <= 1e-6
    assert run.nfev + run.njev <= 800


PROBLEMS = [problems.himmelblau(), problems.beale(), problems.booth(), problems.quadratic([1.0, 1e2, 1e4])]


@METHODS
@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.name)
def test_every_method_finds_a_minimiser(method, problem):
    run = method(problem)
    assert run.success and run.nit <= 60
    assert min(np.linalg.norm(run.x - m) for m in problem.minimisers) <= 1e-4


@METHODS
def test_every_method_has_an_iteration_limit_that_is_no_success(method):
    run = method(problems.rosenbrock(), max_iterations=4)
    assert (run.nit, run.success) == (4, False)


@METHODS
def test_a_fall_without_end_is_answered_with_a_status(method):
    linear = problems.Problem("linear", 2, lambda x: float(x.sum()), lambda x: np.ones(2), np.zeros(2))
    run = method(linear)
    assert not run.success and "lower bound" in run.message


def test_with_armijo_steps_pairs_are_lost_and_the_end_is_the_same():
    run = minimise_lbfgs(problems.rosenbrock(), line_search=BacktrackingLineSearch(interpolation="cubic"))
    assert run.success and np.allclose(run.x, 1, atol=1e-5)


def test_close_to_the_end_slopes_go_further_than_values():
    # With 1e8 added, values of f cannot tell points closer than about 1e-4 apart.
    valley = problems.rosenbrock()
    high = problems.Problem("high valley", 2, lambda x: 1e8 + valley.f(x), valley.grad, valley.start)
    run = minimise_lbfgs(high, line_search=ApproximateWolfeLineSearch(noise=1e-15), gtol=1e-9)
    assert run.success and np.allclose(run.x, 1, atol=1e-8)


def test_the_end_of_bfgs_is_superlinear():
    run = minimise_bfgs(problems.rosenbrock(), gtol=1e-10)
    errors = [np.linalg.norm(x - 1) for x in run.trace]
    rates = [b / a for a, b in zip(errors, errors[1:], strict=False) if b > 1e-9]
    assert run.success and max(rates[-3:]) < 0.2


def test_a_large_problem_needs_memory_for_its_pairs_alone():
    n = 20_000
    curvature = np.linspace(1, 50, n)
    large = problems.Problem(
        "large", n, lambda x: float(x @ (curvature * x)) / 2, lambda x: curvature * x, np.ones(n)
    )
    run = minimise_lbfgs(large, trace=False)
    assert run.success and run.trace == [] and run.nit <= 80
