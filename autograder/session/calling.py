"""Calling a learner's function, on the learner's side of the pipe: the same for both sessions."""

import importlib.util
import os
import sys
import traceback
from dataclasses import dataclass

from autograder.oracle import CallLimit
from autograder.session.reply import Reply


@dataclass(frozen=True)
class Library:
    """A place on disk whose functions would do a learner's work, or may be called although others may not."""

    name: str
    place: str
    function: str = ""  # this one alone; every function where empty
    permitted: bool = False


def libraries(entries) -> list[Library]:
    """Return the libraries that ``entries`` name; absent ones are left out, permitted ones come first.

    An entry is a package or module ("scipy.optimize"), one function of it ("numpy.linalg:eigh"), or an
    exception from the others ("except scipy.optimize._linesearch").
    """
    found = []
    for entry in entries:
        module, _, function = entry.removeprefix("except ").partition(":")
        place = _place(module)
        if place:
            name = f"{module}.{function}" if function else module
            found.append(Library(name, place, function, entry.startswith("except ")))
    return sorted(found, key=lambda library: not library.permitted)


def _place(module: str) -> str:
    """Return the file of a module, or the folder of a package, without importing anything."""
    top, *rest = module.split(".")
    spec = importlib.util.find_spec(top)
    if spec is None or not spec.origin:
        return ""
    path = os.path.join(os.path.dirname(spec.origin), *rest)
    if os.path.isdir(path):
        return path + os.sep
    return path + ".py" if rest and os.path.exists(path + ".py") else ""


class Watch:
    """Notices which library a call goes through.  A courtesy to honest learners, not a defence."""

    def __init__(self, watched: list[Library]):
        self.watched = watched
        self.found = ""

    def __call__(self, frame, event, _argument):
        if event != "call" or self.found:
            return
        code = frame.f_code
        for library in self.watched:
            if code.co_filename.startswith(library.place) and library.function in ("", code.co_name):
                if not library.permitted and not _importing(frame):
                    self.found = library.name
                return


def _importing(frame) -> bool:
    """Say whether the frame runs because a module is being imported, which does nobody's work."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def call(function, arguments, keywords, watched) -> Reply:
    """Return the Reply of one call; whatever the function raises is caught, except KeyboardInterrupt."""
    watch = Watch(watched)
    before = sys.getprofile()
    reply = Reply("value", arguments=arguments)
    try:
        if watched:
            sys.setprofile(watch)  # dear: it is told of every call
        try:
            reply.value = function(*arguments, **keywords)
        finally:
            sys.setprofile(before)
    except CallLimit as limit:
        reply.kind, reply.message = "stopped", str(limit)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        reply.kind, reply.error, reply.message = "error", type(error).__name__, _text(error)
        reply.bases = tuple(c.__name__ for c in type(error).__mro__)
        reply.trace = _trace(error)
    reply.delegated = watch.found
    return reply


def _text(error: BaseException) -> str:
    try:
        return str(error)[:1000]
    except BaseException:
        return "(its text cannot be read)"


def _trace(error: BaseException) -> str:
    """Return the traceback from the learner's own frames on."""
    try:
        frames = traceback.extract_tb(error.__traceback__)
        own = [f for f in frames if f"{os.sep}autograder{os.sep}" not in f.filename] or frames
        lines = ["Traceback (most recent call last):\n", *traceback.format_list(own[-8:])]
        return "".join(lines + traceback.format_exception_only(error))[:4000]
    except BaseException:
        return ""
