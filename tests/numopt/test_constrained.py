"""Projections by their variational inequality, the methods by optimality conditions, and where each fails."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import problems
from numopt.constrained import (
    admm,
    augmented_lagrangian,
    project_ball,
    project_box,
    project_simplex,
    project_spectral_norm,
    projected_gradient,
    soft_threshold,
)
from numopt.descent import Status
from numopt.quasi_newton import minimise_bfgs

SETS = {
    "box": (lambda v: project_box(v, -0.5, 0.7), lambda v: np.clip(v, -0.5, 0.7)),
    "ball": (lambda v: project_ball(v, 0.8), lambda v: 0.8 * v / max(1, np.linalg.norm(v))),
    "simplex": (project_simplex, lambda v: np.abs(v) / np.abs(v).sum()),
}


@pytest.mark.parametrize("name", SETS)
@given(st.integers(0, 10**6), st.integers(1, 8), st.sampled_from([1e-3, 1.0, 1e3]))
def test_a_projection_is_in_the_set_and_no_point_of_the_set_is_nearer(name, seed, n, scale):
    project, member = SETS[name]
    rng = np.random.default_rng(seed)
    v = scale * rng.standard_normal(n)
    p = project(v)
    assert np.allclose(project(p), p, atol=1e-12)
    for _ in range(10):
        y = member(rng.standard_normal(n))
        assert (v - p) @ (y - p) <= 1e-10 * max(1, scale), "the angle to any point of the set is obtuse"


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.floats(0.1, 10))
def test_the_simplex_has_its_total_and_no_negative_entry(v, total):
    p = project_simplex(np.array(v), total)
    assert np.all(p >= 0) and p.sum() == pytest.approx(total, rel=1e-12)


@given(st.integers(0, 10**6), st.floats(0.01, 10))
def test_the_spectral_norm_is_cut_and_small_matrices_stay(seed, bound):
    matrix = np.random.default_rng(seed).standard_normal((4, 3))
    found = project_spectral_norm(matrix, bound)
    before, after = (np.linalg.svd(a, compute_uv=False) for a in (matrix, found))
    assert np.allclose(after, np.minimum(before, bound))
    small = matrix * (0.5 * bound / before[0])
    assert np.allclose(project_spectral_norm(small, bound), small)  # normalisation would double it


# Projected gradient -------------------------------------------------------------------------------


def test_projected_gradient_meets_the_optimality_conditions_of_a_box():
    bowl = problems.quadratic([1.0, 4.0, 9.0], centre=[2.0, -3.0, 0.2])
    run = projected_gradient(bowl, lambda v: project_box(v, 0, 1), [0.5, 0.5, 0.5])
    assert run.success and np.allclose(run.x, [1, 0, 0.2], atol=1e-6)
    assert run.jac[0] < 0 < run.jac[1], "at a bound the gradient may only push outward"


@pytest.mark.parametrize("start", [[2.0, 2.0], [5.0, 5.0]])
def test_a_sphere_in_a_box_from_infeasible_starts(start):
    # Further cases of a cubic solver: the start is projected, and the corner nearest to 0 found.
    sphere = problems.quadratic([2.0, 2.0])
    assert np.allclose(projected_gradient(sphere, lambda v: project_box(v, 0.5, 1), start).x, 0.5, atol=1e-5)
    assert np.allclose(projected_gradient(sphere, lambda v: project_box(v, 0, 1), start).x, 0, atol=1e-5)


@given(st.integers(0, 10**6), st.integers(2, 8))
def test_on_a_simplex_all_positive_entries_have_the_smallest_derivative(seed, n):
    rng = np.random.default_rng(seed)
    bowl = problems.quadratic(rng.uniform(1, 5, n), centre=rng.standard_normal(n))
    run = projected_gradient(bowl, project_simplex, np.full(n, 1 / n))
    assert run.success
    assert np.allclose(run.jac[run.x > 1e-6], run.jac.min(), atol=1e-5)


def test_conditioning_hurts_it_like_gradient_descent():
    def everywhere(v):
        return v

    counts = []
    for kappa in (1.0, 1e4):
        bowl = problems.quadratic(np.geomspace(1, kappa, 10), centre=np.ones(10))
        counts.append(projected_gradient(bowl, everywhere, np.zeros(10), max_iterations=3000).nit)
    assert counts[0] <= 5 and counts[1] > 10 * minimise_bfgs(bowl, np.zeros(10)).nit


def test_projected_gradient_ends_with_a_status():
    valley = problems.rosenbrock()
    short = projected_gradient(valley, lambda v: project_ball(v, 1), max_iterations=3)
    assert short.status is Status.ITERATION_LIMIT and not short.success and short.nit == 3
    ascent = replace(valley, grad=lambda x: -valley.grad(x))
    failed = projected_gradient(ascent, lambda v: project_ball(v, 1), [0.1, 0.2])
    assert failed.status is Status.LINE_SEARCH_FAILED and "no step" in failed.message
    broken = replace(valley, f=lambda x: np.nan)
    assert projected_gradient(broken, project_ball).status is Status.NOT_FINITE


# Augmented Lagrangian -----------------------------------------------------------------------------

CIRCLE = (lambda x: np.array([x @ x - 2]), lambda x: 2 * x[None, :])


def sum_of_entries():
    """Return f = x1 + x2: on the circle |x|^2 = 2 its minimiser is (-1, -1), with multiplier -1/2."""
    plane = problems.quadratic([1.0, 1.0])
    return replace(plane, f=lambda x: float(x.sum()), grad=lambda x: np.ones(2), start=np.array([-2.0, 0.5]))


def test_the_augmented_lagrangian_meets_the_conditions_of_first_order():
    run = augmented_lagrangian(sum_of_entries(), *CIRCLE)
    assert run.success and run.violation <= 1e-6
    assert np.allclose(run.x, -1, atol=1e-5) and np.allclose(run.multipliers, -0.5, atol=1e-5)
    assert np.allclose(run.jac, CIRCLE[1](run.x).T @ run.multipliers, atol=1e-5)


def test_it_needs_no_large_mu_where_a_penalty_alone_would():
    # One round is the penalty method: its error is of the order 1 / mu.  Rounds remove it, mu stays.
    errors = [
        augmented_lagrangian(sum_of_entries(), *CIRCLE, mu=10, max_iterations=k).violation for k in (1, 8)
    ]
    assert errors[0] > 1e-2 and errors[1] < 1e-5


def test_where_no_multiplier_exists_it_says_that_it_did_not_converge():
    # The only point with |x|^2 = 0 is the origin, where the gradient of the constraint is zero.
    run = augmented_lagrangian(
        sum_of_entries(), lambda x: np.array([x @ x]), lambda x: 2 * x[None, :], [1.0, 0.5], max_iterations=8
    )
    assert not run.success and np.abs(run.multipliers).max() > 10


def test_an_equation_without_a_solution_ends_at_the_limit():
    run = augmented_lagrangian(
        problems.booth(), lambda x: np.array([x @ x + 1]), lambda x: 2 * x[None, :], max_iterations=5
    )
    assert run.status is Status.ITERATION_LIMIT and run.violation >= 1


# ADMM ---------------------------------------------------------------------------------------------


def lasso(seed=0, weight=0.5):
    rng = np.random.default_rng(seed)
    A, truth = rng.standard_normal((30, 8)), np.array([2.0, -1.5, 0, 0, 0, 0, 0, 0])
    b = A @ truth + 0.1 * rng.standard_normal(30)

    def prox_f(v, rho):
        return np.linalg.solve(A.T @ A + rho * np.eye(8), A.T @ b + rho * v)

    return A, b, prox_f, lambda v, rho: soft_threshold(v, weight / rho)


@pytest.mark.parametrize("rho", [1.0, 10.0, 50.0])
def test_admm_solves_the_lasso_by_its_subgradient_condition(rho):
    A, b, prox_f, prox_h = lasso(weight=5.0)
    run = admm(prox_f, prox_h, np.zeros(8), rho, tol=1e-9, max_iterations=5000)
    g = A.T @ (A @ run.z - b)
    assert run.success and np.any(run.z == 0), "z is exactly sparse"
    assert np.all(np.abs(g) <= 5 + 1e-5) and np.allclose(
        g[run.z != 0], -5 * np.sign(run.z[run.z != 0]), atol=1e-5
    )
    assert np.allclose(rho * run.u, -g, atol=1e-5), "rho u is the multiplier"


def test_admm_finds_a_common_point_of_two_sets_and_shows_where_there_is_none():
    def ball(v, rho):
        return project_ball(v, 1.0)

    def beyond(offset):
        return lambda v, rho: np.maximum(v, offset)

    meet = admm(ball, beyond(0.6), np.array([3.0, -2.0]))
    assert meet.success and np.linalg.norm(meet.z) <= 1 + 1e-5 and np.all(meet.z >= 0.6 - 1e-5)
    apart = admm(ball, beyond(2.0), np.zeros(2), max_iterations=200)
    assert apart.status is Status.ITERATION_LIMIT and apart.primal > 1
    assert np.linalg.norm(apart.u) > 100, "the price of an impossible wish grows without end"


def test_admm_is_not_for_many_digits_of_a_smooth_function():
    bowl = problems.quadratic(np.geomspace(1, 1e4, 10), centre=np.ones(10))
    h = np.geomspace(1, 1e4, 10)

    def prox(v, rho):  # half of the bowl in each block
        return (h * np.ones(10) / 2 + rho * v) / (h / 2 + rho)

    run = admm(prox, prox, np.zeros(10), tol=1e-10, max_iterations=2000)
    assert run.nit > 10 * minimise_bfgs(bowl, np.zeros(10), gtol=1e-8).nit


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: project_box(np.zeros(2), 1, 0), "lower"),
        (lambda: project_ball(np.zeros(2), -1), "radius"),
        (lambda: project_simplex(np.zeros(2), 0), "total"),
        (lambda: project_spectral_norm(np.eye(2), -1), "bound"),
        (lambda: augmented_lagrangian(sum_of_entries(), *CIRCLE, mu=0), "mu"),
        (lambda: augmented_lagrangian(sum_of_entries(), *CIRCLE, tol=-1), "gtol"),
        (lambda: admm(None, None, np.zeros(2), rho=0), "rho"),
        (lambda: soft_threshold(np.zeros(2), -1), "width"),
    ],
)
def test_arguments_that_mean_nothing_are_named(call, name):
    with pytest.raises(ValueError, match=f"^{name} is "):
        call()
