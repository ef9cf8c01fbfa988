"""Pictures that answer a slider, where ipywidgets is installed; elsewhere the same pictures, standing still.

The kernel draws.  A control that moves while a picture is made does not queue: JupyterLab holds its next
value back until the kernel has answered the last one, and sends only the newest.
"""

import html
import inspect
import math

from numopt.plot.picture import Picture


class Live:
    """Something that a notebook shows as a widget, and as ``still`` where it is stored or has no kernel."""

    def __init__(self, widget, still):
        self.widget, self.still = widget, still

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.widget._repr_mimebundle_() | self.still._repr_mimebundle_()

    def __repr__(self):
        return repr(self.still)


def ipywidgets():
    """Return the module ipywidgets, or None where it is not installed."""
    try:
        import ipywidgets
    except ImportError:
        return None
    return ipywidgets


def explore(draw, **controls) -> Picture | Live:
    """Return the Picture ``draw(**values)``, drawn anew whenever a control moves.

    A control is (min, max, step), a list of options, or a bool.  A picture starts with the defaults of
    ``draw``'s arguments; a control without one starts at its minimum, its first option, itself.
    """
    values = {name: _start(draw, name, control) for name, control in controls.items()}
    picture, module = draw(**values), ipywidgets()
    if module is None:
        return picture
    frame = module.HTML(picture.as_html())
    movers = {name: _mover(module, name, control, values[name]) for name, control in controls.items()}

    def redraw(_change):
        now = {name: mover.value for name, mover in movers.items()}
        try:
            frame.value = draw(**now).as_html()
        except Exception as wrong:  # a traceback in a log that nobody opens would look like a dead slider
            frame.value = f"<pre>{html.escape(f'{type(wrong).__name__}: {wrong}')}</pre>"

    for mover in movers.values():
        mover.observe(redraw, names="value")
    return Live(module.VBox([*movers.values(), frame]), picture)


def _start(draw, name, control):
    """Return the value with which a control starts."""
    parameter = inspect.signature(draw).parameters.get(name)
    if parameter is not None and parameter.default is not parameter.empty:
        return parameter.default
    return control if isinstance(control, bool) else control[0]


def _mover(module, name, control, value):
    """Return the widget of a control: a check box, a slider, or a choice."""
    common = {"description": name.replace("_", " "), "style": {"description_width": "7em"}}
    wide = {"layout": {"width": "28em", "max_width": "100%"}}
    if isinstance(control, bool):
        return module.Checkbox(value=value, **common, **wide)
    if isinstance(control, list):
        numbers = all(isinstance(option, int | float) for option in control)
        choice = module.SelectionSlider if numbers else module.Dropdown
        return choice(options=control, value=value, **common, **wide)
    low, high, step = control
    if all(isinstance(number, int) for number in (low, high, step, value)):
        return module.IntSlider(value, low, high, step, **common, **wide)
    digits = max(0, math.ceil(-math.log10(step) - 1e-9))
    return module.FloatSlider(
        value, min=low, max=high, step=step, readout_format=f".{digits}f", **common, **wide
    )
