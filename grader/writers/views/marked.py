"""An answer cut into pieces, so that the words a mark rests on can be marked in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """
    A half-open stretch of an answer, and whom it belongs to: a short label and an anchor.

    `is_seen` where a check of ours saw it, not where a mark rests on it.
    """

    start: int
    end: int
    label: str
    anchor: str
    is_seen: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A stretch of an answer under the same spans throughout; `labels` are (label, anchor).

    `is_evidence` where a mark rests on it, `is_seen` where a check of ours saw it. The label of
    what was seen stands only where it begins.
    """

    text: str
    labels: tuple[tuple[str, str], ...] = ()
    is_evidence: bool = False
    is_seen: bool = False


def pieces(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """
    *text* in pieces that join up to it, each with the labels of all spans that cover it.

    Spans may overlap and nest; what reaches beyond the text is cut off, and a piece of white
    space belongs to none. A line end of two characters is one even where a span ends inside it.
    """
    size = len(text)
    inside = [(max(span.start, 0), min(span.end, size), span) for span in spans]
    inside = [each for each in inside if each[0] < each[1]]
    cuts = sorted({0, size, *(cut for start, end, _ in inside for cut in (start, end))})
    made = []
    for start, end in pairwise(cuts):
        over = [span for low, high, span in inside if low <= start and end <= high]
        labels = dict.fromkeys(
            (span.label, span.anchor)
            for span in over
            if not span.is_seen or max(span.start, 0) == start
        )
        until = end - 1 if text[end - 1] == "\r" and text[end : end + 1] == "\n" else end
        piece = text[start:until]
        if not piece.strip():
            made.append(Piece(piece))
            continue
        is_seen = any(span.is_seen for span in over)
        is_evidence = not all(span.is_seen for span in over)
        made.append(Piece(piece, tuple(labels), is_evidence, is_seen))
    return tuple(made)
