"""Momentum in the plane of (alpha, beta): where it creeps, where it ripples, where it diverges.

    x_{k+1} - (1 + beta - alpha lambda) x_k + beta x_{k-1} = 0    for each eigenvalue lambda

so the error of a mode shrinks by the larger root of z^2 - (1 + beta - alpha lambda) z + beta: the rate.
Polyak (1964); the plane after Goh (2017).  Optimal for mu <= lambda <= L (Polyak):

    alpha = 4 / (sqrt L + sqrt mu)^2,    beta = ((sqrt L - sqrt mu) / (sqrt L + sqrt mu))^2,    rate sqrt beta
"""

import numpy as np
from matplotlib import pyplot as plt

from numopt import problems
from numopt.adaptive import Momentum, follow
from numopt.plot import Picture, contours, path, show
from numopt.plot.quick import quick_subplots
from numopt.plot.stage import Answer, Stage, Track

MODES = np.array([1.0, 10.0])  # the eigenvalues of the bowl
BOWL = problems.quadratic(MODES)
START = np.array([2.6, 1.0])
STEPS = 60
COLOURS, DASHES = ("#0072B2", "#D55E00"), ("-", "--")  # of the two modes
SPAN = (0.0, 0.42), (0.0, 0.98)  # of alpha and beta
EXAMPLES = {"creeps": (0.05, 0.0), "ripples": (0.1, 0.85), "best": None, "diverges": (0.32, 0.3)}


def roots(alpha, beta, eigenvalue):
    """Return the two roots of the mode's equation, complex; the arguments broadcast."""
    middle = (1 + beta - np.multiply(alpha, eigenvalue)) / 2
    away = np.sqrt(np.asarray(middle**2 - beta, dtype=complex))
    return middle + away, middle - away


def mode_rate(alpha, beta, eigenvalue):
    """Return the factor by which the error of one mode shrinks per step in the long run."""
    first, second = roots(alpha, beta, eigenvalue)
    return np.maximum(np.abs(first), np.abs(second))


def rate(alpha, beta):
    """Return the rate of the slowest mode of the bowl; the arguments broadcast."""
    return np.maximum(*(mode_rate(alpha, beta, eigenvalue) for eigenvalue in MODES))


def kind(alpha: float, beta: float) -> str:
    """Return "diverges", "ripples" (some mode changes sign again and again) or "creeps" (none does)."""
    if rate(alpha, beta) >= 1:
        return "diverges"
    # A mode creeps where both of its roots are real and not negative.
    found = np.array([roots(alpha, beta, eigenvalue) for eigenvalue in MODES])
    calm = np.all(np.abs(found.imag) < 1e-12) and np.all(found.real > -1e-12)
    return "creeps" if calm else "ripples"


def borders(beta):
    """Return the alpha up to which nothing ripples, and the alpha from which it diverges, for each beta."""
    return (1 - np.sqrt(beta)) ** 2 / MODES.max(), 2 * (1 + beta) / MODES.max()


def best() -> tuple[float, float]:
    """Return Polyak's (alpha, beta) for the bowl."""
    low, high = np.sqrt(MODES.min()), np.sqrt(MODES.max())
    return float(4 / (high + low) ** 2), float(((high - low) / (high + low)) ** 2)


def run(alpha: float, beta: float, steps: int = STEPS) -> np.ndarray:
    """Return the path of momentum on the bowl, shape (steps + 1, 2)."""
    return follow(Momentum(alpha, beta), BOWL.grad, START, steps)


def draw_plane(ax) -> None:
    """Draw the plane, coloured by the rate, with the borders of the three regions."""
    alpha, beta = np.linspace(*SPAN[0], 169), np.linspace(*SPAN[1], 169)
    grid = np.meshgrid(alpha, beta)
    shade = rate(*grid)
    levels = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
    ax.contourf(alpha, beta, shade, levels=levels, cmap="cividis", extend="min")
    calm, edge = borders(beta)
    ax.fill_betweenx(
        beta, edge, SPAN[0][1], facecolor="#f4f4f4", edgecolor="#b0b0b0", hatch="xx", linewidth=0
    )
    ax.plot(calm, beta, color="white", linestyle="--", linewidth=1.8)
    ax.plot(edge, beta, color="#D55E00", linewidth=2.2)
    ax.plot(*best(), marker="*", color="white", markeredgecolor="black", markersize=13)
    for words, x, y, turn in (
        ("creeps", 0.012, 0.1, 90),
        ("ripples", 0.13, 0.9, 0),
        ("diverges", 0.3, 0.1, 0),
    ):
        ax.text(
            x, y, words, fontsize=9, rotation=turn, bbox={"facecolor": "white", "pad": 1.5, "linewidth": 0}
        )
    ax.set(xlabel=r"$\alpha$", ylabel=r"$\beta$", xlim=SPAN[0], ylim=SPAN[1])
    ax.grid(False)


def small_multiple() -> Picture:
    """Return the plane with four points, and the path of each."""
    rooms = [["plane", "creeps", "ripples"], ["plane", "best", "diverges"]]
    figure, axes = plt.subplot_mosaic(rooms, figsize=(9.5, 4.2), width_ratios=(1.2, 1, 1))
    draw_plane(axes["plane"])
    for letter, (name, point) in zip("ABCD", EXAMPLES.items(), strict=True):
        alpha, beta = point or best()
        axes["plane"].annotate(
            letter,
            (alpha, beta),
            xytext=(6, 6),
            textcoords="offset points",
            fontsize=8,
            bbox={"facecolor": "white", "pad": 1, "linewidth": 0},
        )
        axes["plane"].plot(alpha, beta, marker="o", markersize=5, color="white", markeredgecolor="black")
        draw_bowl(axes[name])
        steps = 6 if name == "diverges" else STEPS
        path(axes[name], run(alpha, beta, steps), linewidth=1, markersize=2.5)
        axes[name].set_title(f"{letter}  {name}: rate {rate(alpha, beta):.2f}", fontsize=9)
    return show(figure, conclusion())


def rates_picture(beta: float = 0.25) -> Picture:
    """Return the rate of each mode, and of the slowest, against alpha, for one beta."""
    alphas = np.linspace(*SPAN[0], 421)
    figure, ax = quick_subplots(1, 1, (6.5, 3.2))
    for eigenvalue, colour, dash in zip(MODES, COLOURS, DASHES, strict=True):
        rates = mode_rate(alphas, beta, eigenvalue)
        ax.plot(alphas, rates, color=colour, linestyle=dash, label=rf"mode $\lambda = {eigenvalue:g}$")
    slowest = rate(alphas, beta)
    ax.plot(alphas, slowest, color="#1a1a1a", linewidth=4, alpha=0.25, label="the slowest")
    ax.axhline(1.0, color="#1a1a1a", linestyle=":")
    ax.set(xlabel=r"$\alpha$", ylabel="rate", ylim=(0, 1.3), title=rf"$\beta$ = {beta:.2f}")
    ax.legend(fontsize=8, loc="lower right")
    least = int(np.argmin(slowest))
    alt = (
        f"With beta = {beta:.2f} the slower of two modes is fastest at alpha = {alphas[least]:.2f}, with the "
        f"rate {slowest[least]:.2f}; where the roots are complex every mode has the rate {np.sqrt(beta):.2f}."
    )
    return show(figure, alt)


def draw_bowl(ax) -> None:
    """Draw the level lines of the bowl."""
    contours(ax, BOWL.f, (-3, 3), (-1.6, 1.6), levels=8, points=41)
    ax.set(xlabel="", ylabel="")


def conclusion() -> str:
    """Return what the picture says, in words."""
    alpha, beta = best()
    return (
        "The plane of (alpha, beta), coloured by the rate: too small an alpha creeps, too large a beta "
        f"ripples, and beyond alpha = 2 (1 + beta) / {MODES.max():g} it diverges; the best point, alpha = "
        f"{alpha:.2f} and beta = {beta:.2f} with rate {rate(alpha, beta):.2f}, gives both modes a "
        f"double root. Without momentum the best rate is {rate(2 / MODES.sum(), 0.0):.2f}."
    )


# The plane as a stage -----------------------------------------------------------------------------


def backdrop():
    """Return the figure of the plane, the bowl and the errors of the modes, and the axes of the plane."""
    figure, (plane, bowl, errors) = plt.subplots(1, 3, figsize=(9, 3.4), width_ratios=(1.1, 1, 1))
    draw_plane(plane)
    draw_bowl(bowl)
    bowl.set_title("the path", fontsize=10)
    errors.set(xlim=(0, STEPS), ylim=(1e-9, 1e3), yscale="log", xlabel="step")
    errors.set_title("error of each mode", fontsize=10)
    return figure, plane


def answer(point, figure) -> Answer:
    """Return the path from one point of the plane, the errors of both modes, and their rates."""
    alpha, beta = float(max(point[0], 0.0)), float(np.clip(point[1], 0.0, 0.999))
    points, times = run(alpha, beta), np.arange(STEPS + 1) / STEPS
    _, bowl, errors = figure.axes
    drawn = [Track(bowl, points, times, COLOURS[0])]
    rows = [["mode", "eigenvalue", "rate", "roots"]]
    for k, eigenvalue in enumerate(MODES):
        sizes = np.maximum(np.abs(points[:, k]), 1e-12)
        trace = np.column_stack([np.arange(STEPS + 1), sizes])
        drawn.append(Track(errors, trace, times, COLOURS[k], DASHES[k], f"x{k + 1}"))
        root = roots(alpha, beta, eigenvalue)[0]
        nature = "real" if abs(root.imag) < 1e-12 else "complex"
        rows.append([f"x{k + 1}", f"{eigenvalue:g}", f"{mode_rate(alpha, beta, eigenvalue):.3f}", nature])
    words = (
        f"alpha = {alpha:.3f}, beta = {beta:.3f}: it {kind(alpha, beta)}, with rate {rate(alpha, beta):.3f}."
    )
    return Answer(drawn, words, rows)


def plane() -> Stage:
    """Return the plane with a point to drag; the path and the errors follow."""
    label = "The plane of alpha and beta: the path of momentum for the point that you choose."
    return Stage(label, backdrop, answer, (0.1, 0.85), small_multiple())
