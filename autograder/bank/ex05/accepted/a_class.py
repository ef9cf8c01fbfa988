"""One object for the model; the three functions ask it."""

import math

import numpy as np


class Model:
    def __init__(self, g, B):
        self.g, self.B = np.asarray(g), np.asarray(B)
        try:
            self.factor = np.linalg.cholesky(self.B)
        except np.linalg.LinAlgError:
            self.factor = None

    def change(self, p):
        return float(self.g.dot(p) + 0.5 * p.dot(self.B.dot(p)))

    def lowest_along_slope(self):
        """Return the distance along -g at which the model is lowest; infinite where there is none."""
        bend = self.g.dot(self.B.dot(self.g))
        return math.inf if bend <= 0 else np.linalg.norm(self.g) ** 3 / bend

    def newton(self):
        return -np.linalg.solve(self.factor.T, np.linalg.solve(self.factor, self.g))

    def cauchy(self, delta):
        size = np.linalg.norm(self.g)
        return -min(self.lowest_along_slope(), delta) * self.g / size if size else np.zeros(self.g.size)

    def dogleg(self, delta):
        if self.factor is None or not self.g.any():
            return self.cauchy(delta)
        newton, corner = self.newton(), self.cauchy(math.inf)
        if np.linalg.norm(newton) <= delta:
            return newton
        if np.linalg.norm(corner) >= delta:
            return self.cauchy(delta)
        leg = newton - corner
        roots = np.roots([leg @ leg, 2 * (corner @ leg), corner @ corner - delta * delta])
        return corner + float(np.max(np.real(roots))) * leg


def cauchy_point(g, B, delta):
    return Model(g, B).cauchy(delta)


def dogleg_step(g, B, delta):
    return Model(g, B).dogleg(delta)


def new_radius(rho, size, delta, delta_max):
    if not rho >= 0.25:
        return 0.5 * delta
    if rho > 0.75 and math.isclose(size, delta, rel_tol=0.01):
        return 2.0 * delta if 2.0 * delta < delta_max else delta_max
    return delta


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    model = Model(grad_f(x), hess_f(x))
    if np.linalg.norm(model.g) == 0.0:
        return x.copy(), float(delta), False
    p = model.dogleg(delta)
    trial = f(x + p)
    rho = (f(x) - trial) / -model.change(p) if math.isfinite(trial) else math.nan
    taken = rho > eta
    return (x + p if taken else x.copy()), new_radius(rho, np.linalg.norm(p), delta, delta_max), taken
