"""Numbers and pictures of chapter 1."""

import functools
import math

import matplotlib.pyplot as plt
import numpy as np

from numopt import plot, problems
from numopt.descent import steepest_descent
from numopt.line_search import ExactLineSearch
from numopt.plot import ARTISTS

KAPPAS = (10, 100, 1000, 10_000)


def values() -> dict[str, str]:
    """Return name and text of each number in the chapter."""
    return by_hand() | rates() | memory() | plateau() | attainable() | preconditioned() | scale() | stopped()


def pictures() -> dict:
    """Return the chapter's pictures."""
    return {"valley": valley(), "plateau": plateau_picture(), "stopping": stopping_picture()}


# Gradient descent and the condition number --------------------------------------------------------


def fixed_step(problem, step, x0, until, limit=200_000):
    """Return the iterates of gradient descent with a fixed step until the error is below ``until``."""
    xs = [np.asarray(x0, dtype=float)]
    while np.linalg.norm(xs[-1] - problem.minimiser) > until and len(xs) <= limit:
        xs.append(xs[-1] - step * problem.grad(xs[-1]))
    return np.array(xs)


def by_hand():
    valley, step = problems.quadratic([1, 10]), 2 / 11
    xs = fixed_step(valley, step, [10, 1], 1e-6 * math.hypot(10, 1))
    short = fixed_step(valley, 1 / 10, [10, 1], 1e-6 * math.hypot(10, 1))
    exact = steepest_descent(valley, np.array([10.0, 1.0]), line_search=ExactLineSearch(), max_iterations=1)
    return {
        "hand_first": f"({xs[1, 0]:.3f},{xs[1, 1]:.3f})",
        "hand_second": f"({xs[2, 0]:.3f},{xs[2, 1]:.3f})",
        "hand_factor": f"{np.linalg.norm(xs[1]) / np.linalg.norm(xs[0]):.4f}",
        "hand_count": str(len(xs) - 1),
        "hand_short": str(len(short) - 1),
        "hand_exact": f"{exact.searches[0].alpha:.4f}",
    }


def rates():
    texts = {}
    for kappa in KAPPAS:
        valley = problems.quadratic([1, kappa])
        # The worst start: both components shrink by the same factor.
        count = len(fixed_step(valley, 2 / (1 + kappa), [kappa, 1], 1e-6 * math.hypot(kappa, 1))) - 1
        texts[f"rate_{kappa}"] = str(count)
        texts[f"rule_{kappa}"] = f"{kappa / 2 * math.log(1e6):.0f}"
    return texts


def valley():
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 3.2))
    steps = []
    for ax, kappa in zip(axes, (1.5, 15), strict=True):
        bowl = problems.quadratic([1, kappa])
        xs = fixed_step(bowl, 2 / (1 + kappa), [6, 2.4 if kappa < 2 else 0.9], 1e-2)
        plot.contours(ax, bowl.f, (-7, 7), (-3.5, 3.5), levels=12)
        plot.path(ax, xs)
        ax.set_title(rf"$\kappa = {kappa:g}$: {len(xs) - 1} steps")
        steps.append(len(xs) - 1)
    return plot.show(
        figure,
        f"The same method with its best fixed step: in a nearly round bowl it goes straight to the minimum "
        f"in {steps[0]} steps, in a valley fifteen times as steep across as along it zigzags for {steps[1]}.",
    )


# Memory -------------------------------------------------------------------------------------------


def memory():
    texts = {}
    for name, n, one, square in (
        ("small", 1e3, 1e3, 1e6),
        ("medium", 1e6, 1e6, 1e12),
        ("large", 7e9, 1e9, 1e18),
    ):
        texts |= {f"gradient_{name}": f"{4 * n / one:g}", f"hessian_{name}": f"{4 * n * n / square:g}"}
        texts[f"cholesky_{name}"] = f"{n**3 / 3:.0e}"
    return texts


# What rounding hides ------------------------------------------------------------------------------


def bowl(x):
    return 1 + (x - 1) ** 2


def plateau():
    """How far from the minimiser 1 the value of 1 + (x - 1)^2 begins to differ from 1."""
    offsets = np.arange(1, 200_000_000, 2_000) * np.finfo(float).eps
    flat = offsets[bowl(1 + offsets) == 1.0][-1]
    x = 1 + flat
    return {
        "flat_width": f"{flat:.1e}",
        "flat_gradient": f"{2 * (x - 1):.1e}",
        "flat_single": f"{math.sqrt(np.finfo(np.float32).eps / 2):.1e}",
        "flat_root": f"{math.sqrt(np.finfo(float).eps / 2):.1e}",
    }


def plateau_picture():
    t = np.linspace(-4e-8, 4e-8, 1601)
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 3.0))
    axes[0].plot(t, (bowl(1 + t) - 1) / 1e-16, color=ARTISTS["iterate"]["color"], label="computed")
    axes[0].plot(t, t**2 / 1e-16, label="exact", **ARTISTS["bound"])
    axes[0].set(xlabel=r"$x - 1$", ylabel=r"$(f(x) - 1)\,/\,10^{-16}$", title="the value")
    axes[1].plot(t, 2 * ((1 + t) - 1), color=ARTISTS["iterate"]["color"], label="computed")
    axes[1].plot(t, 2 * t, label="exact", **ARTISTS["bound"])
    axes[1].set(xlabel=r"$x - 1$", title=r"the derivative")
    axes[0].legend()
    return plot.show(
        figure,
        "Within a few times ten to the minus eight of the minimiser the computed value of 1 + (x - 1)^2 "
        "is a staircase with a flat bottom, while the computed derivative is still a straight line.",
    )


def attainable():
    """Typical errors of the points that Newton's steps reach where only rounding is left."""
    rng, n, texts = np.random.default_rng(0), 20, {}
    rotation, _ = np.linalg.qr(rng.standard_normal((n, n)))
    x_true = rng.standard_normal(n)
    for power in (2, 6, 10):
        matrix = rotation * np.logspace(0, power, n) @ rotation.T
        matrix = (matrix + matrix.T) / 2
        b = (matrix.astype(np.longdouble) @ x_true.astype(np.longdouble)).astype(float)
        x, gradients, errors = np.zeros(n), [], []
        for _ in range(20):
            x = x - np.linalg.solve(matrix, matrix @ x - b)
            gradients.append(np.linalg.norm(matrix @ x - b) / np.linalg.norm(b))
            errors.append(np.linalg.norm(x - x_true) / np.linalg.norm(x_true))
        texts[f"left_gradient_{power}"] = next_power(np.median(gradients))
        texts[f"left_error_{power}"] = next_power(np.median(errors))
    return texts


def next_power(number):
    """Return the power of ten above a number: rounding errors have an order of magnitude, not digits."""
    return f"1e{math.ceil(math.log10(number))}"


# Preconditioning ----------------------------------------------------------------------------------


def preconditioned():
    angle = math.radians(30)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    straight, turned = np.diag([1.0, 1000.0]), turn @ np.diag([1.0, 1000.0]) @ turn.T
    texts = {}
    for name, matrix in (("straight", straight), ("turned", turned)):
        root = np.sqrt(matrix.diagonal())
        texts[f"diagonal_{name}"] = f"{np.linalg.cond(matrix / np.outer(root, root)):.0f}"
    lower = np.linalg.cholesky(turned)
    inner = np.linalg.solve(lower, np.linalg.solve(lower, turned).T)
    return texts | {"full_turned": f"{np.linalg.cond(inner):.0f}"}


def scale():
    """Gradient descent and Newton in two systems of units."""
    counts = []
    for unit in (1.0, 10.0):
        counts.append(len(fixed_step(problems.quadratic([1, unit**2]), 2 / (1 + unit**2), [1, 1], 1e-6)) - 1)
    return {"unit_one": str(counts[0]), "unit_ten": str(counts[1])}


# Stopping -----------------------------------------------------------------------------------------


@functools.cache
def regression(steps=20_000, samples=40, n=30, noise=1.0, seed=1):
    """Return training and fresh losses of least squares by gradient descent, and the iterates' gradients."""
    rng = np.random.default_rng(seed)
    spread = np.logspace(0, -1, n)
    w = rng.standard_normal(n)
    (X, y), (X_new, y_new) = (
        (inputs := rng.standard_normal((k, n)) * spread, inputs @ w + noise * rng.standard_normal(k))
        for k in (samples, 2000)
    )
    x, step, train, fresh = np.zeros(n), samples / np.linalg.norm(X, 2) ** 2, [], []
    for _ in range(steps + 1):
        r = X @ x - y
        train.append(r @ r / (2 * samples))
        fresh.append(np.mean((X_new @ x - y_new) ** 2) / 2)
        x = x - step * X.T @ r / samples
    return np.array(train), np.array(fresh)


def stopped():
    train, fresh = regression()
    best = int(np.argmin(fresh))
    return {
        "stop_best": str(best),
        "stop_loss": f"{fresh[best]:.2f}",
        "stop_end_loss": f"{fresh[-1]:.2f}",
        "stop_train": f"{train[best]:.2f}",
        "stop_end_train": f"{train[-1]:.2f}",
        "stop_all": str(len(fresh) - 1),
    }


def stopping_picture():
    train, fresh = regression()
    best, steps = int(np.argmin(fresh)), np.arange(1, len(train))
    figure, ax = plt.subplots()
    ax.plot(steps, train[1:], color=ARTISTS["model"]["color"], linestyle="-.", label="loss on the 40 samples")
    ax.plot(steps, fresh[1:], color=ARTISTS["iterate"]["color"], label="loss on fresh samples")
    ax.plot(best, fresh[best], label="best place to stop", **ARTISTS["accepted"])
    ax.set(xscale="log", xlabel="step", ylabel="loss", ylim=(0, None))
    ax.legend()
    return plot.show(
        figure,
        f"The loss on the training samples falls all the way; on fresh samples it is lowest at step {best} "
        "and rises after that: the minimiser of the training loss is not the point that is wanted.",
    )
