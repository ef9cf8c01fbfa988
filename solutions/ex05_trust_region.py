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
# # Exercise 5: Trust region against line search ★★
#
# A line search fixes the direction and then asks how far to go. A *trust-region* method turns this
# round. It builds a model of $f$ at $x$, says how far it believes the model, and only then looks for
# the best step inside that ball:
#
# $$\min_{p} \; m(p) = f(x) + g^T p + \tfrac12\, p^T B p \quad\text{subject to}\quad \lVert p \rVert \le \Delta.$$
#
# The radius $\Delta$ is a bound and not a step length: the best step may well end inside. What makes
# the method safe is that it compares what the model promised with what really happened, and
# believes more or less of the model afterwards (Nocedal and Wright 2006, chapter 4).
#
# You write the two classical answers to the small problem, the *Cauchy point* and the *dogleg step*,
# and then one full iteration. Ten marks for (a), (b) and (c), two for the written question. For the
# functions themselves `numpy` and the factorisations of `scipy.linalg` are all you need.

# %% role="setup"
import numpy as np
from IPython.display import Markdown, display
from matplotlib import pyplot as plt
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from autograder import check
from numopt import plot, problems
from numopt.descent import steepest_descent

# %% [markdown]
# ## Feel the question first
#
# Here is a model with two very different curvatures, $g = (1, 2)$ and $B = \operatorname{diag}(1, 10)$. In a huge region the best step
# is the Newton step $-B^{-1}g$. **Predict, then run:** as the region shrinks to nothing, does the best step in it turn towards
# the Newton direction, towards the negative gradient, or towards the direction of smallest curvature?

# %% role="predict"
tiny_region = None  # your guess: "Newton", "negative gradient" or "smallest curvature"

# %% role="experiment"
g, B = np.array([1.0, 2.0]), np.diag([1.0, 10.0])
turns = np.linspace(0, 2 * np.pi, 7201)
circle = np.array([np.cos(turns), np.sin(turns)])  # all directions, a twentieth of a degree apart


def model(p):
    """Return the model's value at p, less its value at 0."""
    return g @ p + p @ B @ p / 2


def best_on_circle(delta):
    """Return the best step of length delta, by trying every direction."""
    p = delta * circle
    return p[:, np.argmin(g @ p + np.sum(p * (B @ p), axis=0) / 2)]


# %% role="experiment"
def degrees(p, q):
    """Return the angle between two steps in degrees."""
    return np.degrees(np.arccos(np.clip(p @ q / np.linalg.norm(p) / np.linalg.norm(q), -1, 1)))


print(f"You said {tiny_region!r}. The angle between the best step of this length and the ...")
for delta in (1.0, 0.3, 0.1, 0.03, 0.01, 0.001):
    best = best_on_circle(delta)
    to_newton, to_slope = degrees(best, -np.linalg.solve(B, g)), degrees(best, -g)
    print(f"length {delta:<6g} Newton step: {to_newton:5.1f}   negative gradient: {to_slope:5.1f}")

# %% [markdown]
# In a small ball the model looks flat: the linear term $g^T p$ is all there is, and nothing beats
# $-g$. In a large ball the curvature decides. A trust-region step turns smoothly from one to the
# other as $\Delta$ grows; a line search would have had to choose beforehand.

# %% [markdown] part="a"
# ## (a) The Cauchy point (3 marks)
#
# The least that a step should do is to find the lowest point of the model along $-g$ inside the
# region. Along that line, with $u = -g / \lVert g \rVert$, the model is a parabola in the distance
# $t$ from $x$:
#
# $$m(tu) = f - \lVert g \rVert\, t + \tfrac12\, (u^T B u)\, t^2, \qquad 0 \le t \le \Delta.$$
#
# Write `cauchy_point(g, B, delta)`. It returns the step $p = tu$ for the lowest point.
#
# - $B$ is symmetric and may be anything else: positive definite, indefinite, zero.
# - Where $g = 0$ the step is zero.
#
# Take care: the Cauchy point minimises the *model* along $-g$, not $f$.

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Draw the parabola twice, once open upwards and once open downwards, and mark the interval
# $[0, \Delta]$ on the axis. Where is the lowest point in each of your pictures? There are three
# cases, and two of them have the same answer.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# The derivative $-\lVert g \rVert + (u^T B u)\, t$ vanishes at $t = \lVert g \rVert / (u^T B u)$, which
# is the lowest point if the curvature $u^T B u$ is positive and this $t$ is at most $\Delta$. In books
# the same reads $p = -\tau \frac{\Delta}{\lVert g \rVert} g$ with
# $\tau = \min\bigl(1, \lVert g \rVert^3 / (\Delta\, g^T B g)\bigr)$ for $g^T B g > 0$ and $\tau = 1$
# otherwise.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `length = np.linalg.norm(g)`
#
# </details>


# %% part="a" role="solution"
def cauchy_point(g, B, delta):
    """Return the minimiser of g.p + p'Bp / 2 along -g within |p| <= delta, shape (n,).

    B is any symmetric (n, n) matrix; g = 0 gives 0.
    """
    ### BEGIN SOLUTION
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    u = -g / length
    curvature = u @ B @ u
    t = min(length / curvature, delta) if curvature > 0 else delta
    return t * u
    ### END SOLUTION


# %% part="a" role="check"
check("ex05", part="a")

# %% [markdown] part="b"
# ## (b) The dogleg (3 marks)
#
# The Cauchy point never leaves the line along $-g$, however much $B$ knows. Powell's *dogleg* (1970)
# does better. Where $B$ is positive definite it walks along two straight legs,
#
# $$0 \;\longrightarrow\; p_U = -\frac{g^T g}{g^T B g}\, g \;\longrightarrow\; p_N = -B^{-1} g,$$
#
# from $x$ to the *corner* $p_U$, the lowest point of the model along $-g$ without any region, and from
# there to the Newton point. Along this path the distance from $x$ grows and the model falls all the
# way. So the best point of the path is the last one inside the region.
#
# Write `dogleg_step(g, B, delta)`. Where $B$ is not positive definite the Newton point is not a
# minimiser and the path means nothing: return the Cauchy point. Where $g = 0$ the step is zero.

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Where does the path leave the ball? Never, on the first leg, or on the second: three answers, and
# for the first leg you have the function already. A Cholesky factorisation tells you on the way
# whether $B$ is positive definite.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# On the second leg, with $d = p_N - p_U$, solve $\lVert p_U + t d \rVert^2 = \Delta^2$ for the root
# $t$ in $[0, 1]$:
#
# $$(d^T d)\, t^2 + 2\, (p_U^T d)\, t + p_U^T p_U - \Delta^2 = 0.$$
#
# One root is negative and one positive, because the constant term is negative.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `try:` with the factorisation `cho_factor(B)` inside it; `except LinAlgError:` is where $B$ is not positive definite.
#
# </details>


# %% part="b" role="solution"
def dogleg_step(g, B, delta):
    """Return the last point inside |p| <= delta on the dogleg path, shape (n,).

    Where the symmetric (n, n) matrix B is not positive definite: the Cauchy point.
    """
    ### BEGIN SOLUTION
    try:
        newton = -cho_solve(cho_factor(B), g)
    except LinAlgError:
        return cauchy_point(g, B, delta)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    t = (-b + np.sqrt(b**2 - a * c)) / a
    return corner + t * d
    ### END SOLUTION


# %% part="b" role="check"
check("ex05", part="b")

# %% [markdown]
# Look at the steps that your function takes as the region grows, beside the truly best ones. The
# best ones are found here by brute force, trying every direction. (For large problems there are
# better ways: the exact step costs a few Cholesky factorisations, as Moré and Sorensen showed in
# 1983, and no eigenvalues are needed.)


# %% role="experiment"
radii = np.linspace(0.01, 1.0, 34)
dogleg = np.array([dogleg_step(g, B, r) for r in radii])
exact = np.array([best_on_circle(r) for r in radii])
figure, ax = plt.subplots()
plot.contours(ax, lambda p: model(p) - model(np.linalg.solve(B, -g)), (-1.25, 0.25), (-0.6, 0.35))
plot.path(ax, exact, "best step", linestyle=":", marker="s", color="#CC79A7")
plot.path(ax, dogleg, "your dogleg")
for r in radii[[7, 20, 33]]:
    ax.plot(*(r * circle), label="three of the regions" if r == radii[7] else None, **plot.ARTISTS["bound"])
ax.set(xlabel="$p_1$", ylabel="$p_2$", aspect="equal", title="Steps as the region grows")
ax.legend(loc="upper left")
furthest = np.linalg.norm(dogleg - exact, axis=1).max()
alt = f"""Both the best steps and the dogleg steps leave x along the negative gradient and end near the Newton
point; the dogleg has a sharp corner and is never more than {furthest:.2f} away from the best step of its length."""
plot.show(figure, alt)

# %% [markdown]
# Both curves leave $x$ along the negative gradient and end at the Newton point; the dogleg cuts the
# corner that the best steps round off. How much does that cost?


# %% role="experiment"
kept = np.array([model(p) / model(q) for p, q in zip(dogleg, exact, strict=True)])
cauchy = np.array([model(cauchy_point(g, B, r)) / model(q) for r, q in zip(radii, exact, strict=True)])
print(f"Of the largest possible decrease, the dogleg gets at least {kept.min():.1%},")
print(f"the Cauchy point at least {cauchy.min():.1%} (radii up to {radii[-1]:g}).")

# %% [markdown] part="c"
# ## (c) One iteration (4 marks)
#
# How far can the model be believed? Ask the function. After the step the *ratio*
#
# $$\rho = \frac{f(x) - f(x + p)}{m(0) - m(p)}, \qquad m(0) - m(p) = -\bigl(g^T p + \tfrac12\, p^T B p\bigr) > 0,$$
#
# compares the decrease that came with the decrease that was promised, by the whole model with its
# quadratic term. Write `trust_region_step`: one iteration with your `dogleg_step` and the exact Hessian.
# It returns the new $x$, the new radius, and whether the step was accepted (`True` or `False`).
#
# | | radius from here on |
# |---|---|
# | $\rho < 0.25$ | smaller: a quarter to a half of $\Delta$ (or of $\lVert p \rVert$) |
# | $\rho > 0.75$ and the step ends on the boundary, $\lVert p \rVert \ge 0.99\,\Delta$ | larger: 2 to 2.5 times $\Delta$, but at most `delta_max` |
# | otherwise | $\Delta$ as it was |
#
# - The step is accepted where $\rho > \eta$, and only then does $x$ move. Since $\eta < 0.25$, some steps
#   are good enough to take although the radius shrinks: two questions, two thresholds.
# - A trial value that is NaN or infinite, $-\infty$ too, is rejected and shrinks the radius.
# - Where the gradient is zero nothing changes and nothing is accepted.
# - Close to a minimiser the promised decrease can sink to the rounding level of $f$, where the ratio is
#   noise. Leave the radius alone there; a trial that does not raise $f$ may be accepted or not. Nothing
#   of this last point is graded.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Compute everything at $x$ once, then the step, then the promise, then the trial value. Now there are two
# separate decisions: what becomes of the radius, and what becomes of $x$. Write them one after the
# other, each with its own threshold.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# With the promise $-(g^T p + \frac12 p^T B p)$ in the denominator, $\rho$ is 1 for a perfect model,
# negative where $f$ rose, and above 1 where $f$ fell further than promised. Every comparison with NaN is
# false, so decide about a trial that is not finite before you compare: $\rho = -\infty$ does all that is
# asked of it.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `value, g, B = f(x), grad_f(x), hess_f(x)`
#
# </details>


# %% part="c" role="solution"
def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    """Return (new x, new radius, accepted) after one dogleg step from x within the radius delta.

    x has shape (n,); f, grad_f and hess_f give a float, an (n,) array and an (n, n) array.
    """
    ### BEGIN SOLUTION
    value, g, B = f(x), grad_f(x), hess_f(x)
    p = dogleg_step(g, B, delta)
    promised = -(g @ p + p @ B @ p / 2)
    if promised <= 1e-15 * abs(value):
        return x, delta, False  # g = 0, or nothing left to gain above rounding level
    trial = f(x + p)
    rho = (value - trial) / promised if np.isfinite(trial) else -np.inf
    if rho < 0.25:
        delta = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        delta = min(2 * delta, delta_max)
    return (x + p, delta, True) if rho > eta else (x, delta, False)
    ### END SOLUTION


# %% part="c" role="check"
check("ex05", part="c")

# %% [markdown]
# ## A curved valley
#
# Rosenbrock's function from $(-1.2, 1)$, the classical start: the valley bends, the model is right only
# near by, and the ratio has something to do.


# %% role="experiment"
def run(problem, x, delta, count):
    """Return the rows (x, radius, accepted) of your method, the start first."""
    rows = [(x, delta, True)]
    for _ in range(count):
        rows.append(trust_region_step(problem.f, problem.grad, problem.hess, *rows[-1][:2]))
    return rows


valley = problems.rosenbrock()
rows = run(valley, valley.start, 1.0, 40)
arrived = next((k for k, row in enumerate(rows) if np.linalg.norm(valley.grad(row[0])) < 1e-6), None)
rows = rows[: arrived + 1] if arrived else rows
rejected = [k for k, row in enumerate(rows) if not row[2]]
print(f"|g| < 1e-6 after {arrived} iterations; {len(rejected)} trials were rejected: {rejected}")

# %% role="experiment"
rows = run(valley, valley.start, 1.0, arrived or 40)
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
plot.contours(left, valley.f, (-1.5, 1.3), (-0.4, 1.4))
plot.path(left, [x for x, _, _ in rows])
left.set_title("Iterates")
steps = np.arange(len(rows))
right.plot(steps, [radius for _, radius, _ in rows], "k--", label="radius $\\Delta$")
for name, wanted in (("accepted", True), ("rejected", False)):
    chosen = [k for k in steps[1:] if rows[k][2] == wanted]
    right.plot(chosen, [rows[k][1] for k in chosen], label=f"{name} trial", **plot.ARTISTS[name])
right.set_yscale("log", base=2)
right.set(xlabel="iteration", ylabel="radius after it", title="How far the model is believed")
right.legend()
alt = f"""Left: {len(rows) - 1} iterations follow the bend of Rosenbrock's valley to the minimiser (1, 1).
Right: the radius falls at the rejected trials, of which there are {len(rejected)}, and recovers where the model is good."""
plot.show(figure, alt)

# %% [markdown]
# After a rejected trial $x$, the gradient and the Hessian are those of before, and only the ball is
# smaller. A line search would now try a shorter step along the same line; the shorter dogleg step
# also turns towards the negative gradient.

# %% [markdown]
# ## The race
#
# Now a fair race on a convex quadratic of ten variables, $f(x) = \frac12 x^T A x - \sum_i x_i$ with
# $A$ tridiagonal $(-1, 2, -1)$, from $x = 0$ with $\Delta = 1$: a trust-region method that takes Cauchy
# points, gradient descent with a backtracking line search, and your dogleg. Since $A$ is the exact Hessian,
# the model *is* the function and $\rho = 1$ at each step, but for rounding. So this problem says nothing
# about your ratio; it says how good the directions are.
#
# **Predict, then run.** Will fifty Cauchy steps bring $f$ within $10^{-6}$ of its minimum?

# %% role="predict"
fifty_are_enough = None  # your guess: True or False

# %% role="experiment"
A = 2 * np.eye(10) - np.eye(10, k=1) - np.eye(10, k=-1)
race = problems.quadratic(*np.linalg.eigh(A), centre=np.linalg.solve(A, np.ones(10)))  # f minus its minimum
x, radius, cauchy_gaps = np.zeros(10), 1.0, [race.f(np.zeros(10))]
for _ in range(250):
    p = cauchy_point(race.grad(x), A, radius)
    radius *= 2 if np.linalg.norm(p) >= 0.99 * radius else 1  # the ratio is 1
    x = x + p
    cauchy_gaps.append(race.f(x))
descent_gaps = [race.f(x) for x in steepest_descent(race, np.zeros(10), max_iterations=250).trace]
dogleg_gaps = [race.f(x) for x, _, _ in run(race, np.zeros(10), 1.0, 8)]
print(f"You said {fifty_are_enough}; after 50 Cauchy steps f is {cauchy_gaps[50]:.3g} above its minimum.")

# %% role="experiment"
figure, ax = plt.subplots()
racers = {"Cauchy points": cauchy_gaps, "line search along -g": descent_gaps, "dogleg": dogleg_gaps}
for (name, gaps), style in zip(racers.items(), ("-o", "--s", ":D"), strict=True):
    ax.semilogy(np.maximum(gaps, 1e-14), style, markevery=slice(0, None, max(1, len(gaps) // 12)), label=name)
ax.axhline(1e-6, label="1e-6 above the minimum", **plot.ARTISTS["bound"])
ax.set(xlabel="iteration", ylabel="f minus its minimum (cut off at 1e-14)", title="Ten variables")
ax.legend()
needed = {name: next((k for k, v in enumerate(gaps) if v < 1e-6), None) for name, gaps in racers.items()}
alt = f"""The gap of the Cauchy points and that of gradient descent with a line search fall along almost the same
straight line, below 1e-6 after {needed["Cauchy points"]} and {needed["line search along -g"]} iterations; the dogleg needs {needed["dogleg"]}."""
plot.show(figure, alt)

# %% [markdown]
# Look at the two slow curves: a method of Cauchy points is steepest descent with a limit on the length of its
# steps, and once the region is large enough the limit is not felt. The ratio test makes a method *safe*; it
# does not make it fast. Speed comes from the step: the dogleg uses all of $B$, and once the
# Newton point is inside it arrives. Iterations are not time, though: a dogleg step factorises a matrix,
# which pays for ten variables and is out of the question for a million.

# %% [markdown]
# ## What you found
#
# Your own numbers once more, from your functions.
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), chapter 6.

# %% role="experiment"
condition = np.linalg.cond(A)
shrunk = sum(b[1] < a[1] for a, b in zip(rows, rows[1:], strict=False))
lines = "\n".join(f"| {name} | {count} |" for name, count in needed.items())
display(
    Markdown(
        f"| iterations until f is within 1e-6 of its minimum | |\n|---|---|\n{lines}\n\n"
        f"The condition number is {condition:.4g}, and fifty Cauchy steps end {cauchy_gaps[50]:.3g} above the "
        f"minimum (gradient descent: {descent_gaps[50]:.3g}). On Rosenbrock's function your method needed "
        f"**{arrived} iterations**; {len(rejected)} trials were rejected, and the radius shrank {shrunk} times."
    )
)

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# A colleague tests a trust-region method on convex quadratics with their exact Hessian. All runs converge, and
# the method is declared correct. Later it turns out that the ratio was upside down (promised over actual decrease)
# and that the radius grew after *every* good step, on the boundary or not. Why did the tests not notice either
# mistake? Name one test that would have noticed. Three or four sentences.

# %% [markdown] role="written"
# With the exact Hessian of a quadratic the model is the function, so that the promised and the actual decrease
# are equal and the ratio is 1, upside down or not: nothing is ever rejected and nothing ever shrinks. A
# radius that grows without need does no harm there either, since the Newton point inside is the same in
# every larger region. Only a function that departs from its model can tell: for instance one step on a
# function whose decrease is a tenth of what was promised, where the right method shrinks the radius and the
# wrong ratio of 10 enlarges or keeps it. For the second mistake, look at the radius after a step that ended
# well inside with a ratio near 1: it has to be what it was.

# %% [markdown]
# ## If you want more (no marks)
#
# - **No factorisation.** Steihaug (1983) runs conjugate gradients on $Bp = -g$ from $p = 0$ and stops where
#   the iterates leave the region or meet negative curvature. It needs only products $Bv$ and handles
#   indefinite $B$ with no fall-back. Write it, put it in the place of the dogleg, and repeat the Rosenbrock run.
# - **The exact step.** The best step solves $(B + \lambda I)p = -g$ with $\lambda \ge 0$ and $B + \lambda I$ positive
#   semidefinite; where $\lambda > 0$ it ends on the boundary. Find $\lambda$ by Newton's method on
#   $1/\Delta - 1/\lVert p(\lambda) \rVert = 0$, with one Cholesky factorisation a step (Moré and Sorensen 1983),
#   and draw its steps into the picture of part (b). (Where $g$ has no part along the eigenvector of the lowest
#   eigenvalue, this can fail: read about the *hard case*.)
# - **Away from a saddle.** On $f(x) = x_1^4/4 - x_1^2/2 + x_2^2/2$ start at $(10^{-3}, 1)$, next to the saddle at 0. Draw the iterates of
#   `trust_region_step` and of `numopt.descent.steepest_descent` into one contour plot. Which one lingers, and why?
