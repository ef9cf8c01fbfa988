"""The arena and its stage: the runs are the methods' own, the counts are true, places survive the journey."""

import builtins
import json

import numpy as np
import pytest

from numopt.newton import newton
from numopt.plot import arena, momentum, stage
from numopt.quasi_newton import minimise_bfgs

ROSENBROCK = arena.terrains()["Rosenbrock"]


@pytest.fixture(scope="module")
def runs():
    return {run.runner.name: run for run in arena.race(ROSENBROCK, ROSENBROCK.start)}


@pytest.fixture(scope="module")
def live():
    return arena.Arena()


@pytest.mark.parametrize(("name", "method"), [("Newton", newton), ("BFGS", minimise_bfgs)])
def test_a_run_is_the_methods_own_and_is_counted_up_to_its_arrival(runs, name, method):
    run = runs[name]
    steps = len(run.points) - 1
    own = method(ROSENBROCK.problem, x0=np.array(ROSENBROCK.start), max_iterations=steps)
    assert np.array_equal(run.points, own.trace)
    assert run.calls == (own.nfev, own.njev, own.nhev)
    assert run.price == own.nfev + 2 * own.njev + 3 * own.nhev


def test_a_run_ends_with_its_first_point_near_the_minimum(runs):
    for run in runs.values():
        values = [ROSENBROCK.problem.f(x) for x in run.points]
        if run.arrival is not None:
            assert values[-1] < arena.NEAR <= min(values[:-1])
        assert np.all(np.diff(run.clock) > 0) and len(run.clock) == len(run.points)


def test_no_two_runners_look_alike():
    looks = [(r.family, r.linestyle, r.mark) for r in arena.runners(1e-3)]
    marks = [r.mark for r in arena.runners(1e-3)]
    assert len(set(looks)) == len(looks) and len(set(marks)) == len(marks) >= 17


@pytest.mark.parametrize("name", sorted(arena.terrains()))
def test_second_order_methods_arrive_on_every_map(name):
    terrain = arena.terrains()[name]
    found = {run.runner.name for run in arena.race(terrain, terrain.start) if run.arrival is not None}
    assert {"Newton", "BFGS", "dogleg"} <= found


def test_a_place_survives_the_journey_to_the_browser_and_back(live):
    told = json.loads(live.message([0.3, 0.7]))
    assert np.allclose(live.to_data(told["handle"]), [0.3, 0.7], atol=1e-3)
    left, top, right, bottom = told["room"]
    assert left < told["handle"][0] < right and top < told["handle"][1] < bottom


def test_what_leaves_the_map_is_still_finite(live):
    far = live.to_pixels(live.handle_axes, [[1e300, 0], [np.nan, np.inf]])
    assert np.all(np.isfinite(far))


def test_the_message_is_small_and_names_everyone(live):
    message = live.message(ROSENBROCK.start)
    assert len(message) < 200_000
    assert all(runner.name in message or runner.mark in message for runner in arena.runners(1e-3))


def test_without_ipywidgets_a_picture_remains(live, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("ipywidgets"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    bundle = live._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/png", "text/plain"}


def test_names_in_tables_are_escaped_where_they_may_hold_anything():
    assert "&lt;b&gt;" in stage.table([["a"], ["row", "<b>"]])


def test_the_plane_answers_any_point_of_its_span():
    plane = momentum.plane()
    for point in ([0.0, 0.0], [0.42, 0.98], [0.2, 0.5], [-1, 2]):
        told = json.loads(plane.message(point))
        assert len(told["tracks"]) == 3 and "rate" in told["words"]


def test_the_static_races_are_small_and_say_who_won():
    for name in ("Rosenbrock", "Himmelblau"):
        picture = arena.static_race(name)
        assert len(picture.png) < 60_000 and "cheapest is" in picture.alt
