"""The subproblem's solvers: Steihaug's step by its path, the exact one by the conditions of optimality."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.optimize._trustregion_exact import IterativeSubproblem

from numopt import problems
from numopt.subproblem import ExactSolver, Spectrum, exact_step, secular_root, spectrum, steihaug_step
from numopt.trust_region import cauchy_point, dogleg_step, predicted_decrease, to_boundary, trust_region

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
convex = st.builds(subproblem, st.integers(0, 10**6), st.sampled_from([0.1, 1.0, 5.0]), st.floats(1e-3, 1e3))


# Steihaug's conjugate gradients -----------------------------------------------------------------------


@given(problem=convex)
def test_inside_steihaugs_step_solves_the_newton_equation_as_well_as_it_is_asked(problem):
    g, B, radius = problem
    for eta in (0.5, 1e-3, 1e-9):
        step = steihaug_step(g, B, radius, eta)
        if not step.hits_boundary:
            assert np.linalg.norm(B @ step.p + g) <= (eta + 1e-12) * np.linalg.norm(g)
    if np.linalg.norm(np.linalg.solve(B, g)) < 0.99 * radius:  # on the way to it |p| grows: theorem 4.2
        assert not step.hits_boundary


@given(problem=some)
def test_steihaugs_step_is_no_worse_than_cauchys_and_no_better_than_the_exact_one(problem):
    at_least, best = cauchy_point(*problem).predicted, exact_step(*problem).predicted
    for eta in (None, 1e-9):
        found = steihaug_step(*problem, eta).predicted
        assert at_least * (1 - 1e-9) <= found <= best * (1 + 1e-9)


def test_steihaugs_step_asks_for_one_product_a_step_and_no_matrix():
    class Counted:
        made = 0

        def __matmul__(self, v):
            self.made += 1
            return np.arange(1.0, 9.0) * v

    B = Counted()
    step = steihaug_step(np.ones(8), B, 100.0, eta=1e-10)
    assert np.allclose(step.p, -1 / np.arange(1.0, 9.0)) and B.made == 8
    assert not steihaug_step(np.ones(8), B, 100.0, max_iter=0).p.any()


def test_near_the_solution_steihaugs_step_is_asked_to_be_good():
    # |B p + g| <= min(1/2, sqrt |g|) |g|: superlinear convergence
    for size in (1e-2, 1e-4, 1e-8):
        g, B = np.full(50, size / np.sqrt(50)), np.diag(np.linspace(1, 50, 50))
        assert np.linalg.norm(B @ steihaug_step(g, B, 1.0).p + g) <= np.sqrt(size) * size


def test_where_the_model_bends_down_steihaugs_step_takes_the_better_end():
    B, g, radius = np.diag([-3.0, 2.0, 1.0]), np.array([1.0, 1.0, 2.0]), 16.0
    first, r = -2 * g, np.array([7.0, -3.0, -2.0])  # where the first product leads, and B p + g there
    d = -r - (r @ r) / (g @ g) * g
    assert g @ B @ d == pytest.approx(0, abs=1e-12) and d @ B @ d < 0
    ahead, behind = (predicted_decrease(g, B, to_boundary(first, way, radius)) for way in (d, -d))
    step = steihaug_step(g, B, radius)
    assert behind > ahead and step.predicted == pytest.approx(behind) and step.hits_boundary


# The exact solution -----------------------------------------------------------------------------------

magnitudes = st.floats(-8, 8).map(lambda power: 10.0**power)
values = st.sampled_from([-2.0, -1.0, 0.0, 1.0, 3.0]) | st.floats(-5, 5).map(lambda value: round(value, 9))
spectra = st.lists(values, min_size=1, max_size=7)


@st.composite
def all_sorts(draw):
    """Return (g, B, radius): easy, hard and almost hard, definite or not, singular, of all sizes."""
    eigenvalues = np.sort(draw(spectra)) * draw(st.sampled_from([1e-6, 1.0, 1e6]))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    rotation, _ = np.linalg.qr(rng.standard_normal((eigenvalues.size,) * 2))
    parts = rng.standard_normal(eigenvalues.size) * draw(magnitudes | st.just(0.0))
    parts[eigenvalues == eigenvalues[0]] *= draw(st.sampled_from([1.0, 0.0, 1e-4, 1e-8, 1e-12, 1e-15]))
    B = rotation * eigenvalues @ rotation.T
    return rotation @ parts, (B + B.T) / 2, draw(magnitudes)


def is_optimal(step, g, B, radius) -> bool:
    """Return whether the four conditions of theorem 4.1 hold, up to the rounding of their own terms."""
    multiplier, length, size = step.multiplier, np.linalg.norm(step.p), np.linalg.norm(B, 2)
    level = 1e-13 * ((size + multiplier) * length + np.linalg.norm(g))
    solved = np.linalg.norm(B @ step.p + multiplier * step.p + g) <= level
    complementary = abs(multiplier * (radius - length)) <= level
    semidefinite = np.linalg.eigvalsh(B)[0] + multiplier >= -1e-13 * size
    return solved and complementary and semidefinite and multiplier >= 0 and length <= radius * (1 + 1e-12)


@settings(max_examples=300)
@given(problem=all_sorts())
def test_the_exact_step_fulfils_the_optimality_conditions(problem):
    assert is_optimal(exact_step(*problem), *problem)


@given(problem=all_sorts())
def test_no_other_solver_promises_more_than_the_exact_one(problem):
    g, B, radius = problem
    best = exact_step(g, B, radius).predicted
    scale = (np.linalg.norm(B, 2) * radius + np.linalg.norm(g)) * radius
    rng = np.random.default_rng(0)
    others = [solver(g, B, radius).p for solver in SOLVERS]
    others += [radius * v / np.linalg.norm(v) for v in rng.standard_normal((20, g.size))]
    assert max(predicted_decrease(g, B, p) for p in others) <= best + 1e-12 * scale


@pytest.mark.parametrize("radius", [1e-8, 1e-3, 1.0, 1e3, 1e8])
def test_the_hard_case_by_hand(radius):
    # B = diag(-1, 2), g = (0, 3): lambda = 1 and p = (p1, -1) where the radius is longer than 1.
    B, g = np.diag([-1.0, 2.0]), np.array([0.0, 3.0])
    step = exact_step(g, B, radius)
    assert is_optimal(step, g, B, radius) and step.hits_boundary
    if radius > 1:
        assert step.multiplier == 1 and step.p[1] == pytest.approx(-1)
    else:
        assert step.multiplier == pytest.approx(3 / radius - 2) and step.p == pytest.approx([0, -radius])


@pytest.mark.parametrize("radius", [1e-8, 1.0, 1e8])
def test_without_a_gradient_the_exact_step_leaves_a_saddle_along_an_eigenvector(radius):
    B = np.array([[1.0, 2.0], [2.0, 1.0]])  # eigenvalues 3 and -1, the latter along (1, -1)
    step = exact_step(np.zeros(2), B, radius)
    assert np.allclose(np.abs(step.p), radius / np.sqrt(2), rtol=1e-12) and step.p[0] == pytest.approx(
        -step.p[1]
    )
    assert step.multiplier == pytest.approx(1) and step.predicted == pytest.approx(radius**2 / 2)


@pytest.mark.parametrize("radius", [1e-8, 1.0, 1e8])
def test_without_curvature_the_exact_step_is_steepest_descent(radius):
    g = np.array([3.0, -4.0])
    step = exact_step(g, np.zeros((2, 2)), radius)
    assert np.allclose(step.p, -radius * g / 5, rtol=1e-14) and step.multiplier == pytest.approx(5 / radius)


@pytest.mark.parametrize("seed", range(20))
def test_a_flat_direction_without_slope_is_no_hard_case(seed):
    rotation, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((4, 4)))
    B = rotation * [0.0, 1.0, 2.0, 5.0] @ rotation.T
    step = exact_step(rotation @ [0.0, 2.0, 2.0, 5.0], (B + B.T) / 2, 10.0)
    # Not one unit along the flat direction, in which rounding has a slope and a curvature.
    assert np.allclose(step.p, -rotation @ [0, 2, 1, 1], rtol=0, atol=1e-12)
    assert step.multiplier == 0 and not step.hits_boundary


easy = st.builds(subproblem, st.integers(0, 10**6), st.sampled_from([1.0, -1.0, -8.0]), magnitudes)


@given(problem=easy)
def test_the_exact_step_is_that_of_a_root_finder_with_linear_systems(problem):
    g, B, radius = problem

    def p(multiplier):
        return -np.linalg.solve(B + multiplier * np.eye(g.size), g)

    low = max(0.0, -np.linalg.eigvalsh(B)[0] * (1 + 1e-12))
    step = exact_step(g, B, radius)
    multiplier = 0.0
    if np.linalg.norm(p(low)) > radius:
        high = np.linalg.norm(g) / radius + low
        multiplier = brentq(lambda x: np.linalg.norm(p(x)) - radius, low, high, xtol=1e-14, rtol=1e-14)
    assert step.multiplier == pytest.approx(multiplier, rel=1e-9, abs=1e-12)
    assert np.allclose(
        step.p, p(multiplier), rtol=0, atol=1e-4 * radius
    )  # B + lambda I may be nearly singular


@given(problem=easy)
def test_scipys_exact_solver_agrees_as_far_as_it_goes(problem):
    g, B, radius = problem
    peer = IterativeSubproblem(np.zeros_like(g), lambda x: 0.0, lambda x: g, lambda x: B)
    p, hits_boundary = peer.solve(radius)
    step = exact_step(g, B, radius)
    # SciPy stops within a tenth of the radius, or where the model is within a fifth of its minimum.
    assert step.hits_boundary == hits_boundary
    if np.linalg.norm(p) <= radius:
        assert 0.8 * step.predicted <= predicted_decrease(g, B, p) <= step.predicted * (1 + 1e-9)


@given(problem=all_sorts())
def test_newtons_method_on_the_secular_equation_stays_between_its_bounds(problem):
    g, B, radius = problem
    known = spectrum(g, B)
    if np.linalg.norm(known.solution(max(known.lowest, 0.0))) <= radius:
        return
    asked = []

    class Spy(Spectrum):
        def solution(self, shift):
            asked.append(shift)
            return super().solution(shift)

    root = secular_root(Spy(**vars(known)), radius)
    assert np.linalg.norm(known.solution(root)) == pytest.approx(radius, rel=1e-12)
    lengths = [np.linalg.norm(known.solution(shift)) for shift in asked]
    assert asked[0] >= max(known.lowest, 0.0) and asked[-1] <= np.linalg.norm(g) / radius * (1 + 1e-12)
    # From the left and never past the root: |p| falls towards the radius.
    assert all(a >= b for a, b in zip(lengths, lengths[1:], strict=False)) and len(asked) <= 30
    assert all(length >= radius * (1 - 1e-12) for length in lengths)


def test_the_eigenvalues_are_kept_for_the_next_radius(monkeypatch):
    calls = []
    eigh = np.linalg.eigh
    monkeypatch.setattr(np.linalg, "eigh", lambda B: calls.append(1) or eigh(B))
    run = trust_region(problems.rosenbrock(), ExactSolver())
    assert run.success and any(not a.accepted for a in run.attempts)
    assert len(calls) == run.nhev < run.nit
    solver, g, B = ExactSolver(), np.ones(2), np.diag([1.0, -1.0])
    before = solver(g, B, 1.0)
    B[1, 1] = 5.0  # the same array with other numbers is another subproblem
    assert np.array_equal(solver(g, B, 1.0).p, exact_step(g, B, 1.0).p) and before.multiplier > 1


@pytest.mark.parametrize("solver", [steihaug_step, exact_step, ExactSolver()])
@pytest.mark.parametrize("radius", [0.0, -1.0, np.nan])
def test_a_radius_that_is_not_positive_is_refused(solver, radius):
    with pytest.raises(ValueError, match=str(radius)):
        solver(np.ones(2), np.eye(2), radius)
