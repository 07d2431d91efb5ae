"""WordprocessingML: its names, and the words of a paragraph as a reader of the page sees them."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from ...core.arrange.blocks import OBJECT

# An element of an XML tree of lxml, which has no types of its own.
Element: TypeAlias = Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{urn:schemas-microsoft-com:vml}imagedata",
    "{urn:schemas-microsoft-com:office:office}OLEObject",
)


def w(name: str) -> str:
    """The full name of an element or attribute of Word's own vocabulary."""
    return f"{_W}{name}"


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of *element*; empty where either is missing."""
    return "" if element is None else element.get(w(name)) or ""


# Struck out by a tracked change, beside the page, or the reading printed above a character.
_UNSEEN = frozenset(
    {w(name) for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "rt", "instrText",
                          "delText", "delInstrText")} | {f"{_MC}Fallback"}
)  # fmt: skip
_BREAKS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_WORDS = frozenset({w("t"), f"{_M}t"})
_DRAWN = frozenset({w("drawing"), w("pict"), w("object")})


def words_of(element: Element) -> str:
    """
    What *element* shows as text: insertions but no deletions, comments, text boxes, hidden words.

    A picture, a chart or an embedded object is one `OBJECT` character.
    """
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _UNSEEN or (tag == w("r") and _is_hidden(child)):
            continue
        if tag in _WORDS:
            yield child.text or ""
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag in _DRAWN:
            if next(child.iter(*_PICTURES), None) is not None:
                yield OBJECT
        elif isinstance(tag, str):
            yield from _pieces(child)


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{w('rPr')}/{w('vanish')}")
    return vanish is not None and value(vanish) not in {"0", "false", "off"}
