"""Exercise 4: what its checks make of answers from outside, and what they say."""

import pytest

from autograder import bank, exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX04 = exercise.load("ex04")
SEEDS = [21, 22]


def outcomes(source: str, seed: int, alone=False) -> dict:
    code = source if alone else f"{model_source('ex04')}\n\n{source}"
    return {o.check: o for o in examine(EX04, LocalSession.from_source(code, EX04), seed).outcomes}


def lost(found: dict) -> set[str]:
    return {o.part for o in found.values() if o.status != "passed"}


def wrong(name: str) -> str:
    return next(a.source for a in bank.wrong("ex04") if a.name == name)


RIGHT = {
    "Richardson in (a), a generator in (b)": """
def finite_diff_grad(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    def central(h):
        return np.array([f(x + h * e) - f(x - h * e) for e in np.identity(len(x))]) / (2 * h)
    return (4 * central(h / 2) - central(h)) / 3

def step_size_study(f, grad_f, x, h_values):
    rows = [(float(h), np.linalg.norm(finite_diff_grad(f, x, h) - grad_f(x))) for h in h_values]
    size = float(np.sqrt(grad_f(x) @ grad_f(x)))
    return sorted(rows, key=lambda row: row[1])[0][0], np.array([error / size for _, error in rows])
""",
    "a step relative to x in the check, tried until it passes": """
def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    worst, index = -1.0, 0
    for i, a in enumerate(grad_f(x.copy())):
        quotients = [float("inf")]
        for factor in (1, 10, 0.1, 100, 0.01, 1e3, 1e-3, 1e-4):
            up, down = x.copy(), x.copy()
            step = 6e-6 * factor * max(1, abs(x[i]))
            up[i], down[i] = x[i] + step, x[i] - step
            n = (f(up) - f(down)) / (up[i] - down[i])
            if np.isfinite(n) and np.isfinite(a):
                quotients.append(abs(a - n) / (atol + rtol * max(abs(a), abs(n))))
            if min(quotients) <= 1:
                break
        if min(quotients) > worst:
            worst, index = min(quotients), i
    return np.bool_(worst <= 1), np.int64(index)
""",
    "complex points built from two parts": """
def complex_step_grad(f, x, h=1e-20):
    gradient = []
    for i in range(len(x)):
        z = np.zeros(len(x), dtype=complex)
        z.real = x
        z.imag[i] = h
        gradient.append((f(z) / h).imag)
    return np.asarray(gradient, dtype=np.float64)
""",
}


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize("seed", SEEDS)
def test_right_answers_in_other_words_get_full_marks(name, seed):
    found = outcomes(RIGHT[name], seed)
    assert lost(found) == set(), [o.message for o in found.values() if o.status != "passed"]


WRONG = {
    "a": "def finite_diff_grad(f, x, h=1e-5):\n    return np.gradient([f(x - h), f(x), f(x + h)])\n",
    "b": "def step_size_study(f, grad_f, x, h_values):\n    return 1e-5, np.full(len(h_values), 1e-11)\n",
    "c": "def complex_step_grad(f, x, h=1e-20):\n    return finite_diff_grad(f, x)\n",
    "d": "def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):\n    return True, 0\n",
}


@pytest.mark.parametrize("part", WRONG)
@pytest.mark.parametrize("seed", SEEDS)
def test_wrong_answers_lose_in_their_own_part(part, seed):
    assert lost(outcomes(WRONG[part], seed)) == {part}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wrong_difference_costs_its_own_part_alone(seed):
    found = outcomes(wrong("forward"), seed)
    assert lost(found) == {"a"}
    assert found["error_falls_as_h_squared"].diagnosis == "forward"


TELLING = ("one_step", "only_shorter_steps", "only_longer_steps", "forward_check", "absolute_difference")


@pytest.mark.parametrize("seed", SEEDS)
def test_one_check_tells_mistakes_apart(seed):
    found = {name: outcomes(wrong(name), seed)["passes_badly_scaled_functions"].diagnosis for name in TELLING}
    assert found == {name: name for name in TELLING}


@pytest.mark.parametrize(
    ("source", "check", "said"),
    [
        (
            "def finite_diff_grad(f, x, h=1e-5):\n    return [0.0]\n",
            "approximates_the_gradient",
            "a list of 1",
        ),
        (
            "def finite_diff_grad(f, x, h=1e-5):\n    pass\n",
            "approximates_the_gradient",
            "is a return missing?",
        ),
        (wrong("still_complex"), "exact_to_rounding", "dtype complex128"),
        (
            wrong("best_component_named").replace("int(np.argmin", "float(np.argmin"),
            "passes_right_gradients",
            "float",
        ),
        (
            wrong("any_component").replace("bool(np.any(best <= 1))", "'yes'"),
            "passes_right_gradients",
            "of type str",
        ),
        (
            wrong("any_component").replace("int(np.argmax(best))", "-1"),
            "passes_right_gradients",
            "an index from 0",
        ),
        (
            wrong("sorted_first").replace("errors\n", "list(errors)\n"),
            "errors_are_relative",
            "The errors is a list",
        ),
    ],
)
def test_an_answer_of_the_wrong_kind_is_described(source, check, said):
    assert said in outcomes(source, 1)[check].message


def test_an_endless_list_of_steps_ends_by_count():
    source = wrong("one_step").replace("in (1e-5,)", "in iter(lambda: 1e-5, 0)").replace("break", "pass")
    found = outcomes(source, 1)["passes_right_gradients"]
    assert found.status == "failed" and "did not come to an end" in found.message


@pytest.mark.parametrize(
    "line",
    [
        "from scipy.optimize import approx_fprime as d\n    return d(x, f, h)",
        "from scipy.differentiate import derivative as d\n    return np.array([d(np.vectorize("
        "lambda t, e=e: f(x + t * e)), 0.0).df for e in np.eye(x.size)])",
        "from numopt.derivatives import central as d\n    return d(f, x, h)",
    ],
)
def test_a_library_that_does_the_work_is_named(line):
    found = outcomes(f"def finite_diff_grad(f, x, h=1e-5):\n    {line}\n", 1)["approximates_the_gradient"]
    assert "was delegated" in found.message and found.diagnosis == "delegated"
