"""The scale grows one step late.

Part: c

Your scale grows with the good step after the growth_interval-th. The test comes before the step is
counted, or asks for more than the interval: it is an off-by-one in the count, and the same one after
each growth.

Next: with growth_interval = 1, after how many good steps does your scale first grow?
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
        if not all(np.isfinite(array).all() for array in arrays):
            self.scale *= self.backoff_factor
            self.good_steps = 0
            return False
        self.good_steps += 1
        if self.good_steps > self.growth_interval:
            self.scale *= self.growth_factor
            self.good_steps = 0
        return True
