"""SR1: the secant equation, the exact Hessian after n steps, negative curvature, and where BFGS is better."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import problems
from numopt.descent import Status
from numopt.quasi_newton import SKIP, minimise_bfgs
from numopt.sr1_trust_region import sr1_trust_region, sr1_update
from numopt.trust_region import cauchy_point


def symmetric(rng, n):
    a = rng.standard_normal((n, n))
    return a + a.T


@given(st.integers(0, 10**6), st.integers(1, 6))
def test_the_update_obeys_the_secant_equation_and_changes_rank_one(seed, n):
    rng = np.random.default_rng(seed)
    B, s, y = symmetric(rng, n), rng.standard_normal(n), rng.standard_normal(n)
    new = sr1_update(B, s, y)
    r = y - B @ s
    if abs(r @ s) > 1e-4 * np.linalg.norm(r) * np.linalg.norm(s):
        assert np.allclose(new @ s, y, atol=1e-6 * np.linalg.norm(new)) and np.allclose(new, new.T)
        assert np.linalg.matrix_rank(new - B, tol=1e-9 * np.linalg.norm(new)) <= 1


@given(st.integers(0, 10**6), st.integers(1, 5))
def test_n_independent_steps_teach_an_indefinite_hessian_exactly(seed, n):
    rng = np.random.default_rng(seed)
    hess, B = symmetric(rng, n), np.eye(n)
    for _ in range(n + 3):  # three more, in case an update was skipped
        s = rng.standard_normal(n)
        B = sr1_update(B, s, hess @ s)
    assert np.allclose(B, hess, atol=1e-4 * (1 + np.linalg.norm(hess)))


def test_the_update_is_skipped_where_it_means_nothing():
    B, s = np.diag([1.0, 2.0]), np.array([1.0, 0.0])
    assert sr1_update(B, s, B @ s) is B, "r is zero"
    assert sr1_update(B, s, B @ s + [SKIP / 10, 1.0]) is B, "r is as good as orthogonal to s"
    assert sr1_update(B, s, np.array([np.nan, 1.0])) is B
    assert sr1_update(B, np.zeros(2), np.ones(2)) is B


EASY = [problems.rosenbrock(), problems.beale(), problems.himmelblau(), problems.booth(), problems.quartic()]


@pytest.mark.parametrize("problem", EASY, ids=lambda p: p.name)
def test_it_finds_a_minimiser_without_a_hessian(problem):
    run = sr1_trust_region(problem, max_iterations=300)
    assert run.success and np.abs(run.jac).max() <= 1e-6 and run.nhev == 0
    assert run.fun == pytest.approx(problem.minimum, abs=1e-9)
    assert run.nfev == run.nit + 1 == run.njev
    if problem.hess:
        assert np.linalg.eigvalsh(problem.hess(run.x))[0] > 0


def test_where_it_is_right_a_quadratic_ends_when_the_hessian_is_known():
    bowl = problems.quadratic(np.geomspace(1, 1e3, 20), centre=np.ones(20))
    learnt, kept = sr1_trust_region(bowl, x0=np.zeros(20)), minimise_bfgs(bowl, np.zeros(20))
    assert learnt.success and kept.success
    assert learnt.nit <= 22 and kept.nfev > 2 * learnt.nfev, "theorem 6.1: n + 1 steps"


def test_negative_curvature_that_it_knows_leads_away_from_a_saddle():
    hill, start = problems.saddle(), np.array([0.0, 1.0])
    free = sr1_trust_region(hill, x0=start, B0=hill.hess(np.zeros(2)))
    assert free.success and np.allclose(np.abs(free.x), [1, 0], atol=1e-6)


def test_where_it_is_not_right_it_cannot_know_what_no_gradient_has_shown():
    # On the axis x1 = 0 the derivative along x1 is exactly zero: neither method learns that f curves down.
    hill, start = problems.saddle(), np.array([0.0, 1.0])
    for run in (sr1_trust_region(hill, x0=start), minimise_bfgs(hill, start)):
        assert run.success and np.allclose(run.x, 0, atol=1e-6)
        assert np.linalg.eigvalsh(hill.hess(run.x))[0] < 0, "a small gradient is no minimiser"


def test_a_subproblem_that_looks_along_the_gradient_only_wastes_what_was_learnt():
    valley = problems.rosenbrock()
    assert sr1_trust_region(valley, cauchy_point, max_iterations=300).nit > 3 * sr1_trust_region(valley).nit


def test_runs_end_with_a_status():
    valley = problems.rosenbrock()
    short = sr1_trust_region(valley, max_iterations=3)
    assert short.status is Status.ITERATION_LIMIT and not short.success and short.nit == 3
    assert sr1_trust_region(replace(valley, f=lambda x: np.nan)).status is Status.NOT_FINITE
    walled = replace(valley, f=lambda x: valley.f(x) if np.abs(x).max() < 1.5 else np.nan)
    assert sr1_trust_region(walled).success, "what is not finite only shrinks the radius"
    lying = replace(valley, grad=lambda x: -valley.grad(x))
    assert not sr1_trust_region(lying, max_iterations=200).success


@pytest.mark.parametrize(
    "settings", [{"eta": 0.3}, {"initial_trust_radius": 0.0}, {"gtol": -1.0}, {"max_iterations": -1}]
)
def test_arguments_that_mean_nothing_are_named(settings):
    with pytest.raises(ValueError, match=str(next(iter(settings.values())))):
        sr1_trust_region(problems.booth(), **settings)
