"""The sum of the entries is tested instead of the entries.

Part: c

If an entry is inf or NaN, so is the sum. The converse is false: large finite float16 numbers have a sum
that overflows, and your scaler backs off although the gradient is healthy.

Next: what is np.full(9, 60000, dtype=np.float16).sum()?
"""

import numpy as np


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale = init_scale
        self.growth_interval = growth_interval
        self.growth_factor = growth_factor
        self.backoff_factor = backoff_factor
        self.good_steps = 0

    def step(self, scaled_grads):
        arrays = scaled_grads if isinstance(scaled_grads, list) else [scaled_grads]
        if not all(np.isfinite(array.sum()) for array in arrays):
            self.scale *= self.backoff_factor
            self.good_steps = 0
            return False
        self.good_steps += 1
        if self.good_steps == self.growth_interval:
            self.scale *= self.growth_factor
            self.good_steps = 0
        return True
