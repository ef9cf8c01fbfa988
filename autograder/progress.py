"""``progress``: what a learner has reached so far, from a small file that only the learner has.

Nothing here is a mark: the file is written by ``check`` in the learner's own kernel, for the learner.
COURSE_PROGRESS names another file; where it is empty, nothing is kept.
"""

import html
import json
import os
from dataclasses import dataclass
from pathlib import Path

from autograder import exercise as exercises

PLACE = "COURSE_PROGRESS"
DEFAULT = ".numerical-optimisation-course.json"  # in the learner's home
# Colours of Okabe and Ito's set, lightened as grounds for black text; the words say the same.
GROUNDS = {"all": "#b3dccf", "some": "#fbe3b0", "none": "#eeeeee"}


@dataclass(frozen=True)
class Tile:
    """One exercise: the best marks of practice so far, part by part."""

    exercise: str
    title: str
    parts: dict[str, tuple[float, float]]  # letter: (best so far, the most there is)
    hints: int  # how many were looked at

    @property
    def marks(self) -> float:
        """The best marks of all parts together."""
        return round(sum(best for best, _ in self.parts.values()), 6)

    @property
    def max_marks(self) -> float:
        """The marks that could be earned."""
        return round(sum(most for _, most in self.parts.values()), 6)


class Progress:
    """The tiles of all exercises, as HTML in a notebook and as text in a terminal."""

    def __init__(self, tiles: list[Tile]):
        self.tiles = tiles

    def _repr_html_(self) -> str:
        return (
            "<div role='list' aria-label='Progress' style='display:flex;flex-wrap:wrap;gap:8px;"
            "font-family:system-ui,sans-serif;font-size:13px;line-height:1.4'>"
            + "".join(_tile(tile) for tile in self.tiles)
            + "</div>"
        )

    def __str__(self) -> str:
        lines = [
            f"{t.exercise}  {t.marks:>4g} of {t.max_marks:<3g} {_parts(t):<28} {t.title}" for t in self.tiles
        ]
        return "\n".join(lines)

    __repr__ = __str__


def progress() -> Progress:
    """Return what ``check`` has seen so far, exercise by exercise: the best marks of practice."""
    kept = read()
    tiles = []
    for name in exercises.ids():
        exercise, mine = exercises.load(name), kept.get(name, {})
        best = mine.get("parts", {})
        parts = {p: (min(_number(best.get(p)), part.marks), part.marks) for p, part in exercise.parts.items()}
        tiles.append(Tile(name, exercise.title, parts, sum(map(_number, mine.get("hints", {}).values()))))
    return Progress(tiles)


def record(result) -> None:
    """Keep the marks of a practice run where they are better than before."""
    kept = read()
    parts = kept.setdefault(result.exercise, {}).setdefault("parts", {})
    for letter in {outcome.part for outcome in result.outcomes}:
        parts[letter] = max(_number(parts.get(letter)), result.part(letter).marks)
    write(kept)


def read() -> dict:
    """Return what is kept, or nothing where there is no file or it cannot be read."""
    place = _place()
    try:
        kept = json.loads(place.read_text(encoding="utf-8")) if place else {}
    except (OSError, ValueError):
        return {}
    whole = isinstance(kept, dict) and all(
        isinstance(v, dict) and all(isinstance(part, dict) for part in v.values()) for v in kept.values()
    )
    return kept if whole else {}


def write(kept: dict) -> None:
    """Write the file anew, whole or not at all; a home that cannot be written to costs nobody a check."""
    place = _place()
    if place is None:
        return
    try:
        new = place.with_name(f"{place.name}.{os.getpid()}")
        new.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        new.replace(place)
    except OSError:
        pass


def _place() -> Path | None:
    named = os.environ.get(PLACE)
    if named is None:
        return Path.home() / DEFAULT
    return Path(named) if named else None


def _number(value) -> float:
    return float(value) if isinstance(value, (int, float)) and value >= 0 else 0.0


def _parts(tile: Tile) -> str:
    return "  ".join(f"({letter}) {best:g}/{most:g}" for letter, (best, most) in tile.parts.items())


def _tile(tile: Tile) -> str:
    ground = "all" if tile.marks >= tile.max_marks else "some" if tile.marks else "none"
    hints = f"<div>{tile.hints:g} hint{'' if tile.hints == 1 else 's'} read</div>" if tile.hints else ""
    return (
        f"<div role='listitem' style='width:170px;padding:8px 10px;border-radius:6px;color:#1a1a1a;"
        f"background:{GROUNDS[ground]}'><div style='font-weight:600'>{tile.exercise}: {tile.marks:g} of "
        f"{tile.max_marks:g}</div><div>{html.escape(tile.title)}</div><div>{_parts(tile)}</div>{hints}</div>"
    )
