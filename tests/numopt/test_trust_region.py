"""Trust regions: the steps are what they are defined to be, the driver converges and says why it ends."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import descent, more_garbow_hillstrom, problems
from numopt.subproblem import ExactSolver, exact_step, steihaug_step
from numopt.trust_region import (
    Status,
    Step,
    attempt,
    cauchy_point,
    dogleg_step,
    predicted_decrease,
    to_boundary,
    trust_region,
)

EASY = [problems.booth(), problems.rosenbrock(), problems.himmelblau(), problems.beale()]
SOLVERS = [cauchy_point, dogleg_step, steihaug_step, exact_step]


def subproblem(seed: int, lowest: float, radius: float):
    """Return (g, B, radius) in 2 to 6 variables, the smallest eigenvalue of B being ``lowest``."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 7))
    rotation, _ = np.linalg.qr(rng.standard_normal((n, n)))
    eigenvalues = np.append(rng.uniform(max(lowest, 0.1), 20.0, n - 1), lowest)
    B = rotation * eigenvalues @ rotation.T
    return rng.standard_normal(n), (B + B.T) / 2, radius


some = st.builds(
    subproblem, st.integers(0, 10**6), st.sampled_from([0.1, 1.0, 5.0, 0.0, -1.0, -8.0]), st.floats(1e-3, 1e3)
)
# Where the least eigenvalue is 0, rounding decides whether there is a Newton point, and how a dogleg bends.
regular = st.builds(
    subproblem, st.integers(0, 10**6), st.sampled_from([0.1, 1.0, 5.0, -1.0, -8.0]), st.floats(1e-3, 1e3)
)
convex = st.builds(subproblem, st.integers(0, 10**6), st.sampled_from([0.1, 1.0, 5.0]), st.floats(1e-3, 1e3))


@pytest.mark.parametrize("solver", SOLVERS)
@given(problem=some)
def test_a_step_stays_inside_and_keeps_its_word(solver, problem):
    g, B, radius = problem
    step = solver(g, B, radius)
    length = np.linalg.norm(step.p)
    assert length <= radius * (1 + 1e-12)
    assert step.hits_boundary == (length >= radius * (1 - 1e-12))
    wanted = predicted_decrease(g, B, step.p)
    assert step.predicted > 0
    # Two of the solvers know it without a product; in the sum here large terms may have cancelled.
    scale = (np.linalg.norm(B, 2) * length + np.linalg.norm(g)) * length
    assert step.predicted == pytest.approx(wanted, rel=1e-12, abs=1e-13 * scale)


@given(problem=some)
def test_the_cauchy_point_is_the_best_along_the_slope(problem):
    g, B, radius = problem
    best = cauchy_point(g, B, radius).predicted
    along = np.linspace(0, radius, 300)[:, None] * -g / np.linalg.norm(g)
    assert max(predicted_decrease(g, B, p) for p in along) <= best * (1 + 1e-9)


@pytest.mark.parametrize("solver", SOLVERS)
@given(problem=some)
def test_the_decrease_is_at_least_the_one_that_convergence_needs(solver, problem):
    # Lemma 4.3: at least |g| min(radius, |g| / |B|) / 2
    g, B, radius = problem
    size = np.linalg.norm(g)
    bound = size * min(radius, size / np.linalg.norm(B, 2)) / 2
    assert solver(g, B, radius).predicted >= bound * (1 - 1e-9)


@given(problem=convex)
def test_the_dogleg_step_is_the_best_point_of_its_path(problem):
    g, B, radius = problem
    newton, corner = -np.linalg.solve(B, g), -(g @ g) / (g @ B @ g) * g
    s = np.linspace(0, 1, 300)[:, None]
    path = np.vstack([s * corner, corner + s * (newton - corner)])
    inside = path[np.linalg.norm(path, axis=1) <= radius]
    best = dogleg_step(g, B, radius).predicted
    assert max(predicted_decrease(g, B, p) for p in inside) <= best * (1 + 1e-9)
    assert best >= cauchy_point(g, B, radius).predicted * (1 - 1e-9)


@given(problem=convex)
def test_inside_the_dogleg_step_solves_the_newton_equations(problem):
    g, B, radius = problem
    step = dogleg_step(g, B, radius)
    if not step.hits_boundary:
        assert np.allclose(B @ step.p, -g, rtol=0, atol=1e-9 * np.linalg.norm(g))


@given(problem=convex)
def test_for_a_round_model_the_dogleg_step_is_optimal(problem):
    # With B = I the path is straight and the optimality conditions (theorem 4.1) hold exactly:
    # (B + lambda I) p = -g, lambda >= 0, lambda (radius - |p|) = 0.
    g, _, radius = problem
    step = dogleg_step(g, np.eye(g.size), radius)
    multiplier = -(g + step.p) @ step.p / (step.p @ step.p)
    assert np.allclose((1 + multiplier) * step.p, -g, rtol=0, atol=1e-9 * np.linalg.norm(g))
    assert multiplier >= -1e-12
    assert abs(multiplier * (radius - np.linalg.norm(step.p))) <= 1e-9 * np.linalg.norm(g)


@given(problem=st.builds(subproblem, st.integers(0, 10**6), st.just(-3.0), st.floats(1e-3, 1e3)))
def test_without_a_path_the_dogleg_is_the_cauchy_point(problem):
    assert np.array_equal(dogleg_step(*problem).p, cauchy_point(*problem).p)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("B", [np.eye(2), -np.eye(2), np.zeros((2, 2))])
def test_no_gradient_no_step(solver, B):
    if solver is exact_step:
        B = np.abs(B)  # where B is not semidefinite the exact step moves all the same: see below
    step = solver(np.zeros(2), B, 1.0)
    assert not step.p.any() and step.predicted == 0 and not step.hits_boundary


@given(problem=regular, units=st.tuples(st.floats(1e-8, 1e8), st.floats(1e-8, 1e8)))
def test_units_do_not_matter(problem, units):
    (g, B, radius), (height, length) = problem, units
    for solver in (dogleg_step, exact_step):
        step = solver(g, B, radius)
        other = solver(g * height / length, B * height / length**2, radius * length)
        assert np.allclose(other.p / length, step.p, rtol=0, atol=1e-6 * np.linalg.norm(step.p))


def test_the_boundary_is_met_without_cancellation():
    p, d = np.array([1.0 - 1e-9, 0.0]), np.array([1e8, 0.0])
    assert np.allclose(to_boundary(p, d, 1.0), [1.0, 0.0], rtol=0, atol=1e-15)
    assert np.allclose(to_boundary(np.zeros(2), d, 2.0), [2.0, 0.0], rtol=0, atol=1e-15)


# One attempt ------------------------------------------------------------------------------------------

G, HERE = np.array([1.0, 2.0]), np.zeros(2)


def tried(ratio: float, radius: float, **settings):
    """Return an attempt from 0 whose ratio is this one; the Newton point of B = I has length sqrt(5)."""
    step = dogleg_step(G, np.eye(2), radius)
    settings = {"max_trust_radius": 10.0, "eta": 0.1} | settings
    return attempt(lambda x: 7.0 - ratio * step.predicted, HERE, 7.0, step, radius, **settings)


@pytest.mark.parametrize(
    ("ratio", "radius", "factor", "accepted"),
    [
        (-1.0, 1.0, 0.25, False),
        (0.05, 1.0, 0.25, False),
        (0.2, 1.0, 0.25, True),
        (0.5, 1.0, 1.0, True),
        (0.9, 1.0, 2.0, True),
        (0.9, 3.0, 1.0, True),
        (0.2, 3.0, 0.25, True),
        (0.9, 2.0, 2.0, True),
    ],
)
def test_the_ratio_decides_about_radius_and_step(ratio, radius, factor, accepted):
    found = tried(ratio, radius)
    assert np.isclose(found.ratio, ratio)
    assert (found.radius, found.accepted) == (factor * radius, accepted)


def test_the_radius_has_a_limit():
    assert tried(1.0, 1.0, max_trust_radius=1.5).radius == 1.5


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_trial_that_is_not_finite_is_rejected_and_shrinks(bad):
    step = dogleg_step(G, np.eye(2), 1.0)
    found = attempt(lambda x: bad, HERE, 7.0, step, 1.0, 10.0, 0.1)
    assert not found.accepted and found.radius == 0.25


@pytest.mark.parametrize(
    ("value", "accepted"), [(1.0, True), (np.nextafter(1.0, 2.0), False), (np.nan, False)]
)
def test_at_rounding_level_the_radius_stays_and_f_does_not_rise(value, accepted):
    step = dogleg_step(1e-9 * G, np.eye(2), 1.0)
    found = attempt(lambda x: value, HERE, 1.0, step, 1.0, 10.0, 0.1)
    assert (found.accepted, found.radius) == (accepted, 1.0) and np.isnan(found.ratio)


# The driver -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("problem", EASY, ids=lambda p: p.name)
def test_dogleg_converges_to_a_minimiser_and_never_climbs(problem):
    run = trust_region(problem, gtol=1e-8, max_iterations=60)
    assert run.success and run.status is Status.CONVERGED
    assert min(np.linalg.norm(run.x - m) for m in problem.minimisers) < 1e-6
    assert np.all(np.diff([problem.f(x) for x in run.trace]) <= 0)


def test_cauchy_points_are_steepest_descent_and_as_slow():
    slow, x0 = problems.quadratic([1.0, 100.0]), np.array([100.0, 1.0])
    run = trust_region(slow, cauchy_point, x0, initial_trust_radius=1000.0)
    assert run.success and run.nit > 20 * trust_region(slow, dogleg_step, x0).nit
    # From the worst start each step of steepest descent multiplies f by ((kappa - 1) / (kappa + 1))^2.
    values = np.array([slow.f(x) for x in run.trace])
    assert np.allclose(values[1:] / values[:-1], (99 / 101) ** 2, rtol=1e-6)


# Where the defaults do not do, and why.
SETTINGS = {
    "Brown badly scaled (4)": {"max_trust_radius": 1e8},  # the minimiser is a million away
    "Biggs EXP6 (18)": {"initial_trust_radius": 0.5},  # a step of 1 leads into a valley without a minimum
}


@pytest.mark.parametrize("problem", more_garbow_hillstrom.PROBLEMS, ids=lambda p: p.name)
def test_the_exact_step_solves_the_classical_problems(problem):
    run = trust_region(problem, ExactSolver(), max_iterations=200, **SETTINGS.get(problem.name, {}))
    assert run.success and np.linalg.norm(problem.grad(run.x), np.inf) <= 1e-6
    assert np.all(np.diff([problem.f(x) for x in run.trace]) <= 0)
    lowest = np.linalg.eigvalsh(problem.hess(run.x))
    assert lowest[0] >= -1e-6 * lowest[-1]  # the second-order condition
    if problem.name != "trigonometric, n = 10 (26)":  # it has a second minimum, 2.79506e-5
        assert run.fun == pytest.approx(problem.minimum, rel=1e-4, abs=1e-9)


def test_a_saddle_is_left_for_a_minimiser_and_the_end_is_quadratic():
    # The gradient at the start has no part along the negative eigenvalue: the hard case.
    problem = replace(problems.saddle(), start=np.array([0.0, 1.0]))
    values = np.linalg.eigvalsh(problem.hess(problem.start))
    run = trust_region(problem, exact_step, gtol=1e-10)
    assert values[0] < 0 and run.success
    errors = [min(np.linalg.norm(x - m) for m in problem.minimisers) for x in run.trace]
    last = [(a, b) for a, b in zip(errors, errors[1:], strict=False) if 1e-7 < a < 1e-1]
    assert last and all(b < 10 * a**2 for a, b in last)


def test_without_a_hessian_products_do_for_steihaugs_step():
    network = problems.tanh_network()
    run = trust_region(network, steihaug_step, gtol=1e-8)
    assert run.success and run.nit < run.nhev < 5 * network.n and run.njev == len(run.trace)
    by_differences = trust_region(replace(network, hvp=None), steihaug_step, gtol=1e-8)
    assert by_differences.success and np.allclose(by_differences.x, run.x, atol=1e-5)
    assert by_differences.nhev == 0 and by_differences.njev > run.njev + run.nhev
    with pytest.raises(ValueError, match="no hess"):
        trust_region(network, dogleg_step)
    with pytest.raises(ValueError, match="no hess"):
        trust_region(network, exact_step)


@pytest.mark.parametrize("norm", [np.inf, 2, 1])
def test_the_norm_of_the_stopping_test_can_be_chosen(norm):
    start = np.array([3.0, 4.0])
    for gtol, steps in ((np.linalg.norm(start, norm), 0), (np.linalg.norm(start, norm) * (1 - 1e-9), 1)):
        run = trust_region(
            problems.quadratic([1.0, 1.0]), x0=start, gtol=gtol, norm=norm, initial_trust_radius=9
        )
        assert run.success and run.nit == steps


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.parametrize("what", ["hess", "hvp"])
def test_second_derivatives_that_are_not_finite_are_said(bad, what):
    second = {"hess": None, what: lambda *_: np.full((2, 2) if what == "hess" else 2, bad)}
    for solver in SOLVERS if what == "hess" else (cauchy_point, steihaug_step):
        run = trust_region(replace(problems.booth(), **second), solver)
        assert run.status is Status.NOT_FINITE and run.nit == 0


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("level", [0.0, 74.0])
def test_a_function_that_is_nowhere_finite_but_at_the_start_ends_soon(solver, level):
    booth = problems.booth()
    broken = replace(booth, f=lambda x: level if np.array_equal(x, booth.start) else np.nan)
    run = trust_region(broken, solver)
    assert run.status is Status.NO_PROGRESS and run.nit < 60 and np.array_equal(run.x, booth.start)


def test_saddles_are_left():
    saddle = problems.Problem(
        "x1^2 - x2^2 + x2^4",
        2,
        lambda x: float(x[0] ** 2 - x[1] ** 2 + x[1] ** 4),
        lambda x: np.array([2 * x[0], -2 * x[1] + 4 * x[1] ** 3]),
        np.array([1.0, 1e-3]),
        lambda x: np.diag([2.0, -2 + 12 * x[1] ** 2]),
    )
    run = trust_region(saddle)
    assert run.success and np.isclose(abs(run.x[1]), np.sqrt(0.5))


def test_the_records_fit_together():
    counted, counts = problems.counting(problems.rosenbrock())
    run = trust_region(counted)
    taken = [a for a in run.attempts if a.accepted]
    assert (run.nfev, run.njev, run.nhev) == (counts.f, counts.grad, counts.hess)
    assert run.nfev == 1 + run.nit == 1 + len(run.attempts) and run.njev == 1 + len(taken)
    assert run.nhev <= run.njev  # none at the last point, none anew after a rejection
    assert len(run.radii) == run.nit + 1 and run.radii[1:] == [a.radius for a in run.attempts]
    assert len(run.trace) == 1 + len(taken) and run.fun == taken[-1].value
    assert any(not a.accepted for a in run.attempts)


def test_a_rejection_hands_the_same_arrays_to_the_solver_again():
    seen = []

    def spy(g, B, radius):
        seen.append((g, B))
        return dogleg_step(g, B, radius)

    run = trust_region(problems.rosenbrock(), spy)
    for (before, after), earlier in zip(zip(seen, seen[1:], strict=False), run.attempts, strict=False):
        assert all(a is b for a, b in zip(before, after, strict=True)) == (not earlier.accepted)


def test_any_solver_will_do():
    def newton_or_nothing(g, B, radius):
        p = -np.linalg.solve(B, g)
        p *= min(1.0, radius / np.linalg.norm(p))
        return Step(p, predicted_decrease(g, B, p), bool(np.linalg.norm(p) >= 0.99 * radius))

    assert trust_region(problems.booth(), newton_or_nothing).success


def test_the_ends_have_names():
    assert Status is descent.Status
    booth = problems.booth()
    assert trust_region(booth, max_iterations=1).status is Status.ITERATION_LIMIT
    assert not trust_region(booth, max_iterations=1).success
    cut = trust_region(problems.rosenbrock(), max_iterations=12)
    assert cut.nit == 12 > len(cut.trace) - 1  # rejected steps count
    assert trust_region(booth, x0=np.array([np.nan, 0.0])).status is Status.NOT_FINITE
    assert trust_region(booth, x0=np.array([1.0, 3.0])).nit == 0
    offset = problems.Problem(
        "a bowl that is flat in floating point",
        2,
        lambda x: 1e6 + float(x @ x) + 1e-9 * float(np.any(x != 1e-8)),
        lambda x: 2 * x,
        np.full(2, 1e-8),
        lambda x: 2 * np.eye(2),
    )
    stuck = trust_region(offset, gtol=1e-12)
    assert stuck.status is Status.NO_PROGRESS and "rounding" in stuck.message


@pytest.mark.parametrize(
    "settings",
    [
        {"eta": 0.25},
        {"eta": -0.1},
        {"eta": np.nan},
        {"initial_trust_radius": 0.0},
        {"initial_trust_radius": np.nan},
        {"max_trust_radius": 0.5},
        {"gtol": -1e-3},
        {"max_iterations": -1},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings):
    with pytest.raises(ValueError, match=str(next(iter(settings.values())))):
        trust_region(problems.booth(), **settings)
