"""Answers to exercise 6 that were written after its checks, from the contract alone."""

RIGHT = {
    "accumulate": """
import itertools


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    def step(state, t):
        x, m, v = state
        g = grad_f(x)
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * np.square(g)
        return x - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v

    zero = np.zeros(len(x0))
    return np.stack([s[0] for s in itertools.accumulate(range(1, T + 1), step, initial=(np.array(x0), zero, zero))])
""",
    "lerp_in_place": """
def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path = np.empty((T + 1, x0.size))
    path[0] = x0
    m, v, b1, b2 = np.zeros(x0.size), np.zeros(x0.size), 1.0, 1.0
    for t in range(T):
        g = np.asarray(grad_f(path[t].copy()))
        m += (g - m) * (1 - beta1)
        v += (g * g - v) * (1 - beta2)
        b1 *= beta1
        b2 *= beta2
        path[t + 1] = path[t] - lr / (1 - b1) * m / (np.sqrt(v) / np.sqrt(1 - b2) + eps)
    return path
""",
    "differences_of_the_path": """
def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    rows = [np.array(x0, dtype=float)]
    before = rows[0]
    for _ in range(T):
        now = rows[-1]
        rows.append(now + beta * (now - before) - lr * grad_f(now))
        before = now
    return np.vstack(rows)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    rows = np.repeat(np.atleast_2d(x0).astype(float), T + 1, axis=0)
    for k in range(1, T + 1):
        rows[k] = rows[k - 1] - np.divide(grad_f(rows[k - 1]), h_diag)
    return rows
""",
    "weights_of_the_past": """
def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    T = grads.shape[0]
    w = (1 - beta2) * beta2 ** np.arange(T - 1, -1, -1)
    v_hat = (w @ grads**2) / w.sum()
    return lr / (v_hat**0.5 + eps) / (1 / np.asarray(h_diag))
""",
}

# name: (part, the diagnosis that fits if the bank has one, source)
WRONG = {
    "correction_one_late": (
        "a",
        "t_one_late",
        """
def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    x, m, v, rows = x0.copy(), 0 * x0, 0 * x0, [x0.copy()]
    for t in range(1, T + 1):
        g = grad_f(x)
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        x = x - lr * (m / (1 - beta1 ** (t + 1))) / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps)
        rows.append(x)
    return np.array(rows)
""",
    ),
    "nesterov": (
        "a",
        "nadam",
        """
def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    x, m, v, rows = x0.copy(), 0 * x0, 0 * x0, [x0.copy()]
    for t in range(1, T + 1):
        g = grad_f(x)
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        mh = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)
        x = x - lr * mh / (np.sqrt(v / (1 - beta2**t)) + eps)
        rows.append(x)
    return np.array(rows)
""",
    ),
    "amsgrad": (
        "a",
        "largest_v_kept",
        """
def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    x, m, v, top, rows = x0.copy(), 0 * x0, 0 * x0, 0 * x0, [x0.copy()]
    for t in range(1, T + 1):
        g = grad_f(x)
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        top = np.maximum(top, v / (1 - beta2**t))
        x = x - lr * (m / (1 - beta1**t)) / (np.sqrt(top) + eps)
        rows.append(x)
    return np.array(rows)
""",
    ),
    "eps_forgotten": (
        "a",
        "eps_left_out",
        """
def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    x, m, v, rows = x0.copy(), 0 * x0, 0 * x0, [x0.copy()]
    for t in range(1, T + 1):
        g = grad_f(x)
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        x = x - lr * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t) + 1e-300)
        rows.append(x)
    return np.array(rows)
""",
    ),
    "ema_momentum": (
        "b",
        "averaged_momentum",
        """
def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    x, v, rows = x0.copy(), 0 * x0, [x0.copy()]
    for _ in range(T):
        v = beta * v + (1 - beta) * grad_f(x)
        x = x - lr * v
        rows.append(x)
    return np.array(rows)
""",
    ),
    "nesterov_momentum": (
        "b",
        "nesterov",
        """
def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    x, v, rows = x0.copy(), 0 * x0, [x0.copy()]
    for _ in range(T):
        v = beta * v - lr * grad_f(x + beta * v)
        x = x + v
        rows.append(x)
    return np.array(rows)
""",
    ),
    "newton_inverse_root": (
        "b",
        "divides_by_root",
        """
def diagonal_newton(grad_f, h_diag, x0, T=1000):
    x, rows = x0.copy(), [x0.copy()]
    for _ in range(T):
        x = x - grad_f(x) / np.sqrt(h_diag)
        rows.append(x)
    return np.array(rows)
""",
    ),
    "newton_gradient_at_start": (
        "b",
        "gradient_of_the_start",
        """
def diagonal_newton(grad_f, h_diag, x0, T=1000):
    x, g, rows = x0.copy(), grad_f(x0), [x0.copy()]
    for _ in range(T):
        x = x - g / h_diag
        rows.append(x)
    return np.array(rows)
""",
    ),
    "last_gradient_only": (
        "c",
        "last_gradient_only",
        """
def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    return h_diag * lr / (np.abs(grads[-1]) + eps)
""",
    ),
    "plain_mean": (
        "c",
        "plain_mean",
        """
def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    return h_diag * lr / (np.sqrt((grads**2).mean(axis=0)) + eps)
""",
    ),
    "inverse_ratio": (
        "c",
        "ratio_upside_down",
        """
def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros(grads.shape[1])
    for g in grads:
        v = beta2 * v + (1 - beta2) * g * g
    return (np.sqrt(v / (1 - beta2 ** len(grads))) + eps) / (h_diag * lr)
""",
    ),
}
