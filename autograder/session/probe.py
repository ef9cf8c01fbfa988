"""What a session can really reach, found by trying: the level of isolation is measured, not assumed."""

import contextlib
import os
import socket
from pathlib import Path
from types import SimpleNamespace

FILES, NETWORK, PROCESSES, FORKS = "files", "network", "other processes", "endless forks"
SECONDS = 20.0  # wall time: sixty forks take a while on a busy machine
TRIED = (FILES, NETWORK, PROCESSES, FORKS)
SOURCE = '''
import os, signal, socket


def attempt(secret, port, abstract, examiner, forks):
    """Return what is open."""
    return [name for name, attack in (
        ("files", lambda: open(secret).read()),
        ("network", lambda: socket.create_connection(("127.0.0.1", port), timeout=1)),
        ("network", lambda: dial(abstract)),
        ("other processes", lambda: open(f"/proc/{examiner}/status").read()),
        ("endless forks", lambda: multiply(forks)),
    ) if works(attack)]


def works(attack):
    try:
        attack()
    except OSError:
        return False
    return True


def dial(name):
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(chr(0) + name)


def multiply(forks):
    children = []
    try:
        for _ in range(forks):
            child = os.fork()
            if child == 0:
                signal.pause()
            children.append(child)
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
'''


def found_open(warm, home: Path, forks: int) -> list[str]:
    """Return which of TRIED a session of ``warm`` can reach; ``forks`` is one more than it may have.

    RuntimeError where no answer comes: then nothing is known.
    """
    from autograder.session.sandboxed import SandboxedSession

    code = {"own": True, "source": SOURCE}
    submission = SimpleNamespace(cells_for=lambda _: [code])
    exercise = SimpleNamespace(functions=["attempt"], delegated=())
    with (
        _listening(home) as (secret, port, abstract),
        SandboxedSession(warm, submission, exercise, SECONDS) as session,
    ):
        reply = session.call("attempt", (secret, port, abstract, os.getpid(), forks))
    if reply.kind != "value" or not isinstance(reply.value, list):
        raise RuntimeError(f"the attempt to break out gave no answer: {reply.kind} {reply.message}")
    return sorted(set(reply.value))


@contextlib.contextmanager
def _listening(home: Path):
    """Yield a file that everybody may read, a port, and an abstract socket's name: all of this machine."""
    secret = home / "canary"
    secret.write_text("canary")
    name = f"{home.name}-canary"
    with socket.create_server(("127.0.0.1", 0)) as port, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind("\0" + name)
        abstract.listen()
        yield str(secret), port.getsockname()[1], name
    secret.unlink()
