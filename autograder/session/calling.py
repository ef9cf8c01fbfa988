"""Calling a learner's function, on the learner's side of the pipe: the same for both sessions."""

import importlib.util
import os
import sys
import traceback

from autograder.oracle import CallLimit
from autograder.session.reply import Reply


def library_paths(modules) -> dict[str, str]:
    """Return the place on disk of each module or package in ``modules``, by name (absent ones left out)."""
    places = {}
    for module in modules:
        spec = importlib.util.find_spec(module)
        if spec is not None and spec.origin:
            place = spec.origin
            if spec.submodule_search_locations:
                place = os.path.dirname(place) + os.sep
            places[module] = place
    return places


class Watch:
    """Notices which library a call goes through.  A courtesy to honest learners, not a defence."""

    def __init__(self, places: dict[str, str]):
        self.places = places
        self.found = ""

    def __call__(self, frame, event, _argument):
        if event == "call" and not self.found:
            filename = frame.f_code.co_filename
            for module, place in self.places.items():
                if filename.startswith(place):
                    self.found = module


def call(function, arguments, keywords, places) -> Reply:
    """Return the Reply of one call; whatever the function raises is caught, except KeyboardInterrupt."""
    watch = Watch(places)
    before = sys.getprofile()
    reply = Reply("value", arguments=arguments)
    try:
        sys.setprofile(watch)
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
