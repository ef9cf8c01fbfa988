"""Answers to exercise 8 that were written after its checks, from the contract alone."""

RIGHT = {
    "central_product": """
def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    size = np.sqrt(np.dot(v, v))
    if not size > 0:
        return np.zeros(len(x))
    u = np.divide(v, size)
    return size * (grad_f(x + eps * u) - grad_f(x - eps * u)) / (2 * eps)
""",
    "residual_stop": """
def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.RandomState(seed).randn(n)
    q = q / np.linalg.norm(q)
    lam = 0.0
    for _ in range(iterations):
        w = hvp(q)
        lam = float(np.inner(q, w))
        if np.linalg.norm(w) == 0:
            return 0.0, q
        if np.linalg.norm(w - lam * q) <= tol * abs(lam):
            break
        q = w / np.linalg.norm(w)
    return lam, q
""",
    "columns": """
def lanczos(hvp, v0, k):
    n = v0.shape[0]
    Q = np.zeros((n, 0))
    q = v0 / np.linalg.norm(v0)
    d, e, size = [], [], 0.0
    for j in range(min(k, n)):
        Q = np.column_stack([Q, q])
        w = hvp(Q[:, -1].copy())
        d.append(Q[:, -1] @ w)
        size = max(size, np.linalg.norm(w))
        for _ in range(2):
            w = w - Q @ (Q.T @ w)
        b = np.linalg.norm(w)
        if j + 1 == min(k, n) or b <= 1e-12 * size:
            break
        e.append(b)
        q = w / b
    return np.array(d), np.array(e)
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "step_along_unit_only": (
        "a",
        "length_forgotten",
        """
def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    n = np.linalg.norm(v)
    if n == 0:
        return 0 * x
    return (grad_f(x + eps * v / n) - grad_f(x)) / eps
""",
    ),
    "per_coordinate": (
        "a",
        "dense_hessian",
        """
def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    H = np.array([(grad_f(x + eps * e) - grad_f(x)) / eps for e in np.eye(len(x))])
    return H.T @ v
""",
    ),
    "absolute_rayleigh": (
        "b",
        "",
        """
def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).standard_normal(n)
    q, lam = q / np.linalg.norm(q), 0.0
    for _ in range(iterations):
        w = hvp(q)
        new = abs(q @ w)
        if np.linalg.norm(w) == 0:
            return 0.0, q
        q = w / np.linalg.norm(w)
        if abs(new - lam) <= tol * abs(new):
            break
        lam = new
    return float(new), q
""",
    ),
    "infinity_normalised": (
        "b",
        "",
        """
def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).standard_normal(n)
    q, lam = q / np.linalg.norm(q), 0.0
    for _ in range(iterations):
        w = hvp(q)
        new = (q @ w) / (q @ q)
        if np.linalg.norm(w) == 0:
            return 0.0, q
        q = w / np.abs(w).max()
        if abs(new - lam) <= tol * abs(new):
            break
        lam = new
    return float(new), q
""",
    ),
    "plain_three_term": (
        "c",
        "",
        """
def lanczos(hvp, v0, k):
    q, old, b, d, e = v0 / np.linalg.norm(v0), 0 * v0, 0.0, [], []
    for j in range(min(k, len(v0))):
        w = hvp(q) - b * old
        a = q @ w
        w = w - a * q
        d.append(a)
        b = np.linalg.norm(w)
        if j + 1 == min(k, len(v0)) or b < 1e-12 * np.abs(d).max():
            break
        e.append(b)
        q, old = w / b, q
    return np.array(d), np.array(e)
""",
    ),
    "squared_betas": (
        "c",
        "squares_off_diagonal",
        """
def lanczos(hvp, v0, k):
    Q, d, e = [v0 / np.linalg.norm(v0)], [], []
    for j in range(min(k, len(v0))):
        w = hvp(Q[-1])
        d.append(Q[-1] @ w)
        for _ in range(2):
            for q in Q:
                w = w - (q @ w) * q
        b = w @ w
        if j + 1 == min(k, len(v0)) or np.sqrt(b) < 1e-12 * np.abs(d).max():
            break
        e.append(b)
        Q.append(w / np.sqrt(b))
    return np.array(d), np.array(e)
""",
    ),
    "one_too_many_off_diagonals": (
        "c",
        "one_entry_too_many",
        """
def lanczos(hvp, v0, k):
    Q, d, e = [v0 / np.linalg.norm(v0)], [], []
    for j in range(min(k, len(v0))):
        w = hvp(Q[-1])
        d.append(Q[-1] @ w)
        for _ in range(2):
            for q in Q:
                w = w - (q @ w) * q
        b = np.linalg.norm(w)
        e.append(b)
        if b < 1e-12 * np.abs(d).max():
            break
        Q.append(w / b)
    return np.array(d), np.array(e)
""",
    ),
}
