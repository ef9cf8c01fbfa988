"""The plane of (alpha, beta): its rates are those of numopt's momentum, its borders where they should be."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from numopt.plot import momentum

alphas, betas = st.floats(0.005, 0.4), st.floats(0.0, 0.95)


@given(alpha=alphas, beta=betas)
def test_the_roots_tell_the_path_of_the_rule(alpha, beta):
    first, second = momentum.roots(alpha, beta, momentum.MODES)
    assume(np.abs(first - second).min() > 1e-3)  # a double root has another formula
    # x_k = a z1^k + b z2^k with x_0 and x_1 as the rule has them.
    path = momentum.run(alpha, beta, steps=30)
    b = (path[1] - first * path[0]) / (second - first)
    k = np.arange(31)[:, None]
    told = ((path[0] - b) * first**k + b * second**k).real
    assert np.allclose(told, path, rtol=1e-6, atol=1e-6 * np.abs(path).max())


@given(beta=betas, away=st.floats(1e-3, 0.3))
def test_the_borders_divide_the_three_kinds(beta, away):
    calm, edge = momentum.borders(beta)
    assert momentum.kind(edge * (1 + away), beta) == "diverges"
    assert momentum.kind(edge * (1 - 0.5 * away), beta) == "ripples"
    assert momentum.kind(calm * (1 + away) + 1e-6, beta) != "creeps"
    if calm > 1e-6:
        assert momentum.kind(calm * (1 - away), beta) == "creeps"


def test_no_point_of_the_plane_is_better_than_polyaks():
    alpha, beta = momentum.best()
    grid = np.meshgrid(np.linspace(0.001, 0.42, 300), np.linspace(0, 0.98, 300))
    assert momentum.rate(alpha, beta) == pytest.approx(np.sqrt(beta), abs=1e-6)
    assert momentum.rate(*grid).min() >= momentum.rate(alpha, beta) - 1e-9


def test_the_slowest_mode_sets_the_pace():
    path = momentum.run(0.05, 0.5, steps=200)
    sizes = np.linalg.norm(path, axis=1)
    measured = (sizes[200] / sizes[100]) ** (1 / 100)
    assert measured == pytest.approx(momentum.rate(0.05, 0.5), rel=0.02)


def test_the_pictures_are_small_and_say_what_they_show():
    picture = momentum.small_multiple()
    assert len(picture.png) < 60_000 and "diverges" in picture.alt
    for beta in (0.0, 0.25, 0.95):
        picture = momentum.rates_picture(beta)
        assert len(picture.png) < 60_000 and f"rate {np.sqrt(beta):.2f}" in picture.alt
