"""Adam against Newton's method on a bowl that turns: who sees the axes, and who does not.

    f(x) = x'R diag(kappa, 1) R'x / 2,    R turns the plane by theta,    start R (0.3, 1)'

Kingma and Ba (2015), section 2.1, for what Adam is invariant to; Nocedal & Wright (2006), section 2.2, for
what Newton's method is.  The start turns with the bowl: only the angle to the axes changes.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from matplotlib import pyplot as plt

from numopt import problems
from numopt.adaptive import Adam, follow, gradient_descent
from numopt.newton import newton
from numopt.plot import ARTISTS, Picture, path, show
from numopt.plot.quick import few_ticks, quick_subplots

CONDITION, TARGET, LIMIT = 1000.0, 1e-4, 4000
SHOWN = 13  # of diagonal Newton only the first points are drawn: it jumps to and fro
ANGLES = (0, 10, 30, 45)
LOOKS = {
    "Adam": {**ARTISTS["iterate"], "markersize": 3},
    "diagonal Newton": {"color": "#D55E00", "marker": "s", "linestyle": "--", "markersize": 3},
    "Newton": {"color": "#009E73", "marker": "D", "linestyle": ":", "markersize": 5},
    "gradient descent": {"color": "#1a1a1a", "marker": "", "linestyle": "-."},
}


class DiagonalNewton(NamedTuple):
    """The rule x <- x - g / diagonal of H, for numopt.adaptive.follow."""

    diagonal: np.ndarray

    def start(self, n: int):
        """Return nothing: the rule has no memory."""
        return None

    def step(self, state, g, x):
        """Return nothing and the step, shape (n,)."""
        return state, -g / self.diagonal


def turned_bowl(degrees: float, condition: float = CONDITION):
    """Return the problem and the start, shape (2,), both turned by an angle."""
    t = np.deg2rad(degrees)
    turn = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
    return problems.quadratic([condition, 1.0], turn), turn @ [0.3, 1.0]


@lru_cache(maxsize=128)
def paths(degrees: float) -> dict:
    """Return the path of each method, shape (steps + 1, 2), up to f < TARGET or LIMIT steps."""
    bowl, start = turned_bowl(degrees)
    rules = {
        "Adam": Adam(lr=0.02),
        "diagonal Newton": DiagonalNewton(np.diag(bowl.hess(start))),
        "gradient descent": gradient_descent(2 / (1 + CONDITION)),
    }
    found = {name: follow(rule, bowl.grad, start, LIMIT) for name, rule in rules.items()}
    found["Newton"] = np.array(newton(bowl, start).trace)
    return {name: points[: steps_to_target(bowl, points) + 1] for name, points in found.items()}


def steps_to_target(problem, points: np.ndarray) -> int:
    """Return after how many steps f is below TARGET for the first time; LIMIT where it never is."""
    hess = problem.hess(points[0])
    below = np.einsum("ki,ij,kj->k", points, hess, points) / 2 < TARGET
    return int(np.argmax(below)) if below.any() else LIMIT


def steps(degrees: float) -> dict:
    """Return the number of steps of each method."""
    return {name: len(points) - 1 for name, points in paths(degrees).items()}


def _draw_bowl(ax, degrees: float) -> None:
    bowl, _ = turned_bowl(degrees)
    values, turn = np.linalg.eigh(bowl.hess(np.zeros(2)))
    round_trip = np.linspace(0, 2 * np.pi, 1001)
    circle = np.array([np.cos(round_trip), np.sin(round_trip)]) / np.sqrt(values)[:, None]
    for height in (0.05, 3, 12, 45, 130, 300):
        ax.plot(*(turn @ circle) * np.sqrt(2 * height), color="#8c8c8c", linewidth=0.6)
    for name, shown in (("diagonal Newton", SHOWN), ("Adam", LIMIT), ("Newton", LIMIT)):
        points = paths(degrees)[name][:shown]
        path(ax, points, name, **LOOKS[name], markevery=max(1, len(points) // 25), linewidth=1.1)
    box = (-1.35, 1.35)
    ax.set(aspect="equal", xticks=(-1, 0, 1), yticks=(-1, 0, 1), xlim=box, ylim=box)
    ax.set(xlabel="$x_1$", ylabel="$x_2$")


def _draw_steps(ax, degrees: float | None = None) -> None:
    angles = np.arange(0, 46, 5)
    for name, look in LOOKS.items():
        counts = [steps(float(angle))[name] for angle in angles]
        ax.plot(angles, counts, label=name, **(look | {"markersize": 4}))
    if degrees is not None:
        ax.axvline(degrees, color="#8c8c8c", linewidth=3, alpha=0.5)
    ax.set(
        yscale="log",
        xlabel="angle to the axes, degrees",
        ylabel=f"steps to $f < 10^{{{np.log10(TARGET):.0f}}}$",
    )


def small_multiple() -> Picture:
    """Return the paths at four angles in a row."""
    figure, axes = plt.subplots(1, 4, figsize=(9, 3.5), sharey=True)
    for ax, degrees in zip(axes, ANGLES, strict=True):
        _draw_bowl(ax, degrees)
        counts = steps(degrees)
        words = "\n".join(f"{name}: {counts[name]}" for name in ("Adam", "diagonal Newton", "Newton"))
        ax.set_title(f"{degrees} degrees\n{words}", fontsize=9)
        ax.label_outer()
    axes[0].legend(fontsize=7, loc="lower left")
    return show(figure, conclusion(ANGLES))


def picture(degrees: float = 20.0) -> Picture:
    """Return the paths at one angle, beside the steps at all angles."""
    figure, (left, right) = quick_subplots(1, 2, (8, 3.6))
    _draw_bowl(left, degrees)
    _draw_steps(right, degrees)
    right.legend(fontsize=8, loc="center right")
    left.set_title(f"turned by {degrees:g} degrees", fontsize=10)
    few_ticks(right)
    return show(figure, conclusion((degrees,)))


def conclusion(angles) -> str:
    """Return what the picture says, in words."""
    counts = [steps(float(angle)) for angle in angles]
    said = "; ".join(
        f"at {angle:g} degrees Adam takes {count['Adam']} steps, diagonal Newton {count['diagonal Newton']}"
        f"{' or more' * (count['diagonal Newton'] == LIMIT)}, Newton {count['Newton']}"
        for angle, count in zip(angles, counts, strict=True)
    )
    return f"On a bowl with condition number {CONDITION:g}, {said}. Only Newton's method ignores the angle."
