"""Writes torch_trajectories.json: the paths that PyTorch's optimisers take on two problems, step by step.

To run it again, from the project's folder, with PyTorch in an environment of its own (any version, CPU):

    python -m venv ../with_torch && ../with_torch/bin/pip install torch numpy scipy
    ../with_torch/bin/python -m tests.numopt.torch_trajectories

The gradients come from numopt, in float64: what is compared is the update rule and nothing else.  The
table records PyTorch's version; test_adaptive.py reads it.
"""

import json
from pathlib import Path

import numpy as np

from numopt import problems

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


if __name__ == "__main__":
    TABLE.write_text(json.dumps(table()).replace('{"problem"', '\n{"problem"') + "\n")
