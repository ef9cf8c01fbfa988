"""Reads the memory of its parent through /proc, by ptrace and by process_vm_readv.

Needs: B
Status: graded
"""

import ctypes
import os

SUCCESS = "@sseccus@"[::-1]


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def look(pid):
    try:
        with open(f"/proc/{pid}/mem", "rb"):
            return SUCCESS
    except OSError:
        pass
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(8)
    here = Piece(ctypes.addressof(buffer), 8)
    there = Piece(id(None), 8)
    if libc.process_vm_readv(pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) == 8:
        return SUCCESS
    if libc.ptrace(16, pid, None, None) == 0:  # PTRACE_ATTACH
        libc.ptrace(17, pid, None, None)  # PTRACE_DETACH
        return SUCCESS
    return "nothing"


FOUND = look(os.getppid()) if os.getppid() > 1 else "no parent to be seen"


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    raise LookupError(FOUND)
