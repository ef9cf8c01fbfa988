"""First-order methods with a memory of gradients: momentum, and rates of their own for each coordinate.

    momentum  v <- beta v - lr g,                       x <- x + v
    AdaGrad   s <- s + g^2,                             x <- x - lr g / (sqrt(s) + eps)
    Adam      m <- beta1 m + (1 - beta1) g,             v <- beta2 v + (1 - beta2) g^2
              m_hat = m / (1 - beta1^t),                v_hat = v / (1 - beta2^t)
                                                        x <- x - lr m_hat / (sqrt(v_hat) + eps)

Polyak (1964); Duchi, Hazan and Singer (2011); Kingma and Ba (2015), algorithm 1.  A rule is a value with two
methods: ``start(n)`` returns the state before the first step, ``step(state, g, x)`` the new state and the
step.  All others are special cases: functions that return one of these three with some constants set.
"""

# Where books, papers and PyTorch differ (tests/numopt compares with PyTorch step by step):
# - PyTorch's momentum buffer is a sum of gradients, b <- beta b + g, and lr multiplies it afterwards.  Here,
#   as with Polyak, lr is inside: v = -lr b.  The paths are the same until someone changes lr on the way: then
#   PyTorch rescales the steps that the buffer remembers, and Polyak does not.
# - Nesterov takes the gradient at x + beta v, the point ahead.  PyTorch, and ``nesterov`` here, keep that
#   point as x, so that every rule sees the gradient at its own x (Sutskever et al. 2013, in its variables).
# - eps is outside the root here, as with Adam and PyTorch.  In RMSProp many have it inside, sqrt(v + eps)
#   (Goodfellow, Bengio and Courville 2016, algorithm 8.5): the same digits then mean a far larger floor.
# - RMSProp does not correct the bias of v: its first step is lr / sqrt(1 - beta2), ten times lr for 0.99.
# - AMSGrad as published corrects no bias; PyTorch, and ``amsgrad`` here, take the largest v as it is, and
#   correct that.  ``correct=False`` is the paper's.
# - AdamW as published subtracts decay x, whatever lr is; PyTorch, and ``adamw`` here, subtract lr decay x.
#   PyTorch's Adam(weight_decay=...) is another thing: it adds decay x to g, so that both means see it.

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


def follow(rule, grad_f, x0: np.ndarray, steps: int) -> np.ndarray:
    """Return the path of a rule, shape (steps + 1, n), the start included."""
    path = [np.array(x0, dtype=float)]
    state = rule.start(path[0].size)
    for _ in range(steps):
        state, step = rule.step(state, grad_f(path[-1]), path[-1])
        path.append(path[-1] + step)
    return np.array(path)


@dataclass(frozen=True)
class Momentum:
    """Heavy ball (Polyak 1964): v <- beta v - lr g, x <- x + v.  ``nesterov`` looks ahead.

    On a quadratic with largest eigenvalue L it is stable for lr < 2 (1 + beta) / L.
    ValueError where lr < 0 or beta is outside [0, 1).
    """

    lr: float
    beta: float = 0.9
    nesterov: bool = False

    def __post_init__(self):
        _check(not_negative={"lr": self.lr}, fractions={"beta": self.beta})

    def start(self, n: int):
        """Return the velocity before the first step, shape (n,)."""
        return np.zeros(n)

    def step(self, velocity, g, x):
        """Return the new velocity and the step, shape (n,) each."""
        velocity = self.beta * velocity - self.lr * g
        return velocity, self.beta * velocity - self.lr * g if self.nesterov else velocity


def gradient_descent(lr: float) -> Momentum:
    """Return the rule x <- x - lr g: momentum without memory.  With sampled gradients it is SGD."""
    return Momentum(lr, beta=0.0)


def nesterov(lr: float, beta: float = 0.9) -> Momentum:
    """Return the momentum that looks ahead (Nesterov 1983), with a constant beta."""
    return Momentum(lr, beta, nesterov=True)


@dataclass(frozen=True)
class AdaGrad:
    """The sum of all squared gradients divides the rate (Duchi, Hazan and Singer 2011).

    ValueError where lr or eps is negative.
    """

    lr: float = 0.01
    eps: float = 1e-10

    def __post_init__(self):
        _check(not_negative={"lr": self.lr, "eps": self.eps})

    def start(self, n: int):
        """Return the sum before the first step, shape (n,)."""
        return np.zeros(n)

    def step(self, total, g, x):
        """Return the new sum and the step, shape (n,) each."""
        total = total + g * g
        return total, -self.lr * g / (np.sqrt(total) + self.eps)


class Means(NamedTuple):
    """What Adam remembers: steps taken, mean of g, mean of g^2, the largest of these; shape (n,)."""

    t: int
    m: np.ndarray
    v: np.ndarray
    largest: np.ndarray


@dataclass(frozen=True)
class Adam:
    """Adam; ``decay`` makes it AdamW (Loshchilov and Hutter 2019), ``maximum`` AMSGrad (Reddi et al. 2018).

    ``correct`` False leaves out the correction of the bias towards zero: with beta1 = 0 that is RMSProp.
    ValueError where lr, eps or decay is negative, or a beta is outside [0, 1).
    """

    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    decay: float = 0.0
    maximum: bool = False
    correct: bool = True

    def __post_init__(self):
        _check(
            not_negative={"lr": self.lr, "eps": self.eps, "decay": self.decay},
            fractions={"beta1": self.beta1, "beta2": self.beta2},
        )

    def start(self, n: int) -> Means:
        """Return the means before the first step: zeros."""
        return Means(0, np.zeros(n), np.zeros(n), np.zeros(n))

    def step(self, state: Means, g, x):
        """Return the new means and the step, shape (n,)."""
        t = state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        largest = np.maximum(state.largest, v)
        m_hat, v_hat = m, largest if self.maximum else v
        if self.correct:
            m_hat, v_hat = m_hat / (1 - self.beta1**t), v_hat / (1 - self.beta2**t)
        step = -self.lr * (m_hat / (np.sqrt(v_hat) + self.eps) + self.decay * x)
        return Means(t, m, v, largest), step


def adamw(lr: float = 1e-3, decay: float = 1e-2, **settings) -> Adam:
    """Return Adam with decay of the weights that does not pass through the mean of gradients."""
    return Adam(lr, decay=decay, **settings)


def amsgrad(lr: float = 1e-3, **settings) -> Adam:
    """Return Adam that divides by the largest mean of squares so far.

    Without the correction of the bias (``correct=False``) the rates never grow again.
    """
    return Adam(lr, maximum=True, **settings)


def rmsprop(lr: float = 1e-2, beta2: float = 0.99, eps: float = 1e-8) -> Adam:
    """Return the rule x <- x - lr g / (sqrt(v) + eps) (Tieleman and Hinton 2012)."""
    return Adam(lr, beta1=0.0, beta2=beta2, eps=eps, correct=False)


def _check(not_negative: dict, fractions: dict | None = None) -> None:
    """Raise ValueError where a number is negative or NaN, or a fraction is outside [0, 1)."""
    for name, value in not_negative.items():
        if not value >= 0:
            raise ValueError(f"{name} is {value}; it must not be negative")
    for name, value in (fractions or {}).items():
        if not 0 <= value < 1:
            raise ValueError(f"{name} is {value}; it must be in [0, 1)")
