"""Which steps the Armijo and Wolfe conditions accept: intervals on one phi, and the inequality that fails.

    WAVY: phi(alpha) = 1 - alpha + 0.22 alpha^2 - 0.12 sin(4.2 alpha)

Nocedal & Wright (2006), section 3.1.
"""

from functools import cache

import matplotlib.pyplot as plt
import numpy as np

from numopt.plot.picture import Picture, show, steady
from numopt.plot.style import ARTISTS
from numopt.problem import Problem
from numopt.wolfe import wolfe_conditions

WAVY = Problem(
    "wavy",
    1,
    lambda x: float(1 - x[0] + 0.22 * x[0] ** 2 - 0.12 * np.sin(4.2 * x[0])),
    lambda x: -1 + 0.44 * x - 0.504 * np.cos(4.2 * x),
    np.zeros(1),
)
ORIGIN, AHEAD = np.zeros(1), np.ones(1)
ROWS = {"Armijo": ("#0072B2", ""), "Wolfe": ("#E69F00", "///"), "strong Wolfe": ("#009E73", "xxx")}


def intervals(holds, low: float, high: float, points: int = 300) -> list[tuple[float, float]]:
    """Return the intervals of [low, high] on which ``holds(alpha)`` is true, their ends by bisection.

    Both ends are steps at which it is true; an interval narrower than the grid of ``points`` may be missed.
    """
    grid = np.linspace(low, high, points)
    true = np.array([bool(holds(alpha)) for alpha in grid])
    starts = np.flatnonzero(true & ~np.roll(true, 1) | (true & (np.arange(points) == 0)))
    ends = np.flatnonzero(true & ~np.roll(true, -1) | (true & (np.arange(points) == points - 1)))
    found = []
    for first, last in zip(starts, ends, strict=True):
        left = _edge(holds, grid[first], grid[first - 1]) if first else grid[0]
        right = _edge(holds, grid[last], grid[last + 1]) if last + 1 < points else grid[-1]
        found.append((float(left), float(right)))
    return found


def _edge(holds, inside: float, outside: float) -> float:
    """Return the last step from ``inside`` towards ``outside`` at which it still holds."""
    for _ in range(40):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if holds(middle) else (inside, middle)
    return inside


@cache
def accepted(c1: float, c2: float, high: float = 4.0) -> dict[str, list[tuple[float, float]]]:
    """Return for each of the three conditions the intervals of steps on WAVY that satisfy it."""

    def all_of(*which):
        return lambda alpha: all(_conditions(alpha, c1, c2)[i] for i in which)

    wanted = {"Armijo": (0,), "Wolfe": (0, 1), "strong Wolfe": (0, 2)}
    return {name: intervals(all_of(*which), 1e-6, high) for name, which in wanted.items()}


def verdict(alpha: float, c1: float, c2: float) -> str:
    """Return what the conditions say to the step: accepted, or the first inequality that fails."""
    enough, curved, strong = _conditions(alpha, c1, c2)
    if not enough:
        return "refused: decreases too little (Armijo)"
    if not curved:
        return "refused: still falls steeply (curvature)"
    return "accepted" if strong else "refused: rises steeply (strong curvature)"


def _conditions(alpha, c1, c2):
    return wolfe_conditions(WAVY.f, WAVY.grad, ORIGIN, AHEAD, alpha, c1, c2)


def wolfe_picture(c1: float = 0.2, c2: float = 0.3, alpha: float = 1.4) -> Picture:
    """Return phi, the Armijo line and one trial above, the intervals that are accepted below."""
    said, rows = verdict(alpha, c1, c2), accepted(c1, c2)
    figure, (above, below) = steady(
        2, 1, (6.6, 4.0), left=1.1, sharex=True, gridspec_kw={"height_ratios": [3, 1]}
    )
    _curve(above, c1)
    kind = "accepted" if said == "accepted" else "rejected"
    above.plot(alpha, WAVY.f(np.array([alpha])), label="trial", zorder=3, **ARTISTS[kind])
    above.set_title(f"α = {alpha:.2f} {said}")
    above.legend(loc="upper right")
    _strip(below, rows)
    strong = ", ".join(f"{a:.2f} to {b:.2f}" for a, b in rows["strong Wolfe"]) or "nowhere"
    alt = f"With c1 = {c1:g}, c2 = {c2:g} strong Wolfe holds {strong}; the trial {alpha:.2f} is {said}."
    return show(figure, alt)


def wolfe_panels(pairs=((0.05, 0.9), (0.2, 0.3), (0.2, 0.1), (0.45, 0.5))) -> Picture:
    """Return the same for several pairs (c1, c2), side by side."""
    figure, axes = plt.subplots(
        2, len(pairs), figsize=(9.2, 3.4), sharex=True, sharey="row", gridspec_kw={"height_ratios": [2, 1]}
    )
    for (above, below), (c1, c2) in zip(axes.T, pairs, strict=True):
        _curve(above, c1)
        above.set_title(f"$c_1$ = {c1:g}, $c_2$ = {c2:g}", fontsize=10)
        above.set_xlabel("")
        _strip(below, accepted(c1, c2))
    counts = ", ".join(str(len(accepted(*pair)["strong Wolfe"])) for pair in pairs)
    alt = (
        "Four pairs of constants on one phi: a larger c1 tilts the line and shortens the Armijo interval; "
        f"a smaller c2 cuts the strong Wolfe steps down to the flat places ({counts} intervals)."
    )
    return show(figure, alt)


def _curve(ax, c1):
    alphas = np.linspace(0, 4, 200)
    ax.plot(alphas, [WAVY.f(np.array([a])) for a in alphas], color=ARTISTS["iterate"]["color"], label="φ(α)")
    slope = float(WAVY.grad(ORIGIN)[0])
    ax.plot(alphas, 1 + c1 * alphas * slope, label="Armijo line", **ARTISTS["bound"])
    ax.set(ylim=(-0.6, 1.1), xlim=(0, 4))


def _strip(ax, rows):
    for height, (name, found) in enumerate(reversed(rows.items())):
        colour, hatch = ROWS[name]
        widths = [(a, b - a) for a, b in found]
        ax.broken_barh(widths, (height - 0.3, 0.6), facecolor=colour, hatch=hatch, edgecolor="white")
    ax.set(yticks=range(len(rows)), yticklabels=list(rows)[::-1], xlabel="step length α")
    ax.set_ylim(-0.6, len(rows) - 0.4)
