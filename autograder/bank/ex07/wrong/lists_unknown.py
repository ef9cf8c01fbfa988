"""A list of arrays is made into one array.

Part: c

NumPy's functions turn a list into an array first, and that works only for arrays of one shape. The
layers of a model have different shapes, and for them your step ends with an error.

Next: try np.isfinite([np.ones(2), np.ones((2, 2))]).
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
        if not np.all(np.isfinite(scaled_grads)):
            self.scale *= self.backoff_factor
            self.good_steps = 0
            return False
        self.good_steps += 1
        if self.good_steps == self.growth_interval:
            self.scale *= self.growth_factor
            self.good_steps = 0
        return True
