"""Which marks of a rating rest on more than words that are meant for the grader."""

from collections.abc import Iterable, Sequence

from ...records import Evidence, Mark, Observation, Rating
from ...text import content_size, fold

SUSPECTED = "injection_suspected"
SHARED = "evidence_shared"
Span = tuple[int, int]
# As few as a quote needs to support anything: below, what is left of one says nothing.
_FEWEST_CJK = 4
_FEWEST_WORDS = 2


def flagged_spans(seen: Iterable[Observation]) -> tuple[Span, ...]:
    """The stretches that checks of ours took for text to the grader, in order, half open."""
    joined: list[Span] = []
    for start, end in sorted(
        span for each in seen if each.flag == SUSPECTED for span in each.spans
    ):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def is_suspected(rating: Rating, seen: Sequence[Observation]) -> bool:
    """
    True where a person must see whether the text moved the rating.

    A check of ours that names the words is enough. That the judge says so is one signal, and
    needs another: a check of ours without words, or a mark without located evidence.
    """
    suspecting = [each for each in seen if each.flag == SUSPECTED]
    if any(each.spans for each in suspecting):
        return True
    lacks = any(mark.lacks_evidence for mark in rating.marks)
    return rating.addresses_grader and (lacks or bool(suspecting))


def shared_stretch(rating: Rating, seen: Iterable[Observation], answer: str) -> tuple[Span, ...]:
    """
    The one part of *answer* that all marks above the lowest rest on, where a check flagged it.

    A judge that gives every criterion the same words has not looked for any; where too little
    stands beside them, there was nothing else to quote. Marks that need no quote are passed over.
    """
    spans = [
        (start, end)
        for each in seen
        if each.flag == SHARED
        for start, end in each.spans
        if _says_something([answer[:start], answer[end:]])
    ]
    rest = [mark for mark in rating.marks if mark.level and mark.evidence]
    is_all = bool(spans) and not any(is_supported(mark, spans) for mark in rest)
    return tuple(spans) if is_all else ()


def is_supported(mark: Mark, spans: Sequence[Span]) -> bool:
    """True where *mark* has located evidence and not all of it lies inside *spans*."""
    return any(_is_outside(each, spans) for each in mark.evidence)


def _is_outside(evidence: Evidence, spans: Sequence[Span]) -> bool:
    """True where enough of *evidence* stands outside *spans* to support something."""
    first, last = evidence.start, evidence.end
    inside = [(start, end) for start, end in spans if start < last and end > first]
    if not inside:
        return True
    left, at = [], first
    for start, end in inside:
        left.append(evidence.quote[at - first : max(start, at) - first])
        at = end
    left.append(evidence.quote[at - first :])
    return _says_something(left)


def _says_something(parts: Iterable[str]) -> bool:
    """True where *parts* together are enough for a quote."""
    sizes = [content_size(fold(part).text) for part in parts]
    cjk, words = sum(size[0] for size in sizes), sum(size[1] for size in sizes)
    return cjk >= _FEWEST_CJK or words >= _FEWEST_WORDS
