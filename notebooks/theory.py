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
# # Theory: numerical optimisation, to move
#
# This notebook stands beside the notes, chapter by chapter. Each chapter has a question, a picture with
# sliders (Tab reaches them, the arrow keys move them), a prediction to type before you look, and
# something to change. Being wrong is the quickest way to learn; nothing here is graded, and what you
# choose in a quiz stays on your machine.
#
# Run the cells from the top: **Run**, then **Run All Cells**. Without a kernel you see the same pictures
# standing still. The algorithms are numopt's; what you read as an excerpt is what runs.

# %%
import numpy as np

from numopt.plot import basins, differences, dogleg, excerpt, explore, predict, quiz, two_loop, wolfe, zoom

# %% [markdown]
# ## 1 Long enough, short enough
#
# You know a direction $p$ that leads downhill. How far do you go? However many variables $f$ has, a line
# search sees a function of one number,
#
# $$\varphi(\alpha) = f(x + \alpha p), \qquad \varphi'(0) = g^T p < 0.$$
#
# First recall what you have read (Nocedal and Wright 2006, section 3.1).

# %%
quiz(
    [
        ("What does Armijo's condition forbid?", ["Steps too long for what they gain", "Steps too short",
         "Steps uphill, and no others"], 0, "Arbitrarily short steps always satisfy it."),
        ("Which condition forbids needlessly short steps?", ["Armijo", "curvature"], 1,
         "It asks that the slope has become flatter than c2 times the first one."),
        ("How must the constants be ordered?", ["0 < c2 < c1 < 1", "0 < c1 < c2 < 1"], 1,
         "With c1 < c2 a step that satisfies both exists wherever phi is bounded below."),
    ]
)  # fmt: skip

# %% [markdown]
# The conditions are three lines of `numopt/wolfe.py`. Read them with the picture below in mind: which line
# belongs to which row of bars?

# %%
excerpt(wolfe.wolfe_conditions, "slope = float", "return")

# %% [markdown]
# **Which steps are good enough?** The curve is $\varphi(\alpha) = 1 - \alpha + 0.22\alpha^2 - 0.12\sin
# 4.2\alpha$; the bars show what each condition accepts. Move the trial $\alpha$ and read which inequality
# it fails; then move the constants.

# %%
explore(wolfe.wolfe_picture, c1=(0.01, 0.6, 0.01), c2=(0.05, 0.95, 0.05), alpha=(0.05, 4.0, 0.05))

# %% [markdown]
# The same for four pairs of constants. See that the steps that satisfy strong Wolfe need not be one
# interval: they are the flat places below the line, and this curve has three of them.

# %%
wolfe.wolfe_panels()

# %%
predict(
    "With c1 = 0.2, how many intervals of strong Wolfe steps are left when c2 falls from 0.3 to 0.1?",
    lambda: len(wolfe.accepted(0.2, 0.1)["strong Wolfe"]),
    "intervals",
)

# %% [markdown]
# **Change something.** Raise `c1` until Armijo refuses the lowest point of the curve. Above which value
# does it happen, and why is that a reason to choose $c_1$ small?

# %%
c1 = 0.2
lowest = min(np.linspace(0.01, 4, 400), key=zoom.phi)
print(f"phi is lowest at alpha = {lowest:.2f}; c1 = {c1:g}: {wolfe.verdict(lowest, c1, 0.3)}")

# %% [markdown]
# See that a large $c_1$ refuses the best step there is: the condition compares a gain with a promise, and
# a curve that bends upward cannot keep the promise its first slope made.

# %% [markdown]
# ## 2 Bracket, then zoom
#
# Knowing which steps are good does not yet find one. The strong Wolfe search first goes outward until it
# has an interval that must hold a good step, then shrinks it. Every trial moves one of the two ends.

# %%
quiz(
    [
        ("When has the outward phase found a bracket?", ["phi is too high, or its slope points back",
         "phi has decreased"], 0, "Between a falling start and a rising end lies a flat place."),
        ("Which end does the search call the best?", ["the left one", "the one with the lowest phi"], 1,
         "It may lie on either side: the interval is not always written from left to right."),
        ("Why is the next trial not simply the middle?", ["Halving may fail", "A cubic uses what is known"], 1,
         "Two values and two slopes fix a cubic; its minimiser is usually much closer."),
    ]
)  # fmt: skip

# %% [markdown]
# Here is the heart of the loop in `numopt/line_search.py`. A trial that is too high becomes the far end
# `high`; one that is lower becomes the best end `low`, and if its slope points back, the old best end
# becomes the far one.

# %%
excerpt(zoom.StrongWolfeLineSearch.__call__, "before = low", "alpha = self._next")

# %% [markdown]
# **Which end moves?** Step through a search. The upper picture shows the trials, the lower one the
# interval after each, stacked downward; the title says which rule fired.

# %%
explore(zoom.zoom_picture, step=(1, 8, 1), c2=[0.5, 0.1, 0.02], alpha0=[0.1, 0.3, 1.0, 4.0])

# %%
zoom.zoom_panels()

# %% [markdown]
# See that the first trial decides which of the flat places is found. A line search promises a good step,
# not the best one. Now predict before you look: the first trial is 1 and $c_2$ is loosened to 0.9, the
# usual value for quasi-Newton methods.

# %%
predict(
    "How many trials does the search from alpha = 1 make with c2 = 0.9?",
    lambda: len(zoom.watched(0.9, 1.0)[0].trials),
    "in all",
)

# %% [markdown]
# **Change something.** Every trial costs a value of $f$, and most cost a gradient. Add a tighter constant
# to the list: what does each further digit of flatness cost?

# %%
for c2 in (0.9, 0.5, 0.1, 0.02):
    found, _ = zoom.watched(c2, 1.0)
    print(f"c2 = {c2:<5g} {len(found.trials)} trials, alpha = {found.alpha:.3f}")

# %% [markdown]
# See that a loose $c_2$ is nearly free: methods that learn the right length themselves, such as BFGS and
# Newton's, use 0.9 and hardly ever need a second trial.

# %% [markdown]
# ## 3 Where Newton goes
#
# Newton's method solves $\nabla f = 0$. A minimum is one solution; a saddle and a maximum are others, and
# the bare method does not know the difference. Himmelblau's function has four minima, four saddles and
# one maximum: where do the starts of the plane end?

# %%
quiz(
    [
        ("What does the curvature condition ask of a step?", ["a lower f", "a flatter slope"], 1,
         "Chapter 1: a lower f is Armijo's business."),
        ("Where may -H^-1 g lead uphill?", ["Where H is indefinite", "Nowhere"], 0,
         "g'H^-1 g is then no longer certain to be positive."),
        ("What does numopt's Newton do where H is not positive definite?", ["It stops", "It goes along -g"], 1,
         "Its default; three better neighbours of H are in the same file."),
    ]
)  # fmt: skip

# %% [markdown]
# The direction is four lines: a Cholesky factorisation tells whether $H$ is positive definite, and costs
# less than any other way to find out.

# %%
from numopt.newton import newton_direction

excerpt(newton_direction, "try:")

# %% [markdown]
# **What does damping change?** The colour of a point (and the white mark in its middle) names the minimum
# that is reached from there, the hatched grey a saddle or the maximum, lightness the number of steps. The
# circle is your start: click or drag it on the left map, and both paths begin there.

# %%
basins.Basins()

# %%
predict(
    "What percentage of these starts reaches a minimum without damping?",
    lambda: round(100 * basins.share_of_minima(damped=False)),
    "per cent",
)

# %% [markdown]
# The same from another start, standing still. See that the undamped path ends at a saddle again, and the
# damped one at a minimum.

# %%
basins.basin_panels((-0.2, 3.4))

# %% [markdown]
# **Change something.** Look for a start that ends at the maximum, and one whose first undamped step leaps
# far out of the picture. Where does the determinant of $H$ vanish?

# %%
start = np.array([0.4, -2.4])
for damped in (False, True):
    path = basins.path_from(start, damped)
    values = basins.values_at(path)
    rises = int((np.diff(values) > 0).sum())
    print(f"damped {damped!s:5} {len(path) - 1:2} steps to {np.round(path[-1], 2)}, f rose {rises} times")

# %% [markdown]
# See that damping does not make the basins smooth; it makes every end a minimum here. Where $H$ is
# indefinite the step goes along $-g$, and $f$ may not rise, so that a saddle no longer attracts. From the
# saddle itself, where $g = 0$, neither form would move.

# %% [markdown]
# ## 4 Two loops and no matrix
#
# BFGS keeps an $n \times n$ matrix. L-BFGS keeps the last $m$ pairs of steps $s$ and gradient changes $y$
# and computes the product $Hg$ from them: newest to oldest, one scaling, and back again.

# %%
quiz(
    [
        ("What does the secant equation say?", ["H y = s", "H s = y"], 0,
         "H is the inverse here: it turns a change of gradient back into a step."),
        ("What ensures s'y > 0 after a step?", ["Armijo", "the curvature condition"], 1,
         "y's is alpha times the change of slope, which that condition makes positive."),
        ("How fast does L-BFGS converge?", ["superlinearly, like BFGS", "linearly"], 1,
         "It forgets; with a fixed memory the rate is linear, though usually a good one."),
    ]
)  # fmt: skip

# %%
excerpt(two_loop.two_loop, "for s, y, rho in reversed", "return q")

# %% [markdown]
# **Does every line bring $q$ closer to Newton's vector?** Here $f$ is a bowl of eight variables with
# curvatures from 1 to 20, and the pairs come from a run of L-BFGS. The bars are $q$, the diamonds
# $\nabla^2 f^{-1} g$, both scaled to their largest component; on the right is the angle between them.

# %%
explore(two_loop.loops_picture, line=(0, 21, 1), m=(1, 10, 1))

# %%
two_loop.loops_panels()

# %% [markdown]
# See that the way there is not monotone: the first loop turns $q$ *away* from Newton's vector, and only
# the second makes sense of it. Now the proof that nothing was lost by having no matrix:

# %%
predict(
    "|two loops - dense BFGS matrix times g| / |g| with 10 pairs: below which power of ten? Type -3 for 1e-3.",
    lambda: max(-15, int(np.ceil(np.log10(two_loop.dense_difference(10))))),
    near=0.1,
)

# %% [markdown]
# **Change something.** Change the numbers of pairs. Is a longer memory always better?

# %%
for m in (1, 2, 3, 4, 6, 8, 10):
    g, s_list, y_list = two_loop.newest(m)
    off = two_loop.angle(two_loop.two_loop(g, s_list, y_list), g)
    print(f"m = {m:2}: {off:4.1f} degrees off Newton's vector")

# %% [markdown]
# See that the newest pairs do most of the work, and that one more may even do a little harm. Memory grows
# with every pair, the gain does not: that is why few pairs are kept even where $n$ is a million.

# %% [markdown]
# ## 5 The V of finite differences
#
# A derivative from values of $f$ has two enemies. With a large step the formula is wrong (truncation);
# with a small one the difference drowns in rounding. Each formula has a best step in between.

# %%
quiz(
    [
        ("What goes wrong when h is too small?", ["truncation", "rounding"], 1,
         "The difference of two nearly equal numbers is divided by a tiny h."),
        ("The best step of a forward difference is about ...", ["eps^(1/2)", "eps^(1/3)", "eps"], 0,
         "There h and eps / h are equal; for central differences it is eps^(1/3)."),
        ("How many values does a gradient cost by central differences?", ["n + 1", "2n"], 1,
         "Forward differences share the value at x and need n + 1."),
    ]
)  # fmt: skip

# %%
excerpt(differences.derivatives.richardson, "x, steps", "return")

# %% [markdown]
# **Where is the bottom?** The function is $e^{cx}$ at $x = 1$, and `scale` is $c$. Guess what it does to the
# V before you move it; then change the precision.

# %%
explore(
    differences.vee_picture,
    h=[10.0**k for k in range(-15, 1)],
    precision=["float64", "float32"],
    scale=[0.1, 1.0, 10.0],
)

# %%
differences.vee_panels()

# %% [markdown]
# See that the left sides coincide: rounding does not care about the formula. The complex step has no left
# side, because it takes no difference: the derivative sits in the imaginary part, by itself.

# %%
predict(
    "What is the best relative error of a central difference in float32?",
    lambda: float(f"{differences.best('central', 'float32')[1]:.0e}"),
    near=0.9,
)

# %% [markdown]
# **Change something.** Change the scale $c$ to 10 or 0.1. The rule $h = \epsilon^{1/2}$ assumes that the
# function changes over a length of about 1; what does it cost where that is not so?

# %%
c = 10.0
for method in ("forward", "central", "Richardson"):
    step, error = differences.best(method, scale=c)
    order, bound = np.floor(np.log10(step)), np.ceil(np.log10(error))
    print(f"{method:10} best h of the order of {10**order:.0e}, error below {10**bound:.0e}")

# %% [markdown]
# See that each more accurate formula wants a *larger* step. Whoever improves the formula and keeps the
# step gains nothing.

# %% [markdown]
# ## 6 First the radius, then the step
#
# A line search chooses a direction and then asks how far. A trust region says first how far the quadratic
# model is to be believed, and then takes the best step inside. The dogleg is a cheap guess at that step.

# %%
quiz(
    [
        ("What does the Cauchy point minimise along -g?", ["f", "the model"], 1,
         "Nothing of f is evaluated before the step is tried."),
        ("Where does the dogleg path bend?", ["at the model's minimiser along -g", "at the radius"], 0,
         "The path is the same for every radius; only where it is left differs."),
        ("Which step of a forward difference is best in float64?", ["1e-8", "1e-4", "1e-16"], 0,
         "Chapter 5: the square root of 2e-16."),
    ]
)  # fmt: skip

# %%
excerpt(dogleg.dogleg_step, "try:")

# %% [markdown]
# **How much does the shortcut cost?** On the left are the level lines of the *model*, not of $f$, with the
# circle of the radius and three steps; on the right the ratio of actual to predicted decrease, which
# decides what becomes of the radius. Choose the indefinite model and watch the path.

# %%
explore(dogleg.dogleg_picture, radius=(0.1, 5.0, 0.1), place=["bowl", "indefinite"])

# %%
dogleg.dogleg_panels()

# %% [markdown]
# The percentages are the dogleg's share of the decrease that the exact step promises. See that in the bowl
# it is nearly all; where the model is indefinite there is no Newton point to bend to, the step goes along
# $-g$, and the negative curvature beside it is left unused.

# %%
predict(
    "Indefinite model, radius 2.5: which percentage of the exact decrease does the dogleg promise?",
    lambda: 100 * np.divide(*(dogleg.steps("indefinite", 2.5)[k].predicted for k in ("dogleg", "exact"))),
    "per cent",
)

# %% [markdown]
# **Change something.** Enlarge the radius until the ratio falls below a quarter. What happens to the
# radius then, and what would have happened to $f$?

# %%
for radius in (0.5, 1.0, 2.0, 4.0):
    step = dogleg.steps("indefinite", radius)["dogleg"]
    rho = dogleg.ratio("indefinite", step)
    print(f"radius {radius:g}: ratio {rho:6.2f}, the radius {dogleg.what_follows(rho, step)}")

# %% [markdown]
# See that the model is always happy with a longer step where it is indefinite: it has no lowest point. Only
# the comparison with $f$ stops it. Now write one yourself: `exercises.ipynb`, exercise 5.

# %%
from numopt.plot import arena, clipping, edge, eigenvalues, half_precision, momentum, rotation

# %% [markdown]
# ## 7 Adam on a bowl that turns
#
# **Does Adam know curvature?** It divides each entry of the gradient by its usual size, so that a bowl
# that is steep along one axis and flat along the other looks round to it. Newton's method makes every
# bowl round, however it lies. Between the two stands Newton's method with the diagonal of the Hessian
# alone. We turn a bowl of condition number 1000, start and all, and count the steps of each.

# %%
quiz(
    [
        ("Where does Newton's method go on a quadratic?", ["to the minimiser, in one step",
         "half-way to it", "along the negative gradient"], 0,
         "Its model is the function itself, so that the minimiser of the one is that of the other."),
        ("Which step makes gradient descent diverge on a quadratic with largest eigenvalue L?",
         ["any step beyond 1/L", "any step beyond 2/L", "none"], 1,
         "The steepest mode is multiplied by 1 - lr L, which leaves [-1, 1] at 2/L."),
        ("What does Adam divide the mean gradient by?", ["its norm",
         "the root of the mean square of each entry", "the diagonal of the Hessian"], 1,
         "One divisor for each entry: it never sees how two entries are connected."),
    ]
)  # fmt: skip

# %%
rotation.small_multiple()

# %% [markdown]
# Green goes straight to the minimiser in every panel. Orange jumps to and fro along one line (its first
# steps are drawn): it overshoots the steep direction and hardly moves along the flat one. Blue walks down
# to the valley and then along it. **Predict** the steps of Adam at 45 degrees, knowing those at 0.

# %%
along_axes, turned = rotation.steps(0.0)["Adam"], rotation.steps(45.0)["Adam"]
predict(f"Adam needs {along_axes} steps at 0 degrees. How many at 45?", turned, unit="steps")

# %%
explore(rotation.picture, degrees=(0.0, 45.0, 5.0))

# %% [markdown]
# See that it happens early: five degrees are enough to cost Adam most of its advantage. In the weights of
# a network nothing says that the axes of the loss are those of the coordinates.
#
# **Change something.** Find the angle at which Adam overtakes diagonal Newton. Why can the steps of Newton's
# method not depend on it? `exercises.ipynb`, exercise 6, is about the same.

# %% [markdown]
# ## 8 Gradients in sixteen bits
#
# **Where do small gradients go?** The smallest positive number of float16 is $2^{-24}$, the largest 65504.
# What rounds below the one is zero, what rounds above the other is infinite, and between zero and
# $2^{-14}$ the numbers lose their digits one by one. A loss multiplied by $S$ has gradients multiplied by
# $S$: a cheap way to slide them along the line, if one divides by $S$ again in float32.

# %%
quiz(
    [
        ("What is 3e-5 in float16?", ["zero", "a subnormal number", "a normal number"], 1,
         "It lies between 2^-24 and 2^-14: kept, with fewer digits. 1e-8 is what becomes zero."),
        ("Does bfloat16 need a loss scale?", ["yes, the same", "yes, a larger one",
         "no: its range is that of float32"], 2,
         "It has the exponents of float32, and pays with digits."),
        ("Which method kept its one step on the turned bowl?", ["Adam", "diagonal Newton", "Newton"], 2,
         "A diagonal, exact or estimated, is only right along the axes."),
    ]
)  # fmt: skip

# %%
half_precision.small_multiple()

# %% [markdown]
# The gradients are made up, $\log_{10}|g| \sim N(-7.5, 1.2^2)$, and the percentages are counted
# after each of the numbers was rounded to float16. **Predict** the share that is lost to zero at $S = 2^8$.

# %%
lost = half_precision.shares(half_precision.gradient_sizes(), 8)["zero"]
predict(
    "Without a scale half of them are lost. What part, in per cent, is lost at S = 256?", 100 * lost, unit="%"
)

# %%
explore(half_precision.picture, power=(0, 40, 1))

# %% [markdown]
# **Change something.** Which scales lose less than one gradient in a thousand, at either end? See that
# there is room: the histogram is about 30 powers of two wide, the line 40. There is no need to
# find the right scale by hand. **Dynamic scaling** doubles $S$ after a number of good steps and halves it,
# skipping the step, when something overflows.

# %%
half_precision.staircases()

# %%
explore(half_precision.staircase, interval=(2, 100, 1))

# %% [markdown]
# See that there is a price either way: growing quickly follows the gradients closely and loses steps to overflow; growing slowly
# loses hardly any, and lags behind. The usual interval of 2000 suits runs of many thousand steps.
# `exercises.ipynb`, exercise 7.

# %% [markdown]
# ## 9 Eigenvalues from products
#
# **What does one product with the Hessian tell you?** The power method keeps only the latest vector.
# Lanczos keeps them all, in effect: it is the best that can be said from the same products. Here both look
# for the largest eigenvalue of a matrix of size 400, whose eigenvalues are 1, 0.98, and 398 others
# between 0 and 0.9.

# %%
quiz(
    [
        ("By which factor does the error of the power method's eigenvalue fall with each product?",
         ["0.98", "0.98 squared", "0.9"], 1,
         "The vector's error falls by the ratio of eigenvalues, the Rayleigh quotient's by its square."),
        ("What is a product with the Hessian worth, in gradients?", ["about two", "about n",
         "about n squared"], 0,
         "A difference of two gradients; automatic differentiation costs a small multiple, too."),
        ("Why does a loss scale help?", ["it shrinks the rounding unit", "it moves gradients off zero",
         "it makes steps longer"], 1,
         "Relative accuracy in the normal range is the same everywhere; only the range was missed."),
    ]
)  # fmt: skip

# %%
eigenvalues.small_multiple()

# %% [markdown]
# Each dot is an eigenvalue of the small matrix $T$ after so many products. On the left they settle, one
# dot for one eigenvalue. In the middle the new vectors are not made orthogonal to all earlier ones, as
# the recurrence promises on paper, and copies appear: ghosts. **Predict**, before you look at the right
# panel again, how many products Lanczos needs for an error of $10^{-8}$.

# %%
power = eigenvalues.products_needed(eigenvalues.power_errors())
lanczos = eigenvalues.products_needed([1 - eigenvalues.ritz(k, True)[-1] for k in range(1, 61)])
predict(f"The power method needs {power} products. How many does Lanczos need?", lanczos, unit="products")

# %%
explore(eigenvalues.picture, k=(10, 120, 10), reorthogonalise=False)

# %%
excerpt(eigenvalues.lanczos_basis, "for _ in range", "size = max")

# %%
for k in (20, 60, 120):
    print(
        f"{k:4d} products: orthogonal to 1e-8: {eigenvalues.lost_orthogonality(k, False) < 1e-8}, "
        f"{eigenvalues.copies(k, False)} copies of 1 and {eigenvalues.copies(k, False, 0.98)} of 0.98"
    )

# %% [markdown]
# **Change something.** Move $k$ until the first ghost appears. See that ghosts do not come before an
# eigenvalue has converged. Paige proved that the two go together:
# orthogonality is lost exactly towards what has been found. The values themselves stay right, only their
# number is wrong. In `numopt/spectrum.py` the cure is one loop. `exercises.ipynb`, exercise 8.

# %% [markdown]
# ## 10 Clipping, and what it does not cure
#
# **Does a limit on the step make a rate safe?** Clipping shortens the step $-\eta g$ to a length $c$ where
# it is longer. It is the usual answer to exploding gradients, and it bounds every step. On a bowl with
# largest curvature $L$ we take rates below and beyond $2/L$.

# %%
quiz(
    [
        ("What does clipping by norm do to the direction of the gradient?", ["it keeps it",
         "it turns it towards an axis", "it reverses it"], 0,
         "All entries are multiplied by one number. Clipping each entry by itself does turn it."),
        ("What makes a trust region shrink its radius?", ["a long step",
         "a step that gains much less than the model promised", "a large gradient"], 1,
         "The ratio of actual to predicted decrease is what clipping never looks at."),
        ("What are ghosts?", ["wrong eigenvalues", "copies of right eigenvalues",
         "complex eigenvalues"], 1,
         "Rounding spoils the orthogonality, and Lanczos finds again what it had found."),
    ]
)  # fmt: skip

# %%
clipping.small_multiple()

# %% [markdown]
# Above: where one step leads from $x$, and the path it makes. Below: the value of $f$. Beyond $2/L$ the
# square closes: the step across the valley is cut to the length $c$, and so is the one back. **Predict**
# how long the path still jumps after 600 steps with a rate of 0.05 and a limit of 0.5.

# %%
predict("After 600 clipped steps, how long is the next one?", clipping.cycle(0.05, 0.5), unit="")

# %%
explore(clipping.picture, lr=(0.005, 0.06, 0.005), limit=(0.1, 1.0, 0.1))

# %%
clipping.angles()

# %% [markdown]
# **Change something.** Put the rate to 0.015, then step over $2/L$. See that the trust region (right panel)
# halves its radius whenever a step gains too little, and so converges at the same rates. Clipping is a seat belt, not a brake. Its other form, entry
# by entry, also turns the direction, as the arrows show. `exercises.ipynb`, exercise 9.

# %% [markdown]
# ## 11 The edge of stability
#
# **Who sets the curvature of a network's loss?** On a quadratic $L$ is given and the rate must stay below
# $2/L$. In training it is the other way round, as Cohen and others measured in 2021: the sharpness, the
# largest eigenvalue of the Hessian, grows until the rate can only just bear it, and stays there. Sixteen
# tanh units, twenty points, full batches: small enough to watch it happen.

# %%
quiz(
    [
        ("With a rate of 0.4, which curvature is the largest that gradient descent bears?", ["2.5", "5",
         "0.8"], 1, "2 / 0.4 = 5."),
        ("Beyond 2/L, clipped descent on a bowl ...", ["converges slowly", "diverges",
         "jumps to and fro for ever"], 2, "The steps are bounded and never get shorter."),
        ("How is the sharpness measured without the Hessian?", ["by Lanczos on products with it",
         "by the norm of the gradient", "by the loss"], 0,
         "Ten products are ample for the largest eigenvalue here."),
    ]
)  # fmt: skip

# %%
edge.small_multiple()

# %% [markdown]
# The dashed line is $2/\eta$. With the smallest rate (left) the sharpness grows and does not reach its line;
# with the others it climbs to the line and stays, while the loss goes on falling, with a spike now and
# then. **Predict** the sharpness at the end of a run with $2/\eta = 4$.

# %%
late = edge.train((4.0,))[2][-10:]
predict("With 2 / lr = 4, where does the sharpness end?", round(float(sum(late)) / 10, 1), unit="")

# %%
explore(edge.picture, limit=(3.5, 12.0, 0.5), later=(3.5, 12.0, 0.5))

# %%
for limit in (3.5, 4.0, 5.0):
    end = float(sum(edge.train((limit,))[2][-10:])) / 10
    print(f"2 / lr = {limit}: the sharpness ends within 10 % of it: {abs(end - limit) < 0.1 * limit}")

# %% [markdown]
# **Change something.** Let the rate rise half-way, then let it fall. See that where it rises the sharpness is
# thrown down below the new line within a hundred steps, at the price of one spike of the loss. When the rate falls, the line moves up
# and the sharpness follows at its leisure. A large rate does not only go faster; it goes elsewhere.

# %% [markdown]
# ## 12 Momentum in the plane
#
# **Which pair of rate and momentum is best?** On a quadratic each eigenvalue $\lambda$ has a story of its
# own: its error obeys a recurrence whose roots depend on $\alpha\lambda$ and $\beta$. The larger root is the
# rate, the slowest mode sets the pace, and so the whole plane of $(\alpha, \beta)$ can be coloured in.

# %%
quiz(
    [
        ("With momentum beta, up to which rate is the heavy ball stable?", ["2/L", "2 (1 + beta)/L",
         "2 (1 - beta)/L"], 1, "At that rate one root of the steepest mode reaches -1."),
        ("Where does the sharpness of a network settle when its rate is eta?", ["near 1/eta",
         "near 2/eta", "nowhere"], 1, "The edge of stability, if training gets there at all."),
        ("What do complex roots of a mode mean?", ["its error ripples", "it diverges",
         "it does not move"], 0,
         "Their powers turn in the plane: the error changes sign again and again."),
    ]
)  # fmt: skip

# %%
momentum.small_multiple()

# %% [markdown]
# Dark is fast. Left of the dashed line nothing ripples, right of the orange one everything diverges, and
# the star is Polyak's choice, where both modes have a double root. Without momentum, on the lowest edge,
# the best rate is $(\kappa - 1)/(\kappa + 1)$. **Predict** the best rate with it, here for $\kappa = 10$.

# %%
excerpt(momentum.Momentum.step, "velocity = ")

# %%
without, with_it = momentum.rate(2 / momentum.MODES.sum(), 0.0), momentum.rate(*momentum.best())
predict(f"Without momentum the best rate is {without:.2f}. With it?", round(float(with_it), 2), unit="")

# %%
explore(momentum.rates_picture, beta=(0.0, 0.95, 0.05))

# %%
momentum.plane()

# %% [markdown]
# **Change something.** Drag the white circle. See that the two lines on the right, the errors of the two modes, fall in parallel
# wherever the roots of both are complex: there the rate is $\sqrt\beta$ whatever $\alpha$ is. That is why a larger
# $\beta$ forgives a bad rate, and why too large a one makes every rate slow.

# %% [markdown]
# ## The arena
#
# **Which method is best?** Choose a start and see. All methods of numopt race from where you put the
# circle; the table counts what each asked of the problem until $f$ was within $10^{-6}$ of its minimum: values,
# gradients, Hessians (or products with one). The clock adds them up, a gradient of two variables counting 2, a Hessian 3. A
# method with a fixed rate asks for one gradient a step and searches nothing.

# %%
rosenbrock = arena.terrains()["Rosenbrock"]
predict(
    "On Rosenbrock's valley, from (-1.2, 1): how much does the cheapest of all ask for, by this clock?",
    lambda: arena.race(rosenbrock, rosenbrock.start)[0].price,
)

# %%
arena.Arena()

# %% [markdown]
# **Change something.** Drag the circle, or give the picture the focus and use the arrow keys (with Shift in small steps; the
# space bar races again). Look for a start from which your favourite loses. On the saddle, the start lies
# almost exactly between the two minima: who notices first that the ground curves down?

# %%
arena.static_race("Himmelblau")

# %%
for name, terrain in arena.terrains().items():
    runs = arena.race(terrain, terrain.start)
    there = [run for run in runs if run.arrival is not None]
    print(
        f"{name:12} {len(there):2d} of {len(runs)} arrive; first {there[0].runner.name}, last {there[-1].runner.name}"
    )

# %% [markdown]
# See that the order changes from map to map and from start to start. Second derivatives win where they
# are cheap, as in two variables; with a million variables the clock would tell another story, since a
# Hessian then counts half a million times as much as a gradient. There is no best method, only a best
# method for what your problem charges for.
