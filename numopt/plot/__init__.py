"""Pictures of optimisation, in one style, each with a sentence that says what it shows.

``style`` says what a mark means, ``picture`` how a figure leaves, ``widgets`` how it is moved,
``questions`` how a learner is asked; the other files draw, one topic each.
"""

from numopt.plot.along import phi_picture
from numopt.plot.picture import Picture, show
from numopt.plot.plane import contours, path
from numopt.plot.questions import predict, quiz
from numopt.plot.source import excerpt
from numopt.plot.style import ARTISTS, STYLE, use_style
from numopt.plot.widgets import explore

__all__ = [
    "ARTISTS",
    "STYLE",
    "Picture",
    "contours",
    "excerpt",
    "explore",
    "path",
    "phi_picture",
    "predict",
    "quiz",
    "show",
    "use_style",
]
