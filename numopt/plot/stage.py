"""A stage: a picture whose handle can be dragged, where the kernel computes and the browser draws.

The kernel draws the backdrop once, computes tracks whenever the handle moves, and hands both over in pixels
of the backdrop; stage.js draws them and animates.  They speak through two widgets of ipywidgets: a text field
that carries the place of the handle to the kernel, and a piece of text that carries the tracks back.  Where
ipywidgets is missing, or no kernel runs, a static picture says the same.
"""

import base64
import html
import io
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt
from PIL import Image

from numopt.plot import Picture
from numopt.plot.widgets import ipywidgets

SCRIPT = Path(__file__).with_name("stage.js")
DASHES = {"-": [], "--": [7, 4], ":": [2, 3], "-.": [8, 3, 2, 3]}


@dataclass
class Track:
    """A line to draw: points, shape (k, 2), in the data of ``axes``, and when each is reached, 0 to 1."""

    axes: object
    points: np.ndarray
    times: np.ndarray
    colour: str
    linestyle: str = "-"
    mark: str = ""


@dataclass
class Answer:
    """What the kernel says of one place of the handle."""

    tracks: list[Track]
    words: str  # one sentence: the result
    rows: list[list] = field(default_factory=list)  # of a table, the first being its heads


class Stage:
    """A picture with a handle.

    ``backdrop()`` returns (figure, the axes in which the handle moves); ``answer(point, figure)`` returns an
    Answer for a handle at ``point``, shape (2,), in the data of those axes; ``fallback`` is a static picture.
    """

    def __init__(self, label: str, backdrop: Callable, answer: Callable, start, fallback: Picture):
        self.label, self.answer, self.fallback = label, answer, fallback
        self.point = np.array(start, dtype=float)
        self._tell = lambda text: None  # no browser yet
        self.set_backdrop(backdrop)

    def set_backdrop(self, backdrop: Callable) -> None:
        """Draw another backdrop; the handle stays where it is in the data."""
        self.figure, self.handle_axes = backdrop()
        drawn, small = io.BytesIO(), io.BytesIO()
        self.figure.savefig(drawn, format="png")  # also fixes the layout, so that the axes know their pixels
        plt.close(self.figure)
        image = Image.open(drawn).convert("RGB")
        self.size = image.size
        image.quantize(128, dither=Image.Dither.NONE).save(small, "png")
        self.png = small.getvalue()

    def to_pixels(self, axes, points) -> np.ndarray:
        """Return points of the data of ``axes``, shape (k, 2), as pixels from the upper left corner."""
        x, y = axes.transData.transform(np.atleast_2d(points)).T
        far = 1e5  # what left the picture is drawn to its edge; JSON knows no infinity
        places = np.column_stack([x, self.size[1] - y])
        return np.clip(np.nan_to_num(places, nan=far, posinf=far, neginf=-far), -far, far)

    def to_data(self, pixel) -> np.ndarray:
        """Return the place in the data of the handle's axes under a pixel, shape (2,)."""
        return self.handle_axes.transData.inverted().transform([pixel[0], self.size[1] - pixel[1]])

    def room(self, axes) -> list[float]:
        """Return the left, upper, right and lower edge of the axes in pixels."""
        box = axes.get_window_extent()
        return [box.x0, self.size[1] - box.y1, box.x1, self.size[1] - box.y0]

    def message(self, point, backdrop: bool = False, replay: bool = False) -> str:
        """Return what the browser is told of a handle at ``point``, as JSON."""
        self.point = np.array(point, dtype=float)
        found = self.answer(self.point, self.figure)
        data = {
            "handle": np.round(self.to_pixels(self.handle_axes, self.point)[0], 2).tolist(),
            "room": self.room(self.handle_axes),
            "tracks": [self._packed(track) for track in found.tracks],
            "words": found.words,
            "table": table(found.rows),
            "replay": replay,
        }
        if backdrop:
            data["backdrop"] = "data:image/png;base64," + base64.b64encode(self.png).decode("ascii")
        return json.dumps(data, separators=(",", ":"))

    def _packed(self, track: Track) -> dict:
        return {
            "points": np.round(self.to_pixels(track.axes, track.points), 1).tolist(),
            "times": np.round(track.times, 4).tolist(),
            "room": self.room(track.axes),
            "colour": track.colour,
            "dash": DASHES[track.linestyle],
            "mark": track.mark,
        }

    def widget(self, *above):
        """Return the live picture below the widgets ``above``, as one; it needs ipywidgets."""
        module = ipywidgets()
        name = f"stage-{uuid.uuid4().hex[:10]}"
        markup = {"text/html": self._markup(name), "text/plain": self.label}
        output = {"output_type": "display_data", "data": markup, "metadata": {}}
        canvas = module.Output(outputs=(output,))
        send = module.Text(layout={"display": "none"}).add_class(f"{name}-send")
        receive = module.HTML(layout={"display": "none"}).add_class(f"{name}-receive")
        self._tell = lambda text: setattr(receive, "value", html.escape(text, quote=False))
        self.refresh()

        def asked(change):
            point = self.to_data(json.loads(change["new"])["point"])
            self._tell(self.message(point))

        send.observe(asked, "value")
        return module.VBox([*above, canvas, send, receive])

    def refresh(self) -> None:
        """Send the browser everything anew, the backdrop too, and start the race."""
        self._tell(self.message(self.point, backdrop=True, replay=True))

    def _markup(self, name: str) -> str:
        wide, high = self.size
        script = SCRIPT.read_text(encoding="utf-8").replace("STAGE", name)
        hint = (
            "Drag the white circle, or focus the picture and use the arrow keys; with Shift in small steps."
        )
        return f"""
<div style="background:white;color:#1a1a1a;padding:6px;max-width:{wide}px;font:13px sans-serif">
<canvas class="{name}-canvas" width="{wide}" height="{high}" tabindex="0" role="application"
 aria-label="{html.escape(self.label)} {hint}"
 style="max-width:100%;touch-action:none;cursor:crosshair"></canvas>
<div><button class="{name}-replay" type="button">Play again</button> {hint}</div>
<p class="{name}-words" aria-live="polite" style="margin:6px 0"></p><div class="{name}-table"></div></div>
<script>{script}</script>"""

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = self.fallback._repr_mimebundle_()
        if ipywidgets() is None:
            return bundle
        return self.widget(*self.controls())._repr_mimebundle_() | bundle

    def controls(self) -> list:
        """Return the widgets to show above the picture."""
        return []


def table(rows: list[list]) -> str:
    """Return rows as an HTML table: first the heads; then rows that begin with their name, which is HTML."""
    if not rows:
        return ""
    row = '<tr style="background:white;color:#1a1a1a">'  # said of each: a dark JupyterLab stripes its tables
    room = "padding:1px 8px;text-align"
    lines = [
        row + "".join(f'<th scope="col" style="{room}:right">{html.escape(head)}</th>' for head in rows[0])
    ]
    for name, *cells in rows[1:]:
        numbers = "".join(f'<td style="{room}:right">{html.escape(str(cell))}</td>' for cell in cells)
        lines.append(f'{row}<th scope="row" style="{room}:left">{name}</th>{numbers}')
    return f'<table style="border-collapse:collapse;font-size:12px">{"</tr>".join(lines)}</tr></table>'
