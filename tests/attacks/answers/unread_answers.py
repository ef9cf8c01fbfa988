"""Asks ten thousand questions and reads none of the answers.

Needs: C
Status: timed out, crashed, graded
"""

import sys


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    frame, side = sys._getframe(), None
    while frame is not None:
        side = frame.f_locals.get("side", side)
        frame = frame.f_back
    while True:
        side.channel.send({"ask": 0, "arguments": [{"s": "x" * 4000}], "keywords": {}})
