"""The edge of stability: the sharpness stays at 2 / lr where it can reach it, and below where it cannot."""

import numpy as np
import pytest

from numopt.derivatives import hessian_from_gradients
from numopt.plot import edge


@pytest.mark.parametrize("limit", [5.0, 3.5])
def test_the_sharpness_settles_at_two_over_the_rate(limit):
    _, losses, sharpnesses = edge.train((limit,))
    assert np.median(sharpnesses[-10:]) == pytest.approx(limit, rel=0.1)
    assert np.all(sharpnesses < 1.5 * limit)
    assert losses[-1] < 1e-2 * losses[0]


def test_a_small_rate_never_gets_there():
    _, losses, sharpnesses = edge.train((10.0,))
    assert sharpnesses.max() < 8
    assert np.all(np.diff(losses) < 0)  # far from the edge every stretch of training lowers the loss


def test_near_the_edge_the_loss_rises_now_and_then():
    assert np.any(np.diff(edge.train((3.5,))[1]) > 0)


def test_a_larger_rate_half_way_takes_the_sharpness_down():
    _, _, sharpnesses = edge.train((5.0, 3.5))
    half = len(sharpnesses) // 2
    assert sharpnesses[half - 2] > 4.5 and sharpnesses[half + 2 :].max() < 3.5 * 1.2


def test_the_sharpness_is_the_largest_eigenvalue_of_the_hessian():
    problem, start = edge.network()
    exact = np.linalg.eigvalsh(hessian_from_gradients(problem.grad, start))[-1]
    assert edge.sharpness(start) == pytest.approx(exact, rel=1e-4)


def test_the_pictures_are_small_and_say_what_they_show():
    for picture in (edge.small_multiple(), edge.picture(5.0, 3.5)):
        assert len(picture.png) < 60_000 and "sharpness" in picture.alt
