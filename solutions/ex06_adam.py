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
# # Exercise 6: Adam as a diagonal preconditioner ★★
#
# Adam gives each coordinate a learning rate of its own: it divides by the root of a running mean of squared
# gradients. Newton's method on a function whose Hessian is diagonal also gives each coordinate a rate of its own,
# $1/h_i$. Is Adam a cheap Newton method? You will see what is true of that: on a quadratic Adam's rates are
# *proportional* to Newton's across coordinates, from the first step on, but the factor between them drifts in
# time and never settles at one.
#
# Ten marks for (a), (b) and (c), two for the written question. You may import nothing but `numpy` for the
# functions themselves.

# %% role="setup"
import numpy as np
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

from autograder import check, hint, progress
from numopt import plot

# %% [markdown]
# ## Feel the question first
#
# Two coordinates, $f(x) = x_1^2 + 1000\, x_2^2$, started at $(1, 1)$. Their gradients differ by a factor of a thousand.
#
# **Predict, then run.** Adam with learning rate $0.01$ takes its first step. How much longer is the step in $x_2$?

# %% role="predict"
how_much_longer = None  # your guess: a factor

# %% role="experiment"
g = np.array([2.0, 2000.0])
m_hat = 0.1 * g / (1 - 0.9)
v_hat = 0.001 * g**2 / (1 - 0.999)
step = -0.01 * m_hat / (np.sqrt(v_hat) + 1e-8)
print("first step of Adam:", step)
print(f"You said {how_much_longer}; the factor is {step[1] / step[0]:.6f}.")

# %% [markdown]
# The size of the gradient has dropped out: only its sign is left, and the learning rate. Stretch a coordinate, and
# Adam does not notice.

# %% [markdown] part="a"
# ## (a) Adam (4 marks)
#
# With $g_t = \nabla f(x_{t-1})$, from $m_0 = v_0 = 0$ and $t = 1, 2, \dots$ (Kingma and Ba 2015, algorithm 1):
#
# $$m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2,$$
#
# $$\hat m_t = \frac{m_t}{1-\beta_1^t}, \qquad \hat v_t = \frac{v_t}{1-\beta_2^t}, \qquad
# x_t = x_{t-1} - \mathrm{lr}\, \frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}.$$
#
# All operations are coordinate by coordinate. Write `adam`; it returns the whole path, `T + 1` rows, the start
# included.

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Two running means start at zero and are therefore too small at first; the divisions undo exactly that. The
# means themselves go on uncorrected.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# After the first step $m_1 = (1-\beta_1) g_1$, so $\hat m_1 = g_1$; likewise $\hat v_1 = g_1^2$. The first step is
# $-\mathrm{lr}\, g_1 / (|g_1| + \varepsilon)$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `path, m, v = [x0], np.zeros_like(x0), np.zeros_like(x0)`
#
# </details>


# %% part="a" role="solution"
def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    """Return the path of Adam from x0, shape (T + 1, n), the start included."""
    ### BEGIN SOLUTION
    path, m, v = [x0], np.zeros_like(x0), np.zeros_like(x0)
    for t in range(1, T + 1):
        g = grad_f(path[-1])
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        path.append(path[-1] - lr * m_hat / (np.sqrt(v_hat) + eps))
    return np.array(path)
    ### END SOLUTION


# %% part="a" role="check"
check("ex06", part="a")

# %% [markdown] part="b"
# ## (b) Two methods to compare with (3 marks)
#
# Write `momentum`, the *heavy ball* (Polyak 1964), from $v_0 = 0$:
#
# $$v_t = \beta v_{t-1} - \mathrm{lr}\, g_t, \qquad x_t = x_{t-1} + v_t,$$
#
# and `diagonal_newton`, which divides each component by its second derivative, $x_t = x_{t-1} - g_t / h$.
# Both return the whole path.

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Both are the loop of (a) with another step. What has to be remembered from one step to the next?
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# The velocity decays by $\beta$ and gains $-\mathrm{lr}\, g$; the new velocity moves $x$. With $\beta = 0$ it is gradient descent.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `path, v = [x0], np.zeros_like(x0)`
#
# </details>


# %% part="b" role="solution"
def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    """Return the path of the heavy ball from x0, shape (T + 1, n)."""
    ### BEGIN SOLUTION
    path, v = [x0], np.zeros_like(x0)
    for _ in range(T):
        v = beta * v - lr * grad_f(path[-1])
        path.append(path[-1] + v)
    return np.array(path)
    ### END SOLUTION


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    """Return the path of x <- x - g / h_diag from x0, shape (T + 1, n)."""
    ### BEGIN SOLUTION
    path = [x0]
    for _ in range(T):
        path.append(path[-1] - grad_f(path[-1]) / h_diag)
    return np.array(path)
    ### END SOLUTION


# %% part="b" role="check"
check("ex06", part="b")

# %% [markdown]
# Twenty coordinates, $f(x) = \sum c_i x_i^2$ with $c_i$ from 1 to 1000, all started at 1. **Predict** the order in which
# the three methods reach $f < 10^{-6}$ within 500 steps.

# %% role="predict"
order_of_arrival = None  # your guess, for instance ("momentum", "adam", "newton")

# %% role="experiment"
c = np.logspace(0, 3, 20)
x0 = np.ones(20)
paths = {
    "Adam, lr = 0.01": adam(lambda x: 2 * c * x, x0, lr=0.01, T=500),
    "momentum, lr = 0.001": momentum(lambda x: 2 * c * x, x0, 0.001, T=500),
    "diagonal Newton": diagonal_newton(lambda x: 2 * c * x, 2 * c, x0, T=500),
}
styles = dict(zip(paths, ("-", "--", "o"), strict=True))
figure, ax = plt.subplots()
for name, path in paths.items():
    values = np.maximum((c * path**2).sum(axis=1), 1e-16)
    ax.semilogy(values, styles[name], markevery=50, label=name)
ax.set(xlabel="step", ylabel="f (cut off at 1e-16)", title="Twenty coordinates, curvatures 2 to 2000")
ax.legend()
ends = {name: float(c @ path[-1] ** 2) for name, path in paths.items()}
arrival = [int(np.argmax((c * path**2).sum(axis=1) < 1e-6)) for path in paths.values()]
print(f"You said {order_of_arrival}; f < 1e-6 after", dict(zip(paths, arrival, strict=True)), "steps.")
alt = (
    f"Diagonal Newton arrives in one step, momentum needs {arrival[1]} steps to f < 1e-6 and Adam {arrival[0]}; "
    f"after 500 steps f is {ends['Adam, lr = 0.01']:.1e} for Adam and {ends['momentum, lr = 0.001']:.1e} for momentum."
)
plot.show(figure, alt)

# %% [markdown] part="c"
# ## (c) Adam's rate against Newton's (3 marks)
#
# After $T$ steps Adam multiplies coordinate $i$ of its mean gradient by the rate $\mathrm{lr} / (\sqrt{\hat v_{T,i}} + \varepsilon)$. Newton's rate is $1/h_i$.
# Write `effective_rate_ratio`: from the gradients seen, shape `(T, n)`, it returns the ratio of Adam's rate after the
# $T$-th step to Newton's, coordinate by coordinate.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Only the mean of squares matters here. Run its recursion through the rows, correct it once at the end, and divide.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $\dfrac{\mathrm{lr}/(\sqrt{\hat v_T} + \varepsilon)}{1/h} = \dfrac{h\, \mathrm{lr}}{\sqrt{\hat v_T} + \varepsilon}$ with $\hat v_T = v_T / (1 - \beta_2^T)$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `v = np.zeros_like(h_diag)`
#
# </details>


# %% part="c" role="solution"
def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    """Return Adam's rate over the Newton rate after the last of the gradients, shape (n,).

    grads has shape (T, n), h_diag (n,).
    """
    ### BEGIN SOLUTION
    v = np.zeros_like(h_diag)
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v / (1 - beta2 ** len(grads))
    return h_diag * lr / (np.sqrt(v_hat) + eps)
    ### END SOLUTION


# %% part="c" role="check"
check("ex06", part="c")

# %% [markdown]
# Follow the ratio over a long run. **Predict**: does it settle at one?

# %% role="predict"
ratio_settles_at_one = None  # your guess: True or False

# %% role="experiment"
long = adam(lambda x: 2 * c * x, x0, lr=0.01, T=20000)
gradients = 2 * c * long[:-1]
times = [1, 10, 100, 500, 1000, 2000, 5000, 10000, 20000]
ratios = np.array([effective_rate_ratio(gradients[:t], 2 * c, lr=0.01) for t in times])
spread = np.ptp(ratios, axis=1) / ratios.max(axis=1)
figure, ax = plt.subplots()
ax.loglog(times, ratios.mean(axis=1), "o-", label="Adam's rate / Newton's rate")
ax.axhline(1, color="black", linestyle="--", label="equal rates")
ax.axhline(2 * (1 + 0.9) / (1 - 0.9), color="#d55e00", linestyle=":", label="limit of stability")
ax.set(xlabel="step", ylabel="ratio (the same in all 20 coordinates)", title="The factor drifts"), ax.legend()
print(f"You said {ratio_settles_at_one}; after 20000 steps it is {ratios[-1].mean():.3g}.")
alt = (
    f"The ratio is the same in all coordinates (spread below 1e-6: {bool(spread.max() < 1e-6)}) and grows from "
    f"{ratios[3].mean():.2g} after 500 steps through one to {ratios[-1].mean():.2g}, just below the limit of stability."
)
plot.show(figure, alt)

# %% [markdown]
# Adam has found the *shape* of Newton's rates, not their size. As the gradients shrink, so does $\hat v$, and the rates grow
# until the method stands at the limit of stability, $2(1+\beta_1)/(1-\beta_1) = 38$ for a ratio at $\beta_1 = 0.9$: there the loss is kicked up
# again. A constant learning rate has no last word.

# %% [markdown]
# ## What you found
#
# "Diagonal" is a property of the axes. Turn them by a random rotation, keep the eigenvalues, and compare again.
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), chapter 7.

# %% role="experiment"
rng = np.random.default_rng(6)
q, _ = np.linalg.qr(rng.standard_normal((20, 20)))
A = q * (2 * c) @ q.T
turned_adam = adam(lambda x: A @ x, x0, lr=0.01, T=500)[-1]
with np.errstate(all="ignore"):
    turned_newton = diagonal_newton(lambda x: A @ x, np.diag(A), x0, T=100)[-1]
radius = np.abs(np.linalg.eigvals(np.eye(20) - A / np.diag(A)[:, None])).max()
display(
    Markdown(
        "| f at the end | axes as they are | axes turned |\n|---|---|---|\n"
        f"| Adam, 500 steps | {ends['Adam, lr = 0.01']:.1e} | {turned_adam @ A @ turned_adam / 2:.1e} |\n"
        f"| diagonal Newton, 100 steps | {ends['diagonal Newton']:.1e} | {turned_newton @ A @ turned_newton / 2:.1e} |\n\n"
        f"Each step of diagonal Newton on the turned axes multiplies the worst error by {radius:.1f}."
    )
)

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# Somebody writes: "Adam approximates Newton's method with a diagonal Hessian, so its effective learning rate converges to
# $1/h_i$." Which half of this did your experiment confirm, and which one did it refute? Two or three sentences.

# %% [markdown] role="written"
# Confirmed: on a quadratic with axis-aligned curvature, and the same start in every coordinate, Adam's rates are proportional to
# $1/h_i$ from the first step on, because $\sqrt{\hat v}$ is proportional to the size of the gradients, which is proportional to $h_i$. Refuted: the factor is
# not one and does not converge to one; it follows the decay of the gradients, passes one on the way, and ends at the limit of stability. With
# gradient noise, other starts or turned axes even the proportionality is lost.

# %% [markdown]
# ## If you want more (no marks)
#
# - **Decay that is not regularisation.** Add $\lambda x$ to the gradient (L2) and, in another copy, $-\mathrm{lr}\,\lambda x$ to the step (AdamW). On which
#   coordinates do the two differ, and why?
# - **Where Adam fails.** Reddi, Kale and Kumar (2018) give a convex problem on which Adam converges to the worst point. Rebuild it in one
#   dimension and repair it with the maximum of all $\hat v$.
