"""Exercise 6: Adam, momentum, diagonal Newton, and how Adam's rates compare with Newton's.

    x <- x - lr m_hat / (sqrt(v_hat) + eps),  m_hat = m / (1 - beta1^t),  v_hat = v / (1 - beta2^t)

(Kingma and Ba 2015, algorithm 1.)  Every path is determined; all are short enough that rounding stays far
below the tolerance.
"""

import numpy as np

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Oracle
from numopt import adaptive

TITLE = "Adam as a diagonal preconditioner"
PARTS = {"a": ["adam"], "b": ["momentum", "diagonal_newton"], "c": ["effective_rate_ratio"]}
DELEGATED = ["numopt.adaptive", "torch", "optax"]

# The recursions forget rounding: a few hundred steps keep it below 1e-12.
PATH_RTOL = 1e-8


# The reference ------------------------------------------------------------------------------------


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    return adaptive.follow(adaptive.Adam(lr, beta1, beta2, eps), grad_f, x0, T)


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    return adaptive.follow(adaptive.Momentum(lr, beta), grad_f, x0, T)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = [x0]
    for _ in range(T):
        path.append(path[-1] - grad_f(path[-1]) / h_diag)
    return np.array(path)


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros(grads.shape[1])
    for g in grads:
        v = beta2 * v + (1 - beta2) * g * g
    return h_diag * lr / (np.sqrt(v / (1 - beta2 ** len(grads))) + eps)


REFERENCE = {
    "adam": adam,
    "momentum": momentum,
    "diagonal_newton": diagonal_newton,
    "effective_rate_ratio": effective_rate_ratio,
}


# The instances ------------------------------------------------------------------------------------


def waves(draw, n, scale=1.0):
    """Return (gradient, name): a gradient that changes sign along the way, of about this size."""
    a, b = draw.rng.uniform(0.5, 2.0, n), draw.rng.uniform(0, 3, n)
    sizes = scale * draw.rng.uniform(0.5, 2.0, n)
    return lambda x: sizes * (np.sin(3 * a * x + b) + 0.3 * x), f"function of {n} variables with waves"


def bowl(draw, n):
    """Return (gradient, second derivatives, name) of a quadratic whose Hessian is diagonal."""
    h = draw.rng.permutation(np.exp(draw.rng.uniform(0, 5, n)))
    centre = draw.rng.uniform(-1, 1, n)
    return lambda x: h * (x - centre), h, f"quadratic of {n} variables with a diagonal Hessian"


def watched(gradient, name, n, limit):
    return Oracle(gradient, "grad_f", n, limit, name)


def path_of(learner, function, gradient, name, x0, *arguments, T=None, **settings):
    """Return the learner's path, shape (T + 1, n)."""
    length = 1000 if T is None else T
    settings |= {} if T is None else {"T": T}
    oracle = watched(gradient, name, x0.size, 2 * length + 20)
    path = getattr(learner, function)(oracle, *arguments, **settings)
    return expect.array(path, (length + 1, x0.size), f"The path of {function}")


def same_path(found, wanted, where):
    for t, (row, right) in enumerate(zip(found, wanted, strict=True)):
        gap = np.abs(row - right).max()
        # Where a coordinate is near zero, the size of the steps that were taken counts.
        room = PATH_RTOL * (np.abs(right).max() + np.abs(wanted - wanted[0]).max())
        said = f"{where}, row {t} of the path is {expect.show(row)}; {expect.show(right)} is expected."
        expect.that(gap <= room, said)


# (a) ----------------------------------------------------------------------------------------------


@check(part="a", marks=1)
def takes_the_right_first_step(learner, draw):
    """The first step has length lr in every coordinate, whatever the size of the gradient."""
    for scale in (1e-3, 1.0, 1e3):
        n = int(draw.rng.integers(2, 5))
        g = draw.rng.choice([-1, 1], n) * draw.rng.uniform(0.5, 2.0, n) * scale
        x0, lr = draw.rng.standard_normal(n), draw.rng.uniform(0.01, 0.1)
        name = "linear function"
        path = path_of(learner, "adam", lambda x, g=g: g, name, x0, x0, lr=lr, T=1)
        step = path[1] - path[0]
        # Without eps the step is lr exactly; eps = 1e-8 changes it by 1e-8 / |g| of itself at most.
        where = f"With lr = {lr:.4g} and gradients near {scale:g}, the first step"
        expect.close(step, -lr * np.sign(g), where, rtol=3e-5)


@check(part="a", marks=0.5)
def starts_at_x0(learner, draw):
    """The path has T + 1 rows and begins with x0."""
    gradient, name = waves(draw, 3)
    x0 = draw.rng.standard_normal(3)
    for T in (1, 6):
        path = path_of(learner, "adam", gradient, name, x0, x0, lr=0.1, T=T)
        expect.close(path[0], x0, "The first row of the path", rtol=0)


@check(part="a", marks=1.25)
def follows_adam(learner, draw):
    """It follows Adam for other learning rates and betas, on gradients that change sign."""
    for scale in (1e-2, 1.0, 1e2):
        for beta1, beta2 in ((0.9, 0.999), (0.5, 0.9), (0.0, 0.99), (0.95, 0.8)):
            n = int(draw.rng.integers(1, 5))
            gradient, name = waves(draw, n, scale)
            x0, lr = draw.rng.standard_normal(n), draw.rng.uniform(0.02, 0.2)
            settings = {"lr": lr, "beta1": beta1, "beta2": beta2, "T": 25}
            path = path_of(learner, "adam", gradient, name, x0, x0, **settings)
            where = f"On a {name} with lr = {lr:.3g}, beta1 = {beta1:g}, beta2 = {beta2:g}"
            same_path(path, adam(gradient, x0, **settings), where)


@check(part="a", marks=0.75)
def adds_eps_to_the_root(learner, draw):
    """eps is added to the root, so that gradients near eps in size take shorter steps."""
    for eps in (1e-8, 1e-3):
        gradient, name = waves(draw, 3, scale=eps)
        x0 = draw.rng.standard_normal(3)
        settings = {"lr": 0.1, "T": 8} | ({} if eps == 1e-8 else {"eps": eps})
        path = path_of(learner, "adam", gradient, name, x0, x0, **settings)
        where = f"With gradients of about eps = {eps:g}"
        same_path(path, adam(gradient, x0, **settings), where)


@check(part="a", marks=0.25)
def has_the_usual_defaults(learner, draw):
    """By default lr = 1e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8 and T = 1000."""
    gradient, name = waves(draw, 1)
    x0 = draw.rng.standard_normal(1)
    path = path_of(learner, "adam", gradient, name, x0, x0)
    same_path(path, adam(gradient, x0), f"On a {name}, with the default settings")


@check(part="a", marks=0.25)
def leaves_x0_alone(learner, draw):
    """The caller's x0 is as it was."""
    gradient, name = waves(draw, 3)
    x0 = draw.rng.standard_normal(3)
    path_of(learner, "adam", gradient, name, x0, x0, T=5)
    learner.leaves_arguments_alone()


# (b) ----------------------------------------------------------------------------------------------


@check(part="b", marks=1)
def follows_momentum(learner, draw):
    """momentum is the heavy ball: v <- beta v - lr g, x <- x + v, from v = 0."""
    for scale, beta in ((1e-2, 0.9), (1.0, 0.5), (1e2, 0.0), (1.0, 0.99)):
        n = int(draw.rng.integers(1, 5))
        gradient, name = waves(draw, n, scale)
        x0, lr = draw.rng.standard_normal(n), draw.rng.uniform(0.005, 0.03) / scale
        path = path_of(learner, "momentum", gradient, name, x0, x0, lr, T=15, beta=beta)
        where = f"On a {name} with lr = {lr:.3g}, beta = {beta:g}"
        same_path(path, momentum(gradient, x0, lr, beta, 15), where)


@check(part="b", marks=1)
def divides_by_the_curvature(learner, draw):
    """diagonal_newton divides each component of the gradient by its second derivative."""
    gradient, h, name = bowl(draw, 5)
    x0 = draw.rng.standard_normal(5)
    path = path_of(learner, "diagonal_newton", gradient, name, x0, h, x0, T=3)
    where = f"On a {name}, where one step arrives"
    same_path(path, diagonal_newton(gradient, h, x0, 3), where)
    for scale in (1e-2, 1e2):
        gradient, name = waves(draw, 3, scale)
        h, x0 = scale * draw.rng.uniform(5, 20, 3), draw.rng.standard_normal(3)
        path = path_of(learner, "diagonal_newton", gradient, name, x0, h, x0, T=12)
        same_path(path, diagonal_newton(gradient, h, x0, 12), f"On a {name}")


@check(part="b", marks=0.5)
def keeps_whole_histories(learner, draw):
    """Both begin with x0 and take 1000 steps by default; momentum has beta = 0.9."""
    gradient, name = waves(draw, 1)
    x0, h = draw.rng.standard_normal(1), np.array([9.0])
    path = path_of(learner, "momentum", gradient, name, x0, x0, 0.01)
    same_path(path, momentum(gradient, x0, 0.01), "momentum, with the default settings")
    path = path_of(learner, "diagonal_newton", gradient, name, x0, h, x0)
    same_path(path, diagonal_newton(gradient, h, x0), "diagonal_newton, with the default settings")


@check(part="b", marks=0.5)
def leaves_starts_alone(learner, draw):
    """The arrays x0 and h_diag of the caller are as they were."""
    gradient, h, name = bowl(draw, 3)
    x0 = draw.rng.standard_normal(3)
    path_of(learner, "momentum", gradient, name, x0, x0, 1e-4, T=4)
    path_of(learner, "diagonal_newton", gradient, name, x0, h, x0, T=4)
    learner.leaves_arguments_alone()


# (c) ----------------------------------------------------------------------------------------------


def ratio(learner, grads, h, **settings):
    found = learner.effective_rate_ratio(grads, h, **settings)
    return expect.array(found, h.shape, "The ratio")


@check(part="c", marks=0.5)
def compares_after_one_step(learner, draw):
    """After one gradient g the ratio is h lr / (|g| + eps)."""
    for scale in (1e-2, 1.0, 1e2):
        g, h = scale * draw.rng.uniform(0.5, 2, (1, 4)), draw.rng.uniform(1, 50, 4)
        found = ratio(learner, g, h, lr=0.02)
        wanted = h * 0.02 / (np.abs(g[0]) + 1e-8)
        where = f"After one gradient of size {scale:g}, with lr = 0.02, the ratio"
        expect.close(found, wanted, where, rtol=1e-9)


@check(part="c", marks=1.25)
def compares_after_many_steps(learner, draw):
    """After T gradients it is h times lr / (sqrt(v_hat) + eps), v_hat being the corrected mean of squares."""
    for scale, beta2, T in ((1e-2, 0.999, 7), (1.0, 0.9, 30), (1e2, 0.99, 12), (1.0, 0.5, 3)):
        n = int(draw.rng.integers(1, 6))
        grads = scale * draw.rng.standard_normal((T, n)) * np.linspace(3, 1, T)[:, None]
        h = np.exp(draw.rng.uniform(-2, 4, n))
        found = ratio(learner, grads, h, lr=0.05, beta2=beta2)
        wanted = effective_rate_ratio(grads, h, 0.05, beta2)
        expect.close(found, wanted, f"After {T} gradients with beta2 = {beta2:g} the ratio", rtol=1e-9)


@check(part="c", marks=0.5)
def is_the_same_in_every_coordinate(learner, draw):
    """Where every gradient is a multiple of h, the ratio is the same in all coordinates."""
    h = np.exp(draw.rng.uniform(0, 6, 6))
    steps = np.exp(-np.linspace(0, draw.rng.uniform(1, 3), 40))
    found = ratio(learner, steps[:, None] * h, h, lr=0.01, eps=0.0)
    spread = float(np.ptp(found) / np.abs(found).max())
    said = f"With gradients in proportion to h the ratios spread by {spread:.3g} of the largest"
    expect.that(spread <= 1e-9, f"{said}; Adam's rate is then in proportion to 1 / h, and they are equal.")
    expect.close(found, effective_rate_ratio(steps[:, None] * h, h, 0.01, eps=0.0), "The ratio", rtol=1e-9)


@check(part="c", marks=0.5)
def uses_eps_and_defaults(learner, draw):
    """eps is added to the root; by default lr = 1e-3, beta2 = 0.999, eps = 1e-8."""
    for scale, settings in ((1e-8, {}), (1.0, {}), (1e-3, {"eps": 1e-3})):
        grads, h = scale * draw.rng.uniform(0.5, 2, (5, 3)), draw.rng.uniform(1, 50, 3)
        found = ratio(learner, grads, h, **settings)
        wanted = effective_rate_ratio(grads, h, **settings)
        expect.close(found, wanted, f"With gradients of about {scale:g} the ratio", rtol=1e-9)


@check(part="c", marks=0.25)
def leaves_the_gradients_alone(learner, draw):
    """The arrays grads and h_diag of the caller are as they were."""
    ratio(learner, draw.rng.standard_normal((4, 3)), draw.rng.uniform(1, 5, 3))
    learner.leaves_arguments_alone()
