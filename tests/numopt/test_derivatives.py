"""Quotients have their orders, the complex step is right to rounding, the check tells right from wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import derivatives, problems

X = np.array([0.4, -0.7, 0.9])
A, B = np.array([0.9, 0.5, -0.8]), np.array([1.1, -0.6, 0.7])


def wave(x):
    return np.exp(A @ x) + np.sin(B @ x)


def wave_grad(x):
    return A * np.exp(A @ x) + B * np.cos(B @ x)


def error(method, h):
    return np.linalg.norm(method(wave, X, h) - wave_grad(X)) / np.linalg.norm(wave_grad(X))


@pytest.mark.parametrize(
    ("method", "order", "longest", "shortest"),
    [
        (derivatives.forward, 1, 1e-2, 1e-6),
        (derivatives.central, 2, 1e-1, 1e-4),
        (derivatives.richardson, 4, 3e-1, 2e-2),
        (derivatives.complex_step, 2, 1e-1, 1e-5),
    ],
)
def test_the_error_falls_with_the_order_of_the_formula(method, order, longest, shortest):
    steps = np.geomspace(longest, shortest, 9)
    slope = np.polyfit(np.log(steps), np.log([error(method, h) for h in steps]), 1)[0]
    assert slope == pytest.approx(order, abs=0.08)


@pytest.mark.parametrize("method", [derivatives.forward, derivatives.central, derivatives.richardson])
def test_rounding_grows_as_one_over_h(method):
    steps = np.geomspace(1e-14, 1e-10, 60)
    slope = np.polyfit(np.log(steps), np.log([error(method, h) for h in steps]), 1)[0]
    assert slope == pytest.approx(-1, abs=0.15)


@pytest.mark.parametrize(
    ("method", "tolerance"),
    [(derivatives.forward, 1e-7), (derivatives.central, 1e-9), (derivatives.richardson, 1e-11)],
)
def test_the_default_steps_are_good_ones_at_every_scale_of_x(method, tolerance):
    for scale in (1.0, 1e3, 1e6):
        found = method(lambda x, s=scale: wave(x / s), X * scale)
        assert np.allclose(found, wave_grad(X) / scale, rtol=0, atol=tolerance / scale * 10)


@pytest.mark.parametrize("h", [1e-9, 1e-20, 1e-100, 1e-300])
def test_the_complex_step_is_right_to_rounding(h):
    assert np.allclose(derivatives.complex_step(wave, X, h), wave_grad(X), rtol=1e-15, atol=2e-16)


def test_the_complex_step_is_wrong_at_long_and_at_subnormal_steps_and_of_functions_that_are_not_analytic():
    assert error(derivatives.complex_step, 1e-2) > 1e-6
    assert error(derivatives.complex_step, 1e-320) > 1e-6
    assert np.array_equal(derivatives.complex_step(np.linalg.norm, X), np.zeros(3))


@pytest.mark.parametrize(
    ("method", "values"),
    [
        (derivatives.forward, 4),
        (derivatives.central, 6),
        (derivatives.richardson, 12),
        (derivatives.complex_step, 3),
    ],
)
def test_the_number_of_values_is_the_one_that_is_said(method, values):
    asked = []

    def counted(x):
        asked.append(x.copy())
        return wave(x)

    before = X.copy()
    method(counted, X)
    assert len(asked) == values and np.array_equal(X, before)
    assert all(np.count_nonzero(point != X) <= 1 for point in asked)


@pytest.mark.parametrize("method", [derivatives.central, derivatives.complex_step])
@pytest.mark.parametrize("dtype", [int, np.float32])
def test_other_dtypes_of_x_are_computed_with_as_float64(method, dtype):
    given_x = (2 * X).astype(dtype)
    found = method(wave, given_x)
    assert found.dtype == float and np.allclose(found, wave_grad(given_x.astype(float)), atol=1e-8)


def test_a_step_may_be_given_for_each_coordinate():
    lengths = np.array([1e-3, 1e-2, 1e-1])
    found = derivatives.central(wave, X, lengths)
    single = [derivatives.central(wave, X, h)[i] for i, h in enumerate(lengths)]
    assert np.array_equal(found, single)


# The check ----------------------------------------------------------------------------------------


def scaled(s, factor=1.0):
    return (lambda x: factor * wave(x / s)), (lambda x: factor / s * wave_grad(x / s)), X * s


@given(st.floats(-3.5, 6), st.floats(-3, 3))
def test_right_gradients_pass_at_every_scale(log_scale, log_factor):
    f, grad, x = scaled(10**log_scale, 10**log_factor)
    assert derivatives.check_gradient(f, grad, x)


@given(st.floats(-3, 3), st.integers(0, 2), st.sampled_from([-1.0, 0.0, 0.5, 0.99, 2.0]))
def test_one_wrong_component_fails_and_is_named(log_scale, place, factor):
    f, grad, x = scaled(10**log_scale, 10**log_scale)
    slip = np.where(np.arange(3) == place, factor, 1.0)
    found = derivatives.check_gradient(f, lambda x: slip * grad(x), x)
    assert not found and found.worst == place


@pytest.mark.parametrize("make", [problems.rosenbrock, problems.himmelblau, problems.beale, problems.booth])
def test_the_gradients_of_the_problems_pass_at_their_starts_and_minimisers(make):
    problem = make()
    for x in (problem.start, *problem.minimisers):
        assert derivatives.check_gradient(problem.f, problem.grad, x)


def test_a_single_step_would_reject_a_right_gradient_at_a_stationary_point():
    problem = problems.rosenbrock()
    x = problem.minimiser
    fixed = derivatives.central(problem.f, x, 1e-5)
    assert max(derivatives.scaled_difference(0.0, n) for n in fixed) > 1
    found = derivatives.check_gradient(problem.f, problem.grad, x)
    assert found and found.step.min() < 1e-5


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_fails_and_is_the_worst(bad):
    def claimed(x):
        return np.where(np.arange(3) == 1, bad, 2 * wave_grad(x))

    found = derivatives.check_gradient(wave, claimed, X)
    assert not found and found.worst == 1
    walled = derivatives.check_gradient(lambda x: wave(x) if x[2] == X[2] else bad, wave_grad, X)
    assert not walled and walled.worst == 2


def test_the_scaled_difference_is_its_definition():
    assert derivatives.scaled_difference(3.0, 1.0, rtol=0.5, atol=0.5) == 1.0
    assert derivatives.scaled_difference(1.0, 3.0, rtol=0.5, atol=0.5) == 1.0
    assert derivatives.scaled_difference(0.0, 0.0, rtol=0.5, atol=0.0) == 0.0
    assert derivatives.scaled_difference(1.0, 2.0, rtol=0.0, atol=0.0) == np.inf
