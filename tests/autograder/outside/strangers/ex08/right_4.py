"""right
Style: einsum, closures with nonlocal state, prints, very defensive; Lanczos orthonormalises every new vector with a QR
factorisation of the basis and the residual instead of Gram-Schmidt."""
from typing import Callable, Tuple
import warnings
import numpy as np
from scipy.linalg import qr


def hvp_finite_diff(grad_f: Callable, x: np.ndarray, v: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    v = np.array(v, dtype=np.float64)
    exponent = np.frexp(np.max(np.abs(v)))[1] if v.size and np.any(v) else None
    if exponent is None:
        return np.zeros(v.shape)
    w = np.ldexp(v, -exponent)                     # exact power-of-two scaling: |w| is between 1/2 and sqrt(n)
    t = eps / np.sqrt(np.einsum("i,i", w, w))
    plus, minus = (np.asarray(grad_f(x + s * t * w)) for s in (+1, -1))
    return np.ldexp((plus - minus) / (2 * t), exponent)


def power_method(hvp: Callable, n: int, iterations: int = 200, tol: float = 1e-10, seed: int = 0) -> Tuple[float, np.ndarray]:
    used = 0

    def apply(q):
        nonlocal used
        used += 1
        return np.asarray(hvp(q), dtype=float)

    q = np.random.default_rng(seed).standard_normal(n)
    q *= 1 / np.sqrt(np.einsum("i,i->", q, q))
    w = apply(q)
    lam = float(np.einsum("i,i->", q, w))
    while used < iterations and np.linalg.norm(w - lam * q) > tol * abs(lam):
        q = w / np.linalg.norm(w)
        w = apply(q)
        lam = float(np.einsum("i,i->", q, w))
    if np.linalg.norm(w - lam * q) > tol * abs(lam):
        warnings.warn(f"power method: {used} products used, residual still large")
    print(f"lambda = {lam:.6g} after {used} products")
    return lam, q


def lanczos(hvp: Callable, v0: np.ndarray, k: int) -> Tuple[np.ndarray, np.ndarray]:
    v0 = np.array(v0, dtype=float)
    n, alpha, beta, sizes = v0.size, [], [], []
    if not np.any(v0):
        raise ValueError("v0 is the zero vector")
    basis = (v0 / np.linalg.norm(v0))[:, None]
    while True:
        q = basis[:, -1].copy()
        w = np.asarray(hvp(q), dtype=float)
        sizes.append(np.linalg.norm(w))
        alpha.append(np.einsum("i,i->", q, w))
        if len(alpha) >= min(n, k):
            break
        scale = max(sizes) or 1.0
        full, R = qr(np.column_stack([basis, w / scale]), mode="economic")
        b = abs(R[-1, -1]) * scale
        if b <= 1e-13 * n * max(sizes):
            print(f"breakdown after {len(alpha)} steps")
            break
        new = full[:, -1] * np.sign(R[-1, -1])
        new -= basis @ (basis.T @ new)
        basis = np.column_stack([basis, new / np.linalg.norm(new)])
        beta.append(b)
    return np.array(alpha, dtype=float), np.array(beta, dtype=float)
