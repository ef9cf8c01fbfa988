"""Eigenvalues of known operators: signs, breakdown, no ghosts, T = Q'AQ."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import spectrum


def operator(seed, eigenvalues):
    q, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((len(eigenvalues),) * 2))
    matrix = q * np.array(eigenvalues) @ q.T
    return (matrix + matrix.T) / 2


@pytest.mark.parametrize("scale", [1e-8, 1.0, 1e8])
@pytest.mark.parametrize("eigenvalues", [(5, 2, 1), (-5, 2, 1), (0.1,), (-3,)])
def test_the_power_method_finds_the_largest_magnitude_with_its_sign(scale, eigenvalues):
    matrix = scale * operator(1, eigenvalues)
    value, q = spectrum.power_method(lambda v: matrix @ v, len(eigenvalues))
    assert value == pytest.approx(scale * eigenvalues[0], rel=1e-8)
    assert np.linalg.norm(q) == pytest.approx(1) and np.linalg.norm(matrix @ q - value * q) < 1e-3 * scale


def test_the_zero_operator_has_the_eigenvalue_zero():
    value, q = spectrum.power_method(np.zeros_like, 4)
    assert value == 0.0 and np.linalg.norm(q) == pytest.approx(1)


@given(st.integers(0, 10**6), st.integers(2, 12))
def test_after_n_steps_the_ritz_values_are_the_eigenvalues(seed, n):
    rng = np.random.default_rng(seed)
    eigenvalues = np.sort(rng.permutation(50)[:n] + rng.uniform(0, 0.5, n))
    matrix = operator(seed, eigenvalues)
    diagonal, off = spectrum.lanczos(lambda v: matrix @ v, rng.standard_normal(n), n)
    assert len(off) == len(diagonal) - 1
    assert np.allclose(spectrum.ritz_values(diagonal, off), eigenvalues, atol=1e-8 * 50)


def test_there_are_no_ghosts():
    matrix = operator(2, [*np.linspace(0, 1, 59), 100.0])
    values = spectrum.ritz_values(
        *spectrum.lanczos(lambda v: matrix @ v, np.random.default_rng(0).standard_normal(60), 60)
    )
    assert np.sum(values > 99) == 1


@pytest.mark.parametrize("scale", [1e-13, 1.0, 1e9])
@pytest.mark.parametrize("m", [1, 2, 4])
def test_it_stops_in_an_invariant_subspace(scale, m):
    matrix = scale * operator(3, [1.0, 2.0, 4.0, 7.0, 11.0, 16.0])
    vectors = np.linalg.eigh(matrix)[1][:, :m]
    diagonal, off = spectrum.lanczos(lambda v: matrix @ v, vectors.sum(axis=1), 6)
    assert len(diagonal) == m and len(off) == m - 1


def test_the_condition_number_and_the_density_of_a_known_spectrum():
    matrix = operator(4, [1.0] * 30 + [5.0] * 10)
    assert spectrum.condition_number(lambda v: matrix @ v, 40) == pytest.approx(5, rel=1e-9)
    nodes, weights = spectrum.spectral_density(lambda v: matrix @ v, 40, samples=200)
    assert weights.sum() == pytest.approx(1) and weights[nodes > 3].sum() == pytest.approx(0.25, abs=0.03)
    assert spectrum.condition_number(lambda v: -v, 3) == np.inf
