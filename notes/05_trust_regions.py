"""The numbers and pictures of the chapter on trust regions."""

from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
from scipy.linalg import cho_factor, cho_solve

from numopt import more_garbow_hillstrom, newton, plot, problems, subproblem, trust_region
from numopt.descent import steepest_descent
from numopt.line_search import ExactLineSearch

HARD_G, HARD_B, HARD_RADIUS = np.array([0.0, 1.0]), np.diag([-1.0, 2.0]), 2.0


def values() -> dict[str, str]:
    """Return name and text of each number in 05_trust_regions.md."""
    return (
        by_hand()
        | string()
        | decrease()
        | three_lengths()
        | roots()
        | hard_case()
        | newton_uphill()
        | truncation()
        | race()
        | rounding()
        | damping()
    )


# One attempt after the other --------------------------------------------------------------------


def bend(x):
    """f(x) = sqrt(1 + x^2), on which Newton's method throws every start beyond 1 further out."""
    return float(np.sqrt(1 + x @ x))


def by_hand():
    """Follow the radius on sqrt(1 + x^2) from x = 2, with radius 8."""
    x, radius, texts = np.array([2.0]), 8.0, {}
    for count in (1, 2):
        g, B = x / bend(x), np.array([[1 / bend(x) ** 3]])
        step = subproblem.exact_step(g, B, radius)
        tried = trust_region.attempt(bend, x, bend(x), step, radius, 100.0, 0.15)
        texts |= {
            f"hand_p_{count}": f"{step.p[0]:g}",
            f"hand_predicted_{count}": f"{step.predicted:.3f}",
            f"hand_actual_{count}": f"{bend(x) - tried.value:.3f}",
            f"hand_ratio_{count}": f"{tried.ratio:.3f}",
            f"hand_radius_{count}": f"{tried.radius:g}",
        }
        radius = tried.radius
        if count == 1:
            texts |= {
                "hand_g": f"{g[0]:.3f}",
                "hand_b": f"{B[0, 0]:.4f}",
                "hand_newton": f"{(x - g / B[0])[0]:g}",
            }
    return texts


def string():
    """Compare subproblem solvers on the hanging string, whose quadratic model is f itself."""
    problem, texts = problems.tridiagonal(10), {}
    solvers = {
        "cauchy": trust_region.cauchy_point,
        "dogleg": trust_region.dogleg_step,
        "exact": subproblem.ExactSolver(),
    }
    runs = {
        name: trust_region.trust_region(problem, solver, gtol=1e-12, max_iterations=260).trace
        for name, solver in solvers.items()
    }
    runs["steepest"] = steepest_descent(
        problem, line_search=ExactLineSearch(), gtol=1e-12, max_iterations=260
    ).trace
    for name, trace in runs.items():
        gaps = [problem.f(x) - problem.minimum for x in trace]
        texts[f"string_{name}"] = str(next(k for k, gap in enumerate(gaps) if gap < 1e-6))
        if len(gaps) > 50:
            texts[f"string_gap_{name}"] = f"{gaps[50]:.3f}"
    return texts | {"string_kappa": f"{np.linalg.cond(problem.hess(problem.start)):.1f}"}


def random_model(rng, n, convex=True):
    """Return g and B of a random model, with eigenvalues over three orders of size."""
    turn, _ = np.linalg.qr(rng.standard_normal((n, n)))
    sizes = 10 ** rng.uniform(-1, 2, n)
    signs = 1 if convex else rng.choice([-1, 1], n)
    B = turn * (sizes * signs) @ turn.T
    return rng.standard_normal(n), (B + B.T) / 2


def decrease(count=1000):
    """How far the Cauchy point's decrease is above its bound, at least, over random models."""
    rng, least = np.random.default_rng(0), np.inf
    for _ in range(count):
        g, B = random_model(rng, 5, convex=False)
        radius = 10 ** rng.uniform(-2, 1)
        size = np.linalg.norm(g)
        bound = size * min(radius, size / np.linalg.norm(B, 2)) / 2
        least = min(least, trust_region.cauchy_point(g, B, radius).predicted / bound)
    g, B = np.array([1.0, 0.0]), np.diag([4.0, 1.0])
    sharp = trust_region.cauchy_point(g, B, 1.0).predicted / (min(1, 1 / 4) / 2)
    return {"bound_models": str(count), "bound_least": f"{least:.2f}", "bound_sharp": f"{sharp:g}"}


# The subproblem ---------------------------------------------------------------------------------

PLANE_G, PLANE_B = np.array([4.0, 4.0]), np.diag([1.0, 6.0])


def three_lengths():
    """The steps in the example's plane for one radius."""
    radius, texts = 2.0, {}
    for name, solver in (
        ("cauchy", trust_region.cauchy_point),
        ("dogleg", trust_region.dogleg_step),
        ("exact", subproblem.exact_step),
    ):
        step = solver(PLANE_G, PLANE_B, radius)
        texts |= {
            f"plane_{name}": f"({step.p[0]:.3f},{step.p[1]:.3f})",
            f"plane_{name}_length": f"{np.linalg.norm(step.p):.3f}",
            f"plane_{name}_down": f"{step.predicted:.3f}",
        }
    full = -np.linalg.solve(PLANE_B, PLANE_G)
    return texts | {
        "plane_radius": f"{radius:g}",
        "plane_newton": f"({full[0]:g},{full[1]:.3f})",
        "plane_newton_length": f"{np.linalg.norm(full):.3f}",
        "plane_lambda": f"{step.multiplier:.3f}",
        "plane_share": f"{100 * float(texts['plane_dogleg_down']) / float(texts['plane_exact_down']):.1f}",
    }


def cholesky_roots(g, B, radius, start, secular=True, most=60):
    """Return the multipliers that Newton's method visits, one Cholesky factorisation each.

    ``secular`` says whether on 1 / radius - 1 / |p|, or on |p| - radius.
    """
    lam, visited = start, [start]
    for _ in range(most):
        factor = cho_factor(B + lam * np.eye(g.size))
        p = -cho_solve(factor, g)
        size, bent = np.linalg.norm(p), p @ cho_solve(factor, p)  # |q|^2 with R'q = p
        if abs(size - radius) <= 1e-12 * radius:
            break
        change = size**2 / bent * (size - radius)
        lam += change / radius if secular else change / size
        visited.append(lam)
    return visited


def roots():
    g, B, radius = np.array([1.0, 2.0, 1.0]), np.diag([-2.0, 1.0, 5.0]), 1.0
    exact = subproblem.exact_step(g, B, radius)
    start = 2.0 + 1e-3
    straight, bent = (cholesky_roots(g, B, radius, start, secular) for secular in (True, False))
    rng = np.random.default_rng(1)
    counts = []
    for _ in range(300):
        g_any, B_any = random_model(rng, 20, convex=False)
        lowest = np.linalg.eigvalsh(B_any)[0]
        near = max(0.0, -lowest) * 1.01 + 1e-6
        p = np.linalg.solve(B_any + near * np.eye(20), g_any)
        if np.linalg.norm(p) > 1.0:
            counts.append(len(cholesky_roots(g_any, B_any, 1.0, near)) - 1)
    return {
        "root_lambda": f"{exact.multiplier:.6f}",
        "root_start": f"{start:g}",
        "root_straight": str(len(straight) - 1),
        "root_bent": str(len(bent) - 1),
        "root_apart": f"{abs(straight[-1] / exact.multiplier - 1):.0e}",
        "root_first": f"{straight[1]:.4f}",
        "root_models": str(len(counts)),
        "root_median": f"{np.median(counts):g}",
        "root_most": str(max(counts)),
    }


def hard_case():
    step = subproblem.exact_step(HARD_G, HARD_B, HARD_RADIUS)
    allowed = np.linspace(1.0 + 1e-9, 10, 500)
    longest = max(abs(1 / (2 + lam)) for lam in allowed)
    cauchy = trust_region.cauchy_point(HARD_G, HARD_B, HARD_RADIUS)
    curved = subproblem.steihaug_step(HARD_G, HARD_B, HARD_RADIUS)
    near = {}
    for digits in (4, 12):
        g = np.array([10.0**-digits, 1.0])
        known = subproblem.spectrum(g, HARD_B)
        shift = subproblem.secular_root(known, HARD_RADIUS)
        left = (shift + 1.0) - 1.0  # what remains of the shift once it was stored inside lambda
        near[f"near_lost_{digits}"] = f"{abs(left / shift - 1):.0e}"
    near |= {
        "near_shift": f"{shift:.6e}",
        "near_length": f"{np.hypot(g[0] / left, 1 / (2 + 1 + left)):.6f}",
        "near_exact": f"{np.linalg.norm(known.solution(shift)):.6f}",
    }
    return near | {
        "hard_longest": f"{longest:.4f}",
        "hard_p": f"({step.p[0]:.5f},{step.p[1]:.5f})",
        "hard_model": f"{-step.predicted:.5f}",
        "hard_lambda": f"{step.multiplier:g}",
        "hard_cauchy": f"{-cauchy.predicted:.2f}",
        "hard_steihaug": f"{-curved.predicted:.2f}",
    }


def newton_uphill():
    """Newton's point of an indefinite model is no minimiser of it, even inside the region."""
    g = np.array([0.1, 0.1])
    p = -np.linalg.solve(HARD_B, g)
    best = subproblem.exact_step(g, HARD_B, 1.0)
    return {
        "uphill_p": f"({p[0]:g},{p[1]:g})",
        "uphill_model": f"{-trust_region.predicted_decrease(g, HARD_B, p):.4f}",
        "uphill_best": f"{-best.predicted:.3f}",
    }


def truncation(count=400):
    """The smallest share of the best decrease that Steihaug's step reached, over random models."""
    rng, shares = np.random.default_rng(2), {True: [], False: []}
    for convex in shares:
        for _ in range(count):
            g, B = random_model(rng, 10, convex)
            radius = 10 ** rng.uniform(-2, 1)
            best = subproblem.exact_step(g, B, radius).predicted
            shares[convex].append(subproblem.steihaug_step(g, B, radius, eta=1e-10).predicted / best)
    return {
        "share_models": str(count),
        "share_convex": f"{100 * min(shares[True]):.0f}",
        "share_convex_median": f"{100 * np.median(shares[True]):.1f}",
        "share_any": f"{100 * min(shares[False]):.0f}",
    }


# Against line searches --------------------------------------------------------------------------

STARTS = {
    "rosenbrock": (problems.rosenbrock(), np.array([0.0, 2.0])),
    "saddle": (problems.saddle(), np.array([0.0, 1.0])),
    "wood": (more_garbow_hillstrom.wood(), None),
    "helical": (more_garbow_hillstrom.helical_valley(), None),
    "gulf": (more_garbow_hillstrom.gulf_research(), None),
    "biggs": (more_garbow_hillstrom.biggs_exp6(), None),
}
METHODS = {
    "fallback": lambda p, x0: newton.newton(p, x0, gtol=1e-8),
    "shifted": lambda p, x0: newton.newton(p, x0, newton.shifted_newton_direction, gtol=1e-8),
    "dogleg": lambda p, x0: trust_region.trust_region(p, trust_region.dogleg_step, x0, gtol=1e-8),
    "steihaug": lambda p, x0: trust_region.trust_region(p, subproblem.steihaug_step, x0, gtol=1e-8),
    "exact": lambda p, x0: trust_region.trust_region(p, subproblem.ExactSolver(), x0, gtol=1e-8),
}


def race():
    """Values of f and Hessians to |g| <= 1e-8, or where the run ended instead."""
    texts = {}
    for place, (problem, x0) in STARTS.items():
        for name, method in METHODS.items():
            found = method(problem, x0)
            lowest = np.linalg.eigvalsh(problem.hess(found.x))[0]
            cell = f"{found.nfev}/{found.nhev}"
            if not found.success:
                cell = "limit"
            elif lowest < -1e-6:
                cell = "saddle"
            texts[f"race_{place}_{name}"] = cell
    return texts


# Rounding ---------------------------------------------------------------------------------------


def rounding():
    f = lambda x: float(1 + x @ x / 2)  # noqa: E731
    x = np.array([1e-8])
    step = trust_region.dogleg_step(x, np.eye(1), 1.0)
    tried = trust_region.attempt(f, x, f(x), step, 1.0, 100.0, 0.15)
    walled = replace(problems.saddle(), f=lambda x: float(x[0] - np.log(x[0])), grad=lambda x: 1 - 1 / x,
                     hess=lambda x: np.diag(1 / x**2), start=np.array([3.0]))  # fmt: skip
    with np.errstate(invalid="ignore"):
        run = trust_region.trust_region(walled, initial_trust_radius=10.0, gtol=1e-10)
    return {
        "level_predicted": f"{step.predicted:.0e}",
        "level_actual": f"{f(x) - f(x + step.p):g}",
        "level_eps": f"{np.finfo(float).eps:.1e}",
        "level_radius": f"{tried.radius:g}",
        "level_end": f"{abs((x + step.p)[0]):g}",
        "wall_first": f"{run.attempts[0].x[0]:g}",
        "wall_radius": f"{run.radii[1]:g}",
        "wall_attempts": str(run.nit),
        "wall_end": f"{run.x[0]:.10g}",
    }


def damping():
    """A shift of B and a radius are two names of one step."""
    g, B, lam = PLANE_G, PLANE_B, 2.0
    p = -np.linalg.solve(B + lam * np.eye(2), g)
    back = subproblem.exact_step(g, B, float(np.linalg.norm(p)))
    return {
        "damp_lambda": f"{lam:g}",
        "damp_radius": f"{np.linalg.norm(p):.4f}",
        "damp_back": f"{back.multiplier:.4f}",
    }


# Pictures ---------------------------------------------------------------------------------------


def pictures() -> dict[str, plot.Picture]:
    """Return the pictures of the chapter by name."""
    return {"paths": paths(), "secular": secular(), "hard": hard(), "saddle": saddle()}


def _model(ax, g, B, xlim, ylim, levels):
    """Draw the level lines of a model."""
    x, y = np.meshgrid(np.linspace(*xlim, 161), np.linspace(*ylim, 161))
    m = g[0] * x + g[1] * y + (B[0, 0] * x**2 + 2 * B[0, 1] * x * y + B[1, 1] * y**2) / 2
    ax.contour(x, y, m, levels=levels, colors="#8c8c8c", linewidths=0.6)
    ax.set(xlabel="$p_1$", ylabel="$p_2$", xlim=xlim, ylim=ylim, aspect="equal")


def _circle(ax, radius, **changes):
    turn = np.linspace(0, 2 * np.pi, 200)
    ax.plot(radius * np.cos(turn), radius * np.sin(turn), **(plot.ARTISTS["bound"] | changes))


def paths() -> plot.Picture:
    g, B = PLANE_G, PLANE_B
    figure, ax = plt.subplots(figsize=(7.5, 3.9))
    _model(ax, g, B, (-4.6, 0.9), (-1.9, 0.9), np.arange(-12, 12, 1.2))
    radii = np.linspace(1e-3, 4.2, 120)
    best = np.array([subproblem.exact_step(g, B, r).p for r in radii])
    legs = np.array([trust_region.dogleg_step(g, B, r).p for r in radii])
    ax.plot(*best.T, color="#0072B2", label="best steps, all radii")
    ax.plot(*legs.T, label="dogleg", **plot.ARTISTS["model"])
    for radius in (0.5, 1.2, 2.0, 3.2):
        _circle(ax, radius, linewidth=0.8, label="trust regions" if radius == 0.5 else None)
    corner, full = trust_region.cauchy_point(g, B, 9.0).p, -np.linalg.solve(B, g)
    ax.plot(*corner, color="#D55E00", marker="X", linestyle="none", label="lowest point along $-g$")
    ax.plot(*full, color="#009E73", marker="D", linestyle="none", label="Newton's point")
    ax.plot(0, 0, "k.")
    ax.legend(loc="upper left", fontsize=8)
    return plot.show(
        figure,
        """Level lines of a quadratic model, with circles of four radii. The best step for a growing
        radius runs along a curve that leaves in the direction of steepest descent and bends
        towards Newton's point; the dogleg follows it with two straight legs, and its corner is
        the lowest point along the gradient.""",
    )


def secular() -> plot.Picture:
    g, poles, radius = np.array([1.0, 2.0, 1.0]), np.array([-2.0, 1.0, 5.0]), 1.0
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.4))
    lam = np.linspace(-7, 8, 3001)
    with np.errstate(divide="ignore"):
        size = np.sqrt(((g / (poles + lam[:, None])) ** 2).sum(axis=1))
    root = subproblem.exact_step(g, np.diag(poles), radius).multiplier
    axes[0].plot(lam, np.where(size < 12, size, np.nan), color="#0072B2", label=r"$\|p(\lambda)\|$")
    axes[0].axhline(radius, label=r"$\Delta$", **plot.ARTISTS["bound"])
    axes[0].axvspan(-7, 2, color="#f0f0f0")
    axes[0].text(-6.2, 0.25, r"not allowed: $B + \lambda I$ has a negative eigenvalue", fontsize=8)
    axes[0].plot(root, radius, zorder=3, label="the root", **plot.ARTISTS["accepted"])
    axes[0].set(ylim=(0, 7), xlabel=r"$\lambda$")
    axes[0].legend(loc="upper right")
    allowed = lam > 2
    axes[1].plot(lam[allowed], (size - radius)[allowed].clip(max=3), color="#D55E00", linestyle=":",
                 label=r"$\|p\| - \Delta$")  # fmt: skip
    axes[1].plot(lam[allowed], (1 / radius - 1 / size)[allowed], color="#0072B2",
                 label=r"$1/\Delta - 1/\|p\|$")  # fmt: skip
    axes[1].axhline(0, color="k", linewidth=0.8)
    axes[1].plot(root, 0, zorder=3, **plot.ARTISTS["accepted"])
    axes[1].set(xlabel=r"$\lambda$", ylim=(-2.5, 3))
    axes[1].legend(loc="upper right")
    return plot.show(
        figure,
        """Left: the length of p against lambda has a pole at the negative of each eigenvalue; right
        of the last pole it falls from infinity to zero and crosses the radius once. Right: the
        length minus the radius is strongly bent there, while one over the radius minus one over
        the length is almost a straight line.""",
    )


def hard() -> plot.Picture:
    figure, ax = plt.subplots(figsize=(6, 4.2))
    _model(ax, HARD_G, HARD_B, (-3.2, 3.2), (-2.3, 2.3), np.arange(-6, 8, 0.6))
    _circle(ax, HARD_RADIUS, label=r"trust region, $\Delta = 2$")
    lam = np.linspace(1, 60, 400)
    ax.plot(0 * lam, -1 / (2 + lam), color="#0072B2", linewidth=3, label=r"$p(\lambda)$, $\lambda \geq 1$")
    best = subproblem.exact_step(HARD_G, HARD_B, HARD_RADIUS).p
    low = np.array([0.0, -1 / 3])
    for sign in (1, -1):
        end = np.array([sign * best[0], best[1]])
        ax.annotate("", end, low, arrowprops={"arrowstyle": "->", "color": "#CC79A7", "linewidth": 1.6})
        ax.plot(*end, label="the two solutions" if sign == 1 else None, **plot.ARTISTS["accepted"])
    ax.legend(loc="upper left", fontsize=8)
    return plot.show(
        figure,
        """A saddle-shaped model. All points p(lambda) lie on a short piece of the vertical axis, far
        inside the circle; the two solutions are reached from its end along the horizontal
        eigenvector, left or right.""",
    )


def saddle() -> plot.Picture:
    problem, start = problems.saddle(), np.array([0.0, 1.0])
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.4), gridspec_kw={"width_ratios": [3, 2]})
    plot.contours(axes[0], problem.f, (-1.6, 1.6), (-1.1, 1.1))
    searched = newton.newton(problem, start, newton.shifted_newton_direction, gtol=1e-8)
    bounded = METHODS["exact"](problem, start)
    plot.path(axes[0], searched.trace, "shifted Newton, line search", color="#D55E00", marker="X")
    plot.path(axes[0], bounded.trace, "trust region, exact step")
    axes[0].legend(loc="lower left", fontsize=8)
    for run, name, look in (
        (searched, "shifted Newton, line search", {"color": "#D55E00", "marker": "X"}),
        (bounded, "trust region, exact step", {"color": "#0072B2", "marker": "o"}),
    ):
        axes[1].plot([problem.f(x) for x in run.trace], label=name, markersize=4, **look)
    axes[1].axhline(0.25, label="height of the saddle", **plot.ARTISTS["bound"])
    axes[1].set(xlabel="step", ylabel="f")
    axes[1].legend(fontsize=8)
    return plot.show(
        figure,
        """From a start where the gradient points exactly at a saddle, Newton's method with a shift
        and a line search walks into the saddle and stops; the trust region with the exact step
        leaves it sideways and reaches a minimum in a few steps.""",
    )
