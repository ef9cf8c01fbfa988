"""Newton directions by their definition, damped Newton by its order, the Wolfe conditions on a known line."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from numopt import more_garbow_hillstrom, newton, problems
from numopt.derivatives import hessian_from_gradients
from numopt.descent import Status
from numopt.quasi_newton import minimise_lbfgs
from numopt.wolfe import wolfe_conditions

DIRECTIONS = [
    newton.newton_direction,
    newton.absolute_newton_direction,
    newton.shifted_newton_direction,
    newton.modified_newton_direction,
]


def symmetric(seed, eigenvalues):
    q, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((len(eigenvalues),) * 2))
    return q * np.array(eigenvalues) @ q.T


@given(st.integers(0, 10**6), st.lists(st.floats(0.1, 100), min_size=1, max_size=6))
def test_all_directions_solve_the_newton_equation_where_h_is_positive_definite(seed, eigenvalues):
    hess = symmetric(seed, eigenvalues)
    g = np.random.default_rng(seed).standard_normal(len(eigenvalues))
    for direction in DIRECTIONS:
        assert np.allclose(hess @ direction(g, hess), -g, atol=1e-9 * np.linalg.norm(g))


@given(st.integers(0, 10**6), st.lists(st.floats(-50, 50), min_size=1, max_size=6))
def test_all_directions_lead_downhill_for_every_hessian(seed, eigenvalues):
    hess = symmetric(seed, eigenvalues)
    g = np.random.default_rng(seed).standard_normal(len(eigenvalues))
    for direction in DIRECTIONS:
        assert g @ direction(g, hess) < 0


def system(direction, hess):
    """Return the matrix B with B p = -g that a direction uses, from its answers to the unit vectors."""
    return np.linalg.inv(-np.array([direction(unit, hess) for unit in np.eye(len(hess))]))


indefinite = st.lists(st.floats(-50, 50).map(lambda value: round(value, 3)), min_size=2, max_size=6)


@given(st.integers(0, 10**6), indefinite, st.sampled_from([1e-3, 0.1]))
def test_the_shift_is_not_far_above_the_least(seed, eigenvalues, beta):
    hess, lowest = symmetric(seed, eigenvalues), min(eigenvalues)
    g = np.random.default_rng(seed).standard_normal(len(hess))
    p = newton.shifted_newton_direction(g, hess, beta)
    tau = -(p @ (hess @ p + g)) / (p @ p)
    size = np.abs(hess).max() or 1.0
    assert np.allclose(hess @ p + tau * p, -g, rtol=0, atol=1e-12 * (size + tau) * np.linalg.norm(p))
    assert tau >= max(-lowest, 0) - 1e-12 * size
    # The first tau is 0 or this; the ones after it are at most twice one that was too small.
    first = max(beta * size - hess.diagonal().min(), beta * size)
    assert tau <= max(-2 * lowest, first) + 1e-9 * size
    if lowest > 1e-3:
        assert abs(tau) < 1e-12 * size


def test_the_first_shifts_by_hand():
    # -1 + 1e-3 * 5 is made positive at once; [[1, 2], [2, 1]] takes 0, then 0.002 doubled until it passes 1.
    assert newton.shifted_newton_direction(np.ones(2), np.diag([-1.0, 5.0]))[0] == pytest.approx(-200)
    found = newton.shifted_newton_direction(np.array([1.0, -1.0]), np.array([[1.0, 2.0], [2.0, 1.0]]))
    assert found[0] == pytest.approx(-1 / (0.002 * 2**9 - 1))


@given(st.integers(0, 10**6), indefinite)
def test_the_modified_system_is_positive_definite_and_bounded(seed, eigenvalues):
    hess = symmetric(seed, eigenvalues)
    assume(min(eigenvalues) < 0)
    delta = 0.1 * np.linalg.norm(hess)
    B = system(lambda g, H: newton.modified_newton_direction(g, H, delta), hess)
    B = (B + B.T) / 2
    assert np.linalg.eigvalsh(B)[0] > 0
    # Cheng and Higham, section 3: E = L F L', and |L| is bounded by the pivoting, not by the eigenvalues.
    assert np.linalg.norm(B - hess, 2) <= 100 * len(hess) ** 2 * (delta - min(eigenvalues))


def test_the_modified_system_by_hand():
    # One block of 2 x 2 with eigenvalues -1 and 1: D = H, L = I, and -1 is raised to delta.
    hess, delta = np.array([[0.0, 1.0], [1.0, 0.0]]), 0.25
    B = system(lambda g, H: newton.modified_newton_direction(g, H, delta), hess)
    assert np.allclose(np.linalg.eigvalsh(B), [0.25, 1.0]) and np.allclose(B @ [1, 1], [1, 1])


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize(
    "hess", [[[-2.0]], np.zeros((3, 3)), np.diag([1.0, 0.0]), np.diag([1e-300, -1e-300])]
)
def test_singular_and_tiny_matrices_give_a_direction_too(direction, hess):
    g = np.ones(len(hess))
    p = direction(g, np.array(hess))
    assert np.all(np.isfinite(p)) and g @ p < 0


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan])
def test_arguments_that_make_no_sense_are_refused(bad):
    g, hess = np.ones(2), np.eye(2)
    with pytest.raises(ValueError, match=f"beta is {bad}"):
        newton.shifted_newton_direction(g, hess, bad)
    with pytest.raises(ValueError, match=f"delta is {bad}"):
        newton.modified_newton_direction(g, hess, bad)
    with pytest.raises(ValueError, match=f"epsilon is {bad}"):
        newton.difference_newton(problems.booth(), epsilon=bad)
    with pytest.raises(ValueError, match="tanh network with 61 weights has no hess"):
        newton.newton(problems.tanh_network())


@pytest.mark.parametrize("start", [(-1.2, 1.0), (0.0, 1.0), (0.0, 2.0), (-0.5, 3.0), (2.0, 10.0)])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_damped_newton_solves_rosenbrock_and_its_errors_square(start, direction):
    valley = problems.rosenbrock()
    found = newton.newton(valley, np.array(start), direction, gtol=1e-10)
    assert found.success and found.nit < 40
    errors = [np.linalg.norm(x - valley.minimiser) for x in found.trace]
    last = [(a, b) for a, b in zip(errors, errors[1:], strict=False) if 1e-7 < a < 1e-1]
    assert last and all(b < 1000 * a**2 for a, b in last)  # 757 was the largest seen


# The Hessian is indefinite for long: steepest descent is no help then, and lifted eigenvalues lead astray.
HARD = {
    (newton.newton_direction, "Gulf research (11)"),
    (newton.newton_direction, "Wood (14)"),
    (newton.newton_direction, "Biggs EXP6 (18)"),
    (newton.modified_newton_direction, "Biggs EXP6 (18)"),
}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # far out some of them overflow, and say so
@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("problem", more_garbow_hillstrom.PROBLEMS, ids=lambda p: p.name)
def test_the_classical_problems_end_where_the_gradient_is_small(problem, direction):
    run = newton.newton(problem, direction=direction, max_iterations=120)
    if (direction, problem.name) in HARD:
        assert run.status is Status.ITERATION_LIMIT and run.fun < problem.f(problem.start)
    else:
        assert run.success and np.linalg.norm(problem.grad(run.x), np.inf) <= 1e-6
        assert run.nhev == run.nit and run.njev == run.nit + 1


@pytest.mark.parametrize("run", [newton.newton, newton.difference_newton])
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_hessian_that_is_not_finite_is_said(run, bad):
    booth = problems.booth()

    def grad(x):
        return booth.grad(x) if np.array_equal(x, booth.start) else np.full(2, bad)

    with np.errstate(invalid="ignore"):
        found = run(replace(booth, grad=grad, hess=lambda x: np.full((2, 2), bad)))
    assert found.status is Status.NOT_FINITE and found.nit == 0 and np.array_equal(found.x, booth.start)


def test_a_direction_that_points_uphill_is_not_taken():
    run = newton.newton(problems.quadratic([1.0, 1.0]), direction=lambda g, hess: g)
    assert run.success and run.nit == 1  # steepest descent, which is exact here


# Newton's method with a Hessian from differences of gradients -----------------------------------------


def function(f, grad, start):
    return problems.Problem("a function", len(start), f, grad, np.array(start, dtype=float))


def bowl(start, weights):
    return replace(problems.quadratic(2 * np.array(weights, dtype=float)), start=np.array(start), hess=None)


@pytest.mark.parametrize("epsilon", [None, 1e-1, 1e-3, 1e-5, 1e-7, 1e-8])
@pytest.mark.parametrize(
    ("start", "weights"),
    [
        ([5.0], [1]),
        ([5.0, 3.0], [1, 2]),
        ([5.0, -3.0, 2.0], [1, 1, 1]),
        ([3.0, 4.0], [1, 1]),
        ([1e-8, 1e-8], [1, 1]),
    ],
)
def test_quadratics_take_hardly_more_than_one_step(start, weights, epsilon):
    run = newton.difference_newton(bowl(start, weights), epsilon=epsilon)
    assert run.success and run.nit <= 2 and np.linalg.norm(run.x) < 1e-6
    assert run.nhev == 0 and run.njev == 1 + (2 * len(start) + 1) * run.nit


@pytest.mark.parametrize("epsilon", [None, 1e-2, 1e-3, 1e-5, 1e-7])
@pytest.mark.parametrize("start", [(0.0, 0.0), (-1.2, 1.0), (0.5, 0.5), (10.0, 10.0), (200.0, 200.0)])
def test_rosenbrock_is_solved_from_near_and_far(start, epsilon):
    valley = problems.rosenbrock()
    run = newton.difference_newton(valley, np.array(start), epsilon=epsilon, gtol=1e-8)
    assert run.success and np.allclose(run.x, 1, rtol=0, atol=1e-6)
    if epsilon is None:  # as with the exact Hessian
        assert abs(run.nit - newton.newton(valley, np.array(start), gtol=1e-8).nit) <= 2


def test_the_end_with_differences_is_quadratic_too():
    run = newton.difference_newton(problems.himmelblau(), np.zeros(2), gtol=1e-11)
    errors = [np.linalg.norm(x - [3, 2]) for x in run.trace]
    last = [(a, b) for a, b in zip(errors, errors[1:], strict=False) if 1e-6 < a < 0.3]
    assert run.success and last and all(b < 10 * a**2 for a, b in last)


def test_it_agrees_with_lbfgs():
    problem = bowl([5.0, 3.0], [1, 2])
    assert np.allclose(newton.difference_newton(problem).x, minimise_lbfgs(problem).x, rtol=0, atol=1e-5)


def test_the_differences_are_symmetric_and_those_of_the_derivatives():
    seen = []

    def direction(g, hess):
        seen.append(hess)
        return newton.newton_direction(g, hess)

    valley = problems.rosenbrock()
    run = newton.difference_newton(valley, direction=direction)
    assert all(np.array_equal(hess, hess.T) for hess in seen)
    assert all(
        np.array_equal(hess, hessian_from_gradients(valley.grad, x))
        for hess, x in zip(seen, run.trace, strict=False)
    )
    asked = []
    watched = replace(bowl([300.0, 0.5], [1, 1]), grad=lambda x: asked.append(x) or 2 * x)
    newton.difference_newton(watched, epsilon=1e-3)
    assert np.allclose(np.ptp(asked[1:5], axis=0), [0.6, 2e-3])  # both ways by epsilon max(1, |x_i|)


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        # a start that is the minimiser; one where f is flat; f not finite beyond a wall; no minimum
        (function(lambda x: float(x @ x), lambda x: 2 * x, [0.0, 0.0]), Status.CONVERGED),
        (
            function(
                lambda x: 1 / (1 + np.exp(x[0] ** 2)), lambda x: -x / (2 * np.cosh(x**2 / 2) ** 2), [30.0]
            ),
            Status.CONVERGED,
        ),
        (
            function(
                lambda x: float(x @ x) if x[0] > -100 else np.nan,
                lambda x: 2 * x if x[0] > -100 else np.full(1, np.nan),
                [5.0],
            ),
            Status.CONVERGED,
        ),
        (function(lambda x: float(-(x @ x)), lambda x: -2 * x, [1.0]), Status.LINE_SEARCH_FAILED),
        (
            function(
                lambda x: np.nan if abs(x[0]) > 2 else float(x @ x), lambda x: np.full(1, np.nan), [1.0]
            ),
            Status.NOT_FINITE,
        ),
        (function(lambda x: np.nan, lambda x: 2 * x, [1.0]), Status.NOT_FINITE),
    ],
)
def test_every_end_has_its_name(problem, status):
    with np.errstate(over="ignore"):
        run = newton.difference_newton(problem, max_iterations=2000)
    assert run.status is status


def test_the_iteration_limit_is_no_success():
    run = newton.difference_newton(problems.rosenbrock(), np.zeros(2), gtol=1e-10, max_iterations=3)
    assert (run.status, run.nit, run.success) == (Status.ITERATION_LIMIT, 3, False)


# The Wolfe conditions ---------------------------------------------------------------------------------


def test_the_wolfe_conditions_of_a_parabola():
    # phi(alpha) = (1 - 2 alpha)^2: phi(0) = 1, phi'(0) = -4
    bowl, x, p = problems.quadratic([2.0]), np.array([1.0]), np.array([-2.0])
    for alpha in np.linspace(0.01, 1.2, 120):
        enough = (1 - 2 * alpha) ** 2 <= 1 - 0.3 * 4 * alpha
        slope = -4 * (1 - 2 * alpha)
        right = (enough, slope >= -2.0, abs(slope) <= 2.0)
        assert wolfe_conditions(bowl.f, bowl.grad, x, p, alpha, c1=0.3, c2=0.5) == right


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_value_that_is_not_finite_is_no_decrease(value):
    def f(x):
        return 1.0 if x[0] > 0.5 else value

    assert not wolfe_conditions(f, lambda x: np.array([2.0]), np.ones(1), -np.ones(1), 1.0)[0]
