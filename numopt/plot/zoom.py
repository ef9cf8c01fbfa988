"""Bracket and zoom, step by step: which end of the interval moved, by which rule.

Nocedal & Wright (2006), algorithms 3.5 and 3.6, as numopt.line_search does them.
"""

from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np

from numopt.line_search import LineSearchResult, StrongWolfeLineSearch
from numopt.plot.picture import Picture, show, steady
from numopt.plot.style import ARTISTS
from numopt.plot.wolfe import ORIGIN, WAVY

BEST = {"marker": "o", "linestyle": "none"}
OTHER = {"marker": "|", "markersize": 12, "mew": 3, "linestyle": "none"}
SLOPE = float(WAVY.grad(ORIGIN)[0])


class Stage(NamedTuple):
    """The interval after a trial: its best end, its other end (None while the step grows), and why."""

    trial: float
    low: float
    high: float | None
    rule: str


def phi(alpha: float) -> float:
    """Return phi of numopt.plot.wolfe at the step."""
    return WAVY.f(np.array([alpha]))


def dphi(alpha: float) -> float:
    """Return its slope."""
    return float(WAVY.grad(np.array([alpha]))[0])


def watched(c2: float, alpha0: float, c1: float = 1e-4) -> tuple[LineSearchResult, list[Stage]]:
    """Return the result of the strong Wolfe search on WAVY, and the interval after each refused trial."""
    stages = []

    class Watched(StrongWolfeLineSearch):
        def _next(self, before, low, high):
            trial = low.alpha if low != before else high.alpha
            stages.append(Stage(trial, low.alpha, high.alpha if high else None, _rule(before, low, high)))
            return super()._next(before, low, high)

    return Watched(c1, c2)(phi, phi(0.0), SLOPE, alpha0, dphi=dphi), stages


def _rule(before, low, high) -> str:
    if low == before:
        return "too high: it is the far end now"
    if high is None:
        return "lower, and still falling: go farther"
    if high == before:
        return "lower, but the slope points back: the ends swap"
    return "lower: it is the best end now"


def zoom_picture(step: int = 3, c2: float = 0.02, alpha0: float = 0.3) -> Picture:
    """Return phi with the trials so far above, the intervals stacked below; ``step`` counts the trials."""
    found, stages = watched(c2, alpha0)
    step = min(step, len(found.trials))
    figure, (above, below) = steady(2, 1, (6.6, 4.4), sharex=True)
    _trials(above, found.trials[:step])
    _stacked(below, stages[:step])
    below.legend(fontsize=8, loc="lower right")
    last = found.trials[step - 1]
    said = "accepted" if last.accepted else stages[step - 1].rule
    above.set_title(f"trial {step} of {len(found.trials)}, α = {last.alpha:.3f}: {said}", fontsize=10)
    return show(figure, f"Trial {step} at {last.alpha:.3f}: {said}. {_shrinkage(stages[:step])}")


def zoom_panels(c2: float = 0.02, starts=(0.1, 1.0, 4.0)) -> Picture:
    """Return the whole search from several first trials, side by side."""
    figure, axes = plt.subplots(2, len(starts), figsize=(9.2, 4.0), sharex=True, sharey="row")
    ends = []
    for (above, below), alpha0 in zip(axes.T, starts, strict=True):
        found, stages = watched(c2, alpha0)
        _trials(above, found.trials)
        _stacked(below, stages)
        above.set_title(f"first trial {alpha0:g}: {len(found.trials)} trials", fontsize=10)
        ends.append(f"{found.alpha:.2f} after {len(found.trials)}")
    axes[1, 0].legend(fontsize=8, loc="lower right")
    first = ", ".join(f"{start:g}" for start in starts)
    alt = f"From the first trials {first} the interval closes on a flat place each time: {', '.join(ends)}."
    return show(figure, alt)


def _trials(ax, trials):
    alphas = np.linspace(0, 4.2, 300)
    ax.plot(alphas, [phi(a) for a in alphas], color=ARTISTS["iterate"]["color"])
    for trial in trials:
        ax.plot(trial.alpha, trial.value, **ARTISTS["accepted" if trial.accepted else "rejected"])
    ax.set(ylabel="φ(α)", xlim=(0, 4.2))
    ax.label_outer()


def _stacked(ax, stages):
    for row, stage in enumerate(stages, 1):
        end = 4.2 if stage.high is None else stage.high
        ax.plot([stage.low, end], [row, row], color="#1a1a1a", linewidth=2.5)
        ax.plot(stage.low, row, color="#0072B2", **BEST)
        if stage.high is not None:
            ax.plot(end, row, color="#D55E00", **OTHER)
    ax.plot([], [], color="#0072B2", label="best end", **BEST)
    ax.plot([], [], color="#D55E00", label="other end", **OTHER)
    ax.set(xlabel="step length α", ylabel="after trial", ylim=(7.6, 0.4), yticks=range(1, 8))
    ax.label_outer()


def _shrinkage(stages) -> str:
    widths = [abs(stage.high - stage.low) for stage in stages if stage.high is not None]
    if not widths:
        return "There is no bracket yet."
    return f"The bracket is {widths[-1]:.2g} wide" + (
        f", {widths[-1] / widths[-2]:.2f} of the one before." if len(widths) > 1 else "."
    )
