"""The learner's names, and calls of them, on the learner's side: the same for both sessions."""

import builtins
import dis
import types

from autograder import wire
from autograder.session import calling
from autograder.session.reply import Reply


class Namespace:
    """Functions, classes and kept objects of a learner; ``names`` is the dict they live in."""

    def __init__(self, names: dict, watched: list[calling.Library]):
        self.names = names
        self.kept: list = []
        self._watched = watched

    def call(self, target, arguments, keywords, keep=False) -> Reply:
        """Return the Reply of one call; its value is an encoded document.

        ``target`` is the name of a function or class, or (handle, method); with ``keep``, what comes
        back stays here and a handle to it is returned.
        """
        function = self._find(target)
        if not callable(function):
            return Reply("missing", message=f"there is no function called {target}")
        reply = calling.call(function, arguments, keywords, self._watched)
        reply.arguments = tuple(self._plain_or_none(a) for a in reply.arguments)
        if reply.kind == "value":
            try:
                reply.value = self._hold(reply.value) if keep else wire.encode(reply.value)
            except wire.WireError as error:
                reply.kind, reply.value, reply.message = "foreign", None, str(error)
        return reply

    def refer(self, thing):
        """Return a handle to a function of the learner's that is passed to an oracle."""
        if callable(thing):
            self.kept.append(thing)
            return wire.Reference("h", len(self.kept) - 1)
        return None

    def unresolved(self, wanted) -> list[str]:
        """Return what nobody defines: global names that functions here read, and names among ``wanted``."""
        loose = {name for name in wanted if name not in self.names}
        for thing in list(self.names.values()):
            for code in _codes(thing):
                reads = (i.argval for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL")
                loose.update(n for n in reads if n not in self.names and not hasattr(builtins, n))
        return sorted(loose)

    def _find(self, target):
        if isinstance(target, str):
            return self.names.get(target)
        handle, method = target
        try:
            thing = self.kept[handle.number]
            if method.startswith("."):
                return lambda: getattr(thing, method[1:])
            return thing if method == "()" else getattr(thing, method)
        except (IndexError, AttributeError):
            return None

    def _hold(self, value):
        self.kept.append(value)
        return {"r": ["h", len(self.kept) - 1]}

    @staticmethod
    def _plain_or_none(value):
        try:
            return wire.encode(value)
        except wire.WireError:
            return None


def _codes(thing):
    """Yield the code objects of a function or of a class's methods, nested ones too."""
    if isinstance(thing, type):
        functions = [f for f in vars(thing).values() if isinstance(f, types.FunctionType)]
    else:
        functions = [thing] if isinstance(thing, types.FunctionType) else []
    pending = [f.__code__ for f in functions if f.__module__ in ("__main__", "answer")]
    while pending:
        code = pending.pop()
        yield code
        pending.extend(c for c in code.co_consts if isinstance(c, types.CodeType))
