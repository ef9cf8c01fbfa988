"""Asks oracles that there are not, with arguments that nobody could have sent.

Needs: C
Status: graded, crashed
"""

import sys

ODD = [
    {"ask": 10**9, "arguments": [], "keywords": {}},
    {"ask": -1, "arguments": [], "keywords": {}},
    {"ask": 0, "arguments": [{"r": ["o", 10**9]}], "keywords": {}},
    {"ask": 0, "arguments": [{"r": ["h", 10**9]}], "keywords": {}},
    {"ask": 0, "arguments": 5, "keywords": {}},
    {"ask": 0, "arguments": [], "keywords": []},
    {"ask": 0, "arguments": [10**4000], "keywords": {}},
    {"ask": True, "arguments": [], "keywords": {"__class__": 1}},
    {"ask": "0", "arguments": [], "keywords": {}},
    {"ask": 0},
]


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    frame, side = sys._getframe(), None
    while frame is not None:
        side = frame.f_locals.get("side", side)
        frame = frame.f_back
    side.channel.send(ODD[int(abs(x[0]) * 1e6) % len(ODD)])
    side.channel.receive()
    return alpha0
