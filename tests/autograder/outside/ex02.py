"""Answers to exercise 2 that were written after its checks, from the contract alone."""

RIGHT = {
    "eigenvalues_floored": """
def newton_step(grad, hess):
    w, V = np.linalg.eigh(hess)
    top = max(abs(w).max(), 1e-300)
    w = np.where(w > 1e-14 * top, w, np.maximum(abs(w), 1e-3 * top))
    return -(V * (1 / w)) @ (V.T @ grad)
""",
    "shift_until_it_works": """
def newton_step(grad, hess):
    tau = 0.0
    scale = np.abs(hess).sum(axis=1).max() or 1.0
    while True:
        try:
            L = np.linalg.cholesky(hess + tau * np.eye(grad.size))
        except np.linalg.LinAlgError:
            tau = max(2 * tau, 1e-3 * scale)
        else:
            return np.linalg.solve(L.T, np.linalg.solve(L, -grad))
""",
    "inverse": """
def newton_step(grad, hess):
    positive = np.all(np.linalg.eigvalsh(hess) > 0)
    return np.linalg.inv(hess) @ -grad if positive else -1.0 * grad


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    def iterates(x):
        for _ in range(max_iter):
            yield x, grad_f(x)
            d = newton_step(grad_f(x), hess_f(x))
            try:
                t = backtracking(f, grad_f, x, d)
            except Exception:
                return
            x = x + t * d
        yield x, grad_f(x)

    norms = []
    for x, g in iterates(np.array(x0)):
        norms.append(np.sqrt(np.sum(g**2)))
        if norms[-1] < tol:
            break
    return x, np.array(norms)
""",
    "phi": """
def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    phi = lambda t: (f(x + t * p), float(np.vdot(grad_f(x + t * p), p)))
    (v0, d0), (v1, d1) = phi(0.0), phi(alpha)
    if not np.isfinite(v1):
        first = False
    else:
        first = v1 - v0 <= c1 * alpha * d0
    return (bool(first), bool(d1 - c2 * d0 >= 0), bool(abs(d1) <= -c2 * d0 if d0 < 0 else abs(d1) <= c2 * abs(d0)))
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "least_squares_solution": (
        "a",
        "no_fallback",
        """
def newton_step(grad, hess):
    return -np.linalg.lstsq(hess, grad, rcond=None)[0]
""",
    ),
    "normalised": (
        "a",
        "normalised",
        """
def newton_step(grad, hess):
    try:
        p = -np.linalg.solve(hess, grad) if np.all(np.linalg.eigvalsh(hess) > 0) else -grad
    except np.linalg.LinAlgError:
        p = -grad
    n = np.linalg.norm(p)
    return p / n if n > 0 else p
""",
    ),
    "trace_test": (
        "a",
        "no_fallback",
        """
def newton_step(grad, hess):
    return -np.linalg.solve(hess, grad) if np.trace(hess) > 0 else -grad
""",
    ),
    "flip_when_uphill": (
        "a",
        "",
        """
def newton_step(grad, hess):
    p = -np.linalg.solve(hess, grad)
    if p @ grad > 0:
        p = p + grad
    return p
""",
    ),
    "damped_twice": (
        "b",
        "",
        """
def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            x = x + 0.5 * backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
""",
    ),
    "squared_norms": (
        "b",
        "squares_recorded",
        """
def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [grad_f(x0) @ grad_f(x0)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        norms.append(grad_f(x) @ grad_f(x))
    return x, np.array(norms)
""",
    ),
    "hessian_every_other_step": (
        "b",
        "",
        """
def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms, k = x0.copy(), [np.linalg.norm(grad_f(x0))], 0
    while norms[-1] >= tol and k < max_iter:
        if k % 2 == 0:
            H = hess_f(x)
        p = newton_step(grad_f(x), H)
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        k += 1
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
""",
    ),
    "rejects_the_last": (
        "b",
        "last_norm_left_out",
        """
def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), []
    for _ in range(max_iter):
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
        if norms[-1] < tol:
            break
        p = newton_step(g, hess_f(x))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
    return x, np.array(norms)
""",
    ),
    "wolfe_at_unit_step": (
        "c",
        "step_at_one",
        """
def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    s, t = grad_f(x) @ p, grad_f(x + p) @ p
    v = f(x + alpha * p)
    return bool(np.isfinite(v) and v <= f(x) + c1 * alpha * s), bool(t >= c2 * s), bool(abs(t) <= c2 * abs(s))
""",
    ),
    "numpy_bools_or_ints": (
        "c",
        "",
        """
def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    s, t = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    v = f(x + alpha * p)
    return bool(np.isfinite(v) and v <= f(x) + c1 * alpha * s) and bool(t >= c2 * s) and bool(abs(t) <= c2 * abs(s))
""",
    ),
}
