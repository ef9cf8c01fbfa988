"""right
Style: functional, itertools.accumulate over tuples of state; the moments are never stored unnormalised (hat-recursions with
time-dependent weights), and the rate ratio is one einsum over exponential weights."""
import math
from itertools import accumulate, chain, repeat
import numpy as np

_unfold = lambda step, start, T: list(accumulate(chain([start], range(1, T + 1)), step))


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    def geometric(beta, t):
        # 1 + beta + ... + beta^(t-1) = (1 - beta^t)/(1 - beta)
        return (1.0 - beta ** t) / (1.0 - beta)

    def step(state, t):
        x, mh, vh = state
        g = grad_f(x)
        w1, w2 = 1.0 / geometric(beta1, t), 1.0 / geometric(beta2, t)
        mh = mh + w1 * (g - mh)
        vh = vh + w2 * (g ** 2 - vh)
        return x - lr * mh / (eps + vh ** 0.5), mh, vh

    x0 = np.array(x0, float)
    z = np.zeros(x0.shape)
    return np.array([s[0] for s in _unfold(step, (x0, z, z), T)])


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    # two-term form  x_{k+1} = x_k - lr g_k + beta (x_k - x_{k-1}) : the same method
    step = lambda s, _: (s[0] - lr * grad_f(s[0]) + beta * (s[0] - s[1]), s[0])
    x0 = np.array(x0, float)
    return np.stack([a for a, _ in _unfold(step, (x0, x0), T)])


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    inv = np.diag(1.0 / np.asarray(h_diag, float))
    return np.stack(_unfold(lambda x, _: x - inv @ grad_f(x), np.array(x0, float), T))


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    G = np.atleast_2d(grads)
    w = beta2 ** np.arange(len(G) - 1, -1, -1.0)
    vhat = np.einsum("t,ti,ti->i", w / math.fsum(w), G, G)
    return np.multiply(lr, h_diag) / (np.sqrt(vhat) + eps)
