"""Mutants: each is one change, each is valid, the list is the same every time."""

import ast

from autograder import verify
from autograder.mutants import digest, mutants

SOURCE = '''
def f(x, n=3):
    """Text."""
    y = x.copy()
    if n <= 2 and not x:
        return -y
    while n > 0:
        y += x * n
        break
    return y
'''


def test_every_operator_is_at_work():
    operators = {m.operator for m in mutants(SOURCE, ["f"])}
    assert operators >= {
        "LtE to Lt", "LtE to Gt", "Gt to GtE", "And to Or", "Not dropped", "USub dropped", "Add to Sub",
        "Mult to Div", "condition dropped", "condition negated", "3 to 4", "3 to 6", "3 to 0",
        "copy dropped", "statement dropped",
    }  # fmt: skip


def test_mutants_are_valid_distinct_and_none_is_the_original():
    made = mutants(SOURCE, ["f"])
    digests = [m.digest for m in made]
    assert len(set(digests)) == len(digests) and digest(ast.parse(SOURCE)) not in digests
    for mutant in made:
        assert digest(ast.parse(mutant.source)) == mutant.digest


def test_the_list_is_the_same_every_time_and_blind_to_layout():
    again = SOURCE.replace("n <= 2 and", "n <= 2   and").replace('"""Text."""', '"""Another text."""')
    assert [m.digest for m in mutants(SOURCE, ["f"])] == [m.digest for m in mutants(again, ["f"])]


def test_only_the_named_functions_are_changed():
    source = SOURCE + "\n\ndef g():\n    return 1\n"
    assert all("return 1" in m.source for m in mutants(source, ["f"]))


def test_an_exercise_has_at_least_forty():
    model = verify.model_source("ex01")
    assert len(mutants(model, verify._graded(model))) >= 40
