"""What a rating rests on: few words for many criteria, or words that say nothing of theirs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ...message import Message
from ...records import Criterion, Item, Mark, Observation, Rating
from ...text import Grams, Tokens, grams, tokens

_FEWEST_CRITERIA = 3
# A stretch longer than this can well say several things.
_LONGEST_CJK, _LONGEST_WORDS = 40, 25
# Who quotes more than this share of an answer quotes the answer.
_MOST_OF = 0.8
# Of sentences shorter than this, one in ten has no word of a criterion that it does speak of.
_FEWEST_CJK, _FEWEST_WORDS = 24, 15
_SENTENCE_END = re.compile(r"[。！？；!?;\n]|\.(?=\s|$)")

Span = tuple[int, int]


def grounds(item: Item, rating: Rating, answer: str) -> Iterator[Observation]:
    """
    Flags of the evidence in *rating* of *answer*, for marks above the lowest.

    `evidence_shared`: three criteria and more rest on one stretch of at most 40 Chinese
    characters or 25 words, and on nothing else; or all of them, three at least, on one and the
    same part of the answer, however long. `evidence_unrelated`: the sentences quoted for
    a criterion, of 24 characters or 15 words together, have no pair of characters and no
    beginning of a word in common with what the item says of it, its reference and its question
    included.
    """
    marks = [
        (number, criterion, mark)
        for number, (criterion, mark) in enumerate(zip(item.criteria, rating.marks, strict=True), 1)
        if mark.level and mark.evidence and criterion.evidence == "span"
    ]
    yield from _shared([mark for _, _, mark in marks], answer)
    for number, criterion, mark in marks:
        sentences = _sentences(mark, answer)
        said = " ".join(answer[start:end] for start, end in sentences)
        if _is_long(tokens(said), _FEWEST_CJK, _FEWEST_WORDS) and grams(said).isdisjoint(
            _words_of(criterion) | _words_around(item)
        ):
            told = Message(
                "the words quoted for criterion {n} share nothing with what it asks for", n=number
            )
            spans = _merged((each.start, each.end) for each in mark.evidence)
            yield Observation(flag="evidence_unrelated", spans=spans, told=told)


def _shared(marks: Sequence[Mark], answer: str) -> Iterator[Observation]:
    """The stretch that most marks rest on alone, where it is short and they are three."""
    hulls = [_merged((each.start, each.end) for each in mark.evidence) for mark in marks]
    alone = [spans[0] for spans in hulls if len(spans) == 1]
    best, most = None, _FEWEST_CRITERIA - 1
    for start, end in dict.fromkeys(alone):
        n = sum(start <= low and high <= end for low, high in alone)
        is_all = alone.count((start, end)) == len(marks) and end - start < _MOST_OF * len(answer)
        is_short = not _is_long(tokens(answer[start:end]), _LONGEST_CJK + 1, _LONGEST_WORDS + 1)
        if n > most and (is_short or is_all):
            best, most = (start, end), n
    if best:
        told = Message("{n} criteria rest on these words alone", n=most)
        yield Observation(flag="evidence_shared", spans=(best,), told=told)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """*spans* in order, those that touch as one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return tuple(made)


def _sentences(mark: Mark, answer: str) -> tuple[Span, ...]:
    """The sentences that the evidence of *mark* stands in: a few words say little by themselves."""
    found = []
    for each in mark.evidence:
        ends = [match.end() for match in _SENTENCE_END.finditer(answer, 0, each.start)]
        after = _SENTENCE_END.search(answer, max(each.end - 1, 0))
        found.append((ends[-1] if ends else 0, after.end() if after else len(answer)))
    return _merged(found)


def _is_long(said: Tokens, fewest_cjk: int, fewest_words: int) -> bool:
    """Whether a text has so many Chinese characters, or words, or the like of both."""
    words = sum(len(word) > 1 for word in said.words)
    return (len(said.words) - words) / fewest_cjk + words / fewest_words >= 1


@lru_cache(maxsize=512)
def _said(text: str) -> Grams:
    return grams(text)


def _words_of(criterion: Criterion) -> Grams:
    texts = [criterion.description, criterion.label, *criterion.indicators]
    texts += [level.description for level in criterion.levels]
    return frozenset().union(*(_said(each) for text in texts for each in (text.zh, text.en)))


def _words_around(item: Item) -> Grams:
    texts = (item.text, item.reference)
    return frozenset().union(*(_said(each) for text in texts for each in (text.zh, text.en)))
