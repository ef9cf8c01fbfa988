"""Asks an oracle with a number that was never given out: an index beyond the list.

Needs: C
Status: graded, crashed
"""

import sys


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    frame, side = sys._getframe(), None
    while frame is not None:
        side = frame.f_locals.get("side", side)
        frame = frame.f_back
    side.channel.send({"ask": 10**9, "arguments": [], "keywords": {}})
    side.channel.receive()
    return alpha0
