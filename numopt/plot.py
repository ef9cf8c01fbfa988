"""Pictures of optimisation, in one style, each with a sentence that says what it shows.

What a mark means is the same in every picture: see ARTISTS.  Each differs from the others in colour
(Okabe and Ito's set, told apart by colour-blind readers), in marker and in line style, so that it
survives a black-and-white printer.
"""

import base64
import html
import io
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from PIL import Image

STYLE = Path(__file__).with_name("course.mplstyle")
ARTISTS = {
    "iterate": {"color": "#0072B2", "marker": "o", "linestyle": "-"},
    "accepted": {"color": "#009E73", "marker": "D", "linestyle": "none"},
    "rejected": {"color": "#D55E00", "marker": "X", "linestyle": "none"},
    "model": {"color": "#CC79A7", "marker": "", "linestyle": "-."},
    "bound": {"color": "#1a1a1a", "marker": "", "linestyle": "--"},
}


def use_style() -> None:
    """Set the course's style for all figures from here on."""
    sns.set_theme(context="notebook", style="ticks")
    plt.style.use(STYLE)


use_style()


class Picture:
    """A figure as it leaves this module: an image with alternative text, in every form Jupyter asks for."""

    def __init__(self, png: bytes, alt: str):
        self.png = png
        self.alt = alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = base64.b64encode(self.png).decode("ascii")
        # JupyterLab shows a bare PNG without any alternative text, so the HTML form comes with it.
        image = (
            f'<img src="data:image/png;base64,{data}" alt="{html.escape(self.alt)}" style="max-width:100%">'
        )
        return {"text/html": image, "image/png": data, "text/plain": repr(self)}

    def __repr__(self):
        return f"Figure: {self.alt}"


def show(figure, alt: str) -> Picture:
    """Return ``figure`` as a Picture, and close it.

    ``alt`` states the conclusion that a reader would draw from the picture; ValueError without one.
    """
    if not alt.strip():
        raise ValueError("a figure needs alternative text that states what it shows")
    drawn, small = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png")
    plt.close(figure)
    # A palette of 64 colours is ample for lines on white, and a third of the bytes; what Pillow writes
    # carries no date and no version.
    Image.open(drawn).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(small, "png", optimize=True)
    return Picture(small.getvalue(), " ".join(alt.split()))


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


def phi_picture(f, grad_f, x, p, trials, c1=1e-4, alpha_max=None):
    """Return a figure of phi(alpha) = f(x + alpha p), the Armijo bound, and the trials.

    ``trials`` is a list of (alpha, phi(alpha), accepted).  A trial that is not finite is drawn at the
    upper edge.
    """
    phi0, slope = f(x), float(grad_f(x) @ p)
    alpha_max = alpha_max or 1.15 * max(alpha for alpha, _, _ in trials)
    alphas = np.linspace(0, alpha_max, 400)
    with np.errstate(all="ignore"):
        curve = np.array([f(x + alpha * p) for alpha in alphas])
    figure, ax = plt.subplots()
    ax.plot(alphas, curve, color=ARTISTS["iterate"]["color"], label=r"$\varphi(\alpha) = f(x + \alpha p)$")
    bound = phi0 + c1 * alphas * slope
    ax.plot(alphas, bound, label=rf"Armijo bound, $c_1 = {c1:g}$", **ARTISTS["bound"])
    finite = [v for v in (*curve, *bound) if np.isfinite(v)]
    top, bottom = max(finite), min(finite)
    for kind, wanted in (("rejected", False), ("accepted", True)):
        rows = [(a, v if np.isfinite(v) else top) for a, v, accepted in trials if accepted == wanted]
        if rows:
            ax.plot(*zip(*rows, strict=True), label=f"{kind} trial", zorder=3, **ARTISTS[kind])
    margin = 0.06 * (top - bottom)
    ax.set(xlabel=r"step length $\alpha$", ylabel="value of f", ylim=(bottom - margin, top + margin))
    ax.legend()
    return figure
