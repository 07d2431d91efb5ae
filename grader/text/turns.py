"""Pasted interview transcripts: which stretches are the candidate's own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..records import Line

_INTERVIEWER = (
    r"面试官|主面试官|面试考官|考官|主考官?|面试主持人?|招聘官|招聘经理|招聘专员|评委"
    r"|hr(?:bp)?|interviewer|examiner|recruiter|hiring[ \t]manager|panel(?:l?ist)?"
)
_CANDIDATE = (
    r"考生|候选人|应聘者|求职者|应试者|受试者|被面试者|面试者|本人|我"
    r"|candidate|applicant|interviewee|me"
)
_ANONYMOUS = r"(?:说话人|发言人|讲话人|发言者|speaker|spk)[ \t_]?(?:\d{1,3}|[a-z]|[一二三四五六])"
_TIME = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?"
_STAMP = rf"[\[(（【<]?[ \t]{{0,2}}{_TIME}[ \t]{{0,2}}[\])）】>]?"
# A number behind a space may also be the hour of a time: 面试官 00:12.
_TAG = (
    r"(?:\d{1,2}(?![a-z\d])|[ \t]\d{1,2}(?![a-z\d]|[:：]\d{2})|[ \t]?[a-z甲乙丙一二三](?![a-z])"
    r"|[（(][^()（）\n]{1,12}[)）])?"
)
_GAP = r"[ \t\u3000]{0,4}"
_MARKUP = r"(?:<v(?:\.\w{1,20})?[ \t]|[*_【\[]{1,2})?"
# A head opens a line, or follows the end of a sentence where line breaks were lost.
_HEAD = re.compile(
    rf"(?P<at>^|(?<=[。！？!?；;\s]))"
    rf"(?P<before>{_STAMP}{_GAP}[-–—]?{_GAP})?{_MARKUP}"
    rf"(?:(?P<asks>{_INTERVIEWER}){_TAG}|(?P<says>{_CANDIDATE}){_TAG}|(?P<anyone>{_ANONYMOUS}))"
    rf"[*_】\]]{{0,2}}{_GAP}(?P<after>{_STAMP})?{_GAP}"
    rf"(?:(?P<mark>[:：>])[*_]{{0,2}}|(?=\r?$))[ \t\u3000]{{0,4}}",
    re.IGNORECASE | re.MULTILINE,
)
# A name of somebody else at the start of a line, looked at only beside an interviewer's turns.
_NAMED = re.compile(
    rf"^(?P<before>{_STAMP}{_GAP})?(?P<name>[^\W\d_][^\s:：\[(（<,，。]{{0,11}}){_GAP}(?P<after>{_STAMP})?"
    rf"{_GAP}(?:(?P<mark>[:：])|(?=\r?$))[ \t\u3000]{{0,4}}",
    re.MULTILINE,
)
# The number and the times of a subtitle, and a time that stands alone on its line.
_TIMING = re.compile(
    rf"(?:^[ \t]*\d{{1,5}}[ \t]*\r?\n)?^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\n]*(?:\n|\Z)"
    rf"|^[ \t]*{_STAMP}[ \t]*\r?(?:\n|\Z)|</v>|^WEBVTT[^\n]*\n",
    re.MULTILINE,
)
# Searching for these is much cheaper than for a pattern, and nearly every answer has none.
_SIGNS = """面试 考官 主考 招聘 评委 说话人 发言 讲话人 speaker spk interviewer examiner recruiter
    hiring panel hr""".split()
_FEWEST = 2

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Turns:
    """
    Whose words a transcript holds, as half-open spans of its code points.

    `candidate` are the candidate's turns without labels and times; `others` is all else that was
    said, labels and times included. `is_sure` where the labels say who is the candidate; else it
    is taken to be who says most, or who is not the interviewer.
    """

    candidate: tuple[Span, ...]
    others: tuple[Span, ...]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Head:
    """The label of a turn: whose it is, and from where to where it reaches."""

    role: str
    name: str
    start: int
    end: int


def read_turns(text: str) -> Turns | None:
    """
    Who says what in *text*, or None where it is no interview transcript.

    It is one where an interviewer's turns and somebody else's are labelled, or where nameless
    speakers (说话人1, Speaker 2) are labelled with times. A dialogue with a customer that an
    answer tells (客户：… 我：…) is none.
    """
    if not (":" in text or "：" in text) or not _has_sign(text.lower()):
        return None
    heads = list(_heads(text))
    if any(head.role == "asks" for head in heads):
        is_sure = any(head.role == "says" for head in heads)
        if not is_sure:
            heads = _with_another(text, heads)
    else:
        heads, is_sure = _with_most_said(text, heads), False
    if {head.role for head in heads} != {"asks", "says"}:
        return None
    return _turns(text, heads, is_sure=is_sure)


def _has_sign(text: str) -> bool:
    for sign in _SIGNS:  # noqa: SIM110 - several times faster than any()
        if sign in text:
            return True
    return False


def candidate_spans(text: str) -> tuple[Span, ...] | None:
    """Where the candidate speaks in the transcript *text*; None where it is no transcript."""
    turns = read_turns(text)
    return turns.candidate if turns else None


def candidate_lines(lines: Sequence[Line], spans: Sequence[Span] | None) -> Sequence[Line]:
    """What of *lines* stands inside *spans*, as many lines as before; all where those are None."""
    if spans is None:
        return lines
    is_said = bytearray(max((high for _, high in spans), default=0))
    for low, high in spans:
        is_said[low:high] = b"\1" * (high - low)
    return [_kept(line, is_said) for line in lines]


def _kept(line: Line, is_said: bytearray) -> Line:
    kept = [i for i, at in enumerate(line.at) if at < len(is_said) and is_said[at]]
    return Line(text="".join(line.text[i] for i in kept), at=tuple(line.at[i] for i in kept))


def bare_quote(quote: str) -> str:
    """*quote* of a transcript without the label and the time it may begin with."""
    match = _HEAD.match(quote)
    return quote[match.end() :] if match else quote


def candidate_words(text: str) -> str:
    """What the candidate says in *text*: all of it, unless it is a transcript."""
    spans = candidate_spans(text)
    return text if spans is None else "\n".join(text[start:end] for start, end in spans)


def candidate_only(text: str) -> str:
    """*text* with spaces for what others than the candidate say; every word keeps its place."""
    spans = candidate_spans(text)
    if spans is None:
        return text
    kept, last = [], 0
    for start, end in spans:
        kept += [" " * (start - last), text[start:end]]
        last = end
    return "".join([*kept, " " * (len(text) - last)])


def _heads(text: str) -> Iterator[_Head]:
    for match in _HEAD.finditer(text):
        is_line = match.start() == 0 or text[match.start() - 1] == "\n"
        has_time = bool(match["before"] or match["after"]) or _follows_times(text, match.start())
        if not match["mark"] and not has_time:
            continue
        if match["anyone"]:
            if is_line and has_time:
                yield _head(match, "anyone", match["anyone"])
        elif is_line or match["mark"]:
            role = "asks" if match["asks"] else "says"
            yield _head(match, role, match[role])


def _head(match: re.Match[str], role: str, name: str) -> _Head:
    return _Head(role, "".join(name.split()).casefold(), match.start(), match.end())


def _follows_times(text: str, start: int) -> bool:
    """True where the line before *start* is the times of a subtitle."""
    line = text[max(0, start - 80) : start].rstrip("\r\n").rpartition("\n")[2]
    return "-->" in line


def _with_another(text: str, heads: list[_Head]) -> list[_Head]:
    """*heads* with those of the one other speaker there is; none where there are several."""
    nameless = [head for head in heads if head.role == "anyone"]
    known = {head.start for head in heads}
    others = nameless or [
        _Head("anyone", match["name"].casefold(), match.start(), match.end())
        for match in _NAMED.finditer(text)
        if (match["mark"] or match["before"] or match["after"]) and match.start() not in known
    ]
    if len({head.name for head in others}) != 1:
        return []
    asking = [head for head in heads if head.role == "asks"]
    saying = [_Head("says", head.name, head.start, head.end) for head in others]
    return sorted(asking + saying, key=lambda head: head.start)


def _with_most_said(text: str, heads: list[_Head]) -> list[_Head]:
    """Nameless *heads*, the one who says most taken for the candidate."""
    nameless = [head for head in heads if head.role == "anyone"]
    said: dict[str, int] = {}
    for head, end in _bounds(text, nameless):
        size = sum(high - low for low, high in _said(text, head.end, end))
        said[head.name] = said.get(head.name, 0) + size
    if len(said) < _FEWEST:
        return []
    most = max(said, key=lambda name: said[name])
    return [
        _Head("says" if head.name == most else "asks", head.name, head.start, head.end)
        for head in nameless
    ]


def _bounds(text: str, heads: list[_Head]) -> Iterator[tuple[_Head, int]]:
    """Each head with the end of its turn: where the next begins."""
    ends = [*(head.start for head in heads[1:]), len(text)]
    return zip(heads, ends, strict=False)


def _turns(text: str, heads: list[_Head], *, is_sure: bool) -> Turns:
    spans: list[Span] = []
    for head, end in _bounds(text, heads):
        if head.role == "says":
            spans += _said(text, head.end, end)
    others, last = [], 0
    for start, end in [*spans, (len(text), len(text))]:
        if text[last:start].strip():
            others.append((last, start))
        last = end
    return Turns(tuple(spans), tuple(others), is_sure)


def _said(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches of a turn between times, without white space around them."""
    cuts = [(match.start(), match.end()) for match in _TIMING.finditer(text, start, end)]
    for low, high in zip([start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end],
                         strict=True):  # fmt: skip
        piece = text[low:high]
        if piece.strip():
            yield low + len(piece) - len(piece.lstrip()), low + len(piece.rstrip())
