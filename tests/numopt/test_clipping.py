"""Clipping and the trust region made of it: lengths, directions, the model, the ratio, what converges."""

import numpy as np
import pytest

from numopt import problems
from numopt.clipping import clip_by_norm, clipped_descent, trust_region_descent

TROUGH = problems.quadratic([100.0, 1.0])
START = np.array([5.0, 5.0])


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("n", [1, 3, 10])
def test_a_clipped_vector_keeps_its_direction_and_its_length_is_bounded(n, seed):
    u = np.random.default_rng(seed).standard_normal(n)
    length = np.linalg.norm(u)
    for limit in (0.1 * length, 0.9 * length, 1.1 * length):
        v = clip_by_norm(u, limit)
        assert np.linalg.norm(v) == pytest.approx(min(length, limit), rel=1e-14)
        assert v @ u == pytest.approx(np.linalg.norm(v) * length, rel=1e-14)


def test_clipping_twice_is_clipping_once_and_the_limit_scales():
    u = np.array([3.0, -4.0, 12.0])
    once = clip_by_norm(u, 2.0)
    assert clip_by_norm(once, 2.0) == pytest.approx(once, rel=1e-15)
    assert clip_by_norm(-0.05 * u, 0.5) == pytest.approx(-0.05 * clip_by_norm(u, 0.5 / 0.05), rel=1e-14)


def test_short_vectors_come_back_as_they_are_and_never_as_the_same_array():
    for u in (np.array([0.3, 0.4]), np.zeros(3)):
        v = clip_by_norm(u, 0.5)
        assert np.array_equal(v, u) and v is not u


@pytest.mark.parametrize("limit", [0.0, -1.0, np.nan])
def test_a_limit_that_is_not_positive_is_an_error_that_names_it(limit):
    with pytest.raises(ValueError, match=str(limit)):
        clip_by_norm(np.ones(2), limit)


def test_descent_without_a_binding_limit_is_gradient_descent():
    path = clipped_descent(TROUGH.grad, START, 0.015, 1e9, T=20)
    k = np.arange(21)
    assert path[:, 0] == pytest.approx(5 * (1 - 0.015 * 100) ** k)
    assert path[:, 1] == pytest.approx(5 * (1 - 0.015) ** k)


def test_a_rate_above_two_over_the_curvature_ends_in_a_two_cycle_of_full_length_steps():
    path = clipped_descent(TROUGH.grad, START, 0.05, 0.5, T=400)
    assert np.linalg.norm(path[-1] - path[-3]) < 1e-3
    assert np.linalg.norm(path[-1] - path[-2]) == pytest.approx(0.5)
    assert TROUGH.f(path[-1]) > 3 and TROUGH.f(path[20]) == pytest.approx(9.727, abs=1e-3)


def test_a_rate_below_two_over_the_curvature_converges_with_the_same_limit():
    path = clipped_descent(TROUGH.grad, START, 0.019, 0.5, T=600)
    first = next(k for k, x in enumerate(path) if TROUGH.f(x) < 1e-8)
    assert first == 555


@pytest.mark.parametrize("seed", range(5))
def test_the_clipped_step_minimises_the_model_within_the_radius(seed):
    rng = np.random.default_rng(seed)
    g, lr = rng.standard_normal(3), 0.3
    for radius in (0.1, 10.0):
        p = clip_by_norm(-lr * g, radius)
        others = rng.standard_normal((500, 3))
        others *= radius * rng.uniform(0, 1, (500, 1)) / np.linalg.norm(others, axis=1, keepdims=True)
        values = others @ g + np.sum(others**2, axis=1) / (2 * lr)
        assert g @ p + p @ p / (2 * lr) <= values.min() + 1e-15


def recomputed(problem, lr, path, radii):
    """Yield (ratio, clipped, moved, growth of the radius) for each step of a record."""
    for x, after, radius, later in zip(path[:-1], path[1:], radii[:-1], radii[1:], strict=True):
        g = problem.grad(x)
        p = clip_by_norm(-lr * g, radius)
        ratio = (problem.f(x) - problem.f(x + p)) / -(g @ p + p @ p / (2 * lr))
        yield ratio, lr * np.linalg.norm(g) > radius, bool(np.any(after != x)), later / radius


@pytest.mark.parametrize(
    "problem", [problems.rosenbrock(), problems.himmelblau(), TROUGH], ids=lambda p: p.name
)
def test_every_step_is_decided_by_its_ratio(problem):
    lr = 0.05
    path, radii = trust_region_descent(problem.f, problem.grad, problem.start, lr, 0.5, T=30)
    seen = set()
    for ratio, clipped, moved, growth in recomputed(problem, lr, path, radii):
        assert moved == (ratio > 0.1)
        assert growth == (0.5 if ratio < 0.25 else 2.0 if ratio > 0.75 and clipped else 1.0)
        seen.add(growth)
    assert 0.5 in seen


@pytest.mark.parametrize("lr", [0.001, 0.019, 0.05, 5.0])
def test_it_converges_for_every_rate_and_never_climbs(lr):
    path, _ = trust_region_descent(TROUGH.f, TROUGH.grad, START, lr, 0.5, T=12_000 if lr < 0.01 else 1500)
    values = [TROUGH.f(x) for x in path]
    assert np.all(np.diff(values) <= 0) and values[-1] < 1e-9


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_trial_that_is_not_finite_is_rejected_and_halves_the_radius(bad):
    def f(x):
        return float(x @ x) if x[0] > 0 else bad

    x0 = np.array([3.0])
    path, radii = trust_region_descent(f, lambda x: 2 * x, x0, 10.0, 8.0, T=3)
    assert radii.tolist()[:3] == [8.0, 4.0, 2.0] and np.all(path[:3] == x0) and path[3, 0] == 1.0


def test_at_rest_and_at_rounding_level_nothing_moves():
    path, radii = trust_region_descent(TROUGH.f, TROUGH.grad, np.zeros(2), 0.05, 0.5, T=4)
    assert not path.any() and np.all(radii == 0.5)
    # The gradient is not zero, but f is flat to rounding: the radius shrinks, x stays.
    path, radii = trust_region_descent(lambda x: 1.0, lambda x: np.ones(2), START, 0.05, 0.5, T=900)
    assert np.all(path == START) and radii[-1] < 1e-200


def test_the_start_is_not_changed_and_the_shapes_are_those_of_the_steps():
    start = START.copy()
    path, radii = trust_region_descent(TROUGH.f, TROUGH.grad, start, 0.05, 0.5)
    assert path.shape == (101, 2) and radii.shape == (101,) and np.array_equal(start, START)
    assert clipped_descent(TROUGH.grad, start, 0.05, 0.5).shape == (101, 2) and np.array_equal(start, START)
