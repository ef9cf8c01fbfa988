"""Exercise 6: answers from outside the bank, right and wrong, and what is said of them."""

import pytest

from autograder import exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX06 = exercise.load("ex06")
SEEDS = [61, 62]


def outcomes(source: str, seed: int) -> dict:
    session = LocalSession.from_source(f"{model_source('ex06')}\n\n{source}", EX06)
    return {o.check: o for o in examine(EX06, session, seed).outcomes}


def failed(source: str, seed: int = 1) -> dict:
    return {name: o for name, o in outcomes(source, seed).items() if o.status != "passed"}


LOOPS_OVER_COORDINATES = """
def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    rows, n = [[float(v) for v in x0]], len(x0)
    m, v = [0.0] * n, [0.0] * n
    for t in range(T):
        g = grad_f(np.array(rows[-1]))
        new = []
        for i in range(n):
            m[i] = beta1 * m[i] + g[i] - beta1 * g[i]
            v[i] = beta2 * v[i] + g[i] ** 2 - beta2 * g[i] ** 2
            c1, c2 = 1 - beta1 ** (t + 1), 1 - beta2 ** (t + 1)
            new.append(rows[-1][i] - lr * m[i] / c1 / ((v[i] / c2) ** 0.5 + eps))
        rows.append(new)
    return np.array(rows)
"""
EXTRA_GRADIENTS = """
def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    points = np.zeros((T + 1, len(x0))); points[0] = x0
    for t in range(1, T + 1):
        grad_f(points[t - 1])
        points[t] = points[t - 1] - lr * grad_f(points[t - 1])
        if t > 1:
            points[t] += beta * (points[t - 1] - points[t - 2])
    return points
"""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("source", [LOOPS_OVER_COORDINATES, EXTRA_GRADIENTS])
def test_other_right_answers_are_right(source, seed):
    assert failed(source, seed) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mistake_that_nobody_knows_is_seen_and_not_named(seed):
    source = model_source("ex06").replace(
        "beta2 * v + (1 - beta2) * g**2\n        m_hat", "v + g**2\n        m_hat"
    )
    found = failed(source, seed)
    assert found and {o.part for o in found.values()} == {"a"}
    assert found["follows_adam"].diagnosis is None and "is expected" in found["follows_adam"].message


@pytest.mark.parametrize(
    ("source", "check", "said"),
    [
        ("def adam(grad_f, x0, **k):\n    return [x0]\n", "starts_at_x0", "a list of 1"),
        ("def adam(grad_f, x0, T=3, **k):\n    return np.zeros((T, x0.size))\n", "starts_at_x0", "has shape"),
        ("def momentum(grad_f, x0, lr, **k):\n    return x0\n", "follows_momentum", "has shape"),
        (
            "def effective_rate_ratio(g, h, **k):\n    return 1.0\n",
            "compares_after_one_step",
            "of type float",
        ),
    ],
)
def test_answers_of_the_wrong_kind_are_described(source, check, said):
    assert said in outcomes(source, 1)[check].message


def test_an_endless_method_ends_by_count():
    source = "def adam(grad_f, x0, **k):\n    while True:\n        grad_f(x0)\n"
    assert "did not come to an end" in outcomes(source, 1)["starts_at_x0"].message
