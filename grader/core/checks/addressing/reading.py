"""The readings of an answer, and the signals in all of them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from . import (
    chinese_aims,
    chinese_points,
    chinese_wishes,
    english_aims,
    english_points,
    english_wishes,
    foreign,
    frame,
    outright,
    roundabout,
)
from .encoded import backwards, decoded, turned
from .hidden import revealed
from .lean import plausible
from .lookalikes import in_latin, in_letters, plain, styled, unmasked
from .pattern import Pattern, Signal, signals
from .reply import replies
from .salad import salads
from .spelt import in_characters
from .units import Unit, note, units_of
from .unspaced import rows, unspaced
from .view import Span, View
from .weigh import may_count
from .words import words

_CHINESE = (*chinese_aims.PATTERNS, *chinese_points.PATTERNS, *chinese_wishes.PATTERNS)
_ENGLISH = (*english_aims.PATTERNS, *english_points.PATTERNS, *english_wishes.PATTERNS)
_EVERYWHERE = (*frame.PATTERNS, *foreign.PATTERNS, *outright.PATTERNS)
# Which patterns are worth a look in a text with such characters.
_SCRIPTS = (
    (re.compile("[\u3400-\u9fff]"), _CHINESE),
    (re.compile("[a-z]{3}"), _ENGLISH),
)
# What only counts beside others is looked for last: most answers have none of the others.
_LAST = {"rater", "self", "rating", "ask", "mild", "machine", "authority"}
# Words are masked one by one, too: so near they still are one stretch, and a shorter one is none.
_NEAR, _SHORTEST = 12, 8
_ENDS = re.compile("[。！？!?\n]")
# What an address holds is data; so many addresses are looked at.
_LINK, _MOST = re.compile("https?://[!-~]+"), 20


def read(text: str) -> list[Unit]:
    """The sentences of *text* with what says something to a grader in them, in any reading."""
    written = View.of(text)
    shown = revealed(written)
    views = list(readings(shown or written))
    units = units_of(
        text,
        {word for view in views for word in words(view)},
        apart=[*styled(text)],
        masked=masked(text, views),
    )
    places = plausible(units)
    found = {signal for view in views for signal in _signals(view, places)}
    found.update(*map(salads, views[:1]))
    if shown is not None:
        found |= {Signal(*span, "hidden") for span in shown.opened}
    note(units, found)
    return units


def _signals(view: View, places: Sequence[Span]) -> set[Signal]:
    """What says enough anywhere is looked for in all of *view*, the rest in *places*."""
    found = {*signals(view, _EVERYWHERE), *replies(view)}
    parts = [view.part(*place) for place in places]
    telling = {
        signal
        for part in parts
        for signal in signals(
            part, (each for each in _patterns(part.text) if each.kind not in _LAST)
        )
    }
    if any(map(may_count, found | telling)):
        for part in parts:
            around = (each for each in _patterns(part.text) if each.kind in _LAST)
            telling |= set(signals(part, around))
    return found | telling


def _patterns(text: str) -> list[Pattern]:
    """The patterns that *text* has the characters for."""
    return [
        *roundabout.PATTERNS,
        *(each for sign, some in _SCRIPTS if sign.search(text) for each in some),
    ]


def masked(text: str, views: Iterable[View]) -> list[Span]:
    """What of *text* has to be opened to be read, in order; what is near is one stretch."""
    found: list[Span] = []
    for start, end in sorted({*rows(text), *(span for view in views for span in view.opened)}):
        if found and start - found[-1][1] <= _NEAR and not _ENDS.search(text, found[-1][1], start):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    links = [match.span() for match in _LINK.finditer(text)]
    return [
        (start, end)
        for start, end in found
        if end - start >= _SHORTEST and not any(low < start < high for low, high in links[:_MOST])
    ]


def readings(written: View) -> Iterator[View]:
    """*written* folded, and with what is concealed in it read; each reading only once."""
    seen: set[str] = set()
    for view in _readings(written):
        if view is not None and view.text not in seen:
            seen.add(view.text)
            yield view


def _readings(written: View) -> Iterator[View | None]:
    base = unspaced(unmasked(written))
    open_text = decoded(base)
    if open_text is not None:
        open_text = unspaced(unmasked(open_text))
    for view in (base, open_text):
        if view is None:
            continue
        folded = plain(view)
        yield folded
        if (latin := in_latin(view)) is not None:
            yield plain(unspaced(latin))
        for letters in in_letters(view):
            yield plain(letters)
        for concealed in (turned(folded), backwards(folded), in_characters(folded)):
            if concealed is not None:
                yield concealed
