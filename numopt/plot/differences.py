"""The V of finite differences: error against step, truncation on the right, rounding on the left.

Nocedal & Wright (2006), section 8.1; the formulas are those of numopt.derivatives.
"""

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import FormatStrFormatter, LogLocator, NullLocator

from numopt import derivatives
from numopt.plot.picture import Picture, show, steady

METHODS = {
    "forward": (derivatives.forward, "#0072B2", "o", "-"),
    "central": (derivatives.central, "#D55E00", "s", "--"),
    "Richardson": (derivatives.richardson, "#CC79A7", "^", "-."),
    "complex": (derivatives.complex_step, "#009E73", "D", ":"),
}
POINTS = np.linspace(1.0, 1.1, 6)
LEGEND = (0.03, 0.15)  # where no V comes
STEPS = {"float64": np.logspace(-16, 0, 65), "float32": np.logspace(-8, 0, 33)}


@cache
def errors(method: str, precision: str = "float64", scale: float = 1.0) -> np.ndarray:
    """Return the relative error of the derivative of exp(scale x) for each of STEPS, the worst at POINTS.

    One point alone would show the luck of its last digits.  The exact derivative is taken at the x and the
    scale that the precision holds.
    """
    dtype = np.dtype(precision).type

    def f(x):
        return np.exp(dtype(scale) * x[0])

    settings = {} if method == "complex" else {"dtype": dtype}
    worst = np.zeros(len(STEPS[precision]))
    for x in POINTS.astype(dtype)[:, None]:
        found = [METHODS[method][0](f, x, h, **settings)[0] for h in STEPS[precision]]
        exact = scale * np.exp(scale * float(x[0]))
        worst = np.maximum(worst, np.abs(np.array(found, dtype=float) / exact - 1))
    return worst


def best(method: str, precision: str = "float64", scale: float = 1.0) -> tuple[float, float]:
    """Return (step, error) of the best of STEPS."""
    found = errors(method, precision, scale)
    return float(STEPS[precision][np.argmin(found)]), float(found.min())


def methods_of(precision: str) -> list[str]:
    """Return the methods that are shown: the complex step computes in double precision alone."""
    return [name for name in METHODS if name != "complex" or precision == "float64"]


def vee_picture(h: float = 1e-4, precision: str = "float64", scale: float = 1.0) -> Picture:
    """Return the errors of all methods, and what they are at the step h."""
    figure, ax = steady(1, 1, (6.6, 4.0), left=0.95)
    _vees(ax, precision, scale)
    ax.axvline(h, color="#1a1a1a", linewidth=1)
    at = int(np.argmin(np.abs(np.log(STEPS[precision] / h))))
    now = {name: float(errors(name, precision, scale)[at]) for name in methods_of(precision)}
    bottom = best("forward", precision, scale)[0]
    side = "right of" if h > bottom else "at or left of"
    ax.set_title(f"h = {h:.0e} is {side} the bottom of the forward V", fontsize=10)
    ax.legend(fontsize=8, loc=LEGEND)
    said = ", ".join(f"{name} {error:.0e}" for name, error in now.items())
    return show(figure, f"{precision}: h = {h:.0e} is {side} the bottom of the forward V; errors {said}.")


def vee_panels() -> Picture:
    """Return the errors in both precisions, side by side, with the best step of each method marked."""
    figure, axes = plt.subplots(1, 2, figsize=(9.2, 3.6), sharey=True)
    for ax, precision in zip(axes, STEPS, strict=True):
        _vees(ax, precision, 1.0)
        ax.set_title(precision)
        for name in methods_of(precision):
            if name != "complex":
                ax.plot(*best(name, precision), marker="*", color="black", markersize=11, linestyle="none")
    axes[0].legend(fontsize=8, loc=LEGEND)
    axes[1].set_ylabel("")
    said = "; ".join(
        f"{name} {best(name)[1]:.0e} at h = {best(name)[0]:.0e}"
        for name in ("forward", "central", "Richardson")
    )
    alt = (
        f"Each difference has a V. Best in float64: {said}; the complex step stays below "
        f"{errors('complex')[:32].max():.0e} for all small h. In float32 forward gets no better than "
        f"{best('forward', 'float32')[1]:.0e}."
    )
    return show(figure, alt)


def _vees(ax, precision, scale):
    h = STEPS[precision]
    for name in methods_of(precision):
        _, colour, marker, line = METHODS[name]
        shown = np.maximum(errors(name, precision, scale), 1e-17)  # an error of zero has no logarithm
        ax.loglog(
            h, shown, color=colour, marker=marker, linestyle=line, markersize=4, markevery=4, label=name
        )
    eps = float(np.finfo(precision).eps)
    left, right = h[h < eps**0.6], h[h > eps**0.4]
    ax.loglog(left, eps / left, color="#8c8c8c", linewidth=1)
    ax.loglog(right, abs(scale) * right / 2, color="#8c8c8c", linewidth=1)
    ax.text(left[len(left) // 3], 3 * eps / left[len(left) // 3], "rounding, slope -1", fontsize=8)
    ax.text(right[len(right) // 4], 2 * right[len(right) // 4], "truncation", fontsize=8, ha="right")
    ax.set(xlabel="step h", ylabel="relative error", ylim=(1e-17, 30))
    ax.xaxis.set_major_locator(LogLocator(numticks=9))
    ax.xaxis.set_minor_locator(NullLocator())
    for axis in (ax.xaxis, ax.yaxis):  # as plain text, which is drawn much faster than powers
        axis.set_major_formatter(FormatStrFormatter("%.0e"))
