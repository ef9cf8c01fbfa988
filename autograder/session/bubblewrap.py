"""The outer wall: bubblewrap's command line for a warm process.

Inside there is the interpreter with its packages, read-only, the bundle, and small file systems in
memory; no network but an empty one, no process but those that were started there.
"""

import os
import shutil
import sys
from pathlib import Path

from autograder.session.bundle import package

SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/sbin",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/alternatives",
)
HOME = "/session"  # inside: the warm process's caches, and below it a scratch folder a session
MEMORY_DISK = 256 * 2**20  # bytes of each file system in memory


def command(bundle: Path) -> list[str]:
    """Return what to put before the warm process's own command; FileNotFoundError without bubblewrap."""
    program = shutil.which("bwrap")
    if program is None:
        raise FileNotFoundError("bwrap is not installed (Debian's package is called bubblewrap)")
    return [program, *_namespaces(), *_file_system(bundle), "--die-with-parent", "--new-session", "--"]


def _namespaces() -> list[str]:
    separate = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    if os.geteuid() == 0:
        # Without a user namespace root can give each session a uid of its own, which counts its processes.
        return separate
    return ["--unshare-user", "--disable-userns", *separate]


def _file_system(bundle: Path) -> list[str]:
    interpreter = sorted({Path(p) for p in (sys.prefix, sys.base_prefix)})
    options = []
    for place in SYSTEM:
        if os.path.islink(place):
            options += ["--symlink", os.readlink(place), place]
        elif os.path.exists(place):
            options += ["--ro-bind", place, place]
    options += ["--proc", "/proc", "--dev", "/dev"]
    options += _in_memory("/tmp", "1777") + _in_memory("/dev/shm", "1777")
    for place in (*interpreter, bundle):
        options += _parents(place) + ["--ro-bind", str(place), str(place)]
    installed = package("autograder")
    if any(installed.is_relative_to(place) for place in interpreter):
        options += _in_memory(str(installed), "0755")  # the bank and the checks
    return options + _in_memory(HOME, "0755") + ["--chdir", HOME]


def _in_memory(place: str, mode: str) -> list[str]:
    return ["--perms", mode, "--size", str(MEMORY_DISK), "--tmpfs", place]


def _parents(place: Path) -> list[str]:
    """Return options that make the folders above ``place`` passable for every uid."""
    options = []
    for parent in reversed(place.parents[:-1]):
        options += ["--perms", "0755", "--dir", str(parent)]
    return options
