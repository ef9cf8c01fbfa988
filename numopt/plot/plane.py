"""Functions of two variables: level lines, and the path of a method among them."""

import numpy as np

from numopt.plot.style import ARTISTS


def contours(ax, f, xlim, ylim, levels=16, points=121):
    """Draw the level lines of f on a box of the plane, at levels that show a valley; return the axes."""
    x, y = np.linspace(*xlim, points), np.linspace(*ylim, points)
    values = np.array([[f(np.array([a, b])) for a in x] for b in y])
    lowest = values.min()
    # Equal steps of the fourth root: dense at the bottom, where the iterates spend their time.
    heights = lowest + np.linspace(0, (values.max() - lowest) ** 0.25, levels + 1)[1:] ** 4
    ax.contour(x, y, values, levels=heights, colors="#8c8c8c", linewidths=0.6)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xlim=xlim, ylim=ylim)
    return ax


def path(ax, points, label="iterates", **changes):
    """Draw the points visited, an array of shape (steps + 1, 2), in their order; return the axes."""
    points = np.asarray(points)
    ax.plot(points[:, 0], points[:, 1], label=label, **(ARTISTS["iterate"] | {"markersize": 4} | changes))
    return ax
