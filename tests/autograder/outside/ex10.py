"""Answers to exercise 10 that were written after its checks, from the contract alone."""

RIGHT = {
    "defensive": """
def hvp_central(grad_f, x, v, eps=None):
    v = np.asarray(v, dtype=float)
    if not v.any():
        return np.zeros(v.shape)
    if eps is None:
        eps = 6e-6 * max(1.0, float(np.sqrt(x @ x))) / float(np.sqrt(v @ v))
    plus, minus = [np.array(grad_f(x + sign * eps * v)) for sign in (1, -1)]
    return 0.5 * (plus - minus) / eps
""",
    "textbook_cg": """
def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    b = -np.asarray(g)
    z = np.zeros(b.size)
    r = b.copy()
    d = r.copy()
    stop = eta * np.sqrt(b @ b)
    for j in range(max_iter if max_iter is not None else 10 * b.size):
        if np.sqrt(r @ r) <= stop:
            return z
        Bd = hvp(d.copy())
        if d @ Bd <= 0:
            return b if j == 0 else z
        a = (r @ d) / (d @ Bd)
        z = z + a * d
        r = r - a * Bd
        d = r - (r @ Bd) / (d @ Bd) * d
    return z
""",
    "generator_method": """
def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    def walk(x):
        g = grad_f(x)
        yield x, np.linalg.norm(g)
        while True:
            eta = min(0.5, np.linalg.norm(g) ** 0.5)
            p = truncated_cg(lambda v: hvp_central(grad_f, x, v), g, eta=eta)
            try:
                x = x + backtracking(f, grad_f, x, p) * p
            except (RuntimeError, ValueError):
                return
            g = grad_f(x)
            yield x, np.linalg.norm(g)

    norms = []
    for x, norm in walk(x0.copy()):
        norms.append(norm)
        if norm < tol or len(norms) == max_iter + 1:
            break
    return x, np.array(norms)
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "eps_is_the_displacement": (
        "a",
        "eps_normalised",
        """
def hvp_central(grad_f, x, v, eps=None):
    n = np.linalg.norm(v)
    if n == 0:
        return 0 * x
    if eps is None:
        eps = 6e-6 * max(1, np.linalg.norm(x))
    return n * (grad_f(x + eps * v / n) - grad_f(x - eps * v / n)) / (2 * eps)
""",
    ),
    "product_at_origin": (
        "a",
        "",
        """
def hvp_central(grad_f, x, v, eps=None):
    n = np.linalg.norm(v)
    if n == 0:
        return 0 * x
    if eps is None:
        eps = 6e-6 / n
    return (grad_f(eps * v) - grad_f(-eps * v)) / (2 * eps)
""",
    ),
    "stops_on_any_small_curvature": (
        "b",
        "gradient_at_negative_curvature",
        """
def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    p, r = 0 * g, -g
    d = r
    for j in range(max_iter or 2 * g.size):
        if np.linalg.norm(r) <= eta * np.linalg.norm(g):
            break
        h = hvp(d)
        if d @ h <= 0:
            return -g
        a = (r @ r) / (d @ h)
        p, q = p + a * d, r - a * h
        d, r = q + (q @ q) / (r @ r) * d, q
    return p
""",
    ),
    "starts_at_minus_g": (
        "b",
        "",
        """
def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    p = -g
    r = -g - hvp(p)
    d = r
    for j in range(max_iter or 2 * g.size):
        if np.linalg.norm(r) <= eta * np.linalg.norm(g):
            break
        h = hvp(d)
        if d @ h <= 0:
            return p
        a = (r @ r) / (d @ h)
        p, q = p + a * d, r - a * h
        d, r = q + (q @ q) / (r @ r) * d, q
    return p
""",
    ),
    "exact_solves": (
        "c",
        "solved_exactly",
        """
def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = truncated_cg(lambda v: hvp_central(grad_f, x, v), grad_f(x), eta=1e-12)
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
""",
    ),
    "values_recorded": (
        "c",
        "",
        """
def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, rows = x0.copy(), [f(x0)]
    for _ in range(max_iter):
        g = grad_f(x)
        if np.linalg.norm(g) < tol:
            break
        p = truncated_cg(lambda v: hvp_central(grad_f, x, v), g, eta=min(0.5, np.sqrt(np.linalg.norm(g))))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        rows.append(f(x))
    return x, np.array(rows)
""",
    ),
}
