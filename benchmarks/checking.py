"""What checking costs: ``python -m benchmarks.checking``.

Right answers are those of the model solutions, wrong ones those of the banks (where a diagnosis is
sought).  In the notebook: wall time of a check of the whole exercise, imports done.  In grading: CPU
time of examiner and session together, the reading of the notebook included; the warm process, which
serves a whole class, is started once, and its start is taken off.
"""

import os
import statistics
import time

from rich.console import Console
from rich.table import Table

from autograder import bank, exercise, verify
from autograder.examine import examine, grade
from autograder.session.sandboxed import Warm

SEEDS = range(5)


def main() -> None:
    """Print one row an exercise."""
    table = Table(title="Checking one exercise, in seconds")
    for heading in (
        "exercise",
        "notebook: right",
        "worst",
        "notebook: wrong",
        "worst",
        "grading, CPU: right",
    ):
        table.add_column(heading, justify="right")
    start = _cpu_of_grading(None)
    for name in exercise.ids():
        known, model = exercise.load(name), verify.model_source(name)
        right = [_wall(known, model, seed) for seed in SEEDS]
        wrong = [_wall(known, f"{model}\n\n{answer.source}", 0) for answer in bank.wrong(name)]
        cpu = (_cpu_of_grading(name) - start) / len(SEEDS)
        times = (statistics.median(right), max(right), statistics.median(wrong), max(wrong), cpu)
        table.add_row(name, *(f"{seconds:.3f}" for seconds in times))
    Console(width=110).print(table)


def _wall(known, source: str, seed: int) -> float:
    session = verify.session(source, known)
    start = time.perf_counter()
    examine(known, session, seed)
    return time.perf_counter() - start


def _cpu_of_grading(name: str | None) -> float:
    """Return the CPU seconds of a warm process, from start to end, with one grading a seed between."""
    before = _spent()
    with Warm(limits_only=True) as warm:
        for seed in SEEDS if name else ():
            notebook = next(verify.SOLUTIONS.glob(f"{name}_*.ipynb"))
            result = grade(notebook, name, seed, warm)
            if not result.passed:
                raise SystemExit(f"{name}: the model solution does not pass: {result.status}")
    return _spent() - before


def _spent() -> float:
    """Return the CPU seconds of this process and of the children that have ended."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
