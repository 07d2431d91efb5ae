"""The points of an answer that stand one under the other, or behind one another with numbers."""

import re
from collections.abc import Sequence

from .lines import Line
from .words import folded

_SIGN = re.compile(
    r"\s?(?:[①-⑳]|\(?[0-9]{1,2}\s?[).、](?![0-9])|[-•*·●■◆▲]\s?|第[一二三四五六七八九十][,:、步]|[一二三四五六七八九十]、)\s*"
)
_INSIDE = re.compile(r"[①-⑳]|(?<=[\s;。:,])\(?[0-9]{1,2}[).、](?![0-9])")
_HEADED = re.compile(r"[^。;,?!:]{2,16}:\s?(?=\S)")
_EDGES = " \t　;；、,，。."


def list_points(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """
    The points of a list in *lines*, each with its line; none where there is no list of two.

    A list is numbered or marked, in one line or several; else lines that each begin with a short
    heading and a colon.
    """
    marked = [
        (line.number, text)
        for line in lines
        if (sign := _SIGN.match(line.key)) and (text := line.text[sign.end() :].strip(_EDGES))
    ]
    if len(marked) > 1 and not any(len(_INSIDE.findall(line.key)) > 2 for line in lines):
        return marked
    inside = [(line.number, text) for line in lines for text in _parts(line.text)]
    if len(inside) > 1:
        return inside
    headed = [(line.number, line.text.strip(_EDGES)) for line in lines if _HEADED.match(line.key)]
    return headed if len(headed) > 2 else []


def _parts(text: str) -> list[str]:
    signs = list(_INSIDE.finditer(folded(text)))
    if len(signs) < 2:
        return []
    ends = [sign.start() for sign in signs[1:]] + [len(text)]
    cut = (text[sign.end() : end].strip(_EDGES) for sign, end in zip(signs, ends, strict=True))
    return [part for part in cut if part]
