"""The session in the learner's own process: what ``check`` uses, and what runs the bank's answers.

It protects nothing; a mark that counts never comes from here.
"""

import contextlib
import os
import signal
import sys
import threading
import warnings

from autograder import wire
from autograder.session import calling
from autograder.session.namespace import Namespace
from autograder.session.reply import Reply


class CallTimeout(BaseException):
    """The wall limit of a call was reached."""


class LocalSession:
    """Calls functions of ``namespace`` (a dict of names) in this process.

    ``time_limit`` is in seconds of wall time a call; it needs the main thread, and is off by default.
    """

    isolation = "isolation: none (your own kernel; practice only)"

    def __init__(self, namespace: dict, exercise, time_limit: float | None = None):
        self.namespace = namespace
        self._learner = Namespace(namespace, calling.libraries(exercise.delegated))
        self.time_limit = time_limit
        self.notes: list[str] = []

    @classmethod
    def from_source(cls, source: str, exercise, time_limit: float | None = None, filename="<answer>"):
        """Return a session on the definitions of ``source``; whatever the source raises is raised."""
        namespace = {"__name__": "__main__"}  # as in a notebook; dataclasses look their module up
        with warnings.catch_warnings():  # an answer may set filters; they are its own
            exec(compile(source, filename, "exec"), namespace)
        return cls(namespace, exercise, time_limit)

    def call(self, target, arguments=(), keywords=None, stand_ins=None, keep=False) -> Reply:
        """Return the Reply of one call (see ``SandboxedSession.call``)."""
        copies = tuple(self._across(a) for a in arguments)
        keywords = {key: self._across(value) for key, value in (keywords or {}).items()}
        with self._bound(stand_ins or {}), self._limited(), _silence():
            try:
                reply = self._learner.call(target, copies, keywords, keep)
            except CallTimeout:
                return Reply("timed out", message=f"no answer within {self.time_limit:g} s")
        reply.value = wire.decode(reply.value)
        reply.arguments = tuple(wire.decode(a) for a in reply.arguments)
        return reply

    def _across(self, value):
        """Return a copy of an argument, as it would arrive on the other side of a pipe."""
        objects = []

        def refer(thing):
            objects.append(thing)
            return wire.Reference("o", len(objects) - 1)

        return wire.decode(wire.encode(value, refer), lambda r: _unwatched(objects[r.number]))

    @contextlib.contextmanager
    def _bound(self, stand_ins):
        """Put other functions in the place of the learner's, and give the learner's back."""
        saved = {name: self.namespace[name] for name in stand_ins if name in self.namespace}
        self.namespace.update({name: _unwatched(oracle) for name, oracle in stand_ins.items()})
        try:
            yield
        finally:
            for name in stand_ins:
                self.namespace.pop(name, None)
            self.namespace.update(saved)

    @contextlib.contextmanager
    def _limited(self):
        if self.time_limit is None or threading.current_thread() is not threading.main_thread():
            yield
            return

        def ring(_signal, _frame):
            raise CallTimeout

        before = signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, self.time_limit)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _silence():
    """Keep what a function prints, or warns, out of the card: a check calls it a hundred times."""
    with (
        open(os.devnull, "w") as nothing,
        contextlib.redirect_stdout(nothing),
        contextlib.redirect_stderr(nothing),
    ):
        yield


def _unwatched(oracle):
    """Return ``oracle`` as a plain function, during which the watch on libraries is off."""

    def ask(*arguments, **keywords):
        watch = sys.getprofile()
        sys.setprofile(None)
        try:
            return oracle(*arguments, **keywords)
        finally:
            sys.setprofile(watch)

    return ask
