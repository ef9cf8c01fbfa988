"""A function along a line: phi(alpha) = f(x + alpha p), the bound that it should meet, the trials."""

import matplotlib.pyplot as plt
import numpy as np

from numopt.plot.style import ARTISTS


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
