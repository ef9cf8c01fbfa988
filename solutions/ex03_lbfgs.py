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
# # Exercise 3: L-BFGS: the two-loop recursion ★★
#
# Newton's method needs second derivatives; with a million variables nobody can store them. But every step
# tells you something about them: moving by $s = x_{k+1} - x_k$ changed the gradient by $y = g_{k+1} - g_k$, and
# for a quadratic $y = \nabla^2 f\, s$ exactly. BFGS keeps a matrix $H \approx (\nabla^2 f)^{-1}$ that agrees with what was seen:
#
# $$H_{k+1} = (I - \rho\, s y^T)\, H_k\, (I - \rho\, y s^T) + \rho\, s s^T, \qquad \rho = \frac{1}{s^T y}.$$
#
# *Limited-memory* BFGS never forms $H$. It keeps the last few pairs $(s, y)$ and computes the product $H g$ in
# two short loops over them (Nocedal and Wright 2006, algorithm 7.4). You write the loops, prove them right
# against the dense matrix, and build the method.
#
# Ten marks for (a), (b) and (c), two for the written question. You may import
# `numopt.line_search.strong_wolfe`: it finds a step that satisfies the strong Wolfe conditions of exercise 2.

# %% role="setup"
import numpy as np
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

from autograder import check, hint, progress
from numopt import plot, problems
from numopt.line_search import backtracking, strong_wolfe

# %% [markdown]
# ## Feel the question first
#
# One BFGS update changes a matrix that may have thousands of rows. By how much? Take $H = I$ in $\mathbb{R}^6$, one random
# pair with $s^T y > 0$, and look at the rank of the change.
#
# **Predict, then run.** Which rank has $H_{k+1} - H_k$?

# %% role="predict"
rank_of_the_change = None  # your guess: 1, 2 or 6

# %% role="experiment"
rng = np.random.default_rng(3)
s = rng.standard_normal(6)
y = s * rng.uniform(0.5, 2.0, 6)
rho, eye = 1 / (s @ y), np.eye(6)
after = (eye - rho * np.outer(s, y)) @ (eye - rho * np.outer(y, s)) + rho * np.outer(s, s)
eigenvalues = np.linalg.eigvalsh(after - eye)
true_rank = int(np.sum(np.abs(eigenvalues) > 1e-12))
print("eigenvalues of the change:", np.array2string(eigenvalues, precision=3, suppress_small=True))
print(f"You said {rank_of_the_change}; the rank is {true_rank}.")

# %% [markdown]
# Two: one eigenvalue goes up and one goes down. The old information in the direction of the new pair is
# removed, and the new information is put in its place.

# %% [markdown] part="a"
# ## (a) The two loops (4 marks)
#
# Write `lbfgs_direction(g, s_list, y_list)`. It returns $H g$ with a *positive* sign (the search direction is
# its negative), where $H$ comes from the pairs in the lists, the oldest first, by BFGS updates of
#
# $$H_0 = \gamma I, \qquad \gamma = \frac{s^T y}{y^T y} \text{ of the newest usable pair,}$$
#
# and $H_0 = I$ without pairs. A pair with $s^T y \le 10^{-10}\, \lVert s\rVert\, \lVert y\rVert$ carries no usable curvature: leave it out,
# as if it were not in the lists. (The threshold is relative: in other units of $f$ or $x$ the same pairs count.)

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Read the update from the outside in: applied to $g$, the factor on the right acts first, and it belongs to the
# *newest* pair. So one loop runs from the newest pair to the oldest, and after $H_0$ the other one comes back.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# Newest to oldest: $a_i = \rho_i\, s_i^T q$, then $q \leftarrow q - a_i y_i$. In the middle $r = \gamma q$. Oldest to newest:
# $b = \rho_i\, y_i^T r$, then $r \leftarrow r + (a_i - b)\, s_i$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `pairs = [(s, y) for s, y in zip(s_list, y_list) if ...]`: first sort out which pairs count.
#
# </details>


# %% part="a" role="solution"
def lbfgs_direction(g, s_list, y_list):
    """Return H g, shape (n,), where H comes from the pairs, oldest first; the sign is positive."""
    ### BEGIN SOLUTION
    pairs = [
        (s, y)
        for s, y in zip(s_list, y_list, strict=True)
        if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)
    ]
    q, weights = g.copy(), []
    for s, y in reversed(pairs):
        weights.append((s @ q) / (s @ y))
        q = q - weights[-1] * y
    if pairs:
        s, y = pairs[-1]
        q = q * (s @ y) / (y @ y)
    for s, y in pairs:
        q = q + (weights.pop() - (y @ q) / (s @ y)) * s
    return q
    ### END SOLUTION


# %% part="a" role="check"
check("ex03", part="a")

# %% [markdown] part="b"
# ## (b) The matrix behind it (3 marks)
#
# Write `bfgs_inverse_update(H, s, y)`: the update above, for a given symmetric $H$ and a pair with $s^T y > 0$.

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# The formula is a product of three matrices plus a fourth. Which of them are outer products of two vectors?
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# With $V = I - \rho\, y s^T$ the update is $V^T H V + \rho\, s s^T$. (Multiplied out it needs only $H y$ and outer products,
# and costs $O(n^2)$ instead of $O(n^3)$.)
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `rho = 1 / (s @ y)`
#
# </details>


# %% part="b" role="solution"
def bfgs_inverse_update(H, s, y):
    """Return the BFGS update of the inverse Hessian H, shape (n, n), for the pair (s, y)."""
    ### BEGIN SOLUTION
    rho = 1 / (s @ y)
    V = np.eye(len(s)) - rho * np.outer(y, s)
    return V.T @ H @ V + rho * np.outer(s, s)
    ### END SOLUTION


# %% part="b" role="check"
check("ex03", part="b")

# %% [markdown]
# Now let (b) judge (a). For one pair many wrong recursions are right by accident (the order of the loops
# cannot matter); from two pairs on they are not. Your two functions have to agree to rounding:

# %% role="experiment"
rng = np.random.default_rng(4)
A = np.diag(np.linspace(1, 50, 8))
for m in (1, 4):
    s_list = list(rng.standard_normal((m, 8)))
    y_list, g = [A @ s for s in s_list], rng.standard_normal(8)
    H = np.eye(8) * (s_list[-1] @ y_list[-1]) / (y_list[-1] @ y_list[-1])
    for s, y in zip(s_list, y_list, strict=True):
        H = bfgs_inverse_update(H, s, y)
    gap = np.abs(lbfgs_direction(g, s_list, y_list) - H @ g).max()
    secant = np.abs(H @ y_list[-1] - s_list[-1]).max()
    print(
        f"m = {m}: loops against matrix within 1e-12: {gap < 1e-12};  H y = s within 1e-12: {secant < 1e-12}"
    )

# %% [markdown] part="c"
# ## (c) The method (3 marks)
#
# Write `lbfgs`. In each step the direction is $p = -Hg$ from at most the last `m` pairs, the step length comes
# from `strong_wolfe(f, grad_f, x, p)` (or a search of your own with $c_1 = 10^{-4}$, $c_2 = 0.9$), and the new pair joins
# the memory. Stop as soon as the gradient norm is below `tol`, or after `max_iter` steps; return the final $x$
# and the gradient norms at every iterate, the start included. At rounding level `strong_wolfe` may raise
# `RuntimeError`: then stop with what you have.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# A pair needs two points and two gradients. Keep the old ones until the new ones are there, and let the memory
# forget its *oldest* pair when it is full.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $s_k = x_{k+1} - x_k$, $y_k = \nabla f(x_{k+1}) - \nabla f(x_k)$. The curvature condition makes $s_k^T y_k > 0$:
# $y^T s = \alpha (\nabla f_{k+1} - \nabla f_k)^T p \ge \alpha (c_2 - 1) \nabla f_k^T p > 0$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `x, g, s_list, y_list = x0.copy(), grad_f(x0), [], []`
#
# </details>


# %% part="c" role="solution"
def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    """Return the final x, shape (n,), and the gradient norms along the way, shape (steps + 1,)."""
    ### BEGIN SOLUTION
    x, g, s_list, y_list = x0.copy(), grad_f(x0), [], []
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -lbfgs_direction(g, s_list, y_list)
        try:
            x_new = x + strong_wolfe(f, grad_f, x, p) * p
        except RuntimeError:
            break  # at rounding level no step helps any more
        g_new = grad_f(x_new)
        s_list, y_list = [*s_list, x_new - x][-m:], [*y_list, g_new - g][-m:]
        x, g = x_new, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
    ### END SOLUTION


# %% part="c" role="check"
check("ex03", part="c")

# %% [markdown]
# How much is memory worth? The same start on Rosenbrock's valley with no memory ($m = 0$ is steepest descent with
# the same line search, cut off after 120 steps), and with 1, 2 and 5 pairs. **Predict** how many steps $m = 5$ needs.

# %% role="predict"
steps_with_five_pairs = None  # your guess

# %% role="experiment"
valley = problems.rosenbrock()
runs = {m: lbfgs(valley.f, valley.grad, valley.start, m=m, max_iter=120)[1] for m in (1, 2, 5)}
x, norms = valley.start, [np.linalg.norm(valley.grad(valley.start))]
for _ in range(120):
    x = x - strong_wolfe(valley.f, valley.grad, x, -valley.grad(x)) * valley.grad(x)
    norms.append(np.linalg.norm(valley.grad(x)))
styles = {0: "-", 1: "--", 2: "-.", 5: "o-"}
figure, ax = plt.subplots()
for m, curve in ({0: np.array(norms)} | runs).items():
    ax.semilogy(curve, styles[m], markersize=4, label=f"{m} pairs")
ax.set(xlabel="iteration", ylabel="gradient norm", title="What a short memory is worth", ylim=(1e-8, None))
ax.legend()
print(f"You said {steps_with_five_pairs}; with five pairs it takes {len(runs[5]) - 1} steps.")
alt = (
    f"Without memory the gradient norm is still {norms[-1]:.1g} after 120 steps. With two pairs the method takes "
    f"{len(runs[2]) - 1} steps, with five {len(runs[5]) - 1}: a short memory is most of the gain."
)
plot.show(figure, alt)

# %% [markdown]
# Look at the end of the curve for five pairs: it bends downwards, faster than any straight line. That is
# *superlinear* convergence, for the price of a few inner products a step.

# %% [markdown]
# ## What you found
#
# Counting iterations alone flatters a method: an iteration also costs evaluations. And the line search
# matters: with Armijo alone nothing guarantees $s^T y > 0$, pairs are lost, and the memory freezes.
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), chapters 2 and 4.


# %% role="experiment"
def with_armijo_only(f, grad_f, x, m=5, tol=1e-6, max_iter=2000):
    """Return the steps and the pairs left out when only the Armijo condition is asked for."""
    s_list, y_list, lost, g = [], [], 0, grad_f(x)
    for step in range(max_iter):
        if np.linalg.norm(g) < tol:
            return step, lost
        p = -lbfgs_direction(g, s_list, y_list)
        x_new = x + backtracking(f, grad_f, x, p) * p
        s, y = x_new - x, grad_f(x_new) - g
        if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y):
            s_list, y_list = [*s_list, s][-m:], [*y_list, y][-m:]
        else:
            lost += 1
        x, g = x_new, grad_f(x_new)
    return max_iter, lost


# %% role="experiment"
counted, counts = problems.counting(valley)
steps = len(lbfgs(counted.f, counted.grad, valley.start)[1]) - 1
steps_armijo, lost = with_armijo_only(valley.f, valley.grad, valley.start)
display(
    Markdown(
        f"From (-1.2, 1), m = 5, to a gradient norm of 1e-6:\n\n| line search | steps | pairs left out |\n|---|---|---|\n"
        f"| strong Wolfe | {steps} | 0 |\n| Armijo alone | {steps_armijo} | {lost} |\n\n"
        f"The {steps} steps cost {counts.f} values of f and {counts.grad} gradients."
    )
)

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# A step that satisfies the Armijo condition can give a pair with $s^T y < 0$. What does such a pair say about $f$ along
# the step, why must it not enter the memory, and which condition on the step rules it out? Two or three sentences.

# %% [markdown] role="written"
# $s^T y < 0$ says that the slope along the step has fallen: $f$ bends downwards there (negative curvature), and no
# positive definite matrix maps $y$ to $s$. With such a pair $H$ would lose its positive definiteness, and $-Hg$ might lead
# uphill. The curvature condition $\nabla f_{k+1}^T p \ge c_2 \nabla f_k^T p$ with $c_2 < 1$ rules it out, because it asks that the slope has risen.

# %% [markdown]
# ## If you want more (no marks)
#
# - **A strong-Wolfe search of your own.** Bracket and zoom (Nocedal and Wright, algorithms 3.5 and 3.6). Record every trial,
#   never evaluate the same point twice, and compare the number of evaluations with `strong_wolfe`.
# - **The compact form.** With $S = [s_1 \dots s_m]$ and $Y = [y_1 \dots y_m]$ the matrix $H$ is $\gamma I$ plus a product of three thin
#   matrices (Byrd, Nocedal and Schnabel 1994). Compute $Hg$ that way and compare it with your loops.
# - **Worse conditioning.** Run `lbfgs` on quadratics of condition number 10 to $10^6$ (`numopt.problems.quadratic`), with 2, 5 and 20 pairs.
#   How does the number of steps grow with the condition number, and where does memory help most?
