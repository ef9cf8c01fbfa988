"""wrong: part c
A trial with a NaN value makes rho NaN, every comparison is False: the step is rejected but the radius stays as it is, for ever.
"""
from dataclasses import dataclass
from typing import Tuple
import numpy as np


@dataclass(frozen=True)
class Region:
    g: np.ndarray
    B: np.ndarray
    delta: float

    @property
    def slope(self) -> float:
        return float(np.linalg.norm(self.g))

    def cauchy(self) -> np.ndarray:
        if self.slope == 0:
            return np.zeros_like(self.g)
        unit = self.g / self.slope
        c = float(np.einsum("i,ij,j", unit, self.B, unit))
        with np.errstate(divide="ignore", over="ignore"):
            t = np.minimum(self.delta, np.divide(self.slope, c)) if c > 0 else self.delta
        return -float(t) * unit

    def dogleg(self) -> np.ndarray:
        if self.slope == 0:
            return np.zeros_like(self.g)
        lam, Q = np.linalg.eigh(self.B)
        if lam[0] <= 0:
            return self.cauchy()
        full = -(Q @ ((Q.T @ self.g) / lam))
        if np.linalg.norm(full) <= self.delta:
            return full
        corner = -self.g * (self.g @ self.g) / (self.g @ self.B @ self.g)
        if np.linalg.norm(corner) >= self.delta:
            return self.cauchy()
        leg = full - corner
        a, half_b, c = leg @ leg, corner @ leg, corner @ corner - self.delta ** 2
        root = np.sqrt(half_b * half_b - a * c)
        tau = -c / (half_b + root) if half_b > 0 else (root - half_b) / a
        return corner + tau * leg

    def predicted(self, p) -> float:
        return -float(self.g @ p + 0.5 * p @ self.B @ p)


def cauchy_point(g, B, delta):
    return Region(g, B, delta).cauchy()


def dogleg_step(g, B, delta):
    return Region(g, B, delta).dogleg()


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1) -> Tuple[np.ndarray, float, bool]:
    region = Region(np.asarray(grad_f(x), float), np.asarray(hess_f(x), float), float(delta))
    if region.slope == 0:
        return x, float(delta), False
    p = region.dogleg()
    y = x + p
    fy = f(y)
    rho = (f(x) - fy) / region.predicted(p)
    at_edge = np.linalg.norm(p) >= 0.99 * delta
    new_delta = 0.25 * delta if rho < 0.25 else min(2.0 * delta, max(delta_max, delta)) if rho > 0.75 and at_edge else delta
    ok = bool(rho > eta) and bool((y != x).any())
    return (y if ok else x), float(new_delta), ok
