"""Exercise 10: answers from outside the bank, right and wrong, and what is said of them."""

import pytest

from autograder import exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX10 = exercise.load("ex10")
SEEDS = [101, 102]


def outcomes(source: str, seed: int) -> dict:
    session = LocalSession.from_source(f"{model_source('ex10')}\n\n{source}", EX10)
    return {o.check: o for o in examine(EX10, session, seed).outcomes}


def failed(source: str, seed: int = 1) -> dict:
    return {name: o for name, o in outcomes(source, seed).items() if o.status != "passed"}


UNIT_DIRECTIONS = """
def hvp_central(grad_f, x, v, eps=None):
    n = np.linalg.norm(v)
    if n == 0:
        return np.zeros(v.size)
    t = 6.1e-6 * max(1.0, np.linalg.norm(x)) if eps is None else eps * n
    u = v / n
    return n * (grad_f(x + t * u) - grad_f(x - t * u)) / (2 * t)
"""
OTHER_FORM_OF_BETA = """
def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    x = np.zeros(g.size)
    b = -1.0 * g
    res, direction, k = b.copy(), b.copy(), 0
    limit = max_iter if max_iter is not None else 2 * g.size + 10
    while np.sqrt(np.sum(res**2)) > eta * np.sqrt(np.sum(g**2)) and k < limit:
        Ad = hvp(direction)
        c = float(np.sum(direction * Ad))
        if c <= 0.0:
            break
        a = float(np.sum(res * direction)) / c
        x, res = x + a * direction, res - a * Ad
        direction = res - float(np.sum(res * Ad)) / c * direction
        k += 1
    if k == 0 and np.any(g) and limit > 0 and np.sqrt(np.sum(res**2)) > eta * np.linalg.norm(g):
        return b
    return x
"""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("source", [UNIT_DIRECTIONS, OTHER_FORM_OF_BETA])
def test_other_right_answers_are_right(source, seed):
    assert failed(source, seed) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mistake_that_nobody_knows_is_seen_and_not_named(seed):
    source = model_source("ex10").replace("p = p + alpha * d", "p = p + 0.9 * alpha * d")
    found = failed(source, seed)
    assert found and {o.part for o in found.values()} == {"b"}
    assert found["follows_conjugate_gradients"].diagnosis is None


@pytest.mark.parametrize(
    ("source", "check", "said"),
    [
        ("def hvp_central(g, x, v, eps=None):\n    return 1.0\n", "has_order_two", "of type float"),
        (
            "def truncated_cg(hvp, g, **k):\n    return None\n",
            "follows_conjugate_gradients",
            "is a return missing",
        ),
        ("def newton_cg(f, grad_f, x0, **k):\n    return x0\n", "records_the_norms", "a tuple of 2"),
        ("def newton_cg(f, grad_f, x0, **k):\n    return x0, 1.0\n", "records_the_norms", "of type float"),
    ],
)
def test_answers_of_the_wrong_kind_are_described(source, check, said):
    assert said in outcomes(source, 1)[check].message


def test_an_endless_method_ends_by_count():
    source = "def newton_cg(f, grad_f, x0, **k):\n    while True:\n        grad_f(x0)\n"
    assert "did not come to an end" in outcomes(source, 1)["records_the_norms"].message
