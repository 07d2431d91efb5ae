"""Answers that repeat themselves, or list words without saying anything."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ...message import Message
from ...records import Answer, Item, Language, Observation
from ...text import fold, is_cjk, runs, stretches, tokens
from ...text.turns import candidate_only

# Eight tokens in a row that were written before: an honest answer of any length stays under 4 %.
_MOST_REPEATED = 0.35
_FEWEST_REPEATED = 40
# A list of words is no sentence: so many pieces, this short, and hardly a word among them that
# makes others a sentence. A checklist of honest steps has pieces of 4 characters and more.
_FEWEST_PIECES = 12
_MEAN_CJK, _MEAN_WORDS = 3.5, 1.6
_LONGEST_CJK, _LONGEST_WORDS = 6, 3
_MOST_SHORT = 0.8
_FROM_CRITERIA = 0.6
_MOST_BINDING = 0.05
_PIECE = re.compile(r"[^\s,，、;；。.!！?？|/·:：()（）\[\]【】<>《》\"“”'‘’#*_=+→\-—–\d]+")
_CLAUSE = re.compile(r"[^,，、;；。.!！?？|/·:：()（）\[\]【】<>《》\"“”#*_=+→—–\d\n\t]+")
_BINDING = frozenset(
    "的了我您你他她们会将把被让请再先后就并要给对在向和与但如若能可没不也都这那是有到"
)
_BINDING_WORDS = frozenset(
    """a an and are as at be but by can do for from have i if in is it me my not of on or our so
    that the their them then they this to us was we what when which who will with would you
    your""".split()
)


def repeats_itself(answer: Answer, _item: Item, _language: Language) -> Iterator[Observation]:
    """
    Flag `padded` where a third of the text has been said before, word for word.

    Of all runs of 8 tokens (Chinese characters, or words of other scripts), 35 % and at least 40
    have to stand earlier in the same answer.
    """
    text = candidate_only(answer.text or "")
    every = runs(text)
    if len(every) - len(set(every)) < _FEWEST_REPEATED:
        return
    seen: set[tuple[str, ...]] = set()
    again = []
    for run in every:
        again.append(run in seen)
        seen.add(run)
    repeated = sum(again)
    if repeated < _MOST_REPEATED * len(again):
        return
    longest = max(stretches(tokens(text), again), key=lambda each: each.tokens)
    told = Message(
        "{share}% of the answer repeats what it has said before, word for word",
        share=round(100 * repeated / len(again)),
    )
    yield Observation(flag="padded", spans=((longest.start, longest.end),), told=told)


def lists_words(answer: Answer, item: Item, language: Language) -> Iterator[Observation]:
    """
    Flag `padded` where the answer is a list of words.

    Twelve different pieces and more between commas, spaces or line ends; 80 % of them of at most
    6 Chinese characters or 3 words, of which at most 5 % bind others into a sentence (我, 会, 的,
    the, to); and they have at most 3.5 characters or 1.6 words on average, or 60 % of them stand
    in the item's criteria or reference.
    """
    text = candidate_only(answer.text or "")
    is_cjk_text = sum(map(is_cjk, text)) * 3 > len(text)
    split = _PIECE if is_cjk_text else _CLAUSE
    pieces = {each.strip() for each in split.findall(text)} - {""}
    if len(pieces) < _FEWEST_PIECES:
        return
    short = [each for each in pieces if _is_short(each)]
    if len(short) < _MOST_SHORT * len(pieces) or _binding(short) > _MOST_BINDING:
        return
    known = _criterion_words(item, language)
    found = sum((said := fold(each).text) != "" and said in known for each in short)
    if found >= _FROM_CRITERIA * len(pieces) or _are_words(short):
        told = Message(
            "a list of {n} words without sentences; {found} of them are words of the criteria",
            n=len(pieces),
            found=found,
        )
        yield Observation(flag="padded", spans=((0, len(text)),), told=told)


def _is_short(piece: str) -> bool:
    # Cheap, because this is asked of every piece of every answer.
    return len(piece) <= _LONGEST_CJK or (piece.isascii() and len(piece.split()) <= _LONGEST_WORDS)


def _are_words(pieces: list[str]) -> bool:
    """Whether pieces are single words on average, not steps of a checklist."""
    words = sum(len(piece.split()) for piece in pieces if piece.isascii())
    others = [piece for piece in pieces if not piece.isascii()]
    most = _MEAN_WORDS * (len(pieces) - len(others)) + _MEAN_CJK * len(others)
    return words + sum(map(len, others)) <= most


def _binding(pieces: list[str]) -> float:
    """The share of characters and words that make sentences of others."""
    words = [word for piece in pieces for word in tokens(piece).words]
    return sum(word in _BINDING or word in _BINDING_WORDS for word in words) / len(words)


@lru_cache(maxsize=64)
def _criterion_words(item: Item, language: Language) -> str:
    """All that the criteria and the reference of *item* say, folded."""
    texts = [item.reference]
    for each in item.criteria:
        texts += [each.description, each.label, *each.indicators]
        texts += [level.description for level in each.levels]
    return fold("。".join(text.of(language) for text in texts)).text
