"""A figure as it leaves this package: an image, and a sentence that says what it shows."""

import base64
import html
import io

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

COLOURS = 256  # with 64 a small mark of a rare colour would take that of a larger one; a third of the bytes
# Margins in inches of a figure whose axes stay where they are: left, right, bottom, top.
MARGINS = (0.75, 0.15, 0.55, 0.35)


class Picture:
    """A figure with alternative text, in every form that Jupyter asks for."""

    def __init__(self, png: bytes, alt: str):
        self.png = png
        self.alt = alt

    def as_html(self) -> str:
        """Return the image as an HTML element that carries its alternative text."""
        return (
            f'<img src="data:image/png;base64,{self._in_base64()}" alt="{html.escape(self.alt)}" '
            'style="max-width:100%">'
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        # JupyterLab shows a bare PNG without any alternative text, so the HTML form comes with it.
        return {"text/html": self.as_html(), "image/png": self._in_base64(), "text/plain": repr(self)}

    def _in_base64(self) -> str:
        return base64.b64encode(self.png).decode("ascii")

    def __repr__(self):
        return f"Figure: {self.alt}"


def steady(rows: int, columns: int, size: tuple[float, float], left: float = MARGINS[0], **settings):
    """Return (figure, axes) as plt.subplots does, with axes whose place does not depend on their labels.

    So that a picture under a slider does not twitch, and is drawn in half the time.  ``size`` and ``left``,
    the left margin, are in inches.
    """
    figure, axes = plt.subplots(rows, columns, figsize=size, layout="none", **settings)
    (width, height), (_, right, bottom, top) = size, MARGINS
    margins = {"left": left / width, "right": 1 - right / width}
    margins |= {"bottom": bottom / height, "top": 1 - top / height}
    figure.subplots_adjust(**margins, wspace=0.3, hspace=0.12)
    return figure, axes


def show(figure, alt: str) -> Picture:
    """Return ``figure`` as a Picture, and close it.

    ``alt`` states the conclusion that a reader would draw from the picture; ValueError without one.
    """
    if not alt.strip():
        raise ValueError("a figure needs alternative text that states what it shows")
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())[..., :3]  # the ground is opaque
    plt.close(figure)
    image, small = Image.fromarray(np.ascontiguousarray(pixels)), io.BytesIO()
    # What Pillow writes carries no date and no version.
    octree = Image.Quantize.FASTOCTREE  # ten times as fast as the median cut: a slider is waiting
    image.quantize(COLOURS, octree, dither=Image.Dither.NONE).save(small, "png")
    return Picture(small.getvalue(), " ".join(alt.split()))
