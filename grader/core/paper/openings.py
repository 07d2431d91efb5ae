"""What a line opens: a section, a question, the answers, a labelled part, an option; or nothing."""

import re
from dataclasses import dataclass
from typing import Literal

from .declared import declared_in
from .lines import Line
from .numerals import CHINESE, number_of
from .words import label_at

Kind = Literal[
    "section", "question", "weak", "answers", "answer_of", "label", "option", "key", "text"
]
_N = rf"(?:[0-9]{{1,3}}|{CHINESE})"
_D = "[0-9]{1,3}"
_ANSWER = r"(?:参考|标准)?(?:答案|解析)(?:与解析|及解析|示例|要点)?"
_WORD = r"题目|问题|试题|考题|情景题?|情境题?|案例|简答题|论述题|问答题|面试题|题"
_ENGLISH = r"question|scenario|task|case|item|q"
_PART = re.compile(
    rf"第\s?(?P<n>{_N})\s?(?:部分|大题|章|单元|篇|模块|环节|节|卷)\s?[:、.,]?\s*"
    r"|(?:part|section|unit|module)\s?(?P<m>[0-9]{1,2}|[A-H]|[IVX]{1,4})\b\s?[:.)—–-]{0,2}\s*",
    re.IGNORECASE,
)
_CHINESE = re.compile(rf"(?:(?P<n>{CHINESE})\s?[、.:]|\((?P<m>{CHINESE})\)\s?[、.:]?)\s*")
_ROMAN = re.compile(r"(?P<n>[IVX]{1,4})\s?[.、)]\s+(?=\S)")
_ANSWERS = re.compile(
    rf"(?:[0-9]{{1,2}}[.、]|{CHINESE}、|附件?\s?[:：]?|第{CHINESE}部分\s?[:：]?)?\s?[\[(]?"
    r"(?:(?:试题|试卷|面试题?|本卷)?(?:参考|标准)?答案(?:部分|汇总|(?:与|及|和)(?:试题)?(?:解析|评分标准|评分要点|要点))?"
    r"|(?:参考|标准)答案(?:与|及|和)(?:解析|评分标准|评分要点)"
    r"|answers?(?:\skey)?(?:\sand\s(?:explanations?|marking(?:\sscheme)?))?|model\sanswers|answer\skey|marking\sscheme)"
    r"[\])]?\s?:?$",
    re.IGNORECASE,
)
_REF = re.compile(
    rf"(?:(?:第\s?(?P<a>{_N})\s?(?:小题|题|问))|(?:(?:{_WORD})\s?(?P<b>{_N}))|(?:(?P<c>{_D})\s?[.、]\s?(?:题目?)?)"
    rf"|(?:(?:question|q)\s?(?P<d>{_D})))\s?[:的]?\s?[\[(]?(?:{_ANSWER}|(?:model\s)?answer)[\])]?\s?(?::|$)\s*",
    re.IGNORECASE,
)
_STRONG = (
    re.compile(rf"[\[(]?\s?第\s?(?P<n>{_N})\s?(?:小题|题|问|道题?)\s?[\])]?\s?[:.、,]?\s*"),
    re.compile(rf"[\[(]?\s?(?:{_WORD})\s?(?P<n>{_N})\s?(?:[\])]\s?:?|[:.、]|(?=\s|\(|$))\s*"),
    re.compile(rf"(?P<n>{_D})\s?[.、)]\s?[\[(]?(?:{_WORD}|题干)\s?[\])]?\s?:\s*"),
    re.compile(
        rf"(?P<n>{_D})\s?[.、)]\s?[\u4e00-\u9fff]{{0,6}}题\s?[0-9]{{0,3}}\s?(?=[(\[]|:)(?:\s?:)?\s*"
    ),
    re.compile(
        rf"[\[(]?(?:{_ENGLISH})\s?[#.]?\s?(?P<n>{_D})\s?(?:[\])]\s?:?|[:.)—–-]|(?=\()|$)\s*",
        re.IGNORECASE,
    ),
)
_UNNUMBERED = re.compile(
    r"[\[(]?(?:题目|问题|试题|题干|问|question|q)\s?[\])]?\s?:\s*(?P<n>)", re.IGNORECASE
)
_WEAK = (
    re.compile(rf"(?P<n>{_D})\s?(?P<s>[.、])(?![0-9])\s*"),
    re.compile(rf"\((?P<n>{_D})\)(?P<s>)\s?[.、:]?\s*"),
    re.compile(rf"(?P<n>{_D})\s?(?P<s>\))\s*"),
    re.compile(rf"(?P<n>{_D})\s?(?P<s>:)(?![0-9])\s*"),
)
_OPTION = re.compile(r"\(?(?P<n>[A-H])\s?[.、):](?!\w\.)\s*(?=\S)")
_KEYS = re.compile(
    r"(?:[0-9]{1,3}\s?[:.、)]?\s?[A-H√×✓✗对错]{1,6}[\s,;]{0,3}){2,60}$"
    r"|(?:[0-9]{1,3}\s?[-~—]\s?[0-9]{1,3}\s?[:.、)]?\s?(?:[A-H√×✓✗对错]\s?){1,60}[,;]?\s{0,3}){1,60}$"
)
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Opening:
    """What a line opens; `end` is where its own words begin, `style` how its number is written."""

    kind: Kind
    end: int = 0
    number: int = 0
    shown: str = ""
    style: str = ""
    label: str = ""


TEXT = Opening("text")


def opening_of(line: Line) -> Opening:
    """What *line* opens, looked at by itself."""
    key = line.key
    if _ANSWERS.match(key):
        return Opening("answers", len(key), style="" if key.endswith(":") else "bare")
    if found := _REF.match(key):
        shown = found["a"] or found["b"] or found["c"] or found["d"]
        return Opening("answer_of", found.end(), number_of(shown), shown, "worded")
    label, end = label_at(key)
    if label:
        return Opening("label", end, label=label)
    for number, pattern in enumerate((*_STRONG, _UNNUMBERED)):
        if (found := pattern.match(key)) and not _is_part(key):
            shown = found["n"]
            return Opening("question", found.end(), number_of(shown), shown, f"strong{number}")
    return _section(line) or _numbered(key)


def _is_part(key: str) -> bool:
    return _PART.match(key) is not None


def _section(line: Line) -> Opening | None:
    key = line.key
    for style, pattern in (("part", _PART), ("chinese", _CHINESE), ("roman", _ROMAN)):
        found = pattern.match(key)
        if found is None or len(key) > 2 * _LONGEST_TITLE:
            continue
        shown = found["n"] or found.groupdict().get("m") or ""
        if number_of(shown):
            is_inner = style == "chinese" and found["n"] is None
            name = "inner" if is_inner else style
            return Opening("section", found.end(), number_of(shown), shown, name)
    if len(key) <= _LONGEST_TITLE and "题" in key and declared_in(key)[0].questions:
        return Opening("section", 0, style="bare")
    is_named = line.is_heading and len(key) <= _LONGEST_TITLE and not _WEAK[0].match(key)
    return Opening("section", 0, style="heading") if is_named else None


def _numbered(key: str) -> Opening:
    if _KEYS.match(key):
        return Opening("key")
    for number, pattern in enumerate(_WEAK):
        if found := pattern.match(key):
            style = f"weak{number}{found['s']}"
            return Opening("weak", found.end(), int(found["n"]), found["n"], style)
    if found := _OPTION.match(key):
        return Opening("option", found.end(), number_of(found["n"]), found["n"])
    return TEXT


def is_title(line: Line, opening: Opening) -> bool:
    """True where the words behind a section's number read as a title, not as a sentence."""
    words = line.key[opening.end :]
    return len(words) <= _LONGEST_TITLE and not words.rstrip().endswith(tuple("。;?!,"))
