"""The scale does not grow after growth_interval good steps.

Part: c

Your scale only ever falls in these runs: either nothing makes it grow, or it waits for another number of
good steps than growth_interval says. One overflow early in training leaves it low, while the gradients
become smaller and would need a larger one.

Next: with growth_interval = 3, what is your scale after ten good steps, and which line should have
changed it?
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
        return True
