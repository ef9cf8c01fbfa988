"""Our update rules beside PyTorch's, step by step: ``python -m benchmarks.pytorch`` where torch is installed.

The gradients come from numopt, in float64: what is compared is the update rule and nothing else.  PyTorch
is no dependency; its paths stand in ``pytorch.json``, with its version, and a test compares with those.
To write the file again, from the project's folder, with PyTorch in an environment of its own:

    python -m venv ../with_torch && ../with_torch/bin/pip install torch numpy scipy rich
    ../with_torch/bin/python -m benchmarks.pytorch --write
"""

import importlib.util
import json
import sys
from pathlib import Path

import numpy as np

from numopt import adaptive, problems

TABLE = Path(__file__).with_suffix(".json")
STEPS = 50

# PyTorch's class and its settings.  None of these paths is chaotic, so that rounding stays rounding.
RUNS = [
    ("SGD", {"lr": 1e-3}),
    ("SGD", {"lr": 2e-4}),
    ("SGD", {"lr": 1e-4, "momentum": 0.9}),
    ("SGD", {"lr": 5e-4, "momentum": 0.5}),
    ("SGD", {"lr": 1e-4, "momentum": 0.9, "nesterov": True}),
    ("SGD", {"lr": 5e-4, "momentum": 0.5, "nesterov": True}),
    ("Adagrad", {"lr": 0.5}),
    ("Adagrad", {"lr": 0.05, "eps": 0.1}),
    ("RMSprop", {"lr": 1e-2}),
    ("RMSprop", {"lr": 2e-3, "alpha": 0.9, "eps": 1e-2}),
    ("Adam", {"lr": 1e-3}),
    ("Adam", {"lr": 0.1, "betas": [0.5, 0.9]}),
    ("Adam", {"lr": 0.05, "betas": [0.9, 0.99], "eps": 0.1}),
    ("AdamW", {"lr": 1e-2}),
    ("AdamW", {"lr": 0.1, "betas": [0.8, 0.95], "weight_decay": 0.3}),
    ("Adam", {"lr": 1e-2, "amsgrad": True}),
    ("Adam", {"lr": 0.1, "betas": [0.5, 0.9], "amsgrad": True}),
]


def reflected_quadratic() -> problems.Problem:
    """Return a quadratic with eigenvalues 1, 10, 100 whose axes are not the coordinates'."""
    w = np.array([1.0, 2.0, 3.0])
    return problems.quadratic([1.0, 10.0, 100.0], np.eye(3) - 2 * np.outer(w, w) / (w @ w), [0.5, -1.0, 2.0])


PROBLEMS = {"quadratic": reflected_quadratic(), "Rosenbrock": problems.rosenbrock()}


def our_rule(name: str, settings: dict):
    """Return the rule of numopt that PyTorch's class and settings stand for."""
    settings = dict(settings)
    if "betas" in settings:
        settings["beta1"], settings["beta2"] = settings.pop("betas")
    if name == "SGD":
        return adaptive.Momentum(
            settings["lr"], settings.get("momentum", 0.0), settings.get("nesterov", False)
        )
    if name == "Adagrad":
        return adaptive.AdaGrad(**settings)
    if name == "RMSprop":
        return adaptive.rmsprop(settings["lr"], settings.get("alpha", 0.99), settings.get("eps", 1e-8))
    if name == "AdamW":
        return adaptive.adamw(decay=settings.pop("weight_decay", 1e-2), **settings)
    return adaptive.amsgrad(**settings) if settings.pop("amsgrad", False) else adaptive.Adam(**settings)


def our_path(name: str, settings: dict, problem: problems.Problem) -> np.ndarray:
    """Return numopt's path, shape (STEPS + 1, n), the start included."""
    return adaptive.follow(our_rule(name, settings), problem.grad, problem.start, STEPS)


def difference(path: np.ndarray, torchs: np.ndarray) -> float:
    """Return the largest difference, relative to the point or to the way so far, coordinate by coordinate."""
    size = np.maximum(np.abs(torchs), np.abs(torchs - torchs[0]))
    return float(np.max(np.abs(path - torchs) / np.where(size > 0, size, 1.0)))


def torch_path(name: str, settings: dict, problem: problems.Problem) -> np.ndarray:
    """Return PyTorch's path, shape (STEPS + 1, n), the start included."""
    import torch

    x = torch.tensor(problem.start, dtype=torch.float64, requires_grad=True)
    optimiser = getattr(torch.optim, name)([x], **settings)
    path = [problem.start]
    for _ in range(STEPS):
        x.grad = torch.tensor(problem.grad(path[-1]), dtype=torch.float64)
        optimiser.step()
        path.append(x.detach().numpy().copy())
    return np.array(path)


def table() -> dict:
    """Return what the file holds: PyTorch's version, and a path for each run on each problem."""
    import torch

    paths = []
    for label, problem in PROBLEMS.items():
        for name, settings in RUNS:
            path = torch_path(name, settings, problem).tolist()
            paths.append({"problem": label, "optimiser": name, "settings": settings, "path": path})
    return {"torch": torch.__version__, "paths": paths}


def main() -> None:
    """Write the table, or compare with the PyTorch that is installed."""
    if importlib.util.find_spec("torch") is None:
        print("PyTorch is not installed: tests compare with the paths in benchmarks/pytorch.json instead.")
    elif "--write" in sys.argv[1:]:
        TABLE.write_text(json.dumps(table()).replace('{"problem"', '\n{"problem"') + "\n")
    else:
        live = table()
        worst = max(
            difference(
                our_path(row["optimiser"], row["settings"], PROBLEMS[row["problem"]]), np.array(row["path"])
            )
            for row in live["paths"]
        )
        print(
            f"PyTorch {live['torch']}: {len(live['paths'])} paths of {STEPS} steps, "
            f"largest relative difference {worst:.1e}"
        )


if __name__ == "__main__":
    main()
