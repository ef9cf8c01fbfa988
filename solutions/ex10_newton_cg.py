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
# # Exercise 10: Matrix-free Newton ★★★
#
# Newton's method for a function of a million variables, on a laptop: nobody forms the Hessian, nobody factorises it.
# Conjugate gradients (CG) solve $H p = -g$ with products $H v$ alone, a product costs two gradients, and far from the solution a
# *rough* answer is good enough. Three short functions, and you train a small network with second derivatives that you
# never see.
#
# Ten marks for (a), (b) and (c), two for the written question. You may import `numopt.line_search.backtracking` (exercise 1).

# %% role="setup"
import numpy as np
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

from autograder import check, hint, progress
from numopt import plot, problems
from numopt.line_search import backtracking

# %% [markdown]
# ## Feel the question first
#
# A small network: three inputs, twelve hidden tanh units, one output.
#
# **Predict, then run.** How many gradients would a Hessian by central differences cost, one column at a time?

# %% role="predict"
gradients_for_the_hessian = None  # your guess

# %% role="experiment"
network = problems.tanh_network()
print(f"The network has {network.n} weights; f at the start is {network.f(network.start):.3f}.")
print(f"You said {gradients_for_the_hessian}; two gradients a column make {2 * network.n}, for one step.")

# %% [markdown]
# Keep that number in mind: your method will train the whole network for little more than the price of a few such Hessians.

# %% [markdown] part="a"
# ## (a) A product of second order (3 marks)
#
# Write `hvp_central`:
#
# $$H(x)\, v \approx \frac{\nabla f(x + \varepsilon v) - \nabla f(x - \varepsilon v)}{2 \varepsilon}.$$
#
# Here $\varepsilon$ multiplies $v$ as it is. Without a given `eps`, choose $\varepsilon$ so that the displacement $\varepsilon \lVert v\rVert$ is about
# $\sqrt[3]{2.2 \cdot 10^{-16}}\, \max(1, \lVert x\rVert)$, which balances truncation against rounding (exercise 4). $v = 0$ gives zero.

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# The odd terms of Taylor's series survive a difference of two opposite displacements, the even ones cancel: that is where the second order
# comes from.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# By default $\varepsilon = \sqrt[3]{\epsilon_{\mathrm{mach}}}\, \max(1, \lVert x\rVert) / \lVert v\rVert$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `length = np.linalg.norm(v)`
#
# </details>


# %% part="a" role="solution"
def hvp_central(grad_f, x, v, eps=None):
    """Return the product of the Hessian of f at x with v, shape (n,), from two gradients."""
    ### BEGIN SOLUTION
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = np.cbrt(2.2e-16) * max(1, np.linalg.norm(x)) / length
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2 * eps)
    ### END SOLUTION


# %% part="a" role="check"
check("ex10", part="a")

# %% [markdown] part="b"
# ## (b) Conjugate gradients that know when to stop (4 marks)
#
# Write `truncated_cg(hvp, g)`: CG on $H p = -g$ from $p = 0$, with one product an iteration. It stops
#
# - when the residual $\lVert H p + g\rVert \le \eta \lVert g\rVert$, or after `max_iter` products (`None` allows $2n$);
# - when the search direction $d$ has curvature $d^T H d \le 0$: then $H$ is not positive definite, and it returns the step so far, or
#   $-g$ itself if there is none yet.
#
# Whatever $H$ is, the result is a descent direction. $g = 0$ gives zero.

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Keep four things: the step $p$, the residual $r$, the direction $d$, and $r^T r$. The product $H d$ is all you need to know about $H$,
# and its sign along $d$ is your test.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# From $p = 0$, $r = g$, $d = -r$: $\alpha = r^T r / d^T H d$, $p \leftarrow p + \alpha d$, $r \leftarrow r + \alpha H d$, $\beta = r_{new}^T r_{new} / r^T r$,
# $d \leftarrow -r + \beta d$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `p, r, d = np.zeros_like(g), g.copy(), -g`
#
# </details>


# %% part="b" role="solution"
def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    """Return an approximate solution of H p = -g, shape (n,): always a descent direction."""
    ### BEGIN SOLUTION
    p, r, d = np.zeros_like(g), g.copy(), -g
    for k in range(2 * g.size if max_iter is None else max_iter):
        if np.linalg.norm(r) <= eta * np.linalg.norm(g):
            break
        Hd = hvp(d)
        curvature = d @ Hd
        if curvature <= 0:
            return p if k > 0 else -g
        alpha = (r @ r) / curvature
        r_new = r + alpha * Hd
        p = p + alpha * d
        d = -r_new + (r_new @ r_new) / (r @ r) * d
        r = r_new
    return p
    ### END SOLUTION


# %% part="b" role="check"
check("ex10", part="b")

# %% [markdown]
# How rough is good enough? One Newton equation of the network, after a hundred steps of gradient descent, solved to
# different accuracies. The price is in products. **Predict**: how many products for a residual of half the gradient, and
# how many for $10^{-6}$ of it?

# %% role="predict"
products_rough_and_fine = None  # your guess, for instance (1, 10)

# %% role="experiment"
x = network.start
for _ in range(100):
    x = x - backtracking(network.f, network.grad, x, -network.grad(x)) * network.grad(x)
g, asked, prices = network.grad(x), [], {}
for eta in (0.5, 0.1, 1e-2, 1e-4, 1e-6):
    before = len(asked)
    truncated_cg(lambda v: asked.append(v) or hvp_central(network.grad, x, v), g, eta)
    prices[eta] = len(asked) - before
figure, ax = plt.subplots()
ax.semilogx(list(prices), list(prices.values()), "o-")
ax.invert_xaxis()
ax.set(xlabel="eta: residual asked for, relative to |g|", ylabel="products", title="The price of accuracy")
print(f"You said {products_rough_and_fine}; it takes {prices[0.5]} and {prices[1e-6]}.")
alt = (
    f"A residual of half the gradient costs {prices[0.5]} products, one of 1e-6 costs {prices[1e-6]}, "
    f"out of {network.n} variables."
)
plot.show(figure, alt)

# %% [markdown] part="c"
# ## (c) Newton-CG (3 marks)
#
# Write `newton_cg`. In each step: the direction from `truncated_cg` with products from `hvp_central`, and the *forcing term*
#
# $$\eta_k = \min\left(\tfrac12, \sqrt{\lVert g_k\rVert}\right),$$
#
# rough at first and finer as the solution comes near; the step length from `backtracking(f, grad_f, x, p)`. Stop as soon as the gradient norm is
# below `tol`, after `max_iter` steps, or where no step helps any more. Return $x$ and the gradient norms at every iterate, the start included.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# It is the loop of exercise 2 with another direction. The product needs $x$, and $x$ changes: make it anew in each step.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $\lVert H_k p_k + g_k\rVert \le \eta_k \lVert g_k\rVert$ with $\eta_k \to 0$ gives superlinear convergence (Dembo, Eisenstat and Steihaug 1982).
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `x, g = x0.copy(), grad_f(x0)`
#
# </details>


# %% part="c" role="solution"
def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    """Return the final x, shape (n,), and the gradient norms along the way, shape (steps + 1,)."""
    ### BEGIN SOLUTION
    x, g = x0.copy(), grad_f(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        eta = min(0.5, np.sqrt(norms[-1]))
        p = truncated_cg(lambda v, x=x: hvp_central(grad_f, x, v), g, eta)
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except RuntimeError:
            break  # at rounding level no step helps any more
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
    ### END SOLUTION


# %% part="c" role="check"
check("ex10", part="c")

# %% [markdown]
# Train the network, and count what matters: gradients. For comparison, gradient descent with the same line search.

# %% role="experiment"
counted, counts = problems.counting(network)
x_end, norms = newton_cg(counted.f, counted.grad, network.start, tol=1e-8)
budget, x, descent = counts.grad, network.start, []
while len(descent) < budget:
    g = network.grad(x)
    descent.append(np.linalg.norm(g))
    x = x - backtracking(network.f, network.grad, x, -g) * g
steps = np.linspace(0, budget, len(norms))
figure, ax = plt.subplots()
ax.semilogy(steps, norms, "o-", label=f"Newton-CG, {len(norms) - 1} steps")
ax.semilogy(descent, "--", label="gradient descent")
ax.set(
    xlabel="gradients (spread evenly over the steps)", ylabel="gradient norm", title="Training the network"
)
ax.legend()
alt = (
    f"With {budget} gradients Newton-CG reaches a gradient norm of {norms[-1]:.0e} in {len(norms) - 1} steps, its last steps "
    f"the steepest; gradient descent reaches {descent[-1]:.0e}."
)
plot.show(figure, alt)

# %% [markdown]
# ## What you found
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), the arena at the end.

# %% role="experiment"
display(
    Markdown(
        f"| | |\n|---|---|\n| weights | {network.n} |\n| steps to a gradient norm of 1e-8 | {len(norms) - 1} |\n"
        f"| gradients in all | {budget} |\n| the price of one dense difference Hessian | {2 * network.n} |\n"
        f"| gradient descent, after as many gradients | {descent[-1]:.1e} |\n| last norms | "
        + ", ".join(f"{norm:.1e}" for norm in norms[-4:])
        + " |\n"
    )
)

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# Why is it a waste to solve the Newton equation to full accuracy far from the solution, and what would go wrong at the end if you kept $\eta = 0.5$
# throughout? Two or three sentences.

# %% [markdown] role="written"
# Far from the solution the quadratic model itself is wrong, so an exact minimiser of it is no better a step than a rough one, and products are the
# whole cost. With $\eta$ fixed at one half each step leaves up to half of the gradient, even where the model is perfect: convergence is then only linear, with a factor up to
# one half. A forcing term that tends to zero with the gradient makes it superlinear, $\sqrt{\lVert g\rVert}$ of order 1.5.

# %% [markdown]
# ## If you want more (no marks)
#
# - **Use the negative curvature.** Where CG meets $d^T H d \le 0$ it stands on a direction along which $f$ falls ever faster. Go along it to the edge of a trust region
#   (Steihaug 1983) and compare the number of steps from a start near a saddle.
# - **An exact product.** With automatic differentiation, or by hand for this network, a product has no $\varepsilon$. Does the count of gradients change?
# - **A larger network, and Adam.** Take `problems.tanh_network(hidden=50)`, and let Adam (exercise 6) have as many gradients as Newton-CG used. Which one has
#   the lower loss, and does the answer change if each gradient sees another random tenth of the data?
