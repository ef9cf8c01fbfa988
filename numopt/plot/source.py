"""The lines of the library that matter, shown where they are talked about."""

import html
import inspect
import textwrap

from numopt.plot.questions import Words


def excerpt(thing, first: str = "", last: str = "") -> Words:
    """Return the source of a function or class, from the line with ``first`` to the one with ``last``.

    Both lines are included; an empty string stands for the beginning, or the end.  ValueError where a line
    is not found.
    """
    lines = inspect.getsource(thing).rstrip().split("\n")
    start = _find(lines, first, 0) if first else 0
    stop = _find(lines, last, start) if last else len(lines) - 1
    code = textwrap.dedent("\n".join(lines[start : stop + 1]))
    where = f"{thing.__module__.replace('.', '/')}.py"
    return Words(f"<p><i>{where}</i></p><pre><code>{html.escape(code)}</code></pre>", f"# {where}\n{code}")


def _find(lines: list[str], wanted: str, start: int) -> int:
    for number in range(start, len(lines)):
        if wanted in lines[number]:
            return number
    raise ValueError(f"no line with {wanted!r}")
