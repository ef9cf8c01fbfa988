"""The sum is rounded once, at the end.

Part: d
Twins: cast_terms_only

You add in float64 and cast the total. That is a far better sum, but not that of an accumulator in the
dtype: there every partial sum has to fit into the few bits, and small terms are lost on the way.

Next: what is the dtype of your partial sums?
"""

import numpy as np


def accumulate(grads, dtype):
    return dtype(np.sum(np.asarray(grads, dtype=float)))
