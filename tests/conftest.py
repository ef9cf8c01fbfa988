"""What holds for all tests: repeatable examples, no silent skips, a last line that says what was left out."""

import os
from collections import Counter

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported
os.environ["COURSE_PROGRESS"] = ""  # what a test checks is nobody's progress
os.environ["AUTOGRADER_LIMITS_ONLY"] = "1"  # the tests run without bubblewrap, too

import hypothesis
import pytest

from tests import needs

# Drawn examples are the same on each run, so that a red test is red for everyone.
hypothesis.settings.register_profile("course", deadline=None, derandomize=True, max_examples=50)
hypothesis.settings.load_profile("course")


@pytest.fixture
def require():
    """``require(condition, what, how)``: skips the test, or fails it where REQUIRE_ALL=1."""
    return needs.require


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn every skip into a failure where skipping is forbidden, whichever way it was asked for."""
    report = yield
    if needs.skipping_is_forbidden() and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and REQUIRE_ALL=1 forbids it: {_reason(report)}"
    return report


def pytest_terminal_summary(terminalreporter):
    """Say in a line each what was left out and how to get it."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    for reason, count in sorted(reasons.items()):
        tests = "test" if count == 1 else "tests"
        terminalreporter.write_line(f"{count} {tests} {needs.LEFT_OUT}{reason.removeprefix(needs.LEFT_OUT)}")


def _reason(report) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ").split("\n")[0]
