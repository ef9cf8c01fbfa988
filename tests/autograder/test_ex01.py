"""Exercise 1: what its diagnoses say, and when they keep silent."""

import pytest

from autograder import bank, exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX01 = exercise.load("ex01")
SEEDS = [11, 12]


def outcomes(source: str, seed: int) -> dict:
    session = LocalSession.from_source(f"{model_source('ex01')}\n\n{source}", EX01)
    return {o.check: o for o in examine(EX01, session, seed).outcomes}


def wrong(name: str) -> str:
    return next(a.source for a in bank.wrong("ex01") if a.name == name)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_mistakes_in_one_function_are_both_seen(seed):
    guard = '    if not slope < 0:\n        raise ValueError(f"the slope g.p is {slope}")\n'
    source = wrong("simple_decrease")
    assert guard in source
    found = outcomes(source.replace(guard, ""), seed)
    assert found["decreases_enough"].diagnosis == "simple_decrease"
    assert found["refuses_ascent"].status == "failed"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_step_that_was_never_searched_for_is_no_known_mistake(seed):
    found = outcomes("def armijo_backtrack(f, grad_f, x, p, **settings):\n    return 1.0\n", seed)
    assert {o.diagnosis for o in found.values()} == {None}
    assert "the Armijo bound there is" in found["decreases_enough"].message


@pytest.mark.parametrize("seed", SEEDS)
def test_one_check_tells_mistakes_apart(seed):
    diagnoses = {name: outcomes(wrong(name), seed)["decreases_enough"].diagnosis for name in TELLING}
    assert diagnoses == {name: name for name in TELLING}


TELLING = ("simple_decrease", "bound_rises", "alpha_left_out", "reversed_inequality", "c1_fixed")


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("[1.0]", "a list of 1"),
        ("np.array([0.5])", "an array of shape (1,)"),
        ("None", "is a return missing?"),
        ("-0.5", "positive and finite"),
        ("float('nan')", "positive and finite"),
        ("'1/16'", "of type str"),
    ],
)
def test_a_step_of_the_wrong_kind_is_described(returned, said):
    source = f"def armijo_backtrack(f, grad_f, x, p, **settings):\n    return {returned}\n"
    assert said in outcomes(source, 1)["decreases_enough"].message


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("x0", "a tuple of 2 is expected"),
        ("(list(x0), np.zeros(iterations + 1))", "The final x is a list"),
        ("(x0, np.zeros(iterations))", "has shape"),
        ("(x0, np.zeros(iterations + 1, dtype=int))", "dtype int64"),
    ],
)
def test_a_history_of_the_wrong_kind_is_described(returned, said):
    source = f"def gradient_descent(f, grad_f, x0, iterations=100):\n    return {returned}\n"
    assert said in outcomes(source, 1)["keeps_the_history"].message


def test_an_endless_search_ends_by_count():
    source = wrong("failure_unreported").replace("range(max_backtracks + 1)", "iter(int, 1)")
    found = outcomes(source, 1)["reports_failure"]
    assert found.status == "failed" and "did not come to an end" in found.message
