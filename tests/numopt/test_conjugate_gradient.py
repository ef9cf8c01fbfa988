"""Conjugate gradients by their definitions: conjugacy, the best of the Krylov space, rates, restarts."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st

from numopt import conjugate_gradient as cg
from numopt import more_garbow_hillstrom, problems
from numopt.conjugate_gradient import CGStatus, conjugate_gradient
from numopt.descent import minimise
from numopt.line_search import LineSearchResult, strong_wolfe

RULES = (cg.fletcher_reeves, cg.polak_ribiere_plus, cg.hestenes_stiefel)
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
SEEDS = st.integers(0, 10**6)


def matrix_with(eigenvalues, seed=0):
    """Return a symmetric matrix with these eigenvalues, and a right-hand side."""
    rng = np.random.default_rng(seed)
    q, _ = np.linalg.qr(rng.standard_normal((len(eigenvalues),) * 2))
    return q * np.array(eigenvalues) @ q.T, rng.standard_normal(len(eigenvalues))


def recording(matrix):
    """Return the product with the matrix, and the list of vectors that it is asked for."""
    asked = []

    def hvp(v):
        asked.append(v)
        return matrix @ v

    return hvp, asked


# Linear ------------------------------------------------------------------------------------------


@given(SEEDS, st.integers(2, 8))
def test_the_directions_are_conjugate_and_the_residuals_orthogonal(seed, n):
    matrix, b = matrix_with(np.linspace(1, 20, n), seed)
    hvp, asked = recording(matrix)
    found = conjugate_gradient(hvp, b, max_iter=n - 1, tol=0)
    directions = np.array([p / np.sqrt(p @ matrix @ p) for p in asked])
    assert len(asked) == found.nit == n - 1
    assert np.allclose(directions @ matrix @ directions.T, np.eye(n - 1), atol=1e-8)
    points = [conjugate_gradient(hvp, b, max_iter=k, tol=0).x for k in range(n)]
    residuals = [matrix @ x - b for x in points]
    unit = np.array([r / np.linalg.norm(r) for r in residuals])
    assert np.allclose(unit @ unit.T, np.eye(n), atol=1e-7)
    assert np.allclose(found.residual_norms, [np.linalg.norm(r) for r in residuals], rtol=1e-7)


@given(SEEDS)
def test_each_point_is_the_best_of_its_krylov_space(seed):
    matrix, b = matrix_with(np.linspace(1, 30, 9), seed)
    krylov = np.array([np.linalg.matrix_power(matrix, k) @ b for k in range(4)]).T
    basis = scipy.linalg.orth(krylov)
    best = basis @ np.linalg.solve(basis.T @ matrix @ basis, basis.T @ b)
    assert np.allclose(conjugate_gradient(lambda v: matrix @ v, b, max_iter=4, tol=0).x, best, rtol=1e-7)


@given(SEEDS, st.lists(st.sampled_from([0.5, 1.0, 3.0, 10.0, 40.0]), min_size=1, max_size=12))
def test_as_many_steps_as_there_are_eigenvalues_that_differ(seed, eigenvalues):
    matrix, b = matrix_with(eigenvalues, seed)
    found = conjugate_gradient(lambda v: matrix @ v, b, tol=1e-9)
    assert found.success and found.nit <= len(set(eigenvalues))
    assert np.linalg.norm(matrix @ found.x - b) <= 2e-9 * np.linalg.norm(b)


@given(SEEDS, st.floats(1, 1e4))
def test_the_error_shrinks_as_the_root_of_the_condition_says(seed, kappa):
    matrix, b = matrix_with(np.geomspace(1, kappa, 30), seed)
    solution = np.linalg.solve(matrix, b)
    rate = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)

    def error(x):
        return np.sqrt((x - solution) @ matrix @ (x - solution))

    for k in (1, 5, 20):
        x = conjugate_gradient(lambda v: matrix @ v, b, max_iter=k, tol=0).x
        assert error(x) <= (2 * rate**k + 1e-10) * error(np.zeros(30))


@given(SEEDS)
def test_a_preconditioner_is_a_change_of_variables(seed):
    matrix, b = matrix_with(np.geomspace(1, 1e3, 8), seed)
    precondition, _ = matrix_with(np.geomspace(1, 50, 8), seed + 1)
    root = np.linalg.cholesky(precondition)  # M = L L', and CG runs on L^-1 A L^-T
    changed = np.linalg.solve(root, np.linalg.solve(root, matrix).T)
    for k in (1, 3, 5):
        x = conjugate_gradient(
            lambda v: matrix @ v,
            b,
            max_iter=k,
            tol=0,
            preconditioner=lambda r: np.linalg.solve(precondition, r),
        ).x
        hat = conjugate_gradient(lambda v: changed @ v, np.linalg.solve(root, b), max_iter=k, tol=0).x
        assert np.allclose(x, np.linalg.solve(root.T, hat), rtol=1e-6, atol=1e-8)


def test_the_matrix_itself_is_the_perfect_preconditioner():
    matrix, b = matrix_with(np.geomspace(1, 1e6, 20))
    found = conjugate_gradient(lambda v: matrix @ v, b, preconditioner=lambda r: np.linalg.solve(matrix, r))
    assert found.success and found.nit == 1


def test_a_start_is_used_and_left_alone():
    matrix, b = matrix_with([1.0, 4.0, 9.0])
    solution, start = np.linalg.solve(matrix, b), np.array([1.0, 2.0, 3.0])
    assert conjugate_gradient(lambda v: matrix @ v, b, solution).nit == 0
    found = conjugate_gradient(lambda v: matrix @ v, b, start, tol=1e-12)
    assert np.allclose(found.x, solution, rtol=1e-10) and np.array_equal(start, [1, 2, 3])
    assert found.residual_norms[0] == pytest.approx(np.linalg.norm(matrix @ start - b))
    assert conjugate_gradient(lambda v: matrix @ v, 0 * b).nit == 0


@given(SEEDS, st.lists(st.floats(1, 20), min_size=1, max_size=5), st.floats(-20, 0))
def test_curvature_that_is_not_positive_is_said(seed, eigenvalues, lowest):
    matrix, b = matrix_with([lowest, *eigenvalues], seed)
    hvp, asked = recording(matrix)
    found = conjugate_gradient(hvp, b, tol=1e-12)
    # A singular matrix shows only where rounding lets it; a negative eigenvalue is met by the n-th step.
    if lowest < -1e-3:
        assert found.negative_curvature and not found.success and found.nit <= b.size
        assert asked[-1] @ matrix @ asked[-1] <= 0
        assert len(found.residual_norms) == found.nit + 1 and "curvature" in found.message
    assert np.isfinite(found.x).all()


@pytest.mark.parametrize("tol", [1e-2, 1e-5])
def test_it_stops_at_the_first_residual_below_the_tolerance(tol):
    matrix, b = matrix_with(np.geomspace(1, 100, 40))
    norms = conjugate_gradient(lambda v: matrix @ v, b, tol=tol).residual_norms
    assert norms[-1] <= tol * np.linalg.norm(b) < norms[:-1].min()


def test_rounding_may_take_more_than_n_steps():
    matrix, b = matrix_with(np.geomspace(1, 1e6, 30))
    found = conjugate_gradient(lambda v: matrix @ v, b, tol=1e-10)
    assert found.success and found.nit > 30


def test_each_other_end_has_a_status():
    matrix, b = matrix_with(np.geomspace(1, 1e4, 20))

    def hvp(v):
        return matrix @ v

    assert conjugate_gradient(hvp, b, max_iter=3).status is CGStatus.ITERATION_LIMIT
    assert conjugate_gradient(lambda v: v * np.nan, b).status is CGStatus.NOT_FINITE
    assert conjugate_gradient(hvp, b * np.inf).status is CGStatus.NOT_FINITE
    assert conjugate_gradient(hvp, b, b * np.nan).status is CGStatus.NOT_FINITE
    wrong = conjugate_gradient(hvp, b, preconditioner=lambda r: -r)
    assert wrong.status is CGStatus.INDEFINITE_PRECONDITIONER and not wrong.success


@pytest.mark.parametrize(
    "settings, named",
    [
        ({"tol": -1.0}, "-1.0"),
        ({"tol": np.nan}, "nan"),
        ({"max_iter": -2}, "-2"),
        ({"x0": np.zeros(2)}, "2,"),
    ],
)
def test_an_argument_that_makes_no_sense_is_named(settings, named):
    with pytest.raises(ValueError, match=named):
        conjugate_gradient(lambda v: v, np.ones(3), **settings)


def test_a_matrix_as_the_right_hand_side_is_refused():
    with pytest.raises(ValueError, match=r"\(3, 1\)"):
        conjugate_gradient(lambda v: v, np.ones((3, 1)))


# Nonlinear ---------------------------------------------------------------------------------------


def directions_of(problem, direction, steps, c2=0.1):
    """Return (x, g, p) of the first steps along ``direction``, which satisfy the strong Wolfe conditions."""
    x, record = problem.start, []
    for _ in range(steps):
        g = problem.grad(x)
        if np.linalg.norm(g) < 1e-7:
            break
        p = direction(problem, x, g)
        record.append((x, g, p))
        x = x + strong_wolfe(problem.f, problem.grad, x, p, c2=c2) * p
    return record


def exact_search(phi, phi0, slope, **_):
    """Return the minimiser of a phi that is a parabola, in the words of a line search."""
    alpha = -slope / (2 * (phi(1.0) - phi0 - slope))
    return LineSearchResult(alpha, phi(alpha), (), True, "exact")


@EACH_RULE
@given(seed=SEEDS)
def test_on_a_quadratic_with_exact_steps_all_are_the_linear_method(rule, seed):
    matrix, b = matrix_with([1.0, 2.0, 5.0, 11.0, 20.0], seed)
    rotated = problems.quadratic(*np.linalg.eigh(matrix), centre=np.linalg.solve(matrix, b))
    for k in (1, 2, 3, 4, 5):
        found = minimise(rotated, cg.NonlinearCG(rule), np.zeros(5), exact_search, max_iterations=k)
        expected = conjugate_gradient(lambda v: matrix @ v, b, max_iter=k, tol=0).x
        assert np.allclose(found.x, expected, rtol=1e-5, atol=1e-7)


@given(SEEDS)
def test_the_rules_are_their_definitions(seed):
    g, g_old, p_old = np.random.default_rng(seed).standard_normal((3, 6))
    y = g - g_old
    beta = cg.hestenes_stiefel(g, g_old, p_old)
    assert abs(y @ (-g + beta * p_old)) < 1e-9 * (1 + abs(beta)) * np.linalg.norm(y) * np.linalg.norm(p_old)
    assert cg.fletcher_reeves(g, g_old, p_old) == pytest.approx((g @ g) / (g_old @ g_old))
    assert cg.polak_ribiere_plus(g, g_old, p_old) == pytest.approx(max(0, (g @ y) / (g_old @ g_old)))
    assert cg.polak_ribiere_plus(g_old / 2, g_old, p_old) == 0  # g'y < 0: the plus of PR+
    # After an exact step along -g_old on a quadratic g is orthogonal to g_old, and all agree.
    g, p_old = g - (g @ g_old) / (g_old @ g_old) * g_old, -g_old
    assert [rule(g, g_old, p_old) for rule in RULES] == pytest.approx([(g @ g) / (g_old @ g_old)] * 3)


@EACH_RULE
def test_a_rule_that_can_learn_nothing_starts_again(rule):
    g = np.array([1.0, 2.0])
    assert rule(g, 0 * g, 0 * g) == 0
    assert cg.hestenes_stiefel(g, g, g) == 0


@pytest.mark.parametrize("c2", [0.1, 0.4])
def test_fletcher_reeves_leads_downhill_by_the_bounds_of_its_lemma(c2):
    valley = problems.chained_rosenbrock(6)
    direction = cg.NonlinearCG(cg.fletcher_reeves, overlap=np.inf)
    x, ages = valley.start, []
    for _ in range(60):
        g = valley.grad(x)
        step = direction(valley, x, g)
        p = direction.last[2]
        ages.append(direction.age)
        assert -1 / (1 - c2) - 1e-9 <= (g @ p) / (g @ g) <= (2 * c2 - 1) / (1 - c2) + 1e-9
        x = x + strong_wolfe(valley.f, valley.grad, x, step, c2=c2) * step
    assert ages == list(range(60))  # it never had to start again


@EACH_RULE
def test_it_starts_again_where_two_gradients_are_far_from_orthogonal(rule):
    x, g = np.array([1.0, 1.0, 1.0]), np.array([1.0, 0.0, 0.0])
    aslant, across = np.array([0.5, 0.8, 0.0]), np.array([0.0, 0.0, 0.3])
    direction = cg.NonlinearCG(rule)
    direction(None, x, g)
    assert np.array_equal(direction.last[2], -g)
    direction(None, x - 0.1 * g, aslant)
    assert direction.age == 0 and np.array_equal(direction.last[2], -aslant)
    direction(None, x - 0.1 * g - 0.1 * aslant, across)
    assert direction.age == 1 and not np.array_equal(direction.last[2], -across)
    assert direction.reset() and direction.last is None and not direction.reset()


@EACH_RULE
def test_it_starts_again_after_so_many_directions_and_where_the_rule_leads_uphill(rule):
    cyclic = cg.NonlinearCG(rule, restart_after=3, overlap=np.inf)
    uphill = cg.NonlinearCG(lambda g, g_old, p_old: -1e6, overlap=np.inf)
    ages = []
    for x, g, _ in directions_of(problems.chained_rosenbrock(6), cg.NonlinearCG(rule), 7):
        cyclic(None, x, g)
        ages.append(cyclic.age)
        assert g @ uphill(None, x, g) < 0
    assert ages == [0, 1, 2, 0, 1, 2, 0]


@EACH_RULE
@pytest.mark.parametrize("scale", [1e-8, 1e8])
def test_the_unit_of_f_does_not_matter(rule, scale):
    valley = problems.rosenbrock()
    other = replace(valley, f=lambda x: scale * valley.f(x), grad=lambda x: scale * valley.grad(x))
    one, two = cg.NonlinearCG(rule), cg.NonlinearCG(rule)
    for x, g, _ in directions_of(valley, cg.NonlinearCG(rule), 15):
        assert np.allclose(one(valley, x, g), two(other, x, other.grad(x)), rtol=1e-9)


@EACH_RULE
def test_step_one_promises_what_the_last_step_promised(rule):
    record = directions_of(problems.chained_rosenbrock(6), cg.NonlinearCG(rule), 20)
    for (x_old, g_old, _), (x, g, p) in zip(record, record[1:], strict=False):
        assert g @ p == pytest.approx((x - x_old) @ g_old)


def test_a_direction_that_is_asked_twice_at_a_point_still_leads_somewhere():
    valley, direction = problems.rosenbrock(), cg.NonlinearCG()
    x, g = valley.start, valley.grad(valley.start)
    first, second = direction(valley, x, g), direction(valley, x, g)
    assert g @ first < 0 and np.array_equal(first, second)


@pytest.mark.parametrize("settings", [{"overlap": 0}, {"overlap": np.nan}, {"restart_after": 0}])
def test_restarts_that_make_no_sense_are_refused(settings):
    with pytest.raises(ValueError, match="positive"):
        cg.NonlinearCG(**settings)


@EACH_RULE
@pytest.mark.parametrize("problem", more_garbow_hillstrom.PROBLEMS, ids=lambda p: p.name)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # a trial step may overflow
def test_every_problem_of_the_collection_is_minimised(problem, rule):
    found = cg.minimise_nonlinear_cg(problem, rule=rule, max_iterations=5000)
    assert found.success, found.message


def test_a_large_chain_costs_vectors_only():
    found = cg.minimise_nonlinear_cg(problems.extended_rosenbrock(10**5))
    assert found.success and found.nhev == 0 and found.nfev < 300
