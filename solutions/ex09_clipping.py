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
# # Exercise 9: Gradient clipping and what makes a trust region ★★★
#
# Training a network goes well for an hour; then one batch sends a gradient a thousand times longer
# than usual, one step throws the weights far away, and the hour is lost. The common remedy is a
# *clip*: no step may be longer than a limit $c$ (Pascanu, Mikolov and Bengio 2013),
#
# $$x_{k+1} = x_k + \operatorname{clip}(-\eta\,\nabla f(x_k),\, c), \qquad
#   \operatorname{clip}(u, c) = u\,\min\!\left(1, \frac{c}{\lVert u\rVert}\right),$$
#
# with the learning rate $\eta$ (`lr` in the code). A ball of radius $c$ within which one may step:
# that looks like the trust region of exercise 5. Is it one? In this exercise you write the clip, you
# find out what it cures and what it does not, and then you add the few lines that turn the limit
# into a trust region.
#
# Two limits are easily confused. Here the *update* $-\eta g$ is clipped to the length $c$. Clipping
# the *gradient* to the length $c/\eta$ gives the same step, since
# $\operatorname{clip}(-\eta g, c) = -\eta \operatorname{clip}(g, c/\eta)$; clipping the gradient to $c$
# does not.
#
# Ten marks for (a), (b) and (c), two for the written question. You may import nothing but `numpy` and
# `math` for the functions themselves.

# %% role="setup"
import numpy as np
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

from autograder import check, hint, progress
from numopt import plot, problems

# %% [markdown]
# ## Feel the question first
#
# Take $f(x) = 50 x_1^2 + \tfrac12 x_2^2$ and start at $(5, 5)$. The curvature along $x_1$ is
# $L = 100$, so gradient descent is stable for $\eta < 2/L = 0.02$ only. Take $\eta = 0.05$ on purpose:
# each step multiplies $x_1$ by $1 - \eta L = -4$.
#
# **Predict, then run.** After 20 steps without any clip, how large is $f$, roughly? Write down a power
# of ten before you run the cell after it.

# %% role="predict"
power_of_ten = None  # your guess: 3 means about a thousand

# %% role="experiment"
trough = problems.quadratic([100.0, 1.0])  # 50 x1^2 + x2^2 / 2
lr, limit, start = 0.05, 0.5, np.array([5.0, 5.0])
x, raw = start, [trough.f(start)]
for _ in range(20):
    x = x - lr * trough.grad(x)
    raw.append(trough.f(x))
print(f"You said 10^{power_of_ten}; f went from {raw[0]:.6g} to {raw[-1]:.3e}.")
print(f"x1 is now {x[0]:.3g}, x2 is {x[1]:.3g}.")

# %% [markdown]
# That is divergence, and no accident: the second coordinate would have been served well by this
# $\eta$, the first one was thrown back and forth, each time four times as far.

# %% [markdown] part="a"
# ## (a) The clip (3 marks)
#
# Write `clip_by_norm`. Where $\lVert u\rVert$ is larger than `max_norm`, it returns the vector with the
# direction of $u$ and the length `max_norm` (to rounding); otherwise it returns $u$ unchanged. The zero
# vector is short enough for every limit. A `max_norm` that is not positive ($\le 0$) is no length one
# could clip to: raise `ValueError` and say which value it had.

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Only one number about $u$ matters: its length. Find it first; then there are two cases, and in one of
# them nothing happens.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $u\, c / \lVert u \rVert$ has the direction of $u$ and the length $c$. Use it where
# $\lVert u \rVert > c$ and there alone: the quotient would stretch a short vector, and for $u = 0$ it
# does not exist.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `norm = np.linalg.norm(u)`
#
# </details>


# %% part="a" role="solution"
def clip_by_norm(u, max_norm):
    """Return u, shortened to the length max_norm where it is longer; its direction is kept.

    u has shape (n,).  ValueError where max_norm <= 0.
    """
    ### BEGIN SOLUTION
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}, but a limit has to be positive")
    norm = np.linalg.norm(u)
    return u * (max_norm / norm) if norm > max_norm else u
    ### END SOLUTION


# %% part="a" role="check"
check("ex09", part="a")

# %% [markdown]
# There is another clip in use: cut each *entry* of $u$ to $[-c, c]$. The picture shows vectors all
# round, your clip by norm, and the clip by value. Before you run it: which of the two changes the
# direction of a vector, and for which vectors does it not?

# %% role="experiment"
angles = np.linspace(0.1, 0.1 + 2 * np.pi, 12, endpoint=False)
long = 2.5 * np.column_stack([np.cos(angles), np.sin(angles)])
by_norm = np.array([clip_by_norm(u, 1.0) for u in long])
by_value = np.clip(long, -1.0, 1.0)
figure, ax = plt.subplots(figsize=(5.4, 5.8))
ax.add_patch(plt.Circle((0, 0), 1.0, fill=False, linestyle="--", edgecolor="#1a1a1a"))
for u in long:
    ax.plot([0, u[0]], [0, u[1]], ":", color="0.6")
ax.plot(*long.T, "o", color="0.6", label="u, length 2.5")
ax.plot(*by_norm.T, label="clipped by norm, limit 1", **plot.ARTISTS["accepted"])
ax.plot(*by_value.T, label="clipped by value, limit 1", **plot.ARTISTS["rejected"])
ax.set(xlabel="$u_1$", ylabel="$u_2$", aspect="equal", xlim=(-3, 3), ylim=(-3, 3))
figure.legend(loc="outside upper center")
alt = "Clipping by norm leaves each vector on its own ray; clipping by value turns it aside."
plot.show(figure, alt)

# %% [markdown]
# See where the crosses lie: on the edge of a square, beside the dotted rays they came from, and
# outside the dashed circle of radius 1. Clipping by value turns a vector towards the diagonals: it changes
# how the coordinates are weighed against one another, and with that the direction of the step. Only a
# vector on an axis or on a diagonal, or one that is short enough, keeps its direction.

# %% [markdown] part="b"
# ## (b) Descent with clipped updates (3 marks)
#
# Write `clipped_descent`: $T$ steps $x \leftarrow x + \operatorname{clip}(-\eta\nabla f(x), c)$ with
# $c$ = `max_update`. Return the whole path, an array of shape $(T+1, n)$ whose first row is $x_0$. Where
# the gradient is zero, $x$ stays.

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# One step needs the gradient at the point where you stand, and your own `clip_by_norm`. What has to be
# the argument of the clip: the gradient, or what is added to $x$?
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $x_{k+1} = x_k + \operatorname{clip}(-\eta\, g_k, c)$ with $g_k = \nabla f(x_k)$, and row $k$ of the
# path is $x_k$. Make a new array for each row: rows that share one array all show its last value.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `x, path = x0, [x0]`
#
# </details>


# %% part="b" role="solution"
def clipped_descent(grad_f, x0, lr, max_update, T=100):
    """Return the path of T steps x + clip(-lr g, max_update), an array of shape (T + 1, n), x0 first."""
    ### BEGIN SOLUTION
    x, path = x0, [x0]
    for _ in range(T):
        x = x + clip_by_norm(-lr * grad_f(x), max_update)
        path.append(x)
    return np.array(path)
    ### END SOLUTION


# %% part="b" role="check"
check("ex09", part="b")

# %% [markdown]
# Now the trough from above once more, with the same $\eta = 0.05$ and updates clipped to $0.5$; and,
# beside it, with $\eta = 0.019$, just below $2/L$.
#
# **Predict, then run.** The clip stops the divergence, that much is sure. Does the run with
# $\eta = 0.05$ now *converge*? Which value will $f$ have after 600 steps?

# %% role="predict"
f_after_600 = None  # your guess for lr = 0.05, a number

# %% role="experiment"
rates, styles = (0.05, 0.019), ("-", "--")
paths = [clipped_descent(trough.grad, start, rate, limit, T=600) for rate in rates]
losses = [[trough.f(x) for x in path] for path in paths]
print(f"You said {f_after_600}; with lr = 0.05, f ends at {losses[0][-1]:.5g}.")
print(f"Its last three values of x1: {paths[0][-3:, 0].round(4)}")
figure, ax = plt.subplots()
ax.semilogy(raw, ":", marker="s", markevery=5, color="0.4", label="lr = 0.05, no clip")
for rate, style, loss in zip(rates, styles, losses, strict=True):
    ax.semilogy(loss, style, label=f"lr = {rate}, update clipped to {limit}")
ax.set(xlabel="step", ylabel="f", ylim=(1e-10, 1e8), title="What a clip cures, and what not")
ax.legend()
alt = "Without a clip f explodes. Clipped with lr = 0.05 it stalls above 3; with lr below 2/L it converges."
plot.show(figure, alt)

# %% [markdown]
# The clipped run neither diverges nor converges: $x_1$ jumps from one side of the valley to the other
# and back, a *two-cycle*, each jump as long as the limit allows. A finite loss, far below the one at the
# start, and still no convergence. The clip bounds the damage of a step; it cannot know that the step is
# too long *here*. An $\eta$ above $2/L$ stays too large, whatever the clip.

# %% [markdown] part="c"
# ## (c) What makes a trust region (4 marks)
#
# A clip has a radius and nothing else. A trust region has three more things: a *model* that says what
# a step should gain, a *ratio* that compares the promise with what came, and a radius that *follows*
# the ratio (Nocedal and Wright 2006, algorithm 4.1). The update $-\eta g$ has a model already: it
# minimises
#
# $$m(p) = f(x) + g^T p + \frac{1}{2\eta}\lVert p\rVert^2,$$
#
# and $-\eta g$ clipped to the radius minimises $m$ within the radius. Write `trust_region_descent`. Each
# of the $T$ steps takes $p = \operatorname{clip}(-\eta g, \text{radius})$ and
#
# $$\rho = \frac{f(x) - f(x + p)}{m(0) - m(p)}.$$
#
# - The trial $x + p$ is accepted where $\rho > 0.1$; otherwise $x$ stays. A rejected trial is a step too.
# - The radius halves where $\rho < 0.25$. It doubles where $\rho > 0.75$ *and* $-\eta g$ was clipped (a
#   step that ended inside says nothing about the radius). Otherwise it stays.
# - A trial whose value is NaN or infinite, $-\infty$ included, is rejected and halves the radius.
# - At a zero gradient $x$ and radius stay.
#
# Return the path, shape $(T+1, n)$, and the radii, shape $(T+1,)$, from $x_0$ and `radius0` on.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# One step answers three questions in turn: what does the model promise for $p$, what did $f$ really do,
# and what follows for $x$ and for the radius? The two consequences are separate: a step may be accepted
# *and* halve the radius.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $m(0) - m(p) = -\left(g^T p + \lVert p\rVert^2 / (2\eta)\right)$, a positive number for every
# $g \ne 0$. Where $f(x+p)$ is not finite, treat $\rho$ as $-\infty$. The step was clipped where
# $\lVert \eta g\rVert$ is larger than the radius that it was clipped to, not than the new one.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `x, value, radius = x0, f(x0), radius0`
#
# </details>


# %% part="c" role="solution"
def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    """Return the path, shape (T + 1, n), and the radii, shape (T + 1,), of T steps tried.

    Step -lr g clipped to the radius, which follows the ratio of actual to promised decrease.
    """
    ### BEGIN SOLUTION
    x, value, radius = x0, f(x0), radius0
    path, radii = [x], [radius]
    for _ in range(T):
        g = grad_f(x)
        if np.any(g):
            p = clip_by_norm(-lr * g, radius)
            found = f(x + p)
            promised = -(g @ p + p @ p / (2 * lr))
            rho = (value - found) / promised if np.isfinite(found) else -np.inf
            if rho < 0.25:
                radius = radius / 2
            elif rho > 0.75 and np.linalg.norm(lr * g) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
    ### END SOLUTION


# %% part="c" role="check"
check("ex09", part="c")

# %% [markdown]
# The same trough, the same $\eta = 0.05$ that made the raw method explode and the clipped one cycle, the
# same first radius $0.5$.
#
# **Predict, then run.** What will the radius do in the long run: grow until nothing is clipped any more,
# settle at some length, or shrink towards zero?

# %% role="predict"
radius_in_the_end = None  # your guess: "grows", "settles" or "shrinks"

# %% role="experiment"
path, radii = trust_region_descent(trough.f, trough.grad, start, lr, limit, T=400)
clipped = clipped_descent(trough.grad, start, lr, limit, T=400)
print(f"You said {radius_in_the_end!r}; the radius went from {radii[0]} by {radii.max()} to {radii[-1]:.2g}.")
stayed = np.flatnonzero(np.all(np.diff(path, axis=0) == 0, axis=1))
figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(6.4, 6.4))
above.semilogy([trough.f(x) for x in clipped], "--", color="0.4", label="fixed limit (b)")
above.semilogy([trough.f(x) for x in path], "-", label="trust region (c)")
below.semilogy(radii, "-", drawstyle="steps-post", label="radius")
below.plot(stayed, radii[stayed], label="trial rejected", **plot.ARTISTS["rejected"])
above.set(ylabel="f", title="A fixed limit against a radius that follows the ratio")
below.set(xlabel="step", ylabel="radius (length of x)")
above.legend(), below.legend()
alt = "With the fixed limit f stalls; with the trust region f falls and falls while the radius shrinks."
plot.show(figure, alt)

# %% [markdown]
# The radius shrinks as fast as the gradient does. The model believes in a curvature of $1/\eta = 20$
# while $f$ has 100 along $x_1$; its promises are kept only where the radius, not the model, sets the
# length. Rejected trials cost evaluations of $f$, and the descent is still the steepest one, slow in a
# narrow valley: the ratio makes the method *safe*, only a better model would make it fast. But $f$ never
# rises, and here the method converges for every $\eta$ (for any $f$ that is bounded below and has bounded
# curvature, the gradient goes to zero).

# %% [markdown]
# ## What you found
#
# The next cell writes your own numbers into a summary. They come from your functions, not from the
# text.
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), chapter 10.

# %% role="experiment"
fixed = clipped_descent(trough.grad, start, lr, limit, T=400)
trusted, followed = trust_region_descent(trough.f, trough.grad, start, lr, limit, T=400)
f_fixed, f_trusted = ([trough.f(x) for x in rows] for rows in (fixed, trusted))
lines = [f"| {k} | {f_fixed[k]:.5g} | {f_trusted[k]:.5g} | {followed[k]:.3g} |" for k in (0, 20, 100, 400)]
jump = np.linalg.norm(fixed[-1] - fixed[-2])
rises = [int(np.sum(np.diff(values) > 0)) for values in (f_fixed, f_trusted)]
text = (
    f"With lr = {lr} and a first limit of {limit}; without a clip f was {raw[-1]:.2e} after 20 steps.\n\n"
    "| step | f, fixed limit | f, trust region | radius |\n|---|---|---|---|\n" + "\n".join(lines) + "\n\n"
    f"The fixed limit still jumps by **{jump:.3g}** at the end. In its 400 steps f rose {rises[0]} times, with "
    f"the trust region {rises[1]} times."
)
display(Markdown(text))

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# A report on a training run says: "With this learning rate the loss used to explode. With updates
# clipped to 0.5 it is finite, and a hundred times smaller than at the start. So clipping works like a
# trust region, and the method converges." Which of these conclusions holds, which does not, and what
# would you measure or add? Three or four sentences.

# %% [markdown] role="written"
# That the loss no longer explodes is true, and the clip is the reason: no step is longer than the limit.
# That the method converges does not follow; "finite and smaller than at the start" holds just as well
# for a two-cycle across the valley, in which every step has the full length of the limit for ever. I
# would look at the gradient norm and at the lengths of the last steps: if all of them equal the limit, and
# the loss goes up and down, the learning rate is above $2/L$ and has to fall. Nor is the clip a trust
# region: its radius never changes, because nothing compares what a step gained with what a model
# promised; with that ratio, rejected steps and a radius that follows it, the same learning rate
# converges.

# %% [markdown]
# ## If you want more (no marks)
#
# - **A better model.** Let the model have a curvature of its own, $b$ in place of $1/\eta$, and after
#   each step set $b$ to the curvature just seen along $p$, from
#   $f(x+p) = f(x) + g^T p + \tfrac12 b \lVert p\rVert^2$ (kept positive). How many steps to $f < 10^{-6}$
#   does the trough need now, and how many with the true Hessian and the dogleg of exercise 5?
# - **One bad batch.** Multiply the gradient by 1000 in one step out of fifty, with a learning rate below
#   $2/L$, and compare no clip, the clip by norm and the clip by value. This is what clipping is made for:
#   rare long gradients, not a learning rate that is too large all the time.
