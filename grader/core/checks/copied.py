"""Answers that repeat the published reference answer, or little but the question."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from ...message import Message
from ...records import Answer, Item, Language, Observation
from ...text import Passage, Tokens, shared_passages, tokens
from ...text.turns import candidate_only

# Tokens are Chinese characters, or words of other scripts. Measured on 150 honest answers: the
# most that any shares with its reference in passages of 8 tokens is 6 %, its ratio at most 40.
_FEWEST_CJK, _FEWEST_WORDS = 30, 20
_MOST_OF_REFERENCE = 0.4
_ALIKE = 75.0
_MOST_OF_QUESTION = 0.6
_FEWEST_OF_QUESTION = 15
# A ratio over more than this takes long, and means little.
_LONGEST_COMPARED = 5_000


def matches_reference(answer: Answer, item: Item, _language: Language) -> Iterator[Observation]:
    """
    Flag `matches_reference` where passages or most of the wording are the reference's.

    Passages of 8 tokens and more that stand in it have to make up 40 % of the answer or of the
    reference, and 30 characters or 20 words; or the two texts are alike by 75 (rapidfuzz
    `fuzz.ratio`, on folded text). The longest shared passage is the span.
    """
    text = candidate_only(answer.text or "")
    own = tokens(text)
    for reference in filter(None, (item.reference.zh, item.reference.en)):
        theirs = tokens(reference)
        passages = shared_passages(text, reference)
        shared = _size(passages)
        shorter = min(len(own.words), len(theirs.words))
        if shared >= _fewest(theirs.words) and shared >= _MOST_OF_REFERENCE * shorter:
            share = round(100 * shared / len(own.words))
            told = Message(
                "{share}% of the answer stands word for word in the reference answer", share=share
            )
            yield Observation(flag="matches_reference", spans=_longest(passages), told=told)
            return
        if shorter >= _fewest(theirs.words) and (alike := _ratio(own, theirs)):
            told = Message(
                "the answer and the reference answer are {share}% alike, with small changes "
                "throughout",
                share=alike,
            )
            yield Observation(flag="matches_reference", spans=_longest(passages), told=told)
            return


def matches_question(answer: Answer, item: Item, _language: Language) -> Iterator[Observation]:
    """
    Flag `matches_question` where little but the question is repeated.

    Passages of 8 tokens and more that stand in it have to make up 60 % of the answer, and 15
    characters or words.
    """
    text = candidate_only(answer.text or "")
    for question in filter(None, (item.text.zh, item.text.en)):
        passages = shared_passages(text, question)
        shared = _size(passages)
        if shared < _FEWEST_OF_QUESTION:
            continue
        share = shared / len(tokens(text).words)
        if share >= _MOST_OF_QUESTION:
            told = Message(
                "{share}% of the answer stands word for word in the question",
                share=round(100 * share),
            )
            yield Observation(flag="matches_question", spans=_longest(passages), told=told)
            return


def _size(passages: Sequence[Passage]) -> int:
    return sum(each.tokens for each in passages)


def _longest(passages: Sequence[Passage]) -> tuple[tuple[int, int], ...]:
    longest = max(passages, key=lambda each: each.tokens, default=None)
    return ((longest.start, longest.end),) if longest else ()


@lru_cache(maxsize=256)
def _fewest(words: Sequence[str]) -> int:
    """Fewer tokens than this are shared by chance: words say more than characters."""
    return _FEWEST_CJK if sum(len(word) == 1 for word in words) * 2 > len(words) else _FEWEST_WORDS


def _ratio(own: Tokens, theirs: Tokens) -> int:
    """How alike two texts are in hundredths, rapidfuzz `fuzz.ratio`; 0 below what counts."""
    if max(len(own.words), len(theirs.words)) > _LONGEST_COMPARED:
        return 0
    return round(fuzz.ratio(own.folded.text, theirs.folded.text, score_cutoff=_ALIKE))
