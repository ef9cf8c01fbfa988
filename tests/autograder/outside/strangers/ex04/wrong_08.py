"""wrong: part d
Only one step length (1e-5) is tried: right gradients of badly scaled functions raise false alarms.
"""
from functools import partial
from itertools import takewhile
import numpy as np


def _along(f, x, i):
    e = np.zeros(x.shape)
    e[i] = 1.0
    return lambda t: float(f(x + t * e))


def _quotient(phi, h):
    return (phi(h) - phi(-h)) / h / 2


def finite_diff_grad(f, x, h=1e-5):
    x = 1.0 * np.asarray(x, dtype="float64")
    return np.fromiter((_quotient(_along(f, x, i), h) for i in range(len(x))), float, len(x))


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    relative = lambda h: float(np.linalg.norm(finite_diff_grad(f, x, h) - a) / np.linalg.norm(a))
    table = {k: (relative(h), float(h)) for k, h in enumerate(h_values)}
    best = min((row for row in table.values() if row[0] == row[0]), key=lambda row: row[0])
    return best[1], np.array([table[k][0] for k in sorted(table)])


def complex_step_grad(f, x, h=1e-20):
    def part(i):
        z = [complex(v) for v in x]
        z[i] += 1j * h
        return f(np.array(z)).imag / h
    return np.array(list(map(part, range(len(x)))), dtype=float)


def _steps(scale):
    h = 0.25 * scale
    while h > 1e-10 * scale:
        yield h
        h /= 4.0


def _score(a, n, rtol, atol):
    return abs(a - n) / (atol + rtol * max(abs(a), abs(n))) if np.isfinite(a) and np.isfinite(n) else np.inf


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    x = np.asarray(x, dtype=float)
    a = grad_f(x)
    scores = []
    for i, ai in enumerate(a):
        phi, seen = _along(f, x, i), [np.inf]
        with np.errstate(all="ignore"):
            seen += takewhile(lambda s: True, (_score(ai, _quotient(phi, h), rtol, atol) for h in [1e-5]))
        scores.append(min(seen))
    return not any(s > 1 for s in scores), scores.index(max(scores))
