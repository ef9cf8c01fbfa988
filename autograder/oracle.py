"""What a learner's function may call: evaluated by the examiner, who alone holds the problem.

An oracle counts its calls, keeps the points it was asked at, and ends endless loops by count.
"""

import time

import numpy as np

# One answer of a reference that stands in for a function, whose arguments are the learner's choice.
STAND_IN_CALLS = 10_000  # calls of the functions that it was given
STAND_IN_SECONDS = 5.0  # wall time, looked at whenever it calls one of them
LARGEST_INTEGER = 10**6  # iterations and the like
LONGEST, MOST_ENTRIES = 2000, 250_000  # of an array: its square and its factors fit into memory


class CallLimit(BaseException):
    """The learner's function asked an oracle more often than the check allows.

    A BaseException, so that a learner's ``except Exception`` does not swallow it.
    """


class Oracle:
    """A counted function of one vector of length ``n`` (any arguments where ``n`` is None).

    Attributes: ``calls`` (how often it was asked) and ``points`` (where, in order; vectors only).
    """

    def __init__(
        self,
        function,
        name: str,
        n: int | None = None,
        limit: int = 2000,
        about: str = "",
        accepts_complex: bool = False,
    ):
        self.function = function
        self.name = name
        self.n = n
        self.limit = limit
        self.about = about
        self.accepts_complex = accepts_complex
        self.calls = 0
        self.points: list[np.ndarray] = []

    def __call__(self, *arguments, **keywords):
        """Answer one call; CallLimit past the limit, TypeError or ValueError for a wrong argument."""
        self.calls += 1
        if self.calls > self.limit:
            raise CallLimit(f"{self.name} was called more than {self.limit} times")
        if self.n is None:
            within = StandIn(self.name)
            keywords = {key: within(value) for key, value in keywords.items()}
            return self.function(*map(within, arguments), **keywords)
        point = self._vector(arguments, keywords)
        self.points.append(point)
        with np.errstate(all="ignore"):
            value = self.function(point.copy())
        if isinstance(value, np.ndarray):
            return value.copy()
        return complex(value) if np.iscomplexobj(value) else float(value)

    def _vector(self, arguments, keywords) -> np.ndarray:
        if len(arguments) != 1 or keywords:
            raise TypeError(f"{self.name} takes one array of shape ({self.n},)")
        point = np.array(arguments[0], copy=True)
        kinds = "fiubc" if self.accepts_complex else "fiub"
        if point.dtype.kind not in kinds:
            raise TypeError(f"{self.name} takes real numbers, but the array has dtype {point.dtype}")
        if point.shape != (self.n,):
            raise ValueError(f"{self.name} takes an array of shape ({self.n},), but was given {point.shape}")
        return point.astype(np.complex128 if point.dtype.kind == "c" else np.float64)


class StandIn:
    """The bounds of one answer of a reference: without them it could last for ever."""

    def __init__(self, name: str):
        self.name = name
        self.calls = 0
        self.until = time.monotonic() + STAND_IN_SECONDS

    def __call__(self, value):
        """Return an argument with its functions counted; ValueError for one that is too large."""
        if isinstance(value, (list, tuple)):
            return type(value)(self(entry) for entry in value)
        if isinstance(value, np.ndarray) and (
            value.size > MOST_ENTRIES or max(value.shape, default=0) > LONGEST
        ):
            raise ValueError(f"{self.name} was given an array of shape {value.shape}, too large to be served")
        if isinstance(value, (int, np.integer)) and abs(int(value)) > LARGEST_INTEGER:
            raise ValueError(f"{self.name} was given an integer beyond {LARGEST_INTEGER}")
        return self._counted(value) if callable(value) and not isinstance(value, type) else value

    def _counted(self, function):
        def counted(*arguments, **keywords):
            self.calls += 1
            if self.calls > STAND_IN_CALLS or time.monotonic() > self.until:
                raise CallLimit(f"{self.name} did not come to an end")
            return function(*arguments, **keywords)

        return counted


class Watched:
    """A problem whose ``f``, ``grad`` and ``hess`` are oracles; everything else is the problem's own."""

    def __init__(self, problem, limit: int = 2000):
        self.problem = problem
        for name in ("f", "grad", "hess"):
            function = getattr(problem, name, None)
            if function is not None:
                said = name if name == "f" else f"{name}_f"
                setattr(self, name, Oracle(function, said, problem.n, limit, problem.name))

    def __getattr__(self, name):
        return getattr(self.problem, name)
