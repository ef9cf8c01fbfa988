"""Problems of machine learning, on data made from a seed: logistic regression and a small network.

    f(x) = mean over the samples of loss(x; a_i, y_i)  +  decay |x|^2 / 2

Nocedal & Wright (2006), chapter 1; Hastie, Tibshirani and Friedman (2009), section 4.4, for the logistic
loss; Pearlmutter (1994) for products with the Hessian of a network.
"""

import numpy as np

from numopt.problem import Problem


def logistic_regression(
    samples: int = 200, features: int = 10, decay: float = 1e-2, seed: int = 0
) -> Problem:
    """Return regularised logistic regression on made-up data: convex, with n = ``features`` variables.

        f(x) = mean of log(1 + exp(-y_i a_i'x)) + decay |x|^2 / 2,    y_i = -1 or 1

    The a_i are standard normal; y_i is 1 with the probability that true weights, normal too, give it.  The
    eigenvalues of the Hessian lie between decay and decay plus a quarter of the largest of A'A / samples.
    """
    rng = np.random.default_rng(seed)
    data, weights = rng.standard_normal((samples, features)), rng.standard_normal(features)
    label = np.where(rng.random(samples) < _sigmoid(data @ weights), 1.0, -1.0)
    signed = label[:, None] * data

    def f(x):
        return float(np.logaddexp(0, -(signed @ x)).mean() + decay * (x @ x) / 2)

    def grad(x):
        return -signed.T @ _sigmoid(-(signed @ x)) / samples + decay * x

    def bend(x):
        """Return the second derivative of each sample's loss by its margin."""
        margin = signed @ x
        return _sigmoid(margin) * _sigmoid(-margin)

    def hess(x):
        scaled = np.sqrt(bend(x))[:, None] * data
        return scaled.T @ scaled / samples + decay * np.eye(features)

    def hvp(x, v):
        return data.T @ (bend(x) * (data @ v)) / samples + decay * v

    name = f"logistic regression, {samples} samples, n = {features}"
    return Problem(name, features, f, grad, np.zeros(features), hess, hvp=hvp)


def _sigmoid(z: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(-z)), shape of z; no exponential overflows."""
    return np.exp(-np.logaddexp(0, -z))


def tanh_network(inputs: int = 3, hidden: int = 12, samples: int = 40, decay: float = 0.1, seed: int = 0):
    """Return the training of a network with one hidden layer of tanh units on made-up data, well regularised.

        f(theta) = |w2'tanh(W1 a + b1) + b2 - y|^2 / (2 samples), summed over data, + decay |theta|^2 / 2

    ``theta`` holds W1 row by row, b1, w2, b2: n = hidden (inputs + 2) + 1 variables.  No Hessian is given;
    ``hvp`` is exact and costs about two gradients.
    """
    rng = np.random.default_rng(seed)
    data = rng.standard_normal((samples, inputs))
    target = np.sin(data @ rng.standard_normal(inputs)) + 0.5 * data[:, 0] * data[:, -1]
    n = hidden * (inputs + 2) + 1
    ends = np.cumsum([hidden * inputs, hidden, hidden])

    def split(theta):
        """Return W1, b1, w2, b2."""
        w1, b1, w2, b2 = np.split(theta, ends)
        return w1.reshape(hidden, inputs), b1, w2, b2

    def forward(theta):
        """Return the activations, shape (samples, hidden), the residuals (samples,), and w2."""
        w1, b1, w2, b2 = split(theta)
        active = np.tanh(data @ w1.T + b1)
        return active, active @ w2 + b2 - target, w2

    def f(theta):
        _, residual, _ = forward(theta)
        return float(residual @ residual / samples + decay * theta @ theta) / 2

    def grad(theta):
        active, residual, w2 = forward(theta)
        back = np.outer(residual, w2) * (1 - active**2)
        parts = [(back.T @ data).ravel(), back.sum(axis=0), active.T @ residual, [residual.sum()]]
        return np.concatenate(parts) / samples + decay * theta

    def hvp(theta, v):
        """Return the derivative of grad along v: each of its lines differentiated, which ``d_`` says."""
        active, residual, w2 = forward(theta)
        v1, c1, v2, c2 = split(v)
        slope = 1 - active**2
        d_active = slope * (data @ v1.T + c1)
        d_residual = d_active @ w2 + active @ v2 + c2
        d_back = (np.outer(d_residual, w2) + np.outer(residual, v2)) * slope
        d_back -= np.outer(residual, w2) * 2 * active * d_active
        d_w2 = d_active.T @ residual + active.T @ d_residual
        parts = [(d_back.T @ data).ravel(), d_back.sum(axis=0), d_w2, [d_residual.sum()]]
        return np.concatenate(parts) / samples + decay * v

    return Problem(f"tanh network with {n} weights", n, f, grad, rng.standard_normal(n), hvp=hvp)
