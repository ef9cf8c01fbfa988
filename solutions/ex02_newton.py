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
# # Exercise 2: Newton's method and the Wolfe conditions ★
#
# Gradient descent knows the slope of the ground under its feet. Newton's method also knows how the
# slope is about to change: it replaces $f$ near $x$ by its quadratic model
#
# $$m(p) = f(x) + \nabla f(x)^T p + \tfrac12\, p^T \nabla^2 f(x)\, p$$
#
# and steps to the model's minimiser. Close to a solution the number of correct digits doubles with
# every step. Far from one the same step may lead uphill, or not to a minimum at all. In this exercise
# you make the method safe, and then you learn to judge a step by the *Wolfe conditions* (Nocedal and
# Wright 2006, sections 3.1 to 3.4).
#
# Ten marks for (a), (b) and (c), two for the written question. You may import
# `numopt.line_search.backtracking`, which is what you wrote in exercise 1.

# %% role="setup"
import numpy as np
import scipy.linalg
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

from autograder import check, hint, progress
from numopt import plot, problems
from numopt.line_search import backtracking

# %% [markdown]
# ## Feel the question first
#
# Rosenbrock's valley, $f(x) = 100(x_2 - x_1^2)^2 + (1 - x_1)^2$, from $(-1.2, 1)$, where the Hessian is
# positive definite. Take *full* Newton steps, $x \leftarrow x - \nabla^2 f(x)^{-1} \nabla f(x)$, with no line search.
#
# **Predict, then run.** The first step makes $f$ smaller. Does the second one?

# %% role="predict"
second_step_decreases = None  # your guess: True or False

# %% role="experiment"
valley = problems.rosenbrock()
x, values = valley.start, [valley.f(valley.start)]
for _ in range(6):
    x = x - np.linalg.solve(valley.hess(x), valley.grad(x))
    values.append(valley.f(x))
for k, value in enumerate(values):
    print(f"step {k}: f = {value:.4g}")
print(f"You said {second_step_decreases}; the truth is {values[2] < values[1]}.")

# %% [markdown]
# The second step throws $f$ up by two orders of magnitude, and yet the sixth stands at the solution.
# Good luck is not a method: with a line search the path is longer, but $f$ falls all the way.

# %% [markdown] part="a"
# ## (a) A direction that leads downhill (4 marks)
#
# The Newton direction solves
#
# $$\nabla^2 f(x)\, p = -\nabla f(x).$$
#
# If $H = \nabla^2 f(x)$ is positive definite, then $\nabla f^T p = -\nabla f^T H^{-1} \nabla f < 0$ and $p$ leads downhill. If $H$ is
# not, $p$ may lead uphill, or towards a saddle.
#
# Write `newton_step`. Where $H$ is positive definite it returns the Newton direction. Elsewhere it
# returns *some* descent direction: the negative gradient, or the solution of $(H + \tau I)\,p = -\nabla f$ with a
# large enough $\tau$, or what you get when every eigenvalue is replaced by its magnitude. All of these are
# right. A zero gradient gives the zero vector.

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# You need a test that says whether a symmetric matrix is positive definite. One factorisation exists
# exactly for those matrices, so trying it *is* the test, and its result solves the system.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $H = L L^T$ (Cholesky) succeeds if and only if $H$ is positive definite (up to rounding). Then
# $p = -L^{-T} L^{-1} \nabla f$. If it fails, numpy and scipy raise `LinAlgError`.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `try:` and below it `factor = scipy.linalg.cho_factor(hess)`
#
# </details>


# %% part="a" role="solution"
def newton_step(grad, hess):
    """Return the Newton direction, or another descent direction where hess is not positive definite.

    grad has shape (n,), hess (n, n), symmetric; the result has shape (n,).
    """
    ### BEGIN SOLUTION
    try:
        factor = scipy.linalg.cho_factor(hess)
    except np.linalg.LinAlgError:
        return -grad
    return scipy.linalg.cho_solve(factor, -grad)
    ### END SOLUTION


# %% part="a" role="check"
check("ex02", part="a")

# %% [markdown]
# Rosenbrock's Hessian is indefinite wherever $x_2 > x_1^2 + \tfrac{1}{200}$: above the floor of the valley. Look at
# four points just above it. The dashed arrows are $-H^{-1}\nabla f$, the solid ones yours; the lengths are drawn equal.

# %% role="experiment"
points = [np.array(q) for q in ((-1.4, 2.0), (-0.9, 0.85), (0.8, 0.65), (1.2, 1.45))]
mine = [newton_step(valley.grad(q), valley.hess(q)) for q in points]
raw = [-np.linalg.solve(valley.hess(q), valley.grad(q)) for q in points]
figure, ax = plt.subplots()
plot.contours(ax, valley.f, (-2, 2), (-0.5, 2.75))
for arrows, colour, style, label in ((raw, "#d55e00", "--", "$-H^{-1}g$"), (mine, "#0072b2", "-", "yours")):
    for q, p in zip(points, arrows, strict=True):
        tip = q + 0.45 * p / np.linalg.norm(p)
        head = {"arrowstyle": "->", "color": colour, "linestyle": style, "linewidth": 2}
        ax.annotate("", tip, q, arrowprops=head)
    ax.plot([], [], style, color=colour, linewidth=2, label=label)
ax.set(xlabel="$x_1$", ylabel="$x_2$", title="Directions where the Hessian is indefinite")
ax.legend(loc="lower left")
uphill = sum(float(valley.grad(q) @ p) > 0 for q, p in zip(points, raw, strict=True))
alt = (
    f"Just above the floor of Rosenbrock's valley {uphill} of {len(points)} raw Newton directions lead uphill; "
    "the safeguarded directions all lead down."
)
plot.show(figure, alt)

# %% [markdown]
# A direction that solves the Newton equation is not wrong there: it leads to the stationary point of the
# model. But that point is a saddle, and not what you are looking for.

# %% [markdown] part="b"
# ## (b) Damped Newton (3 marks)
#
# Write `newton_minimize`: in each step take the direction of (a), find a step length with
# `backtracking(f, grad_f, x, p)` (from $\alpha_0 = 1$, halving, $c_1 = 10^{-4}$: the defaults), and move. Stop as soon
# as the gradient norm is below `tol`, or after `max_iter` steps. Return the final $x$ and the gradient
# norms at every iterate, the start included; the last norm is that of the $x$ you return.
#
# At rounding level no step may help any more, and `backtracking` raises: then stop with what you have.

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# The norm of the gradient decides whether to go on, and it is also what you record. Compute it once at
# each iterate, before you ask.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $x_{k+1} = x_k + \alpha_k p_k$ where $\alpha_k$ is the first of $1, \tfrac12, \tfrac14, \dots$ with
# $f(x_k + \alpha p_k) \le f(x_k) + 10^{-4}\, \alpha\, \nabla f(x_k)^T p_k$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]`
#
# </details>


# %% part="b" role="solution"
def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    """Return the final x, shape (n,), and the gradient norms along the way, shape (steps + 1,).

    Newton directions from newton_step, with Armijo backtracking from alpha = 1 in each step.
    """
    ### BEGIN SOLUTION
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            alpha = backtracking(f, grad_f, x, p)
        except RuntimeError:
            break  # at rounding level no step helps any more
        x = x + alpha * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
    ### END SOLUTION


# %% part="b" role="check"
check("ex02", part="b")

# %% [markdown]
# Now watch it arrive. From $(-1.2, 1)$ the Hessian is positive definite all the way; from $(0, 2)$ and
# $(-0.5, 3)$ the safeguard is needed. Before you run the cell: will the end of the curves look like a
# straight line (each step divides the norm by the same factor) or will it bend down?

# %% role="experiment"
starts = {(-1.2, 1.0): "o-", (0.0, 2.0): "s--", (-0.5, 3.0): "^:"}
runs = {q: newton_minimize(valley.f, valley.grad, valley.hess, np.array(q)) for q in starts}
figure, ax = plt.subplots()
for q, (_, norms) in runs.items():
    ax.semilogy(np.maximum(norms, 1e-16), starts[q], markersize=5, label=f"from ({q[0]:g}, {q[1]:g})")
ax.set(xlabel="iteration", ylabel="gradient norm (cut off at 1e-16)", title="Damped Newton on Rosenbrock")
ax.legend()
orders = min(np.log10(norms[-5] / norms[-1]) for _, norms in runs.values())
alt = (
    "From three starts the gradient norm wanders for ten iterations and more and then bends down steeply: "
    f"within the last four iterations it falls by at least {int(orders)} orders of magnitude."
)
plot.show(figure, alt)

# %% [markdown]
# Two phases: a long walk round the bend of the valley, where the line search works, and a short fall at
# the end, where $\alpha = 1$ is accepted and each norm is about the square of the one before.

# %% [markdown] part="c"
# ## (c) Is a step good? (3 marks)
#
# Armijo forbids steps that are too long for what they gain. The *curvature* condition forbids steps that
# are too short: it asks that the slope along $p$ has risen by a fair part,
#
# $$\nabla f(x + \alpha p)^T p \;\ge\; c_2\, \nabla f(x)^T p, \qquad c_1 < c_2 < 1.$$
#
# The *strong* curvature condition also forbids that it has risen too far:
#
# $$|\nabla f(x + \alpha p)^T p| \;\le\; c_2\, |\nabla f(x)^T p|.$$
#
# Write `wolfe_conditions`. It returns three truth values at the given $\alpha$: Armijo, curvature, strong
# curvature, each by itself. A value of $f$ that is NaN or infinite is no sufficient decrease.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# You need four numbers: the value and the slope along $p$ at both ends of the step. Mind the signs: both
# sides of the curvature condition are usually negative.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# With $\varphi(\alpha) = f(x + \alpha p)$: $\varphi(\alpha) \le \varphi(0) + c_1 \alpha \varphi'(0)$; $\varphi'(\alpha) \ge c_2 \varphi'(0)$;
# $|\varphi'(\alpha)| \le c_2 |\varphi'(0)|$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p`
#
# </details>


# %% part="c" role="solution"
def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    """Return whether (Armijo, curvature, strong curvature) hold at the step alpha along p.

    x and p have shape (n,).
    """
    ### BEGIN SOLUTION
    slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x) + c1 * alpha * slope
    return bool(armijo), bool(new_slope >= c2 * slope), bool(abs(new_slope) <= c2 * abs(slope))
    ### END SOLUTION


# %% part="c" role="check"
check("ex02", part="c")

# %% [markdown]
# Where do your conditions hold along a whole line? At $(-1.2, 1)$ along the negative gradient, with
# $c_1 = 0.1$ and $c_2 = 0.5$: the bars show the intervals of $\alpha$ that satisfy each condition.

# %% role="experiment"
x = valley.start
p = -valley.grad(x) / np.linalg.norm(valley.grad(x))
alphas = np.linspace(0.001, 0.35, 250)
holds = np.array([wolfe_conditions(valley.f, valley.grad, x, p, a, c1=0.1, c2=0.5) for a in alphas])
figure, (ax, bars) = plt.subplots(2, 1, sharex=True, height_ratios=(3, 1))
ax.plot(alphas, [valley.f(x + a * p) for a in alphas], label=r"$\varphi(\alpha)$")
slope = valley.grad(x) @ p
ax.plot(alphas, valley.f(x) + 0.1 * alphas * slope, "--", label="Armijo bound, c1 = 0.1")
ax.set(ylabel="f", title="Which steps satisfy which condition"), ax.legend()
for row in range(3):
    bars.plot(alphas[holds[:, row]], np.full(holds[:, row].sum(), -row), "|", markersize=9)
bars.set(yticks=(0, -1, -2), ylim=(-2.6, 0.6), xlabel="step length along the unit vector p")
bars.set_yticklabels(("Armijo", "curvature", "strong"))
both = alphas[holds.all(axis=1)]
alt = (
    "Armijo holds for short steps, curvature for long ones, strong curvature only around the minimum of "
    f"phi; all three hold together from about {both.min():.2f} to {both.max():.2f}."
)
plot.show(figure, alt)

# %% [markdown]
# A line search that finds a point in the overlap can neither stop short nor overshoot. In exercise 3 this
# is what keeps a quasi-Newton method's memory healthy.

# %% [markdown]
# ## What you found
#
# If the number of correct digits doubles, the error $e_k = \lVert x_k - x^* \rVert$ obeys $e_{k+1} \le C e_k^2$: the last column
# stays bounded while the errors fall to rounding level.
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), chapter 3.

# %% role="experiment"
errors, path = [], [valley.start]
for steps in range(1, 60):
    path.append(newton_minimize(valley.f, valley.grad, valley.hess, valley.start, max_iter=steps)[0])
    if np.array_equal(path[-1], path[-2]):
        break
errors = [np.linalg.norm(q - valley.minimiser) for q in path[:-1]]
rows = [(k, a, b / a**2) for k, (a, b) in enumerate(zip(errors, errors[1:], strict=False)) if a > 1e-12]
table = "\n".join(f"| {k} | {e:.2e} | {ratio:.3g} |" for k, e, ratio in rows[-5:])
display(
    Markdown(
        f"From (-1.2, 1) damped Newton takes **{len(errors) - 1} steps**. Its last errors:\n\n"
        f"| k | error | next error / error² |\n|---|---|---|\n{table}"
    )
)

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# To show that a method converges quadratically, somebody prints $\log e_{k+1} / \log e_k$ and finds numbers above
# one. Why does that prove nothing? Name a quantity that would be evidence. Two or three sentences.

# %% [markdown] role="written"
# For *any* method whose errors fall below one, $\log e_{k+1}/\log e_k$ is above one: with $e_{k+1} = e_k/2$ the ratio is
# $1 + \log 2 / \lvert\log e_k\rvert$. It also changes when $x$ is measured in other units. Evidence is the ratio $e_{k+1}/e_k^2$, which
# stays bounded for quadratic convergence and grows without bound for linear convergence; it has to be looked
# at above rounding level, where the errors still mean something.

# %% [markdown]
# ## If you want more (no marks)
#
# - **Use the negative curvature.** Where $H$ is indefinite, $-\nabla f$ throws the Hessian away. Replace every eigenvalue by
#   its magnitude (and the tiny ones by a floor) and count the steps from $(0, 2)$ and $(-0.5, 3)$ again.
# - **Newton without a Hessian.** Build $H$ from differences of gradients, make it symmetric, and run `newton_minimize` on
#   it. Which difference step gives the best last error, and what does exercise 4 say about it?
# - **Against the gradient.** Run `numopt.descent.steepest_descent` on the same starts, and on a quadratic give the negative gradient its
#   *exact* step $\alpha = g^T g / g^T H g$. Does the best possible step length repair the direction? Count steps for condition
#   numbers 10, 100 and 1000 (`numopt.problems.quadratic`).
