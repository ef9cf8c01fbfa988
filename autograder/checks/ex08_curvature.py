"""Exercise 8: Hessian-vector products, the power method, Lanczos.

    H(x) v ~ (g(x + eps v/|v|) - g(x)) |v| / eps,    A Q = Q T + beta_k q_{k+1} e_k'

Everything is counted: what makes these methods worth having is how few products they need.
"""

import numpy as np
import scipy.linalg

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Oracle
from numopt import spectrum

TITLE = "Hessian-vector products, power method, Lanczos"
PARTS = {"a": ["hvp_finite_diff"], "b": ["power_method"], "c": ["lanczos"]}
DELEGATED = [
    "numopt.spectrum",
    "numopt.derivatives",
    "scipy.sparse.linalg",
    *(f"{library}:{name}" for library in ("numpy.linalg", "scipy.linalg") for name in ("eigh", "eigvalsh")),
    *(f"{library}:{name}" for library in ("numpy.linalg", "scipy.linalg") for name in ("eig", "eigvals")),
]

SCALES = (1e-6, 1.0, 1e6)


# The reference ------------------------------------------------------------------------------------


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    return (grad_f(x + eps * v / length) - grad_f(x)) * (length / eps)


REFERENCE = {
    "hvp_finite_diff": hvp_finite_diff,
    "power_method": spectrum.power_method,
    "lanczos": spectrum.lanczos,
}


# (a) ----------------------------------------------------------------------------------------------


class Bent:
    """A function with a Hessian that changes: third derivatives are at most ``bend`` in every direction.

    f(x) = sum of a_i sin(w_i.x) with |w_i| = 1, whose third derivatives sum to at most sum |a_i|
    """

    def __init__(self, draw, n, scale=1.0):
        self.n = n
        self.weights = scale * draw.rng.uniform(0.5, 2.0, n + 2)
        self.rows = np.array([draw.unit(n) for _ in self.weights])
        self.bend = float(self.weights.sum())

    def grad(self, x):
        return self.rows.T @ (self.weights * np.cos(self.rows @ x))

    def hvp(self, x, v):
        return -self.rows.T @ (self.weights * np.sin(self.rows @ x) * (self.rows @ v))


def product(learner, bent, x, v, **settings):
    """Return the learner's product and the oracle that was asked."""
    grad_f = Oracle(bent.grad, "grad_f", bent.n, 2, f"a sum of sines in R^{bent.n}")
    return expect.array(learner.hvp_finite_diff(grad_f, x, v, **settings), (bent.n,), "The product"), grad_f


@check(part="a", marks=1)
def approximates_the_product(learner, draw):
    """It is H(x) v up to an error of the order of eps, from at most two gradients."""
    for scale in (1e-3, 1.0, 1e3):
        for settings in ({}, {"eps": 1e-3}):
            bent = Bent(draw, int(draw.rng.integers(2, 6)), scale)
            x, v = draw.rng.standard_normal(bent.n), draw.unit(bent.n)
            found, _ = product(learner, bent, x, v, **settings)
            eps = settings.get("eps", 1e-5)
            gap = np.linalg.norm(found - bent.hvp(x, v))
            # One-sided: at most eps / 2 times the third derivatives; and two gradients' rounding over eps.
            room = eps * bent.bend + 1e-14 * bent.bend / eps
            said = f"With eps = {eps:g} your H v differs from the exact one by {gap:.3g}"
            expect.that(gap <= room, f"{said}; the third derivatives here allow {room:.3g}.")


@check(part="a", marks=1)
def does_not_depend_on_the_length_of_v(learner, draw):
    """eps is the length of the displacement of x, whatever the length of v, and the result is linear in v."""
    for length in (1e-6, 1.0, 1e6):
        for settings in ({}, {"eps": 1e-2}):
            bent = Bent(draw, 3)
            x, v = draw.rng.standard_normal(3), length * draw.unit(3)
            found, grad_f = product(learner, bent, x, v, **settings)
            eps = settings.get("eps", 1e-5)
            moves = [np.linalg.norm(point - x) for point in grad_f.points]
            longest = max(moves, default=0.0)
            # x + d is rounded to about 1e-16, which is 1e-11 of d for the default eps.
            said = f"For |v| = {length:g} and eps = {eps:g} you moved x by {longest:.3g}; eps is expected."
            expect.that(abs(longest - eps) <= 1e-6 * eps, said)
            gap = np.linalg.norm(found - bent.hvp(x, v)) / length
            room = eps * bent.bend + 1e-14 * bent.bend / eps
            said = f"For |v| = {length:g} your H v differs from the exact one by {gap:.3g} |v|"
            expect.that(gap <= room, f"{said}; {room:.3g} |v| is allowed.")


@check(part="a", marks=0.5)
def gives_zero_for_zero(learner, draw):
    """v = 0 gives the zero vector."""
    bent = Bent(draw, 3)
    found, _ = product(learner, bent, draw.rng.standard_normal(3), np.zeros(3))
    expect.that(not found.any(), f"For v = 0 the product is {expect.show(found)}; zeros are expected.")


@check(part="a", marks=0.5)
def leaves_x_and_v_alone(learner, draw):
    """The arrays x and v of the caller are as they were."""
    bent = Bent(draw, 3)
    product(learner, bent, draw.rng.standard_normal(3), draw.rng.standard_normal(3))
    learner.leaves_arguments_alone()


# (b) ----------------------------------------------------------------------------------------------


def operator(draw, eigenvalues, without=None):
    """Return a symmetric matrix of these eigenvalues; the first eigenvector is orthogonal to ``without``."""
    n = len(eigenvalues)
    basis = draw.rng.standard_normal((n, n))
    if without is not None:
        basis[:, 0] -= (basis[:, 0] @ without) / (without @ without) * without
    q, _ = np.linalg.qr(basis)
    made = q * np.array(eigenvalues) @ q.T
    return (made + made.T) / 2


def counted(matrix, limit, about):
    return Oracle(lambda v: matrix @ v, "hvp", len(matrix), limit, about)


def dominant(learner, matrix, about, iterations=200, **settings):
    """Return the learner's eigenvalue and vector and the number of products."""
    hvp = counted(matrix, iterations + 5, about)
    settings |= {} if iterations == 200 else {"iterations": iterations}
    pair = expect.entries(learner.power_method(hvp, len(matrix), **settings), 2, "The result")
    value = expect.number(pair[0], "The eigenvalue")
    return value, expect.array(pair[1], (len(matrix),), "The eigenvector"), hvp.calls


@check(part="b", marks=1)
def finds_the_largest_magnitude(learner, draw):
    """It returns the eigenvalue of largest magnitude, with its sign, for operators of any size."""
    for scale in SCALES:
        for top in (1.0, -1.0):
            n = int(draw.rng.integers(2, 9))
            # The second one is clear of the others: a start without the first settles there for good.
            rest = [draw.rng.choice([-0.6, 0.6]), *draw.rng.uniform(-0.3, 0.3, n - 2)]
            matrix = scale * operator(draw, [top, *rest], without=np.ones(n))
            about = f"an operator of size {scale:g} whose dominant eigenvalue is {scale * top:g}"
            value, _, _ = dominant(learner, matrix, about)
            # The quotient stops changing by 1e-10 when its error is a few times that.
            expect.close(value, scale * top, f"On {about}, your eigenvalue", rtol=1e-8)


@check(part="b", marks=0.5)
def returns_a_unit_eigenvector(learner, draw):
    """The vector has length one and is an eigenvector."""
    for top in (2.0, -300.0):
        matrix = operator(draw, [top, *(top * draw.rng.uniform(-0.5, 0.5, 4))])
        about = f"an operator whose dominant eigenvalue is {top:g}"
        value, q, _ = dominant(learner, matrix, about)
        expect.close(np.linalg.norm(q), 1.0, f"On {about}, the length of your vector", rtol=1e-9)
        # An error e of the vector changes the quotient by e squared: 1e-10 in one is 1e-5 in the other.
        left = np.linalg.norm(matrix @ q - value * q) / abs(top)
        said = f"On {about}, |A q - lambda q| / |lambda| is {left:.3g} for your q"
        expect.that(left <= 1e-3, f"{said}; at most 1e-3 is allowed.")


@check(part="b", marks=0.75)
def stops_when_it_can(learner, draw):
    """It takes at most `iterations` products, and stops once the quotient has settled to tol."""
    n = 40
    matrix = operator(draw, [7.0, *(7.0 * draw.rng.uniform(-0.3, 0.3, n - 1))])
    about = f"an operator on R^{n} whose other eigenvalues are at most 0.3 of the dominant one"
    value, _, calls = dominant(learner, matrix, about, iterations=30)
    expect.close(value, 7.0, f"On {about}, with 30 products, your eigenvalue", rtol=1e-7)
    _, _, calls = dominant(learner, matrix, about)
    # 0.3^(2 j) is below 1e-10 after 10 products, from a start that is mostly something else a few more.
    expect.at_most(calls, 40, f"On {about}, the number of products", "more than is needed")
    _, _, fewer = dominant(learner, matrix, about, tol=1e-3)
    said = f"With tol = 1e-3 it took {fewer} products, with tol = 1e-10 {calls}; fewer are enough."
    expect.that(fewer < calls, said)
    slow = operator(draw, [1.0, *draw.rng.uniform(0.95, 0.999, n - 1)])
    for iterations in (1, 6, 200):  # 200 is the default; tol = 0 is never met here
        value, q, calls = dominant(learner, slow, "an operator with close eigenvalues", iterations, tol=0.0)
        where = f"With iterations = {iterations} and tol = 0 the number of products"
        expect.at_most(calls, iterations, where, "the limit")
        expect.at_most(0.97 * iterations, calls, "The number of products that are worth taking", where)
        expect.at_most(value, 1.0 + 1e-9, f"After {calls} products your eigenvalue", "the largest there is")
        expect.close(np.linalg.norm(q), 1.0, f"After {calls} products the length of your vector", rtol=1e-9)


@check(part="b", marks=0.5)
def knows_the_zero_operator(learner, draw):
    """The zero operator has the eigenvalue 0.0; an operator on the line has its factor."""
    value, q, _ = dominant(learner, np.zeros((3, 3)), "the zero operator")
    expect.that(value == 0.0 and np.all(np.isfinite(q)), f"For the zero operator your eigenvalue is {value}.")
    value, _, _ = dominant(learner, np.array([[-2.5]]), "the operator -2.5 on R^1")
    expect.close(value, -2.5, "For the operator -2.5 on R^1 your eigenvalue", rtol=1e-12)


@check(part="b", marks=0.25)
def repeats_itself_for_a_seed(learner, draw):
    """The same seed gives the same result, and every seed the same eigenvalue."""
    matrix = operator(draw, [3.0, 1.0, -1.0, 0.5])
    about = "an operator whose dominant eigenvalue is 3"
    first, again = (dominant(learner, matrix, about, seed=5)[1] for _ in range(2))
    expect.that(np.array_equal(first, again), "Called twice with seed = 5 it returns two different vectors.")
    for seed in (0, 1, 2):
        value, _, _ = dominant(learner, matrix, about, seed=seed)
        expect.close(value, 3.0, f"With seed = {seed} the eigenvalue", rtol=1e-8)


# (c) ----------------------------------------------------------------------------------------------


def tridiagonal(learner, matrix, v0, k, about):
    """Return the learner's diagonal and off-diagonal and the number of products."""
    hvp = counted(matrix, 3 * k, about)
    pair = expect.entries(learner.lanczos(hvp, v0, k), 2, "The result")
    shapes = []
    for part, what in zip(pair, ("diagonal", "off-diagonal"), strict=True):
        if not isinstance(part, np.ndarray) or part.ndim != 1:
            raise expect.Failed(f"The {what} is {expect.kind_of(part)}; an array is expected.", "type")
        shapes.append(part.size)
    said = f"The diagonal has {shapes[0]} entries and the off-diagonal {shapes[1]}; one fewer is expected."
    expect.that(shapes[1] == shapes[0] - 1, said)
    return expect.array(pair[0], (shapes[0],), "The diagonal"), np.asarray(pair[1], float), hvp.calls


def spread_out(draw, n, scale=1.0):
    """Return an operator with well separated eigenvalues, and a start in which all of them are present."""
    eigenvalues = scale * (np.linspace(-1, 3, n) + draw.rng.uniform(-0.3, 0.3, n) / n)
    return operator(draw, eigenvalues), draw.rng.standard_normal(n) * 10 ** draw.rng.uniform(-2, 2)


@check(part="c", marks=1)
def builds_the_tridiagonal_matrix(learner, draw):
    """The diagonal and off-diagonal are those of Q'AQ after k steps, for starts of any length."""
    for scale in SCALES:
        for n, k in ((2, 2), (6, 3), (9, 4)):
            matrix, v0 = spread_out(draw, n, scale)
            about = f"an operator of size {scale:g} on R^{n}"
            diagonal, off, _ = tridiagonal(learner, matrix, v0, k, about)
            said = f"On {about}, k = {k} steps gave {diagonal.size} diagonal entries."
            expect.that(diagonal.size == k, said)
            wanted = spectrum.lanczos(lambda v, matrix=matrix: matrix @ v, v0, k)
            where = f"On {about}, with k = {k}, the"
            expect.close(diagonal, wanted[0], f"{where} diagonal", rtol=1e-7, atol=1e-7 * scale)
            expect.close(np.abs(off), wanted[1], f"{where} off-diagonal", rtol=1e-7)


@check(part="c", marks=1)
def has_no_ghosts(learner, draw):
    """After n steps its Ritz values are the eigenvalues, each as often as it occurs: no copies."""
    n = 40
    eigenvalues = np.sort([*np.linspace(0, 1, n - 2) + draw.rng.uniform(0, 0.005, n - 2), 50.0, 100.0])
    matrix, v0 = operator(draw, eigenvalues), draw.rng.standard_normal(n)
    about = f"an operator on R^{n} with eigenvalues in [0, 1] and at 50 and 100"
    diagonal, off, _ = tridiagonal(learner, matrix, v0, n, about)
    values = scipy.linalg.eigh_tridiagonal(diagonal, off, eigvals_only=True)
    copies = int(np.sum(values > 99))
    said = f"On {about}, {n} steps give {copies} Ritz values near 100"
    expect.that(copies == 1, f"{said}; the eigenvalue occurs once.")
    expect.that(values.size == n, f"On {about}, {n} steps give {values.size} Ritz values.")
    # Eigenvalues of a symmetric matrix are known to 1e-16 of the largest; orthogonality costs a few digits.
    expect.close(values, eigenvalues, f"On {about}, the sorted Ritz values", rtol=0, atol=1e-7)


@check(part="c", marks=1)
def stops_at_a_breakdown(learner, draw):
    """It stops where the off-diagonal is zero up to rounding, relative to the operator's size."""
    for place in (0, 2):  # an exact breakdown: the start is an eigenvector to the last bit
        matrix, v0 = np.diag([3.0, -1.0, 5.0, 2.0]), draw.rng.uniform(0.5, 2.0) * np.eye(4)[place]
        about = "a diagonal operator, started with a unit vector of the axes"
        diagonal, _, _ = tridiagonal(learner, matrix, v0, 4, about)
        expect.that(diagonal.size == 1, f"On {about}, it took {diagonal.size} steps; one is all there is.")
    # Here the diagonal of T is zero: the operator's size shows in the off-diagonal alone.
    swap = operator(draw, [5.0, -5.0, 2.0, 1.0])
    ends = np.linalg.eigh(swap)[1][:, [0, -1]]
    about = "an operator with eigenvalues 5 and -5, started with the sum of their eigenvectors"
    diagonal, _, _ = tridiagonal(learner, swap, ends.sum(axis=1), 4, about)
    expect.that(diagonal.size == 2, f"On {about}, it took {diagonal.size} steps; two are expected.")
    for scale in (1e-13, 1.0, 1e9):
        for m in (1, 3):
            eigenvalues = scale * np.array([1.0, 2.0, 4.0, 7.0, 11.0, 16.0])
            matrix = operator(draw, draw.rng.permutation(eigenvalues))
            chosen = np.linalg.eigh(matrix)[1][:, draw.rng.choice(6, m, replace=False)]
            v0 = chosen @ draw.rng.choice([-1.0, 1.0], m)
            about = f"an operator of size {16 * scale:g}, started with {m} of its 6 eigenvectors"
            diagonal, off, _ = tridiagonal(learner, matrix, v0, 6, about)
            said = f"On {about}, it took {diagonal.size} steps"
            expect.that(diagonal.size == m, f"{said}; after {m} the off-diagonal is zero up to rounding.")
            finite = np.all(np.isfinite(diagonal)) and np.all(np.isfinite(off))
            expect.that(finite, f"On {about}, an entry of T is not finite.")


@check(part="c", marks=0.5)
def takes_one_product_a_step(learner, draw):
    """It asks for one product a step, and takes at most n steps."""
    matrix, v0 = spread_out(draw, 7)
    _, _, calls = tridiagonal(learner, matrix, v0, 4, "an operator on R^7")
    expect.that(calls == 4, f"For k = 4 steps there were {calls} products.")
    diagonal, _, _ = tridiagonal(learner, matrix, v0, 12, "an operator on R^7")
    expect.that(diagonal.size == 7, f"With k = 12 in R^7 there are {diagonal.size} diagonal entries, not 7.")


@check(part="c", marks=0.5)
def leaves_v0_alone(learner, draw):
    """The caller's v0 is as it was."""
    matrix, v0 = spread_out(draw, 5)
    tridiagonal(learner, matrix, v0, 3, "an operator on R^5")
    learner.leaves_arguments_alone()
