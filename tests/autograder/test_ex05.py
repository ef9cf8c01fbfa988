"""Exercise 5: right answers in other styles keep their marks; what wrong ones are told."""

import pytest

from autograder import bank, exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX05 = exercise.load("ex05")
SEEDS = [11, 12]


def outcomes(source: str, seed: int, model=True) -> dict:
    code = f"{model_source('ex05')}\n\n{source}" if model else source
    return {o.check: o for o in examine(EX05, LocalSession.from_source(code, EX05), seed).outcomes}


def wrong(name: str) -> str:
    return next(a.source for a in bank.wrong("ex05") if a.name == name)


def lost(found: dict) -> set:
    return {name for name, o in found.items() if o.status != "passed"}


BY_HAND = """
from math import inf, isfinite, sqrt
import numpy as np

def dot(u, v):
    return sum(a * b for a, b in zip(u, v))

def cauchy_point(g, B, delta):
    gg, bend = dot(g, g), dot(g, [dot(row, g) for row in B])
    if gg == 0:
        return np.zeros(len(g))
    return np.array([-min(gg / bend if bend > 0 else inf, delta / sqrt(gg)) * v for v in g])

def cholesky(B):
    L = np.zeros(B.shape)
    for i in range(len(B)):
        for j in range(i + 1):
            rest = B[i, j] - dot(L[i, :j], L[j, :j])
            if i == j and rest <= 0:
                return None
            L[i, j] = sqrt(rest) if i == j else rest / L[j, j]
    return L

def dogleg_step(g, B, delta):
    L = cholesky(B)
    if L is None:
        return cauchy_point(g, B, delta)
    newton = np.linalg.lstsq(L @ L.T, -g, rcond=None)[0]
    low, high, bend = 0.0, 1.0, cauchy_point(g, B, delta)
    if dot(newton, newton) <= delta**2:
        return newton
    while high - low > 1e-14:
        middle = (low + high) / 2
        p = bend + middle * (newton - bend)
        low, high = (middle, high) if dot(p, p) < delta**2 else (low, middle)
    return bend + low * (newton - bend)

def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    if not any(grad_f(x)):
        return [x, delta, False]
    p = dogleg_step(grad_f(x), hess_f(x), delta)
    change = [f(x + s * p) - f(x) for s in (0.0, 0.5, 1.0)][2]
    if not isfinite(change):
        return x, sqrt(dot(p, p)) / 4, False
    rho = change / (dot(grad_f(x), p) + dot(p, hess_f(x) @ p) / 2)
    size = sqrt(dot(p, p))
    edge = size >= 0.99 * delta
    factor = min(0.5, size / 2 / delta) if rho <= 0.25 else 2.5 if rho >= 0.75 and edge else 1.0
    return (x + p if rho >= eta else x), min(factor * delta, delta_max), rho >= eta
"""

GUARDED = """
import numpy as np

def cauchy_point(g, B, delta):
    n = np.linalg.norm(g)
    if np.isclose(n, 0, atol=1e-12):
        return np.zeros(g.shape)
    c = g @ B @ g / n**2
    return -g / n * (delta if c <= 1e-12 else np.clip(n / c, 0, delta))

def dogleg_step(g, B, delta):
    points = [0 * g, cauchy_point(g, B, np.inf), None]
    if not np.all(np.linalg.eigvals(B) > 1e-12):
        return cauchy_point(g, B, delta)
    points[2] = np.linalg.inv(B) @ -g
    for a, b in zip(points, points[1:]):
        if np.linalg.norm(b) > delta:
            roots = np.roots([(b - a) @ (b - a), 2 * a @ (b - a), a @ a - delta**2])
            return a + roots.real.max() * (b - a)
    return points[2]

def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g, H = grad_f(x), hess_f(x)
    p = dogleg_step(g, H, delta)
    promised = -(g @ p) - p @ H @ p / 2
    old, new = f(x), f(x + p)
    if promised <= 1e-14 * max(1.0, abs(old)):
        return (x + p, delta, True) if new <= old and p.any() else (x, delta, False)
    with np.errstate(all="ignore"):
        rho = np.nan_to_num((old - new) / promised, nan=-1.0, posinf=-1.0, neginf=-1.0)
    taken = np.bool_(rho > eta)
    if rho > 0.75 and np.isclose(np.linalg.norm(p), delta):
        return x + p, np.minimum(2 * delta, delta_max), taken
    return np.where(taken, x + p, x), np.where(rho < 0.25, delta / 3, delta), taken
"""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("source", [BY_HAND, GUARDED], ids=["by hand", "guarded"])
def test_a_right_answer_in_another_style_gets_full_marks(source, seed):
    found = outcomes(source, seed, model=False)
    assert {name: found[name].message for name in lost(found)} == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_two_mistakes_in_one_function_are_both_named(seed):
    source = "import numpy as np\ndef cauchy_point(g, B, delta):\n    return -delta * g / np.linalg.norm(g)\n"
    found = outcomes(source, seed)
    assert found["minimises_along_the_slope"].diagnosis == "always_to_the_boundary"
    assert found["stays_where_it_is_flat"].diagnosis == "zero_gradient_divides"
    assert {o.part for o in found.values() if o.status != "passed"} == {"a"}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("check", "names"),
    [
        ("falls_back", ("definiteness_not_tested", "determinant_test", "curvature_test", "diagonal_test")),
        ("accepts_by_the_ratio", ("moves_always", "any_decrease", "accepts_from_a_quarter", "eta_fixed")),
        ("refuses_bad_values", ("nan_accepted", "nan_keeps_the_radius", "minus_infinity_accepted")),
    ],
)
def test_one_check_tells_mistakes_apart(check, names, seed):
    assert {n: outcomes(wrong(n), seed)[check].diagnosis for n in names} == {n: n for n in names}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mistake_that_no_quadratic_shows_is_seen(seed):
    # On a quadratic with its exact Hessian the ratio is 1, upside down or not.
    found = outcomes(wrong("ratio_inverted"), seed)
    assert {"accepts_by_the_ratio", "shrinks_where_the_model_is_poor"} <= lost(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_boundary_is_not_met_to_the_last_bit(seed):
    source = model_source("ex05").replace("np.linalg.norm(p) >= 0.99 * delta", "np.linalg.norm(p) == delta")
    assert source != model_source("ex05")
    found = outcomes(source, seed, model=False)
    assert (
        "grows_only_at_the_boundary" in lost(found)
        and "boundary" in found["grows_only_at_the_boundary"].message
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_every_part_is_lost_where_every_part_is_wrong(seed):
    source = wrong("uphill") + wrong("newton_sign") + wrong("promise_negative")
    assert {o.part for o in outcomes(source, seed).values() if o.status != "passed"} == {"a", "b", "c"}


def test_doing_nothing_earns_next_to_nothing():
    source = "def trust_region_step(f, grad_f, hess_f, x, delta, **settings):\n    return x, delta, False\n"
    found = outcomes(source, 1)
    assert sum(o.marks for o in found.values() if o.part == "c") <= 0.5


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("None", "is a return missing?"),
        ("list(g)", "a list"),
        ("0.5", "of type float"),
        ("g[:, None]", "has shape"),
        ("np.zeros(len(g), dtype=int)", "dtype int64"),
        ("g * np.nan", "not finite"),
    ],
)
def test_a_step_of_the_wrong_kind_is_described(returned, said):
    source = f"def cauchy_point(g, B, delta):\n    return {returned}\n"
    assert said in outcomes(source, 1)["minimises_along_the_slope"].message


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("x", "a tuple of 3 is expected"),
        ("(x, delta)", "has 2 entries"),
        ("(list(x), delta, True)", "the new x is a list"),
        ("(x, None, True)", "is a return missing?"),
        ("(x, delta, 1)", "True or False is expected"),
        ("(x, float('nan'), True)", "the new radius is nan"),
    ],
)
def test_an_iteration_of_the_wrong_kind_is_described(returned, said):
    source = f"def trust_region_step(f, grad_f, hess_f, x, delta, **settings):\n    return {returned}\n"
    assert said in outcomes(source, 1)["accepts_by_the_ratio"].message


def test_an_endless_search_ends_by_count():
    source = """
def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    while f(x) <= f(x + dogleg_step(grad_f(x), hess_f(x), delta)):
        delta = delta / 2
    return x, delta, True
"""
    found = outcomes(source, 1)["rests_at_a_zero_gradient"]
    assert found.status == "failed" and "did not come to an end" in found.message


def test_the_whole_exercise_is_cheap(monkeypatch):
    from autograder import oracle

    calls = []
    ask = oracle.Oracle.__call__
    monkeypatch.setattr(
        oracle.Oracle, "__call__", lambda self, *a, **k: calls.append(self.name) or ask(self, *a, **k)
    )
    assert lost(outcomes("", 3)) == set()
    assert 0 < len(calls) < 400
