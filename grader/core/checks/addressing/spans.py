"""The words of an answer that are written to the grader: whole sentences, whole blocks."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .pattern import Kind, Signal
from .view import Span
from .weigh import Unit, weighed

# So many characters between two sentences in the grader's direction belong to them.
_BRIDGE = 24
# A sentence ends at its mark or line; what stands in quotation marks stays with who says it.
_SENTENCE = re.compile(
    r"(?:“[^”\n]{0,300}”|「[^」\n]{0,300}」|\"[^\"\n]{0,300}\"|(?<!\w)'[^\n]{0,200}?[.,!?]'(?!\w)"
    r"|[^\n。！？!?；;.“「\"]|[“「\"]|[.;](?=\S)){1,240}"
    r"[。！？!?；;.]{0,3}[”’」』）)\"']{0,2}|[\n。！？!?；;.]"
)
# Customers, staff, machines at work: whom an honest answer tells to ignore, output or rate.
_WORK = re.compile(
    "客户|顾客|用户|乘客|旅客|买家|消费者|观众|球迷|访客|业主|会员|客服|坐席|座席|机器人|知识库|话术|主管|经理|同事|"
    "新人|新员工|骗子|诈骗|钓鱼|黑客|对方|对话|通话|录音|工单|商家|店铺|供应商|家长|孩子|选手|比赛|参赛|投诉|会员|优先级|"
    "故障|事件|保密|司机|活动|车票|订单|"
    r"customer|client|guest|caller|passenger|shopper|buyer|\bagents?\b|chatbot|\bbots?\b|colleague|scam|phish|fraud|hacker|"
    r"\btickets?\b|trainee|supervisor|\bmanagers?\b|\bteams?\b|\bcalls?\b|\busers?\b|\bus\b|my service|parent|child|"
    r"athlete|contestant|complaint|supplier|priority|company|\bmember|loyalty",
    re.IGNORECASE,
)
_OWN = re.compile(
    "我们?(?:会|将|要|通常|曾|负责|平时|一般|一直|也会|都会|还会|应该|必须|需要)|给自己|自评|自我评|"
    r"\b(?:i|we)(?:'d| would| will|'ll| always| never| used to| usually| could| have| had| also)\b"
    r"|\bmyself\b|\bour\b",
    re.IGNORECASE,
)
# Points that customers give, or the own house.
_SURVEY = re.compile(
    "好评|五星|满意度|回访|质检|绩效|问卷|评优|kpi|nps|csat|dsr|推荐者|考核指标|"
    r"survey|satisfaction|\bqa\b|quality (?:check|score|assurance)|promoter|five[- ]star|reviews? site",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of an answer written to the grader, in order, and what they want."""

    spans: tuple[Span, ...]
    kinds: frozenset[Kind]


def stretches(text: str, signals: Sequence[Signal]) -> Stretches:
    """What of *text* addresses the grader, given the *signals* in it."""
    if not signals:
        return Stretches((), frozenset())
    units = _units(text, signals)
    found = weighed(units)
    if not found:
        return Stretches((), frozenset())
    chosen = _grown(units, {n for (low, high), _ in found for n in range(low, high)})
    spans = _merged(text, [(units[n].start, units[n].end) for n in sorted(chosen)])
    return Stretches(spans, frozenset(kind for _, kind in found))


def _units(text: str, signals: Iterable[Signal]) -> list[Unit]:
    units = [
        _unit(text, *match.span()) for match in _SENTENCE.finditer(text)
    ]
    ends = [unit.end for unit in units]
    for signal in signals:
        first, last = bisect_right(ends, signal.start), bisect_right(ends, signal.end - 1)
        for unit in units[first : last + 1]:
            (unit.concealed if signal.is_concealed else unit.kinds).add(signal.kind)
            unit.kinds.add(signal.kind)
    return units


def _unit(text: str, start: int, end: int) -> Unit:
    return Unit(
        start,
        end,
        is_work=bool(_WORK.search(text, start, end)),
        is_own=bool(_OWN.search(text, start, end)),
        is_survey=bool(_SURVEY.search(text, start, end)),
    )


def _grown(units: Sequence[Unit], core: set[int]) -> set[int]:
    """*core* with the sentences beside it that go on in the same voice."""
    chosen = set(core)
    for step in (-1, 1):
        for start in core:
            at = start + step
            passed = 0
            while 0 <= at < len(units) and at not in core and not units[at].is_elsewhere:
                if units[at].kinds:
                    chosen.update(range(min(at, start), max(at, start) + 1))
                    passed = 0
                passed += units[at].end - units[at].start
                if passed > _BRIDGE and not units[at].kinds:
                    break
                at += step
    return chosen


def _merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """*spans* in order, joined over white space, without white space at their ends."""
    joined: list[Span] = []
    for start, end in spans:
        piece = text[start:end]
        low = start + len(piece) - len(piece.lstrip())
        high = start + len(piece.rstrip())
        if low >= high:
            continue
        if joined and not text[joined[-1][1] : low].strip():
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return tuple(joined)
