"""right
Style: dataclass state, while True with several breaks, matrices of shape (2, n) for central points, only |r|^2 is
kept of the residual norm; warnings raised; type annotations; prints a line per Newton step."""
from __future__ import annotations
import warnings
from dataclasses import dataclass
from typing import Callable, Optional
import numpy as np
import numopt.line_search as ls

CBRT = (2.0 ** -52) ** (1.0 / 3.0)
Vec = np.ndarray


def hvp_central(grad_f: Callable, x: Vec, v: Vec, eps: Optional[float] = None) -> Vec:
    nv = float(np.sqrt(np.einsum("i,i", v, v)))
    if nv == 0.0:
        return np.zeros(np.shape(v))
    step = eps if eps is not None else CBRT * max(1.0, float(np.sqrt(np.einsum("i,i", x, x)))) / nv
    ends = x + np.outer([-1.0, 1.0], step * v)
    behind, ahead = map(grad_f, ends.copy())
    return (np.asarray(ahead) - np.asarray(behind)) / (2 * step)


@dataclass
class Work:
    p: Vec
    r: Vec
    d: Vec
    rho: float
    used: int = 0


def truncated_cg(hvp: Callable, g: Vec, eta: float = 0.5, max_iter: Optional[int] = None) -> Vec:
    g = np.array(g, dtype=float)
    n = g.size
    allowed = max_iter if max_iter is not None else max(50, 5 * n)
    s = Work(p=np.zeros(n), r=-g, d=-g, rho=float(g @ g))
    goal = eta * eta * s.rho
    if s.rho == 0:
        return s.p
    while True:
        if s.used >= allowed:
            warnings.warn(f"CG stopped after {allowed} products, |r|/|g| = {np.sqrt(s.rho / (g @ g)):.2g}")
            break
        Hd = np.asarray(hvp(s.d))
        s.used += 1
        kappa = float(s.d @ Hd)
        if not kappa > 0:
            if s.used == 1:
                s.p = -g
            break
        t = s.rho / kappa
        s.p = s.p + t * s.d
        s.r = s.r - t * Hd
        before, s.rho = s.rho, float(s.r @ s.r)
        if s.rho <= goal:
            break
        s.d = s.r + (s.rho / before) * s.d
    return s.p


def newton_cg(f: Callable, grad_f: Callable, x0: Vec, tol: float = 1e-5, max_iter: int = 200):
    x, norms = np.array(x0, dtype=float), []
    while True:
        g = np.asarray(grad_f(x))
        norms.append(float(np.sqrt(g @ g)))
        if norms[-1] < tol or len(norms) > max_iter:
            break
        forcing = np.minimum(0.5, np.sqrt(norms[-1]))
        direction = truncated_cg(lambda d: hvp_central(grad_f, x, d), g, eta=float(forcing))
        if not g @ direction < 0:
            direction = -g
        try:
            x = x + ls.backtracking(f, grad_f, x, direction) * direction
        except (RuntimeError, ValueError) as why:
            warnings.warn(f"stopped: {why}")
            break
        print(f"step {len(norms):3d}  |g| was {norms[-1]:.3e}")
    return x, np.asarray(norms)
