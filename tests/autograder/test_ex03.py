"""Exercise 3: answers from outside the bank, right and wrong, and what is said of them."""

import pytest

from autograder import exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX03 = exercise.load("ex03")
SEEDS = [31, 32]


def outcomes(source: str, seed: int) -> dict:
    session = LocalSession.from_source(f"{model_source('ex03')}\n\n{source}", EX03)
    return {o.check: o for o in examine(EX03, session, seed).outcomes}


def failed(source: str, seed: int = 1) -> dict:
    return {name: o for name, o in outcomes(source, seed).items() if o.status != "passed"}


COMPACT = """
def lbfgs_direction(g, s_list, y_list):
    keep = [i for i in range(len(s_list))
            if np.dot(s_list[i], y_list[i]) > 1e-10 * np.sqrt(np.sum(s_list[i]**2) * np.sum(y_list[i]**2))]
    if not keep:
        return np.array(g, dtype=float)
    S, Y = np.array([s_list[i] for i in keep]).T, np.array([y_list[i] for i in keep]).T
    SY = S.T @ Y
    R, D = np.triu(SY), np.diag(np.diag(SY))
    gamma = SY[-1, -1] / (Y[:, -1] @ Y[:, -1])
    Ri = np.linalg.inv(R)
    middle = np.block([[Ri.T @ (D + gamma * Y.T @ Y) @ Ri, -Ri.T], [-Ri, np.zeros_like(Ri)]])
    W = np.hstack([S, gamma * Y])
    return gamma * g + W @ (middle @ (W.T @ g))
"""
EXACT_STEPS = """
def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, S, Y = np.copy(x0), [], []
    g, norms = grad_f(x), []
    while True:
        norms.append(np.linalg.norm(g))
        if norms[-1] < tol or len(norms) == max_iter + 1:
            return x, np.array(norms)
        p = -lbfgs_direction(g, S, Y)
        try:
            a = strong_wolfe(f, grad_f, x, p, c2=0.3)
        except RuntimeError:
            return x, np.array(norms)
        old, g = g, grad_f(x + a * p)
        S, Y, x = (S + [a * p])[-m:], (Y + [g - old])[-m:], x + a * p
"""
EIGENVALUES = """
def bfgs_inverse_update(H, s, y):
    W = np.eye(s.shape[0]) - s[:, np.newaxis] @ y[np.newaxis, :] / np.inner(s, y)
    new = W.dot(H).dot(W.T) + s[:, np.newaxis] @ s[np.newaxis, :] / np.inner(s, y)
    return 0.5 * (new + new.T)
"""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("source", [COMPACT, EXACT_STEPS, EIGENVALUES])
def test_other_right_answers_are_right(source, seed):
    assert failed(source, seed) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_memory_one_pair_too_long_is_seen(seed):
    source = model_source("ex03").replace("[-m:]", "[-m - 1:]")
    found = failed(source, seed)
    assert set(found) == {"uses_the_last_m_pairs"}
    assert "degrees" in found["uses_the_last_m_pairs"].message


@pytest.mark.parametrize(
    ("source", "check", "said"),
    [
        ("def lbfgs_direction(g, s, y):\n    return float(g[0])\n", "agrees_for_one_pair", "of type float"),
        ("def lbfgs_direction(g, s, y):\n    return g[:, None]\n", "agrees_for_one_pair", "has shape"),
        ("def bfgs_inverse_update(H, s, y):\n    return s\n", "is_the_bfgs_update", "has shape"),
        ("def lbfgs(f, grad_f, x0, **k):\n    return x0\n", "records_the_norms", "a tuple of 2 is expected"),
        ("def lbfgs(f, grad_f, x0, **k):\n    return x0, [1.0]\n", "records_the_norms", "a list of 1"),
    ],
)
def test_answers_of_the_wrong_kind_are_described(source, check, said):
    assert said in outcomes(source, 1)[check].message


def test_an_endless_method_ends_by_count():
    source = "def lbfgs(f, grad_f, x0, **k):\n    while True:\n        f(x0)\n"
    assert "did not come to an end" in outcomes(source, 1)["records_the_norms"].message
