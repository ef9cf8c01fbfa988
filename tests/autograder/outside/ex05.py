"""Answers to exercise 5 that were written after its checks, from the contract alone."""

RIGHT = {
    "tau": """
def cauchy_point(g, B, delta):
    n = np.sqrt(g @ g)
    if n == 0.0:
        return np.zeros(g.shape)
    q = g @ B @ g
    tau = 1.0 if q <= 0 else min(n**3 / (delta * q), 1.0)
    return -tau * delta / n * g
""",
    "bisection": """
def dogleg_step(g, B, delta):
    if not np.any(g):
        return 0.0 * g
    if np.linalg.eigvalsh(B).min() <= 0:
        return cauchy_point(g, B, delta)
    newton = np.linalg.solve(B, -g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return cauchy_point(g, B, delta)
    lo, hi = 0.0, 1.0
    for _ in range(200):
        mid = (lo + hi) / 2
        if np.linalg.norm(corner + mid * (newton - corner)) <= delta:
            lo = mid
        else:
            hi = mid
    return corner + lo * (newton - corner)
""",
    "roots": """
def dogleg_step(g, B, delta):
    try:
        L = np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        return cauchy_point(g, B, delta)
    if np.all(g == 0):
        return np.zeros_like(g)
    n = np.linalg.solve(L.T, np.linalg.solve(L, -g))
    u = -g * (g @ g) / (g @ (B @ g))
    if n @ n <= delta**2:
        return n
    if u @ u >= delta**2:
        return -delta * g / np.linalg.norm(g)
    d = n - u
    t = max(np.roots([d @ d, 2 * (u @ d), u @ u - delta**2]).real)
    return u + t * d
""",
    "third_of_the_step": """
def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    f0, g, B = f(x), grad_f(x), hess_f(x)
    if not np.linalg.norm(g):
        return x.copy(), float(delta), False
    p = dogleg_step(g, B, delta)
    f1 = f(x + p)
    promised = -(g @ p + 0.5 * p @ B @ p)
    if not np.isfinite(f1):
        return x.copy(), 0.3 * np.linalg.norm(p), False
    rho = (f0 - f1) / promised
    new = delta
    if rho < 0.25:
        new = 0.3 * np.linalg.norm(p)
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        new = min(2.5 * delta, delta_max)
    return (x + p, new, True) if rho > eta else (x.copy(), new, False)
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "quarter_step": (
        "a",
        "half_left_out",
        """
def cauchy_point(g, B, delta):
    n = np.linalg.norm(g)
    if n == 0:
        return 0 * g
    q = g @ B @ g
    t = delta / n if q <= 0 else min(0.5 * n**2 / q, delta / n)
    return -t * g
""",
    ),
    "clip_per_coordinate": (
        "a",
        "clipped_by_coordinate",
        """
def cauchy_point(g, B, delta):
    if not g.any():
        return 0 * g
    q = g @ B @ g
    t = (g @ g) / q if q > 0 else np.inf
    if np.isinf(t):
        return -delta * g / np.linalg.norm(g)
    return np.clip(-t * g, -delta, delta)
""",
    ),
    "newton_when_it_fits": (
        "a",
        "newton_where_it_fits",
        """
def cauchy_point(g, B, delta):
    if not g.any():
        return 0 * g
    q = g @ B @ g
    t = min((g @ g) / q, delta / np.linalg.norm(g)) if q > 0 else delta / np.linalg.norm(g)
    if np.all(np.linalg.eigvalsh(B) > 0):
        p = -np.linalg.solve(B, g)
        if np.linalg.norm(p) <= delta:
            return p
    return -t * g
""",
    ),
    "midway": (
        "b",
        "",
        """
def dogleg_step(g, B, delta):
    if np.linalg.eigvalsh(B).min() <= 0 or not g.any():
        return cauchy_point(g, B, delta)
    n, u = -np.linalg.solve(B, g), -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(n) <= delta:
        return n
    if np.linalg.norm(u) >= delta:
        return cauchy_point(g, B, delta)
    p = (u + n) / 2
    return p * min(1, delta / np.linalg.norm(p))
""",
    ),
    "straight_to_newton": (
        "b",
        "newton_shortened",
        """
def dogleg_step(g, B, delta):
    if np.linalg.eigvalsh(B).min() <= 0 or not g.any():
        return cauchy_point(g, B, delta)
    n = -np.linalg.solve(B, g)
    return n if np.linalg.norm(n) <= delta else delta / np.linalg.norm(n) * n
""",
    ),
    "adds_legs": (
        "b",
        "newton_added_to_the_corner",
        """
def dogleg_step(g, B, delta):
    if np.linalg.eigvalsh(B).min() <= 0 or not g.any():
        return cauchy_point(g, B, delta)
    n, u = -np.linalg.solve(B, g), -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(n) <= delta:
        return n
    if np.linalg.norm(u) >= delta:
        return cauchy_point(g, B, delta)
    a, b, c = n @ n, 2 * u @ n, u @ u - delta**2
    t = (-b + np.sqrt(b * b - 4 * a * c)) / (2 * a)
    return u + t * n
""",
    ),
    "radius_from_step": (
        "c",
        "grows_from_the_step",
        """
def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g, B = grad_f(x), hess_f(x)
    if not g.any():
        return x, delta, False
    p = dogleg_step(g, B, delta)
    v = f(x + p)
    if not np.isfinite(v):
        return x, delta / 4, False
    rho = (f(x) - v) / -(g @ p + p @ B @ p / 2)
    if rho < 0.25:
        delta = delta / 4
    elif rho > 0.75:
        delta = min(2 * np.linalg.norm(p), delta_max)
    return (x + p if rho > eta else x), delta, bool(rho > eta)
""",
    ),
    "accepts_any_decrease": (
        "c",
        "any_decrease",
        """
def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g, B = grad_f(x), hess_f(x)
    if not g.any():
        return x, delta, False
    p = dogleg_step(g, B, delta)
    v = f(x + p)
    if not np.isfinite(v):
        return x, delta / 4, False
    rho = (f(x) - v) / -(g @ p + p @ B @ p / 2)
    new = delta / 4 if rho < 0.25 else delta
    if rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        new = min(2 * delta, delta_max)
    return (x + p if v < f(x) else x), new, bool(v < f(x))
""",
    ),
    "cap_ignored": (
        "c",
        "limit_ignored",
        """
def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g, B = grad_f(x), hess_f(x)
    if not g.any():
        return x, delta, False
    p = dogleg_step(g, B, delta)
    v = f(x + p)
    if not np.isfinite(v):
        return x, delta / 4, False
    rho = (f(x) - v) / -(g @ p + p @ B @ p / 2)
    new = delta / 4 if rho < 0.25 else delta
    if rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        new = 2 * delta
    return (x + p if rho > eta else x), new, bool(rho > eta)
""",
    ),
    "hessian_of_the_trial": (
        "c",
        "hessian_at_the_trial",
        """
def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g, B = grad_f(x), hess_f(x)
    if not g.any():
        return x, delta, False
    p = dogleg_step(g, B, delta)
    v = f(x + p)
    if not np.isfinite(v):
        return x, delta / 4, False
    rho = (f(x) - v) / -(g @ p + p @ hess_f(x + p) @ p / 2)
    new = delta / 4 if rho < 0.25 else delta
    if rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        new = min(2 * delta, delta_max)
    return (x + p if rho > eta else x), new, bool(rho > eta)
""",
    ),
}
