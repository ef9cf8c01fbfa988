"""Exercise 10: Newton's method without a Hessian.

    H v ~ (g(x + eps v) - g(x - eps v)) / (2 eps),    CG on H p = -g to |r| <= min(1/2, sqrt |g|) |g|

(Nocedal and Wright 2006, algorithm 7.1.)  Gradients are counted throughout: a dense difference Hessian
would find the same steps, and could not pay for them.
"""

import numpy as np

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Oracle, Watched
from numopt import newton_cg as reference
from numopt import problems

TITLE = "Matrix-free Newton"
PARTS = {"a": ["hvp_central"], "b": ["truncated_cg"], "c": ["newton_cg"]}
DELEGATED = [
    "numopt.newton_cg",
    "numopt.conjugate_gradient",
    "numopt.newton",
    "numopt.descent",
    "numopt.derivatives",
    "scipy.optimize",
    "scipy.sparse.linalg",
]

REFERENCE = {
    "hvp_central": reference.hvp_central,
    "truncated_cg": reference.truncated_cg,
    "newton_cg": reference.newton_cg,
}


# (a) ----------------------------------------------------------------------------------------------


class Waves:
    """f(x) = sum of a_i L^2 sin(w_i.x / L) with |w_i| = 1: it bends over distances of about L."""

    def __init__(self, draw, n, length=1.0):
        self.n, self.length = n, length
        self.weights = draw.rng.uniform(0.5, 2.0, n + 2)
        self.rows = np.array([draw.unit(n) for _ in self.weights])

    def grad(self, x):
        return self.length * self.rows.T @ (self.weights * np.cos(self.rows @ x / self.length))

    def hvp(self, x, v):
        return -self.rows.T @ (self.weights * np.sin(self.rows @ x / self.length) * (self.rows @ v))


def product(learner, waves, x, v, **settings):
    """Return the learner's product and the oracle that was asked."""
    grad_f = Oracle(waves.grad, "grad_f", waves.n, 2, f"a sum of sines in R^{waves.n}")
    return expect.array(learner.hvp_central(grad_f, x, v, **settings), (waves.n,), "The product"), grad_f


@check(part="a", marks=1)
def has_order_two(learner, draw):
    """Its error is of the order of eps squared: ten times smaller eps, a hundred times smaller error."""
    for n in (2, 5):
        while True:
            waves, x, v = Waves(draw, n), draw.rng.standard_normal(n), draw.unit(n)
            exact = waves.hvp(x, v)
            models = [reference.hvp_central(waves.grad, x, v, eps) - exact for eps in (1e-1, 1e-2)]
            if np.linalg.norm(models[0]) > 1e-4:  # far above rounding, also for the smaller eps
                break
        errors = [np.linalg.norm(product(learner, waves, x, v, eps=e)[0] - exact) for e in (1e-1, 1e-2)]
        said = f"The error is {errors[0]:.3g} for eps = 0.1 and {errors[1]:.3g} for eps = 0.01"
        expect.that(errors[1] <= errors[0] / 50, f"{said}; order two divides it by about 100.")


@check(part="a", marks=0.5)
def moves_by_eps_v(learner, draw):
    """x moves by eps v to both sides: two gradients, and a result that does not depend on anything else."""
    for length, eps in ((1.0, 1e-3), (100.0, 1e-5), (0.01, 0.1)):
        waves, x, v = Waves(draw, 3), draw.rng.standard_normal(3), length * draw.unit(3)
        found, _ = product(learner, waves, x, v, eps=eps)
        wanted = reference.hvp_central(waves.grad, x, v, eps)
        # Rounding of the gradients, divided by eps |v|.
        room = 1e-14 * waves.weights.sum() / eps
        gap = float(np.abs(found - wanted).max())
        said = f"With |v| = {length:g} and eps = {eps:g} your result differs from the formula's by {gap:.3g}"
        expect.that(gap <= room + 1e-9 * np.abs(wanted).max(), f"{said}.")


@check(part="a", marks=0.75)
def has_a_good_default(learner, draw):
    """The default eps suits v of any length and x of any size."""
    for size in (1e-6, 1.0, 1e6):
        for length in (1e-6, 1.0, 1e6):
            waves = Waves(draw, 4, max(1.0, size))
            x, v = size * draw.unit(4), length * draw.unit(4)
            found, _ = product(learner, waves, x, v)
            gap = np.linalg.norm(found - waves.hvp(x, v)) / length
            # A central difference with a balanced step is right to about 1e-10; a factor of 100 in the step
            # costs a thousand times that.
            said = f"With |x| = {size:g}, |v| = {length:g} and the default eps the error is {gap:.3g} |v|"
            expect.that(gap <= 1e-7, f"{said}; a step of about 6e-6 max(1, |x|) makes it 1e-10.")


@check(part="a", marks=0.5)
def gives_zero_and_keeps_its_arguments(learner, draw):
    """v = 0 gives the zero vector, and the arrays x and v of the caller are as they were."""
    waves = Waves(draw, 3)
    found, _ = product(learner, waves, draw.rng.standard_normal(3), np.zeros(3))
    expect.that(not found.any(), f"For v = 0 the product is {expect.show(found)}; zeros are expected.")
    product(learner, waves, draw.rng.standard_normal(3), draw.rng.standard_normal(3))
    learner.leaves_arguments_alone()


@check(part="a", marks=0.25)
def takes_two_gradients(learner, draw):
    """It asks for two gradients, and not for one more."""
    waves = Waves(draw, 6)
    _, grad_f = product(learner, waves, draw.rng.standard_normal(6), draw.unit(6))
    expect.that(grad_f.calls == 2, f"It asked for {grad_f.calls} gradients; two are enough.")


# (b) ----------------------------------------------------------------------------------------------


def operator(draw, eigenvalues):
    q = draw.rotation(len(eigenvalues))
    made = q * np.array(eigenvalues) @ q.T
    return (made + made.T) / 2


def solve(learner, hess, g, about, limit=None, **settings):
    """Return the learner's direction and the number of products."""
    limit = 2 * g.size + 5 if limit is None else limit
    hvp = Oracle(lambda v: hess @ v, "hvp", g.size, limit, about)
    return expect.array(learner.truncated_cg(hvp, g, **settings), g.shape, "The direction"), hvp.calls


def is_clear(hess, g, eta, steps=20) -> bool:
    """Say whether no residual of CG comes close to eta |g|, and no curvature close to zero."""
    r, d = g.copy(), -g
    for _ in range(steps):
        size = np.linalg.norm(r) / np.linalg.norm(g)
        if abs(size - eta) < 0.02 * eta:
            return False
        if size < eta:
            return True
        hd = hess @ d
        curvature = d @ hd / (d @ d)
        if abs(curvature) < 1e-3 * np.abs(hess).max():
            return False
        if curvature < 0:
            return True
        alpha = (r @ r) / (d @ hd)
        new = r + alpha * hd
        d, r = -new + (new @ new) / (r @ r) * d, new
    return True


def systems(draw, eigenvalues_of, etas):
    """Yield (hess, g, eta, about) at three scales, every decision of CG clear."""
    for scale, eta in zip((1e-3, 1.0, 1e3), etas, strict=True):
        while True:
            eigenvalues = eigenvalues_of()
            hess, g = scale * operator(draw, eigenvalues), draw.rng.standard_normal(len(eigenvalues))
            if is_clear(hess, g, eta):
                break
        low, high = scale * min(eigenvalues), scale * max(eigenvalues)
        yield hess, g, eta, f"an operator with eigenvalues from {low:.3g} to {high:.3g}"


@check(part="b", marks=1)
def follows_conjugate_gradients(learner, draw):
    """On a positive definite operator it returns the CG iterate at which the residual is small enough."""

    def positive():
        return np.exp(draw.rng.uniform(0, 4, int(draw.rng.integers(4, 9))))

    for hess, g, eta, about in systems(draw, positive, (0.5, 0.1, 0.02)):
        p, calls = solve(learner, hess, g, about, eta=eta)
        asked = []
        wanted = reference.truncated_cg(lambda v, h=hess, to=asked: to.append(1) or h @ v, g, eta)
        left = np.linalg.norm(hess @ p + g) / np.linalg.norm(g)
        gap = np.linalg.norm(p - wanted) / np.linalg.norm(wanted)
        said = (
            f"On {about} with eta = {eta:g}, your p has |H p + g| / |g| = {left:.3g} after {calls} products"
        )
        expect.that(gap <= 1e-6, f"{said}; CG stops after {len(asked)} with another p.")
        expect.that(calls == len(asked), f"{said}; one product an iteration makes {len(asked)}.")


@check(part="b", marks=0.75)
def solves_as_well_as_asked(learner, draw):
    """By default it goes on until |H p + g| <= eta |g|, also for small eta; eta = 0.5 by default."""
    for eta in (None, 1e-2, 1e-9):
        n = 12
        hess, g = operator(draw, np.linspace(1, 200, n)), draw.rng.standard_normal(n)
        while eta is None and not is_clear(hess, g, 0.5):
            g = draw.rng.standard_normal(n)
        p, calls = solve(learner, hess, g, "an operator on R^12", **({} if eta is None else {"eta": eta}))
        left = np.linalg.norm(hess @ p + g) / np.linalg.norm(g)
        bound = eta or 0.5
        said = f"With {'the default eta' if eta is None else f'eta = {eta:g}'} the residual is {left:.3g} |g|"
        # The residual that CG carries along differs from the true one by rounding.
        enough = left <= bound * (1 + 1e-6) + 1e-12
        expect.that(enough, f"{said} after {calls} products; at most {bound:g} is asked.")
        if eta is None:
            wanted = reference.truncated_cg(lambda v, hess=hess: hess @ v, g)
            where = "With the default eta, your p"
            expect.close(p, wanted, where, rtol=1e-6, atol=1e-6 * np.abs(wanted).max())
    hess, g = slow_system(draw)
    about = "an operator on R^12 of condition number 1e4"
    p, calls = solve(learner, hess, g, about, 4 * g.size, eta=1e-6)
    left = np.linalg.norm(hess @ p + g) / np.linalg.norm(g)
    said = f"On {about} the residual is {left:.3g} |g| after {calls} products"
    expect.that(left <= 2e-6, f"{said}; with eta = 1e-6 and no max_iter, rounding makes CG take more than n.")


def slow_system(draw):
    """Return (hess, g) on which rounding keeps CG from ending in n steps; 1.6 n are enough."""
    while True:
        hess, g, asked = operator(draw, np.geomspace(1, 1e4, 12)), draw.rng.standard_normal(12), []
        reference.truncated_cg(lambda v, h=hess, to=asked: to.append(1) or h @ v, g, 1e-6)
        if 1.2 * g.size < len(asked) < 1.6 * g.size:
            return hess, g


@check(part="b", marks=1)
def stops_at_negative_curvature(learner, draw):
    """Where a direction has curvature d'Hd <= 0 it returns the step so far, or -g in the first iteration."""

    def mixed():
        return [*draw.rng.uniform(2, 10, 4), -draw.rng.uniform(0.5, 2)]

    for hess, g, eta, about in systems(draw, mixed, (1e-3, 1e-3, 1e-3)):
        p, _ = solve(learner, hess, g, about, eta=eta)
        wanted = reference.truncated_cg(lambda v, hess=hess: hess @ v, g, eta)
        where = f"On {about}, with negative curvature on the way, your p"
        expect.close(p, wanted, where, rtol=1e-6, atol=1e-6 * np.abs(wanted).max())
    for scale in (1e-3, 1.0, 1e3):
        g = draw.rng.standard_normal(3)
        p, _ = solve(learner, -scale * np.eye(3), g, f"{-scale:g} times the identity")
        expect.close(
            p, -g, "With negative curvature in the first iteration your p (-g, unscaled,)", rtol=1e-12
        )
    p, _ = solve(learner, np.zeros((3, 3)), g, "the zero operator")
    expect.close(p, -g, "On the zero operator your p (-g, unscaled,)", rtol=1e-12)


@check(part="b", marks=0.5)
def always_leads_downhill(learner, draw):
    """g.p < 0 for every operator; g = 0 gives 0."""
    for _ in range(6):
        hess, g = operator(draw, draw.rng.uniform(-5, 5, 5)), draw.rng.standard_normal(5)
        p, _ = solve(learner, hess, g, "an operator with eigenvalues of both signs", eta=0.1)
        slope = float(g @ p)
        said = f"On an operator with eigenvalues of both signs the slope g.p is {slope:.4g}"
        expect.that(slope < 0, f"{said}; it has to be negative.")
    p, _ = solve(learner, operator(draw, [1.0, 2.0, 3.0]), np.zeros(3), "a positive definite operator")
    expect.that(not p.any(), f"For g = 0 the direction is {expect.show(p)}; zeros are expected.")


@check(part="b", marks=0.75)
def keeps_to_max_iter_and_its_arguments(learner, draw):
    """max_iter limits the products, and the caller's g is as it was."""
    hess, g = operator(draw, np.linspace(1, 100, 8)), draw.rng.standard_normal(8)
    for most in (1, 3):
        p, calls = solve(learner, hess, g, "an operator on R^8", eta=1e-8, max_iter=most)
        wanted = reference.truncated_cg(lambda v: hess @ v, g, 1e-8, most)
        expect.that(calls <= most, f"With max_iter = {most} there were {calls} products.")
        expect.close(p, wanted, f"With max_iter = {most} your p", rtol=1e-6, atol=1e-6 * np.abs(wanted).max())
    learner.leaves_arguments_alone()


# (c) ----------------------------------------------------------------------------------------------


def run(learner, problem, x0, limit, **settings):
    """Return the learner's x and norms, of the right shapes, and the oracles that were asked."""
    watched = Watched(problem, limit)
    watched.f.limit = 2000
    pair = learner.newton_cg(watched.f, watched.grad, x0, **settings)
    x, norms = expect.entries(pair, 2, "The result")
    x = expect.array(x, (problem.n,), "The final x")
    if not isinstance(norms, np.ndarray) or norms.ndim != 1 or not norms.size:
        said = f"The norms are {expect.kind_of(norms)}; an array of shape (k + 1,) is expected."
        raise expect.Failed(said, "type")
    return x, expect.array(norms, norms.shape, "The norms"), watched


def counted(problem, x0, tol, max_iter=200):
    """Return how many steps and gradients the reference takes."""
    problem, counts = problems.counting(problem)
    _, norms = reference.newton_cg(problem.f, problem.grad, x0, tol, max_iter)
    return len(norms) - 1, counts.grad


def network(draw):
    """Return a small network with data and a start of its own."""
    made = problems.tanh_network(
        inputs=3, hidden=12, samples=30, decay=draw.rng.uniform(0.1, 0.2), seed=int(draw.rng.integers(10**6))
    )
    return made, 0.5 * draw.rng.standard_normal(made.n)


def smooth(draw, n, scale=1.0):
    """Return a convex function with a bounded Hessian of condition number about 50, and a start."""
    q, weight, centre = draw.rotation(n), np.linspace(1, 50, n), draw.rng.uniform(1, 2, n)

    def f(x):
        t = q @ (x - centre)
        return scale * float(weight @ (np.logaddexp(t, -t) + t * t / 2))

    def grad(x):
        t = q @ (x - centre)
        return scale * (q.T @ (weight * (np.tanh(t) + t)))

    name = f"convex function of {n} variables"
    return problems.Problem(name, n, f, grad, centre + q.T @ draw.rng.uniform(-2, 2, n))


def rim(draw, n, scale):
    """Return a convex function that is flat far out, where full steps overshoot, and a start there."""
    q, weight = draw.rotation(n), scale * draw.rng.uniform(1, 2, n)

    def f(x):
        t = q @ x
        return float(weight @ (np.logaddexp(t, -t) - np.log(2) + t * t / 50))

    def grad(x):
        t = q @ x
        return q.T @ (weight * (np.tanh(t) + t / 25))

    start = q.T @ (draw.rng.choice([-1, 1], n) * draw.rng.uniform(3, 4, n))
    return problems.Problem("convex function with a flat rim", n, f, grad, start)


def wells(draw, n, scale):
    """Return a function with two minima along each of n axes, and a start where its Hessian is indefinite."""
    q, weight = draw.rotation(n), scale * draw.rng.uniform(1, 5, n)

    def f(x):
        return float(weight @ ((q @ x) ** 2 - 1) ** 2) / 4

    def grad(x):
        t = q @ x
        return q.T @ (weight * t * (t * t - 1))

    start = q.T @ (draw.rng.choice([-1, 1], n) * draw.rng.uniform(0.2, 0.5, n))
    return problems.Problem(f"function with {2**n} wells", n, f, grad, start)


@check(part="c", marks=0.5)
def records_the_norms(learner, draw):
    """It returns x and the gradient norms from the start to that x, and keeps to tol and max_iter."""
    problem = smooth(draw, 4)
    for most in (1, 2):
        x, norms, _ = run(learner, problem, problem.start, 200, max_iter=most)
        said = f"With max_iter = {most} there are {len(norms)} norms; {most + 1} are expected."
        expect.that(len(norms) == most + 1, said)
        ends = (float(np.linalg.norm(problem.grad(z))) for z in (problem.start, x))
        for norm, right, what in zip((norms[0], norms[-1]), ends, ("first", "last"), strict=True):
            expect.close(norm, right, f"The {what} norm", rtol=1e-9, atol=1e-12)
    for start_norm, length in ((0.0, 1), (0.7e-5, 1), (1.5e-5, 2)):  # the default tol is 1e-5
        bowl = problems.quadratic([2.0, 2.0], centre=np.ones(2))
        x0 = bowl.minimiser + draw.unit(2) * start_norm / 2
        _, norms, _ = run(learner, bowl, x0, 50, max_iter=1)
        said = f"Started where the gradient norm is {start_norm:g}, with the default tol,"
        expect.that(len(norms) == length, f"{said} there are {len(norms)} norms; {length} are expected.")
    _, norms, _ = run(learner, problem, problem.start, 800, tol=1e-2)
    expect.at_most(norms[-1], 1e-2, "With tol = 0.01 the last norm", "tol")
    expect.at_most(1e-2, norms[:-1].min(), "tol", "the smallest norm before the last")


@check(part="c", marks=1)
def trains_a_network(learner, draw):
    """It trains a small tanh network within a few times the gradients that the method needs."""
    roomy = smooth(draw, 40)  # where solving the first equations to full accuracy costs ten times as much
    trained = network(draw)
    for (problem, x0), most in (((roomy, roomy.start), 2), (trained, 2), (trained, 200)):
        _, needed = counted(problem, x0, 1e-5, most)
        _, norms, watched = run(learner, problem, x0, 3 * needed + 20, max_iter=most)
    said = f"On a {problem.name} the gradient norm is {norms[-1]:.3g} after {watched.grad.calls} gradients"
    expect.that(norms[-1] < 1e-5, f"{said}; it falls below 1e-5 in about {needed}.")


@check(part="c", marks=0.75)
def converges_faster_and_faster(learner, draw):
    """The forcing sequence makes the end superlinear: few steps to a small tolerance."""
    for scale in (1e-2, 1.0):
        problem = smooth(draw, 10, scale)
        steps, needed = counted(problem, problem.start, 1e-9 * scale)
        # A step more or less depends on the last digits of the products.
        settings = {"tol": 1e-9 * scale, "max_iter": steps + 3}
        _, norms, _ = run(learner, problem, problem.start, 4 * needed + 50, **settings)
        said = f"On a {problem.name} it took {len(norms) - 1} steps to a gradient norm of {norms[-1]:.3g}"
        expect.that(
            norms[-1] < 1e-9 * scale,
            f"{said}; with eta = min(1/2, sqrt |g|) it takes {steps} to {1e-9 * scale:g}.",
        )


@check(part="c", marks=0.5)
def passes_indefinite_regions(learner, draw):
    """By Armijo steps it reaches a minimiser from where H is indefinite, or full steps overshoot."""
    for scale in (0.1, 10.0):
        for problem in (wells(draw, 4, scale), rim(draw, 3, scale)):
            x, norms, _ = run(learner, problem, problem.start, 600, max_iter=60)
            said = f"On a {problem.name} the gradient norm is {norms[-1]:.3g} after {len(norms) - 1} steps"
            expect.that(norms[-1] < 1e-5, f"{said}; it falls below 1e-5.")
            where, least = f"On a {problem.name}, f at your x", 1e-3 * problem.f(problem.start)
            expect.at_most(problem.f(x), least, where, "a thousandth of f at the start")


@check(part="c", marks=0.25)
def leaves_the_start_alone(learner, draw):
    """The caller's x0 is as it was."""
    problem = smooth(draw, 3)
    run(learner, problem, problem.start, 100, max_iter=2)
    learner.leaves_arguments_alone()
