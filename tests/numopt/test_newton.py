"""Newton directions by their definition, damped Newton by its order, the Wolfe conditions on a known line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import newton, problems
from numopt.wolfe import wolfe_conditions


def symmetric(seed, eigenvalues):
    q, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((len(eigenvalues),) * 2))
    return q * np.array(eigenvalues) @ q.T


@given(st.integers(0, 10**6), st.lists(st.floats(0.1, 100), min_size=1, max_size=6))
def test_both_directions_solve_the_newton_equation_where_h_is_positive_definite(seed, eigenvalues):
    hess = symmetric(seed, eigenvalues)
    g = np.random.default_rng(seed).standard_normal(len(eigenvalues))
    for direction in (newton.newton_direction, newton.absolute_newton_direction):
        assert np.allclose(hess @ direction(g, hess), -g, atol=1e-9 * np.linalg.norm(g))


@given(st.integers(0, 10**6), st.lists(st.floats(-50, 50), min_size=1, max_size=6))
def test_both_directions_lead_downhill_for_every_hessian(seed, eigenvalues):
    hess = symmetric(seed, eigenvalues)
    g = np.random.default_rng(seed).standard_normal(len(eigenvalues))
    for direction in (newton.newton_direction, newton.absolute_newton_direction):
        assert g @ direction(g, hess) < 0


@pytest.mark.parametrize("start", [(-1.2, 1.0), (0.0, 1.0), (0.0, 2.0), (-0.5, 3.0), (2.0, 10.0)])
@pytest.mark.parametrize("direction", [newton.newton_direction, newton.absolute_newton_direction])
def test_damped_newton_solves_rosenbrock_and_its_errors_square(start, direction):
    valley = problems.rosenbrock()
    found = newton.newton(valley, np.array(start), direction, gtol=1e-10)
    assert found.success and found.nit < 40
    errors = [np.linalg.norm(x - valley.minimiser) for x in found.trace]
    last = [(a, b) for a, b in zip(errors, errors[1:], strict=False) if 1e-7 < a < 1e-1]
    assert last and all(b < 1000 * a**2 for a, b in last)  # 757 was the largest seen


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
