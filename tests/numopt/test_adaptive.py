"""The rules by what defines them (first steps, invariances, limits), and step by step with PyTorch."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import pytorch
from numopt import adaptive as rules

C = np.array([1.0, 10.0, 100.0])
START = np.array([1.0, -2.0, 0.5])


def grad(x):
    return 2 * C * x


@given(st.floats(1e-3, 1e3), st.floats(1e-4, 1.0))
def test_the_first_step_of_adam_is_lr_in_every_coordinate(scale, lr):
    path = rules.follow(rules.Adam(lr), lambda x: scale * grad(x), START, 1)
    assert np.allclose(path[1] - path[0], -lr * np.sign(START), rtol=1e-4)


@given(st.lists(st.floats(0.01, 100), min_size=3, max_size=3))
def test_adam_does_not_notice_the_scale_of_a_coordinate_of_the_gradient(scale):
    rule = rules.Adam(0.05, eps=0.0)
    path = rules.follow(rule, grad, START, 50)
    scaled = rules.follow(rule, lambda x: np.array(scale) * grad(x), START, 50)
    assert np.allclose(path, scaled, rtol=1e-9, atol=1e-12)


def test_rmsprop_and_adagrad_by_their_formulas():
    g = grad(START)
    first = rules.follow(rules.rmsprop(0.1, 0.9), grad, START, 1)[1] - START
    assert np.allclose(first, -0.1 * g / (np.sqrt(0.1 * g * g) + 1e-8))
    path = rules.follow(rules.AdaGrad(0.1), grad, START, 2)
    total = grad(path[0]) ** 2 + grad(path[1]) ** 2
    assert np.allclose(path[2] - path[1], -0.1 * grad(path[1]) / (np.sqrt(total) + 1e-10))


def test_the_decay_of_adamw_does_not_pass_through_the_means():
    plain = rules.follow(rules.Adam(0.1), grad, START, 1)
    decayed = rules.follow(rules.adamw(0.1, decay=0.5), grad, START, 1)
    assert np.allclose(decayed[1] - plain[1], -0.1 * 0.5 * START)


def test_the_rates_of_amsgrad_never_grow():
    rule, state, rates = rules.amsgrad(0.1, correct=False), rules.Adam().start(1), []
    for g in [*np.linspace(5, 0, 40), *np.zeros(40)]:
        state, _ = rule.step(state, np.array([g]), np.zeros(1))
        rates.append(1 / np.sqrt(state[3][0]))
    assert np.all(np.diff(rates) <= 0)


@pytest.mark.parametrize(("lr", "stable"), [(0.95 * 3.8 / 200, True), (1.05 * 3.8 / 200, False)])
def test_momentum_is_stable_below_its_limit(lr, stable):
    with np.errstate(all="ignore"):  # what is unstable overflows
        path = rules.follow(rules.Momentum(lr, 0.9), grad, START, 3000)
    assert (np.abs(path[-1]).max() < 1e-3) == stable


def test_momentum_without_memory_is_gradient_descent():
    path = rules.follow(rules.gradient_descent(1e-3), grad, START, 5)
    for before, after in zip(path, path[1:], strict=False):
        assert np.allclose(after, before - 1e-3 * grad(before))


def test_nesterov_takes_the_gradient_ahead():
    # In the variables of the look-ahead point: Sutskever et al. (2013).
    path = rules.follow(rules.nesterov(1e-3, 0.9), grad, START, 20)
    y, v = START.copy(), np.zeros(3)
    for point in path:
        assert np.allclose(point, y + 0.9 * v, rtol=1e-10)
        v = 0.9 * v - 1e-3 * grad(y + 0.9 * v)
        y = y + v


@pytest.mark.parametrize("beta2", [0.9, 0.99])
def test_the_first_step_of_rmsprop_is_longer_than_lr_because_no_bias_is_corrected(beta2):
    path = rules.follow(rules.rmsprop(1e-3, beta2, eps=0.0), grad, START, 1)
    assert np.allclose(path[1] - path[0], -1e-3 / np.sqrt(1 - beta2) * np.sign(START), rtol=1e-12)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: rules.Momentum(-1e-3), "lr"),
        (lambda: rules.gradient_descent(np.nan), "lr"),
        (lambda: rules.nesterov(1e-3, 1.0), "beta"),
        (lambda: rules.AdaGrad(eps=-1.0), "eps"),
        (lambda: rules.Adam(beta1=-0.1), "beta1"),
        (lambda: rules.rmsprop(beta2=1.0), "beta2"),
        (lambda: rules.adamw(decay=-0.5), "decay"),
    ],
)
def test_constants_outside_their_ranges_are_named(make, name):
    with pytest.raises(ValueError, match=f"^{name} is "):
        make()


# PyTorch ------------------------------------------------------------------------------------------


TABLE = json.loads(pytorch.TABLE.read_text())


@pytest.mark.parametrize(
    "row", TABLE["paths"], ids=lambda row: f"{row['problem']}-{row['optimiser']}-{row['settings']}"
)
def test_each_step_is_the_one_of_pytorch(row):
    path = pytorch.our_path(row["optimiser"], row["settings"], pytorch.PROBLEMS[row["problem"]])
    assert pytorch.difference(path, np.array(row["path"])) <= 1e-12


def test_the_table_is_the_one_that_the_script_writes():
    wanted = [[label, *run] for label in pytorch.PROBLEMS for run in pytorch.RUNS]
    assert [[row["problem"], row["optimiser"], row["settings"]] for row in TABLE["paths"]] == wanted
    for row in TABLE["paths"]:
        assert np.array_equal(row["path"][0], pytorch.PROBLEMS[row["problem"]].start)
    assert TABLE["torch"]
