"""Exercise 2: answers from outside the bank, right and wrong, and what is said of them."""

import pytest

from autograder import exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX02 = exercise.load("ex02")
SEEDS = [21, 22]


def outcomes(source: str, seed: int) -> dict:
    session = LocalSession.from_source(f"{model_source('ex02')}\n\n{source}", EX02)
    return {o.check: o for o in examine(EX02, session, seed).outcomes}


def failed(source: str, seed: int = 1) -> dict:
    return {name: o for name, o in outcomes(source, seed).items() if o.status != "passed"}


SHIFT_BY_SMALLEST_EIGENVALUE = """
def newton_step(grad, hess):
    low = np.linalg.eigvalsh(hess).min()
    shift = 0.0 if low > 0 else 1.1 * abs(low) + 1e-3 * (1 + np.abs(hess).max())
    return np.linalg.solve(hess + shift * np.eye(grad.size), -grad)
"""
EXPLICIT_INVERSE = """
def newton_step(grad, hess):
    if min(np.linalg.eigh(hess)[0]) > 0:
        return -np.linalg.inv(hess).dot(grad)
    return -grad * 1e-3
"""
STRAIGHT_LINES = """
def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    a = f(x + alpha * p)
    d0, d1 = sum(grad_f(x) * p), sum(grad_f(x + alpha * p) * p)
    return (np.isfinite(a) & (a - f(x) <= alpha * c1 * d0), d1 / d0 <= c2, abs(d1 / d0) <= c2)
"""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("source", [SHIFT_BY_SMALLEST_EIGENVALUE, EXPLICIT_INVERSE, STRAIGHT_LINES])
def test_other_right_answers_are_right(source, seed):
    assert failed(source, seed) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_right_part_loses_where_an_exact_search_is_used(seed):
    source = """
def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    for _ in range(max_iter):
        if norms[-1] < tol:
            break
        p = newton_step(grad_f(x), hess_f(x))
        best = min(np.linspace(0.01, 1, 10), key=lambda a: f(x + a * p))
        x = x + best * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
"""
    found = failed(source, seed)
    assert {o.part for o in found.values()} == {"b"}
    assert found["follows_the_damped_path"].diagnosis is None
    assert "damped Newton takes" in found["follows_the_damped_path"].message or "is expected" in (
        found["follows_the_damped_path"].message
    )


@pytest.mark.parametrize(
    ("source", "check", "said"),
    [
        (
            "def newton_step(grad, hess):\n    return None\n",
            "solves_the_newton_equation",
            "is a return missing",
        ),
        (
            "def newton_step(grad, hess):\n    return np.zeros((2, 2))\n",
            "solves_the_newton_equation",
            "has shape (2, 2)",
        ),
        ("def newton_minimize(*a, **k):\n    return a[3]\n", "records_the_norms", "a tuple of 2 is expected"),
        (
            "def newton_minimize(*a, **k):\n    return a[3], [1.0]\n",
            "records_the_norms",
            "The norms are a list of 1",
        ),
        ("def wolfe_conditions(*a, **k):\n    return True\n", "judges_decrease", "a tuple of 3 is expected"),
        (
            "def wolfe_conditions(*a, **k):\n    return 1, 2, 3\n",
            "judges_decrease",
            "True or False is expected",
        ),
    ],
)
def test_answers_of_the_wrong_kind_are_described(source, check, said):
    assert said in outcomes(source, 1)[check].message


def test_an_endless_method_ends_by_count():
    source = "def newton_minimize(f, *a, **k):\n    while True:\n        f(a[2])\n"
    assert "did not come to an end" in outcomes(source, 1)["records_the_norms"].message
