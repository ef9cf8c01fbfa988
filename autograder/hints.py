"""``hint``: the next of the three hints of a part (the idea, the formula, the first line)."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from autograder import exercise as exercises
from autograder import progress

FILE = Path(__file__).with_name("hints.json")  # generated from the sources of the exercises


@dataclass(frozen=True)
class Hint:
    """One hint; ``text`` is Markdown with formulas."""

    title: str
    text: str
    left: int  # how many more there are

    def _repr_markdown_(self) -> str:
        return f"**{self.title}**\n\n{self.text}\n\n*{self._after()}*"

    def __str__(self) -> str:
        return f"{self.title}\n\n{self.text}\n\n{self._after()}"

    __repr__ = __str__

    def _after(self) -> str:
        if not self.left:
            return "That was the last one; the next call begins again with the first."
        return f"{self.left} more: call hint again."


def hint(exercise: str, part: str) -> Hint:
    """Return the next hint of a part: each call one more, and after the last the first again.

    ValueError for an exercise or part that does not exist, or has no hints.
    """
    exercises.load(exercise)  # which says what exercises there are
    mine = known().get(exercise, {})
    if part not in mine:
        has = f"it has hints for {', '.join(mine)}" if mine else "it has none"
        raise ValueError(f"{exercise} has no hints for part {part!r}; {has}")
    kept = progress.read()
    counts = kept.setdefault(exercise, {}).setdefault("hints", {})
    seen = int(counts.get(part, 0)) if isinstance(counts.get(part, 0), (int, float)) else 0
    counts[part] = seen + 1
    progress.write(kept)
    found = mine[part]
    at = seen % len(found)
    return Hint(found[at]["title"], found[at]["text"], len(found) - at - 1)


def known() -> dict[str, dict[str, list[dict]]]:
    """Return all hints: exercise, part, and the list of title and text."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def collect(sources) -> str:
    """Return the text of ``hints.json``, made of the folded hints in the sources of the exercises."""
    found = {
        source.id: {cell.part: list(_folded(cell.source)) for cell in source.cells if cell.role == "hints"}
        for source in sources
    }
    return json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _folded(text: str):
    for title, body in re.findall(r"<summary>(.*?)</summary>(.*?)</details>", text, re.DOTALL):
        yield {"title": title.strip(), "text": body.strip()}
