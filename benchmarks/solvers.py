"""The quasi-Newton methods of numopt beside SciPy's: evaluations, and time an iteration without f and g.

Run as ``python -m benchmarks.solvers [profile.png]``; it takes about a minute.  Both sides get the same
tolerance on the infinity norm of the gradient, the same number of pairs, and no other stopping test.
Profiles: Dolan & Moré (2002).
"""

import math
import sys
import time
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import scipy.optimize
from scipy.linalg.blas import daxpy

from numopt import plot, problems
from numopt.quasi_newton import minimise_bfgs, minimise_lbfgs

PAIRS = 10
GTOL = 1e-5
MOST_ITERATIONS = 5000
STARTS = (1.0, 10.0, 100.0)  # times the standard start
ROUNDS = 5  # of each timing; the fastest counts, because other work on the machine only ever adds

# What is solved --------------------------------------------------------------------------------------


def extended_rosenbrock(n: int) -> problems.Problem:
    """Return n / 2 copies of Rosenbrock's valley (problem 21 of Moré, Garbow and Hillstrom 1981)."""

    def f(x):
        a, b = x[::2], x[1::2]
        return float(np.sum(100 * (b - a * a) ** 2 + (1 - a) ** 2))

    def grad(x):
        a, b = x[::2], x[1::2]
        g = np.empty_like(x)
        g[::2], g[1::2] = -400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)
        return g

    return problems.Problem(f"extended Rosenbrock, n = {n}", n, f, grad, np.tile([-1.2, 1.0], n // 2))


def test_set() -> list[problems.Problem]:
    """Return the problems on which evaluations are counted."""
    try:
        from numopt.more_garbow_hillstrom import PROBLEMS as small
    except ImportError:  # the library without them
        small = [problems.rosenbrock(), problems.himmelblau(), problems.beale(), problems.tanh_network()]
    return [*small, extended_rosenbrock(100), extended_rosenbrock(1000)]


def bowl(n: int) -> problems.Problem:
    """Return a quadratic whose f and g cost next to nothing, with curvatures from 1 to 100."""
    curvature = np.linspace(1, 100, n)
    return problems.Problem(
        f"bowl, n = {n}",
        n,
        lambda x: float(x @ (curvature * x)) / 2,
        lambda x: curvature * x,
        np.ones(n),
    )


# Evaluations -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """What one solver made of one problem: calls of f and of its gradient, f at the end, and success."""

    f: int
    grad: int
    fun: float
    solved: bool

    @property
    def cost(self) -> int:
        """Calls of f and of the gradient, one like the other."""
        return self.f + self.grad


def ours(problem: problems.Problem, x0: np.ndarray) -> Run:
    """Return what numopt's L-BFGS does from ``x0``."""
    found = minimise_lbfgs(problem, x0, PAIRS, gtol=GTOL, max_iterations=MOST_ITERATIONS, trace=False)
    return Run(found.nfev, found.njev, found.fun, bool(np.abs(problem.grad(found.x)).max() <= GTOL))


def scipys(problem: problems.Problem, x0: np.ndarray) -> Run:
    """Return what SciPy's L-BFGS-B does from ``x0``; each of its calls asks for f and the gradient."""
    limits = {"maxcor": PAIRS, "gtol": GTOL, "ftol": 0, "maxiter": MOST_ITERATIONS, "maxfun": 10**5}
    found = scipy.optimize.minimize(problem.f, x0, jac=problem.grad, method="L-BFGS-B", options=limits)
    solved = bool(np.abs(problem.grad(found.x)).max() <= GTOL)
    return Run(found.nfev, found.njev, float(found.fun), solved)


def run_all(chosen: list[problems.Problem]) -> dict[tuple[str, float], tuple[Run, Run]]:
    """Return (our run, SciPy's run) for each problem's name and each multiple of its start."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # far starts overflow; both solvers go back
        return {
            (problem.name, times): (ours(problem, x0), scipys(problem, x0))
            for problem in chosen
            for times in STARTS
            for x0 in [times * problem.start]
        }


def geometric_mean(ratios) -> float:
    """Return the geometric mean; NaN of nothing."""
    return math.exp(np.mean(np.log(ratios))) if len(ratios) else math.nan


def print_evaluations(runs: dict) -> None:
    """Print a row a problem (f + g of ours / SciPy's at each start, ! where not solved), then the summary."""
    print(f"Evaluations, f + g: numopt / SciPy L-BFGS-B, m = {PAIRS}, |g|_inf <= {GTOL:g}, '!' = not solved")
    names = list(dict.fromkeys(name for name, _ in runs))
    print(f"{'start times':44}" + "".join(f"{times:>18g}" for times in STARTS))
    for name in names:
        print(f"{name[:43]:44}" + "".join(f"{_cell(*runs[name, times]):>18}" for times in STARTS))
    for times in (*STARTS, None):
        both = [(a, b) for (_, t), (a, b) in runs.items() if times in (t, None) and a.solved and b.solved]
        mean = geometric_mean([a.cost / b.cost for a, b in both])
        calls = geometric_mean([max(a.f, a.grad) / max(b.f, b.grad) for a, b in both])
        label = "all starts" if times is None else f"start times {times:g}"
        print(f"{label:16} ratio of f + g {mean:.3f}, of calls if f and g came together {calls:.3f}")
    failed = [sum(not pair[side].solved for pair in runs.values()) for side in (0, 1)]
    print(f"not solved: numopt {failed[0]}, SciPy {failed[1]}, of {len(runs)}")


def _cell(a: Run, b: Run) -> str:
    return f"{a.cost}{'' if a.solved else '!'} / {b.cost}{'' if b.solved else '!'}"


def print_exceptions(runs: dict) -> None:
    """Print the runs that a mean hides: not solved, another end, or twice the evaluations."""
    print("\nExceptions")
    for (name, times), (a, b) in runs.items():
        said = [f"{who} does not solve it" for who, run in (("numopt", a), ("SciPy", b)) if not run.solved]
        if a.solved and b.solved and abs(a.fun - b.fun) > 1e-4 * max(abs(a.fun), abs(b.fun)) + 1e-6:
            said.append(f"ends at f = {a.fun:.4g}, SciPy at {b.fun:.4g}")
        if a.solved and b.solved and a.cost > 2 * b.cost:
            said.append(f"{a.cost} evaluations, SciPy {b.cost}")
        if said:
            print(f"  {name}, start times {times:g}: {'; '.join(said)}")


def profile(costs: np.ndarray, ratios: np.ndarray) -> np.ndarray:
    """Return, for each solver, the fraction of problems solved at a cost within each ratio of the best.

    ``costs`` has shape (problems, solvers), infinite where not solved; the result (solvers, len(ratios)).
    """
    best = costs.min(axis=1, keepdims=True)
    relative = np.where(np.isfinite(costs), costs / best, np.inf)
    return np.mean(relative[:, :, None] <= ratios, axis=0)


def draw_profile(runs: dict) -> plot.Picture:
    """Return the Dolan-Moré profile of f + g over all problems and starts."""
    costs = np.array([[run.cost if run.solved else np.inf for run in pair] for pair in runs.values()])
    ratios = np.geomspace(1, 8, 400)
    curves = profile(costs, ratios)
    figure, ax = plt.subplots()
    for curve, label, style in zip(curves, ("numopt", "SciPy L-BFGS-B"), ("-", "--"), strict=True):
        ax.step(ratios, curve, style, where="post", label=label)
    ax.set_xscale("log", base=2)
    ax.set(xlabel="evaluations (f + g) over those of the better solver", ylabel="fraction of runs solved")
    ax.set(ylim=(0, 1.02), title=f"L-BFGS, {len(runs)} runs")
    ax.legend(loc="lower right")
    first, last = curves[:, 0], curves[:, -1]
    return plot.show(
        figure,
        f"numopt needs the fewest evaluations in {first[0]:.0%} of the runs, SciPy in {first[1]:.0%} (a tie "
        f"counts for both); within 8 times the better one numopt solves {last[0]:.0%}, SciPy {last[1]:.0%}.",
    )


# Time ------------------------------------------------------------------------------------------------


class Stopwatch:
    """A clock that stands still while f or g runs, and notes the time at the end of each iteration."""

    def __init__(self):
        self.outside, self.marks = 0.0, []

    def watched(self, problem: problems.Problem) -> problems.Problem:
        """Return the same problem; its f and g stop the clock."""
        return replace(problem, f=self._stopping(problem.f), grad=self._stopping(problem.grad))

    def _stopping(self, function):
        def evaluate(x):
            begin = time.perf_counter()
            answer = function(x)
            self.outside += time.perf_counter() - begin
            return answer

        return evaluate

    def mark(self, _x) -> None:
        """Note the time; the callback of both solvers."""
        self.marks.append(time.perf_counter() - self.outside)

    def per_iteration(self, after: int) -> float:
        """Return the median seconds of an iteration, the first ``after`` left out."""
        return float(np.median(np.diff(self.marks)[after:]))


def time_ours(method, problem: problems.Problem, iterations: int, after: int) -> float:
    """Return the seconds that an iteration of ``method`` takes beside f and g."""
    watch = Stopwatch()
    settings = {"gtol": 0, "max_iterations": iterations, "trace": False}
    method(watch.watched(problem), callback=watch.mark, **settings)
    return watch.per_iteration(after)


def time_scipys(method: str, problem: problems.Problem, iterations: int, after: int) -> float:
    """Return the seconds that an iteration of SciPy's ``method`` takes beside f and g."""
    watch = Stopwatch()
    slow = watch.watched(problem)
    options = {"maxiter": iterations, "gtol": 0}
    if method == "L-BFGS-B":
        options |= {"maxcor": PAIRS, "ftol": 0}
    scipy.optimize.minimize(
        slow.f, problem.start, jac=slow.grad, method=method, options=options, callback=watch.mark
    )
    return watch.per_iteration(after)


def two_loop_bytes(n: int) -> int:
    """Return what the two loops move: 2m inner products read two vectors, 2m daxpy read two and write one."""
    return 2 * PAIRS * (2 + 3) * 8 * n


def two_loop_time(n: int) -> float:
    """Return the seconds that the memory needs for that: the same operations, one kind after the other."""
    vectors, q = np.ones((2 * PAIRS, n)), np.ones(n)

    def pass_over():
        begin = time.perf_counter()
        for v in vectors:
            v @ q
        for v in vectors:
            daxpy(v, q, a=1e-9)
        return time.perf_counter() - begin

    return float(np.median([pass_over() for _ in range(9)]))


def fastest(*timings) -> list[float]:
    """Return the smallest result of each function over ROUNDS rounds, in which they take turns."""
    return [min(row) for row in zip(*[[timing() for timing in timings] for _ in range(ROUNDS)], strict=True)]


def print_lbfgs_times(sizes=(10, 100, 1000, 10**4, 10**5, 10**6)) -> None:
    """Print the time of an iteration with full memory, ours and SciPy's, and the bound."""
    print(f"\nOne L-BFGS iteration without f and g, m = {PAIRS}, memory full, one thread (microseconds)")
    print(
        f"{'n':>8}{'numopt':>12}{'SciPy':>12}{'SciPy/numopt':>14}{'bound':>12}{'numopt/bound':>14}{'GB/s':>8}"
    )
    for n in sizes:
        mine, theirs, bound = fastest(
            lambda n=n: time_ours(minimise_lbfgs, bowl(n), 40, PAIRS + 2),
            lambda n=n: time_scipys("L-BFGS-B", bowl(n), 40, PAIRS + 2),
            lambda n=n: two_loop_time(n),
        )
        times = f"{1e6 * mine:12.1f}{1e6 * theirs:12.1f}{theirs / mine:14.2f}"
        print(f"{n:8}{times}{1e6 * bound:12.1f}{mine / bound:14.2f}{two_loop_bytes(n) / bound / 1e9:8.1f}")


def print_bfgs_times(sizes=(10, 100, 1000)) -> None:
    """Print the time of an iteration of dense BFGS, ours and SciPy's."""
    print("\nOne dense BFGS iteration without f and g, one thread (microseconds)")
    print(f"{'n':>8}{'numopt':>12}{'SciPy':>12}{'SciPy/numopt':>14}")
    for n in sizes:
        mine, theirs = fastest(
            lambda n=n: time_ours(minimise_bfgs, bowl(n), 20, 2),
            lambda n=n: time_scipys("BFGS", bowl(n), 20, 2),
        )
        print(f"{n:8}{1e6 * mine:12.1f}{1e6 * theirs:12.1f}{theirs / mine:14.2f}")


def main(picture: str = "build/lbfgs_profile.png") -> None:
    """Print all tables and write the profile to the file ``picture``."""
    runs = run_all(test_set())
    print_evaluations(runs)
    print_exceptions(runs)
    drawn = draw_profile(runs)
    Path(picture).parent.mkdir(parents=True, exist_ok=True)
    Path(picture).write_bytes(drawn.png)
    print(f"\nProfile in {picture}: {drawn.alt}")
    print_lbfgs_times()
    print_bfgs_times()


if __name__ == "__main__":
    main(*sys.argv[1:2])
