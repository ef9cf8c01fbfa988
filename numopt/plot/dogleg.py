"""The dogleg: level lines of the MODEL, the path through its steepest-descent minimiser, the radius.

Nocedal & Wright (2006), sections 4.1 and 4.2.  The steps are those of numopt.trust_region and
numopt.subproblem; the function is Himmelblau's, whose Hessian is indefinite between its minima.
"""

from functools import cache

import matplotlib.pyplot as plt
import numpy as np

from numopt import problems
from numopt.plot.picture import Picture, show, steady
from numopt.subproblem import solve, spectrum
from numopt.trust_region import GOOD, POOR, Step, attempt, cauchy_point, dogleg_step

HILLS = problems.himmelblau()
PLACES = {"bowl": np.array([2.0, 3.5]), "indefinite": np.array([0.5, 1.5])}
RADII = np.geomspace(0.05, 6, 90)
SIDE = np.linspace(-3, 3, 61)


def model_at(place: str) -> tuple[float, np.ndarray, np.ndarray]:
    """Return (f, g, B) of the model at a place: "bowl" or "indefinite"."""
    x = PLACES[place]
    return HILLS.f(x), HILLS.grad(x), HILLS.hess(x)


def steps(place: str, radius: float) -> dict[str, Step]:
    """Return the Cauchy point, the dogleg's step and the exact one within the radius."""
    _, g, B = model_at(place)
    exact = solve(spectrum(g, B), radius)
    return {"Cauchy": cauchy_point(g, B, radius), "dogleg": dogleg_step(g, B, radius), "exact": exact}


def ratio(place: str, step: Step) -> float:
    """Return actual over predicted decrease."""
    value = model_at(place)[0]
    return attempt(HILLS.f, PLACES[place], value, step, 1.0, 10.0, 0.15).ratio


@cache
def ratios(place: str) -> np.ndarray:
    """Return the ratios of the dogleg steps for all RADII."""
    return np.array([ratio(place, steps(place, radius)["dogleg"]) for radius in RADII])


def what_follows(rho: float, step: Step) -> str:
    """Return what the ratio does to the radius."""
    if rho < POOR:
        return "shrinks"
    return "grows" if rho > GOOD and step.hits_boundary else "stays"


@cache
def dogleg_path(place: str) -> np.ndarray:
    """Return the ends of the dogleg steps for all RADII, shape (radii + 1, 2), from the origin."""
    return np.array([np.zeros(2), *(steps(place, radius)["dogleg"].p for radius in RADII)])


MARKS = {"Cauchy": ("#E69F00", "s"), "dogleg": ("#0072B2", "o"), "exact": ("#009E73", "D")}


def dogleg_picture(radius: float = 1.0, place: str = "bowl") -> Picture:
    """Return the model with the three steps, and the ratio of the dogleg's steps against the radius."""
    figure, (left, right) = steady(1, 2, (8.6, 3.8))
    found = steps(place, radius)
    _model(left, place, radius, found)
    left.legend(fontsize=8, loc="upper right")
    rho = ratio(place, found["dogleg"])
    _ratios(right, place)
    right.plot(radius, np.clip(rho, -1, 2), "o", color="black")
    verdict = what_follows(rho, found["dogleg"])
    left.set_title(f"{place}: radius {radius:g}", fontsize=10)
    right.set_title(f"ratio {rho:.2f}: the radius {verdict}", fontsize=10)
    gained = found["dogleg"].predicted / found["exact"].predicted
    alt = (
        f"Model {place}, radius {radius:g}: the dogleg promises {gained:.0%} of the exact step's decrease; "
        f"actual over predicted is {rho:.2f}, so the radius {verdict}."
    )
    return show(figure, alt)


def dogleg_panels(radii=(0.5, 1.0, 2.5)) -> Picture:
    """Return both models at several radii."""
    figure, axes = plt.subplots(2, len(radii), figsize=(8.6, 5.4), sharex="row", sharey="row")
    said = []
    for row, place in zip(axes, PLACES, strict=True):
        shares = []
        for ax, radius in zip(row, radii, strict=True):
            found = steps(place, radius)
            _model(ax, place, radius, found)
            shares.append(f"{found['dogleg'].predicted / found['exact'].predicted:.0%}")
            ax.set_title(f"{place}, radius {radius:g}: {shares[-1]}", fontsize=10)
            ax.label_outer()
        said.append(f"{place} {', '.join(shares)}")
    axes[0, 0].legend(fontsize=7, loc="upper right")
    alt = (
        f"The dogleg's share of the exact decrease at radii {', '.join(f'{r:g}' for r in radii)}: "
        f"{'; '.join(said)}. Where the model is indefinite it stops on the steepest descent ray."
    )
    return show(figure, alt)


def _model(ax, place, radius, found):
    _, g, B = model_at(place)
    p = np.stack(np.meshgrid(SIDE, SIDE))
    values = np.einsum("i,ijk", g, p) + np.einsum("ijk,il,ljk->jk", p, B, p) / 2
    heights = values.min() + np.linspace(0, 1, 9)[1:] ** 2 * np.ptp(values)
    ax.contour(SIDE, SIDE, values, levels=heights, colors="#8c8c8c", linewidths=0.6, linestyles="-")
    circle = np.linspace(0, 2 * np.pi, 100)
    ax.plot(
        radius * np.cos(circle), radius * np.sin(circle), "--", color="#1a1a1a", linewidth=1.2, label="radius"
    )
    path = dogleg_path(place)
    ax.plot(path[:, 0], path[:, 1], "-", color="#0072B2", linewidth=2, label="path")
    for size, (name, step) in zip((11, 8, 5), found.items(), strict=True):
        colour, marker = MARKS[name]
        ax.plot(*step.p, marker, color=colour, markersize=size, markeredgecolor="white", label=name)
    ax.plot(0, 0, "k+", markersize=9)
    ax.set(xlabel="$p_1$", ylabel="$p_2$", aspect="equal", xlim=(-3, 3), ylim=(-3, 3))


def _ratios(ax, place):
    ax.semilogx(RADII, np.clip(ratios(place), -1, 2), color="#0072B2")
    ax.axhspan(-1, POOR, color="#D55E00", alpha=0.15, hatch="///")
    ax.axhspan(GOOD, 2, color="#009E73", alpha=0.15, hatch="...")
    ax.text(0.06, -0.85, "shrink", fontsize=9)
    ax.text(0.06, 0.42, "keep", fontsize=9)
    ax.text(0.06, 1.75, "grow, if on the boundary", fontsize=9)
    ax.set(
        xlabel="radius", ylabel="actual / predicted", ylim=(-1, 2), xticks=(0.1, 1), xticklabels=("0.1", "1")
    )
