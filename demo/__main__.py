"""``python -m demo``: make a course, hand in a class with known marks, grade it, compare.

Exit status 0 where every mark and status is the expected one, 1 on any deviation, each of which is printed.
"""

import argparse
import contextlib
import json
import shutil
import sys
import time
from pathlib import Path

from rich.console import Console

from autograder.course import grade_course, is_course, make_course
from demo.classroom import EXERCISE, HERE, submissions

EXPECTED = HERE / "expected.json"
SECRET = "00" * 32 + "\n"  # no secret at all: the demonstration draws the same instances on every run
LEFT_BEHIND = b"numerical-optimisation-demo-background"


def main(arguments=None) -> int:
    """Run the demonstration; return its exit status."""
    parser = argparse.ArgumentParser("python -m demo", description="Grade a class with known marks.")
    parser.add_argument("--folder", type=Path, default=HERE.parent / "build" / "demo", help="made anew")
    parser.add_argument("--record", action="store_true", help="write what was found as what is expected")
    options = parser.parse_args(arguments)
    console = Console()
    started = time.monotonic()
    if options.folder.exists() and any(options.folder.iterdir()) and not is_course(options.folder):
        parser.error(f"{options.folder} holds something else than a course")
    shutil.rmtree(options.folder, ignore_errors=True)
    console.print("Making the course: source, release, gradebook")
    course = make_course(options.folder, [EXERCISE])
    (course / ".secret").write_text(SECRET)
    handed_in = hand_in(course)
    console.print(f"{len(handed_in)} submissions handed in\n")
    result = grade_course(course, EXERCISE, console=console, limits_only=True)  # our own attacks
    found = {row.student: {"submission": handed_in[row.student]} | verdict(row) for row in result.rows}
    if options.record:
        EXPECTED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    wrong = deviations(json.loads(EXPECTED.read_text(encoding="utf-8")), found, result) + survivors()
    for line in wrong:
        console.print(f"DEVIATION {line}", style="bold red", soft_wrap=True, markup=False)
    said = f"{len(wrong)} deviations from" if wrong else "All marks and statuses are those of"
    console.print(
        f"\n{said} {EXPECTED.relative_to(HERE.parent)} ({time.monotonic() - started:.0f} s)", markup=False
    )
    return int(bool(wrong))


def hand_in(course: Path) -> dict[str, str]:
    """Write the class's submissions as nbgrader lays them out; return what each student's is."""
    handed_in = {}
    for student, what, name, content in submissions(course):
        folder = course / "submitted" / student / EXERCISE
        folder.mkdir(parents=True)
        (folder / name).write_bytes(content)
        handed_in[student] = what
    return handed_in


def verdict(row) -> dict:
    """Return what is compared of one submission."""
    diagnosis = row.first["diagnosis"] if row.first else None
    return {"marks": row.marks, "status": row.status, "diagnosis": diagnosis}


def deviations(expected: dict, found: dict, result) -> list[str]:
    """Return a line for each difference from what is expected."""
    lines = []
    for student in sorted(expected | found):
        one, other = expected.get(student), found.get(student)
        if one is None or other is None:
            lines.append(f"{student}: {'not expected' if one is None else 'has no result'}")
            continue
        lines += [
            f"{student} ({one['submission']}): {key} is {other[key]!r}, expected {one[key]!r}"
            for key in one
            if one[key] != other[key]
        ]
    for student in found:
        if not list(result.places["feedback"].glob(f"{student}/{EXERCISE}/*.html")):
            lines.append(f"{student}: there is no feedback page")
    return lines


def survivors() -> list[str]:
    """Return a line for each process that a submission left behind."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if LEFT_BEHIND in path.read_bytes():
                lines.append(f"process {path.parent.name} of a submission is still alive")
    return lines


if __name__ == "__main__":
    sys.exit(main())
