"""The two loops of L-BFGS as they run: from the gradient g to H g, with one vector q.

Nocedal & Wright (2006), algorithm 7.4.  ``states`` keeps q after every line of numopt.quasi_newton.two_loop;
a test holds its end against that function.
"""

from functools import cache
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np

from numopt import problems
from numopt.plot.picture import Picture, show, steady
from numopt.quasi_newton import bfgs_inverse_update, minimise_lbfgs, two_loop

N, ITERATIONS = 8, 15
BOWL = problems.quadratic(np.geomspace(1, 20, N))


class State(NamedTuple):
    """q after a line of the algorithm, and what the line did."""

    q: np.ndarray
    did: str
    phase: str


@cache
def example() -> tuple[np.ndarray, tuple, tuple]:
    """Return the gradient after a short run of L-BFGS on BOWL, and all its steps s and changes y."""
    x = np.array(minimise_lbfgs(BOWL, 3 * np.ones(N), max_iterations=ITERATIONS).trace)
    g = np.array([BOWL.grad(point) for point in x])
    return g[-1], tuple(np.diff(x, axis=0)), tuple(np.diff(g, axis=0))


def states(g: np.ndarray, s_list, y_list) -> list[State]:
    """Return q from the start to H g: the first loop (newest pair first), the scale, the second."""
    pairs = [(s, y, 1 / (s @ y)) for s, y in zip(s_list, y_list, strict=True)]
    q, weights, seen = g, [], [State(g, "q = g", "start")]
    for back, (s, y, rho) in enumerate(reversed(pairs), 1):
        weights.append(rho * (s @ q))
        q = q - weights[-1] * y
        seen.append(State(q, f"take {weights[-1]:.2g} y out, pair {back} from the newest", "first loop"))
    if pairs:
        s, y, _ = pairs[-1]
        q = q * ((s @ y) / (y @ y))
        seen.append(State(q, f"scale by {(s @ y) / (y @ y):.2g}", "scale"))
    for (s, y, rho), weight in zip(pairs, reversed(weights), strict=True):
        change = weight - rho * (y @ q)
        q = q + change * s
        seen.append(State(q, f"put {change:.2g} s in, pair {len(weights)} from the newest", "second loop"))
        weights.pop()
    return seen


def angle(q: np.ndarray, g: np.ndarray) -> float:
    """Return the angle in degrees between q and the Newton vector of BOWL, its inverse Hessian times g."""
    newton = np.linalg.solve(BOWL.hess(np.zeros(N)), g)
    cosine = q @ newton / (np.linalg.norm(q) * np.linalg.norm(newton))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def newest(m: int) -> tuple[np.ndarray, tuple, tuple]:
    """Return the example with the newest ``m`` pairs alone."""
    g, s_list, y_list = example()
    return g, s_list[-m:], y_list[-m:]


def dense_difference(m: int) -> float:
    """Return |two loops - dense BFGS matrix times g| / |g|, both from the same pairs and the same scale."""
    g, s_list, y_list = newest(m)
    inverse = np.eye(N) * (s_list[-1] @ y_list[-1]) / (y_list[-1] @ y_list[-1])
    for s, y in zip(s_list, y_list, strict=True):
        inverse = bfgs_inverse_update(inverse, s, y)
    return float(np.linalg.norm(two_loop(g, s_list, y_list) - inverse @ g) / np.linalg.norm(g))


COLOURS = {"start": "#8c8c8c", "first loop": "#E69F00", "scale": "#1a1a1a", "second loop": "#0072B2"}
HATCHES = {"start": "", "first loop": "///", "scale": "...", "second loop": "xxx"}


def loops_picture(line: int = 3, m: int = 4) -> Picture:
    """Return q after ``line`` lines of the loops over ``m`` pairs, and its angles to Newton's vector."""
    g, s_list, y_list = newest(m)
    seen = states(g, s_list, y_list)
    line = min(line, len(seen) - 1)
    figure, (left, right) = steady(1, 2, (7.6, 3.2))
    _bars(left, seen[line], g)
    _angles(right, seen[: line + 1], g, len(seen))
    left.set_title(f"line {line} of {len(seen) - 1}: {seen[line].phase}", fontsize=10)
    right.set_title(seen[line].did, fontsize=10)
    alt = (
        f"{seen[line].phase}, line {line} of {len(seen) - 1}: {seen[line].did}; q is now "
        f"{angle(seen[line].q, g):.0f} degrees off Newton's vector, g itself {angle(g, g):.0f}."
    )
    return show(figure, alt)


def loops_panels(memories=(1, 2, 10)) -> Picture:
    """Return the result H g for several memories, and the angles along the way."""
    figure, axes = plt.subplots(2, len(memories), figsize=(9.2, 4.2), sharey="row")
    ends = []
    for (above, below), m in zip(axes.T, memories, strict=True):
        g, s_list, y_list = newest(m)
        seen = states(g, s_list, y_list)
        _bars(above, seen[-1], g)
        above.set_xlabel("")
        _angles(below, seen, g, len(seen))
        ends.append(angle(seen[-1].q, g))
        above.set_title(
            f"{m} pairs: {ends[-1]:.0f}° off" if m > 1 else f"1 pair: {ends[-1]:.0f}° off", fontsize=10
        )
    for ax in axes[:, 1:].flat:
        ax.set_ylabel("")
    said = ", ".join(f"{end:.0f}" for end in ends)
    counted = ", ".join(str(m) for m in memories)
    alt = f"With {counted} pairs H g ends {said} degrees off Newton's vector; g was {angle(g, g):.0f} off."
    return show(figure, alt)


def _bars(ax, state, g):
    newton = np.linalg.solve(BOWL.hess(np.zeros(N)), g)
    at = np.arange(1, N + 1)
    style = {"color": COLOURS[state.phase], "hatch": HATCHES[state.phase], "edgecolor": "white"}
    ax.bar(at, state.q / np.abs(state.q).max(), width=0.7, label=f"q, {state.phase}", **style)
    ax.plot(at, newton / np.abs(newton).max(), "D", color="#009E73", markersize=6, label="Newton")
    ax.set(xlabel="component", ylabel="scaled to its largest", ylim=(-1.15, 1.6), xticks=at)
    ax.legend(fontsize=8, loc="upper right", ncols=2)


def _angles(ax, seen, g, lines):
    degrees = [angle(state.q, g) for state in seen]
    ax.plot(range(len(seen)), degrees, color="#595959", linewidth=1)
    marks = {"start": "*", "first loop": "<", "scale": "s", "second loop": ">"}
    for at, (state, value) in enumerate(zip(seen, degrees, strict=True)):
        ax.plot(at, value, marks[state.phase], color=COLOURS[state.phase])
    ax.set(
        xlabel="line of the algorithm", ylabel="degrees off Newton", xlim=(-0.5, lines - 0.5), ylim=(0, 125)
    )
