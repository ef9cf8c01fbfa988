"""wrong: part a
Only the first moment is bias corrected; v is used as it is, so the first step is about 31 lr."""
import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    x = np.array(x0, dtype=float)
    m = np.zeros_like(x)
    v = np.zeros_like(x)
    path = [x.copy()]
    for t in range(1, T + 1):
        g = grad_f(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        x = x - lr * m_hat / (np.sqrt(v) + eps)
        path.append(x.copy())
    return np.array(path)


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path = np.zeros((T + 1, len(x0)))
    path[0] = x0
    v = np.zeros(len(x0))
    for k in range(T):
        v = beta * v - lr * grad_f(path[k])
        path[k + 1] = path[k] + v
    return path


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = np.zeros((T + 1, len(x0)))
    path[0] = x0
    for k in range(T):
        path[k + 1] = path[k] - grad_f(path[k]) / h_diag
    return path


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    grads = np.asarray(grads)
    T = grads.shape[0]
    v = np.zeros(grads.shape[1])
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v / (1 - beta2**T)
    return lr / (np.sqrt(v_hat) + eps) * h_diag
