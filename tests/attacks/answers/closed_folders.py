"""Leaves folders that may not be entered and links to the course, so that the clean-up fails or strays.

Needs: C
Status: graded
"""

import os

os.makedirs("closed/inner", exist_ok=True)
os.symlink("@course@", "closed/link")
os.symlink("@course@", "link")
DONE = [open("closed/inner/file", "w").close(), os.chmod("closed/inner", 0), os.chmod("closed", 0)]


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return alpha0
