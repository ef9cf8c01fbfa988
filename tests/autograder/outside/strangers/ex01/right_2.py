"""right
Object-oriented: one dataclass does the search, all three functions are thin covers; alpha is alpha0 * rho**k instead of a
running product, the condition is written as a required decrease.
"""
from dataclasses import dataclass, field
from typing import Callable, List, Tuple
import numpy as np


@dataclass
class ArmijoSearch:
    f: Callable
    grad_f: Callable
    alpha0: float = 1.0
    rho: float = 0.5
    c1: float = 1e-4
    limit: int = 60
    log: List[Tuple[float, float, bool]] = field(default_factory=list)

    def run(self, x, p, f0=None, g0=None) -> "ArmijoSearch":
        self.log.clear()
        f0 = float(self.f(x)) if f0 is None else f0
        g0 = self.grad_f(x) if g0 is None else g0
        slope = float(np.sum(np.multiply(g0, p)))
        if slope >= 0 or slope != slope:
            raise ValueError("g.p must be negative but equals %r" % slope)
        k = 0
        while True:
            alpha = self.alpha0 * self.rho ** k
            candidate = np.add(x, np.multiply(alpha, p))
            value = float(self.f(candidate))
            wanted = -self.c1 * alpha * slope
            ok = bool(np.isfinite(value)) and f0 - value >= wanted and bool((candidate != x).any())
            self.log.append((float(alpha), value, ok))
            if ok:
                break
            k += 1
            if k >= self.limit:
                raise RuntimeError("gave up after %d trials at alpha=%r, f=%r" % (k, alpha, value))
        return self

    @property
    def alpha(self) -> float:
        return self.log[-1][0]

    @property
    def value(self) -> float:
        return self.log[-1][1]


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60) -> float:
    return ArmijoSearch(f, grad_f, alpha0, rho, c1, max_backtracks).run(x, p).alpha


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60) -> list:
    return ArmijoSearch(f, grad_f, alpha0, rho, c1, max_backtracks).run(x, p).log


def gradient_descent(f, grad_f, x0, iterations=100):
    search = ArmijoSearch(f, grad_f)
    x = np.asarray(x0, dtype=np.float64).copy()
    trace = np.full(iterations + 1, float(f(x)))
    for k in range(1, iterations + 1):
        g = grad_f(x)
        if np.linalg.norm(g) == 0.0:
            trace[k:] = trace[k - 1]
            break
        try:
            search.run(x, -g, trace[k - 1], g)
        except RuntimeError:
            trace[k:] = trace[k - 1]          # deterministic: all later steps would fail in the same way
            break
        x = x + search.alpha * -g
        trace[k] = search.value
    return x, trace
