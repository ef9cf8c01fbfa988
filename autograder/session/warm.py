"""The warm process: loads the scientific packages once, then forks a session on request.

Started as ``python -m autograder.session.warm FD``; it is told nothing secret, because a fork
inherits memory.  It is the reaper of all that its sessions leave behind: no process outlives one.
"""

import contextlib
import ctypes
import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

from autograder.session.expose import expose

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36
SHARED = ("/tmp", "/dev/shm")  # writable for all, and of our own behind the outer wall


def main() -> None:
    """Serve one control socket until it closes: ``FD walled`` or ``FD open``."""
    control = socket.socket(fileno=int(sys.argv[1]))
    walled = sys.argv[2] == "walled"
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):  # where that is refused, _own_uid_works says no
            expose([sys.prefix, sys.base_prefix, os.getcwd(), *map(_folder, ("autograder", "numopt"))])
    shell = _load()
    _prctl(PR_SET_DUMPABLE, 0)  # nobody looks into this process, not even one of the same uid
    own_uid = _own_uid_works()
    control.send(json.dumps({"ready": os.getpid(), "own_uid": own_uid}).encode())
    while True:
        body, fds, _, _ = socket.recv_fds(control, 65_536, 2)
        if not body:
            break
        request = json.loads(body)
        if "fork" in request:
            uid = _next_uid() if own_uid else None
            answer = {"pid": _fork(shell, fds, _scratch(uid), uid, request["fork"])}
        else:
            answer = {"ended": end_descendants()}
            _empty(os.getcwd(), only="session-")
            for place in SHARED if walled else ():
                _empty(place)
        control.send(json.dumps(answer).encode())
    end_descendants()


def _next_uid() -> int:
    """Return a uid that no earlier session of this process had: what one left is not the next one's."""
    _next_uid.number = getattr(_next_uid, "number", 0) + 1
    return 200_000 + (os.getpid() * 97 + _next_uid.number) % 60_000


def _scratch(uid: int | None) -> str:
    """Return a new empty folder for one session, the only one that it may write to and keep."""
    place = tempfile.mkdtemp(prefix="session-", dir=os.getcwd())
    if uid is not None:
        os.chown(place, uid, uid)
    return place


def _empty(folder: str, only: str = "") -> None:
    left = [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith(only)]
    if left:  # not by shutil: its recursion is as deep as what a learner left
        subprocess.run(["/bin/rm", "-rf", "--", *left], check=False, stderr=subprocess.DEVNULL)


def _folder(package: str) -> str:
    return os.path.dirname(importlib.util.find_spec(package).origin)


def _load():
    """Import what learners use, and return an IPython shell without history or threads."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot
    import numpy.random  # noqa: F401
    import scipy.linalg
    import scipy.optimize  # noqa: F401
    import seaborn  # noqa: F401
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    import numopt.plot  # noqa: F401

    config = Config()
    config.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=config)
    shell.run_cell("None", store_history=False, silent=True)  # the first cell is the slow one
    return shell


def _fork(shell, fds, scratch: str, uid: int | None, limits: dict) -> int:
    """Return the pid of a new session, which talks over ``fds`` = (channel, output)."""
    threads = os.listdir("/proc/self/task")
    if len(threads) != 1:  # a lock held by another thread would stay held in the fork
        raise RuntimeError(f"the warm process has {len(threads)} threads")
    pid = os.fork()
    if pid:
        for fd in fds:
            os.close(fd)
        return pid
    try:
        from autograder.session import child
        from autograder.session.channel import Channel

        channel, output = fds
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        _close_all_but(channel)
        child.confine(limits, scratch, uid)
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # after setuid, which clears it
        _reseed()
        child.serve(Channel(socket.socket(fileno=channel)), shell)
    finally:
        os._exit(0)


def _close_all_but(kept: int) -> None:
    os.closerange(3, kept)
    os.closerange(kept + 1, 4096)


def _reseed() -> None:
    import random

    import numpy

    random.seed()
    numpy.random.seed()  # noqa: NPY002  learners may use the old generator


def _own_uid_works() -> bool:
    """Say whether a session could run under a uid of its own: tried, not guessed."""
    if os.geteuid() != 0:
        return False
    pid = os.fork()
    if pid == 0:
        failed = 1
        with contextlib.suppress(BaseException):
            os.setgroups([])
            os.setgid(65_534)
            os.setuid(65_534)
            import numpy

            with open(sys.executable, "rb"), open(os.__file__, "rb"), open(numpy.__file__, "rb"):
                failed = 0
        os._exit(failed)
    return os.waitpid(pid, 0)[1] == 0


def end_descendants(seconds: float = 5.0) -> int:
    """Kill all that descends from this process; return how many processes that were."""
    ended = set()
    give_up = time.monotonic() + seconds
    while (alive := _descendants()) and time.monotonic() < give_up:
        for pid in alive:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        ended |= alive
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.001)
    return len(ended)


def _descendants() -> set[int]:
    """Return the pids below this process; orphans count, because it is their reaper."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{entry}/stat") as stat:
                parents[int(entry)] = int(stat.read().rpartition(")")[2].split()[1])
    below: set[int] = set()
    grew = True
    while grew:
        more = {pid for pid, parent in parents.items() if parent == os.getpid() or parent in below}
        grew, below = more != below, more
    return below


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    main()
