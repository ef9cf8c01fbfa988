"""Problems: derivatives agree with differences, minimisers are stationary and have the stated value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import problems

ROTATION = np.linalg.qr(np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 2.0], [1.5, 0.2, 0.7]]))[0]
PROBLEMS = [
    problems.rosenbrock(),
    problems.himmelblau(),
    problems.beale(),
    problems.booth(),
    problems.quadratic([2.0, 20.0]),
    problems.quadratic([1.0, 7.0, 50.0], ROTATION, centre=[1.0, -2.0, 0.5]),
    problems.quadratic([-3.0, 1.0, 4.0], ROTATION),
]
NAMED = pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.name)
# Central differences with this step have an error of about 1e-10 of the function's own scale.
STEP = 6e-6


def points(n):
    return st.lists(st.floats(-2, 2), min_size=n, max_size=n).map(np.array)


def differences(function, x):
    """Return the central differences of ``function`` along the coordinates, one row each."""
    steps = STEP * np.eye(x.size)
    return np.array([(function(x + h) - function(x - h)) / (2 * STEP) for h in steps])


@NAMED
@given(data=st.data())
def test_the_gradient_is_the_derivative(problem, data):
    x = data.draw(points(problem.n))
    scale = 1 + abs(problem.f(x)) + np.linalg.norm(problem.grad(x))
    assert np.allclose(problem.grad(x), differences(problem.f, x), rtol=0, atol=1e-7 * scale)


@NAMED
@given(data=st.data())
def test_the_hessian_is_the_derivative_of_the_gradient_and_symmetric(problem, data):
    x = data.draw(points(problem.n))
    hessian = problem.hess(x)
    scale = 1 + np.linalg.norm(problem.grad(x)) + np.linalg.norm(hessian)
    assert np.array_equal(hessian, hessian.T)
    assert np.allclose(hessian, differences(problem.grad, x), rtol=0, atol=1e-7 * scale)


@NAMED
def test_every_minimiser_is_stationary_and_has_the_minimum(problem):
    for x in problem.minimisers:
        assert np.linalg.norm(problem.grad(x)) < 1e-10
        assert abs(problem.f(x) - problem.minimum) < 1e-18
        assert np.linalg.eigvalsh(problem.hess(x)).min() > 0


def test_an_indefinite_quadratic_has_no_minimiser():
    assert PROBLEMS[-1].minimiser is None and PROBLEMS[-1].minimisers == ()


def test_a_quadratic_has_the_spectrum_that_was_asked_for():
    quadratic = problems.quadratic([1.0, 7.0, 50.0], ROTATION)
    assert np.allclose(np.linalg.eigvalsh(quadratic.hess(np.zeros(3))), [1.0, 7.0, 50.0], rtol=1e-13)


def test_shapes_that_do_not_agree_are_named():
    with pytest.raises(ValueError, match=r"\(2,\).*\(3, 3\)"):
        problems.quadratic([1.0, 2.0], ROTATION)


def test_counting_counts_and_changes_nothing():
    counted, counts = problems.counting(problems.rosenbrock())
    x = np.array([0.5, 0.5])
    assert counted.f(x) == problems.rosenbrock().f(x)
    counted.f(x), counted.grad(x)
    assert (counts.f, counts.grad, counts.hess) == (2, 1, 0)


def test_a_value_that_is_handed_out_can_be_changed_without_harm():
    for problem in PROBLEMS:
        problem.hess(problem.start)[:] = 0
        assert np.any(problem.hess(problem.start) != 0)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_gradient_of_the_network_is_that_of_its_values(seed):
    network = problems.tanh_network(inputs=2, hidden=4, samples=10, seed=seed)
    assert network.n == 17 and network.start.shape == (17,)
    x, h = network.start, 1e-6
    differences = [(network.f(x + h * e) - network.f(x - h * e)) / (2 * h) for e in np.eye(17)]
    assert np.allclose(network.grad(x), differences, atol=1e-8)
