"""Scoring points with their marks, and rating bands, out of the words of a paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .lines import Line
from .words import folded, label_at

_P = r"(?P<{0}>[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)"
_UNIT = r"(?:分|points?\b|pts?\b|marks?\b)"
_SIGNED = (
    rf"[(\[]\s?(?:得|计|占|给|\+|共)?\s?{_P.format('a')}\s?(?:{_UNIT}|')\s?[)\]]"
    rf"|(?:\.{{3,60}}|…{{1,30}}|—{{1,30}}|-{{2,60}}|–{{1,30}}|_{{2,60}}|·{{3,60}})\s?[(]?{_P.format('b')}\s?{_UNIT}[)]?"
    rf"|(?:[,:;\s]|(?<=[得计占给])|^)\s?(?:得|计|占|给)?\s?{_P.format('c')}\s?{_UNIT}(?=\s?(?:[;。,、:.|]|$))"
)
_MARK = re.compile(_SIGNED, re.IGNORECASE)
# In a marking scheme a mark may follow its words with nothing between.
_MARK_LISTED = re.compile(
    rf"{_SIGNED}|(?<=[\u4e00-\u9fff]){_P.format('d')}\s?分(?=\s?(?:[;。,、]|$))", re.IGNORECASE
)
# And may stand in brackets without its unit, at the end of its words.
_BARE = re.compile(rf"\(\s?{_P.format('a')}\s?\)(?=\s?(?:[;。,、.]|$))(?P<b>)(?P<c>)")
# Sums, ceilings, deductions and marks per point are told with the same words.
_NOT_ONE = re.compile(
    r"(?:共计?|总计?|总分|合计|满分|小计|最多|最高|至多|不超过|不得超过|上限|扣除?|倒扣|(?:每[点项条个处步题小空一次句出]|答[出对]一?)[^,;。]{0,12}"
    r"|total|maximum|max|up\sto|each|per|minus|deduct|lose)\s?(?:为|得|计|:|of|给)?\s?[(\[,]?\s?$",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(r"[0-9]\s?(?:分)?\s?[-~—–至到]\s?$")
_EACH = re.compile(
    rf"(?:每|答出?一?|各)\s?[^,;。]{{0,8}}(?:点|条|项|个|步)\s?(?:得|给|计|各)?\s?{_P.format('n')}\s?分"
    rf"|{_P.format('m')}\s?{_UNIT}\s(?:each|per\s(?:point|item|step))",
    re.IGNORECASE,
)
LIST_MARK = re.compile(
    r"[①-⑳]|(?<![0-9A-Za-z.])\(?[0-9]{1,2}\s?[).、](?![0-9])|(?:^|(?<=[\s;。]))[-•*·●■◆▲]\s?"
    r"|(?:第[一二三四五六七八九十][,:、]|[一二三四五六七八九十]、)"
)
_EDGES = " \t　;；、,，。.:：-—–…·_|()（）[]【】"
_NAMES = (
    "优秀|优良|优|良好|良|中等|中|一般|合格|及格|较好|较差|差|好|不足|待提高"
    r"|第?[一二三四五六]\s?[档等级]|[A-E]\s?[档等级]|[A-E]"
    "|excellent|outstanding|strong|good|satisfactory|fair|adequate|average|weak|poor|limited"
)
_BAND = re.compile(
    rf"(?:(?<![\u4e00-\u9fffA-Za-z])(?P<name>{_NAMES})\s?[:(]?\s?)?(?<![0-9.])(?P<low>[0-9]{{1,3}})\s?分?\s?[-~—–至到]\s?"
    rf"(?P<high>[0-9]{{1,3}})\s?{_UNIT}?\s?[)\]]?\s?[:,]?\s?",
    re.IGNORECASE,
)
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringPoint:
    """What a paper gives marks for; `line` is where it says so."""

    text: str
    marks: Decimal
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A level of quality with the range of points it stands for."""

    name: str
    low: Decimal
    high: Decimal
    text: str
    line: int


def scoring_points(lines: Sequence[Line], *, in_list: bool) -> list[ScoringPoint]:
    """
    The scoring points of *lines* with their own marks, in their order.

    *in_list* where the lines are a marking scheme: what follows the last mark is a remark, and a
    mark may stand before its words. Sums, ceilings, deductions and ranges are no scoring points.
    """
    found: list[ScoringPoint] = []
    carried = ""
    for line in lines:
        marks = _marks_of(line.key, in_list=in_list)
        if not marks:
            is_head = not in_list or LIST_MARK.match(line.key) is not None
            carried = line.text if is_head else ""
            continue
        if in_list and _leads(line.key, marks[0]) and (points := _leading(line, marks)):
            found += points
        else:
            found += _trailing(line, marks, carried)
        carried = ""
    return found


def _marks_of(key: str, *, in_list: bool) -> list[re.Match[str]]:
    pattern = _MARK_LISTED if in_list else _MARK
    marks = [match for match in pattern.finditer(key) if not _is_other(key, match)]
    if not marks and in_list:
        bare = list(_BARE.finditer(key))
        return bare if len(bare) > 1 or key.endswith((")", ")。", ").")) else []
    return marks


def _figure(match: re.Match[str]) -> str:
    return next(name for name in match.re.groupindex if match[name])


def _is_other(key: str, match: re.Match[str]) -> bool:
    before = key[max(0, match.start() - 16) : match.start(_figure(match))]
    inner = before.rstrip("([ ")
    return any(
        pattern.search(text) is not None
        for pattern in (_NOT_ONE, _RANGE_BEFORE)
        for text in (before, inner)
    )


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match[_figure(match)])


def _leads(key: str, first: re.Match[str]) -> bool:
    """True where the first mark stands before its words: 2分:先道歉."""
    return not _stripped(key[: first.start()]) and bool(_stripped(key[first.end() :]))


def _leading(line: Line, marks: Sequence[re.Match[str]]) -> list[ScoringPoint]:
    ends = [match.start() for match in marks[1:]] + [len(line.text)]
    made = [
        ScoringPoint(text=_stripped(line.text[m.end() : end]), marks=_value(m), line=line.number)
        for m, end in zip(marks, ends, strict=True)
    ]
    return made if all(each.text for each in made) else []


def _trailing(line: Line, marks: Sequence[re.Match[str]], carried: str) -> Iterator[ScoringPoint]:
    start = 0
    for match in marks:
        text = _own_words(line.text[start : match.start()])
        if not text and start == 0:
            text = _own_words(carried)
        start = match.end()
        if text and _value(match) > 0:
            yield ScoringPoint(text=text[:_LONGEST], marks=_value(match), line=line.number)


def _own_words(text: str) -> str:
    """The words a mark belongs to: behind the last sign of a list, else behind a remark."""
    key = folded(text)
    signs = list(LIST_MARK.finditer(key))
    if signs:
        text = text[signs[-1].end() :]
    label, end = label_at(folded(text).lstrip())
    text = text.lstrip()[end:] if label else text
    tail = folded(text).rstrip(_EDGES)
    cut = max(tail.rfind(sign) for sign in ";。")
    return _stripped(text[cut + 1 :])


def _stripped(text: str) -> str:
    sign = LIST_MARK.match(folded(text).lstrip())
    text = text.lstrip()[sign.end() :] if sign else text
    text = text.strip(" \t　;；、,，。.:：-—–…·_|*•")
    # A bracket that was opened before the mark, or closed behind it.
    if folded(text).count("(") > folded(text).count(")"):
        text = text.rstrip("(（[【 ")
    return text


def each_worth(lines: Sequence[Line]) -> Decimal | None:
    """What one point of a list is worth, where the paper says so (每点2分); None where not."""
    for line in lines:
        if found := _EACH.search(line.key):
            return Decimal(found["n"] or found["m"])
    return None


def bands_of(lines: Sequence[Line]) -> list[Band]:
    """Rating bands of *lines*, lowest first; none unless there are two that do not overlap."""
    found: list[Band] = []
    for line in lines:
        matches = list(_BAND.finditer(line.key))
        if not matches:
            continue
        ends = [match.start() for match in matches[1:]] + [len(line.text)]
        for match, end in zip(matches, ends, strict=True):
            low, high = sorted((Decimal(match["low"]), Decimal(match["high"])))
            text = _stripped(line.text[match.end() : end])
            name = match["name"] or _stripped(line.text[: match.start()])[-12:]
            if match == matches[-1] and not text and match.start() > 0 and not match["name"]:
                text = _stripped(line.text[: match.start()])
            if low < high or match["name"]:
                found.append(Band(name=name, low=low, high=high, text=text, line=line.number))
    found.sort(key=lambda band: band.high)
    apart = all(one.high <= two.low for one, two in pairwise(found))
    return found if len(found) > 1 and apart else []
