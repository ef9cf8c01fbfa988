"""Sends datagrams, and asks for the address of a name.

Needs: B
Status: graded
"""

import socket


def call():
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.sendto(b"canary", ("127.0.0.1", int("@udp@")))
            line.sendto(b"\0\1\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1", ("127.0.0.1", int("@udp@")))
    except OSError as error:
        return error.strerror


FOUND = call()


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return alpha0
