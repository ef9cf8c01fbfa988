"""The seeded source of a check's instances."""

import hashlib
import hmac

import numpy as np

PUBLIC_SEED = 20_240_101  # what ``check`` draws from; grading uses a secret


def seed_for(secret: bytes, student: str, exercise: str) -> int:
    """Return the seed of one student's instances, which only who holds the secret can replay."""
    digest = hmac.new(secret, f"{student}\n{exercise}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:6])


class Draw:
    """Random instances that depend on the seed and on what they are for, and on nothing else."""

    def __init__(self, seed: int, *purpose):
        digest = hashlib.sha256("\n".join(map(str, (seed, *purpose))).encode()).digest()
        self.rng = np.random.default_rng(int.from_bytes(digest[:16]))

    def unit(self, n: int) -> np.ndarray:
        """Return a random unit vector of shape (n,)."""
        v = self.rng.standard_normal(n)
        return v / np.linalg.norm(v)

    def rotation(self, n: int) -> np.ndarray:
        """Return a random orthogonal (n, n) matrix."""
        q, r = np.linalg.qr(self.rng.standard_normal((n, n)))
        return q * np.sign(np.diag(r))

    def spectrum(self, n: int, condition: float) -> np.ndarray:
        """Return n positive eigenvalues from 1 to ``condition``, shape (n,), largest last."""
        inner = np.exp(self.rng.uniform(0, np.log(condition), n - 2)) if n > 2 else []
        return np.sort(np.concatenate([[1.0], inner, [condition]]))
