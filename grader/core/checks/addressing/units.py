"""An answer by its sentences, with what their words name and which signals stand in them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .pattern import Kind, Signal
from .view import Span
from .words import BITS, Word
from .work import is_of_habit, is_of_survey, is_of_work, is_of_writer, is_quoting

# A sentence ends at its mark or line; what stands in quotation marks stays with who says it.
_SENTENCE = re.compile(
    r"(?:“[^”\n]{0,300}”|「[^」\n]{0,300}」|\"[^\"\n]{0,300}\"|(?<!\w)'[^\n]{0,200}?[.,!?]'(?!\w)"
    r"|[^\n。！？!?；;.“「\"]|[“「\"]|[.;](?=[^\s\u3400-\u9fff])){1,240}"
    r"[。！？!?；;.]{0,3}[”’」』）)\"']{0,2}|[\n。！？!?；;.]"
)
_BLANK = " \n.。\t\r　"


@dataclass(slots=True)
class Unit:
    """A sentence, in lower case as `said`; `named` are bits of what its words name."""

    start: int
    end: int
    said: str
    named: int = 0
    is_masked: bool = False
    kinds: set[Kind] = field(default_factory=set)
    concealed: set[Kind] = field(default_factory=set)

    def look(self) -> None:
        """Note whom the sentence speaks of: work, the writer, a survey."""
        for kind, is_of in _OF_ENGLISH if self.said.isascii() else _OF:
            if is_of(self.said):
                self.named |= BITS[kind]

    @property
    def is_blank(self) -> bool:
        """True for the space between two sentences."""
        return not self.said.strip(_BLANK)

    @property
    def is_of_work(self) -> bool:
        """True where it speaks of customers, staff or machines at work."""
        return bool(self.named & BITS["work"])

    @property
    def is_of_writer(self) -> bool:
        """True where it tells what the writer does."""
        return bool(self.named & BITS["own"])

    @property
    def is_of_survey(self) -> bool:
        """True where it speaks of points that customers or the own house give."""
        return bool(self.named & BITS["survey"])

    @property
    def is_elsewhere(self) -> bool:
        """True where points and orders in it are most likely not meant for the grader."""
        return bool(self.named & _ELSEWHERE)


_OF_ENGLISH = (("quoted", is_quoting), ("habit", is_of_habit))
_OF = (
    ("work", is_of_work),
    ("own", is_of_writer),
    ("survey", is_of_survey),
    ("quoted", is_quoting),
)
_ELSEWHERE = sum(BITS[kind] for kind in ("work", "own", "survey", "quoted", "habit"))


def units_of(
    text: str, words: Iterable[Word], *, apart: Sequence[Span] = (), masked: Sequence[Span] = ()
) -> list[Unit]:
    """
    The sentences of *text*, in order, with what *words* name in each.

    What is in another style, *apart*, or had to be opened, *masked*, stands alone.
    """
    cuts = {match.end() for match in _SENTENCE.finditer(text)} | {0}
    for start, end in (*apart, *masked):
        cuts -= set(range(start + 1, end))
        cuts |= {start, end}
    units = [Unit(start, end, text[start:end].lower()) for start, end in pairwise(sorted(cuts))]
    ends = [unit.end for unit in units]
    for at, bit in words:
        units[bisect_right(ends, at)].named |= bit
    for start, _ in masked:
        units[bisect_right(ends, start)].is_masked = True
    for unit in units:
        if not unit.is_blank:
            unit.look()
    return units


def note(units: list[Unit], signals: Iterable[Signal]) -> None:
    """Put *signals* down with the sentences they stand in."""
    ends = [unit.end for unit in units]
    for signal in signals:
        first, last = bisect_right(ends, signal.start), bisect_right(ends, signal.end - 1)
        for unit in units[first : last + 1]:
            (unit.concealed if signal.is_concealed else unit.kinds).add(signal.kind)
            unit.kinds.add(signal.kind)
