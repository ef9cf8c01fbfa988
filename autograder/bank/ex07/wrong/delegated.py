"""A library's loss scaler does the work.

Part: c

The class came from a library. It is a good one, but the marks of this part are for the algorithm itself:
a scale, a counter, and two rules. Once you have written it, you will know what every framework's scaler
is doing.

Next: start from the three hints; step is about ten lines.
"""

from numopt import precision


class DynamicLossScaler(precision.DynamicLossScaler):
    pass
