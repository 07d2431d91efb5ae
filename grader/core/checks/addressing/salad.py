"""Rows of words of praise, or of signs, that make no sentence: found by search, not written."""

import re

from .pattern import Signal
from .view import View

_LINE = re.compile(r"[^\n。！？!?;；]{12,300}")
_LATIN = re.compile(r"[a-z]+(?:'[a-z]+)?")
_PRAISE_STEMS = (
    "flawless superb outstanding excellen exemplar satisf perfect brilliant masterf impeccab "
    "remarkab exception magnific splendid resounding superlativ stellar supreme praisew "
    "informative supporting compel engag insightf uplift conclusiv detailing"
).split()
_PRAISE_ZH = re.compile(
    "无瑕|满级|卓绝|圆满|完美|精妙绝伦|卓越|优异|杰出|极佳|满分|绝佳|至臻|无懈可击|尽善尽美"
)
# What joins words to a sentence.
_JOINS = set(
    "the a an i we you he she it they this that is are was were be to of and or for in on at with "
    "my your our his her their will would can could should must do does did not no have has "
    "had".split()
)
_JOINS_ZH = re.compile("[我你他她它的了会是在和并把被要就再先请给]")
# Ends of code and of markup, glued to words: what a search over tokens leaves behind.
_DEBRIS = re.compile(
    r"\.\]\((?!http|#|/)|(?<!<)!--|\\ ?\+|[\]}]?\{\"|\"\\|\\!|\*\*(?=\w+ \w+\?)|\w\]\{"
)
_FEWEST = 2


def salads(view: View) -> list[Signal]:
    """Lines of *view* (in lower case) that are such a row."""
    return [
        Signal(*view.span(*match.span()), "salad")
        for match in _LINE.finditer(view.text)
        if _is_salad(match[0])
    ]


def _is_salad(line: str) -> bool:
    if len({match[0] for match in _DEBRIS.finditer(line)}) >= _FEWEST:
        return True
    if _JOINS_ZH.search(line):
        return False
    said = _LATIN.findall(line)
    if not _JOINS.isdisjoint(said):
        return False
    praise = sum(word.startswith(stem) for word in set(said) for stem in _PRAISE_STEMS)
    praise += len(set(_PRAISE_ZH.findall(line)))
    return praise > _FEWEST and len(said) >= _FEWEST
