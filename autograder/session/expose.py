"""Let a session under a uid of its own read the interpreter, wherever that is installed.

An interpreter below a folder that others may not enter (root's home, say) cannot be read once root's
rights are given up.  Root may give this process, and so its sessions, a view of the disk in which
that folder is empty but for the interpreter and the packages.
"""

import ctypes
import os
from pathlib import Path

CLONE_NEWNS = 0x0002_0000
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x4_0000


def expose(folders) -> None:
    """Make ``folders`` reachable by every user, in this process's view alone; OSError where refused."""
    folders = sorted({Path(f).resolve() for f in folders})
    closed = {place for f in folders if (place := _closed_ancestor(f))}
    if not closed:
        return
    below = [f for f in folders if _closed_ancestor(f)]
    _done(ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNS))
    _mount(None, "/", None, MS_REC | MS_PRIVATE)
    handles = {f: os.open(f, os.O_PATH | os.O_DIRECTORY) for f in below}
    for place in closed:
        _mount("tmpfs", place, "tmpfs", 0, b"mode=0755")
    for folder, handle in handles.items():
        folder.mkdir(parents=True, exist_ok=True)
        _mount(f"/proc/self/fd/{handle}", folder, None, MS_BIND | MS_REC)
        os.close(handle)


def _closed_ancestor(folder: Path) -> Path | None:
    """Return the outermost parent of ``folder`` that other users may not enter."""
    for parent in reversed(folder.parents):
        if not parent.stat().st_mode & 0o001:
            return parent
    return None


def _mount(source, target, kind, flags, data=None) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    encoded = [None if text is None else os.fsencode(text) for text in (source, target, kind)]
    _done(libc.mount(*encoded, ctypes.c_ulong(flags), data))


def _done(code: int) -> None:
    if code != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
