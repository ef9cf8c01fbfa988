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


def wave_hess(x):
    return np.outer(A, A) * np.exp(A @ x) - np.outer(B, B) * np.sin(B @ x)


def error(method, h):
    return np.linalg.norm(method(wave, X, h) - wave_grad(X)) / np.linalg.norm(wave_grad(X))


def slope(steps, errors):
    """Return the order that the errors show: the slope of a straight line through their logarithms."""
    return np.polyfit(np.log(steps), np.log(errors), 1)[0]


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
    assert slope(steps, [error(method, h) for h in steps]) == pytest.approx(order, abs=0.08)


@pytest.mark.parametrize("method", [derivatives.forward, derivatives.central, derivatives.richardson])
def test_rounding_grows_as_one_over_h(method):
    steps = np.geomspace(1e-14, 1e-10, 60)
    assert slope(steps, [error(method, h) for h in steps]) == pytest.approx(-1, abs=0.15)


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


def test_steps_and_shapes_without_a_meaning_are_refused():
    for h in (0.0, np.nan, np.inf, [1e-3, 0.0, 1e-3]):
        with pytest.raises(ValueError, match="the step is"):
            derivatives.central(wave, X, h)
    with pytest.raises(ValueError, match=r"x has shape \(3, 1\)"):
        derivatives.forward(wave, X[:, None])


# Precision ----------------------------------------------------------------------------------------


def narrow_wave(x):
    """The same function, all of it in float32."""
    assert x.dtype == np.float32
    return np.exp(A.astype(x.dtype) @ x) + np.sin(B.astype(x.dtype) @ x)


def narrow_grad(x):
    assert x.dtype == np.float32
    return wave_grad(x.astype(float)).astype(np.float32)


NARROW = np.finfo(np.float32).eps


@pytest.mark.parametrize(
    ("method", "power"),
    [(derivatives.forward, 1 / 2), (derivatives.central, 2 / 3), (derivatives.richardson, 4 / 5)],
)
def test_the_steps_are_as_good_in_float32_as_its_digits_permit(method, power):
    x = X.astype(np.float32)
    exact = wave_grad(x.astype(float))
    found = method(narrow_wave, x, dtype=np.float32)
    assert found.dtype == np.float32
    assert np.linalg.norm(found - exact) < 3 * NARROW**power * np.linalg.norm(exact)
    blind = method(narrow_wave, x, 1e-6, dtype=np.float32)  # a good step for float64
    assert np.linalg.norm(blind - exact) > 1e-2 * np.linalg.norm(exact)


def test_second_derivatives_in_float32():
    x = X.astype(np.float32)
    exact = wave_hess(x.astype(float))
    found = derivatives.hessian_from_gradients(narrow_grad, x, dtype=np.float32)
    assert found.dtype == np.float32 and np.allclose(found, exact, atol=3 * NARROW ** (2 / 3))
    found = derivatives.hessian_from_values(narrow_wave, x, dtype=np.float32)
    assert found.dtype == np.float32 and np.allclose(found, exact, atol=5 * NARROW ** (1 / 2))
    v = np.array([0.3, -0.2, 0.5], dtype=np.float32)
    found = derivatives.hvp_central(narrow_grad, x, v)
    assert found.dtype == np.float32 and np.allclose(found, exact @ v, atol=3 * NARROW ** (2 / 3))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("power", [1 / 2, 1 / 3, 1 / 4, 1 / 5])
@given(st.lists(st.floats(1.125, 1.75, width=32), min_size=1, max_size=4), st.integers(0, 20))
def test_automatic_steps_are_powers_of_two_that_are_added_without_rounding(dtype, power, values, exponent):
    x = np.array(values, dtype=dtype) * dtype(2) ** exponent  # away from powers of two, where spacings change
    h = derivatives.automatic_steps(x, power)
    wanted = np.finfo(dtype).eps ** power * x
    assert h.dtype == dtype and np.all(np.frexp(h)[0] == 0.5)
    assert np.all((h <= 1.5 * wanted) & (wanted <= 1.5 * h))
    assert np.array_equal((x + h) - x, h) and np.array_equal(x - (x - h), h)
    assert np.array_equal(derivatives.automatic_steps(-x, power), h)


# Second derivatives -------------------------------------------------------------------------------

V = np.array([0.3, -0.8, 0.5])


@pytest.mark.parametrize(
    ("found", "longest", "shortest"),
    [
        (lambda h: derivatives.hessian_from_gradients(wave_grad, X, h) - wave_hess(X), 1e-1, 1e-4),
        (lambda h: derivatives.hessian_from_values(wave, X, h) - wave_hess(X), 1e-1, 3e-3),
        (lambda h: derivatives.hvp_central(wave_grad, X, V, h) - wave_hess(X) @ V, 1e-1, 1e-4),
        (lambda h: derivatives.hvp_complex(wave_grad, X, V, h) - wave_hess(X) @ V, 1e-1, 1e-5),
    ],
    ids=["gradients", "values", "central product", "complex product"],
)
def test_the_errors_of_second_derivatives_fall_as_h_squared(found, longest, shortest):
    steps = np.geomspace(longest, shortest, 9)
    assert slope(steps, [np.linalg.norm(found(h)) for h in steps]) == pytest.approx(2, abs=0.08)


def test_rounding_grows_as_one_over_h_in_gradients_and_its_square_in_values():
    steps = np.geomspace(1e-10, 1e-7, 60)
    errors = [
        np.linalg.norm(derivatives.hessian_from_gradients(wave_grad, X, h) - wave_hess(X)) for h in steps
    ]
    assert slope(steps, errors) == pytest.approx(-1, abs=0.15)
    errors = [np.linalg.norm(derivatives.hessian_from_values(wave, X, h) - wave_hess(X)) for h in steps]
    assert slope(steps, errors) == pytest.approx(-2, abs=0.15)


@pytest.mark.parametrize("scale", [1.0, 1e3, 1e6])
def test_the_default_steps_of_second_derivatives_are_good_ones_at_every_scale_of_x(scale):
    x, exact = X * scale, wave_hess(X) / scale**2
    found = derivatives.hessian_from_gradients(lambda x: wave_grad(x / scale) / scale, x)
    assert np.array_equal(found, found.T) and np.allclose(found, exact, rtol=0, atol=1e-9 / scale**2)
    found = derivatives.hvp_central(lambda x: wave_grad(x / scale) / scale, x, V)
    assert np.allclose(found, exact @ V, rtol=0, atol=1e-9 / scale**2)
    found = derivatives.hessian_from_values(lambda x: wave(x / scale), x)
    assert np.array_equal(found, found.T) and np.allclose(found, exact, rtol=0, atol=1e-6 / scale**2)


@pytest.mark.parametrize("make", [problems.rosenbrock, problems.himmelblau, problems.beale, problems.booth])
def test_the_hessians_of_the_problems_are_found(make):
    problem = make()
    for x in (problem.start, *problem.minimisers):
        exact = problem.hess(x)
        size = np.abs(exact).max()
        found = derivatives.hessian_from_gradients(problem.grad, x)
        assert np.allclose(found, exact, rtol=0, atol=1e-8 * size)
        assert np.allclose(derivatives.hessian_from_values(problem.f, x), exact, rtol=0, atol=1e-5 * size)
        v = np.arange(1.0, x.size + 1)
        assert np.allclose(derivatives.hvp_complex(problem.grad, x, v), exact @ v, rtol=0, atol=1e-13 * size)


def test_the_numbers_of_evaluations_are_the_ones_that_are_said():
    asked = []

    def counted(function):
        asked.clear()
        return lambda x: asked.append(x) or function(x)

    for call, evaluations in [
        (lambda: derivatives.hessian_from_gradients(counted(wave_grad), X), 6),
        (lambda: derivatives.hessian_from_values(counted(wave), X), 24),
        (lambda: derivatives.hvp_central(counted(wave_grad), X, V), 2),
        (lambda: derivatives.hvp_complex(counted(wave_grad), X, V), 1),
    ]:
        call()
        assert len(asked) == evaluations


@given(st.floats(-100, 100))
def test_products_do_not_mind_the_length_of_v(log_length):
    exact = wave_hess(X) @ V
    found = derivatives.hvp_complex(wave_grad, X, 10**log_length * V) / 10**log_length
    assert np.allclose(found, exact, rtol=1e-14, atol=1e-15)
    found = derivatives.hvp_central(wave_grad, X, 10 ** (log_length / 4) * V) / 10 ** (log_length / 4)
    assert np.allclose(found, exact, atol=1e-9)


@pytest.mark.parametrize("product", [derivatives.hvp_central, derivatives.hvp_complex])
def test_the_product_with_zero_is_zero_and_x_is_left_alone(product):
    before = X.copy()
    assert np.array_equal(product(wave_grad, X, 0 * V), np.zeros(3))
    product(wave_grad, X, V)
    assert np.array_equal(X, before)


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


def test_a_gradient_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"the gradient has shape \(2,\)"):
        derivatives.check_gradient(wave, lambda x: wave_grad(x)[:2], X)
