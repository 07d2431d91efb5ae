"""The words of an answer that name a grader, a scale, this text or an order, by place."""

import re
from collections.abc import Iterator

from . import chinese_words, english_words, foreign_words
from .view import View

# Whom and what a word names. `full` are the highest points in so many words, `top` what is
# highest in any way, `met` what is reached, `dim` what is rated each for itself; `rate` are words
# of rating and points, `rater` those who rate in so many words, `desk` who might; `scheme` is what
# a rating goes by, `rules` any rules; `self` is this text, `own_text` a text of a candidate;
# `number` and `arrow` write a result. `trade` is what the job is about. `praise` is how
# a rater speaks well of an answer. `work` to `habit` are of whole sentences: of customers, of the
# writer, of a survey, of what others said, of what is usually done.
KINDS = (
    "full", "top", "rate", "rater", "desk", "scheme", "rules", "self", "own_text", "key", "void",
    "met", "dim", "give", "all", "ask", "you", "role", "plea", "deal", "if", "number", "arrow",
    "trade", "work", "own", "survey", "quoted", "habit",
    "praise",
)  # fmt: skip
BITS = {kind: 1 << place for place, kind in enumerate(KINDS)}
Word = tuple[int, int]
"""Where it stands in the original, and the bit of what it names."""

_ZH: dict[str, int] = {}
for _kind, _some in chinese_words.WORDS.items():
    for _word in _some.split():
        _ZH[_word] = _ZH.get(_word, 0) | BITS[_kind]
# How long the words are that begin with one or two characters, the longest first.
_LENGTHS: dict[str, tuple[int, ...]] = {}
for _word in sorted(_ZH, key=len):
    _LENGTHS[_word[:2]] = (len(_word), *_LENGTHS.get(_word[:2], ()))
_FIRST = re.compile("[" + "".join(sorted({word[0] for word in _ZH})) + "]")
_EN: dict[str, int] = {}
for _kind, _some in english_words.WORDS.items():
    for _word in _some.split():
        _said = _word if _word == "addresses_grader" else _word.replace("_", " ")
        _EN[_said] = _EN.get(_said, 0) | BITS[_kind]
_OTHER: dict[str, int] = {}
for _kind, _some in foreign_words.WORDS.items():
    for _word in _some.split():
        _said = _word.replace("_", " ")
        _OTHER[_said] = _OTHER.get(_said, 0) | BITS[_kind]
_ANY_OTHER = re.compile(
    r"(?<![a-z\u0400-\u04ff])(?:"
    + "|".join(sorted((word for word in _OTHER if word < "\u0500"), key=len, reverse=True))
    + ")|"
    + "|".join(sorted((word for word in _OTHER if word > "\u0500"), key=len, reverse=True))
)
_HAS_OTHER = re.compile("[\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af]|[a-z]{4}")
# No part of a word with foreign letters in it.
_TOKEN = re.compile(r"(?<![\u0370-\u04ff])[a-z_]+(?:'[a-z]+)?(?![\u0370-\u04ff'a-z_])|[.,;:!?\n。]")
_HAS_LATIN = re.compile("[a-z]{2}")
_SELF = re.compile(
    "[本此该这以上下前我][上下面文述的这写]?(?:份|个|篇|段|条|道|些|的|题|一|位|名){0,3}(?:答案|回答|作答|答卷|"
    "答题|卷子?|文本|内容|文字|题(?![目库材])|记录|考生|候选人|应聘者|解答|答复)"
)
_ARROW = re.compile(r"->|=>|→|: *(?:$|\n)|--|—|<!|\*\*\*|\[|【|=")
_CHINESE_POINTS = re.compile("[一二三四五六七八九十百](?:级|(?<=[四五十百])分(?![钟之]))")
_LETTER_GRADES = re.compile(
    r"(?:评|级|档|档位|grade|band|level|mark|rating|result)[\"']? ?[:=] ?[\"']?"
    r"(?:a\+?(?![a-z])|优(?![惠先质势化点]))"
)
_FIGURES = re.compile(r"(?<![\d.])(?:100|[12]0|9\d|[3-9])(?!\d|\.\d)")
_OUT_OF = re.compile("[/★]|out of")
_ALL_OF = re.compile(
    r"(?<![\d./])(\d{1,3}) ?(?:/|out of) ?\1(?![\d/])|★{4}|"
    r"(?:four|five|ten) out of (?:four|five|ten)"
)
_BEFORE_POINTS = re.compile(
    r"(?:level|等级|评分|得分|[为成给写全得项理程调环]|score|as|of|to|marker?|gets|put|一律|输出|output|sum|"
    r"empathy|process|coordination|closure|total|label|is)"
    r"[:=是为 \"]{0,3}$"
)
_AFTER_POINTS = re.compile(
    r" ?分(?![钟之])|级|/\d| (?:points|marks|out of|for (?:each|every|all)|on (?:each|every|all)|"
    "next to|across)"
)
_NO_POINTS = re.compile(r"\.\d|[\d%]|分钟| ?(?:minutes|hours|days|%|元|小时|天|个|次)")
_OF_THIS = {"this", "my", "the", "above", "preceding", "present", "current"}
_TEXTS = {
    "answer", "answers", "response", "submission", "reply", "essay", "text", "item", "candidate",
    "applicant", "paper", "script", "record", "entry", "one", "attempt", "writing", "line",
}  # fmt: skip
_THE = {"answer", "response", "submission", "candidate", "applicant"}


def words(view: View) -> Iterator[Word]:
    """What the words of *view*, folded, name."""
    text, places = view.text, view.starts
    if not text.isascii():
        for at, bit in _chinese(text):
            yield places[at], bit
    for at in _points(text):
        yield places[at], BITS["number"]
    for match in _ARROW.finditer(text):
        yield places[match.start()], BITS["arrow"]
    if _HAS_OTHER.search(text):
        for match in _ANY_OTHER.finditer(text):
            yield places[match.start()], _OTHER[match[0]]
    if _HAS_LATIN.search(text):
        for at, bit in _latin(text):
            yield places[at], bit


def _chinese(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for match in _FIRST.finditer(text):
        at = match.start()
        if at < end:
            continue
        for length in _LENGTHS.get(text[at : at + 2], ()):
            if (bits := _ZH.get(text[at : at + length])) is not None:
                yield at, bits
                end = at + length
                break
        else:
            if (bits := _ZH.get(match[0])) is not None:
                yield at, bits
    for match in _SELF.finditer(text):
        yield match.start(), BITS["self"]


def _points(text: str) -> Iterator[int]:
    """Places of figures that are points or a level, from what stands beside them."""
    for match in _FIGURES.finditer(text):
        start, end = match.span()
        if _AFTER_POINTS.match(text, end) or (
            _BEFORE_POINTS.search(text, max(0, start - 14), start)
            and not _NO_POINTS.match(text, end)
        ):
            yield start
    patterns = [_CHINESE_POINTS, _LETTER_GRADES] + [_ALL_OF] * bool(_OUT_OF.search(text))
    for pattern in patterns:
        yield from (match.start() for match in pattern.finditer(text))


def _latin(text: str) -> Iterator[tuple[int, int]]:
    first, began, before, last = 0, 0, "", ""
    for match in _TOKEN.finditer(text):
        word, start = match[0].removesuffix("'s"), match.start()
        if (bit := _EN.get(word)) is not None:
            yield start, bit
        if (bit := _EN.get(f"{last} {word}")) is not None:
            yield began, bit
        if (bit := _EN.get(f"{before} {last} {word}")) is not None:
            yield first, bit
        if word in _TEXTS and (last in _OF_THIS or before in _OF_THIS):
            is_this = last != "the" and before != "the"
            if is_this or word in _THE:
                yield start, BITS["self" if is_this else "own_text"]
        elif last in _TEXTS and word in {"above", "below"}:
            yield start, BITS["self"]
        first, began, before, last = began, start, last, word
