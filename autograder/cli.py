"""The command line: ``autograder check | grade | course | verify``."""

import argparse
import json
import os
import sys

ALL_PASSED, SOME_FAILED, UNREADABLE, UNCHECKED = 0, 1, 2, 3


def main(arguments=None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except ValueError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ALL_PASSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("autograder", description="Check, grade and verify the exercises.")
    commands = parser.add_subparsers(required=True)

    check = commands.add_parser(
        "check",
        help="check one notebook or Python file",
        epilog="exit status: 0 all passed, 1 something failed, 2 cannot be read, 3 could not be checked",
    )
    check.add_argument("exercise", help="for instance ex01")
    check.add_argument("file", help="a .ipynb or .py file")
    check.add_argument("--json", action="store_true", help="print the result as JSON")
    check.add_argument("--seed", type=int, help="draw the instances from this seed (default: the public one)")
    check.set_defaults(run=_check)

    course = commands.add_parser("course", help="write an nbgrader course folder")
    course.add_argument("folder")
    course.add_argument("--exercises", nargs="+", metavar="exNN", help="these alone (default: all)")
    course.add_argument(
        "--together", metavar="NAME", help="in one assignment of this name (default: one each)"
    )
    course.add_argument(
        "--marks", nargs="+", type=_worth, metavar="exNN=MARKS", default=[], help="default: ten each"
    )
    course.set_defaults(run=_course)

    grade = commands.add_parser("grade", help="grade all submissions of a course folder")
    grade.add_argument("folder")
    grade.add_argument("--assignment", help="default: all that were handed in")
    grade.add_argument("--student", help="only this one")
    grade.add_argument(
        "--limits-only",
        action="store_true",
        help="grade although this machine cannot wall learners' code off: for code that you trust",
    )
    grade.set_defaults(run=_grade)

    verify = commands.add_parser("verify", help="prove the graders against the bank of known answers")
    verify.add_argument("exercise", nargs="?", help="default: all")
    verify.add_argument("--seeds", type=int, default=3, help="default: %(default)s")
    verify.add_argument("--json", action="store_true", help="print the matrix as JSON")
    verify.add_argument("--write", action="store_true", help="write each matrix beside its bank")
    verify.set_defaults(run=_verify)
    return parser


def _check(options) -> int:
    from autograder.examine import PUBLIC_SEED, grade
    from autograder.session.sandboxed import Warm

    seed = PUBLIC_SEED if options.seed is None else options.seed
    with Warm(limits_only=True) as warm:  # one's own file, on one's own machine
        result = grade(options.file, options.exercise, seed, warm)
    if options.json:
        print(json.dumps(result.to_json(), indent=1, sort_keys=True))
    else:
        print(result)
    if result.status == "unreadable":
        return UNREADABLE
    if result.status == "unchecked":
        return UNCHECKED
    return ALL_PASSED if result.passed else SOME_FAILED


def _course(options) -> int:
    from autograder import course

    return course.main_make(options.folder, options.exercises, options.together, dict(options.marks))


def _worth(text: str) -> tuple[str, float]:
    name, _, marks = text.partition("=")
    try:
        return name, float(marks)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form ex01=20") from None


def _grade(options) -> int:
    from autograder import course

    return course.main_grade(options.folder, options.assignment, options.student, options.limits_only)


def _verify(options) -> int:
    from autograder import verify

    return verify.main(options.exercise, options.seeds, options.json, options.write)


if __name__ == "__main__":
    sys.exit(main())
