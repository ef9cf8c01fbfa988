"""Sends replies whose arguments and fields are of no honest type.

Needs: C
Status: graded, crashed, timed out
"""

import itertools
import sys

TURN = itertools.count()
ODD = [
    {"arguments": [{"r": ["h", 5]}] * 4},
    {"arguments": [{"a": "bool", "n": [0], "d": ""}] * 16},
    {"value": {"r": ["o", 10**12]}},
    {"value": {"r": ["h", -1]}},
    {"kind": "timed out"},
    {"kind": ["value"]},
    {"bases": [["RuntimeError"] * 200] * 200},
    {"message": [[[]]] * 5000},
    {"value": {"a": "float64", "n": [2**62, 2**62, 0], "d": ""}},
    {"value": {"a": ["float64"], "n": [0], "d": ""}},
    {"value": {"a": "float64", "n": [True], "d": "AAAAAAAAAAA="}},
    {"value": 10**400},
    {"value": {"g": "complex128", "d": ""}},
    {"value": {"c": [1, 2]}},
]


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    frame, side, message = sys._getframe(), None, None
    while frame is not None:
        side = frame.f_locals.get("side", side)
        message = frame.f_locals.get("message", message)
        frame = frame.f_back
    reply = {"kind": "value", "value": 1.0, "arguments": [], "bases": []}
    reply |= dict.fromkeys(("error", "message", "trace", "delegated"), "")
    side.channel.send(reply | ODD[(next(TURN) + int(abs(x[0]) * 1e6)) % len(ODD)] | {"reply": message["nonce"]})
    while True:
        side.channel.receive()
