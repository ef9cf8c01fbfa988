"""Clipped steps on a bowl: the two-cycle that they end in, and the radius that ends it.

    x <- x + clip(-lr L x, c)    on f(x) = L x^2 / 2 in one variable

For lr < 2 / L it contracts near 0.  For lr >= 2 / L the points c / 2 and -c / 2 change places for ever: the
unclipped step from c / 2 is -lr L c / 2, at least c long, so it is cut to -c.  The same holds of any x and
x - c that both lie at least c / (lr L) from 0, so that the start decides between which two points it jumps.
A trust region sees that the step gains nothing and halves c (Nocedal & Wright 2006, algorithm 4.1).
"""

import numpy as np
from matplotlib import pyplot as plt

from numopt import problems
from numopt.adaptive import follow, gradient_descent
from numopt.clipping import clip_by_norm, clipped_descent, trust_region_descent
from numopt.plot import ARTISTS, Picture, show
from numopt.plot.quick import few_ticks, quick_subplots

STEEP = 100.0  # L, the curvature across the bowl
BOWL = problems.quadratic([STEEP / 5, STEEP])
START = np.array([5.0, 5.0])
LOOKS = {
    "no limit": {"color": "#D55E00", "marker": "X", "linestyle": ":"},
    "clipped": {"color": "#0072B2", "marker": "o", "linestyle": "-"},
    "trust region": {"color": "#009E73", "marker": "D", "linestyle": "--"},
}


def next_point(x: float, lr: float, limit: float) -> float:
    """Return where one clipped step leads from x on f(x) = L x^2 / 2."""
    return x + float(clip_by_norm(np.array([-lr * STEEP * x]), limit)[0])


def cycle(lr: float, limit: float, steps: int = 600) -> float:
    """Return the length of the jump that the clipped path on the bowl still makes after many steps."""
    path = clipped_descent(BOWL.grad, START, lr, limit, steps)
    return float(np.linalg.norm(path[-1] - path[-2]))


def values(lr: float, limit: float, steps: int = 80) -> dict:
    """Return f along the path of each way, shape (steps + 1,), and the radii of the trust region."""
    plain = follow(gradient_descent(lr), BOWL.grad, START, steps)
    clipped = clipped_descent(BOWL.grad, START, lr, limit, steps)
    guarded, radii = trust_region_descent(BOWL.f, BOWL.grad, START, lr, limit, steps)
    found = zip(LOOKS, (plain, clipped, guarded), strict=True)
    return {name: np.array([BOWL.f(x) for x in path]) for name, path in found} | {"radius": radii}


def _draw_map(ax, lr: float, limit: float) -> None:
    reach = 1.3 * limit
    xs = np.linspace(-reach, reach, 301)
    ax.plot(xs, [next_point(x, lr, limit) for x in xs], color="#0072B2", label="one step")
    ax.plot(xs, xs, color="#8c8c8c", linewidth=0.8)
    ax.plot(xs, -xs, label="swap: $x$ to $-x$", **ARTISTS["bound"])
    x, web = 0.9 * limit, []
    for _ in range(60):
        new = next_point(x, lr, limit)
        web += [(x, x), (x, new)]
        x = new
    web = np.array(web)
    ax.plot(*web[:24].T, color="#E69F00", linewidth=0.8)
    ax.plot(*web[-8:].T, color="#D55E00", linewidth=2.2, label="where it ends")
    ax.plot(x, next_point(x, lr, limit), color="#D55E00", marker="s", linestyle="none")
    ax.set(xlabel="$x_k$", ylabel="$x_{k+1}$", xlim=(-reach, reach), ylim=(-reach, reach))
    ax.set_title(f"lr = {lr:g}, 2/L = {2 / STEEP:g}", fontsize=10)


def _draw_values(ax, found: dict) -> None:
    for name, look in LOOKS.items():
        with np.errstate(over="ignore", invalid="ignore"):
            shown = np.where(found[name] < 1e9, np.maximum(found[name], 1e-13), np.nan)
        ax.semilogy(shown, label=name, markevery=10, **(look | {"markersize": 4}))
    ax.set(xlabel="step", ylabel="$f$", ylim=(1e-13, 1e9))


def picture(lr: float = 0.03, limit: float = 0.5) -> Picture:
    """Return the map of one step, f along the three paths, and the radius."""
    found = values(lr, limit)
    figure, axes = quick_subplots(1, 3, (10, 3.2), wspace=0.35)
    _draw_map(axes[0], lr, limit)
    axes[0].legend(fontsize=7, loc="upper right")
    _draw_values(axes[1], found)
    axes[1].legend(fontsize=8, loc="upper right")
    axes[2].semilogy(found["radius"], drawstyle="steps-post", label="radius", color="#009E73", linestyle="--")
    axes[2].axhline(limit, label="limit of clipping", color="#0072B2")
    axes[2].set(xlabel="step", ylabel="longest step allowed")
    axes[2].legend(fontsize=8)
    few_ticks(*axes)
    return show(figure, conclusion(lr, limit))


def small_multiple(rates=(0.015, 0.025, 0.05), limit: float = 0.5) -> Picture:
    """Return the maps for three rates above, f along the paths below."""
    figure, axes = plt.subplots(2, len(rates), figsize=(9, 5.4))
    for (above, below), lr in zip(axes.T, rates, strict=True):
        _draw_map(above, lr, limit)
        _draw_values(below, values(lr, limit))
    axes[0, 0].legend(fontsize=7, loc="upper right")
    axes[1, 0].legend(fontsize=7, loc="upper right")
    for ax in axes[:, 1:].flat:
        ax.set_ylabel("")
    return show(figure, " ".join(conclusion(lr, limit) for lr in rates))


def conclusion(lr: float, limit: float) -> str:
    """Return what the picture says, in words."""
    jump = cycle(lr, limit)
    if jump > limit / 2:
        ending = f"clipped descent jumps by {jump:.2g} for ever, between two points across the valley"
    else:
        ending = "clipped descent converges"
    guarded = values(lr, limit, 200)["trust region"][-1]
    return (
        f"With lr = {lr:g}, {'beyond' if lr >= 2 / STEEP else 'below'} 2/L = {2 / STEEP:g}, {ending}; the "
        f"trust region halves its radius where a step gains too little and reaches f below "
        f"{10.0 ** np.ceil(np.log10(max(guarded, 1e-12))):.0e} in 200 steps."
    )


def angles(limit: float = 1.0) -> Picture:
    """Return gradients before a cliff, whole, clipped by norm and clipped entry by entry."""
    figure, axes = plt.subplots(1, 3, figsize=(9, 3.0), sharey=True)
    xs, ys = np.meshgrid(np.linspace(-0.9, 0.9, 7), np.linspace(-0.9, 0.9, 7))
    points = np.column_stack([xs.ravel(), ys.ravel()])
    slopes = -np.array([[6 / np.cosh(4 * x) ** 2, 1.2 * y] for x, y in points])  # f = 1.5 tanh(4x) + 0.6 y^2
    ways = {
        "as it is": slopes,
        "by norm": np.array([clip_by_norm(g, limit) for g in slopes]),
        "by entry": np.clip(slopes, -limit, limit),
    }
    for ax, (name, arrows) in zip(axes, ways.items(), strict=True):
        ax.quiver(*points.T, *arrows.T, angles="xy", scale_units="xy", scale=5, color="#0072B2", width=0.006)
        said = f": turned by up to {turned(slopes, arrows):.0f} degrees" if arrows is not slopes else ""
        ax.set(title=name + said, xlabel="$x_1$", xlim=(-1.5, 1.2))
        ax.title.set_fontsize(9)
    axes[0].set_ylabel("$x_2$")
    alt = (
        "Arrows of the negative gradient near a cliff, long ones at the cliff.  Clipped by norm they keep "
        "their direction; clipped entry by entry they turn by up to "
        f"{turned(slopes, ways['by entry']):.0f} degrees."
    )
    return show(figure, alt)


def turned(before: np.ndarray, after: np.ndarray) -> float:
    """Return the largest angle in degrees between two arrows of the same row, shapes (k, 2)."""
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    cosine = np.einsum("ki,ki->k", before, after) / lengths
    return float(np.rad2deg(np.arccos(np.clip(np.round(cosine, 12), -1, 1)).max()))
