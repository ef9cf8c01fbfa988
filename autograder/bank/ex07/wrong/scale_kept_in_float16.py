"""The scale is a float16 number.

Part: c

Your scale is stored in float16. It cannot become 2^16, which is infinite there, and once it is infinite
backing off does not help: inf times one half is inf. A scale that is no short binary number is rounded
besides.

Next: what is np.float16(2.0**15) * np.float16(2)?
"""

import numpy as np


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale = np.float16(init_scale)
        self.growth_interval = growth_interval
        self.growth_factor = growth_factor
        self.backoff_factor = backoff_factor
        self.good_steps = 0

    def step(self, scaled_grads):
        arrays = scaled_grads if isinstance(scaled_grads, list) else [scaled_grads]
        if not all(np.isfinite(array).all() for array in arrays):
            self.scale = np.float16(float(self.scale) * self.backoff_factor)
            self.good_steps = 0
            return False
        self.good_steps += 1
        if self.good_steps == self.growth_interval:
            self.scale = np.float16(float(self.scale) * self.growth_factor)
            self.good_steps = 0
        return True
