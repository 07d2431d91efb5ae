"""Answers in another language than the question's."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ...message import Message
from ...records import Answer, Item, Language, Observation
from ...text.turns import candidate_only

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?")
# Kana, Hangul, Cyrillic, Greek, Arabic, Hebrew, Thai, Indic: letters of neither language.
_OTHER = re.compile(
    "[\u0370-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7af]"
)
_ASKED_FOR = re.compile(
    "英语|英文|外语|双语|翻译|中文|汉语|english|chinese|bilingual|translat", re.IGNORECASE
)
_SYLLABLE = (
    # Possessive: a word of many vowels can be cut in more ways than one could try.
    "(?>(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui"
    "|un|uo|ve|a|e|i|o|u|v)|ng?)"
)
_PINYIN = re.compile(f"{_SYLLABLE}++", re.IGNORECASE)
# A Chinese word has about 1.7 characters.
_HAN_PER_WORD = 1.7
_FEWEST_WORDS = 15
_MOST_OWN = 0.2
_MOSTLY = 0.85
_MOST_KANA = 0.5


def off_language(answer: Answer, item: Item, language: Language) -> Iterator[Observation]:
    """
    Flag `off_language` where less than a fifth of the words are in the question's language.

    The question's language is that of *language* where its text is there in both, else that of
    its script. At least 15 words have to be in others; names and terms among Chinese are not
    enough, and a question that names a language asks for what it wants.
    """
    text, wanted = candidate_only(answer.text or ""), _wanted(item.text.zh, item.text.en, language)
    if wanted is None:
        return
    latin = _LATIN.findall(text)
    other = len(_OTHER.findall(text)) / _HAN_PER_WORD
    if wanted == "zh" and len(latin) + other < _FEWEST_WORDS:
        return
    han = len(_HAN.findall(text)) / _HAN_PER_WORD
    if other > _MOST_KANA * han:
        # Japanese is written with Chinese characters between kana.
        han, other = 0.0, han + other
    own, others = (han, len(latin) + other) if wanted == "zh" else (len(latin), han + other)
    if others < _FEWEST_WORDS or own >= _MOST_OWN * (own + others):
        return
    yield Observation(flag="off_language", told=_told(wanted, latin, others))


@lru_cache(maxsize=256)
def _wanted(zh: str, en: str, language: Language) -> Language | None:
    """The language of the question that says *zh*, or *en*; None where it names one itself."""
    question = (zh or en) if language == "zh" else (en or zh)
    if _ASKED_FOR.search(question):
        return None
    if zh and en and zh != en:
        return language
    han, latin = len(_HAN.findall(question)), len(_LATIN.findall(question))
    return language if not han and not latin else "zh" if han > latin else "en"


def _told(wanted: Language, latin: list[str], others: float) -> Message:
    if wanted == "en":
        return Message("the question is in English, the answer hardly")
    if len(latin) >= _MOSTLY * others and _is_pinyin(latin):
        return Message("the question is in Chinese, the answer in Pinyin")
    return Message("the question is in Chinese, the answer hardly")


def _is_pinyin(words: list[str]) -> bool:
    return sum(bool(_PINYIN.fullmatch(word)) for word in words) >= _MOSTLY * len(words)
