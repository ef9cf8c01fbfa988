"""Products by their order, truncated CG by its residual and its descent, the method by its rate."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import more_garbow_hillstrom, newton_cg, problems
from numopt.descent import Status


def test_the_product_has_order_two_and_a_good_default():
    valley, v = problems.rosenbrock(), np.array([0.6, 0.8])
    exact = valley.hess(valley.start) @ v
    found = [newton_cg.hvp_central(valley.grad, valley.start, v, eps) for eps in (1e-1, 1e-2)]
    errors = [np.linalg.norm(product - exact) for product in found]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.05)
    for length in (1e-6, 1.0, 1e6):
        found = newton_cg.hvp_central(valley.grad, valley.start, length * v) / length
        assert np.linalg.norm(found - exact) < 1e-8 * np.linalg.norm(exact)
    assert not newton_cg.hvp_central(valley.grad, valley.start, 0 * v).any()


@given(st.integers(0, 10**6), st.lists(st.floats(-20, 20), min_size=1, max_size=8), st.floats(1e-6, 0.9))
def test_the_direction_leads_downhill_and_solves_the_equation_where_it_can(seed, eigenvalues, eta):
    rng = np.random.default_rng(seed)
    q, _ = np.linalg.qr(rng.standard_normal((len(eigenvalues),) * 2))
    hess, g = q * np.array(eigenvalues) @ q.T, rng.standard_normal(len(eigenvalues))
    products = []
    p = newton_cg.truncated_cg(lambda v: products.append(v) or hess @ v, g, eta)
    assert g @ p < 0 and len(products) <= 2 * g.size
    if min(eigenvalues) > 0.1:
        assert np.linalg.norm(hess @ p + g) <= (eta + 1e-9) * np.linalg.norm(g)


def test_nothing_to_do_and_negative_curvature_at_once():
    g = np.array([1.0, -2.0])
    assert not newton_cg.truncated_cg(lambda v: v, 0 * g).any()
    assert np.array_equal(newton_cg.truncated_cg(lambda v: -v, g), -g)


def test_the_network_is_trained_and_the_end_is_superlinear():
    network = problems.tanh_network()
    counted, counts = problems.counting(network)
    x, norms = newton_cg.newton_cg(counted.f, counted.grad, network.start, tol=1e-9)
    assert norms[-1] < 1e-9 and len(norms) < 40
    assert counts.grad < 20 * network.n
    assert norms[-1] < 10 * norms[-2] ** 1.4


# The method on problems -------------------------------------------------------------------------------

FORCING = [newton_cg.linear, newton_cg.superlinear, newton_cg.quadratic, newton_cg.eisenstat_walker]


def gradient_norms(problem, run):
    return [np.linalg.norm(problem.grad(x)) for x in run.trace]


@pytest.mark.parametrize("forcing", FORCING)
def test_every_equation_is_solved_as_well_as_the_forcing_sequence_asks(forcing):
    logistic = problems.logistic_regression()
    run = newton_cg.truncated_newton(logistic, forcing=forcing, gtol=1e-9)
    sizes = gradient_norms(logistic, run)
    assert run.success and len(run.solves) == run.nit
    for solve, size, before in zip(run.solves, sizes, sizes[:1] + sizes, strict=False):
        eta = forcing(size, before)
        assert 0 < eta <= 0.5 and solve.residual_norms[-1] <= eta * size * (1 + 1e-12)
        assert np.all(solve.residual_norms[:-1] > eta * size)  # and no better


def test_the_forcing_sequence_decides_about_the_order():
    logistic = problems.logistic_regression()
    steps, small = {}, {}
    for forcing in FORCING:
        run = newton_cg.truncated_newton(logistic, forcing=forcing, gtol=1e-9)
        sizes = gradient_norms(logistic, run)
        assert run.success
        steps[forcing] = run.nit
        small[forcing] = [(a, b) for a, b in zip(sizes, sizes[1:], strict=False) if 1e-7 < a < 1e-1]
    assert all(0.01 * a < b < 0.6 * a for a, b in small[newton_cg.linear])
    assert all(b < 2 * a**1.5 for a, b in small[newton_cg.superlinear])
    assert all(b < 10 * a**2 for f in FORCING[2:] for a, b in small[f])
    assert steps[newton_cg.linear] > steps[newton_cg.superlinear] >= steps[newton_cg.quadratic]


def test_eisenstat_and_walkers_choice_has_no_units():
    logistic = problems.logistic_regression()
    runs = []
    for unit in (1.0, 2.0**30, 2.0**-30):  # powers of two: rounding is the same
        scaled = replace(
            logistic,
            f=lambda x, unit=unit: unit * logistic.f(x),
            grad=lambda x, unit=unit: unit * logistic.grad(x),
            hvp=lambda x, v, unit=unit: unit * logistic.hvp(x, v),
        )
        runs.append(newton_cg.truncated_newton(scaled, None, newton_cg.eisenstat_walker, gtol=1e-8 * unit))
    assert all(np.array_equal(run.x, runs[0].x) and run.products == runs[0].products for run in runs)


def test_products_come_from_hvp_or_the_hessian_or_gradients_and_are_counted():
    logistic, v = problems.logistic_regression(), np.arange(10.0)
    hvp_only, hess_only = replace(logistic, hess=None), replace(logistic, hvp=None)
    neither = replace(logistic, hess=None, hvp=None)
    products = [newton_cg.hessian_product(p, v)(v) for p in (hvp_only, hess_only, neither)]
    assert all(np.allclose(product, products[0], rtol=0, atol=1e-8) for product in products)
    runs = []
    for problem in (hvp_only, hess_only, neither):
        counted, counts = problems.counting(problem)
        run = newton_cg.truncated_newton(counted, gtol=1e-8)
        runs.append(run)
        assert run.success and (run.nfev, run.njev, run.nhev) == (counts.f, counts.grad, counts.hess)
        assert counts.hvp == (run.products if problem is hvp_only else 0)
    by_hvp, by_hess, by_gradients = runs
    assert by_hvp.nhev == 0 and by_hess.nhev == by_hess.nit
    assert by_gradients.njev == 1 + by_gradients.nit + 2 * by_gradients.products
    assert all(np.allclose(run.x, by_hvp.x, rtol=0, atol=1e-6) for run in runs)


def test_negative_curvature_ends_an_equation_and_the_run_goes_on():
    valley, start = problems.rosenbrock(), np.array([-0.5, 3.0])
    assert np.linalg.eigvalsh(valley.hess(start))[0] < 0
    run = newton_cg.truncated_newton(valley, start, gtol=1e-8)
    assert run.success and any(solve.negative_curvature for solve in run.solves)
    assert run.products == sum(len(s.residual_norms) - 1 + s.negative_curvature for s in run.solves)
    assert np.all(np.diff([valley.f(x) for x in run.trace]) < 0)


# From their starts in flat, bent valleys these take more steps than the others.
SLOW = {"Biggs EXP6 (18)", "Gulf research (11)"}


@pytest.mark.parametrize("problem", more_garbow_hillstrom.PROBLEMS, ids=lambda p: p.name)
def test_the_classical_problems_end_where_the_gradient_is_small(problem):
    run = newton_cg.truncated_newton(problem, max_iterations=300)
    if problem.name in SLOW:
        assert run.status is Status.ITERATION_LIMIT and run.fun < problem.f(problem.start)
    else:
        assert run.success and np.linalg.norm(problem.grad(run.x), np.inf) <= 1e-6


def test_a_preconditioner_saves_products():
    values = np.logspace(0, 6, 60)
    bowl = problems.quadratic(values)
    plain = newton_cg.truncated_newton(bowl)
    helped = newton_cg.truncated_newton(bowl, preconditioner=lambda r: r / values)
    assert plain.success and helped.success and helped.products <= 2 * helped.nit < plain.products / 10


def test_few_products_are_enough_to_descend():
    run = newton_cg.truncated_newton(problems.booth(), max_products=1)
    assert run.success and all(solve.nit <= 1 for solve in run.solves)
    with pytest.raises(ValueError, match="max_products is 0"):
        newton_cg.truncated_newton(problems.booth(), max_products=0)


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_ends_the_run(bad):
    booth = problems.booth()
    broken = replace(booth, hess=None, hvp=lambda x, v: np.full(2, bad))
    run = newton_cg.truncated_newton(broken, max_iterations=5)
    assert run.nit <= 5 and booth.f(run.x) < booth.f(booth.start)  # no product is of use: steepest descent
    run = newton_cg.truncated_newton(replace(booth, grad=lambda x: np.full(2, bad)))
    assert run.status is Status.NOT_FINITE and run.nit == 0
