"""The readings of an answer, and the signals in all of them."""

from collections.abc import Iterator

from . import chinese, elsewhere, english, frame
from .encoded import backwards, decoded, turned
from .hidden import revealed
from .lookalikes import in_latin, in_letters, plain, unmasked
from .pattern import Signal, signals
from .unspaced import unspaced
from .view import Span, View

_PATTERNS = (*frame.PATTERNS, *chinese.PATTERNS, *english.PATTERNS, *elsewhere.PATTERNS)


def read_signals(text: str) -> list[Signal]:
    """What says something to a grader in *text*, in any of its readings, in order."""
    written = View.of(text)
    shown = revealed(written)
    found = {signal for view in readings(shown or written) for signal in signals(view, _PATTERNS)}
    if shown is not None:
        found |= {Signal(*span, "hidden") for span in shown.opened}
    return sorted(found)


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
        for concealed in (turned(folded), backwards(folded)):
            if concealed is not None:
                yield View(concealed.text, concealed.starts, concealed.ends, _all(written))


def _all(written: View) -> tuple[Span, ...]:
    return (written.span(0, len(written.text)),) if written.text else ()
