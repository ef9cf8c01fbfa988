"""Training at the edge of stability: the curvature grows until the rate can just bear it.

    x <- x - lr g is stable on a quadratic for L < 2 / lr;  sharpness = largest eigenvalue of the Hessian

Cohen, Kaur, Li, Kolter and Talwalkar (2021).  A network of 16 tanh units fits 20 points by full-batch
gradient descent; the sharpness comes from Lanczos with exact products.
"""

from functools import lru_cache

import numpy as np
from matplotlib import pyplot as plt

from numopt import problems
from numopt.adaptive import follow, gradient_descent
from numopt.plot import ARTISTS, Picture, show
from numopt.plot.quick import few_ticks, quick_subplots
from numopt.spectrum import lanczos, ritz_values

STEPS, EVERY = 3000, 100
LIMITS = (10.0, 5.0, 3.5)  # the values of 2 / lr that the pictures show
LOOKS = {
    10.0: {"color": "#009E73", "marker": "D", "linestyle": "-."},
    5.0: {"color": "#0072B2", "marker": "o", "linestyle": "-"},
    3.5: {"color": "#D55E00", "marker": "s", "linestyle": "--"},
}


@lru_cache
def network():
    """Return the training problem without decay, and a start with small weights, shape (49,)."""
    problem = problems.tanh_network(inputs=1, hidden=16, samples=20, decay=0.0, seed=0)
    return problem, 0.1 * problem.start


def sharpness(x: np.ndarray, products: int = 8) -> float:
    """Return the largest eigenvalue of the Hessian at x: the largest Ritz value of a few products."""
    problem, _ = network()
    v0 = np.random.default_rng(0).standard_normal(problem.n)
    return float(ritz_values(*lanczos(lambda v: problem.hvp(x, v), v0, products))[-1])


@lru_cache(maxsize=256)
def _leg(limits: tuple[float, ...], steps: int):
    """Return (points, losses, sharpnesses) of the last of several rates, every EVERY of its steps."""
    problem, start = network()
    if len(limits) > 1:
        start = _leg(limits[:-1], steps)[0][-1]
    path = follow(gradient_descent(2 / limits[-1]), problem.grad, start, steps)[::EVERY]
    return path, [problem.f(x) for x in path], [sharpness(x) for x in path]


def train(limits: tuple[float, ...], steps: int = STEPS):
    """Return (at, losses, sharpnesses) every EVERY steps, the rate being 2 / limit for each limit in turn.

    ``steps`` over the number of limits is a multiple of EVERY.
    """
    legs = [_leg(limits[: k + 1], steps // len(limits)) for k in range(len(limits))]
    losses, sharpnesses = (
        np.concatenate([leg[part][(k > 0) :] for k, leg in enumerate(legs)]) for part in (1, 2)
    )
    return EVERY * np.arange(len(losses)), losses, sharpnesses


def _draw(axes, limits, label, look) -> None:
    at, losses, sharpnesses = train(limits)
    above, below = axes
    look = look | {"markersize": 4, "markevery": 4, "linewidth": 1.2}
    above.semilogy(at, losses, label=label, **look)
    below.plot(at, sharpnesses, label=label, **look)
    line = [limits[min(len(limits) * k // STEPS, len(limits) - 1)] for k in at]
    below.step(at, line, where="post", **ARTISTS["bound"])
    below.set(xlabel="step", ylabel="sharpness", ylim=(0, max(limits) + 1.5))
    above.set(ylabel="loss")


def picture(limit: float = 6.0, later: float = 4.0) -> Picture:
    """Return loss and sharpness with 2 / lr = ``limit`` in the first half and ``later`` in the second."""
    figure, axes = quick_subplots(2, 1, (7, 4.4), sharex=True)
    _draw(axes, (limit, later), "gradient descent", LOOKS[5.0])
    few_ticks(*axes)
    axes[1].annotate("2 / lr", (0, limit), xytext=(4, 4), textcoords="offset points", fontsize=9)
    return show(figure, conclusion(((limit, later),)))


def small_multiple() -> Picture:
    """Return loss above sharpness for three rates, and for one that changes half-way."""
    figure, axes = plt.subplots(2, 4, figsize=(10.5, 4.4), sharex=True, sharey="row")
    for column, limit in zip(axes.T, LIMITS, strict=False):
        _draw(column, (limit,), f"2/lr = {limit:g}", LOOKS[limit])
        column[0].set_title(f"2/lr = {limit:g}", fontsize=10)
    _draw(axes[:, 3], (5.0, 3.5), "", LOOKS[5.0])
    axes[0, 3].set_title("2/lr = 5, then 3.5", fontsize=10)
    for ax in axes[:, 1:].flat:
        ax.set_ylabel("")
    for ax in axes[1]:
        ax.set_ylim(0, 11)
    return show(figure, conclusion([(limit,) for limit in LIMITS] + [(5.0, 3.5)]))


def conclusion(runs) -> str:
    """Return what the picture says, in words."""
    said = []
    for limits in runs:
        end = float(np.median(train(tuple(limits))[2][-8:]))
        state = "at the line" if abs(end - limits[-1]) < 0.1 * limits[-1] else "below the line"
        said.append(f"with 2/lr = {', then '.join(f'{v:g}' for v in limits)} it ends {state}, near {end:.2g}")
    return f"The sharpness of a network in training: {'; '.join(said)}."
