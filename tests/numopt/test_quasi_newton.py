"""BFGS by its defining equations, the two loops against the dense matrix, strong Wolfe by its definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import problems
from numopt.line_search import StrongWolfeLineSearch, strong_wolfe
from numopt.quasi_newton import bfgs_inverse_update, is_usable, lbfgs, two_loop


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
    assert np.allclose(found, dense @ g, rtol=0, atol=1e-9 * np.linalg.norm(dense @ g))


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


def lines():
    yield "parabola", lambda a: (a - 1) ** 2, lambda a: 2 * (a - 1)
    yield "narrow", lambda a: 50 * (a - 0.01) ** 2, lambda a: 100 * (a - 0.01)
    yield "far", lambda a: (a / 300 - 1) ** 2, lambda a: (a / 300 - 1) / 150
    yield "oscillating", lambda a: np.sin(4 * a) - a + a * a / 8, lambda a: 4 * np.cos(4 * a) - 1 + a / 4
    yield "wall", lambda a: -np.log(1 - a) - 3 * a if a < 1 else np.nan, lambda a: 1 / (1 - a) - 3


@pytest.mark.parametrize(
    ("name", "phi", "dphi"), list(lines()), ids=lambda v: v if isinstance(v, str) else ""
)
@pytest.mark.parametrize("c2", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("alpha0", [1e-3, 1.0, 100.0])
def test_a_step_satisfies_the_strong_wolfe_conditions(name, phi, dphi, c2, alpha0):
    slope = dphi(0.0) if name != "oscillating" else -dphi(0.0)
    if name == "oscillating":  # the other way round: dphi(0) = 3 leads uphill
        phi, dphi = (lambda a, f=phi: f(-a)), (lambda a, d=dphi: -d(-a))
    found = StrongWolfeLineSearch(c2=c2)(phi, dphi, phi(0.0), slope, alpha0)
    assert found.success and found.trials[-1].accepted
    assert phi(found.alpha) <= phi(0.0) + 1e-4 * found.alpha * slope + 1e-12
    assert abs(dphi(found.alpha)) <= c2 * abs(slope)
    assert len({t.alpha for t in found.trials}) == len(found.trials), "nothing is evaluated twice"


def test_where_no_step_is_good_the_search_says_so():
    found = StrongWolfeLineSearch()(lambda a: -a, lambda a: -1.0, 0.0, -1.0)
    assert not found.success and found.alpha is None and len(found.trials) == 50
    with pytest.raises(RuntimeError, match="strong Wolfe"):
        strong_wolfe(lambda x: -float(x[0]), lambda x: -np.ones(1), np.zeros(1), np.ones(1))
    with pytest.raises(ValueError, match="slope"):
        strong_wolfe(lambda x: float(x @ x), lambda x: 2 * x, np.ones(1), np.ones(1))


@pytest.mark.parametrize("scale", [1e-8, 1.0, 1e6])
@pytest.mark.parametrize("start", [(-1.2, 1.0), (-1.5, 0.5)])
def test_lbfgs_solves_rosenbrock_whatever_the_unit_of_f(scale, start):
    valley = problems.rosenbrock()
    x, norms = lbfgs(
        lambda x: scale * valley.f(x), lambda x: scale * valley.grad(x), np.array(start), tol=1e-6 * scale
    )
    assert norms[-1] < 1e-6 * scale and len(norms) < 60
    assert np.allclose(x, 1, atol=1e-5)
