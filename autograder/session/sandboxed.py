"""The session that grades: a process of its own, forked from a warm one."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder import wire
from autograder.oracle import CallLimit
from autograder.session.channel import Channel, Closed, DeadlinePassed
from autograder.session.reply import Reply

CALL_SECONDS = 5.0  # wall time of one call of a learner's function
LOAD_SECONDS = 20.0  # wall time of the learner's cells
LIMITS = {
    "RLIMIT_CPU": 60,  # seconds
    "RLIMIT_AS": 4 * 2**30,  # bytes
    "RLIMIT_FSIZE": 64 * 2**20,  # bytes
    "RLIMIT_NPROC": 64,
    "RLIMIT_CORE": 0,
}
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Warm:
    """The warm process as the examiner sees it; a context manager.  One session at a time."""

    def __init__(self):
        self._process = None

    def __enter__(self):
        self._home = Path(tempfile.mkdtemp(prefix="autograder-"))
        self._home.chmod(0o711)
        self._start()
        return self

    def __exit__(self, *_):
        self._stop()
        shutil.rmtree(self._home, ignore_errors=True)

    @property
    def pid(self) -> int:
        """The process id of the warm process."""
        return self._process.pid

    @property
    def isolation(self) -> str:
        """The line that says how far a session is walled off."""
        if self._own_uid:
            return "isolation: limits only (time, memory, processes, file size; a uid of its own)"
        why = "not root" if os.geteuid() else "other users cannot read this interpreter"
        return f"isolation: limits only (time, memory, processes, file size; no uid of its own: {why})"

    def open(self) -> "tuple[Channel, int, Path]":
        """Fork a session; return its channel, its pid and its scratch folder."""
        if self._process.poll() is not None:
            self._stop()
            self._start()
        scratch = Path(tempfile.mkdtemp(prefix="session-", dir=self._home))
        uid = 200_000 + self.pid % 50_000 if self._own_uid else None
        if uid is not None:
            os.chown(scratch, uid, uid)
        ours, theirs = socket.socketpair()
        drain, output = os.pipe()
        try:
            request = {"fork": {"scratch": str(scratch), "uid": uid, "limits": LIMITS}}
            pid = self._request(request, [theirs.fileno(), output])["pid"]
        finally:
            theirs.close()
            os.close(output)
        return Channel(ours, drain), pid, scratch

    def end(self) -> int:
        """Kill everything that descends from the warm process; return how many processes that were."""
        try:
            return self._request({"end": True})["ended"]
        except (OSError, ValueError):
            self._stop()
            self._start()
            return 0

    def _request(self, message, fds=()):
        socket.send_fds(self._control, [json.dumps(message).encode()], fds)
        body = self._control.recv(4096)
        if not body:
            raise OSError("the warm process is gone")
        return json.loads(body)

    def _start(self):
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "autograder.session.warm", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=self._environment(),
                cwd=self._home,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._control.settimeout(60)
        body = self._control.recv(4096)
        if not body:
            raise RuntimeError("the warm process did not start; its error is printed above")
        self._own_uid = json.loads(body)["own_uid"]

    def _environment(self) -> dict[str, str]:
        """Return the whole environment of the sessions: nothing of the examiner's own."""
        for name in ("matplotlib", "ipython"):
            (self._home / name).mkdir(exist_ok=True, mode=0o755)
        fixed = {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(self._home), "PYTHONHASHSEED": "0"}
        folders = {"MPLCONFIGDIR": str(self._home / "matplotlib"), "IPYTHONDIR": str(self._home / "ipython")}
        return fixed | folders | dict.fromkeys(THREADS, "1") | {"PYTHONWARNINGS": "ignore"}

    def _stop(self):
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            self._control.close()  # the warm process ends its sessions and itself
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


class SandboxedSession:
    """One learner's functions in a process of their own, started when needed, and again after it died."""

    def __init__(self, warm: Warm, submission, exercise):
        self.warm = warm
        self.isolation = warm.isolation
        self.exercise = exercise
        self._cells = submission.cells_for(exercise)
        self._channel = None
        self._output = b""
        self._oracles: list = []
        self.notes: list[str] = []
        self.ended = ""  # "timed out" or "crashed", once the process had to be given up

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def output(self) -> str:
        """What the learner's code wrote, cut at 64 kB."""
        now = bytes(self._channel.output) if self._channel else b""
        return (self._output + now)[: Channel.OUTPUT_CAP].decode("utf-8", "replace")

    def call(self, target, arguments=(), keywords=None, stand_ins=None, keep=False) -> Reply:
        """Return the Reply of one call of the learner's function ``target``.

        ``target`` is a name, or (handle, method).  Oracles among the arguments stay here and are
        asked over the pipe; ``stand_ins`` maps names of other functions to oracles that take their
        place for this call; with ``keep`` the value stays there and a handle comes back.
        """
        try:
            self._open()
            return self._ask(target, arguments, keywords or {}, stand_ins or {}, keep)
        except DeadlinePassed:
            return self._give_up("timed out", f"no answer within {CALL_SECONDS:g} s")
        except (Closed, wire.WireError, KeyError, TypeError, ValueError) as error:
            said = str(error) if isinstance(error, wire.WireError) else "its process ended"
            return self._give_up("crashed", said)

    def close(self) -> None:
        """End the process and everything that it started; empty its folder."""
        if self._channel is not None:
            self._output = (self._output + bytes(self._channel.output))[: Channel.OUTPUT_CAP]
            drain, self._channel.drain = self._drain, None
            self._channel.close()
            os.close(drain)
            self._channel = None
            self.warm.end()
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _open(self):
        if self._channel is not None:
            return
        self._channel, self.pid, self._scratch = self.warm.open()
        self._drain = self._channel.drain
        load = {
            "cells": self._cells,
            "functions": self.exercise.functions,
            "delegated": list(self.exercise.delegated),
        }
        problems = self._exchange({"load": load}, LOAD_SECONDS)["problems"]
        self.notes = [str(p)[:500] for p in problems][:20]

    def _ask(self, target, arguments, keywords=None, stand_ins=None, keep=False) -> Reply:
        refer = self._number
        request = {
            "target": target if isinstance(target, str) else [target[0].number, target[1]],
            "arguments": [wire.encode(a, refer) for a in arguments],
            "keywords": {key: wire.encode(value, refer) for key, value in (keywords or {}).items()},
            "stand_ins": {name: refer(oracle).number for name, oracle in (stand_ins or {}).items()},
            "keep": keep,
        }
        return _reply(self._exchange({"call": request}, CALL_SECONDS))

    def _exchange(self, message: dict, seconds: float) -> dict:
        """Send a message and return the reply to it, answering the oracles that are asked meanwhile."""
        nonce = secrets.token_hex(8)
        deadline = time.monotonic() + seconds
        self._channel.send(message | {"nonce": nonce}, deadline)
        while True:
            reply = self._channel.receive(deadline)
            if "ask" in reply:
                self._channel.send(self._answer(reply), deadline)
            elif reply.get("reply") == nonce:
                return reply
            else:
                raise wire.WireError("a reply that answers no call")

    def _answer(self, question: dict) -> dict:
        oracle = self._oracles[question["ask"]] if type(question["ask"]) is int else None
        try:
            arguments = [wire.decode(a, self._resolve) for a in question["arguments"]]
            keywords = {key: wire.decode(v, self._resolve) for key, v in question["keywords"].items()}
            return {"answer": wire.encode(oracle(*arguments, **keywords))}
        except CallLimit as limit:
            return {"limit": str(limit)}
        except (TypeError, ValueError, RuntimeError) as error:
            return {"raise": [type(error).__name__, str(error)[:1000]]}

    def _number(self, oracle) -> wire.Reference:
        if not callable(oracle):
            return None
        if oracle not in self._oracles:
            self._oracles.append(oracle)
        return wire.Reference("o", self._oracles.index(oracle))

    def _resolve(self, reference: wire.Reference):
        if reference.kind == "o":
            return self._oracles[reference.number]

        def call_back(*arguments):
            reply = self._ask((reference, "()"), arguments)
            if reply.kind != "value":
                raise RuntimeError(reply.message)
            return reply.value

        return call_back

    def _give_up(self, kind: str, message: str) -> Reply:
        self.ended = kind
        self.close()
        return Reply(kind, message=message)


def _reply(document: dict) -> Reply:
    """Return the Reply that a session's document stands for, each field of its own type and size."""
    kind = document["kind"]
    if kind not in ("value", "error", "stopped", "missing", "foreign"):
        raise wire.WireError("a reply of no known kind")
    texts = {name: str(document[name])[:4096] for name in ("error", "message", "trace", "delegated")}
    arguments = tuple(wire.decode(a) for a in document["arguments"][:16])
    bases = tuple(str(b)[:100] for b in document["bases"][:16])
    return Reply(kind, wire.decode(document["value"]), arguments=arguments, bases=bases, **texts)
