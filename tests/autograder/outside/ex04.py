"""Answers to exercise 4 that were written after its checks, from the contract alone."""

RIGHT = {
    "matrix_of_points": """
def finite_diff_grad(f, x, h=1e-5):
    x = np.asarray(x).astype(np.float64)
    E = np.diag(np.full(x.size, h))
    return np.fromiter(((f(x + e) - f(x - e)) / (2.0 * h) for e in E), dtype=float, count=x.size)
""",
    "actual_displacement": """
def finite_diff_grad(f, x, h=1e-5):
    x = np.array(x, dtype="float64")
    out = np.zeros(x.shape)
    for i, xi in enumerate(x):
        step = h * max(1.0, abs(xi))
        hi, lo = x.copy(), x.copy()
        hi[i], lo[i] = xi + step, xi - step
        out[i] = (f(hi) - f(lo)) / (hi[i] - lo[i])
    return out


def step_size_study(f, grad_f, x, h_values):
    a = np.asarray(grad_f(x))
    size = np.sqrt(np.sum(a * a))
    errors = np.array([np.sqrt(np.sum((a - finite_diff_grad(f, x, h)) ** 2)) / size for h in h_values])
    k = sorted(range(len(errors)), key=errors.__getitem__)[0]
    return float(list(h_values)[k]), errors
""",
    "vectorised_complex": """
def complex_step_grad(f, x, h=1e-20):
    x = np.asarray(x) + 0j
    return np.array([f(x + 1j * h * row).imag for row in np.eye(x.size)]) / h
""",
    "ladder": """
def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    x = np.asarray(x, dtype=float)
    a = np.asarray(grad_f(x), dtype=float)
    worst = []
    for i in range(x.size):
        best = np.inf
        for factor in (1.0, 10.0, 0.1, 100.0, 1e-2, 1e3, 1e-3, 1e4, 1e-4):
            step = 6e-6 * factor * max(1.0, abs(x[i]))
            e = np.zeros_like(x)
            e[i] = step
            n = (f(x + e) - f(x - e)) / (2 * step)
            if not (np.isfinite(a[i]) and np.isfinite(n)):
                continue
            best = min(best, abs(a[i] - n) / (atol + rtol * max(abs(a[i]), abs(n))))
        worst.append(best)
    return bool(max(worst) <= 1), int(np.argmax(worst))
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "returns_list": (
        "a",
        "",
        """
def finite_diff_grad(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    return [(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(x.size)]
""",
    ),
    "norm_scaled_everything": (
        "a",
        "",
        """
def finite_diff_grad(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    k = h * max(1.0, np.linalg.norm(x))
    return np.array([(f(x + k * e) - f(x - k * e)) / (2 * h) for e in np.eye(x.size)])
""",
    ),
    "two_variables_only": (
        "a",
        "",
        """
def finite_diff_grad(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    out = np.zeros_like(x)
    for i in range(2):
        e = np.zeros_like(x)
        e[i] = h
        out[i] = (f(x + e) - f(x - e)) / (2 * h)
    return out
""",
    ),
    "half_steps": (
        "a",
        "other_unit_in_the_step",
        """
def finite_diff_grad(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    return np.array([(f(x + h / 2 * e) - f(x - h / 2 * e)) / (2 * h) for e in np.eye(x.size)])
""",
    ),
    "log_errors": (
        "b",
        "logarithms",
        """
def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    e = np.array([np.log10(np.linalg.norm(a - finite_diff_grad(f, x, h)) / np.linalg.norm(a)) for h in h_values])
    return float(h_values[int(np.argmin(e))]), e
""",
    ),
    "swapped_returns": (
        "b",
        "",
        """
def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    e = np.array([np.linalg.norm(a - finite_diff_grad(f, x, h)) / np.linalg.norm(a) for h in h_values])
    return e, float(h_values[int(np.argmin(e))])
""",
    ),
    "one_norm": (
        "b",
        "one_norms",
        """
def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    e = np.array([np.abs(a - finite_diff_grad(f, x, h)).sum() / np.abs(a).sum() for h in h_values])
    return float(h_values[int(np.argmin(e))]), e
""",
    ),
    "imag_without_i": (
        "c",
        "real_step",
        """
def complex_step_grad(f, x, h=1e-20):
    return np.array([np.imag(f(x + h * e)) / h for e in np.eye(len(x))])
""",
    ),
    "sum_of_complex": (
        "c",
        "all_at_once_complex",
        """
def complex_step_grad(f, x, h=1e-20):
    return np.full(len(x), np.imag(f(x + 1j * h)) / h)
""",
    ),
    "large_default": (
        "c",
        "",
        """
def complex_step_grad(f, x, h=1e-3):
    return np.array([np.imag(f(x + 1j * h * e)) / h for e in np.eye(len(x))])
""",
    ),
    "mean_error": (
        "d",
        "mean_component",
        """
def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a = grad_f(x)
    scaled = np.full(len(x), np.inf)
    for h in 10.0 ** -np.arange(3, 9):
        n = finite_diff_grad(f, x, h)
        scaled = np.fmin(scaled, np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n))))
    return bool(scaled.mean() <= 1), int(scaled.argmax())
""",
    ),
    "only_first_bug": (
        "d",
        "first_bug_named",
        """
def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a = grad_f(x)
    for i in range(len(x)):
        best = np.inf
        for h in 10.0 ** -np.arange(3.0, 9):
            e = np.zeros(len(x)); e[i] = h * max(1, abs(x[i]))
            n = (f(x + e) - f(x - e)) / (2 * e[i])
            best = np.fmin(best, abs(a[i] - n) / (atol + rtol * max(abs(a[i]), abs(n))))
        if not best <= 1:
            return False, i
    return True, 0
""",
    ),
}
