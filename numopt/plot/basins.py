"""Where Newton's method goes from every point of the plane, without damping and with it.

Without: x <- x - H^-1 g, wherever that leads.  With: the step of numopt.newton, which goes along -g where H
is not positive definite, and is halved until f decreases enough.  All starts move at once, for speed; a test
holds the damped paths against numopt.newton's.  Himmelblau's function has four minima, four saddles and one
maximum.
"""

from functools import cache

import matplotlib.colors
import matplotlib.pyplot as plt
import numpy as np

from numopt import problems
from numopt.plot.picture import Picture, show
from numopt.plot.stage import Answer, Stage, Track

HILLS = problems.himmelblau()
BOX, POINTS, MOST_STEPS = 5.0, 121, 40
COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7"]  # one a minimum
MARKERS = ["o", "s", "^", "D"]


def values_at(x: np.ndarray) -> np.ndarray:
    """Return f at the points, shape (..., 2), as an array of shape (...)."""
    a, b = x[..., 0], x[..., 1]
    return (a * a + b - 11) ** 2 + (a + b * b - 7) ** 2


def newton_step(x: np.ndarray, damped: bool) -> np.ndarray:
    """Return the points, shape (k, 2), one Newton step on."""
    columns = x.T
    g, hess = HILLS.grad(columns), HILLS.hess(columns)
    det = hess[0, 0] * hess[1, 1] - hess[0, 1] ** 2
    with np.errstate(all="ignore"):
        newton = (
            -np.array([hess[1, 1] * g[0] - hess[0, 1] * g[1], hess[0, 0] * g[1] - hess[0, 1] * g[0]]) / det
        )
    if not damped:
        return x + newton.T
    p = np.where((det > 0) & (hess[0, 0] > 0), newton, -g)
    slope, here, alpha = (g * p).sum(axis=0), values_at(x), np.ones(len(x))
    for _ in range(60):
        high = values_at(x + alpha[:, None] * p.T) > here + 1e-4 * alpha * slope
        if not high.any():
            break
        alpha[high] /= 2
    return x + alpha[:, None] * p.T


def path_from(start, damped: bool, tol: float = 1e-8) -> np.ndarray:
    """Return the iterates from one start, shape (steps + 1, 2), until |g| <= tol or MOST_STEPS."""
    points = [np.array(start, dtype=float)]
    while len(points) <= MOST_STEPS and np.abs(HILLS.grad(points[-1])).max() > tol:
        points.append(newton_step(points[-1][None], damped)[0])
    return np.array(points)


@cache
def basins(damped: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return, for a grid of starts, the number of the minimum reached and the steps it took.

    The number is 4 where a saddle or the maximum was reached, 5 where nothing was within MOST_STEPS.
    """
    side = np.linspace(-BOX, BOX, POINTS)
    x = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    steps = np.zeros(len(x), dtype=int)
    moving = np.arange(len(x))
    for _ in range(MOST_STEPS):
        moving = moving[~(np.abs(HILLS.grad(x[moving].T)).max(axis=0) <= 1e-6)]
        if not moving.size:
            break
        x[moving] = newton_step(x[moving], damped)
        steps[moving] += 1
    reached = np.full(len(x), 4)
    for number, minimum in enumerate(HILLS.minimisers):
        reached[np.linalg.norm(x - minimum, axis=1) < 1e-3] = number
    reached[moving] = 5
    return reached.reshape(POINTS, POINTS), steps.reshape(POINTS, POINTS)


def share_of_minima(damped: bool) -> float:
    """Return the fraction of starts from which a minimum is reached."""
    return float(np.mean(basins(damped)[0] < 4))


def basin_panels(start=(0.4, -2.4)) -> Picture:
    """Return both maps, with the path from the same start."""
    figure, axes = plt.subplots(1, 2, figsize=(9.2, 4.2))
    ends = []
    for ax, damped in zip(axes, (False, True), strict=True):
        draw_ground(ax, damped)
        ends.append(_draw_path(ax, path_from(start, damped)))
    alt = (
        f"Undamped, {share_of_minima(False):.0%} of the starts reach a minimum, the hatched rest "
        f"a saddle or the maximum; damped, {share_of_minima(True):.0%} do. From the marked start the first "
        f"{ends[0]}, the second {ends[1]}."
    )
    return show(figure, alt)


def draw_ground(ax, damped: bool) -> None:
    """Draw the basins and the minima."""
    reached, steps = basins(damped)
    base = np.array([matplotlib.colors.to_rgb(c) for c in [*COLOURS, "#4d4d4d", "#000000"]])
    light = np.clip(0.55 - 0.05 * np.minimum(steps, 8)[..., None], 0.1, 0.6)
    extent = (-BOX, BOX, -BOX, BOX)
    image = base[reached] * (1 - light) + light
    ax.imshow(image, origin="lower", extent=extent, interpolation="nearest", aspect="equal")
    side = np.linspace(-BOX, BOX, POINTS)
    if (reached == 4).any():
        hatched = ax.contourf(side, side, reached == 4, levels=[0.5, 1.5], colors="none", hatches=["xxxx"])
        hatched.set_edgecolor("#d9d9d9")
        hatched.set_linewidth(0)
    for marker, (a, b) in zip(MARKERS, HILLS.minimisers, strict=True):
        ax.plot(a, b, marker=marker, color="white", markeredgecolor="black", markersize=9)
    share, name = share_of_minima(damped), "damped" if damped else "undamped"
    ax.set_title(f"{name}: {share:.0%} of starts reach a minimum", fontsize=10)
    ax.set(xlim=(-BOX, BOX), ylim=(-BOX, BOX), xlabel="$x_1$", ylabel="$x_2$")
    ax.grid(False)


def _draw_path(ax, points: np.ndarray) -> str:
    """Draw a path from its start; return how it ends, in words."""
    ax.plot(points[:, 0], points[:, 1], "-", color="white", linewidth=3)
    ax.plot(points[:, 0], points[:, 1], "o-", color="black", markersize=4, linewidth=1.2)
    ax.plot(*points[0], "*", color="white", markeredgecolor="black", markersize=15)
    return _end(points)


def _end(points) -> str:
    final, steps = points[-1], len(points) - 1
    if not np.abs(HILLS.grad(final)).max() <= 1e-6:
        return f"has not settled after {steps} steps"
    lowest = np.linalg.eigvalsh(HILLS.hess(final))
    kind = "a minimum" if lowest[0] > 0 else "a saddle" if lowest[1] > 0 else "the maximum"
    return f"ends at {kind} after {steps} steps"


class Basins(Stage):
    """Both maps; the handle on the undamped one is the start of the two paths."""

    def __init__(self, start=(0.4, -2.4)):
        label = "Where Newton's method goes without and with damping, from a start that you choose."
        super().__init__(label, self._backdrop, self._answer, start, basin_panels(start))

    def _backdrop(self):
        figure, self.axes = plt.subplots(1, 2, figsize=(9.2, 4.2))
        for ax, damped in zip(self.axes, (False, True), strict=True):
            draw_ground(ax, damped)
        return figure, self.axes[0]

    def _answer(self, start, figure) -> Answer:
        paths = [path_from(start, damped) for damped in (False, True)]
        tracks = [
            Track(ax, points, np.linspace(0, 1, len(points)), "#000000")
            for ax, points in zip(self.axes, paths, strict=True)
        ]
        ends = [_end(points) for points in paths]
        return Answer(tracks, f"From ({start[0]:.2f}, {start[1]:.2f}) undamped {ends[0]}; damped {ends[1]}.")
