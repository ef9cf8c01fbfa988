"""First-order methods with a memory of gradients: momentum, and rates of their own for each coordinate.

    m <- beta1 m + (1 - beta1) g,    v <- beta2 v + (1 - beta2) g^2
    x <- x - lr m_hat / (sqrt(v_hat) + eps),    m_hat = m / (1 - beta1^t),    v_hat = v / (1 - beta2^t)

Adam: Kingma & Ba (2015), algorithm 1.  A rule is a value with two methods: ``start(n)`` gives the state
before the first step, ``step(state, g, x)`` the new state and the step.
"""

from dataclasses import dataclass

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
    """Heavy ball (Polyak 1964): v <- beta v - lr g, x <- x + v.  ``nesterov`` looks ahead (Nesterov 1983).

    On a quadratic with largest eigenvalue L it is stable for lr < 2 (1 + beta) / L.
    """

    lr: float
    beta: float = 0.9
    nesterov: bool = False

    def start(self, n: int):
        """Return the velocity before the first step, shape (n,)."""
        return np.zeros(n)

    def step(self, velocity, g, x):
        """Return the new velocity and the step, shape (n,) each."""
        velocity = self.beta * velocity - self.lr * g
        return velocity, self.beta * velocity - self.lr * g if self.nesterov else velocity


def gradient_descent(lr: float) -> Momentum:
    """Return the rule x <- x - lr g: momentum without memory."""
    return Momentum(lr, beta=0.0)


@dataclass(frozen=True)
class AdaGrad:
    """The sum of all squared gradients divides the rate (Duchi, Hazan and Singer 2011)."""

    lr: float = 0.01
    eps: float = 1e-10

    def start(self, n: int):
        """Return the sum before the first step, shape (n,)."""
        return np.zeros(n)

    def step(self, total, g, x):
        """Return the new sum and the step, shape (n,) each."""
        total = total + g * g
        return total, -self.lr * g / (np.sqrt(total) + self.eps)


@dataclass(frozen=True)
class Adam:
    """Adam; ``decay`` makes it AdamW (Loshchilov and Hutter 2019), ``maximum`` AMSGrad (Reddi et al. 2018).

    ``correct`` False leaves out the correction of the bias towards zero: with beta1 = 0 that is RMSProp.
    """

    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    decay: float = 0.0
    maximum: bool = False
    correct: bool = True

    def start(self, n: int):
        """Return the state before the first step: steps taken, both means, the largest second one."""
        return 0, np.zeros(n), np.zeros(n), np.zeros(n)

    def step(self, state, g, x):
        """Return the new state and the step, shape (n,)."""
        t, m, v, largest = state
        t = t + 1
        m = self.beta1 * m + (1 - self.beta1) * g
        v = self.beta2 * v + (1 - self.beta2) * g * g
        largest = np.maximum(largest, v)
        m_hat, v_hat = m, largest if self.maximum else v
        if self.correct:
            m_hat, v_hat = m_hat / (1 - self.beta1**t), v_hat / (1 - self.beta2**t)
        step = -self.lr * (m_hat / (np.sqrt(v_hat) + self.eps) + self.decay * x)
        return (t, m, v, largest), step


def adamw(lr: float = 1e-3, decay: float = 1e-2, **settings) -> Adam:
    """Return Adam with decay of the weights that does not pass through the mean of gradients."""
    return Adam(lr, decay=decay, **settings)


def amsgrad(lr: float = 1e-3, **settings) -> Adam:
    """Return Adam whose rates never grow again."""
    return Adam(lr, maximum=True, **settings)


def rmsprop(lr: float = 1e-2, beta2: float = 0.99, eps: float = 1e-8) -> Adam:
    """Return the rule x <- x - lr g / (sqrt(v) + eps) (Tieleman and Hinton 2012)."""
    return Adam(lr, beta1=0.0, beta2=beta2, eps=eps, correct=False)
