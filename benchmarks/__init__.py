"""What the figures about speed and evaluations come from; each module runs with ``python -m``.

All of it is measured with one BLAS thread, which has to be said before numpy is imported.
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
