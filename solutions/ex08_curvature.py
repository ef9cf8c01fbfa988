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
# # Exercise 8: Hessian-vector products, power method, Lanczos ★★★
#
# A network with a million weights has a Hessian with $10^{12}$ entries. Nobody forms it, and yet people know its largest
# eigenvalues. The trick: a *product* $\nabla^2 f(x)\, v$ costs about two gradients, and products are all that the power
# method and Lanczos's method ask for. You write all three, and then you estimate the condition number of a
# Hessian that you never see.
#
# Ten marks for (a), (b) and (c), two for the written question. You may import nothing but `numpy` for the functions
# themselves: `eigh` on a matrix built from $n$ products would defeat the purpose.

# %% role="setup"
import numpy as np
import scipy.linalg
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

from autograder import check, hint, progress
from numopt import plot, problems

# %% [markdown]
# ## Feel the question first
#
# Rosenbrock's function at its minimiser $(1, 1)$. The gradient is zero there; but how does it *change* when you leave? Take
# steps of length $10^{-6}$ in many directions and look at the length of the new gradient, divided by the step.
#
# **Predict, then run.** By what factor do the largest and the smallest of these numbers differ?

# %% role="predict"
factor_between_directions = None  # your guess: 2, 50, 2500, ...

# %% role="experiment"
valley = problems.rosenbrock()
angles = np.linspace(0, np.pi, 7201)
directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
changes = [np.linalg.norm(valley.grad(valley.minimiser + 1e-6 * d)) / 1e-6 for d in directions]
print(f"largest {max(changes):.1f}, smallest {min(changes):.2f}")
print(f"You said {factor_between_directions}; the factor is {max(changes) / min(changes):.0f}.")

# %% [markdown]
# A gradient difference is a product with the Hessian, nearly. The factor between the extreme directions is the condition
# number. In two dimensions you can try all directions; in a million you need a method that finds the extreme ones.

# %% [markdown] part="a"
# ## (a) A product from gradients (3 marks)
#
# For a small displacement $d$, $\nabla f(x + d) - \nabla f(x) \approx \nabla^2 f(x)\, d$. Write `hvp_finite_diff`: $\nabla^2 f(x)\, v$ from at most two
# gradients, one-sided or central. `eps` is the *length of the displacement of* $x$: it is right for $v$ of any length.
# $v = 0$ gives zero.

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Go a distance eps in the direction of $v$, see how the gradient changed, and scale the result back to the length of $v$.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $\nabla^2 f(x)\, v \approx \dfrac{\lVert v\rVert}{\varepsilon} \left( \nabla f\!\left(x + \varepsilon \dfrac{v}{\lVert v\rVert}\right) - \nabla f(x) \right)$, with an error of order $\varepsilon$; the central difference has order $\varepsilon^2$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `length = np.linalg.norm(v)`
#
# </details>


# %% part="a" role="solution"
def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    """Return the product of the Hessian of f at x with v, shape (n,), from two gradients."""
    ### BEGIN SOLUTION
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    d = eps * v / length
    return (grad_f(x + d) - grad_f(x - d)) * length / (2 * eps)
    ### END SOLUTION


# %% part="a" role="check"
check("ex08", part="a")

# %% role="experiment"
x, v = valley.start, np.array([0.6, 0.8])
exact = valley.hess(x) @ v
steps = np.logspace(-1, -11, 41)
errors = [
    np.linalg.norm(hvp_finite_diff(valley.grad, x, v, e) - exact) / np.linalg.norm(exact) for e in steps
]
figure, ax = plt.subplots()
ax.loglog(steps, errors, "o-", markersize=4)
ax.set(xlabel="eps", ylabel="relative error of H v", title="How long should the displacement be?")
best = steps[int(np.argmin(errors))]
alt = (
    f"The relative error falls with eps down to {min(errors):.0e} near eps = {best:.0e} and rises again below, where "
    "rounding takes over."
)
plot.show(figure, alt)

# %% [markdown]
# To the right the error is that of the difference formula, to the left that of rounding. On a *quadratic* function there is no
# right branch at all, which makes quadratics poor tests of such a formula.

# %% [markdown] part="b"
# ## (b) The power method (3 marks)
#
# Multiply a random vector by $A$ again and again, normalising each time: the eigenvector whose eigenvalue has the largest *magnitude*
# wins. Write `power_method`. It returns the eigenvalue with its sign, as the Rayleigh quotient $q^T A q$ of a unit vector $q$, and the
# vector. It stops when the quotient changes by at most `tol` times itself, or after `iterations` products. The start comes from
# `np.random.default_rng(seed)`. The zero operator has the eigenvalue `0.0`.

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Each product does two jobs: its inner product with $q$ is the Rayleigh quotient, and normalised it is the next $q$.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $z = A q,\quad \lambda = q^T z,\quad q \leftarrow z / \lVert z\rVert$. The length of $z$ alone loses the sign of $\lambda$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `q = np.random.default_rng(seed).standard_normal(n)`
#
# </details>


# %% part="b" role="solution"
def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    """Return the eigenvalue of largest magnitude, with its sign, and a unit eigenvector, shape (n,)."""
    ### BEGIN SOLUTION
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    value = np.inf
    for _ in range(iterations):
        z = hvp(q)
        before, value = value, float(q @ z)
        if not z.any() or abs(value - before) <= tol * abs(value):
            break
        q = z / np.linalg.norm(z)
    return value, q
    ### END SOLUTION


# %% part="b" role="check"
check("ex08", part="b")

# %% [markdown] part="c"
# ## (c) Lanczos (4 marks)
#
# The power method throws away all but the last vector. Lanczos keeps them: an orthonormal basis $q_1, q_2, \dots$ of the span of
# $v_0, A v_0, A^2 v_0, \dots$, in which $A$ becomes a small *tridiagonal* matrix $T$,
#
# $$A q_j = \beta_{j-1} q_{j-1} + \alpha_j q_j + \beta_j q_{j+1}.$$
#
# Write `lanczos(hvp, v0, k)`: after $k$ steps it returns the diagonal ($k$ entries) and the off-diagonal ($k-1$ entries) of $T$. One product a
# step. Where $\beta_j$ is zero up to rounding, *relative to the size of the operator*, an invariant subspace is complete: stop, with fewer entries.
# There are never more than $n$.
#
# In floating point the basis loses its orthogonality as soon as an eigenvalue has converged, and copies of it ("ghosts") appear. Make each
# new vector orthogonal to *all* earlier ones, and do it twice.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# A step is: multiply the last basis vector, note its component along itself, take out everything that the basis already has, and
# what is left is the next basis vector, after you have noted its length.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $r = A q_j,\quad \alpha_j = q_j^T r,\quad r \leftarrow r - \sum_{i \le j} (q_i^T r)\, q_i$ (twice)$,\quad \beta_j = \lVert r\rVert,\quad q_{j+1} = r / \beta_j$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `Q, diagonal, off = [v0 / np.linalg.norm(v0)], [], []`
#
# </details>


# %% part="c" role="solution"
def lanczos(hvp, v0, k):
    """Return the diagonal and the off-diagonal of T after k steps: at most n and n - 1 entries."""
    ### BEGIN SOLUTION
    Q, diagonal, off = [v0 / np.linalg.norm(v0)], [], []
    while True:
        r = hvp(Q[-1])
        diagonal.append(Q[-1] @ r)
        for q in Q + Q:
            r = r - (q @ r) * q
        beta, size = np.linalg.norm(r), np.abs(diagonal + off).max()
        if len(Q) == min(k, v0.size) or beta <= 1e-12 * size:
            return np.array(diagonal), np.array(off)
        off.append(beta)
        Q.append(r / beta)
    ### END SOLUTION


# %% part="c" role="check"
check("ex08", part="c")

# %% [markdown]
# A race: 200 variables, eigenvalues spread evenly from 1 to 10. How good is the estimate of the largest one after $j$ products? **Predict**
# how many products Lanczos needs for ten digits, if the power method needs more than 200.

# %% role="predict"
products_for_ten_digits = None  # your guess

# %% role="experiment"
rng = np.random.default_rng(8)
eigenvalues = np.linspace(1, 10, 200)
v0 = np.ones(200)
diagonal, off = lanczos(lambda v: eigenvalues * v, v0, 80)
tops = [
    scipy.linalg.eigh_tridiagonal(diagonal[:j], off[: j - 1], eigvals_only=True)[-1] for j in range(1, 81)
]
powers = [power_method(lambda v: eigenvalues * v, 200, iterations=j)[0] for j in range(1, 81)]
figure, ax = plt.subplots()
ax.semilogy(range(1, 81), np.maximum(10 - np.array(powers), 1e-16), "--", label="power method")
ax.semilogy(range(1, 81), np.maximum(10 - np.array(tops), 1e-16), "o-", markersize=3, label="Lanczos")
ax.set(xlabel="products", ylabel="error of the largest eigenvalue", title="One product each"), ax.legend()
ten_digits = next((j for j, top in enumerate(tops, start=1) if 10 - top < 1e-9), None)
print(f"You said {products_for_ten_digits}; Lanczos is within 1e-9 after {ten_digits} products.")
alt = (
    f"After 80 products the power method is still {10 - powers[-1]:.1g} off; Lanczos is within 1e-9 after {ten_digits} products, "
    "because it uses all vectors seen so far."
)
plot.show(figure, alt)

# %% [markdown]
# ## What you found
#
# The condition number of Rosenbrock's Hessian at $(1, 1)$, from gradients alone. One step of Lanczos gives one Ritz value, a number
# somewhere in the spectrum; in $\mathbb{R}^2$ two steps give both eigenvalues.
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), chapter 9.


# %% role="experiment"
def product(v):
    return hvp_finite_diff(valley.grad, valley.minimiser, v)


diagonal, off = lanczos(product, np.array([1.0, 0.3]), 2)
low, high = scipy.linalg.eigh_tridiagonal(diagonal, off, eigvals_only=True)
top, _ = power_method(product, 2)
exact = np.linalg.eigvalsh(valley.hess(valley.minimiser))
display(
    Markdown(
        "| | from products | exact |\n|---|---|---|\n"
        f"| largest eigenvalue, power method | {top:.4f} | {exact[1]:.4f} |\n"
        f"| largest eigenvalue, Lanczos | {high:.4f} | {exact[1]:.4f} |\n"
        f"| smallest eigenvalue, Lanczos | {low:.6f} | {exact[0]:.6f} |\n"
        f"| condition number | {high / low:.2f} | {exact[1] / exact[0]:.2f} |\n"
        f"| one Lanczos step alone | {diagonal[0]:.1f} | |\n"
    )
)

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# After ten Lanczos steps on a Hessian with a thousand variables, somebody divides the largest Ritz value by the smallest one and calls it the
# condition number. On which side of the truth does this estimate lie, and which of the two eigenvalues is usually to blame? Two or three sentences.

# %% [markdown] role="written"
# Ritz values lie between the extreme eigenvalues: the largest one is too small and the smallest one too large, so the quotient is a
# *lower* bound for the condition number. The small end is usually to blame: relative to its own size the smallest eigenvalue is approached
# slowly, because most of a large spectrum crowds near it. Only after many more steps (or with products of the inverse) does it settle.

# %% [markdown]
# ## If you want more (no marks)
#
# - **Products without an eps.** If you have an automatic differentiation package: the derivative of $\nabla f(x)^T v$ with respect to $x$ is $\nabla^2 f(x)\, v$,
#   exactly, for the price of about two gradients (Pearlmutter 1994). Compare it with your difference on the curve above.
# - **See the ghosts.** Leave out the orthogonalisation against all but the last two vectors, use the spectrum of the race with one eigenvalue moved to
#   100, take 100 steps, and count the Ritz values near 100.
# - **The spectrum of a network.** `numopt.problems.tanh_network` has a Hessian with a few large eigenvalues and a crowd near zero. Train it for a
#   hundred steps and draw the Ritz values of 5, 10 and 20 Lanczos steps, one row each. Which part of the picture settles first?
