# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Theory: line search
#
# You know a direction that leads downhill. How far do you go? This notebook answers with pictures
# that you can change: edit a number, run the cell again, and watch what moves. Where a cell asks for
# a prediction, type one before you run it; being wrong is the quickest way to learn.
#
# The words: $x$ is where you stand, $g = \nabla f(x)$, $p$ is a direction with $g^T p < 0$, and
#
# $$\varphi(\alpha) = f(x + \alpha p), \qquad \varphi'(0) = g^T p$$
#
# is the function along the line. The sources are Nocedal and Wright (2006), chapter 3; the code that
# matters is in `numopt/line_search.py` and is short enough to read now.

# %%
import numpy as np
from matplotlib import pyplot as plt

from numopt import plot, problems
from numopt.descent import steepest_descent
from numopt.line_search import BacktrackingLineSearch, along, backtracking

bowl = problems.quadratic([2.0, 20.0])  # x1^2 + 10 x2^2
x = np.array([3.0, 1.0])
p = -bowl.grad(x)

# %% [markdown]
# ## 1 One function of one number
#
# However many variables $f$ has, a line search sees a function of the single number $\alpha$. Here it
# is for $f(x) = x_1^2 + 10 x_2^2$ from $(3, 1)$ along the negative gradient, with the trials
# $1, \tfrac12, \tfrac14, \dots$ that backtracking makes until one decreases $f$ enough.

# %%
phi, moves = along(bowl.f, x, p)
search = BacktrackingLineSearch(rho=0.5, c1=1e-4)
found = search(phi, bowl.f(x), float(bowl.grad(x) @ p), moves=moves)
for trial in found.trials:
    print(
        f"alpha = {trial.alpha:<7.4g} phi = {trial.value:<8.4g} {'accepted' if trial.accepted else 'too high'}"
    )
rows = [(t.alpha, t.value, t.accepted) for t in found.trials]
best = (p @ p) / (p @ bowl.hess(x) @ p)
alt = (
    f"phi falls from {bowl.f(x):g} to a minimum near alpha = {best:.2f} and then rises steeply; of the "
    "trials shown only the last and shortest lies below its starting value."
)
plot.show(plot.phi_picture(bowl.f, bowl.grad, x, p, rows[-3:]), alt)

# %% [markdown]
# See that the accepted step is not the best one: it lies to the right of the minimum. A line search
# is not meant to find the minimum along the line. It is meant to find, cheaply, a step that is good
# enough for the next iteration to be worth its price.

# %% [markdown]
# ## 2 Enough is a straight line
#
# What is "enough"? The slope at the start promises a decrease of $\alpha |\varphi'(0)|$ for a step
# $\alpha$. The Armijo condition asks for the fraction $c_1$ of that promise,
# $\varphi(\alpha) \le \varphi(0) + c_1 \alpha \varphi'(0)$: the curve must lie on or below a line.
# **Predict**, for the bowl above: by which power of one half does the accepted step change when $c_1$
# goes from $10^{-4}$ to $0.9$?

# %%
my_prediction = None  # how many further halvings? 0, 1, 2, 3, ...

# %%
steps = {c1: backtracking(bowl.f, bowl.grad, x, p, c1=c1) for c1 in (1e-4, 0.1, 0.5, 0.9)}
for c1, alpha in steps.items():
    print(f"c1 = {c1:<7g} alpha = 1/{1 / alpha:.0f}")
halvings = round(np.log2(steps[1e-4] / steps[0.9]))
print(f"You said {my_prediction}; it is {halvings} more halvings.")

# %% [markdown]
# A tiny $c_1$ is the usual choice because it refuses only steps that gain next to nothing. A large one
# refuses good steps too: for a parabola the step to its very minimum gains exactly half of the promise,
# so that any $c_1$ above one half rules the best step out.

# %%
alphas = np.linspace(0, 0.12, 300)
curve = np.array([phi(a) for a in alphas])
figure, axes = plt.subplots(1, 4, figsize=(9, 2.6), sharey=True)
for ax, c1 in zip(axes, steps, strict=True):
    bound = bowl.f(x) + c1 * alphas * (bowl.grad(x) @ p)
    ax.plot(alphas, curve, color=plot.ARTISTS["iterate"]["color"])
    ax.plot(alphas, bound, **plot.ARTISTS["bound"])
    ax.fill_between(alphas, -40, 30, where=curve <= bound, color="#009E73", alpha=0.15)
    ax.set(title=f"$c_1$ = {c1:g}", xlabel=r"$\alpha$", ylim=(-8, 26))
axes[0].set_ylabel(r"$\varphi(\alpha)$")
alt = (
    "Four panels: as c1 grows from 0.0001 to 0.9 the Armijo line tilts down and the shaded interval of "
    "acceptable steps shrinks towards zero."
)
plot.show(figure, alt)

# %% [markdown]
# The shaded interval is what the condition accepts. See that it always begins at zero: arbitrarily
# short steps are always accepted. Keep that in mind for section 4.

# %% [markdown]
# ## 3 How to shorten
#
# The factor $\rho$ decides how finely the search looks. A small one is quick and careless; a large one
# makes many trials, each of which costs an evaluation of $f$. The cell runs a hundred iterations of
# steepest descent on the bowl for three values of $\rho$ and counts. Before you run it: does the
# finest search win?

# %%
for rho in (0.1, 0.5, 0.9):
    run = steepest_descent(bowl, x, line_search=BacktrackingLineSearch(rho=rho), gtol=0, max_iterations=100)
    print(f"rho = {rho}: f = {run.fun:.2g} after {run.nit} iterations and {run.nfev} evaluations of f")

# %% [markdown]
# The finest search makes the most evaluations, and here it also ends at the highest value. It takes
# the longest step that passes, close to the point where the curve comes up through the line on the far
# side of the valley; the next gradient then points straight back. A longer step is not a better one.

# %% [markdown]
# ## 4 A decrease in every step is not convergence
#
# Armijo forbids steps that are too long for what they gain. It does not forbid steps that are too
# short. Take $f(x) = x^2$ from $x_0 = 2$ with $p = -1$ and steps $\alpha_k = 2^{-(k+1)}$: each
# satisfies the condition, $f$ falls every time. Where do the iterates go? **Predict** the limit.

# %%
limit_predicted = None  # 0, or something else?

# %%
z, armijo_held = 2.0, []
for k in range(60):
    alpha = 2.0 ** -(k + 1)
    armijo_held.append((z - alpha) ** 2 <= z**2 + 1e-4 * alpha * (2 * z) * (-1))
    z -= alpha
print(f"You said {limit_predicted}. The condition held in {sum(armijo_held)} of {len(armijo_held)} steps;")
print(f"the iterates reached {z:.4g}, where the slope is still {2 * z:.4g}.")

# %% [markdown]
# The steps add up to 1 and no further, so the iterates stop half-way. Backtracking escapes this because
# it starts from a step of ordinary size and shortens only when it must: the trial before the accepted
# one failed, so the accepted one cannot be needlessly short. The Wolfe conditions forbid short steps
# outright, by asking that the slope has become flatter.

# %% [markdown]
# ## 5 Values that are no numbers
#
# Functions have edges. For $f(x) = x - \log x$ a step beyond zero gives NaN, and every comparison with
# NaN is false. A search that asks "is the trial too high?" hears "no" and accepts it; one that asks "is
# it low enough?" hears "no" and goes on. Here is the second kind at work.

# %%
edge = problems.Problem(
    "x - log x",
    1,
    lambda x: float(x[0] - np.log(x[0])) if x[0] > 0 else np.nan,
    lambda x: 1 - 1 / x,
    np.ones(1),
)
here, towards = np.array([3.0]), np.array([-10.0])
phi_edge, moves_edge = along(edge.f, here, towards)
record = search(phi_edge, edge.f(here), float(edge.grad(here) @ towards), moves=moves_edge)
for trial in record.trials:
    print(
        f"alpha = {trial.alpha:<6.4g} f = {trial.value:<7.4g} {'accepted' if trial.accepted else 'refused'}"
    )
print("Is NaN too high?", np.nan > 1.0, "  Is NaN low enough?", np.nan <= 1.0)

# %% [markdown]
# See that the refused values are kept in the record. They are the explanation of a short step, and
# throwing them away would make the search a riddle to whoever has to debug it.

# %% [markdown]
# ## 6 What a line search cannot do
#
# A good step along a poor direction is still a poor step. On a bowl that is much longer than wide the
# negative gradient points across the valley, not along it, and the path zigzags. The picture shows the
# first iterates for three condition numbers (largest curvature over smallest); the titles count the
# iterations until the gradient norm has fallen to a millionth.

# %%
figure, axes = plt.subplots(1, 3, figsize=(9, 2.9))
for ax, condition in zip(axes, (2, 10, 50), strict=True):
    valley = problems.quadratic([0.7, 0.7 * condition])
    start = np.array([3.0, 3.0 / condition])
    gtol = 1e-6 * np.linalg.norm(valley.grad(start))
    run = steepest_descent(valley, start, gtol=gtol, norm=2, max_iterations=5000)
    plot.contours(ax, valley.f, (-2, 3.4), (-2.2, 2.2), levels=10)
    plot.path(ax, run.trace[:25])
    ax.set_title(f"condition {condition}: {run.nit} iterations", fontsize=10)
alt = (
    "Three valleys with the path of steepest descent: for condition number 2 it runs nearly straight to "
    "the minimum, for 10 and 50 it zigzags across the valley in ever more and smaller steps."
)
plot.show(figure, alt)

# %% [markdown]
# See how the turns multiply as the valley narrows. This is the reason for all that follows in the
# course: Newton's method and its relatives change the *direction*, so that the natural step is
# $\alpha = 1$ and the search hardly ever has to shorten it.

# %% [markdown]
# ## 7 A start to beware of
#
# Rosenbrock's valley is the standard test, and $(-1.2, 1)$ its standard start. Some texts start at
# $(-1, 1)$ instead. The cell runs steepest descent from both. One of the two results is an accident;
# can you tell which before you look at the reason?

# %%
valley = problems.rosenbrock()
for start in ([-1.2, 1.0], [-1.0, 1.0]):
    run = steepest_descent(valley, np.array(start), max_iterations=1000)
    print(f"from {start}: {run.nit} iterations, f = {run.fun:.2g} ({run.message})")
g = valley.grad(np.array([-1.0, 1.0]))
print(f"At (-1, 1) the gradient is {g}, and half a step along -g lands on {np.array([-1.0, 1.0]) - 0.5 * g}.")

# %% [markdown]
# From $(-1, 1)$ the second trial hits the minimiser exactly, by the luck of the numbers: the gradient
# points along $x_1$ and has length 4. A test that starts there proves nothing about any method. From
# $(-1.2, 1)$ a thousand iterations are not nearly enough, and that is the truth about steepest descent.
#
# Now write the search yourself: `exercises.ipynb`, exercise 1.
