"""Formulas without a network: LaTeX in a page's text becomes MathML, which browsers draw themselves."""

import html
import re
import xml.etree.ElementTree as tree

from latex2mathml.converter import convert
from nbconvert.preprocessors import Preprocessor

# Code first: a dollar inside code is a dollar.  Then displayed formulas, then those in the line.
_PIECES = re.compile(
    r"(?P<code>```.*?```|~~~.*?~~~|(?P<ticks>`+).+?(?P=ticks))"
    r"|\$\$(?P<display>.+?)\$\$"
    r"|(?<![\\$])\$(?P<inline>[^\s$](?:[^$\n]*[^\s$\\])?)\$(?!\d)",
    re.DOTALL,
)
_TAG = re.compile(
    "math|mrow|mi|mn|mo|ms|mtext|mspace|mfrac|msqrt|mroot|mstyle|msub|msup|msubsup|munder|mover|munderover"
    "|mtable|mtr|mtd|mpadded|mphantom|menclose|mmultiscripts|mprescripts"
)
_UNSAFE = frozenset({"href", "src", "style", "id", "class"})


def mathml(latex: str, display: str = "inline") -> str:
    """Return the formula as one line of MathML, or as escaped code where it cannot be read.

    A learner may write a formula too, so what the converter returns is let through only if it is
    well-formed and holds nothing but the elements of mathematics.
    """
    try:
        formula = convert(" ".join(latex.split()), display=display)
        for element in tree.fromstring(formula).iter():
            name = element.tag.rpartition("}")[2]
            if not _TAG.fullmatch(name) or _UNSAFE & {key.lower() for key in element.attrib}:
                raise ValueError(name)
    except Exception:  # noqa: BLE001 - the converter has many ways to refuse a formula; each means "show it as it is"
        return f"<code>{html.escape(latex)}</code>"
    return formula.replace("*", "&#x2A;").replace("_", "&#x5F;").replace("`", "&#x60;")


def with_mathml(text: str) -> str:
    """Return Markdown ``text`` with its formulas as MathML; code in it stays as it is."""

    def piece(match):
        if match["display"] is not None:
            return mathml(match["display"], display="block")
        if match["inline"] is not None:
            return mathml(match["inline"])
        return match[0]

    return _PIECES.sub(piece, text)


class Formulas(Preprocessor):
    """Turns the formulas of a notebook's text cells into MathML on the way to HTML."""

    def preprocess_cell(self, cell, resources, index):
        """Return the cell with its formulas as MathML."""
        if cell.cell_type == "markdown":
            cell.source = with_mathml(cell.source)
        return cell, resources
