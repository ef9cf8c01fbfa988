"""The power method and Lanczos on one matrix: what each product with a vector buys, and ghosts.

    eigenvalues of A: 398 equally spaced from 0 to 0.9, then 0.98 and 1

Golub & Van Loan (2013), sections 8.2 and 10.3 (Paige's theory of the loss of orthogonality).
"""

from functools import lru_cache

import numpy as np
from matplotlib import pyplot as plt

from numopt.plot import Picture, show
from numopt.plot.quick import few_ticks, quick_subplots
from numopt.spectrum import lanczos_basis, power_method, ritz_values

VALUES = np.concatenate([np.linspace(0, 0.9, 398), [0.98, 1.0]])
CLOSE = 1e-6  # Ritz values this close to an eigenvalue are copies of it
CLEAN = {"color": "#0072B2", "marker": "o", "linestyle": "-"}
RAW = {"color": "#D55E00", "marker": "X", "linestyle": "--"}
POWER = {"color": "#1a1a1a", "marker": "", "linestyle": "-."}


def product(v: np.ndarray) -> np.ndarray:
    """Return A v; A is diagonal here, which neither method can know."""
    return VALUES * v


def start() -> np.ndarray:
    """Return the start of Lanczos, shape (400,)."""
    return np.random.default_rng(0).standard_normal(VALUES.size)


@lru_cache
def power_errors(products: int = 400) -> np.ndarray:
    """Return the error of the power method's eigenvalue after each product, shape (products,)."""
    quotients = []

    def watched(q):
        quotients.append(float(q @ product(q)))
        return product(q)

    power_method(watched, VALUES.size, iterations=products, tol=0)
    return 1 - np.array(quotients)


@lru_cache
def lanczos_run(k: int, orthogonal: bool):
    """Return Q, shape (n, k), and the diagonal and off-diagonal of T."""
    return lanczos_basis(product, start(), k, reorthogonalise=orthogonal)


@lru_cache(maxsize=512)
def ritz(k: int, orthogonal: bool, longest: int = 120) -> np.ndarray:
    """Return the Ritz values after k products, in ascending order; k <= longest."""
    _, diagonal, off = lanczos_run(longest, orthogonal)
    return ritz_values(diagonal[:k], off[: k - 1])


def copies(k: int, orthogonal: bool, eigenvalue: float = 1.0) -> int:
    """Return how many Ritz values lie within CLOSE of a simple eigenvalue; more than one are ghosts."""
    return int(np.sum(np.abs(ritz(k, orthogonal) - eigenvalue) < CLOSE))


def lost_orthogonality(k: int, orthogonal: bool) -> float:
    """Return the largest inner product of two different vectors of the basis after k products."""
    basis = lanczos_run(120, orthogonal)[0][:, :k]
    return float(np.abs(basis.T @ basis - np.eye(k)).max())


def _draw_errors(ax, k: int, orthogonal: bool) -> None:
    ks = np.arange(1, k + 1)
    errors = [max(1 - ritz(j, orthogonal)[-1], 1e-16) for j in ks]
    look = CLEAN if orthogonal else RAW
    ax.semilogy(np.arange(1, 401), power_errors(), label="power method", **POWER)
    ax.semilogy(ks, errors, label="Lanczos", markevery=8, **(look | {"markersize": 4}))
    ax.axhline(1e-8, color="#8c8c8c", linewidth=0.8)
    ax.set(xlabel="products with $A$", ylabel=r"error of $\lambda_{\max}$", ylim=(1e-17, 2), xlim=(0, 400))
    ax.legend(fontsize=8)


def _draw_ritz(ax, k: int, orthogonal: bool) -> None:
    look = (CLEAN if orthogonal else RAW) | {"linestyle": "none", "markersize": 3}
    for value in VALUES[VALUES > 0.86]:
        ax.axhline(value, color="#8c8c8c", linewidth=1.4 if value > 0.95 else 0.3)
    points = [(j, value) for j in range(2, k + 1, 2) for value in ritz(j, orthogonal) if value > 0.86]
    ax.plot(*np.array(points).T, **look)
    for eigenvalue in (0.98, 1.0):
        number = copies(k, orthogonal, eigenvalue)
        ax.annotate(f"{number} x", (122, eigenvalue), fontsize=9, va="center", annotation_clip=False)
    how = "with" if orthogonal else "without"
    ax.set(xlim=(0, 121), ylim=(0.86, 1.012), xlabel="products with $A$", ylabel="Ritz values")
    ax.set_title(f"{how} reorthogonalisation", fontsize=10)


def picture(k: int = 100, reorthogonalise: bool = False) -> Picture:
    """Return the Ritz values up to k products, k <= 120, beside the errors of both methods."""
    figure, (left, right) = quick_subplots(1, 2, (8.5, 3.4))
    _draw_ritz(left, k, reorthogonalise)
    _draw_errors(right, k, reorthogonalise)
    few_ticks(left, right)
    return show(figure, conclusion(k))


def small_multiple() -> Picture:
    """Return the Ritz values with and without reorthogonalisation, and the errors."""
    figure, axes = plt.subplots(1, 3, figsize=(10, 3.3))
    _draw_ritz(axes[0], 120, True)
    _draw_ritz(axes[1], 120, False)
    _draw_errors(axes[2], 60, True)
    axes[1].set_ylabel("")
    return show(figure, conclusion(120))


def products_needed(errors, below: float = 1e-8) -> int:
    """Return the number of the first product after which the error is below; 0 where it never is."""
    small = np.asarray(errors) < below
    return int(np.argmax(small)) + 1 if small.any() else 0


def conclusion(k: int) -> str:
    """Return what the picture says, in words."""
    lanczos = products_needed([1 - ritz(j, True)[-1] for j in range(1, 61)])
    return (
        f"For an error of 1e-8 the power method needs {products_needed(power_errors())} products, Lanczos "
        f"{lanczos}. After {k} products the eigenvalue 1 is found {copies(k, True)} time(s) with "
        f"reorthogonalisation and {copies(k, False)} time(s) without: the surplus are ghosts."
    )
