"""Writes control characters, broken UTF-8 and terminal sequences to both streams.

Needs: C
Status: graded
"""

import os


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    for number in (1, 2):
        os.write(number, b"\x1b]0;title\x07\x1b[2J\xff\xfe\x00\xed\xa0\x80</pre><script>alert(1)</script>\r\n")
    raise LookupError("\x1b[2J\ud800\x00 marks: 10 of 10")
