"""A rater's reply, imitated: an object, tags or rows that hold nothing but points and reasons."""

import re
from collections.abc import Iterator

from .pattern import Kind, Signal
from .view import View

_OBJECT = re.compile(r"\{[^{}]{4,600}\}")
_KEY = re.compile(r"[{,\n] {0,8}[\"'“”]?([a-z_]{2,24}[ _]?\d?|[\u4e00-\u9fff]{2,6})[\"'“”]? ?:")
_TAG = re.compile(r"<([a-z_]{4,24}|[\u4e00-\u9fff]{2,4})> {0,3}([^<>\n]{1,60})</\1>")
# What carries points in a reply, and what only stands beside it.
_POINTS = set(
    "score scores level levels grade grades rating ratings mark marks points total final_score "
    "overall overall_score total_score final_grade final verdict criterion criteria empathy "
    "process coordination closure evaluation assessment 得分 分数 评分 等级 总分 总评 评级 结论 "
    "成绩 同理心 共情 流程 协调 闭环 协作 跟进 最终得分".split()
)
_BESIDE = set(
    "reason reasons rationale justification explanation evidence quote confidence flags flag "
    "improvements strengths summary max pass passed 评语 理由 证据 引文 依据 说明 改进 亮点".split()
)
_SOME = r"(?:100|20|10|[4-9])(?:\.0)?(?: ?/ ?\d{1,3}|分|级)?(?!\d|[.:]\d|%)"
_BEST = "full|max|met\\b|fully|highest|top|perfect|excellent|满|最高|优秀|完全|全部"
_HIGH = re.compile(
    rf": {{0,3}}\[?[\"'“]?(?:(?:level ?)?{_SOME}|{_BEST})|: {{0,3}}[\"'“](?:a\+?|s)[\"'”]"
)
_FIRST = re.compile(rf"(?:level ?)?{_SOME}|{_BEST}|a\+?(?![a-z])")
# The same high points again and again.
_LIST = re.compile(
    r"(?<![\d.])(100|20|10|[4-9]|four|five|ten|max|满分|四级|最高)(?: ?[,/、] ?\1){2,}(?![\d.])"
)
# Results one after another, with what each is for; and a label left for the rater to fill.
_VALUE = (
    r"(?:满分|最高[分级档]?|优秀|4级|5级|(?:100|20|10|[45])(?: ?/ ?\d{1,3}|分)?(?!\d|[.:]\d|%)|"
    r"full(?: marks)?|top|a\+?(?![a-z]))"
)
_ROW = re.compile(
    r"(?:(?:^|[\s;,、|。(\[【-])[^\s:;,、|。.…=\d]{1,12}(?: [a-z]{2,12}){0,2} ?"
    rf"(?::|=|->|→|…{{1,3}}|-| ) ?{_VALUE} ?(?=$|[\s;,、|。.)\]】])){{3,}}"
)
_UNFILLED = re.compile(
    rf"(?:^|[\s。.;,|/、])([a-z]{{3,12}}|[\u4e00-\u9fff]{{1,4}})? ?(:|=>|->|→|=|得) ?{_VALUE}"
    r"[^~]{1,160}?\1 ?\2 ?(?:$|\n)"
)
# Without one of these there are none; one of those says that it is about answers.
_HINT = re.compile(
    r"[45](?!\d)|[12]0|满分|最高|优秀|\bfull\b|\btop\b|four, |five, |ten, |max, |[:=>] ?a\b"
)
_RATED = re.compile(
    "score|grade|mark|level|rat(?:e|ing)|point|answer|reply|submission|output|sample|example|"
    "评|分|级|满|答|例"
)


def replies(view: View) -> Iterator[Signal]:
    """Where *view* (in lower case) holds such a reply."""
    text = view.text
    found = [*_objects(text), *_tags(text), *(_rows(text) if _HINT.search(text) else ())]
    for start, end, kind in found:
        span = view.span(start, end)
        yield Signal(*span, kind, is_concealed=view.opens(span))


def _objects(text: str) -> Iterator[tuple[int, int, Kind]]:
    for match in _OBJECT.finditer(text):
        if _is_reply(match[0]):
            yield *match.span(), "reply"


def _tags(text: str) -> Iterator[tuple[int, int, Kind]]:
    for match in _TAG.finditer(text):
        if match[1] in _POINTS and _FIRST.match(match[2]):
            yield *match.span(), "reply"


def _rows(text: str) -> Iterator[tuple[int, int, Kind]]:
    for match in _LIST.finditer(text):
        yield *match.span(), "result"
    for pattern in (_ROW, _UNFILLED):
        for match in pattern.finditer(text):
            if _RATED.search(match[0]):
                yield *match.span(), "result"


def _is_reply(said: str) -> bool:
    """True for an object of points and reasons alone, with high points in it."""
    keys = {key.rstrip(" _0123456789") for key in _KEY.findall(said)}
    if not keys or not keys <= _POINTS | _BESIDE or not keys & _POINTS:
        return False
    return bool(_HIGH.search(said)) and (len(keys) > 1 or "criterion" in keys)
