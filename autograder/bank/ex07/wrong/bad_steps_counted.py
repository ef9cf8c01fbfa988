"""Bad steps are counted along with the good ones.

Part: c

Your counter runs on at every step, good or bad, and the scale grows every growth_interval steps whatever
happened in between; even a bad step may complete the count. What it should count is good steps in a row.

Next: with growth_interval = 3, what is your scale after good, bad, good?
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
        self.good_steps += 1
        grow = self.good_steps % self.growth_interval == 0
        arrays = scaled_grads if isinstance(scaled_grads, list) else [scaled_grads]
        if not all(np.isfinite(array).all() for array in arrays):
            self.scale *= self.backoff_factor
            return False
        if grow:
            self.scale *= self.growth_factor
        return True
