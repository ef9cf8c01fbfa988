"""The session that grades: a process of its own, forked from a warm one."""

import contextlib
import json
import math
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder import wire
from autograder.oracle import CallLimit
from autograder.session import bubblewrap, bundle, probe
from autograder.session.channel import Channel, Closed, DeadlinePassed
from autograder.session.reply import Reply

CALL_SECONDS = 5.0  # wall time of one call of a learner's function
LOAD_SECONDS = 20.0  # wall time of the learner's cells
EXERCISE_SECONDS = 60.0  # wall time of all calls of one exercise together
LIMITS = {
    "RLIMIT_CPU": 60,  # seconds
    "RLIMIT_AS": 4 * 2**30,  # bytes
    "RLIMIT_FSIZE": 64 * 2**20,  # bytes
    "RLIMIT_NPROC": 64,
    "RLIMIT_CORE": 0,
}
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


LIMITS_ONLY = "AUTOGRADER_LIMITS_ONLY"  # environment: "1" permits level C


class NotIsolated(RuntimeError):
    """This machine cannot wall a session off, and nobody said that limits are enough."""


class Warm:
    """The warm process as the examiner sees it; a context manager.  One session at a time.

    ``limits_only`` permits level C, where strangers' code could read files and use the network; None asks
    the environment.  NotIsolated is raised where no wall can be had and it is not permitted.  ``walled``
    False does not try to have one.
    """

    def __init__(self, limits_only: bool | None = None, walled: bool = True):
        self._permitted = os.environ.get(LIMITS_ONLY) == "1" if limits_only is None else limits_only
        self._wanted = walled
        self._process = None

    def __enter__(self):
        self._home = Path(tempfile.mkdtemp(prefix="autograder-"))
        self._home.chmod(0o711)
        self._bundle = bundle.make(self._home / "code")
        try:
            self._choose()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self._stop()
        subprocess.run(["rm", "-rf", "--", self._home], check=False)  # however deep its folders are

    @property
    def isolation(self) -> str:
        """The line that says how far a session is walled off, and what was found open."""
        uid = "a uid of its own" if self._own_uid else "no uid of its own"
        limits = f"limits on time, memory, processes and file size; {uid}"
        if self.level == "A":
            return f"isolation: level A (own file system, network and processes; {limits})"
        still = ", ".join(self.open_to)
        return f"isolation: level C, limits only ({limits}). NOT blocked: {still}. No wall: {self._missing}"

    def after_an_abnormal_end(self) -> None:
        """Replace a warm process that its session could have harmed: one of the same uid."""
        if not self._own_uid:
            self.replace()

    def open(self) -> "tuple[Channel, int]":
        """Fork a session; return its channel and its pid, as they are seen behind the wall."""
        if self._process.poll() is not None:
            self.replace()
        ours, theirs = socket.socketpair()
        drain, output = os.pipe()
        try:
            pid = self._request({"fork": LIMITS}, [theirs.fileno(), output])["pid"]
        finally:
            theirs.close()
            os.close(output)
        return Channel(ours, drain), pid

    def end(self) -> int:
        """Kill everything that descends from the warm process; return how many processes that were."""
        try:
            return self._request({"end": True})["ended"]
        except (OSError, ValueError):
            self.replace()
            return 0

    def replace(self) -> None:
        """Start the warm process anew, behind the same wall."""
        self._stop()
        self._start(self._walls)

    def _request(self, message, fds=()):
        socket.send_fds(self._control, [json.dumps(message).encode()], fds)
        body = self._control.recv(4096)
        if not body:
            raise OSError("the warm process is gone")
        return json.loads(body)

    def _choose(self):
        """Start behind the outer wall where that can be had and holds; otherwise without, and say why."""
        self.level, self.open_to = "C", list(probe.TRIED)
        self._missing = "not asked for"
        if self._wanted:
            try:
                self._start(bubblewrap.command(self._bundle))
                self.open_to = probe.found_open(self, self._home, LIMITS["RLIMIT_NPROC"] + 1)
                if not self.open_to:
                    self._missing, self.level = "", "A"
                    return
                self._missing = f"it leaves {', '.join(self.open_to)} open"
            except (OSError, RuntimeError) as error:
                self._missing = str(error)
            self._stop()
        self._start([])
        self.open_to = probe.found_open(self, self._home, LIMITS["RLIMIT_NPROC"] + 1)
        if not self._permitted:
            raise NotIsolated(
                f"learners' code could reach {', '.join(self.open_to)} of this machine: {self._missing}. "
                f"Install bubblewrap, or permit it for code that you trust: --limits-only, or {LIMITS_ONLY}=1"
            )

    def _start(self, walls: list[str]):
        self._walls = walls
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        home = bubblewrap.HOME if walls else str(self._home)
        command = [
            os.path.abspath(sys.executable),
            "-P",
            "-m",
            "autograder.session.warm",
            str(theirs.fileno()),
        ]
        with theirs:
            self._process = subprocess.Popen(
                [*walls, *command, "walled" if walls else "open"],
                pass_fds=[theirs.fileno()],
                env=self._environment(home),
                cwd=self._home,
                stdin=subprocess.DEVNULL,
                stderr=subprocess.PIPE if walls else None,
                start_new_session=True,
            )
        self._control.settimeout(60)
        body = self._control.recv(4096)
        if not body:
            said = self._process.stderr.read().decode("utf-8", "replace") if walls else "see above"
            raise RuntimeError(f"the warm process did not start: {said.strip()[-500:]}")
        ready = json.loads(body)
        self.pid, self._own_uid = ready["ready"], ready["own_uid"]

    def _environment(self, home: str) -> dict[str, str]:
        """Return the whole environment of the sessions: nothing of the examiner's own."""
        fixed = {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": home, "PYTHONHASHSEED": "0"}
        fixed |= {"PYTHONPATH": str(self._bundle), "PYTHONDONTWRITEBYTECODE": "1"}
        folders = {"MPLCONFIGDIR": f"{home}/matplotlib", "IPYTHONDIR": f"{home}/ipython"}
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

    def __init__(self, warm: Warm, submission, exercise, call_seconds: float | None = None):
        self.warm = warm
        self._call_seconds = CALL_SECONDS if call_seconds is None else call_seconds
        self.isolation = warm.isolation
        self.exercise = exercise
        self._cells = submission.cells_for(exercise)
        self._channel = None
        self._output = b""
        self._oracles: list = []
        self._left = EXERCISE_SECONDS
        self._deadline = math.inf  # of the call that is under way
        self._lost: Reply | None = None  # what every further call gives: it is not waited for again
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
        if self._lost:
            return self._lost
        started = time.monotonic()
        try:
            self._open()
            return self._ask(target, arguments, keywords or {}, stand_ins or {}, keep)
        except DeadlinePassed:
            return self._give_up("timed out", f"no answer within {self._call_seconds:g} s")
        except (Closed, wire.WireError, KeyError, TypeError, ValueError) as error:
            said = str(error) if isinstance(error, wire.WireError) else "its process ended"
            return self._give_up("crashed", said)
        finally:
            self._left -= time.monotonic() - started
            if self._left <= 0:
                said = f"all calls together took more than {EXERCISE_SECONDS:g} s"
                self._lost = Reply("timed out", message=said)

    def close(self) -> None:
        """End the process and everything that it started; empty its folder."""
        if self._channel is not None:
            self._output = (self._output + bytes(self._channel.output))[: Channel.OUTPUT_CAP]
            drain, self._channel.drain = self._drain, None
            self._channel.close()
            os.close(drain)
            self._channel = None
            self.warm.end()

    def _open(self):
        if self._channel is not None:
            return
        self._channel, self.pid = self.warm.open()
        self._drain = self._channel.drain
        load = {
            "cells": self._cells,
            "functions": self.exercise.functions,
            "delegated": list(self.exercise.delegated),
        }
        try:
            problems = self._exchange({"load": load}, LOAD_SECONDS)["problems"]
        except DeadlinePassed:
            self._lost = Reply("timed out", message=f"the cells did not come to an end in {LOAD_SECONDS:g} s")
            raise
        self.notes = [p[:500] for p in problems if isinstance(p, str)][:20]

    def _ask(self, target, arguments, keywords=None, stand_ins=None, keep=False) -> Reply:
        refer = self._number
        request = {
            "target": target if isinstance(target, str) else [target[0].number, target[1]],
            "arguments": [wire.encode(a, refer) for a in arguments],
            "keywords": {key: wire.encode(value, refer) for key, value in (keywords or {}).items()},
            "stand_ins": {name: refer(oracle).number for name, oracle in (stand_ins or {}).items()},
            "keep": keep,
        }
        return _reply(self._exchange({"call": request}, self._call_seconds))

    def _exchange(self, message: dict, seconds: float) -> dict:
        """Send a message and return the reply to it, answering the oracles that are asked meanwhile."""
        nonce = secrets.token_hex(8)
        outer = self._deadline  # of the call within which the examiner calls back
        deadline = self._deadline = min(outer, time.monotonic() + min(seconds, self._left))
        try:
            self._channel.send(message | {"nonce": nonce}, deadline)
            while True:
                reply = self._channel.receive(deadline)
                if "ask" in reply:
                    self._channel.send(self._answer(reply), deadline)
                elif reply.get("reply") == nonce:
                    return reply
                else:
                    raise wire.WireError("a reply that answers no call")
        finally:
            self._deadline = outer

    def _answer(self, question: dict) -> dict:
        oracle, arguments, keywords = self._understood(question)
        try:
            return {"answer": wire.encode(oracle(*arguments, **keywords))}
        except CallLimit as limit:
            return {"limit": str(limit)}
        except (TypeError, ValueError, RuntimeError, ArithmeticError, MemoryError) as error:
            return {"raise": [type(error).__name__, str(error)[:1000]]}

    def _understood(self, question):
        """Return the oracle that is asked, its arguments and keywords; WireError for anything else."""
        try:
            arguments = [wire.decode(a, self._resolve) for a in question["arguments"]]
            keywords = {key: wire.decode(v, self._resolve) for key, v in question["keywords"].items()}
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise wire.WireError(f"a question that cannot be read ({type(error).__name__})") from None
        return self._oracle(question["ask"]), arguments, keywords

    def _oracle(self, number):
        if type(number) is not int or not 0 <= number < len(self._oracles):
            raise wire.WireError("a question about no function that was given")
        return self._oracles[number]

    def _number(self, oracle) -> wire.Reference:
        if not callable(oracle):
            return None
        if oracle not in self._oracles:
            self._oracles.append(oracle)
        return wire.Reference("o", self._oracles.index(oracle))

    def _resolve(self, reference: wire.Reference):
        if reference.kind == "o":
            return self._oracle(reference.number)

        def call_back(*arguments):
            reply = self._ask((reference, "()"), arguments)
            if reply.kind != "value":
                raise RuntimeError(reply.message)
            return reply.value

        return call_back

    def _give_up(self, kind: str, message: str) -> Reply:
        self.ended = kind
        self.close()
        self.warm.after_an_abnormal_end()
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
