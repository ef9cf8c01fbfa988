"""The demonstration: the whole class has the marks and statuses that are written down, or it fails."""

import json
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

import demo.__main__ as main
from demo.classroom import HERE, YARDSTICK


@pytest.mark.slow  # it is what ``make demo`` does
def test_the_demo_ends_with_every_expected_mark(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "demo", "--folder", str(tmp_path / "with space" / "demo")],
        cwd=HERE.parent,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for word in ("isolation:", "feedback", "gradebook", "marks", "report"):
        assert word in done.stdout


def test_the_class_is_a_class():
    expected = json.loads(main.EXPECTED.read_text(encoding="utf-8"))
    kinds = [entry["submission"].split(":")[0] for entry in expected.values()]
    assert len(expected) >= 20
    assert kinds.count("attack") >= 6
    assert kinds.count("accepted") >= 4
    statuses = {entry["status"] for entry in expected.values()}
    assert {"graded", "timed out", "crashed", "unreadable", "unanswered"} <= statuses


def test_no_attack_earns_more_than_the_same_answer_without_it():
    expected = json.loads(main.EXPECTED.read_text(encoding="utf-8"))
    marks = {entry["submission"]: entry["marks"] for entry in expected.values()}
    attacks = [name for name in marks if name.startswith("attack")]
    assert all(marks[name] <= marks[YARDSTICK] for name in attacks), marks


def test_every_deviation_is_found(tmp_path):
    expected = {"a": {"submission": "x", "marks": 10, "status": "graded", "diagnosis": None}}
    expected["gone"] = dict(expected["a"])
    found = {"a": expected["a"] | {"marks": 9, "status": "crashed"}, "new": expected["a"]}
    page = tmp_path / "a" / "ex01" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text("")
    lines = main.deviations(expected, found, SimpleNamespace(places={"feedback": tmp_path}))
    assert len(lines) == 5
    assert any("marks is 9, expected 10" in line for line in lines)


def test_a_process_left_behind_is_found():
    command = [sys.executable, "-c", f"import time; time.sleep(60)  # {main.LEFT_BEHIND.decode()}"]
    with subprocess.Popen(command) as process:
        try:
            # A process has its command line a moment after it has started.
            deadline = time.monotonic() + 10
            while not any(str(process.pid) in line for line in main.survivors()):
                assert time.monotonic() < deadline
                time.sleep(0.05)
        finally:
            process.kill()
