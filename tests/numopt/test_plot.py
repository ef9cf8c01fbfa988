"""Pictures: alternative text, small, the same bytes every time, told apart without colour."""

import io
import itertools

import matplotlib.colors
import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from numopt import plot, problems

BOWL = problems.quadratic([2.0, 20.0])
X = np.array([3.0, 1.0])
TRIALS = [(0.125, BOWL.f(X - 0.125 * BOWL.grad(X)), False), (0.0625, 7.515625, True)]


def picture(alt="It falls."):
    return plot.show(plot.phi_picture(BOWL.f, BOWL.grad, X, -BOWL.grad(X), TRIALS), alt)


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="alternative text"):
        picture(" ")


def test_the_words_travel_in_every_form_and_are_escaped():
    bundle = picture('phi < bound & "falls"')._repr_mimebundle_()
    assert 'alt="phi &lt; bound &amp; &quot;falls&quot;"' in bundle["text/html"]
    assert bundle["text/plain"] == 'Figure: phi < bound & "falls"'
    assert set(bundle) == {"text/html", "image/png", "text/plain"}


def test_the_same_figure_gives_the_same_small_file():
    first, second = picture().png, picture().png
    assert first == second and len(first) < 60_000
    assert not Image.open(io.BytesIO(first)).info.get("Software")


def test_the_figure_is_closed():
    before = plt.get_fignums()
    picture()
    assert plt.get_fignums() == before


def test_no_two_artists_look_alike_without_colour():
    signs = [(a["marker"], a["linestyle"]) for a in plot.ARTISTS.values()]
    assert len(set(signs)) == len(signs)


def test_no_two_artists_look_alike_to_a_colour_blind_reader():
    # Deuteranopia: red and green cones answer alike (Viénot, Brettel and Mollon 1999, on linear RGB).
    see = np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]])
    colours = [see @ np.array(matplotlib.colors.to_rgb(a["color"])) ** 2.2 for a in plot.ARTISTS.values()]
    for one, other in itertools.combinations(colours, 2):
        assert np.linalg.norm(one - other) > 0.05


def test_a_trial_that_is_not_finite_can_be_drawn():
    rows = [(1.0, float("nan"), False), *TRIALS]
    figure = plot.phi_picture(BOWL.f, BOWL.grad, X, -BOWL.grad(X), rows)
    drawn = [line.get_ydata() for line in figure.axes[0].lines]
    plt.close(figure)
    assert all(np.all(np.isfinite(ys)) for ys in drawn)


def test_contours_and_a_path_share_the_axes():
    figure, ax = plt.subplots()
    plot.path(plot.contours(ax, problems.booth().f, (-6, 6), (-6, 6)), [[-5, 5], [1, 3]])
    assert ax.get_xlabel() and ax.get_xlim() == (-6, 6) and ax.lines
    plt.close(figure)
