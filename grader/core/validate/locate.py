"""Finding a quote in the answer as it was written."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from rapidfuzz import fuzz

from ...records import Evidence, EvidenceKind, Line
from ...text import Folded, content_size, fold
from ...text.turns import Span, bare_quote, candidate_lines, candidate_spans

# Below these a quote could stand in any answer and supports nothing.
FEWEST_CJK = 4
FEWEST_WORDS = 2
# rapidfuzz partial ratio; at 90 a tenth of the quote may differ, enough for a slip in copying.
CLOSE = 90.0
_SHORTEST_CLOSE = 8
_LONGEST_QUOTE = 2_000
_LONGEST_CLOSE = 20_000
# Enough for nearly every quote, and much cheaper than folding it.
_SURELY_COUNTS = re.compile(r"(?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){4}|[A-Za-z]+ [A-Za-z]")
_MARKS = " \t\r\n\"'“”‘’「」『』…"


class Haystack:
    """
    An answer with its numbered lines, folded only when a plain search did not do.

    Of an interview transcript only the candidate's turns are searched.
    """

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text = text
        self._spans = candidate_spans(text)
        self._whole = lines
        self.lines = candidate_lines(lines, self._spans)

    def is_of_others(self, quote: str) -> bool:
        """True for words that only somebody else than the candidate says in a transcript."""
        return self._spans is not None and _Whole(self.text, self._whole).find(quote, 0) is not None

    @cached_property
    def _copy(self) -> tuple[str, tuple[int, ...]]:
        """The lines as the judge saw them, joined, with the way back to the original."""
        offsets: list[int] = []
        said = [line for line in self.lines if line.text]
        for line in said:
            offsets += [*line.at, line.at[-1]]
        return "\n".join(line.text for line in said), tuple(offsets)

    @cached_property
    def _folded(self) -> Folded:
        text, offsets = self._copy
        folded = fold(text)
        return Folded(folded.text, tuple(offsets[i] for i in folded.at))

    @cached_property
    def _folded_lines(self) -> frozenset[str]:
        return frozenset(fold(line.text).text for line in self.lines)

    def find(self, quote: str, line: int) -> Evidence | None:
        """
        Where *quote* stands: in its *line* (from 1), else anywhere, else nearly anywhere.

        None for words that are not there, and for a quote too short to say anything (under 4
        Chinese characters and under 2 words) unless it is a whole line. Of a placeholder what it
        stands for is counted: a phone number alone supports nothing.
        """
        found = self._found(quote, line)
        if found is not None and "[" in quote:
            folded = fold(found.quote).text
            is_line = fold(quote).text in self._folded_lines
            return found if is_line or self._counts(folded, *content_size(folded)) else None
        return found

    def _found(self, quote: str, line: int) -> Evidence | None:
        quote = quote.strip(_MARKS)[:_LONGEST_QUOTE]
        if self._spans is not None:
            quote = bare_quote(quote).strip(_MARKS)
        if _SURELY_COUNTS.match(quote) and (exact := self._exact(quote, line)):
            return exact
        folded = fold(quote).text
        cjk, words = content_size(folded)
        if not folded or not self._counts(folded, cjk, words):
            return None
        return self._exact(quote, line) or self._even(folded, line) or self._close(folded)

    def _counts(self, folded: str, cjk: int, words: int) -> bool:
        return cjk >= FEWEST_CJK or words >= FEWEST_WORDS or folded in self._folded_lines

    def _evidence(self, start: int, end: int, kind: EvidenceKind) -> Evidence:
        # An accent that stands behind its letter belongs to it.
        while end < len(self.text) and unicodedata.combining(self.text[end]):
            end += 1
        if self._spans is not None:
            start, end = _in_one_turn(start, end, self._spans)
        return Evidence(quote=self.text[start:end], start=start, end=end, kind=kind)

    def _exact(self, quote: str, number: int) -> Evidence | None:
        if 1 <= number <= len(self.lines):
            line = self.lines[number - 1]
            found = line.text.find(quote)
            if found >= 0:
                start, end = line.at[found], line.at[found + len(quote) - 1] + 1
                return self._evidence(start, end, "exact")
        for start, end in self._spans if self._spans is not None else [(0, len(self.text))]:
            found = self.text.find(quote, start, end)
            if found >= 0 and self._was_seen(found, found + len(quote)):
                return self._evidence(found, found + len(quote), "exact")
        return None

    def _was_seen(self, start: int, end: int) -> bool:
        """True where a judge saw *start* to *end* as written, nothing of it replaced."""
        seen, offsets = self._copy
        low, high = bisect_left(offsets, start), bisect_left(offsets, end)
        return "".join(seen[low:high].split()) == "".join(self.text[start:end].split())

    def _even(self, folded: str, number: int) -> Evidence | None:
        if 1 <= number <= len(self.lines):
            line = self.lines[number - 1]
            inside = fold(line.text)
            found = inside.text.find(folded)
            if found >= 0:
                first, last = inside.span(found, found + len(folded))
                return self._evidence(line.at[first], line.at[last - 1] + 1, "folded")
        found = self._folded.text.find(folded)
        if found < 0:
            return None
        return self._evidence(*self._folded.span(found, found + len(folded)), "folded")

    def _close(self, folded: str) -> Evidence | None:
        hay = self._folded
        if len(folded) < _SHORTEST_CLOSE or not len(folded) <= len(hay.text) <= _LONGEST_CLOSE:
            return None
        best = fuzz.partial_ratio_alignment(folded, hay.text, score_cutoff=CLOSE)
        if best is None or best.dest_end <= best.dest_start:
            return None
        start, end = best.dest_start, best.dest_end
        # The closest window may open or end on the gap between two words or lines.
        start += len(hay.text[start:end]) - len(hay.text[start:end].lstrip())
        end -= len(hay.text[start:end]) - len(hay.text[start:end].rstrip())
        return self._evidence(*hay.span(start, end), "approximate")


class _Whole(Haystack):
    """An answer in which every word counts, whoever says it."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text = text
        self.lines = lines
        self._spans = None


def _in_one_turn(start: int, end: int, spans: Sequence[Span]) -> Span:
    """The longest stretch of *start* to *end* that somebody said without a break."""
    inside = [(max(start, low), min(end, high)) for low, high in spans]
    return max(inside, key=lambda span: span[1] - span[0])
