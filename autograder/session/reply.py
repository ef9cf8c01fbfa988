"""What a session says about one call of a learner's function."""

from dataclasses import dataclass, field


@dataclass
class Reply:
    """The outcome of one call.

    ``kind`` is one of: value, error (the function raised), stopped (an oracle's call limit), missing
    (no such function), foreign (it returned a type that cannot cross the pipe), timed out, crashed.
    """

    kind: str
    value: object = None
    error: str = ""  # type of the exception
    message: str = ""  # its text, or what happened
    trace: str = ""  # the traceback as the learner would see it
    arguments: tuple = ()  # the arguments as they are after the call
    delegated: str = ""  # the library module that did the work, if one did
    bases: tuple = field(default_factory=tuple)  # names of the exception's classes, nearest first
