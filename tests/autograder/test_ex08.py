"""Exercise 8: answers from outside the bank, right and wrong, and what is said of them."""

import pytest

from autograder import exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX08 = exercise.load("ex08")
SEEDS = [81, 82]


def outcomes(source: str, seed: int) -> dict:
    session = LocalSession.from_source(f"{model_source('ex08')}\n\n{source}", EX08)
    return {o.check: o for o in examine(EX08, session, seed).outcomes}


def failed(source: str, seed: int = 1) -> dict:
    return {name: o for name, o in outcomes(source, seed).items() if o.status != "passed"}


RESIDUAL_AND_SIGN = """
def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).uniform(-1, 1, n)
    q = q / np.sqrt(sum(q**2))
    for step in range(iterations):
        z = hvp(q)
        lam = np.dot(z, q)
        size = np.sqrt(sum(z**2))
        if size == 0:
            return 0.0, q
        if np.sqrt(sum((z - lam * q) ** 2)) <= tol * abs(lam):
            return lam, q
        q = np.sign(lam) * z / size
    return float(lam), q
"""
QR_LANCZOS = """
def lanczos(hvp, v0, k):
    basis = (v0 / np.linalg.norm(v0)).reshape(-1, 1)
    alphas, betas, norms = [], [], []
    for j in range(min(k, len(v0))):
        w = hvp(basis[:, j])
        norms.append(np.linalg.norm(w))
        alphas.append(basis[:, j] @ w)
        w = w - basis @ (basis.T @ w)
        w = w - basis @ (basis.T @ w)
        if np.linalg.norm(w) < 1e-11 * max(norms):
            break
        betas.append(np.linalg.norm(w))
        basis = np.column_stack([basis, w / betas[-1]])
    return np.array(alphas), np.array(betas[: len(alphas) - 1])
"""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("source", [RESIDUAL_AND_SIGN, QR_LANCZOS])
def test_other_right_answers_are_right(source, seed):
    assert failed(source, seed) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mistake_that_nobody_knows_is_seen_and_not_named(seed):
    source = model_source("ex08").replace("diagonal.append(Q[-1] @ r)", "diagonal.append(Q[0] @ r)")
    found = failed(source, seed)
    assert found and {o.part for o in found.values()} == {"c"}
    assert found["builds_the_tridiagonal_matrix"].diagnosis is None


@pytest.mark.parametrize(
    ("source", "check", "said"),
    [
        ("def hvp_finite_diff(g, x, v, eps=1):\n    return 1.0\n", "approximates_the_product", "type float"),
        ("def power_method(hvp, n, **k):\n    return 1.0\n", "finds_the_largest_magnitude", "a tuple of 2"),
        (
            "def power_method(hvp, n, **k):\n    return np.ones(1), np.ones(n)\n",
            "finds_the_largest_magnitude",
            "one real number",
        ),
        ("def lanczos(hvp, v0, k):\n    return [1.0], []\n", "builds_the_tridiagonal_matrix", "a list of 1"),
        (
            "def lanczos(hvp, v0, k):\n    return np.ones(3), np.ones(3)\n",
            "builds_the_tridiagonal_matrix",
            "one fewer",
        ),
    ],
)
def test_answers_of_the_wrong_kind_are_described(source, check, said):
    assert said in outcomes(source, 1)[check].message


def test_an_endless_method_ends_by_count():
    source = "def lanczos(hvp, v0, k):\n    while True:\n        hvp(v0)\n"
    assert "did not come to an end" in outcomes(source, 1)["builds_the_tridiagonal_matrix"].message
