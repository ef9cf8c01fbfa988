"""The power method and Lanczos: who needs fewer products, and where ghosts come from."""

import numpy as np
import pytest

from numopt.plot import eigenvalues


def test_lanczos_needs_less_than_a_tenth_of_the_products():
    power = eigenvalues.products_needed(eigenvalues.power_errors())
    lanczos = eigenvalues.products_needed([1 - eigenvalues.ritz(k, True)[-1] for k in range(1, 61)])
    assert 0 < 10 * lanczos < power


def test_the_error_of_the_power_method_falls_by_the_square_of_the_ratio_of_eigenvalues():
    errors = eigenvalues.power_errors()
    assert errors[300] / errors[299] == pytest.approx(0.98**2, rel=1e-3)


def test_ghosts_appear_without_reorthogonalisation_and_not_with_it():
    for eigenvalue in (0.98, 1.0):
        assert eigenvalues.copies(120, True, eigenvalue) == 1
        assert eigenvalues.copies(120, False, eigenvalue) > 1


def test_ghosts_come_with_the_loss_of_orthogonality():
    assert eigenvalues.lost_orthogonality(120, True) < 1e-13
    assert eigenvalues.lost_orthogonality(120, False) > 0.1
    assert eigenvalues.lost_orthogonality(20, False) < 1e-8  # before anything has converged


def test_early_on_both_ways_agree():
    assert np.allclose(eigenvalues.ritz(20, True), eigenvalues.ritz(20, False), atol=1e-9)


def test_the_pictures_are_small_and_say_what_they_show():
    for picture in (
        eigenvalues.small_multiple(),
        eigenvalues.picture(60, True),
        eigenvalues.picture(90, False),
    ):
        assert len(picture.png) < 60_000 and "ghosts" in picture.alt
