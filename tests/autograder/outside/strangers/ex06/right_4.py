"""right
Style: dataclass state, a decorator that turns a one-step rule into a path builder, defensive checks, prints and a warning,
pure-Python scalar loops inside; annotations and walrus."""
from __future__ import annotations
from dataclasses import dataclass, field
from functools import wraps
from typing import Callable
import math
import warnings
import numpy as np

Vec = np.ndarray


@dataclass
class State:
    x: list
    m: list = field(default_factory=list)
    v: list = field(default_factory=list)
    t: int = 0


def recorded(build: Callable):
    @wraps(build)
    def wrapper(grad_f, *args, **kw):
        start, rule, T = build(grad_f, *args, **kw)
        if T < 0:
            raise ValueError(f"T must not be negative, got {T}")
        st = State(x=[float(c) for c in np.asarray(start).ravel()])
        st.m = [0.0] * len(st.x)
        st.v = [0.0] * len(st.x)
        out = [tuple(st.x)]
        while (t := st.t + 1) <= T:
            st.t = t
            g = [float(c) for c in grad_f(np.array(st.x))]
            st.x = [rule(st, i, g[i]) for i in range(len(g))]
            out.append(tuple(st.x))
        if not all(map(math.isfinite, out[-1])):
            warnings.warn("the path left the floating-point range", RuntimeWarning)
        print(f"{build.__name__}: {T} steps, last point {out[-1][:3]}")
        return np.asarray(out, dtype=float)
    return wrapper


@recorded
def adam(grad_f, x0: Vec, lr: float = 1e-3, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8, T: int = 1000):
    def rule(st, i, gi):
        st.m[i] = beta1 * st.m[i] + (1 - beta1) * gi
        st.v[i] = beta2 * st.v[i] + (1 - beta2) * gi * gi
        return st.x[i] - lr * (st.m[i] / (1 - beta1 ** st.t)) / (math.sqrt(st.v[i] / (1 - beta2 ** st.t)) + eps)
    return x0, rule, T


@recorded
def momentum(grad_f, x0: Vec, lr: float, beta: float = 0.9, T: int = 1000):
    def rule(st, i, gi):
        st.v[i] = beta * st.v[i] - lr * gi
        return st.x[i] + st.v[i]
    return x0, rule, T


def diagonal_newton(grad_f, h_diag: Vec, x0: Vec, T: int = 1000) -> Vec:
    h = [float(c) for c in h_diag]

    @recorded
    def diag(grad_f):
        return x0, (lambda st, i, gi: st.x[i] - gi / h[i]), T
    return diag(grad_f)


def effective_rate_ratio(grads: Vec, h_diag: Vec, lr: float = 1e-3, beta2: float = 0.999, eps: float = 1e-8) -> Vec:
    if (T := len(grads)) == 0:
        raise ValueError("no gradients seen")
    out = []
    for column, h in zip(np.transpose(grads), h_diag):
        v = 0.0
        for g in column:
            v += (1 - beta2) * (float(g) ** 2 - v)
        out.append(lr * float(h) / (math.sqrt(v / -math.expm1(T * math.log(beta2)) if beta2 > 0 else v) + eps))
    return np.array(out)
