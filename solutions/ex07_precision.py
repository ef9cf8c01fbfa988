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
# # Exercise 7: Mixed precision and loss scaling ★★
#
# Training in 16 bits halves the memory and, on the right hardware, multiplies the speed. But a
# *float16* number has 11 bits for its digits and a short range for its size: gradients fall out of it at
# the lower end, sums stop growing at the upper end. The remedy keeps the 16 bits where they are cheap,
# and *scales the loss*: the gradient of $S f$ is $S \nabla f$, large enough to survive, and is divided by
# $S$ in 32 bits afterwards:
#
# $$g \;\approx\; \frac{\operatorname{round}_{16}(S g)}{S}.$$
#
# You will find out which numbers float16 loses, scale them over the gap, write the small controller that
# chooses $S$ (Micikevicius et al. 2018, *Mixed precision training*), and see why sums stay in 32 bits.
#
# Ten marks for (a) to (d), two for the written question. Write the functions with `numpy` alone.

# %% role="setup"
import math

import numpy as np
from IPython.display import Markdown, display
from matplotlib import pyplot as plt

from autograder import check, hint, progress
from numopt import plot

# %% [markdown]
# ## Feel the question first
#
# A float16 number is *normal* from $2^{-14}$ to $65504$: 11 significant bits. Below $2^{-14}$ it does not
# vanish at once. It becomes *subnormal*, a multiple of $2^{-24}$, with fewer bits the smaller it is.
# A value is rounded to the nearest float16 number; half-way, to the one whose last bit is 0 (*ties to even*).
#
# **Predict, then run.** Two gradients, $3 \cdot 10^{-5}$ and $10^{-8}$, are smaller than
# $2^{-14} \approx 6.1 \cdot 10^{-5}$. Which of them become zero in float16? Type a list.

# %% role="predict"
become_zero = None  # your guess: [], [1e-8], [3e-5, 1e-8]

# %% role="experiment"
values = [3e-5, 1e-8]
for value in values:
    print(f"{value:g} becomes {float(np.float16(value)):.7g}")
print(f"You said {become_zero}; zero are {[v for v in values if np.float16(v) == 0]}.")

# %% [markdown]
# You may read that everything below the smallest normal number is lost. It is not: $3 \cdot 10^{-5}$ only
# loses a few of its digits. (Some hardware can be told to flush subnormal numbers to zero; float16 itself,
# as IEEE 754 defines it and NumPy computes it, does no such thing.) To see a gradient vanish, take
# $10^{-8}$.

# %% [markdown] part="a"
# ## (a) The fate of a number (2 marks)
#
# Write `fp16_fate`. It says what a value is once it is rounded to float16: `"normal"`, `"subnormal"`,
# `"zero"` or `"inf"`.
#
# - It is the fate of the *rounded* number that counts: 65519 rounds to 65504 and is normal, 65520 rounds to
#   infinity. At the lower end, too, what is just below an edge may round up to it.
# - The sign does not matter; 0 itself is `"zero"`, and an infinite value is `"inf"`.
# - For NaN raise `ValueError`.

# %% [markdown] part="a" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# NumPy knows how to round. If you round first and ask afterwards, there is no edge that you could get
# wrong: the rounded number *is* zero, infinite, or smaller than the smallest normal number, or none of these.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# With $r = \operatorname{round}_{16}(|v|)$: zero where $r = 0$ (that is, $|v| \le 2^{-25}$), infinite where
# $r = \infty$ ($|v| \ge 65520$), subnormal where $0 < r < 2^{-14}$, normal otherwise.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `if math.isnan(value):`
#
# </details>


# %% part="a" role="solution"
def fp16_fate(value):
    """Return "normal", "subnormal", "zero" or "inf": what ``value`` is once it is rounded to float16.

    ValueError for NaN.
    """
    ### BEGIN SOLUTION
    if math.isnan(value):
        raise ValueError(f"the value is {value}: it has no fate")
    with np.errstate(over="ignore"):
        rounded = abs(np.float16(value))
    if rounded == 0:
        return "zero"
    if rounded == np.inf:
        return "inf"
    return "subnormal" if rounded < 2.0**-14 else "normal"
    ### END SOLUTION


# %% part="a" role="check"
check("ex07", part="a")

# %% [markdown]
# Now a whole population. Two thousand made-up gradients have sizes around $10^{-7.5}$, spread over several
# powers of ten. Your function sorts them, as they are and multiplied by $S = 2^{10}$.
# Before you run the cell: which part is lost at $S = 1$, and does $2^{10}$ rescue half of that, or nearly all?

# %% role="experiment"
sizes = 10 ** np.random.default_rng(0).normal(-7.5, 1.2, 2000)
sorted_at = {scale: np.array([fp16_fate(float(scale * g)) for g in sizes]) for scale in (1, 2**10)}
lost = {scale: 100 * np.mean(fates == "zero") for scale, fates in sorted_at.items()}
figure, axes = plt.subplots(2, 1, sharex=True, figsize=(6.0, 4.6))
for ax, (scale, fates) in zip(axes, sorted_at.items(), strict=True):
    for name, colour, hatch in (
        ("zero", "#D55E00", "xx"),
        ("subnormal", "#E69F00", "//"),
        ("normal", "#0072B2", ""),
    ):
        exponents = np.log2(scale * sizes[fates == name])
        ax.hist(
            exponents,
            bins=np.arange(-46, 1),
            color=colour,
            hatch=hatch,
            edgecolor="white",
            lw=0.3,
            label=name,
        )
    ax.set(ylabel="gradients", title=f"S = {scale}: {lost[scale]:.1f} % become zero")
axes[0].legend()
axes[1].set(xlabel=r"$\log_2 |S g|$")
alt = f"Of the unscaled gradients {lost[1]:.0f} % lie left of 2 to the power -25 and become zero in float16; multiplied by 2 to the power 10 the histogram moves right and {lost[2**10]:.1f} % do."
plot.show(figure, alt)

# %% [markdown]
# See what scaling does: it moves the whole population to the right and leaves its shape alone. The edge of
# zero is at $2^{-25}$, half the smallest subnormal number, and nowhere near the smallest normal one.
#
# *bfloat16* spends its 16 bits otherwise: 8 for the digits, and the exponents of float32. It keeps
# $10^{-8}$, and needs no loss scaling; what it pays is three bits of every number.

# %% [markdown] part="b"
# ## (b) A gradient on its way through float16 (2 marks)
#
# Write `scaled_fp16_gradient`, the formula at the head of this exercise: multiply by the scale in float32,
# cast to float16, go back to float32 and divide by the scale there. The result is a float32 array.
#
# - The order matters. What was cast too early is lost already; what is unscaled in float16 is lost again.
# - The scale belongs to float32 as well: $2^{16}$ is infinite in float16.
# - An entry that overflows comes back infinite. That is no accident to be repaired here: (c) needs to see it.

# %% [markdown] part="b" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# Four operations in a row, and the dtype is decided at each of them. Say aloud in which dtype each of
# your intermediate arrays is.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $\operatorname{float32}\bigl(\operatorname{float16}(\operatorname{float32}(g) \cdot S)\bigr) / S$ with $S$ in float32.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `scaled = grad.astype(np.float32) * np.float32(scale)`
#
# </details>


# %% part="b" role="solution"
def scaled_fp16_gradient(grad, scale):
    """Return the gradient after a passage through float16 at this scale, a float32 array of the same shape.

    An entry that overflows in float16 comes back infinite.
    """
    ### BEGIN SOLUTION
    with np.errstate(over="ignore"):
        narrow = (grad.astype(np.float32) * np.float32(scale)).astype(np.float16)
    return narrow.astype(np.float32) / np.float32(scale)
    ### END SOLUTION


# %% part="b" role="check"
check("ex07", part="b")

# %% [markdown]
# How good is it? An absolute error says little here: for a gradient of $10^{-8}$ the answer 0 has an
# absolute error of only $10^{-8}$, and has lost everything. Ask for the *relative* error. Rounding to 11
# bits makes it at most $2^{-11}$.
#
# **Predict, then run.** With $S = 2^{15}$, from which size on does a gradient overflow: about 2, 200 or 65504?

# %% role="predict"
overflows_from = None  # your guess

# %% role="experiment"
g = np.geomspace(1e-10, 10.0, 700)
passages = {scale: scaled_fp16_gradient(g, scale) for scale in (1.0, 2.0**15)}
edge = g[np.isinf(passages[2.0**15])][0]
print(f"You said {overflows_from}; at S = 2^15 the first infinite entry is at {edge:.3g}.")
figure, ax = plt.subplots()
for (scale, passed), style in zip(passages.items(), (":", "-"), strict=True):
    errors = np.where(np.isfinite(passed), np.abs(passed / g - 1), np.nan)
    ax.loglog(g, np.maximum(errors, 1e-7), style, label=f"S = 2^{int(math.log2(scale))}")
ax.axhline(2.0**-11, label=r"$2^{-11}$", **plot.ARTISTS["bound"])
ax.axvline(edge, color="#D55E00", linestyle="-.", label="overflow at S = 2^15")
ax.set(xlabel="gradient", ylabel="relative error", ylim=(1e-7, 3))
ax.legend(loc="upper right")
alt = f"The relative error stays below 2 to the power -11 down to gradients 2 to the power 15 times smaller with scaling than without it; the price is an overflow from {edge:.2g} on."
plot.show(figure, alt)

# %% [markdown]
# Look from right to left: on the plateau the error is at most $2^{-11}$; then, among the subnormal numbers,
# it grows as the digits run out, up to 1, where everything is lost. The scale moves this whole
# picture to the left, its right end too.
#
# A scale that is too small loses the small gradients, one that is too large makes the large ones infinite.
# The right scale depends on the gradients, and these change during training.

# %% [markdown] part="c"
# ## (c) A scale that finds itself (4 marks)
#
# Write the class `DynamicLossScaler`. It has an attribute `scale` and a method `step` that is shown the
# *scaled* gradients of each training step: one array, or a list of arrays (one for each layer, of any
# shapes).
#
# - If any entry of any array is `inf` or `nan`, the step is bad: the scale is multiplied by
#   `backoff_factor`, and `step` returns `False`. The caller then leaves the weights as they are.
# - Otherwise the step is good, and `step` returns `True`. After `growth_interval` good steps in a row, with
#   the last of them, the scale is multiplied by `growth_factor`, and the count starts anew.
# - A bad step starts the count anew as well.

# %% [markdown] part="c" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# The object has to remember two things that change: the scale, and how many good steps there were in a row.
# There are two occasions on which the second one goes back to zero.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# Bad: $S \leftarrow \beta S$, $k \leftarrow 0$. Good: $k \leftarrow k + 1$, and if $k = N$ then
# $S \leftarrow \gamma S$, $k \leftarrow 0$. Ask every *entry* whether it is finite (`np.isfinite`): a sum of finite
# float16 numbers may overflow although none of them is bad.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# In `step`: `arrays = scaled_grads if isinstance(scaled_grads, list) else [scaled_grads]`
#
# </details>


# %% part="c" role="solution"
class DynamicLossScaler:
    """Keeps the loss scale, the attribute ``scale``, as large as the gradients permit."""

    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        ### BEGIN SOLUTION
        self.scale = init_scale
        self.growth_interval = growth_interval
        self.growth_factor = growth_factor
        self.backoff_factor = backoff_factor
        self.good_steps = 0
        ### END SOLUTION

    def step(self, scaled_grads):
        """Return True where every entry of one array, or of a list of arrays, is finite; adapt the scale."""
        ### BEGIN SOLUTION
        arrays = scaled_grads if isinstance(scaled_grads, list) else [scaled_grads]
        if not all(np.isfinite(array).all() for array in arrays):
            self.scale *= self.backoff_factor
            self.good_steps = 0
            return False
        self.good_steps += 1
        if self.good_steps == self.growth_interval:
            self.scale *= self.growth_factor
            self.good_steps = 0
        return True
        ### END SOLUTION


# %% part="c" role="check"
check("ex07", part="c")

# %% [markdown]
# **Predict, then run.** A scaler starts at 8 with `growth_interval=3`. It sees two good steps, a bad one, two
# good ones, a bad one, three good ones. Where is the scale then?

# %% role="predict"
scale_in_the_end = None  # your guess

# %% role="experiment"
scaler = DynamicLossScaler(init_scale=8.0, growth_interval=3)
for letter in "ggbggbggg":
    scaler.step(np.array([1.0 if letter == "g" else np.inf]))
    print(f"{letter}: {scaler.scale:g}")
print(f"You said {scale_in_the_end}; the scale is {scaler.scale:g}.")

# %% [markdown]
# Now a real backward pass. A linear model with four weights is fitted to 4096 examples by gradient descent
# on $f(w) = \tfrac{1}{2m} \lVert X w - y \rVert^2$. The error signal $S (X w - y) / m$ that runs backwards, and the gradient
# $X^T$ times this signal, are stored in float16; the weights are in float32. The factor
# $1/m$ makes the signals small; as the fit improves they get smaller and smaller.
#
# Two details in `train` are worth a look. The gradient is unscaled with the scale that it was made with, which `step`
# may change a moment later. And a bad step changes no weight.

# %% role="experiment"
m, T = 4096, 300
X = np.random.default_rng(1).normal(size=(m, 4)).astype(np.float32)
y = X @ np.array([1.0, -2.0, 0.5, 3.0], dtype=np.float32)


def backward(w, scale, dtype):
    """Return the gradient of scale * f at w; it and the error signal are stored in ``dtype``."""
    with np.errstate(over="ignore", invalid="ignore"):
        signal = (np.float32(scale) * (X @ w - y) / m).astype(dtype)
        return (X.T @ signal.astype(np.float32)).astype(dtype)


# %% role="experiment"
def train(scaler, dtype):
    """Return the losses and the scales of T steps, and the steps that were skipped; scaler may be None."""
    w, losses, scales, skipped = np.zeros(4, dtype=np.float32), [], [], []
    for k in range(T):
        scale = scaler.scale if scaler else 1.0
        scaled = backward(w, scale, dtype)
        losses.append(float(np.sum((X @ w - y).astype(float) ** 2)) / (2 * m))
        scales.append(scale)
        if scaler and not scaler.step(scaled):
            skipped.append(k)
        else:
            w = w - np.float32(0.05) * scaled.astype(np.float32) / np.float32(scale)
    return losses, scales, skipped


# %% [markdown]
# Three runs: float16 without scaling, float16 with your scaler, float32. Before you look: which two curves will lie close
# together, and does the scale settle at some value?

# %% role="experiment"
scaled_run = train(DynamicLossScaler(growth_interval=10), np.float16)
runs = {
    "float16, S = 1": train(None, np.float16),
    "float16, your scaler": scaled_run,
    "float32": train(None, np.float32),
}
figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(6.0, 5.2))
for (name, (losses, _, _)), style in zip(runs.items(), (":", "-", "--"), strict=True):
    above.semilogy(losses, style, label=name)
_, scales, skipped = scaled_run
below.step(range(T), np.log2(scales), where="post", color="#0072B2", label="your scale")
below.plot(skipped, np.log2(scales)[skipped], label="skipped step", **plot.ARTISTS["rejected"])
above.set(ylabel="loss f(w)")
below.set(xlabel="training step", ylabel=r"$\log_2 S$")
above.legend(), below.legend()
alt = f"Without scaling the loss stalls at {runs['float16, S = 1'][0][-1]:.1g}; with your scaler it follows float32 down to {scaled_run[0][-1]:.1g}, while the scale climbs in steps from 2 to the power 15 and falls back at each of {len(skipped)} overflows."
plot.show(figure, alt)

# %% [markdown]
# The scale never settles, and should not: as the gradients shrink, there is room for a larger one. It finds
# the edge by stepping over it now and then, which costs one skipped step each time. Without scaling, training stops where the signals
# round to zero, although the loss could still fall by orders of magnitude.
#
# The default `growth_interval=2000` is made for long runs: in these few hundred steps the scale would never have grown.

# %% [markdown] part="d"
# ## (d) Sums that stop growing (2 marks)
#
# Small gradients are often *accumulated* over many batches before a step. Write `accumulate`: the running sum of a sequence
# of numbers, started at `dtype(0)` and rounded to `dtype` after each addition. It returns a scalar of that
# dtype.
#
# Here the rounding is the point. A sum in a wider dtype that is rounded once at the end is a better sum, but not the
# one that an accumulator in float16 holds.

# %% [markdown] part="d" role="hints"
# <details><summary>Hint 1: the idea</summary>
#
# One addition, one rounding, and again. Be careful with what NumPy does with mixed dtypes: float16 plus
# float64 is float64.
#
# </details>
# <details><summary>Hint 2: the formula</summary>
#
# $s_0 = 0$, $s_{k+1} = \operatorname{round}(s_k + g_k)$.
#
# </details>
# <details><summary>Hint 3: the first line</summary>
#
# `total = dtype(0)`
#
# </details>


# %% part="d" role="solution"
def accumulate(grads, dtype):
    """Return the running sum of a sequence of numbers, rounded to ``dtype`` after each addition.

    ``dtype`` is a type such as np.float16; the result is a scalar of it.
    """
    ### BEGIN SOLUTION
    total = dtype(0)
    for g in grads:
        total = dtype(total + g)
    return total
    ### END SOLUTION


# %% part="d" role="check"
check("ex07", part="d")

# %% [markdown]
# **Predict, then run.** Somebody counts in float16 and adds 1 five thousand times. What is the result?

# %% role="predict"
five_thousand_ones = None  # your guess

# %% role="experiment"
counted = {dtype.__name__: accumulate(np.ones(5000), dtype) for dtype in (np.float16, np.float32)}
print(
    f"You said {five_thousand_ones}; float16 says {counted['float16']:g}, float32 says {counted['float32']:g}."
)
grads = np.full(5000, 0.01)
lengths = range(0, 5001, 125)
sums = {
    dtype.__name__: [float(accumulate(grads[:k], dtype)) for k in lengths]
    for dtype in (np.float16, np.float32)
}
figure, ax = plt.subplots()
for (name, values), style in zip(sums.items(), ("o-", "s--"), strict=True):
    ax.plot(lengths, values, style, markersize=3.5, label=name)
ax.set(xlabel="number of terms, 0.01 each", ylabel="running sum")
ax.legend()
alt = f"The sum of terms of 0.01 grows along a straight line to {sums['float32'][-1]:.3g} in float32; in float16 it stops at {sums['float16'][-1]:g} and stays there."
plot.show(figure, alt)

# %% [markdown]
# The numbers of float16 get sparser as they grow: from 2048 on their spacing is 2, and $2048 + 1$ lies
# half-way and is rounded back, every time. A term below half the spacing at the sum is lost, however many there are.
# float32 has the same weakness 13 bits later. This is why accumulators, and the master copy of
# the weights, to which small updates are *added*, stay in float32.

# %% [markdown]
# ## What you found
#
# The next cell gathers your own numbers. They come from your functions, not from the text.
#
# To move the same picture yourself: [theory.ipynb](../notebooks/theory.ipynb), chapter 8.

# %% role="experiment"
samples = np.array([3e-5, 1e-8, 1.9, 2.1])
passed = {scale: scaled_fp16_gradient(samples, scale) for scale in (1.0, 2.0**15)}
rows = "\n".join(
    f"| {g:g} | {fp16_fate(float(g))} | {p:.7g} | {q:.7g} |"
    for g, p, q in zip(samples, *passed.values(), strict=True)
)
losses, _, skipped = train(DynamicLossScaler(growth_interval=10), np.float16)
totals = [accumulate(np.ones(5000), dtype) for dtype in (np.float16, np.float32)]
summary = (
    f"| gradient | fate in float16 | after S = 1 | after S = 2^15 |\n|---|---|---|---|\n{rows}\n\n"
    f"With your scaler the loss fell from {losses[0]:.3g} to **{losses[-1]:.2g}** (without scaling to {train(None, np.float16)[0][-1]:.2g}), "
    f"and {len(skipped)} of {T} steps were skipped. Five thousand ones are {totals[0]:g} in float16 and {totals[1]:g} in float32."
)
display(Markdown(summary))

# %% [markdown]
# ## In your own words (2 marks, marked by hand)
#
# A colleague trains in bfloat16 without any loss scaling, and it works. So she decides to keep the master weights in bfloat16,
# too, and finds that late in training, with small steps, the weights no longer change. Why did the first
# decision do no harm, and what went wrong with the second? Two or three sentences.

# %% [markdown] role="written"
# bfloat16 has the exponents of float32, so that small gradients do not underflow and there is nothing for a scale to
# rescue; what it has less of is digits, and a relative error of $2^{-8}$ in a gradient is small beside the noise of training.
# A weight, however, is a running sum of updates: an update below half the spacing of bfloat16 numbers at
# the weight, that is below about $2^{-9}$ to $2^{-8}$ of the weight itself, is rounded away each time. It is a matter of digits and not of range, no scale helps
# against it; the sum has to be kept in float32 (or compensated).

# %% [markdown]
# ## If you want more (no marks)
#
# - **Keep what is rounded away.** In `accumulate`, compute the error of each addition, `(before - total) + g` in the same dtype,
#   and add it to the next term (Kahan 1965). How many ones can you count in float16 now, and what has become the largest error?
#   `numopt.precision.kahan_sum` is there to compare with.
# - **Round at random.** In the training run, keep the weights themselves in float16 (`numopt.precision.rounded` also gives you
#   bfloat16), once with rounding to nearest, once rounding up or down at random with probabilities that make the
#   expected value right. Which one stalls, and why is the other one noisy but unbiased?
