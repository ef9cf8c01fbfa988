"""Products by their order, truncated CG by its residual and its descent, the method by its rate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import newton_cg, problems


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
