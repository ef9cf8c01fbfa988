"""Answers to exercise 1 that were written after its checks, from the contract alone."""

RIGHT = {
    "generator": """
import itertools


def _steps(alpha0, rho, limit):
    every = itertools.accumulate(itertools.repeat(rho), lambda a, r: a * r, initial=alpha0)
    return itertools.islice(every, limit + 1)


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = np.dot(grad_f(x), p)
    if not m < 0:
        raise ValueError("p is no descent direction, slope = %r" % m)
    here = f(x)
    for alpha in _steps(alpha0, rho, max_backtracks):
        there = x + alpha * p
        if np.array_equal(there, x):
            break
        value = f(there)
        if -np.inf < value <= here + c1 * alpha * m:
            return alpha
    raise RuntimeError(f"max_backtracks = {max_backtracks} reached")
""",
    "a_through_b": """
def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    def go(alpha, left):
        xt = np.add(x, np.multiply(alpha, p))
        ft = f(xt)
        good = bool(np.isfinite(ft)) and not np.all(xt == x) and bool(ft - f0 <= c1 * alpha * d)
        if good:
            return [(alpha, ft, True)]
        if left == 0:
            raise RuntimeError("no step found down to alpha = " + str(alpha))
        return [(alpha, ft, False)] + go(rho * alpha, left - 1)

    f0, d = f(x), float(np.inner(grad_f(x), p))
    if d >= 0 or np.isnan(d):
        raise ValueError("slope " + str(d))
    return go(alpha0, max_backtracks)


def armijo_backtrack(*args, **kw):
    return armijo_trials(*args, **kw)[-1][0]
""",
    "powers": '''
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    """alpha_j = alpha0 rho^j"""
    print("searching ...")
    with np.errstate(all="ignore"):
        slope = sum(a * b for a, b in zip(grad_f(x), p))
        if slope >= 0:
            raise ValueError(f"slope {slope:g} is not negative")
        j, f0 = 0, f(x)
        while j <= max_backtracks:
            a = alpha0 * rho**j
            trial = np.asarray(x) + a * np.asarray(p)
            if (trial != x).any() and np.isfinite(fa := f(trial)) and fa <= f0 + c1 * a * slope:
                return float(a)
            j += 1
    raise RuntimeError(f"{j} trials, none good")


def gradient_descent(f, grad_f, x0, iterations=100):
    xs = [np.array(x0, dtype=float)]
    values = np.empty(iterations + 1)
    values[0] = f(xs[0])
    for k in range(iterations):
        g = grad_f(xs[-1])
        if not g.any():
            values[k + 1:] = values[k]
            break
        try:
            a = armijo_backtrack(f, grad_f, xs[-1], -g)
        except RuntimeError:
            values[k + 1:] = values[k]
            break
        xs.append(xs[-1] - a * g)
        values[k + 1] = f(xs[-1])
    return xs[-1], values
''',
    "class_with_state": """
class _Search:
    def __init__(self, f, grad_f, x, p, c1):
        self.f, self.x, self.p, self.c1 = f, x.copy(), p.copy(), c1
        self.value, self.slope = f(x), grad_f(x).dot(p)
        if self.slope >= 0:
            raise ValueError(f"uphill: {self.slope}")
        self.trials = []

    def __call__(self, alpha):
        point = self.x + alpha * self.p
        value = self.f(point)
        moved = np.linalg.norm(point - self.x) > 0
        ok = moved and np.isfinite(value) and (self.value - value >= -self.c1 * alpha * self.slope)
        self.trials.append((alpha, value, bool(ok)))
        return ok


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    search, alpha = _Search(f, grad_f, x, p, c1), alpha0
    while not search(alpha):
        if len(search.trials) > max_backtracks:
            raise RuntimeError(f"gave up at alpha={alpha}")
        alpha *= rho
    return search.trials
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "curvature_too": (
        "a",
        "",
        """
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    a = alpha0
    for _ in range(max_backtracks + 1):
        y = x + a * p
        if np.isfinite(f(y)) and f(y) <= f(x) + c1 * a * m and abs(grad_f(y) @ p) <= 0.9 * abs(m) and np.any(y != x):
            return a
        a *= rho
    raise RuntimeError(f"no step above {a}")
""",
    ),
    "step_not_scaled_value": (
        "a",
        "alpha_left_out",
        """
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    a = alpha0
    for _ in range(max_backtracks + 1):
        y = x + a * p
        if np.isfinite(f(y)) and f(y) <= f(x) + c1 * m and np.any(y != x):
            return a
        a *= rho
    raise RuntimeError(f"no step above {a}")
""",
    ),
    "relative_decrease": (
        "a",
        "decrease_relative_to_f",
        """
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    a = alpha0
    for _ in range(max_backtracks + 1):
        y = x + a * p
        if np.isfinite(f(y)) and f(y) <= (1 - c1) * f(x) and np.any(y != x):
            return a
        a *= rho
    raise RuntimeError(f"no step above {a}")
""",
    ),
    "returns_pair": (
        "a",
        "",
        """
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    a, n = alpha0, 0
    while not (np.isfinite(f(x + a * p)) and f(x + a * p) <= f(x) + c1 * a * m and np.any(x + a * p != x)):
        a, n = a * rho, n + 1
        if n > max_backtracks:
            raise RuntimeError(f"no step above {a}")
    return a, n
""",
    ),
    "slope_at_trial": (
        "a",
        "slope_at_the_trial",
        """
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    a = alpha0
    for _ in range(max_backtracks + 1):
        y = x + a * p
        if np.isfinite(f(y)) and f(y) <= f(x) + c1 * a * (grad_f(y) @ p) and np.any(y != x):
            return a
        a *= rho
    raise RuntimeError(f"no step above {a}")
""",
    ),
    "none_on_failure": (
        "a",
        "failure_unreported",
        """
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    a = alpha0
    for _ in range(max_backtracks + 1):
        y = x + a * p
        if np.isfinite(f(y)) and f(y) <= f(x) + c1 * a * m and np.any(y != x):
            return a
        a *= rho
""",
    ),
    "list_of_arrays": (
        "b",
        "",
        """
def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    rows, a = [], alpha0
    for _ in range(max_backtracks + 1):
        v = f(x + a * p)
        ok = bool(np.isfinite(v) and v <= f(x) + c1 * a * m and np.any(x + a * p != x))
        rows.append((x + a * p, v, ok))
        if ok:
            return rows
        a *= rho
    raise RuntimeError(f"no step above {a}")
""",
    ),
    "accepted_first": (
        "b",
        "accepted_row_first",
        """
def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    rows, a = [], alpha0
    for _ in range(max_backtracks + 1):
        v = f(x + a * p)
        ok = bool(np.isfinite(v) and v <= f(x) + c1 * a * m and np.any(x + a * p != x))
        rows.insert(0, (a, v, ok))
        if ok:
            return rows
        a *= rho
    raise RuntimeError(f"no step above {a}")
""",
    ),
    "momentum": (
        "c",
        "",
        """
def gradient_descent(f, grad_f, x0, iterations=100):
    x, v, values = x0.copy(), np.zeros_like(x0), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            v = 0.5 * v - armijo_backtrack(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError):
            v = 0 * v
        x = x + v
        values.append(f(x))
    return x, np.array(values)
""",
    ),
    "one_step_less": (
        "c",
        "one_step_short",
        """
def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations - 1):
        g = grad_f(x)
        try:
            x = x - armijo_backtrack(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError):
            pass
        values.append(f(x))
    return x, np.array(values)
""",
    ),
}
