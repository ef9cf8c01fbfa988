"""What the attacks are made against: a course with canaries in it, sockets that listen, a place to write to.

``Stage`` plants them and afterwards says in words what an attack got hold of, changed or left behind.
"""

import contextlib
import os
import re
import secrets
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from autograder.session import sandboxed

HERE = Path(__file__).parent
LEVELS = "CBA"  # from the weakest walls to the strongest


@dataclass(frozen=True)
class Attack:
    """One hostile answer, and what its docstring says is to become of it."""

    name: str
    tries: str
    cells: dict[str, str]  # part to code
    needs: str = "C"  # the weakest level of isolation at which it must fail
    marks: float = 0.25  # what the same answer would earn without the attack, at most
    status: tuple[str, ...] = ("graded",)
    says: str = ""  # words that the learner reads
    open: str = ""  # why it still succeeds, where it does


def read(path: Path) -> Attack:
    """Return the attack in a file: a docstring with fields, then code, in cells named ``# %% a``."""
    text = path.read_text(encoding="utf-8")
    _, about, code = text.split('"""', 2)
    fields = dict(re.findall(r"^(Needs|Marks|Status|Says|Open): (.+)$", about, re.M))
    pieces = re.split(r"^# %% (\w)$", code, flags=re.M)
    cells = dict(zip(pieces[1::2], pieces[2::2], strict=True)) or {"a": code}
    return Attack(
        path.stem,
        about.strip().splitlines()[0],
        cells,
        fields.get("Needs", "C"),
        float(fields.get("Marks", 0.25)),
        tuple(fields.get("Status", "graded").split(", ")),
        fields.get("Says", ""),
        fields.get("Open", ""),
    )


def reaches(isolation: str, needs: str) -> bool:
    """Say whether the walls that ``isolation`` describes are at least those of level ``needs``."""
    level = re.match(r"isolation: level ([ABC])", isolation)
    return LEVELS.index(level[1] if level else "C") >= LEVELS.index(needs)


class OverBudget(BaseException):
    """Grading one submission took longer than it may."""


@contextlib.contextmanager
def budget(seconds: float):
    """Raise OverBudget where the block takes longer."""

    def ring(_signal, _frame):
        raise OverBudget(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Stage:
    """The world around a session; a context manager."""

    def __enter__(self):
        self.stack = contextlib.ExitStack()
        self.home = Path(tempfile.mkdtemp(prefix="stage-", dir="/tmp"))
        self.stack.callback(shutil.rmtree, self.home, ignore_errors=True)
        self.home.chmod(0o755)
        self.canary = f"canary-{secrets.token_hex(8)}"
        self.mark = f"mark{secrets.token_hex(8)}"
        self.success = f"success{secrets.token_hex(8)}"
        self._plant_course()
        self._plant_sockets()
        os.environ["SECRET_OF_THE_COURSE"] = self.canary
        self.stack.callback(os.environ.pop, "SECRET_OF_THE_COURSE", None)
        self.bystander = subprocess.Popen([self.canary, "600"], executable=shutil.which("sleep"))
        self.stack.callback(self.bystander.wait)
        self.stack.callback(self.bystander.kill)
        self.before = self._files()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def _plant_course(self):
        """Make a course that a careless instructor left open to everybody: only walls protect it."""
        self.course, self.outside = self.home / "course", self.home / "outside"
        texts = {
            ".secret": self.canary,
            "source/ex01/ex01_armijo.ipynb": self.canary,
            "submitted/student-04/ex01/ex01_armijo.ipynb": self.canary,
            "results/ex01/student-04.json": self.canary,
        }
        for name, text in texts.items():
            path = self.course / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        with contextlib.closing(sqlite3.connect(self.course / "gradebook.db")) as book, book:
            book.execute("create table grade (student text, manual_score real, hidden text)")
            book.execute("insert into grade values ('student-04', 1.0, ?)", (self.canary,))
        self.outside.mkdir()
        for path in [self.outside, self.course, *self.course.rglob("*")]:
            path.chmod(0o777 if path.is_dir() else 0o666)

    def _plant_sockets(self):
        self.listening = []
        self.abstract = f"stage-{secrets.token_hex(8)}"
        for family, kind, address in (
            (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
            (socket.AF_UNIX, socket.SOCK_STREAM, f"\0{self.abstract}"),
            (socket.AF_UNIX, socket.SOCK_STREAM, str(self.outside / "socket")),
        ):
            line = self.stack.enter_context(socket.socket(family, kind))
            line.bind(address)
            if kind == socket.SOCK_STREAM:
                line.listen(64)
            self.listening.append(line)
        (self.outside / "socket").chmod(0o777)

    def filled(self, source: str) -> str:
        """Return an attack's code with the names of this stage in it."""
        names = {
            "course": str(self.course),
            "outside": str(self.outside),
            "port": str(self.listening[0].getsockname()[1]),
            "udp": str(self.listening[1].getsockname()[1]),
            "abstract": self.abstract,
            "mark": self.mark,
            "sseccus": self.success[::-1],
        }
        return re.sub("@(" + "|".join(names) + ")@", lambda m: names[m[1]], source)

    def _files(self) -> dict:
        paths = [p for p in sorted(self.home.rglob("*")) if not p.is_socket()]
        return {p: p.read_bytes() if p.is_file() else None for p in paths}

    def damage(self) -> list[str]:
        """Return in words what was changed, written, left running or connected to; and mend it."""
        found = [f"{path} was changed" for path, text in self._changes()]
        found += self._strays()
        found += self._connections()
        return found + [f"process {pid} is still there" for pid in survivors(self.mark)]

    def _changes(self):
        now = self._files()
        changed = [(p, t) for p, t in (self.before | now).items() if now.get(p) != self.before.get(p)]
        changed += [(p, None) for p in now if p not in self.before]
        for path, _ in changed:
            if path in self.before and self.before[path] is not None:
                path.write_bytes(self.before[path])
            elif path not in self.before and path.is_file():
                path.unlink()
        return changed

    def _strays(self):
        for place in ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", Path.cwd()):
            path = Path(place) / self.mark
            if path.exists():
                path.unlink()
                yield f"{path} was written"

    def _connections(self):
        while ready := select.select(self.listening, [], [], 0)[0]:
            for line in ready:
                if line.type == socket.SOCK_STREAM:
                    line.accept()[0].close()
                else:
                    line.recv(1024)
                yield f"{line.getsockname()!r} was reached"


def survivors(mark: str) -> list[int]:
    """Return the processes whose command line has the mark, after a moment for them to go."""
    for _ in range(20):
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if mark.encode() in path.read_bytes():
                    found.append(int(path.parent.name))
        if not found:
            return []
        time.sleep(0.05)
    return found


def recording(said: list):
    """Return a session class that writes down all that came back: replies, notes and output."""

    class Recording(sandboxed.SandboxedSession):
        def call(self, *arguments, **keywords):
            reply = super().call(*arguments, **keywords)
            said.append(repr(reply))
            return reply

        def close(self):
            super().close()
            said.extend([repr(self.output), repr(self.notes)])

    return Recording


def swept(warm) -> None:
    """Remove what attacks left in the scratch folders, so that each begins on a clean floor."""
    left = [str(path) for path in warm._home.glob("session-*")]
    if left:
        subprocess.run(["rm", "-rf", *left], check=True)
