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
# # Exercise 4: Finite differences and gradient checking ★★
#
# Every method of this course trusts a gradient, and most gradients are written by hand. How do you
# find out whether yours is right? You compare it with what the values of $f$ say:
#
# $$\frac{\partial f}{\partial x_i}(x) \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h},$$
#
# where $e_i$ is the $i$-th unit vector. That looks harmless, and it has a trap on either side: with a
# long step the quotient is not yet the derivative, with a short one rounding takes over. In this
# exercise you write the quotient, measure both errors, meet a step that has only one of them, and
# build a gradient check that neither accuses the innocent nor lets the guilty go (Nocedal and Wright
# 2006, section 8.1).
#
# Ten marks for (a) to (d), two for the written question. You may import nothing but `numpy` and
# `math` for the functions themselves.

# %% role="setup"
import numpy as np
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

from autograder import check
from numopt import plot, problems

# %% [markdown]
# ## Feel the question first
#
# The derivative of $\sin$ at 1 is $\cos 1$. Take the simplest quotient there is, the *forward
# difference* $(\sin(1 + h) - \sin 1) / h$, with $h = 10^{-1}, 10^{-2}, \dots, 10^{-15}$.
#
# **Predict, then run.** At which of these steps is the error the smallest?

# %% role="predict"
best_forward_step = None  # your guess: 1e-1, 1e-2, ..., 1e-15

# %% role="experiment"
tried = [float(f"1e-{k}") for k in range(1, 16)]
missed = [abs((np.sin(1 + h) - np.sin(1)) / h - np.cos(1)) for h in tried]
for h, error in zip(tried, missed, strict=True):
    print(f"h = {h:<8g} error {error:.1e}")
winner = tried[np.argmin(missed)]
print(f"You said {best_forward_step}; of these the best step is {winner:g}.")

# %% [markdown]
# Down, and up again. Two errors are at work. The *truncation error* of the formula shrinks with $h$.
# The *rounding error* grows: $\sin(1 + h)$ and $\sin 1$ agree in more and more of their sixteen
# digits, the difference keeps the few that are left, and the division by $h$ magnifies what rounding
# did to them.

# %% [markdown] part="a"
# ## (a) Central differences (3 marks)
#
# Look to both sides of $x$, and the curvature of $f$ cancels: the truncation error falls as $h^2$
# instead of $h$. Write `finite_diff_grad`, which returns the gradient by central differences, one
# quotient for each coordinate, the others held still.
#
# - `h` is the step. If you prefer a step that grows with $x$, take $h \max(1, |x_i|)$; nothing else
#   depends on that here.
# - An `x` of integers or of `float32` is to give as good a result as the same point in `float64`.
#   Integers cannot hold $x_i + 10^{-5}$ at all, and `float32` only roughly.
# - The caller's `x` stays as it is, to the last bit.

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# For each coordinate you need two points that differ from $x$ in that coordinate alone. Which
# operations make a new array, and which change an old one? What dtype does the new one have?
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# Component $i$ is $\bigl(f(x + h e_i) - f(x - h e_i)\bigr) / (2h)$. The vectors $e_i$ are the rows of
# the unit matrix, `np.eye(x.size)`, whose entries are `float64`; a sum of an array and a `float64` array
# is `float64` again.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `units = np.eye(x.size)`
#
# </details>


# %% part="a" role="solution"
def finite_diff_grad(f, x, h=1e-5):
    """Return the gradient of f at x by central differences with the step h, shape (n,).

    x has shape (n,) and any real dtype; the result is float64.
    """
    ### BEGIN SOLUTION
    # The rows of np.eye are float64, and so is x + h e, whatever the dtype of x.
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(x.size)])
    ### END SOLUTION


# %% part="a" role="check"
check("ex04", part="a")

# %% [markdown] part="b"
# ## (b) Which step is the best? (2 marks)
#
# Do not believe anybody's number: measure. Write `step_size_study`. For each step $h$ in `h_values` it
# computes the *relative error*
#
# $$\frac{\lVert a - n_h \rVert}{\lVert a \rVert}, \qquad a = \nabla f(x), \quad
# n_h \text{ your differences with the step } h,$$
#
# and it returns the $h$ with the smallest error, and the array of all errors, in the order of
# `h_values`. The caller may list the steps in any order, and finds the list unchanged.

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# You have written the hard part in (a). What is left is a loop over the steps that keeps one number
# each, and a question about the smallest of them.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# `np.linalg.norm` is the 2-norm of a vector. `np.argmin` says *where* the smallest entry of an array
# stands; what stands at that place in `h_values`?
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `a = grad_f(x)`
#
# </details>


# %% part="b" role="solution"
def step_size_study(f, grad_f, x, h_values):
    """Return the h with the smallest relative error, a float, and all errors, shape (len(h_values),).

    The errors are |a - n| / |a| of central differences n, in the order of h_values.
    """
    ### BEGIN SOLUTION
    a = grad_f(x)
    errors = np.array([np.linalg.norm(a - finite_diff_grad(f, x, h)) for h in h_values])
    errors /= np.linalg.norm(a)
    return float(h_values[np.argmin(errors)]), errors
    ### END SOLUTION


# %% part="b" role="check"
check("ex04", part="b")

# %% [markdown]
# Now let your study draw the V. The function is $f(x) = e^{x_1} \sin x_2 + x_1 x_3^2$; beside your
# central differences the cell draws forward ones.
#
# **Predict, then run.** On logarithmic axes an error like $h^p$ is a straight line of slope $p$. Which
# slopes will the two arms of your V have?

# %% role="predict"
left_slope, right_slope = None, None  # your guesses: the arm of the short steps, that of the long ones


# %% role="experiment"
def f(x):
    return np.exp(x[0]) * np.sin(x[1]) + x[0] * x[2] ** 2


def grad_f(x):
    e, s, c = np.exp(x[0]), np.sin(x[1]), np.cos(x[1])
    return np.array([e * s + x[2] ** 2, e * c, 2 * x[0] * x[2]])


x = np.array([0.5, -0.3, 1.2])
steps = np.logspace(-15, -1, 85)
best_h, errors = step_size_study(f, grad_f, x, steps)


def arm(low, high):
    """Return the slope of your errors between two steps, by least squares."""
    inside = (steps >= low) & (steps <= high)
    return np.polyfit(np.log10(steps[inside]), np.log10(errors[inside]), 1)[0]


slopes = arm(1e-14, 1e-7), arm(1e-4, 1e-1)
print(f"You said {left_slope} and {right_slope}; measured: {slopes[0]:.2f} and {slopes[1]:.2f}.")
print(f"The best of these steps is {best_h:.2g}, with the error {errors.min():.1e}.")

# %% role="experiment"
a, (best_h, errors) = grad_f(x), step_size_study(f, grad_f, x, steps)
one_sided = [np.array([(f(x + h * e) - f(x)) / h for e in np.eye(3)]) for h in steps]
forward_errors = np.array([np.linalg.norm(a - n) / np.linalg.norm(a) for n in one_sided])
figure, ax = plt.subplots()
ax.loglog(steps, forward_errors, "s:", ms=3, color="#D55E00", label="forward differences")
ax.loglog(steps, errors, "o-", ms=3, color="#0072B2", label="central differences (yours)")
guide = steps[steps > 1e-4]
ax.loglog(guide, 3 * errors[-1] * (guide / steps[-1]) ** 2, "k--", lw=1, label="slope 2")
ax.set(xlabel="step h", ylabel="relative error", title="Two errors make a V")
ax.legend()
alt = (
    f"Both errors fall with h and rise again as rounding takes over. Central differences fall with slope "
    f"{slopes[1]:.1f} and reach {errors.min():.0e}, forward ones get no further than {forward_errors.min():.0e}."
)
plot.show(figure, alt)

# %% [markdown]
# The sharp point of the V is partly luck: rounding errors are as good as random, and another $x$ gives
# another best step nearby. The arms are not luck.
#
# You will often read that the best step *is* $\epsilon^{1/3} \approx 6 \cdot 10^{-6}$, with
# $\epsilon = 2.2 \cdot 10^{-16}$. That holds where $f$, its third derivative and $x$ are all of size
# one. In general the two errors balance near
#
# $$h^3 \approx \frac{3\,\epsilon\,|f|}{|f'''|}.$$
#
# **Predict, then run.** For $\sin(x/s)$ at $x = s$: what is the best step for $s = 1000$, and for
# $s = 0.001$?

# %% role="predict"
best_when_wide, best_when_narrow = None, None  # your guesses for s = 1000 and s = 0.001

# %% role="experiment"
lengths = np.logspace(-12, 2, 113)
best_steps = {}
figure, ax = plt.subplots()
for s, style in ((1e-3, "s--"), (1.0, "o-"), (1e3, "^:")):
    best_steps[s], missed = step_size_study(
        lambda x, s=s: np.sin(x[0] / s), lambda x, s=s: np.cos(x / s) / s, np.array([s]), lengths
    )
    ax.loglog(lengths, np.maximum(missed, 1e-16), style, ms=3, lw=1, label=f"s = {s:g}")
ax.set(xlabel="step h", ylabel="relative error (cut off at 1e-16)", title="sin(x / s) at x = s")
ax.legend()
print(f"You said {best_when_wide} and {best_when_narrow}.")
print(", ".join(f"s = {s:g}: best h {h:.1g}" for s, h in best_steps.items()))
alt = (
    "The same V three times, shifted: the best step of sin(x/s) is proportional to s, about "
    + ", ".join(f"{h:.0e} for s = {s:g}" for s, h in best_steps.items())
    + ". No step is good for all three."
)
plot.show(figure, alt)

# %% [markdown]
# Remember this picture in part (d): a check with one fixed step would reject the right gradient of a
# function that varies quickly.

# %% [markdown] part="c"
# ## (c) A step that subtracts nothing (2 marks)
#
# The rounding error comes from the subtraction. Step in the *imaginary* direction instead, and Taylor's
# formula keeps the slope apart from the value:
#
# $$f(x + i h e_i) = f(x) + i h\, \frac{\partial f}{\partial x_i}(x) - \tfrac12 h^2 \cdots, \qquad
# \frac{\partial f}{\partial x_i}(x) = \frac{\operatorname{Im} f(x + i h e_i)}{h} + O(h^2)$$
#
# (Squire and Trapp 1998). Write `complex_step_grad`. It returns a *real* array; `f` takes complex
# arrays here. A step of $10^{-20}$, hopeless for a difference, is a good one now.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# One point for each coordinate, no difference of values. Which dtype does the point have, and which
# part of the value holds the slope?
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# In Python $i$ is written `1j`, and $\operatorname{Im}$ is `np.imag`. A real array cannot hold
# $x_i + ih$; the sum `x + 1j * h * e` makes a complex one.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `units = np.eye(x.size)`
#
# </details>


# %% part="c" role="solution"
def complex_step_grad(f, x, h=1e-20):
    """Return the gradient of f at x by imaginary steps of length h, a real array of shape (n,).

    x has shape (n,); f takes complex arrays of shape (n,).
    """
    ### BEGIN SOLUTION
    return np.array([np.imag(f(x + 1j * h * e)) / h for e in np.eye(x.size)])
    ### END SOLUTION


# %% part="c" role="check"
check("ex04", part="c")

# %% [markdown]
# How does the error depend on $h$ now? "Not at all" is what one often hears.
#
# **Predict, then run.** Is the complex step as good at $h = 10^{-2}$ as at $10^{-20}$? And at
# $10^{-320}$?

# %% role="predict"
at_one_hundredth, at_1e_320 = None, None  # your guesses: "as good" or "worse"


# %% role="experiment"
def complex_error(h):
    return np.linalg.norm(complex_step_grad(f, x, h) - a) / np.linalg.norm(a)


powers = np.array([1, 2, 3, 4, 5, 6, 7, 8, 12, 20, 50, 100, 200, 300, 310, 315, 320])
complex_errors = np.array([complex_error(float(f"1e-{k}")) for k in powers])
for k, error in zip(powers, complex_errors, strict=True):
    print(f"h = 1e-{k:<4d} relative error {error:.1e}")
reference = complex_error(1e-20)
said = ["worse" if complex_error(h) > 1e-12 + 10 * reference else "as good" for h in (1e-2, 1e-320)]
print(f"You said {at_one_hundredth} and {at_1e_320}; measured: {said[0]} and {said[1]}.")

# %% role="experiment"
_, errors = step_size_study(f, grad_f, x, steps)
figure, ax = plt.subplots()
floor = 1e-17
exponents = np.log10(steps)
small = powers <= 16
ax.semilogy(exponents, errors, "o-", ms=3, color="#0072B2", label="central difference")
shown = np.maximum(complex_errors[small], floor)
ax.semilogy(-powers[small], shown, "D--", color="#009E73", label="complex step")
ax.set(xlabel="log10 of the step h", ylabel="relative error (cut off at 1e-17)", title="No subtraction, no V")
ax.legend()
alt = (
    "For long steps the complex step is in error like a central difference, with slope 2; but where the "
    "difference turns up again, it goes on down to rounding level and stays there."
)
plot.show(figure, alt)

# %% [markdown]
# So the error does depend on $h$ where $h$ is long: it is $O(h^2)$, until rounding is all that is
# left. From there on it is flat, down to the smallest number with all its digits, about
# $2 \cdot 10^{-308}$. Below that $h$ is *subnormal*, has lost digits itself, and the error returns.
#
# There is a price. The function has to be *analytic*, and so does every line of its code. `abs`, norms,
# `conj`, `max` and comparisons are not. They give no error message; they give a wrong derivative:

# %% role="experiment"
there = np.array([0.6, -0.8])
suspects = {
    "sqrt(x1^2 + x2^2)": lambda x: np.sqrt(x[0] ** 2 + x[1] ** 2),
    "np.linalg.norm(x)": np.linalg.norm,
    "np.vdot(x, x)": lambda x: np.vdot(x, x),
    "abs(x1) + abs(x2)": lambda x: abs(x[0]) + abs(x[1]),
}
for name, g in suspects.items():
    imaginary, plain = complex_step_grad(g, there), finite_diff_grad(g, there)
    print(f"{name:20s} complex step {np.round(imaginary, 6)}   differences {np.round(plain, 6)}")

# %% [markdown] part="d"
# ## (d) A check that can be trusted (3 marks)
#
# Now the purpose of it all. Write `check_gradient`: does `grad_f` agree with central differences at $x$?
# With $a$ for the component that `grad_f` gives and $n$ for the difference, a component *passes* when
#
# $$|a - n| \le \text{atol} + \text{rtol} \cdot \max(|a|, |n|).$$
#
# Return two things: whether *all* components pass (`True` or `False`), and the index of the *worst* one,
# whose quotient of the left side and the right side is the largest (also when all pass).
#
# - One step length is not enough, as you saw: a right gradient must pass where the function is badly
#   scaled, in whichever direction and also when its components ask for different steps, and at
#   stationary points, where $a = 0$ and $n$ is not. So try several steps, shorter and longer ones, on a
#   component that looks doubtful; its $n$ is the difference at the step with the smallest quotient.
# - A wrong gradient must fail. It disagrees at *every* step, but for rare accidents: a handful of steps is
#   better than hundreds.
# - A component that is NaN or infinite fails, and is the worst.

# %% [markdown] part="d" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Keep one number for each component: the smallest quotient so far. Each further step can only make it
# smaller. Which steps are worth a try, on which side of $10^{-5}$?
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $q_i = \min_h \dfrac{|a_i - n_i(h)|}{\text{atol} + \text{rtol} \max(|a_i|, |n_i(h)|)}$ over steps from
# $10^{-2}$ to $10^{-8}$, say. `np.fmin` takes the smaller of two entries and passes over a NaN. What
# should a component start from, so that one that is never a number fails?
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `a, smallest = grad_f(x), np.full(x.size, np.inf)`
#
# </details>


# %% part="d" role="solution"
def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    """Return whether grad_f agrees with central differences at x, and the index of the worst component.

    x has shape (n,); a component passes where |a - n| <= atol + rtol max(|a|, |n|) at one of several steps.
    """
    ### BEGIN SOLUTION
    a, smallest = grad_f(x), np.full(x.size, np.inf)
    for h in np.logspace(-2, -8, 7):
        n = finite_diff_grad(f, x, h)
        with np.errstate(invalid="ignore"):  # inf / inf is NaN, which np.fmin passes over
            quotients = np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n)))
        smallest = np.fmin(smallest, quotients)
    return bool(np.all(smallest <= 1)), int(np.argmax(smallest))
    ### END SOLUTION


# %% part="d" role="check"
check("ex04", part="d")

# %% [markdown]
# Let us watch it think. At the minimiser (1, 1) of Rosenbrock's function the gradient is zero. The cell
# draws the quotient of the first component at every step, for the right gradient and for one that is off
# by 0.001 there. Everything below the line at 1 passes.

# %% role="experiment"
valley = problems.rosenbrock()
bottom = np.array([1.0, 1.0])


def shifted(x):
    return valley.grad(x) + np.array([1e-3, 0.0])


def quotient(gradient, h):
    g, n = gradient(bottom)[0], finite_diff_grad(valley.f, bottom, h)[0]
    return abs(g - n) / (1e-8 + 1e-6 * max(abs(g), abs(n)))


range_of_h = np.logspace(-9, -2, 29)
figure, ax = plt.subplots()
for gradient, style, name in ((valley.grad, "o-", "right"), (shifted, "s--", "off by 0.001")):
    rows = [max(quotient(gradient, h), 1e-6) for h in range_of_h]
    lowest = min(rows)
    ax.loglog(range_of_h, rows, style, ms=4, label=f"gradient: {name}")
ax.axhline(1, color="k", ls=":", lw=1)
ax.set(xlabel="step h", ylabel="quotient of the two sides", title="At a stationary point")
ax.legend()
verdicts = [check_gradient(valley.f, g, bottom)[0] for g in (valley.grad, shifted)]
print(f"Your verdicts: {verdicts[0]} for the right gradient, {verdicts[1]} for the other one.")
alt = (
    f"The right gradient fails with the step 1e-5 (quotient {quotient(valley.grad, 1e-5):.1f}) and passes "
    f"with shorter ones; the wrong gradient lies at {lowest:.0e} or above at every step drawn."
)
plot.show(figure, alt)

# %% [markdown]
# The single step $10^{-5}$ would have rejected the right gradient here. And see the dip of the other curve,
# where the two cross: there the truncation error happens to be as large as the mistake. A step that hits
# that spot exactly would let the wrong gradient pass; a few well-separated steps hardly ever do.
#
# Now plant some mistakes of the kind that people make.


# %% role="experiment"
def sign_slip(x):
    return valley.grad(x) * np.array([1, -1])


def chain_rule_lost(x):
    return np.array([-400 * (x[1] - x[0] ** 2) - 2 * (1 - x[0]), 200 * (x[1] - x[0] ** 2)])


def constant_slip(x):
    return valley.grad(x) * np.array([1.001, 1])


gradients = {"right": valley.grad, "sign": sign_slip, "chain rule": chain_rule_lost, "0.1 %": constant_slip}
for where in (np.array([-1.2, 1.0]), np.array([100.0, 3.0])):
    for name, gradient in gradients.items():
        agrees, worst = check_gradient(valley.f, gradient, where)
        print(f"x = {where}  {name:12s} agrees: {agrees!s:6} worst component: {worst}")

# %% [markdown]
# ## What you found
#
# The next cell writes your own numbers into a summary.
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), chapter 5.

# %% role="experiment"
scales = "\n".join(f"| {s:g} | {h:.1e} | {h / s:.1e} |" for s, h in best_steps.items())
clean = [f"10^-{k}" for k, error in zip(powers, complex_errors, strict=True) if error < 1e-14]
display(
    Markdown(
        f"- The arms of your V have the slopes **{slopes[0]:.2f}** and **{slopes[1]:.2f}**; at "
        f"h = {best_h:.1g} the error is {errors.min():.1e}, that of forward differences is "
        f"{forward_errors.min():.1e} at best.\n"
        f"- The best step moves with the scale of the function:\n\n"
        f"| s | best h for sin(x/s) | h / s |\n|---|---|---|\n{scales}\n\n"
        f"- Of the imaginary steps tried, those from {clean[0]} to {clean[-1]} are right to rounding; at "
        f"10^-2 the error is {complex_error(1e-2):.1e}, at 10^-320 it is {complex_error(1e-320):.1e}.\n"
        f"- Your check says {verdicts[0]} for the right gradient at (1, 1) and {verdicts[1]} for the wrong one."
    )
)

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# A colleague checks gradients with one number: the norm of $a - n$, with forward differences $n$ at
# $h = 1.5 \cdot 10^{-8}$. "Below $10^{-5}$ it is right." The next cell does that for Rosenbrock's
# function and its *right* gradient, at three points. Explain the three numbers: why is the last one so
# large although nothing is wrong, and what would you change in the colleague's rule? Three or four
# sentences.

# %% role="experiment"
for point in (np.array([1.0, 1.0]), np.array([-1.2, 1.0]), np.array([100.0, 3.0])):
    one_step = 1.5e-8
    n = np.array([(valley.f(point + one_step * e) - valley.f(point)) / one_step for e in np.eye(2)])
    g = valley.grad(point)
    print(f"x = {point}  |a - n| = {np.linalg.norm(g - n):.2g}  |a| = {np.linalg.norm(g):.2g}")

# %% [markdown] role="written"
# The number is absolute. At the last point the gradient and the values of $f$ are enormous, and the
# difference of two values of that size, divided by $h$, carries a rounding error of about
# $\epsilon |f| / h$: a large number, but a tiny part of the gradient. At the first point the gradient is
# zero and what is left is the truncation error of a forward difference, half of $h$ times the second
# derivative; it stays below the bound by luck of the scale. The rule should compare component by
# component with a tolerance that grows with the component, plus a small absolute one for the place where
# the component is zero; it should use central differences, and try another step before it says "wrong",
# because one step suits neither every function nor every component.

# %% [markdown]
# ## If you want more (no marks)
#
# - **Richardson's extrapolation.** The error of a central difference is $c h^2 + O(h^4)$. Combine the
#   quotients $D(h)$ and $D(h/2)$ so that the first term cancels, and draw its V beside yours. Which slope
#   does its right arm have, and where is its tip? (`numopt.derivatives.richardson` is there to compare.)
# - **Second derivatives.** Differences of *gradients* give Hessian columns. Which step would you take for
#   them, and how can you see from the result alone how large its error is? (A Hessian is symmetric.)
# - **A model of data.** Write the loss of a logistic regression and its gradient by hand, and let your `check_gradient` judge it at
#   three random points, not only at zero, where some mistakes hide. Then break the regularisation term and see whether it notices.
# - **Exact derivatives.** If you have an automatic differentiation package, compare all four ways on one function: forward, central,
#   complex step, and the package (in PyTorch `torch.autograd.gradcheck` does the comparison; it wants float64. Why?).
