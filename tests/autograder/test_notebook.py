"""``check`` in the learner's notebook: light to import, a card to read, no credit for nothing."""

import subprocess
import sys

import pytest

import autograder
from autograder.notebook import NotAllPassed

FORBIDDEN = ("nbgrader", "dask", "distributed", "seaborn", "matplotlib", "pandas", "nbformat", "IPython")


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_import_loads_nothing_heavy():
    loaded = python("import sys, autograder; print(*sorted(m.split('.')[0] for m in sys.modules))").split()
    assert not set(FORBIDDEN) & set(loaded)


def test_an_exercise_or_part_that_does_not_exist_is_named():
    with pytest.raises(ValueError, match="ex77"):
        autograder.check("ex77")
    with pytest.raises(ValueError, match="'z'"):
        autograder.check("ex01", part="z")


def test_stock_autograding_gives_nothing_and_says_why(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(NotAllPassed, match="nbgrader_config"):
        autograder.check("ex01")


def test_validation_raises_the_card_unless_all_passed(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(NotAllPassed, match="There is no function called armijo_backtrack"):
        autograder.check("ex01", part="a")


def test_without_jupyter_the_names_are_the_callers_and_the_card_is_text():
    code = (
        "from autograder import check\nfrom autograder.checks.ex01_armijo import REFERENCE\n"
        "def armijo_backtrack(f, grad_f, x, p, **settings): return 'x'\n"
        "print(check('ex01', part='a'))"
    )
    said = python(code)
    assert "ex01" in said and "✗" in said and "one real number" in said and "<div" not in said


@pytest.fixture
def shell():
    """An IPython shell of its own in which the kind words are on."""
    code = """
import sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
import autograder
for cell in CELLS:
    result = shell.run_cell(cell)
    print("OK" if result.success else "ERROR")
"""

    def run(*cells):
        return python(f"CELLS = {list(cells)!r}\n{code}")

    return run


def test_what_is_not_written_and_what_waits_for_it_is_said_in_a_line(shell):
    said = shell(
        "def f():\n    raise NotImplementedError\nvalue = f()", "print(value)", "value = 3", "print(value)"
    )
    assert "f is not written yet" in said and "value is not there yet" in said
    assert said.count("OK") == 4 and "Traceback" not in said and "\n3\n" in said


def test_other_errors_stay_errors(shell):
    said = shell("unknown", "1 / 0", "value = 3\ndel value\nvalue")
    assert said.count("ERROR") == 3 and "NameError" in said and "ZeroDivisionError" in said
