"""What a mark means, the same in every picture: see ARTISTS.

Each differs from the others in colour (Okabe and Ito's set, told apart by colour-blind readers), in marker
and in line style, so that it survives a black-and-white printer.
"""

from pathlib import Path

import matplotlib.pyplot as plt
import seaborn as sns

STYLE = Path(__file__).with_name("course.mplstyle")
ARTISTS = {
    "iterate": {"color": "#0072B2", "marker": "o", "linestyle": "-"},
    "accepted": {"color": "#009E73", "marker": "D", "linestyle": "none"},
    "rejected": {"color": "#D55E00", "marker": "X", "linestyle": "none"},
    "model": {"color": "#CC79A7", "marker": "", "linestyle": "-."},
    "bound": {"color": "#1a1a1a", "marker": "", "linestyle": "--"},
}


def use_style() -> None:
    """Set the course's style for all figures from here on."""
    sns.set_theme(context="notebook", style="ticks")
    plt.style.use(STYLE)


use_style()
