"""Mutants: an answer with one small change, made mechanically.  A grader worth its name notices.

The operators are those of Offutt, Lee, Rothermel, Untch and Zapf (1996) that make sense for a few
lines of numerical Python; the list is fixed, so that the same source has the same mutants everywhere.
"""

import ast
import copy
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
ARITHMETIC = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}
BOOLEANS = {ast.And: ast.Or, ast.Or: ast.And}
DELETED = (ast.Assign, ast.AugAssign, ast.Expr, ast.Raise, ast.Return, ast.Break, ast.Continue)


@dataclass(frozen=True)
class Mutant:
    """One mutant; ``digest`` names it by its syntax tree, whatever its layout, comments and imports."""

    operator: str
    line: int
    source: str
    digest: str


def mutants(source: str, functions) -> list[Mutant]:
    """Return the mutants of the named top-level functions and classes of ``source``, each tree once."""
    tree = ast.parse(source)
    seen = {digest(tree)}
    found = []
    for index, statement in enumerate(tree.body):
        if getattr(statement, "name", None) not in functions:
            continue
        for number in range(sum(1 for _ in ast.walk(statement))):
            for operator, line, mutated in _changes(tree, index, number):
                if (name := digest(mutated)) not in seen:
                    seen.add(name)
                    found.append(Mutant(operator, line, ast.unparse(mutated), name))
    return found


def digest(tree: ast.AST) -> str:
    """Return a short name of a syntax tree: twelve hexadecimal digits, blind to docstrings and imports."""
    tree = copy.deepcopy(tree)
    if isinstance(tree, ast.Module):
        tree.body = [s for s in tree.body if not isinstance(s, (ast.Import, ast.ImportFrom))]
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and _is_text(body[0]):
            del body[0]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()[:12]


def _is_text(node) -> bool:
    constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return constant and isinstance(node.value.value, str)


def _changes(tree, index: int, number: int) -> Iterator[tuple[str, int, ast.Module]]:
    """Yield (operator, line, mutated tree) for every change of the ``number``-th node of one statement."""
    node = _node(tree, index, number)
    for operator, change in _operators(node):
        mutated = copy.deepcopy(tree)
        target = _node(mutated, index, number)
        change(target)
        yield operator, getattr(node, "lineno", 0), ast.fix_missing_locations(mutated)


def _node(tree, index, number):
    return list(ast.walk(tree.body[index]))[number]


def _operators(node) -> Iterator[tuple[str, Callable]]:
    """Yield (name, change) for each operator that applies to a node; ``change`` works in place."""
    yield from _operator_swaps(node)
    if isinstance(node, (ast.If, ast.While, ast.IfExp)):
        yield "condition negated", lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
    if isinstance(node, ast.UnaryOp):
        yield f"{_name(node.op)} dropped", lambda n: _become(n, n.operand)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for value in (node.value + 1, node.value * 2, 0 * node.value):
            yield f"{node.value} to {value}", lambda n, value=value: setattr(n, "value", value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "copy":
        yield "copy dropped", lambda n: _become(n, n.func.value if not n.args else n.args[0])
    body = getattr(node, "body", []) if isinstance(node, ast.stmt) else []
    for place, statement in enumerate(body):
        if isinstance(statement, DELETED) and not _is_text(statement):
            yield "statement dropped", lambda n, place=place: n.body.__setitem__(place, ast.Pass())


def _operator_swaps(node):
    if isinstance(node, ast.Compare):
        for other in COMPARISONS.get(type(node.ops[0]), ()):
            yield f"{_name(node.ops[0])} to {other.__name__}", lambda n, o=other: setattr(n, "ops", [o()])
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for other in ARITHMETIC.get(type(node.op), ()):
            yield f"{_name(node.op)} to {other.__name__}", lambda n, o=other: setattr(n, "op", o())
    if isinstance(node, ast.BoolOp):
        other = BOOLEANS[type(node.op)]
        yield f"{_name(node.op)} to {other.__name__}", lambda n: setattr(n, "op", other())
        for place in range(len(node.values)):
            yield "condition dropped", lambda n, place=place: _drop(n, place)


def _name(operator) -> str:
    return type(operator).__name__


def _drop(node, place):
    del node.values[place]
    if len(node.values) == 1:
        _become(node, node.values[0])


def _become(node, other):
    """Turn a node into another one where it stands."""
    node.__class__ = other.__class__
    node.__dict__ = other.__dict__
