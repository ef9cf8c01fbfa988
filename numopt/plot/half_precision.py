"""Gradients in float16: where they fall on the number line, and the scale that moves them.

    float16:  0  |  2^-24 ... 2^-14 subnormal  |  2^-14 ... 65504 normal  |  infinity

Micikevicius et al. (2018), sections 3.2 and 4; the gradients are made up, log10 |g| ~ N(-7.5, 1.2^2), as
spread out as those that the paper's figure 3 shows.
"""

from functools import lru_cache

import numpy as np
from matplotlib import pyplot as plt

from numopt.plot import ARTISTS, Picture, show
from numopt.plot.quick import quick_subplots
from numopt.precision import FLOAT16, DynamicLossScaler, rounded

SCALES = (0, 8, 16, 32)  # powers of two
ZONES = (  # name, from and to in powers of two, colour, hatch
    ("zero", -60, -25, "#D55E00", "//"),
    ("subnormal", -25, -14, "#E69F00", ".."),
    ("normal", -14, 16, "#009E73", ""),
    ("inf", 16, 24, "#CC79A7", "xx"),
)


@lru_cache
def gradient_sizes(n: int = 20_000, seed: int = 0) -> np.ndarray:
    """Return the magnitudes of made-up gradients, shape (n,)."""
    return 10 ** np.random.default_rng(seed).normal(-7.5, 1.2, n)


def shares(sizes: np.ndarray, power: float) -> dict:
    """Return which part of ``sizes``, scaled by 2^power, is zero, subnormal, normal or inf in float16."""
    kept = rounded(np.ldexp(sizes, int(power)), FLOAT16)
    return {
        "zero": float(np.mean(kept == 0)),
        "subnormal": float(np.mean((kept > 0) & (kept < FLOAT16.smallest_normal))),
        "normal": float(np.mean((kept >= FLOAT16.smallest_normal) & np.isfinite(kept))),
        "inf": float(np.mean(np.isinf(kept))),
    }


def _draw_line(ax, power: int, named: bool) -> None:
    sizes = gradient_sizes()
    heights, edges = np.histogram(np.log2(sizes) + power, bins=np.arange(-60, 25, 1.5))
    ax.stairs(heights, edges, fill=True, color="#0072B2")
    top = 1.45 * heights.max()
    for name, left, right, colour, hatch in ZONES:
        ax.axvspan(left, right, facecolor=colour, alpha=0.16, hatch=hatch, edgecolor=colour, linewidth=0)
        ax.axvline(right, color="#1a1a1a", linewidth=0.6)
        part = shares(sizes, power)[name]
        words = f"{name}\n{100 * part:.1f} %" if named else f"{100 * part:.1f} %"
        ax.text(max(left, -44) + 0.5, 0.97 * top, words, fontsize=8, va="top")
    ax.set(xlim=(-44, 24), ylim=(0, top), yticks=(), title=f"scale $S = 2^{{{power}}}$")


def picture(power: int = 8) -> Picture:
    """Return the number line with the histogram of the gradients times 2^power."""
    figure, ax = quick_subplots(1, 1, (7, 2.8))
    _draw_line(ax, power, named=True)
    ax.set(xlabel=r"$\log_2 (S\,|g|)$", ylabel="gradients")
    return show(figure, conclusion((power,)))


def small_multiple() -> Picture:
    """Return the number line at four scales, one below the other."""
    figure, axes = plt.subplots(len(SCALES), 1, figsize=(7.5, 5.6), sharex=True)
    for ax, power in zip(axes, SCALES, strict=True):
        _draw_line(ax, power, named=power == SCALES[0])
    axes[-1].set_xlabel(r"$\log_2 (S\,|g|)$")
    return show(figure, conclusion(SCALES))


def conclusion(powers) -> str:
    """Return what the picture says, in words."""
    sizes = gradient_sizes()
    parts = [(power, shares(sizes, power)) for power in powers]
    said = "; ".join(
        f"at a scale of 2 to the {power}, {100 * part['zero']:.2g} % are lost to zero and "
        f"{100 * part['inf']:.2g} % overflow"
        for power, part in parts
    )
    return f"Gradients on the number line of float16: {said}."


# The staircase -----------------------------------------------------------------------------------


def scaled_training(interval: int, steps: int = 400, seed: int = 1):
    """Return (scales, skipped, highest): what a scaler does over ``steps`` made-up gradients of 64 entries.

    ``scales`` has shape (steps + 1,); ``skipped`` lists the steps that overflowed; ``highest`` is the largest
    scale that each gradient would have borne, shape (steps,).  Gradients shrink as training goes on, with a
    few bursts.
    """
    rng = np.random.default_rng(seed)
    scaler = DynamicLossScaler(init_scale=2.0**14, growth_interval=interval)
    scales, skipped, highest = [scaler.scale], [], []
    for k in range(steps):
        size = 10 ** (-1.0 - 2.5 * k / steps + 1.2 * (rng.random() < 0.02))
        g = size * rng.standard_normal(64)
        highest.append(FLOAT16.largest / np.abs(g).max())
        with np.errstate(over="ignore"):
            narrow = (g * scaler.scale).astype(np.float16)
        if not scaler.step(narrow):
            skipped.append(k)
        scales.append(scaler.scale)
    return np.array(scales), skipped, np.array(highest)


def _draw_staircase(ax, interval: int) -> None:
    scales, skipped, highest = scaled_training(interval)
    ax.plot(np.log2(highest), label="largest safe scale", **(ARTISTS["bound"] | {"linewidth": 0.8}))
    ax.step(np.arange(len(scales)), np.log2(scales), where="post", color="#0072B2", label="scale $S$")
    where = np.log2(scales[skipped]) if skipped else []
    ax.plot(skipped, where, label="skipped step", **(ARTISTS["rejected"] | {"markersize": 5}))
    ax.set(xlabel="step", ylim=(13, 28), title=f"growth after {interval} good steps: {len(skipped)} skipped")
    ax.title.set_fontsize(9)


def staircase(interval: int = 20) -> Picture:
    """Return the scale over the steps for one growth interval."""
    figure, ax = quick_subplots(1, 1, (6.5, 3.2))
    _draw_staircase(ax, interval)
    ax.set_ylabel(r"$\log_2 S$")
    ax.legend(loc="upper left", fontsize=8)
    return show(figure, staircase_conclusion((interval,)))


def staircases(intervals=(5, 20, 100)) -> Picture:
    """Return the same for three intervals, side by side."""
    figure, axes = plt.subplots(1, len(intervals), figsize=(9, 3.0), sharey=True)
    for ax, interval in zip(axes, intervals, strict=True):
        _draw_staircase(ax, interval)
    axes[0].set_ylabel(r"$\log_2 S$")
    axes[0].legend(loc="upper left", fontsize=7)
    return show(figure, staircase_conclusion(intervals))


def staircase_conclusion(intervals) -> str:
    """Return what the staircases say, in words."""
    said = "; ".join(
        f"growing after {interval} good steps skips {len(scaled_training(interval)[1])} of 400 steps"
        for interval in intervals
    )
    return f"The loss scale climbs by factors of two until a gradient overflows, then halves: {said}."
