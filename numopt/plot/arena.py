"""The arena: every method of numopt, from one start that you choose, on one map.

The clock counts numbers asked of the problem: 1 for f, n for a gradient, n (n + 1) / 2 for a Hessian.  A
method has arrived where f is within NEAR of its minimum.  The paths are those of the methods themselves, up
to LIMIT iterations or, for rules that take a step for each gradient, STEPS steps.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from matplotlib import pyplot as plt

from numopt import problems
from numopt.adaptive import AdaGrad, Adam, Momentum, follow, nesterov, rmsprop
from numopt.conjugate_gradient import fletcher_reeves, hestenes_stiefel, minimise_nonlinear_cg
from numopt.descent import steepest_descent
from numopt.newton import newton
from numopt.newton_cg import truncated_newton
from numopt.plot import Picture, contours, show
from numopt.plot.stage import Answer, Stage, Track
from numopt.plot.widgets import ipywidgets
from numopt.problem import Problem, counting
from numopt.quasi_newton import minimise_bfgs, minimise_lbfgs, minimise_sr1
from numopt.subproblem import exact_step, steihaug_step
from numopt.trust_region import trust_region

NEAR, LIMIT, STEPS = 1e-6, 150, 300
COLOURS = {  # one for each family; within a family the line style and the letters differ
    "first order": "#0072B2",
    "conjugate": "#E69F00",
    "quasi-Newton": "#009E73",
    "Newton": "#D55E00",
    "trust region": "#8b3f8f",
}


@dataclass(frozen=True)
class Runner:
    """A method that races: ``run(problem, start)`` evaluates the problem, and may return a path."""

    name: str
    mark: str
    family: str
    linestyle: str
    run: Callable


def _rule(rule):
    """Return the run of a rule of numopt.adaptive: STEPS steps, with gradients alone."""
    return lambda problem, start: follow(rule, problem.grad, start, STEPS)


def _run(method, **settings):
    """Return the run of a method that takes (problem, x0=...) and the settings of minimise."""

    def run(problem, start):
        return method(problem, x0=start, max_iterations=LIMIT, **settings)

    return run


def runners(rate: float) -> list[Runner]:
    """Return all who race; ``rate`` is the learning rate of momentum, and Adam's is 100 times as large."""
    return [
        Runner("steepest descent", "SD", "first order", "-", _run(steepest_descent)),
        Runner("heavy ball", "HB", "first order", "--", _rule(Momentum(rate))),
        Runner("Nesterov", "NE", "first order", ":", _rule(nesterov(rate))),
        Runner("Adam", "AD", "first order", "-.", _rule(Adam(100 * rate))),
        Runner("RMSProp", "RM", "first order", "--", _rule(rmsprop(30 * rate))),
        Runner("AdaGrad", "AG", "first order", ":", _rule(AdaGrad(300 * rate))),
        Runner(
            "CG, Fletcher-Reeves", "FR", "conjugate", "--", _run(minimise_nonlinear_cg, rule=fletcher_reeves)
        ),
        Runner(
            "CG, Hestenes-Stiefel", "HS", "conjugate", ":", _run(minimise_nonlinear_cg, rule=hestenes_stiefel)
        ),
        Runner("CG, Polak-Ribière+", "PR", "conjugate", "-", _run(minimise_nonlinear_cg)),
        Runner("BFGS", "BF", "quasi-Newton", "-", _run(minimise_bfgs)),
        Runner("L-BFGS", "LB", "quasi-Newton", "--", _run(minimise_lbfgs)),
        Runner("SR1", "S1", "quasi-Newton", ":", _run(minimise_sr1)),
        Runner("Newton", "NW", "Newton", "-", _run(newton)),
        Runner("truncated Newton", "TN", "Newton", "--", _run(truncated_newton)),
        Runner("dogleg", "DL", "trust region", "-", _run(trust_region)),
        Runner("exact subproblem", "EX", "trust region", "--", _run(trust_region, subproblem=exact_step)),
        Runner("Steihaug", "ST", "trust region", ":", _run(trust_region, subproblem=steihaug_step)),
    ]


@dataclass(frozen=True)
class Terrain:
    """A map to race on: the problem, its box, the start, and the rate of momentum that suits it."""

    problem: Problem
    xlim: tuple[float, float]
    ylim: tuple[float, float]
    start: tuple[float, float]
    rate: float


@lru_cache
def terrains() -> dict[str, Terrain]:
    """Return the maps by name."""
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    return {
        "Rosenbrock": Terrain(problems.rosenbrock(), (-2, 2), (-1, 3), (-1.2, 1.0), 3e-4),
        "Himmelblau": Terrain(problems.himmelblau(), (-5, 5), (-5, 5), (-0.5, -1.0), 2e-3),
        "saddle": Terrain(problems.saddle(), (-1.8, 1.8), (-1.4, 1.4), (0.001, 1.0), 2e-2),
        "turned bowl": Terrain(problems.quadratic([1.0, 50.0], turn), (-3, 3), (-3, 3), (-2.0, 2.0), 4e-3),
    }


@dataclass(frozen=True)
class Run:
    """What one runner did: its path, the clock at each point, whether and when it arrived, and its counts."""

    runner: Runner
    points: np.ndarray
    clock: np.ndarray
    arrival: int | None  # the index of the first point that is near enough
    calls: tuple[int, int, int]  # of f, of the gradient, of the Hessian or products, up to the arrival

    @property
    def price(self) -> float:
        """The clock at the arrival; infinite without one."""
        return np.inf if self.arrival is None else float(self.clock[self.arrival])


def race(terrain: Terrain, start) -> list[Run]:
    """Return the runs of all methods from ``start``, shape (2,), the cheapest first."""
    runs = [_raced(runner, terrain.problem, np.array(start, dtype=float)) for runner in runners(terrain.rate)]
    return sorted(runs, key=lambda run: run.price)


def _raced(runner: Runner, problem: Problem, start: np.ndarray) -> Run:
    counted, counts = counting(problem)
    seen = {}  # what had been asked when a point's gradient was known: every method asks that of its iterates

    def watched(x):
        g = counted.grad(x)
        seen[x.tobytes()] = (counts.f, counts.grad, counts.hess + counts.hvp)
        return g

    with np.errstate(all="ignore"):
        found = runner.run(replace(counted, grad=watched), start)
        path = found if isinstance(found, np.ndarray) else np.array(found.trace)
        gaps = np.array([problem.f(x) for x in path]) - (problem.minimum or 0.0)
    near = gaps < NEAR
    arrival = int(np.argmax(near)) if near.any() else None
    end = len(path) if arrival is None else arrival + 1
    calls = np.array([seen[x.tobytes()] for x in path[:end] if x.tobytes() in seen])
    n = problem.n
    return Run(
        runner, path[: len(calls)], calls @ [1.0, n, n * (n + 1) / 2], arrival, tuple(calls[-1].tolist())
    )


# What is shown ------------------------------------------------------------------------------------


def tracks(runs: list[Run], axes) -> list[Track]:
    """Return the runs as lines: the time of a point is its clock, and the race ends with the last arrival."""
    whole = max([run.price for run in runs if run.arrival is not None], default=1.0)
    return [
        Track(
            axes,
            run.points,
            np.minimum(run.clock / whole, 1.0),
            COLOURS[run.runner.family],
            run.runner.linestyle,
            run.runner.mark,
        )
        for run in reversed(runs)  # the winner is drawn last, on top
    ]


def rows(runs: list[Run]) -> list[list]:
    """Return the table of the race: heads, then a row for each run, the cheapest first."""
    heads = ["method", "", "clock", "f", "g", "H", "steps"]
    return [heads] + [
        [
            f'<span style="color:{COLOURS[run.runner.family]}">&#9632;</span> {run.runner.name}',
            run.runner.mark,
            "not there" if run.arrival is None else f"{run.price:.0f}",
            *run.calls,
            len(run.points) - 1,
        ]
        for run in runs
    ]


def verdict(runs: list[Run], start) -> str:
    """Return who won, in a sentence."""
    there = [run for run in runs if run.arrival is not None]
    where = f"From ({start[0]:.2f}, {start[1]:.2f})"
    if not there:
        return f"{where} no method arrives."
    first, f_calls, g_calls, h_calls = there[0], *there[0].calls
    return (
        f"{where} {len(there)} of {len(runs)} methods arrive; the cheapest is {first.runner.name} "
        f"({first.runner.mark}) with {f_calls} f, {g_calls} g and {h_calls} H."
    )


def draw_map(ax, terrain: Terrain) -> None:
    """Draw the level lines and the minimisers."""
    contours(ax, terrain.problem.f, terrain.xlim, terrain.ylim, levels=18, points=161)
    for point in terrain.problem.minimisers:
        ax.plot(*point, marker="*", markersize=14, color="#F0E442", markeredgecolor="#1a1a1a")
    ax.grid(False)


def backdrop(terrain: Terrain):
    """Return the figure of the map, and its axes."""
    figure, ax = plt.subplots(figsize=(7, 4.8))
    draw_map(ax, terrain)
    return figure, ax


def static_race(name: str = "Rosenbrock", drawn: int = 5) -> Picture:
    """Return the race on one map from its start: the cheapest methods' paths, and the clock of them all."""
    terrain = terrains()[name]
    runs = race(terrain, terrain.start)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9.5, 4.2), width_ratios=(1.15, 1))
    draw_map(left, terrain)
    for run in reversed(runs[:drawn]):
        look = {"color": COLOURS[run.runner.family], "linestyle": run.runner.linestyle}
        left.plot(*run.points.T, marker="o", markersize=2.5, linewidth=1.3, **look)
    left.plot(*terrain.start, marker="o", markersize=9, color="white", markeredgecolor="black")
    left.set_title(f"{name}: the {drawn} cheapest", fontsize=10)
    _draw_clocks(right, runs)
    return show(
        figure, f"The paths of the {drawn} cheapest methods on {name}. {verdict(runs, terrain.start)}"
    )


def _draw_clocks(ax, runs: list[Run]) -> None:
    for place, run in enumerate(runs):
        there = run.arrival is not None
        look = {"facecolor": COLOURS[run.runner.family]} if there else {"facecolor": "none", "hatch": "///"}
        ax.barh(place, run.clock[-1], edgecolor=COLOURS[run.runner.family], **look)
        words = f"{run.price:.0f}" if there else "not there"
        ax.annotate(
            words, (run.clock[-1], place), xytext=(3, 0), textcoords="offset points", fontsize=7, va="center"
        )
    ax.set(xscale="log", xlabel="clock: numbers asked of the problem", ylim=(len(runs) - 0.4, -0.6))
    ax.set_yticks(range(len(runs)), [run.runner.name for run in runs], fontsize=7)
    ax.set_xlim(1, 6 * max(run.clock[-1] for run in runs))
    ax.grid(axis="y", visible=False)


class Arena(Stage):
    """The arena as a stage: the handle is the start, the tracks are the races."""

    def __init__(self, name: str = "Rosenbrock"):
        self.name = name
        terrain = terrains()[name]
        label = f"The arena: all methods of numopt race on {name} from a start that you choose."
        super().__init__(label, lambda: backdrop(terrain), self._answer, terrain.start, static_race(name))

    def _answer(self, start, figure) -> Answer:
        runs = race(terrains()[self.name], start)
        return Answer(tracks(runs, self.handle_axes), verdict(runs, start), rows(runs))

    def controls(self) -> list:
        """Return the choice of the map."""
        choice = ipywidgets().Dropdown(options=list(terrains()), value=self.name, description="map")

        def chosen(change):
            self.name = change["new"]
            terrain = terrains()[self.name]
            self.set_backdrop(lambda: backdrop(terrain))
            self.point = np.array(terrain.start)
            self.refresh()

        choice.observe(chosen, "value")
        return [choice]
