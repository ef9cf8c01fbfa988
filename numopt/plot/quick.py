"""Figures that a slider waits for: their room is given, not sought, and they draw few ticks."""

from matplotlib import pyplot as plt
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator


def quick_subplots(rows: int, columns: int, figsize, wspace: float = 0.3, **settings):
    """Return a figure and its axes in fixed places: seeking the best places costs as much as drawing."""
    wide, high = figsize
    room = {
        "left": 0.75 / wide,
        "right": 1 - 0.3 / wide,
        "bottom": 0.55 / high,
        "top": 1 - 0.35 / high,
        "wspace": wspace,
    }
    return plt.subplots(rows, columns, figsize=figsize, layout="none", gridspec_kw=room, **settings)


def few_ticks(*axes) -> None:
    """Leave about five ticks on each axis: each costs as much time as a curve."""
    for axis in (axis for ax in axes for axis in (ax.xaxis, ax.yaxis)):
        logarithmic = axis.get_scale() == "log"
        axis.set_major_locator(LogLocator(numticks=5) if logarithmic else MaxNLocator(5))
        axis.set_minor_locator(NullLocator())
