"""The mathematics behind the pictures of the theory notebook: what they show is what is so."""

import json

import numpy as np
import pytest

from numopt import derivatives, newton, plot
from numopt.line_search import StrongWolfeLineSearch
from numopt.plot import basins, differences, dogleg, two_loop, wolfe, zoom

PICTURES = [
    wolfe.wolfe_picture,
    wolfe.wolfe_panels,
    zoom.zoom_picture,
    zoom.zoom_panels,
    basins.basin_panels,
    two_loop.loops_picture,
    two_loop.loops_panels,
    differences.vee_picture,
    differences.vee_panels,
    dogleg.dogleg_picture,
    dogleg.dogleg_panels,
]


@pytest.mark.parametrize("draw", PICTURES, ids=lambda draw: draw.__name__)
def test_every_picture_is_small_and_says_what_it_shows(draw):
    picture = draw()
    assert isinstance(picture, plot.Picture)
    assert len(picture.png) <= 60_000
    assert len(picture.alt.split()) >= 8 and any(letter.isdigit() for letter in picture.alt)


# Intervals ----------------------------------------------------------------------------------------


def test_the_slope_of_the_wavy_line_is_its_derivative():
    for alpha in (0.1, 1.0, 2.5):
        assert derivatives.check_gradient(wolfe.WAVY.f, wolfe.WAVY.grad, np.array([alpha]))


@pytest.mark.parametrize(("c1", "c2"), [(0.2, 0.3), (0.2, 0.1), (0.05, 0.9), (0.45, 0.5)])
def test_the_limits_of_the_intervals_satisfy_the_conditions_and_the_steps_beyond_do_not(c1, c2):
    for name, which in {"Armijo": (0,), "Wolfe": (0, 1), "strong Wolfe": (0, 2)}.items():
        found = wolfe.accepted(c1, c2)[name]
        assert found
        for ends in found:
            for end, outward in zip(ends, (-1e-6, 1e-6), strict=True):
                inside, outside = (holds(end + step, c1, c2, which) for step in (0.0, outward))
                assert inside and (not outside or not 1e-6 < end < 4.0)


def holds(alpha, c1, c2, which):
    phi, slope = zoom.phi(alpha), zoom.dphi(alpha)
    first = zoom.dphi(0.0)
    enough = phi <= zoom.phi(0.0) + c1 * alpha * first
    return all((enough, slope >= c2 * first, abs(slope) <= c2 * abs(first))[i] for i in which)


def test_one_phi_has_three_intervals_of_strong_wolfe_steps():
    expected = [(0.534, 1.089), (1.760, 2.186), (2.405, 3.341)]
    assert np.allclose(wolfe.accepted(0.2, 0.3)["strong Wolfe"], expected, atol=1e-3)


@pytest.mark.parametrize(
    ("alpha", "word"), [(0.1, "curvature"), (0.8, "accepted"), (2.3, "strong"), (3.8, "Armijo")]
)
def test_the_inequality_that_fails_is_named(alpha, word):
    said = wolfe.verdict(alpha, 0.2, 0.3)
    assert word in said
    assert (said == "accepted") == holds(alpha, 0.2, 0.3, (0, 2))


def test_intervals_may_touch_both_ends_or_not_exist():
    assert wolfe.intervals(lambda a: True, 0, 1) == [(0.0, 1.0)]
    assert wolfe.intervals(lambda a: False, 0, 1) == []
    (first, second) = wolfe.intervals(lambda a: abs(a - 0.5) > 0.25, 0, 1)
    assert np.allclose([first, second], [(0, 0.25), (0.75, 1)])


# Bracket and zoom ---------------------------------------------------------------------------------


@pytest.mark.parametrize("alpha0", [0.1, 0.3, 1.0, 4.0])
@pytest.mark.parametrize("c2", [0.02, 0.1, 0.5])
def test_the_watched_search_is_the_search_and_its_brackets_hold_what_they_must(alpha0, c2):
    found, stages = zoom.watched(c2, alpha0)
    plain = StrongWolfeLineSearch(1e-4, c2)(zoom.phi, zoom.phi(0), zoom.SLOPE, alpha0, dphi=zoom.dphi)
    assert found == plain and found.success
    assert [stage.trial for stage in stages] == [trial.alpha for trial in found.trials[:-1]]
    for stage in stages:
        if stage.high is not None:  # phi falls from the best end into the interval
            assert zoom.dphi(stage.low) * (stage.high - stage.low) < 0
            assert min(stage.low, stage.high) < found.alpha < max(stage.low, stage.high)


def test_every_rule_of_the_zoom_is_seen():
    rules = {stage.rule for a in (0.1, 0.3, 1.0, 4.0) for stage in zoom.watched(0.02, a)[1]}
    assert len(rules) == 4


# Basins -------------------------------------------------------------------------------------------


def test_the_damped_path_is_that_of_newtons_method():
    for start in np.random.default_rng(0).uniform(-4, 4, (12, 2)):
        ours = basins.path_from(start, damped=True)
        theirs = newton.newton(basins.HILLS, start, gtol=1e-8).trace
        assert len(ours) == len(theirs) and np.allclose(ours, theirs, atol=1e-8)


def test_the_undamped_step_solves_the_newton_system():
    x = np.random.default_rng(1).uniform(-4, 4, (20, 2))
    for before, after in zip(x, basins.newton_step(x, damped=False), strict=True):
        assert np.allclose(basins.HILLS.hess(before) @ (after - before), -basins.HILLS.grad(before))
        assert np.isclose(basins.values_at(before), basins.HILLS.f(before))


def test_what_the_map_says_of_a_start_is_where_its_path_goes():
    side = np.linspace(-basins.BOX, basins.BOX, basins.POINTS)
    for damped in (False, True):
        reached, _ = basins.basins(damped)
        for i, j in np.random.default_rng(2).integers(0, basins.POINTS, (20, 2)):
            end = basins.path_from((side[j], side[i]), damped)[-1]
            near = [np.linalg.norm(end - minimum) < 1e-3 for minimum in basins.HILLS.minimisers]
            assert (near.index(True) if any(near) else 4) == reached[i, j]


def test_damping_leads_every_start_of_the_map_to_a_minimum():
    assert basins.share_of_minima(True) == 1.0
    assert 0.4 < basins.share_of_minima(False) < 0.7


# The two loops ------------------------------------------------------------------------------------


@pytest.mark.parametrize("m", [1, 3, 10])
def test_the_lines_end_where_the_two_loops_do(m):
    g, s_list, y_list = two_loop.newest(m)
    seen = two_loop.states(g, s_list, y_list)
    assert len(seen) == 2 * m + 2
    assert np.array_equal(seen[-1].q, two_loop.two_loop(g, s_list, y_list))
    assert two_loop.dense_difference(m) < 1e-15


def test_the_angle_of_newtons_vector_itself_is_zero():
    g = two_loop.example()[0]
    newton_vector = np.linalg.solve(two_loop.BOWL.hess(np.zeros(two_loop.N)), g)
    assert two_loop.angle(newton_vector, g) < 1e-5 < two_loop.angle(g, g)


# The V --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "order"), [("forward", 1), ("central", 2), ("Richardson", 4)])
def test_the_right_side_of_the_v_has_the_order_of_the_formula(method, order):
    h, errors = differences.STEPS["float64"], differences.errors(method)
    right = (h > 3e-2) & (h < 0.5)
    slope = np.polyfit(np.log(h[right]), np.log(errors[right]), 1)[0]
    assert abs(slope - order) < 0.25


def test_the_left_side_has_slope_minus_one_and_the_complex_step_has_none():
    h = differences.STEPS["float64"]
    left = (h > 1e-14) & (h < 1e-9)
    for method in ("forward", "central"):
        slope = np.polyfit(np.log(h[left]), np.log(differences.errors(method)[left]), 1)[0]
        assert abs(slope + 1) < 0.25
    assert differences.errors("complex")[left].max() < 1e-15


def test_better_formulas_want_larger_steps():
    for precision in differences.STEPS:
        found = [differences.best(method, precision) for method in ("forward", "central", "Richardson")]
        steps, errors = zip(*found, strict=True)
        assert steps[0] < steps[1] < steps[2] and errors[0] > errors[1] > errors[2]


# The dogleg ---------------------------------------------------------------------------------------


def test_the_places_are_what_they_are_called():
    assert np.linalg.eigvalsh(dogleg.model_at("bowl")[2])[0] > 0
    assert np.linalg.eigvalsh(dogleg.model_at("indefinite")[2])[0] < 0


@pytest.mark.parametrize("place", dogleg.PLACES)
@pytest.mark.parametrize("radius", [0.2, 1.0, 3.0])
def test_the_exact_step_promises_most_and_the_cauchy_point_least(place, radius):
    found = dogleg.steps(place, radius)
    assert found["Cauchy"].predicted <= found["dogleg"].predicted * (1 + 1e-12)
    assert found["dogleg"].predicted <= found["exact"].predicted * (1 + 1e-12)
    assert all(np.linalg.norm(step.p) <= radius * (1 + 1e-12) for step in found.values())


def test_the_path_bends_where_the_model_is_convex_and_is_straight_where_it_is_not():
    bent, straight = (dogleg.dogleg_path(place)[1:] for place in ("bowl", "indefinite"))
    assert np.ptp(np.arctan2(bent[:, 1], bent[:, 0])) > 0.3
    assert np.ptp(np.arctan2(straight[:, 1], straight[:, 0])) < 1e-12


def test_all_three_verdicts_on_the_radius_occur():
    found = set()
    for radius in (1.0, 2.0, 4.0):
        step = dogleg.steps("indefinite", radius)["dogleg"]
        found.add(dogleg.what_follows(dogleg.ratio("indefinite", step), step))
    assert found == {"grows", "stays", "shrinks"}


# Excerpts -----------------------------------------------------------------------------------------


def test_an_excerpt_is_the_source_from_line_to_line():
    shown = plot.excerpt(newton.newton_direction, "try:", "except")
    assert repr(shown).splitlines()[0] == "# numopt/newton.py"
    assert repr(shown).splitlines()[1] == "try:" and "except" in repr(shown).splitlines()[-1]
    with pytest.raises(ValueError, match="no line with"):
        plot.excerpt(newton.newton_direction, "nowhere")


def test_both_paths_begin_where_the_map_is_clicked_and_the_words_say_how_they_end():
    stage = basins.Basins()
    told = json.loads(stage.message((0.4, -2.4)))
    assert "undamped ends at a saddle" in told["words"] and "damped ends at a minimum" in told["words"]
    (handle,) = stage.to_pixels(stage.axes[0], [(0.4, -2.4)])
    assert np.allclose(told["handle"], handle, atol=0.01)
    assert np.allclose(told["tracks"][0]["points"][0], handle, atol=0.1)
    assert [t["room"] for t in told["tracks"]] == [stage.room(ax) for ax in stage.axes]
