"""Exercise 9: right answers in other styles keep their marks; what wrong ones are told."""

import pytest

from autograder import bank, exercise
from autograder.examine import examine
from autograder.session.local import LocalSession
from autograder.verify import model_source

EX09 = exercise.load("ex09")
SEEDS = [11, 12]


def outcomes(source: str, seed: int, model=True) -> dict:
    code = f"{model_source('ex09')}\n\n{source}" if model else source
    return {o.check: o for o in examine(EX09, LocalSession.from_source(code, EX09), seed).outcomes}


def wrong(name: str) -> str:
    return next(a.source for a in bank.wrong("ex09") if a.name == name)


def lost(found: dict) -> set:
    return {name for name, o in found.items() if o.status != "passed"}


BY_HAND = """
import math
import numpy as np

def clip_by_norm(u, max_norm):
    if not 0 < max_norm:
        raise ValueError(f"max_norm: {max_norm}")
    n = math.hypot(*u)
    return np.array([v if n <= max_norm else v / n * max_norm for v in u])

def clipped_descent(grad_f, x0, lr, max_update, T=100):
    # The gradient clipped to max_update / lr is the same step.
    path = [list(map(float, x0))]
    while len(path) < T + 1:
        g = clip_by_norm(grad_f(np.array(path[-1])), max_update / lr)
        path.append([a - lr * b for a, b in zip(path[-1], g)])
    return np.array(path)

def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, r = list(map(float, x0)), float(radius0)
    xs, rs = [list(x)], [r]
    for _ in range(T):
        g = [float(v) for v in grad_f(np.array(x))]
        slope = math.sqrt(sum(v * v for v in g))
        if slope != 0.0:
            t = min(lr, r / slope)  # the step is -t g, so the model promises |g|^2 (t - t^2 / (2 lr))
            y = [a - t * b for a, b in zip(x, g)]
            gain = float(f(np.array(x))) - float(f(np.array(y)))
            share = gain / (slope**2 * t * (1 - t / (2 * lr))) if math.isfinite(gain) else -1.0
            r = r / 2 if share < 0.25 else r * 2 if share > 0.75 and t < lr else r
            x = y if share > 0.1 else x
        xs.append(list(x))
        rs.append(r)
    return np.array(xs), np.array(rs)
"""

NEARLY_EQUAL = """
def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    path, radii = np.full((T + 1, len(x0)), x0), np.full(T + 1, radius0)
    for k in range(T):
        x, r = path[k].copy(), radii[k]
        g = grad_f(x)
        if not g.any():
            path[k + 1 :], radii[k + 1 :] = x, r
            break
        p = -lr * g * min(1.0, r / (lr * np.linalg.norm(g) + 1e-6))
        at_limit = np.linalg.norm(p) >= 0.99 * r
        m = lambda q: f(x) + g @ q + 0.5 / lr * q @ q
        new = f(x + p)
        if not np.isfinite(new):
            path[k + 1 :], radii[k + 1 :] = x, r / 2
            continue
        rho = (f(x) - new) / (m(np.zeros_like(p)) - m(p))
        path[k + 1 :] = x + p if rho > 0.1 else x
        radii[k + 1 :] = r / 2 if rho < 0.25 else 2 * r if rho > 0.75 and at_limit else r
    return path, radii
"""


@pytest.mark.parametrize("seed", SEEDS)
def test_plain_python_and_a_clipped_gradient_are_right_answers(seed):
    assert not lost(outcomes(BY_HAND, seed, model=False))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_guarded_quotient_and_a_boundary_at_99_hundredths_pass_in_c(seed):
    assert not lost(outcomes(NEARLY_EQUAL, seed))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("guard", "checks"), [("1e-6", {"meets_the_limit"}), ("1e-12", set())])
def test_a_guard_costs_only_where_it_shows(seed, guard, checks):
    assert (
        lost(outcomes(wrong("guarded_quotient").replace("1e-06", guard).replace("1e-6", guard), seed))
        == checks
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wrong_clip_costs_its_own_part_alone(seed):
    found = outcomes(wrong("sum_of_entries"), seed)
    assert {found[name].part for name in lost(found)} == {"a"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clip_alone_is_no_trust_region(seed):
    source = """
def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    return clipped_descent(grad_f, x0, lr, radius0, T), np.full(T + 1, radius0)
"""
    found = outcomes(source, seed)
    assert {"moves_where_it_pays", "adapts_the_radius", "follows_the_path", "converges"} <= lost(found)
    assert "the gap between f" in found["converges"].message or "rise" in found["converges"].message


@pytest.mark.parametrize("seed", SEEDS)
def test_one_check_tells_mistakes_apart(seed):
    names = ("ratio_inverted", "linear_promise", "grows_inside", "never_grows", "halves_the_step")
    diagnoses = {name: outcomes(wrong(name), seed)["adapts_the_radius"].diagnosis for name in names}
    assert diagnoses == {name: name for name in names}


@pytest.mark.parametrize("seed", SEEDS)
def test_two_mistakes_in_one_function_are_both_seen(seed):
    source = wrong("changes_u").replace("max_norm <= 0", "max_norm < 0")
    found = outcomes(source, seed)
    assert lost(found) == {"leaves_u_alone", "refuses_bad_limits"}
    assert found["leaves_u_alone"].diagnosis == "changes_u"
    assert "max_norm = 0 is not positive" in found["refuses_bad_limits"].message


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("list(u)", "is a list of"),
        ("np.linalg.norm(u)", "of type float"),
        ("None", "is a return missing?"),
        ("u[None]", "has shape (1, 1)"),
        ("u * np.nan", "not finite"),
    ],
)
def test_a_vector_of_the_wrong_kind_is_described(returned, said):
    source = f"def clip_by_norm(u, max_norm):\n    return {returned}\n"
    assert said in outcomes(source, 1)["shortens_what_is_too_long"].message


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("np.tile(x0, (T + 1, 1))", "a tuple of 2 is expected"),
        ("(np.tile(x0, (T, 1)), np.full(T + 1, radius0))", "The path of T = 1 steps has shape"),
        ("(np.tile(x0, (T + 1, 1)), [radius0] * (T + 1))", "The radii of T = 1 steps is a list"),
        ("(np.tile(x0, (T + 1, 1)), np.ones(T + 1, dtype=int))", "dtype int64"),
    ],
)
def test_a_record_of_the_wrong_kind_is_described(returned, said):
    source = f"def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):\n    return {returned}\n"
    assert said in outcomes(source, 1)["keeps_path_and_radii"].message


def test_an_endless_walk_ends_by_count():
    source = wrong("one_step_too_many").replace("range(T + 1)", "iter(int, 1)")
    found = outcomes(source, 1)["clips_the_update"]
    assert found.status == "failed" and "did not come to an end" in found.message
