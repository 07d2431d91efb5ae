"""A text read another way, with the way back to the original."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class View:
    """
    A reading of an answer: character i stands for `starts[i]` to `ends[i]` of the original.

    `opened` are the stretches of the original that were concealed and can be read here, in order.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    opened: tuple[Span, ...] = ()

    @classmethod
    def of(cls, text: str) -> "View":
        """*text* as it is written."""
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original behind the characters *start* to *end*."""
        if isinstance(self.starts, range):
            return self.starts[start], self.ends[end - 1]
        return min(self.starts[start:end]), max(self.ends[start:end])

    def part(self, start: int, end: int) -> "View":
        """What of it stands for *start* to *end* of the original; all where it is turned."""
        if not self.text or self.starts[0] > self.starts[-1]:
            return self
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return View(self.text[low:high], self.starts[low:high], self.ends[low:high], self.opened)

    def opens(self, span: Span) -> bool:
        """True where *span* of the original holds something concealed."""
        found = bisect_left(self.opened, (span[1], 0))
        return found > 0 and self.opened[found - 1][1] > span[0]

    def saying(self, text: str) -> "View":
        """The same places with other characters in them, one for one."""
        return View(text, self.starts, self.ends, self.opened)


def rewritten(
    view: View, pattern: re.Pattern[str], put: Callable[[str], str | None], *, opens: bool = False
) -> View:
    """
    *view* with what *put* gives in the place of each match; None leaves a match as it is.

    Each new character stands for the whole stretch it came from. With *opens*, what is put in
    counts as concealed in the original.
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    opened = list(view.opened)
    last = 0
    for match in pattern.finditer(view.text):
        low, high = match.span()
        new = put(match[0]) if high > low else None
        if new is None:
            continue
        start, end = view.span(low, high)
        parts += [view.text[last:low], new]
        starts += [*view.starts[last:low], *[start] * len(new)]
        ends += [*view.ends[last:low], *[end] * len(new)]
        if opens:
            opened.append((start, end))
        last = high
    if not parts:
        return view
    parts.append(view.text[last:])
    starts += view.starts[last:]
    ends += view.ends[last:]
    return View("".join(parts), starts, ends, tuple(sorted(opened)))
