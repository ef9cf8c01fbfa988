"""The caller's arrays are unscaled in place.

Part: c

Your step divides the gradients that it was shown by the scale, in the caller's own memory. The caller
unscales them once more, and the step is too short by the factor of the scale. The task is to look at the
gradients, not to change them.

Next: print an array before and after it was passed to your step.
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
        for array in arrays:
            array /= array.dtype.type(self.scale)
        self.good_steps += 1
        if self.good_steps == self.growth_interval:
            self.scale *= self.growth_factor
            self.good_steps = 0
        return True
