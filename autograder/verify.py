"""The proof of a grader: known answers and mutants, and what the checks make of them.

Sound means: every accepted answer gets full marks on every seed; every wrong answer loses marks in
its own part on every seed, keeps all others, and is diagnosed as itself (or a declared twin) on at
least 95 % of seeds; every mutant of the model solution and of one accepted answer is killed, or is
listed with the reason why it behaves the same.

What is dear is done on the first seeds only: the diagnosis and the other parts of a wrong answer on
THOROUGH of them, the mutants that live on MUTANT_SEEDS.  That an accepted answer is right and a wrong
one loses its marks is shown on every seed.
"""

import ast
import contextlib
import functools
import json
import multiprocessing
import os
import tomllib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder import bank
from autograder import exercise as exercises
from autograder.examine import DRAWS, Examiner, examine
from autograder.mutants import Mutant, mutants
from autograder.session.local import LocalSession

DIAGNOSED = 0.95  # the least share of seeds on which a wrong answer is diagnosed as itself
THOROUGH = 5  # seeds on which a wrong answer is diagnosed, and its other parts are looked at
MUTANT_SEEDS = 3  # a mutant that lives on these is equivalent, or the checks have a gap
MUTANT_SECONDS = 1.0  # wall time of a call that asks no oracle; the others end by the call limit
SOLUTIONS = Path(__file__).parents[1] / "solutions"


@dataclass
class Row:
    """What became of one answer over all seeds; ``complaints`` is empty where it is as it should be."""

    kind: str
    name: str
    part: str = ""
    seeds: int = 0
    thorough: int = 0  # the first of the seeds, on which everything was looked at
    full: int = 0  # seeds with full marks
    lost: int = 0  # seeds on which its own part lost marks
    kept: int = 0  # seeds on which all other parts kept theirs
    named: int = 0  # seeds on which it was diagnosed as itself or a twin
    failing: dict[str, int] = field(default_factory=dict)  # check: thorough seeds on which it failed
    complaints: list[str] = field(default_factory=list)


@dataclass
class Verification:
    """The proof for one exercise, or what is missing to it."""

    exercise: str
    rows: list[Row]
    mutants: int = 0
    killed: int = 0
    equivalent: int = 0
    complaints: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """True where nothing is complained of."""
        return not self.complaints and not any(row.complaints for row in self.rows)


@contextlib.contextmanager
def workers():
    """Yield a ``map`` that works in a process a core: they start once for all exercises."""
    # A new interpreter for each worker: what runs verify may have threads, which a fork would not survive.
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        yield pool.map


def verify(exercise_id: str, seeds: int = 3, progress: bool = False, run=map) -> Verification:
    """Return the proof of one exercise on seeds 0, 1, ... ``seeds`` - 1; ``run`` is a ``map``."""
    exercise = exercises.load(exercise_id)
    model = model_source(exercise_id)
    jobs = [("model", bank.Answer("model solution", model, ""))]
    jobs += [("accepted", answer) for answer in bank.accepted(exercise_id)]
    jobs += [("wrong", answer) for answer in bank.wrong(exercise_id)]
    found = run(_row_of, ((exercise_id, *job, model, seeds) for job in jobs))
    rows = list(track(found, f"{exercise_id}: bank", total=len(jobs), disable=not progress))
    proof = Verification(exercise_id, rows)
    _prove_mutants(proof, exercise, model, seeds, progress, run)
    return proof


def model_source(exercise_id: str) -> str:
    """Return the model solution of an exercise as one Python source."""
    from autograder.authoring import source

    found = {s.id: s for s in source.load_all(SOLUTIONS)}[exercise_id]
    cells = [source.without_markers(c.source) for c in found.cells if c.role == "solution"]
    setup = ast.parse("\n".join(c.source for c in found.cells if c.role == "setup"))
    imports = [ast.unparse(s) for s in setup.body if isinstance(s, (ast.Import, ast.ImportFrom))]
    return "\n".join(imports) + "\n\n\n" + "\n\n\n".join(cells) + "\n"


def _row_of(job) -> Row:
    exercise_id, *rest = job
    return _row(exercises.load(exercise_id), *rest)


def _row(exercise, kind, answer, model, seeds) -> Row:
    code = f"{model}\n\n{answer.source}" if kind == "wrong" else answer.source
    row = Row(kind, answer.name, answer.part, seeds, min(seeds, THOROUGH))
    for seed in range(seeds):
        if kind == "wrong" and seed >= row.thorough:
            row.lost += _loses(exercise, code, row, seed)
            continue
        result = examine(exercise, session(code, exercise), seed)
        own = [o for o in result.outcomes if o.part == answer.part]
        for outcome in own:
            if outcome.status == "failed":
                row.failing[outcome.check] = row.failing.get(outcome.check, 0) + 1
        row.full += result.passed
        row.lost += any(o.status == "failed" for o in own)
        row.kept += all(o.status == "passed" for o in result.outcomes if o.part != answer.part)
        row.named += bool({o.diagnosis for o in own} & {answer.name, *answer.twins})
    if kind != "wrong":
        _expect(row, row.full == seeds, f"full marks on {row.full} of {seeds} seeds only")
        return row
    _expect(row, row.lost == seeds, f"loses marks in part {answer.part} on {row.lost} of {seeds} seeds only")
    _expect(
        row, row.kept == row.thorough, f"keeps the other parts on {row.kept} of {row.thorough} seeds only"
    )
    enough = row.named >= DIAGNOSED * row.thorough
    _expect(row, enough, f"is diagnosed as itself on {row.named} of {row.thorough} seeds only")
    return row


def _loses(exercise, code: str, row: Row, seed: int) -> bool:
    """Say whether an answer fails a check of its part; the checks that caught it before come first."""
    own = [check for check in exercise.checks if check.part == row.part]
    own.sort(key=lambda check: -row.failing.get(check.name, 0))
    return _fails(exercise, session(code, exercise), own, seed)


def _fails(exercise, learner, checks, seed: int) -> bool:
    """Say whether a session fails one of the checks on both draws, as an examination would judge it."""
    examiner = Examiner(exercise, learner, seed)
    return any(
        all(examiner.run(check, learner, draw).failed for draw in DRAWS)
        and _reference_passes(exercise.id, check.name, seed)
        for check in checks
    )


@functools.cache
def _reference_passes(exercise_id: str, check_name: str, seed: int) -> bool:
    """Say whether the reference passes a check: asked once for all wrong answers that a process sees."""
    exercise = exercises.load(exercise_id)
    examiner = Examiner(exercise, None, seed)
    check = next(check for check in exercise.checks if check.name == check_name)
    return not any(examiner.run(check, examiner.model, draw).failed for draw in DRAWS)


def _expect(row: Row, condition: bool, complaint: str) -> None:
    if not condition:
        row.complaints.append(complaint)


def session(code: str, exercise) -> LocalSession:
    """Return a session on trusted code, which may be endless."""
    return LocalSession.from_source(code, exercise, time_limit=MUTANT_SECONDS)


# Mutants ------------------------------------------------------------------------------------------


def _prove_mutants(proof: Verification, exercise, model: str, seeds: int, progress: bool, run=map) -> None:
    path = bank.HERE / exercise.id / "equivalent_mutants.toml"
    listed = tomllib.loads(path.read_text()) if path.exists() else {}
    answers = {"model solution": model, **{a.name: a.source for a in bank.accepted(exercise.id)[:1]}}
    made = [(name, m) for name, text in answers.items() for m in mutants(text, _graded(text))]
    proof.mutants = len(made)
    survived = set()
    # One that is listed lives on every seed; the others die on their first, nearly all of them.
    jobs = (
        (exercise.id, m, min(seeds, MUTANT_SEEDS) if m.digest in listed else MUTANT_SEEDS) for _, m in made
    )
    deaths = run(_killed, jobs)
    shown = track(deaths, f"{exercise.id}: mutants", total=len(made), disable=not progress)
    for (name, mutant), dies in zip(made, shown, strict=True):
        if dies:
            proof.killed += 1
        elif mutant.digest in listed:
            survived.add(mutant.digest)
            proof.equivalent += 1
        else:
            proof.complaints.append(
                f"a mutant of {name} lives: {mutant.operator} in line {mutant.line} ({mutant.digest})"
            )
    for digest in listed.keys() - survived:
        proof.complaints.append(f"{path.name}: {digest} is stale: no such mutant, or it is killed")


def _killed(job) -> bool:
    exercise_id, mutant, seeds = job
    return killed(exercises.load(exercise_id), mutant, seeds)


def killed(exercise, mutant: Mutant, seeds: int) -> bool:
    """Say whether a mutant loses a mark on any seed."""
    for seed in range(seeds):
        try:
            learner = session(mutant.source, exercise)
        except Exception:
            return True  # it cannot even be defined
        if _fails(exercise, learner, exercise.checks, seed):
            return True
    return False


def _graded(source: str) -> list[str]:
    """Return the names of all functions and classes of a source."""
    return [n.name for n in ast.parse(source).body if isinstance(n, (ast.FunctionDef, ast.ClassDef))]


# The command --------------------------------------------------------------------------------------


def main(exercise_id: str | None, seeds: int, as_json: bool, write: bool = False) -> int:
    """Print the proof of one exercise, or of all; return 1 where anything is unsound.

    With ``write`` the matrix of each sound exercise is written beside its bank.
    """
    from autograder.authoring import matrix

    wanted = [exercise_id] if exercise_id else exercises.ids()
    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    with workers() as run:
        proofs = [verify(name, seeds, console.is_terminal and not as_json, run) for name in wanted]
    if as_json:
        print(json.dumps([asdict(proof) | {"sound": proof.sound} for proof in proofs], indent=1))
    else:
        for proof in proofs:
            _print(proof, console)
    for proof in proofs:
        if write and proof.sound:
            matrix.path(proof.exercise).write_text(matrix.page(exercises.load(proof.exercise), proof))
    return int(not all(proof.sound for proof in proofs))


def _print(proof: Verification, console: Console) -> None:
    table = Table(title=f"{proof.exercise}: what the checks make of known answers (number of seeds)")
    for heading in ("answer", "part", "full marks", "loses its part", "keeps the others", "diagnosed"):
        table.add_column(heading, justify="left" if heading == "answer" else "right")
    for row in proof.rows:
        wrong = row.kind == "wrong"
        lost = [f"{row.lost}/{row.seeds}", f"{row.kept}/{row.thorough}", f"{row.named}/{row.thorough}"]
        cells = ["", *lost] if wrong else [f"{row.full}/{row.seeds}", "", "", ""]
        style = "bold red" if row.complaints else ""
        table.add_row(f"{row.kind}: {row.name}", row.part, *cells, style=style)
    console.print(table)
    console.print(
        f"{proof.mutants} mutants: {proof.killed} killed, {proof.equivalent} listed as equivalent, "
        f"{proof.mutants - proof.killed - proof.equivalent} alive"
    )
    for complaint in [*(f"{r.name}: {c}" for r in proof.rows for c in r.complaints), *proof.complaints]:
        console.print(f"UNSOUND {complaint}", style="bold red", markup=False, soft_wrap=True)
    console.print(f"{proof.exercise} is {'sound' if proof.sound else 'NOT SOUND'}.")
