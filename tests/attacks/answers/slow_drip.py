"""Sends its reply one byte at a time, without end.

Needs: C
Status: timed out, crashed
"""

import gc
import time


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    (channel,) = (thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    channel.sock.send(b"\x00\x7f\xff\xff")
    while True:
        channel.sock.send(b" ")
        time.sleep(0.02)
