"""Eigenvalues of known operators: signs, breakdown, no ghosts, T = Q'AQ; densities by their moments."""

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


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 14))
def test_the_equation_of_lanczos_holds(seed, n, k):
    rng = np.random.default_rng(seed)
    matrix = operator(seed, rng.uniform(-5, 5, n))
    basis, diagonal, off = spectrum.lanczos_basis(lambda v: matrix @ v, rng.standard_normal(n), k)
    m = min(n, k)
    assert basis.shape == (n, m) and np.all(off > 0)
    assert np.allclose(basis.T @ basis, np.eye(m), atol=1e-12)
    t = np.diag(diagonal) + np.diag(off, 1) + np.diag(off, -1)
    left = matrix @ basis - basis @ t
    assert np.allclose(left[:, :-1], 0, atol=1e-12)  # only the last column is left, at right angles to Q
    assert np.allclose(basis.T @ left, 0, atol=1e-12)


@pytest.mark.parametrize(("v0", "k"), [(np.zeros(3), 2), (np.array([1.0, np.nan, 0.0]), 2), (np.ones(3), 0)])
def test_starts_and_numbers_of_steps_without_a_meaning_are_refused(v0, k):
    with pytest.raises(ValueError, match="the start has length"):
        spectrum.lanczos(lambda v: v, v0, k)


# Condition numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_the_condition_number_of_a_known_spectrum(scale):
    matrix = scale * operator(4, [1.0] * 30 + [5.0] * 10)
    assert spectrum.condition_number(lambda v: matrix @ v, 40) == pytest.approx(5, rel=1e-9)
    assert spectrum.condition_number(lambda v: -v, 3) == np.inf
    assert spectrum.condition_number(lambda v: v * [1.0, 0.0, -1.0], 3) == np.inf


def test_the_condition_number_from_few_steps_is_a_lower_bound_that_grows():
    eigenvalues = np.geomspace(1e-3, 1, 80)
    matrix = operator(5, eigenvalues)
    exact = np.linalg.cond(matrix)
    found = [spectrum.condition_number(lambda v: matrix @ v, 80, k) for k in (1, 5, 10, 20, 40, 80)]
    assert found[0] == pytest.approx(1) and np.all(np.diff(found) > 0)
    assert found[-1] == pytest.approx(exact, rel=1e-9) and found[-2] < exact


# Densities ----------------------------------------------------------------------------------------


@given(st.integers(0, 10**6), st.integers(2, 10), st.integers(1, 6))
def test_the_quadrature_is_exact_for_polynomials_of_degree_below_2k(seed, n, k):
    rng = np.random.default_rng(seed)
    matrix, start = operator(seed, rng.uniform(-1, 1, n)), rng.standard_normal(n)
    nodes, weights = spectrum.gauss_quadrature(*spectrum.lanczos(lambda v: matrix @ v, start, k))
    product, q = start / np.linalg.norm(start), start / np.linalg.norm(start)
    for degree in range(2 * k):
        assert weights @ nodes**degree == pytest.approx(q @ product, abs=1e-12)
        product = matrix @ product


def test_the_quadrature_is_no_better_than_that():
    matrix, start = operator(6, np.linspace(-1, 1, 9)), np.ones(9) / 3
    nodes, weights = spectrum.gauss_quadrature(*spectrum.lanczos(lambda v: matrix @ v, start, 3))
    errors = [weights @ nodes**j - start @ np.linalg.matrix_power(matrix, j) @ start for j in range(7)]
    assert np.abs(errors[:6]).max() < 1e-14 and abs(errors[6]) > 1e-4


N, SAMPLES = 30, 10
EIGENVALUES = np.concatenate([np.linspace(-0.5, 0.3, N - 2), [1.0, 1.5]])


def z_scores(seed, degrees, k=8):
    """Return (moment of the density - trace(A^j) / n) / standard error for each degree j.

    The variance of q'B q over the unit sphere is 2 (tr B^2 - (tr B)^2 / n) / (n (n + 2)).
    """
    matrix = operator(7, EIGENVALUES)
    nodes, weights = spectrum.spectral_density(lambda v: matrix @ v, N, k, SAMPLES, seed)
    powers = [EIGENVALUES**j for j in degrees]
    errors = [weights @ nodes**j - b.mean() for j, b in zip(degrees, powers, strict=True)]
    return np.array(errors) / np.sqrt([2 * np.var(b) / (N + 2) / SAMPLES for b in powers])


@pytest.mark.parametrize("seed", range(10))
def test_the_moments_of_the_density_are_those_of_the_matrix_within_the_standard_error(seed):
    assert np.all(np.abs(z_scores(seed, range(1, 16))) < 4)


def test_the_standard_error_is_the_one_of_random_directions():
    scores = [z_scores(seed, [1, 2, 3]) for seed in range(100)]
    assert np.std(scores) == pytest.approx(1, abs=0.2) and abs(np.mean(scores)) < 0.4


def test_shares_of_eigenvalues_and_the_number_of_products():
    matrix, asked = operator(4, [1.0] * 30 + [5.0] * 10), []
    nodes, weights = spectrum.spectral_density(lambda v: asked.append(v) or matrix @ v, 40, samples=200)
    assert np.allclose(np.minimum(abs(nodes - 1), abs(nodes - 5)), 0, atol=1e-12)
    assert len(asked) == 400  # an operator with two eigenvalues breaks down after two steps
    assert weights.sum() == pytest.approx(1) and weights[nodes > 3].sum() == pytest.approx(0.25, abs=0.03)


def test_the_curve_has_area_one_and_the_moments_of_nodes_and_gaussian():
    nodes, weights = np.array([-1.0, 0.0, 2.0]), np.array([0.2, 0.5, 0.3])
    at = np.linspace(-6, 7, 4001)
    curve = spectrum.smoothed(nodes, weights, at, 0.3)
    mean = weights @ nodes
    assert curve.shape == at.shape and np.trapezoid(curve, at) == pytest.approx(1)
    assert np.trapezoid(curve * at, at) == pytest.approx(mean)
    spread = weights @ (nodes - mean) ** 2 + 0.3**2
    assert np.trapezoid(curve * (at - mean) ** 2, at) == pytest.approx(spread)
    with pytest.raises(ValueError, match="width is 0"):
        spectrum.smoothed(nodes, weights, at, 0)
