"""The numbers of the practice problems: each value is what the worked answer says."""

import math

import numpy as np

from numopt import derivatives, precision, problems, quasi_newton, trust_region
from numopt.line_search import BacktrackingLineSearch


def values() -> dict[str, str]:
    """Return name and text of each number in practice.md."""
    return (
        armijo()
        | least_change()
        | fixed_step()
        | complex_step()
        | limited_memory()
        | cauchy()
        | adam()
        | sums()
        | sharded()
    )


def armijo():
    found = BacktrackingLineSearch(rho=0.5, c1=0.1)(lambda alpha: (1 - 2 * alpha) ** 2, 1.0, -4.0)
    (_, first, _), (_, second, _) = ((t.alpha, t.value, t.accepted) for t in found.trials)
    return {
        "armijo_first": f"{first:g}",
        "armijo_bound_first": f"{1 - 0.1 * 4:g}",
        "armijo_second": f"{second:g}",
        "armijo_bound_second": f"{1 - 0.1 * 0.5 * 4:g}",
        "armijo_step": f"{found.alpha:g}",
    }


def least_change():
    """Compare the update with a hundred other symmetric matrices that satisfy the secant equation."""
    rng = np.random.default_rng(0)
    root = np.eye(3) + 0.2 * rng.standard_normal((3, 3))
    weight = root @ root.T  # W
    s = rng.standard_normal(3)
    y, old = weight @ s, np.eye(3)
    new = quasi_newton.bfgs_inverse_update(old, s, y)
    across = np.eye(3) - np.outer(y, y) / (y @ y)  # Z with Z y = 0 keeps the secant equation
    half = np.linalg.cholesky(weight)

    def distance(matrix):
        return np.linalg.norm(half.T @ (matrix - old) @ half)

    others = []
    for _ in range(100):
        extra = rng.standard_normal((3, 3))
        others.append(distance(new + across @ (extra + extra.T) @ across))
    return {"least_nearer": str(sum(d < distance(new) for d in others)), "least_others": str(len(others))}


def fixed_step(low=2.0, high=100.0):
    step = 2 / (low + high)
    rate = max(abs(1 - step * low), abs(1 - step * high))
    return {
        "step_best": f"{step:.4f}",
        "step_rate": f"{rate:.4f}",
        "step_count": str(math.ceil(math.log(1e-6) / math.log(rate))),
    }


def complex_step(x=1.5):
    def f(z):
        return np.exp(z[0]) / np.sqrt(np.sin(z[0]) ** 3 + np.cos(z[0]) ** 3)

    at = np.array([x])
    exact = derivatives.complex_step(f, at)[0]
    errors = [abs(derivatives.central(f, at, h)[0] / exact - 1) for h in 10.0 ** -np.arange(1, 13)]
    coarse = np.imag(f(at + 1e-3j)) / 1e-3
    return {
        "complex_value": f"{exact:.12f}",
        "complex_coarse": f"{abs(coarse / exact - 1):.0e}",
        "central_best": f"{min(errors):.0e}",
        "central_step": f"{10.0 ** -(1 + int(np.argmin(errors))):.0e}",
    }


def limited_memory():
    texts = {}
    for m in (1, 5):
        counted, counts = problems.counting(problems.rosenbrock())
        x, norms = quasi_newton.lbfgs(counted.f, counted.grad, np.array([-1.2, 1.0]), m=m, tol=1e-8)
        texts |= {f"lbfgs_steps_{m}": str(len(norms) - 1), f"lbfgs_values_{m}": str(counts.f)}
    return texts | {"lbfgs_error": f"{np.abs(x - 1).max():.0e}"}


def cauchy():
    g, B = np.array([1.0, 2.0]), np.diag([1.0, 10.0])
    near, far = (trust_region.cauchy_point(g, B, radius) for radius in (0.1, 1.0))
    down = trust_region.cauchy_point(g, -B, 1.0)
    return {
        "cauchy_near": f"({near.p[0]:.4f},{near.p[1]:.4f})",
        "cauchy_far": f"({far.p[0]:.4f},{far.p[1]:.4f})",
        "cauchy_length": f"{np.linalg.norm(far.p):.4f}",
        "cauchy_decrease": f"{far.predicted:.4f}",
        "cauchy_down": f"({down.p[0]:.4f},{down.p[1]:.4f})",
    }


def adam(steps=30_000, constant=4.0, rate=0.1):
    """Run Reddi, Kale and Kumar's example with Adam and with the largest average so far (AMSGrad)."""
    beta2, ends = 1 / (1 + constant**2), {}
    for name, largest in (("adam", False), ("amsgrad", True)):
        x, v, top = 0.0, 0.0, 0.0
        for t in range(1, steps + 1):
            g = constant if t % 3 == 1 else -1.0
            v = beta2 * v + (1 - beta2) * g * g
            top = max(top, v) if largest else v
            x = min(1.0, max(-1.0, x - rate / math.sqrt(t) * g / math.sqrt(top)))
        ends[f"end_{name}"] = f"{x:.2f}"
    return ends | {"adam_average": f"{(constant - 2) / 3:.2f}"}


def sums():
    ones = {
        name: next(
            n
            for n in range(1, 5000)
            if precision.rounded(np.array([n + 1.0]), to)[0] == precision.rounded(np.array([float(n)]), to)[0]
        )
        for name, to in (("fp16", precision.FLOAT16), ("bf16", precision.BFLOAT16))
    }
    hundredths = [0.01] * 10_000
    naive = float(precision.accumulate(hundredths, np.float16))
    return {f"ones_{name}": str(n) for name, n in ones.items()} | {
        "sum_naive": f"{naive:g}",
        "sum_kahan": f"{float(precision.kahan_sum(hundredths, np.float16)):g}",
        "sum_single": f"{float(precision.accumulate(hundredths, np.float32)):.3f}",
        "spacing_32": f"{float(np.spacing(np.float16(32))):g}",
    }


def sharded(parameters=7e9, processes=2):
    bytes_each = {0: 16, 1: 4 + 12 / processes, 2: 2 + 14 / processes, 3: 16 / processes}
    return {f"zero_{stage}": f"{parameters * b / 1e9:g}" for stage, b in bytes_each.items()}
