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
# # Exercise 1: Backtracking Armijo line search ★
#
# You stand at $x$ and know a direction $p$ that leads downhill. How far do you go? Too far, and you
# land on the opposite slope, higher than before. Too short, and you will never arrive. A *line
# search* looks at the function along the direction alone,
#
# $$\varphi(\alpha) = f(x + \alpha p), \qquad \varphi'(0) = \nabla f(x)^T p < 0,$$
#
# and picks a step $\alpha$. In this exercise you write the simplest one that deserves trust:
# *backtracking* from a first guess until the decrease is large enough (Nocedal and Wright 2006,
# algorithm 3.1), and then you build gradient descent on it.
#
# Ten marks for (a), (b) and (c), two for the written question. You may import nothing but `numpy`
# for the functions themselves: a library's line search would leave you nothing to learn.

# %% role="setup"
import numpy as np
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

from autograder import check, hint, progress
from numopt import plot, problems

# %% [markdown]
# ## Feel the question first
#
# Take $f(x) = x_1^2 + 10 x_2^2$, start at $x = (3, 1)$ and go along the negative gradient
# $p = (-6, -20)$. A full step $\alpha = 1$ is the natural first guess. If it is too long, halve it,
# and halve again: $1, \tfrac12, \tfrac14, \tfrac18, \dots$
#
# **Predict, then run.** Which is the first of these steps at which $f$ is smaller than $f(x) = 19$?
# Type your guess before you run the cell after it. A wrong guess teaches more than none.

# %% role="predict"
first_decrease = None  # your guess: 1, 1/2, 1/4, ...

# %% role="experiment"
bowl = problems.quadratic([2.0, 20.0])  # x1^2 + 10 x2^2
x, p = np.array([3.0, 1.0]), np.array([-6.0, -20.0])
steps = [0.5**j for j in range(6)]
values = [bowl.f(x + alpha * p) for alpha in steps]
for alpha, value in zip(steps, values, strict=True):
    print(f"alpha = {alpha:<8g} f = {value:.6g}")
true_first = next(a for a, v in zip(steps, values, strict=True) if v < bowl.f(x))
print(f"You said {first_decrease}; the first decrease is at alpha = {true_first:g}.")

# %% [markdown]
# The full step lands far above the start: the valley is narrow along $x_2$, and the step shoots
# across it. Look at the column of values: while the steps are long, each halving cuts the value to
# about a quarter, as a parabola must.

# %% [markdown] part="a"
# ## (a) The search (4 marks)
#
# A decrease, however small, is not enough: a method could make ever smaller gains and stop short of
# the minimum. The *Armijo condition* asks for a fixed fraction $c_1$ of the decrease that the slope
# promises:
#
# $$f(x + \alpha p) \le f(x) + c_1\, \alpha\, \nabla f(x)^T p, \qquad 0 < c_1 < 1.$$
#
# Write `armijo_backtrack`. It returns the first of $\alpha_0, \rho\alpha_0, \rho^2\alpha_0, \dots$
# that satisfies the condition.
#
# - If $\nabla f(x)^T p \ge 0$, the direction does not lead downhill: raise `ValueError` and say
#   which value the slope had.
# - A trial whose value is NaN or infinite is never accepted, and neither is a trial point that
#   rounds to $x$ itself.
# - If no trial passes after `max_backtracks` reductions: raise `RuntimeError`.

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Everything that stays the same during the search (the value and the slope at $x$) can be computed
# once, before the loop. The loop then has one question to ask about each trial, and one thing to do
# when the answer is no.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# With $\varphi_0 = f(x)$ and $s = \nabla f(x)^T p$, accept $\alpha$ when $f(x + \alpha p)$ is finite
# and at most $\varphi_0 + c_1 \alpha s$. Since $s < 0$, the bound lies *below* $\varphi_0$, and the
# further you go the more is asked. Any comparison with NaN is false: it matters whether you ask
# "is it small enough?" or "is it too large?".
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `value_here, slope = f(x), grad_f(x) @ p`
#
# </details>


# %% part="a" role="solution"
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    """Return the first of alpha0, rho alpha0, rho^2 alpha0, ... that decreases f enough.

    x and p have shape (n,).  ValueError if p does not lead downhill, RuntimeError if no trial passes.
    """
    ### BEGIN SOLUTION
    value_here, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"p does not lead downhill: the slope g.p is {slope}")
    alpha = alpha0
    for _ in range(max_backtracks + 1):
        point = x + alpha * p
        value = f(point)
        enough = np.isfinite(value) and value <= value_here + c1 * alpha * slope
        if enough and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError(f"no step from {alpha0} down to {alpha / rho} decreases f = {value_here} enough")
    ### END SOLUTION


# %% part="a" role="check"
check("ex01", part="a")

# %% [markdown] part="b"
# ## (b) What the search tried (2 marks)
#
# A search that keeps a record can be looked at. Write `armijo_trials`: the same search, but it
# returns the list of all trials, a tuple `(alpha, value, accepted)` each, where `value` is
# $f(x + \alpha p)$ and `accepted` is `True` or `False`. The accepted trial comes last. A value that
# is NaN or infinite is listed as it is. The errors are those of (a).

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# It is the loop of (a) with a memory. What has to be remembered, and at what moment do you know all
# of it?
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# Row $j$ is $\left(\rho^j \alpha_0,\; f(x + \rho^j \alpha_0\, p),\; \text{Armijo holds there}\right)$;
# all rows but the last end with `False`.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `trials = []`
#
# </details>


# %% part="b" role="solution"
def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    """Return the list of all trials (alpha, f(x + alpha p), accepted), the accepted one last.

    Arguments and errors are those of armijo_backtrack.
    """
    ### BEGIN SOLUTION
    value_here, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"p does not lead downhill: the slope g.p is {slope}")
    trials = []
    while len(trials) <= max_backtracks:
        alpha = alpha0 * rho ** len(trials)
        point = x + alpha * p
        value = f(point)
        enough = np.isfinite(value) and value <= value_here + c1 * alpha * slope
        trials.append((alpha, value, bool(enough and np.any(point != x))))
        if trials[-1][2]:
            return trials
    raise RuntimeError(f"none of {len(trials)} steps from {alpha0} on decreases f = {value_here} enough")
    ### END SOLUTION


# %% part="b" role="check"
check("ex01", part="b")

# %% [markdown]
# Now let your own search draw its picture. The curve is $\varphi$; the straight line is the bound of
# the Armijo condition for a demanding $c_1 = 0.5$. A trial is accepted where the curve lies on or
# below the line. First predict: with $c_1 = 10^{-4}$ the search takes $\alpha = 1/16$. Does
# $c_1 = 0.5$ take a longer step, the same one, or a shorter one?

# %% role="predict"
with_larger_c1 = None  # your guess: "longer", "the same" or "shorter"

# %% role="experiment"
trials = armijo_trials(bowl.f, bowl.grad, x, p, c1=0.5)
step, usual = trials[-1][0], armijo_backtrack(bowl.f, bowl.grad, x, p)
relation = "shorter" if step < usual else "longer" if step > usual else "the same"
print(f"You said {with_larger_c1!r}; the step is {relation}: {step:g} instead of {usual:g}.")
figure = plot.phi_picture(bowl.f, bowl.grad, x, p, trials[-3:], c1=0.5)
alt = (
    f"Along the negative gradient from (3, 1), phi falls to its minimum and rises again. Of the last "
    f"three trials only alpha = {step:g} lies below the Armijo line for c1 = 0.5."
)
plot.show(figure, alt)

# %% [markdown]
# See how the line cuts the curve: to the left of the crossing every step would do, to the right
# none. A larger $c_1$ tilts the line down and moves the crossing to the left.

# %% [markdown] part="c"
# ## (c) Gradient descent that never climbs (4 marks)
#
# Write `gradient_descent` with $p = -\nabla f(x)$ and your own `armijo_backtrack`. Each search starts
# again from $\alpha_0 = 1$: the step that was right a moment ago may be far too short now. Return the
# final $x$ and the values of $f$ from the start on: $T$ iterations give $T + 1$ values.
#
# Two places ask for care. Where the gradient is zero there is nothing to do, and at rounding level no
# trial may pass although all is well. In both cases $x$ stays and its value is repeated.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# One iteration is: gradient, direction, step, move, record. Which lines of `armijo_backtrack` tell
# you that there is nothing left to gain?
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $x_{k+1} = x_k - \alpha_k \nabla f(x_k)$ with $\alpha_k$ from the search at $x_k$; where the search
# raises, $x_{k+1} = x_k$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `x, values = x0.copy(), [f(x0)]`
#
# </details>


# %% part="c" role="solution"
def gradient_descent(f, grad_f, x0, iterations=100):
    """Return the final x, shape (n,), and the values of f along the way, shape (iterations + 1,).

    Steepest descent from x0 with armijo_backtrack from alpha0 = 1 in each iteration.
    """
    ### BEGIN SOLUTION
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x = x - armijo_backtrack(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError):
            pass  # at rest, or at rounding level: stay
        values.append(f(x))
    return x, np.array(values)
    ### END SOLUTION


# %% part="c" role="check"
check("ex01", part="c")

# %% [markdown]
# How fast is it? A hundred iterations on three bowls whose condition numbers (the ratio of the
# largest to the smallest curvature) are 2, 10 and 50. Before you run the cell: which of the three
# curves will be the steepest, and will they bend or be straight on a logarithmic axis?

# %% role="experiment"
conditions = {2: "-", 10: "--", 50: ":"}
troughs = [problems.quadratic([2.0, 2.0 * condition]) for condition in conditions]
curves = [gradient_descent(trough.f, trough.grad, x)[1] for trough in troughs]
figure, ax = plt.subplots()
for values, (condition, style) in zip(curves, conditions.items(), strict=True):
    ax.semilogy(np.maximum(values, 1e-20), style, label=f"condition number {condition}")
ax.set(xlabel="iteration", ylabel="f (cut off at 1e-20)", title="Gradient descent with your search")
ax.legend()
alt = (
    "On a logarithmic axis the three curves are nearly straight; the larger the condition number, the "
    "flatter the curve, so gradient descent converges linearly and slows down as the bowl narrows."
)
plot.show(figure, alt)

# %% [markdown]
# Straight lines on this axis mean *linear* convergence: every iteration multiplies $f$ by about the
# same factor. The search keeps you safe; it does not make the direction any better. That is the
# business of the next exercises.

# %% [markdown]
# ## What you found
#
# The next cell writes your own numbers into a summary. They come from your functions, not from the
# text.
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), chapters 1 and 2.

# %% role="experiment"
rows = armijo_trials(bowl.f, bowl.grad, x, p)
x_end, history = gradient_descent(bowl.f, bowl.grad, x)
table = "\n".join(f"| {a:g} | {v:.7g} | {'yes' if ok else 'no'} |" for a, v, ok in rows)
strict = {c: armijo_backtrack(bowl.f, bowl.grad, x, p, c1=c) for c in (0.5, 0.9)}
display(
    Markdown(
        f"From (3, 1) your search needed **{len(rows)} trials**:\n\n"
        f"| alpha | f(x + alpha p) | accepted |\n|---|---|---|\n{table}\n\n"
        f"A stricter c1 takes {strict[0.5]:g} (c1 = 0.5) and {strict[0.9]:g} (c1 = 0.9). After "
        f"{len(history) - 1} iterations f is {history[-1]:.3g}, and it never rose: "
        f"{bool(np.all(np.diff(history) <= 0))}."
    )
)

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# One line search accepts *any* decrease of $f$. Another one insists on the Armijo condition, but it
# always starts from $\alpha_0 = 10^{-6}$ and never tries a longer step. Which of the two can keep
# decreasing $f$ for ever and yet not come near a minimiser in any reasonable time, and why? Two or
# three sentences.

# %% [markdown] role="written"
# Both can. A search that accepts any decrease can take steps that overshoot to almost the same height
# on the other side: the gains shrink so fast that their sum stays finite, and the iterates never come
# near the minimiser. The Armijo condition rules that out, but it only forbids steps that are too
# *long* for what they gain; every tiny step satisfies it, so a search that is confined to tiny steps
# crawls. Backtracking from a fixed $\alpha_0$ of ordinary size avoids both: it stops at the first
# trial that passes, so the step before it, only $1/\rho$ times longer, was already too long.

# %% [markdown]
# ## If you want more (no marks)
#
# - **Guess better.** After the first failed trial you know $\varphi(0)$, $\varphi'(0)$ and
#   $\varphi(\alpha_0)$: three numbers fix a parabola. Use its minimiser as the next trial (Nocedal and
#   Wright, section 3.5), kept between $0.1\alpha$ and $0.5\alpha$, and count evaluations of $f$ on the
#   three bowls above. Is it worth it?
# - **Ask for curvature too.** Armijo alone cannot see a step that is too short. Add the curvature
#   condition $\nabla f(x + \alpha p)^T p \ge c_2 \nabla f(x)^T p$ and double the step while it fails.
#   That is one half of a Wolfe line search; exercise 2 meets the conditions, exercise 3 needs them.
