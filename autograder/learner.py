"""The learner as a check sees it: functions to call, each answer a plain value or a failure in words."""

import functools
import inspect

import numpy as np

from autograder import wire
from autograder.alike import Points, alike
from autograder.expect import Failed, show
from autograder.oracle import Oracle


class Deviation(Exception):
    """A reply that is not the one in the script."""


class Learner:
    """Calls a learner's functions by name: ``learner.armijo_backtrack(problem.f, ...)``.

    ``transcript`` holds what came back, call by call: two answers that behave the same leave the
    same transcript.  ``stand_ins`` are oracles that take the place of other functions.  ``script`` is
    the transcript of somebody else; the first reply that differs from it raises Deviation.
    """

    def __init__(self, session, exercise, stand_ins=None, script=None):
        self._script = script
        self._session = session
        self._exercise = exercise
        self._stand_ins = stand_ins or {}
        self._changed: list[str] = []
        self.transcript: list[tuple] = []

    def __getattr__(self, name):
        if name not in self._exercise.reference:
            raise AttributeError(name)

        def call(*arguments, **keywords):
            return self._value(name, arguments, keywords)

        return call

    def build(self, name: str, *arguments, **keywords) -> "Thing":
        """Return an object of the learner's class ``name``, made from these arguments."""
        handle = self._value(name, arguments, keywords, keep=True)
        if not isinstance(handle, wire.Reference):
            raise Failed(f"{name} could not be made: its process returned no object.", "crashed")
        return Thing(self, name, handle)

    def _value(self, name, arguments, keywords, target=None, keep=False):
        """Return what a call returned; Failed where it raised."""
        reply = self._call(name, arguments, keywords, target, keep)
        if reply.kind == "error":
            said = _in_words(name, arguments, keywords, self._exercise)
            raise Failed(f"{said} raised {reply.error}: {reply.message}", "error", reply.trace)
        return reply.value

    def raises(self, error: type[Exception], because: str, name: str, *arguments, **keywords) -> None:
        """Expect that the function raises ``error``; Failed where it returns or raises something else."""
        reply = self._call(name, arguments, keywords)
        if error.__name__ in reply.bases:
            return
        said = _in_words(name, arguments, keywords, self._exercise)
        if reply.kind == "error":
            found = f"raised {reply.error}: {reply.message}"
            raise Failed(f"{said} {found}; a {error.__name__} is expected: {because}.", trace=reply.trace)
        raise Failed(f"{said} returned {_brief(reply.value)}; a {error.__name__} is expected: {because}.")

    def leaves_arguments_alone(self) -> None:
        """Expect that no call so far changed an array that it was given."""
        if self._changed:
            raise Failed(f"After the call, {self._changed[0]}: the caller's own array was changed.")

    def _call(self, name, arguments, keywords, target=None, keep=False):
        before = [_copy(a) for a in arguments]
        oracles = [a for a in arguments if isinstance(a, Oracle)]
        asked = [len(oracle.points) for oracle in oracles]
        reply = self._session.call(target or name, arguments, keywords, self._stand_ins, keep)
        error = reply.error if reply.kind == "error" else ""
        points = [Points(o.points[n:]) for o, n in zip(oracles, asked, strict=True) if o.name == "f"]
        value = None if keep else reply.value  # a handle is a number of the session's own
        self._record((name, reply.kind, error, value, reply.arguments, points))
        self._reject(name, reply, arguments, keywords)
        names = _parameters(name, self._exercise)
        for label, old, new in zip(names, before, reply.arguments, strict=False):
            if not _same(old, new):
                self._changed.append(f"{label} = {_brief(old)} had become {_brief(new)}")
        return reply

    def _record(self, entry: tuple) -> None:
        place = len(self.transcript)
        self.transcript.append(entry)
        if self._script is not None and not alike([entry], self._script[place : place + 1]):
            raise Deviation

    def _reject(self, name, reply, arguments, keywords) -> None:
        """Raise Failed for a call that gave neither a value nor an ordinary exception."""
        said = _in_words(name, arguments, keywords, self._exercise)
        if reply.kind == "missing" and "." in name:
            raise Failed("{} has no method {}.".format(*name.split(".")), "error")
        if reply.kind == "missing":
            notes = "".join(f" One of your cells could not be run: {n}." for n in self._session.notes[:1])
            raise Failed(f"There is no function called {name}.{notes}", "missing")
        if reply.error == "NotImplementedError":
            raise Failed(f"{name} is not written yet: it raises NotImplementedError.", "unanswered")
        if reply.delegated:
            raise Failed(
                f"{name} was delegated: {reply.delegated} did the work. The exercise asks for the "
                "algorithm itself, in your own lines.",
                "delegated",
            )
        if reply.kind == "foreign":
            raise Failed(f"{said} returned {reply.message}; plain numbers and arrays are expected.", "type")
        if reply.kind == "stopped":
            raise Failed(f"{said} did not come to an end: {reply.message}.", "stopped")
        if reply.kind in ("timed out", "crashed"):
            raise Failed(f"{said} gave nothing back: {reply.message}.", reply.kind)


class Thing:
    """An object of the learner's: it stays on the learner's side, its methods are called from here."""

    def __init__(self, learner: Learner, name: str, handle: wire.Reference):
        self._learner = learner
        self._name = name
        self._handle = handle

    def call(self, method: str, *arguments, **keywords):
        """Return what a method returns; Failed where it raises."""
        name = f"{self._name}.{method}"
        return self._learner._value(name, arguments, keywords, (self._handle, method))

    def read(self, attribute: str):
        """Return the value of an attribute; Failed where there is none."""
        name = f"{self._name}.{attribute}"
        return self._learner._value(name, (), {}, (self._handle, f".{attribute}"))


def _in_words(name, arguments, keywords, exercise) -> str:
    """Return a call as a learner would read it."""
    parameters = _parameters(name, exercise)
    shown, about = [], ""
    for label, value in [*zip(parameters, arguments, strict=False), *keywords.items()]:
        if isinstance(value, Oracle):
            about = about or value.about
            shown.append(label)
        else:
            shown.append(f"{label} = {_brief(value)}")
    return f"{name}({', '.join(shown)})" + (f" on {about}" if about else "")


def _parameters(name, exercise) -> list[str]:
    return _signature(name, exercise.reference[name.partition(".")[0]])


@functools.cache
def _signature(name, reference) -> list[str]:
    """Return the names of the parameters of a graded function, or of a method of a graded class."""
    name, _, method = name.partition(".")
    function = getattr(reference, method, None) if method else reference
    names = list(inspect.signature(function).parameters) if callable(function) else []
    return names[1:] if method else names


def _copy(value):
    """Return a copy of an array, or of a list of arrays; everything else as it is."""
    if isinstance(value, (list, tuple)):
        return type(value)(_copy(entry) for entry in value)
    return value.copy() if isinstance(value, np.ndarray) else value


def _same(old, new) -> bool:
    """Say whether the arrays in ``old`` came back as they were."""
    if isinstance(old, (list, tuple)):
        same_length = isinstance(new, (list, tuple)) and len(new) == len(old)
        return same_length and all(_same(a, b) for a, b in zip(old, new, strict=True))
    if not isinstance(old, np.ndarray):
        return True
    return (
        isinstance(new, np.ndarray)
        and old.shape == new.shape
        and bool(np.array_equal(old, new, equal_nan=old.dtype.kind in "fc"))
    )


def _brief(value) -> str:
    """Return a value in a few characters."""
    if isinstance(value, (tuple, list)):
        inner = ", ".join(_brief(v) for v in value[:3])
        return f"({inner}{', ...' if len(value) > 3 else ''})"
    if isinstance(value, wire.Reference):
        return "an object"
    if isinstance(value, (np.ndarray, float, int, np.number, np.bool_)) and np.ndim(value) <= 1:
        return show(value)
    return str(value)[:60]
