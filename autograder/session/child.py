"""The session process: runs a learner's cells, then answers calls until the channel closes.

It was forked from the warm process.  Nothing here is secret, and nothing it says is believed.
"""

import ast
import os
import resource
import sys
import traceback
import types

from autograder import wire
from autograder.oracle import CallLimit
from autograder.session import calling
from autograder.session.channel import Channel, Closed
from autograder.session.namespace import Namespace

KEPT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
KEPT += (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.If, ast.Try, ast.With)


def confine(limits: dict, scratch: str, uid: int | None) -> None:
    """Give up what the session does not need: its parent's terminal, its uid, most of the machine."""
    os.setsid()
    os.chdir(scratch)
    os.environ.update(HOME=scratch, TMPDIR=scratch)
    for name, value in limits.items():
        resource.setrlimit(getattr(resource, name), (value, value))
    if uid is not None:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)


def serve(channel: Channel, shell) -> None:
    """Answer "load" and "call" messages until the examiner goes away."""
    _hide_the_autograder()
    side = LearnerSide(channel, shell)
    try:
        while True:
            side.answer(channel.receive())
    except Closed:
        pass


class LearnerSide:
    """The learner's names behind a channel."""

    def __init__(self, channel: Channel, shell):
        self.channel = channel
        self.shell = shell
        self.learner = None

    def answer(self, message: dict) -> None:
        """Carry out one message of the examiner's and send the reply."""
        if "load" in message:
            self.channel.send({"reply": message["nonce"], "problems": self._load(**message["load"])})
        else:
            self.channel.send(self._call(**message["call"]) | {"reply": message["nonce"]})

    def _load(self, cells, functions, delegated) -> list[str]:
        """Run what defines the learner's functions; return in words what could not be run."""
        names = self.shell.user_ns
        self.learner = Namespace(names, calling.libraries(delegated))
        problems = [p for cell in cells if cell["own"] for p in self._define(cell["source"])]
        if self.learner.unresolved(functions):
            for cell in cells:
                self.shell.run_cell(cell["source"], store_history=False, silent=True)
        return problems

    def _define(self, source: str) -> list[str]:
        """Run the imports, definitions and constants of one cell; return in words what went wrong.

        Each statement by itself: an experiment that fails takes no definition with it.
        """
        try:
            source = self.shell.transform_cell(source)
            statements = ast.parse(source).body
        except SyntaxError as error:
            return [f"{type(error).__name__}: {error.msg}, line {error.lineno} of its cell"]
        name = self.shell.compile.cache(source)
        problems = []
        for statement in statements:
            if isinstance(statement, KEPT):
                try:
                    exec(compile(ast.Module([statement], []), name, "exec"), self.shell.user_ns)
                except Exception as error:
                    problems.append(traceback.format_exception_only(error)[-1].strip()[:500])
        return problems

    def _call(self, target, arguments, keywords, stand_ins, keep) -> dict:
        names = self.learner.names
        saved = {name: names[name] for name in stand_ins if name in names}
        names.update({name: self._oracle(number) for name, number in stand_ins.items()})
        try:
            here = tuple(wire.decode(a, self._resolve) for a in arguments)
            keywords = {key: wire.decode(value, self._resolve) for key, value in keywords.items()}
            if not isinstance(target, str):
                target = (wire.Reference("h", target[0]), target[1])
            reply = self.learner.call(target, here, keywords, keep)
        finally:
            for name in stand_ins:
                names.pop(name, None)
            names.update(saved)
        return vars(reply) | {"arguments": list(reply.arguments), "bases": list(reply.bases)}

    def _resolve(self, reference: wire.Reference):
        if reference.kind == "o":
            return self._oracle(reference.number)
        return self.learner.kept[reference.number]

    def _oracle(self, number: int):
        """Return a function that asks the examiner."""

        def oracle(*arguments, **keywords):
            watch = sys.getprofile()
            sys.setprofile(None)
            try:
                return self._ask(number, arguments, keywords)
            finally:
                sys.setprofile(watch)

        return oracle

    def _ask(self, number, arguments, keywords):
        refer = self._known_oracle
        try:
            message = {
                "ask": number,
                "arguments": [wire.encode(a, refer) for a in arguments],
                "keywords": {key: wire.encode(value, refer) for key, value in keywords.items()},
            }
        except wire.WireError as error:
            raise TypeError(f"this function cannot be given {error}") from None
        self.channel.send(message)
        while True:
            answer = self.channel.receive()
            if "answer" in answer:
                return wire.decode(answer["answer"])
            if "limit" in answer:
                raise CallLimit(answer["limit"])
            if "raise" in answer:
                kind, text = answer["raise"]
                raise {"TypeError": TypeError, "ValueError": ValueError}.get(kind, RuntimeError)(text)
            self.answer(answer)  # the examiner calls back before it answers

    def _known_oracle(self, thing):
        """Return the Reference of an argument that is no plain data."""
        number = getattr(thing, "__closure__", None) and _oracle_number(thing)
        return wire.Reference("o", number) if number is not None else self.learner.refer(thing)


def _oracle_number(function) -> int | None:
    if function.__qualname__ != "LearnerSide._oracle.<locals>.oracle":
        return None
    cells = dict(zip(function.__code__.co_freevars, function.__closure__, strict=True))
    return cells["number"].cell_contents


def _hide_the_autograder() -> None:
    """Put a stub in the place of this package: a learner's own ``check`` cell grades nothing here."""
    for name in [n for n in sys.modules if n == "autograder" or n.startswith("autograder.")]:
        del sys.modules[name]
    stub = types.ModuleType("autograder")
    stub.check = lambda *_arguments, **_keywords: None
    sys.modules["autograder"] = stub
