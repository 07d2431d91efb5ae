"""A document as lines: markup of Markdown gone, what stands in one line taken apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ...text import clean
from .numerals import CHINESE
from .words import LABEL_INSIDE, folded

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?){1,3}")
# Blanks to fill in are drawn with underscores too, more than two of them.
_BOLD = re.compile(r"\*\*|(?<!_)__(?=[^_\s])|(?<=[^_\s])__(?!_)")
_RULE = re.compile(r"\s{0,3}(?:[-*_=]\s?){3,80}$")
_STOP = r"(?<=[\s。.!?;)\]])"
_SECTION = re.compile(
    rf"{_STOP}(?:{CHINESE}、|第{CHINESE}部分)[^。;()\n]{{1,40}}\([^()\n]{{0,60}}[题分][^()\n]{{0,60}}\)"
)
_WORDED = re.compile(
    rf"{_STOP}(?:第\s?(?:[0-9]{{1,3}}|{CHINESE})\s?题|(?:题目|问题|试题)\s?[0-9]{{1,3}}(?:答案)?)\s?:"
    rf"|{_STOP}[0-9]{{1,3}}\s?[.、]\s?(?:题目|问题|试题)\s?[0-9]{{0,2}}:"
    rf"|{_STOP}(?:Question|Q)\s?[0-9]{{1,3}}\s?[:.)]",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"{_STOP}(?:[0-9]{{1,3}}[.、](?![0-9])|{CHINESE}、|[A-H][.、](?=\S))")
_ASKED = re.compile(r"(?:q|question)\s?[0-9]{0,3}\s?[:.]", re.IGNORECASE)
_REPLY = re.compile(r"(?<=[\s?.!])A\s?:")
_ANSWERS_PART = re.compile(rf"{_STOP}(?:参考)?答案(?:与|及|和)?(?:解析|评分标准)?(?=\s)")
_CROWDED_FROM = 160
# A paper of this length in one line: its items are told apart by their numbers alone.
_FEW_LINES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document: its number there from 1, its text, and the text folded."""

    number: int
    text: str
    is_heading: bool = False
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", folded(self.text))


def lines_of(raw: Iterable[tuple[int, str, bool]]) -> list[Line]:
    """
    The lines of a document that say something, each (number, text, whether it is a heading).

    Headings and bold of Markdown become plain text; a line that holds several parts of a paper
    becomes several lines of the same number.
    """
    plain = [line for each in raw if (line := _plain(*each)).text]
    is_crowded = len(plain) <= _FEW_LINES
    return [part for line in plain for part in _parted(line, is_crowded=is_crowded)]


def _plain(number: int, text: str, is_heading: bool) -> Line:  # noqa: FBT001 - a field of a row
    text = clean(text)[0].replace("\ufffc", "")
    quote = _QUOTE.match(text)
    text = text[quote.end() :] if quote else text
    mark = _HEADING.match(text)
    text = text[mark.end() :].rstrip("# ") if mark else text
    if _RULE.match(text):
        return Line(number, "")
    return Line(number, _BOLD.sub("", text).strip(), is_heading or bool(mark))


def _parted(line: Line, *, is_crowded: bool) -> Iterator[Line]:
    key = line.key
    cuts = {match.start() for match in LABEL_INSIDE.finditer(key)}
    cuts |= {match.start() for match in _WORDED.finditer(key)}
    if _ASKED.match(key):
        cuts |= {match.start() for match in _REPLY.finditer(key)}
    if len(key) > 20:
        cuts |= {match.start() for match in _SECTION.finditer(key)}
    if len(key) >= _CROWDED_FROM and (is_crowded or len(cuts) > 3):
        cuts |= {match.start() for match in _NUMBERED.finditer(key)}
        cuts |= {match.start() for match in _ANSWERS_PART.finditer(key)}
    places = [0, *sorted(cuts - {0}), len(key)]
    for n, (start, end) in enumerate(pairwise(places)):
        if part := line.text[start:end].strip():
            yield Line(line.number, part, line.is_heading and n == 0)
