"""The scale never exceeds init_scale.

Part: c

Your scale recovers after an overflow, but not beyond its first value. That value was a guess; as
gradients shrink during training, the scale has to follow them upwards.

Next: what is your scale after growth_interval good steps from the start?
"""

import numpy as np


class DynamicLossScaler:
    def __init__(self, init_scale=2.0**15, growth_interval=2000, growth_factor=2.0, backoff_factor=0.5):
        self.scale = self.most = init_scale
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
        if self.good_steps == self.growth_interval:
            self.scale = min(self.most, self.scale * self.growth_factor)
            self.good_steps = 0
        return True
