"""Numbered answers written one under the other, taken apart at the numbers that part them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

_ONES = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "两": 2}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUM = r"(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
_WORD = r"题目|问题|试题|题|问|回答|答案|答|question|item|answer|part|q|a"
# Bounded, so that a text of blanks takes no time.
_GAP = r"[ \t\u3000]{0,4}"
_START = r"^[ \t\u3000]{0,60}(?:\#{1,6}[ \t]{0,4}|\*\*|[>•·][ \t]{0,4})?"
_LABEL = re.compile(
    _START
    + rf"""(?:
      [【\[(（]?{_GAP}第{_GAP}(?P<nth>{_NUM}){_GAP}(?:小题|题|问|道题?){_GAP}[.．、:：)）】]{{0,3}}
    | [【\[(（]?{_GAP}(?P<word>{_WORD}){_GAP}[.．#＃]?{_GAP}(?P<worded>{_NUM})(?![0-9０-９])
      (?:{_GAP}[】\])）]{_GAP}[.．、:：]?|{_GAP}[.．、:：](?![0-9０-９])|(?=[ \t\u3000\r]|$))
    | [(（【\[]{_GAP}(?P<bracketed>{_NUM}){_GAP}[)）】\]][.．、:：]?
    | (?P<major>{_NUM}){_GAP}[-－/／.．]{_GAP}(?P<minor>[0-9０-９]{{1,3}})
      (?:[.．、:：)）]|(?=[ \t\u3000\r]|$))
    | (?P<plain>{_NUM}){_GAP}(?P<sign>[.．、:：)）])(?![0-9０-９])
    | (?P<circled>[{_CIRCLED}]){_GAP}[.．、:：]?
    | (?P<bare>[0-9０-９]{{1,3}})(?={_GAP}(?:\*\*)?{_GAP}\r?$)
    )(?:\*\*)?{_GAP}""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_NUMERAL = re.compile(r"[0-9]+|[零〇一二两三四五六七八九十]+")
# An answer may be long, but nobody is asked this much: such a text is a list, not answers.
_MOST_LABELS = 400
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Numbered:
    """
    A label that parts answers, and the half-open stretch it takes in the text.

    `since` is where the answer before it ends: at the heading of its section, if it is the first.
    """

    label: str
    start: int
    end: int
    since: int


@dataclass(frozen=True, slots=True)
class _Label:
    """A number at the start of a line; `style` is how it is written, `family` more roughly so."""

    number: tuple[int, ...]
    style: str
    family: str
    start: int
    end: int
    since: int = -1


def split_numbered(text: str, labels_wanted: Sequence[str] = ()) -> list[tuple[str, str]]:
    """
    The answers of *text* that stand one under the other, each as (label, body).

    Labels are numbers at the start of a line, in any dress: `1.` `1、` `（1）` `第一题` `一、`
    `Q1:` `题目1：`. All labels of one text are written alike and ascend; numbers that restart or
    nest are lists inside an answer and stay in its body. Of several ways to part the text one is
    taken whose labels are in *labels_wanted* (ids or numbers of the asked items, in their order),
    the outermost first.

    A label comes back as it stands in *labels_wanted* where its number is found there, else as
    digits (`3`, `1/3`). What stands before the first label comes first, with the label "". Bodies
    are stripped and may be empty. Nothing at all is returned where the text is not numbered:
    fewer than two labels, none that ascend, or more than one way to read them.
    """
    parts = find_numbered(text, labels_wanted)
    if not parts:
        return []
    head = text[: parts[0].start].strip()
    ends = [each.since for each in parts[1:]] + [len(text)]
    bodies = (text[each.end : end].strip() for each, end in zip(parts, ends, strict=True))
    return [("", head)] * bool(head) + [
        (each.label, body) for each, body in zip(parts, bodies, strict=True)
    ]


def find_numbered(text: str, labels_wanted: Sequence[str] = ()) -> list[Numbered]:
    """Where `split_numbered` parts *text*: its labels in their order, none where it does not."""
    wanted = _wanted(tuple(labels_wanted))
    labels = [each for each in _labels(text) if wanted.has_parts or each.family != "parted"]
    if not _FEWEST <= len(labels) <= _MOST_LABELS:
        return []
    chains = [_chain(group, wanted) for group in _groups(labels)]
    if wanted.has_parts:
        chains += _sectioned(labels, wanted)
    chains = [chain for chain in chains if len(chain) >= _FEWEST]
    known = [chain for chain in chains if all(wanted.name(each.number) for each in chain)]
    if not chains:
        return []
    # Of chains that begin at the same label the first is taken: families before single styles.
    chain = min(known or chains, key=lambda chain: chain[0].start)
    return [
        Numbered(
            label=wanted.name(each.number) or "/".join(map(str, each.number)),
            start=each.start,
            end=each.end,
            since=each.start if each.since < 0 else each.since,
        )
        for each in chain
    ]


def label_of(line: str, labels_wanted: Sequence[str]) -> tuple[str, int]:
    """The label of *labels_wanted* that *line* begins with and where it ends; ("", 0) for none."""
    wanted = _wanted(tuple(labels_wanted))
    first = next(_labels(line), None)
    if first is None or first.start:
        return "", 0
    name = wanted.name(first.number)
    return (name, first.end) if name else ("", 0)


def is_labelled(line: str) -> bool:
    """True for a line that begins with a number in any dress."""
    first = next(_labels(line), None)
    return first is not None and not first.start


def number_of(word: str) -> int:
    """The value of digits, of a Chinese number up to 99, or of a circled digit; 0 for none."""
    if word in _CIRCLED:
        return _CIRCLED.index(word) + 1
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if any(char not in _ONES for char in tens + ones):
        return 0
    if ten:
        return 10 * (_ONES[tens] if tens else 1) + (_ONES[ones] if ones else 0)
    return int("".join(str(_ONES[char]) for char in word) or "0")


class _Wanted:
    """The labels that are expected, found by their numbers."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._names: dict[tuple[int, ...], str] = {}
        numbers = {label: tuple(map(number_of, _NUMERAL.findall(label))) for label in labels}
        self.has_parts = any(len(number) > 1 for number in numbers.values())
        lasts = [number[-1:] for number in numbers.values()]
        for label, number in numbers.items():
            if number:
                self._names[number] = label
            # The number alone will do where only one item has it.
            if lasts.count(number[-1:]) == 1:
                self._names.setdefault(number[-1:], label)
        self._names.pop((), None)

    def name(self, number: tuple[int, ...]) -> str:
        """How the label of that number is written among the wanted; empty where it is not."""
        return self._names.get(number, "")


@lru_cache(maxsize=64)
def _wanted(labels: tuple[str, ...]) -> _Wanted:
    return _Wanted(labels)


def _labels(text: str) -> Iterator[_Label]:
    for match in _LABEL.finditer(text):
        kind = match.lastgroup or ""
        style, family = kind, kind
        if kind == "sign":
            word = match["plain"]
            script = "1" if word.isdecimal() else "一"
            style = script + match["sign"]
            family = script + (")" if match["sign"] in ")）" else ".")
        elif kind == "minor":
            style = family = "parted"
        else:
            word = match[kind]
            if kind == "worded":
                style = family = match["word"].lower()
            elif kind == "bracketed":
                style = family = "(1)" if word.isdecimal() else "(一)"
        words = (match["major"], match["minor"]) if kind == "minor" else (word,)
        number = tuple(number_of(each) for each in words)
        if all(number):
            yield _Label(number, style, family, match.start(), match.end())


def _groups(labels: list[_Label]) -> Iterator[list[_Label]]:
    """Labels that may belong together: those of one family, then those of one style of it."""
    for family in dict.fromkeys(each.family for each in labels):
        members = [each for each in labels if each.family == family]
        yield members
        styles = dict.fromkeys(each.style for each in members)
        if len(styles) > 1:
            for style in styles:
                yield [each for each in members if each.style == style]


def _chain(labels: list[_Label], wanted: _Wanted) -> list[_Label]:
    """
    Those of *labels* that part answers, the others being lists inside; empty where that is unclear.

    A list inside counts 1, 2, … and has two entries at least, so from each label only few others
    can be the next. Taken is the way with most labels that are wanted and fewest numbers left out.
    """
    ways = [_Way((0, 0, 0, 0), 0, -1) for _ in labels]
    ways[0] = _Way(_rank(labels[0], labels[0].number[-1] - 1, wanted), 1, -1)
    ends: list[tuple[tuple[int, ...], int]] = []
    for here, label in enumerate(labels):
        if not ways[here].count:
            continue
        for there in _nexts(labels, here):
            if there == len(labels):
                ends.append((ways[here].cost, here))
            elif labels[there].number > label.number:
                left_out = max(labels[there].number[-1] - label.number[-1] - 1, 0)
                ways[there] = ways[there].or_by(
                    here, ways[here], _rank(labels[there], left_out, wanted)
                )
    lowest = [at for cost, at in ends if cost == min(ends)[0]]
    if sum(ways[at].count for at in lowest) != 1:
        return []
    chain = []
    at = lowest[0]
    while at >= 0:
        chain.append(labels[at])
        at = ways[at].former
    return chain[::-1]


@dataclass(frozen=True, slots=True)
class _Way:
    """How a label is best come to: what that costs, in how many ways, from which label."""

    cost: tuple[int, ...]
    count: int
    former: int

    def or_by(self, former: int, way: "_Way", step: tuple[int, ...]) -> "_Way":
        """What is better: itself, or the one by *former* where it costs less."""
        cost = tuple(map(sum, zip(way.cost, step, strict=True)))
        if not self.count or cost < self.cost:
            return _Way(cost, way.count, former)
        return replace(self, count=self.count + way.count) if cost == self.cost else self


def _rank(label: _Label, left_out: int, wanted: _Wanted) -> tuple[int, ...]:
    """What taking *label* costs: not being wanted, then numbers left out; length is a gain."""
    is_wanted = bool(wanted.name(label.number))
    return int(not is_wanted), -int(is_wanted), left_out, -1


def _nexts(labels: list[_Label], here: int) -> list[int]:
    """Which labels can follow *here*, all between being lists; the length for none at all."""
    found = []
    run = 0
    for there in range(here + 1, len(labels)):
        if run != 1:
            found.append(there)
        number = labels[there].number[-1]
        if number == run + 1:
            run += 1
        elif number == 1 and run > 1:
            run = 1
        else:
            return found
    return found + [len(labels)] * (run != 1)


def _sectioned(labels: list[_Label], wanted: _Wanted) -> list[list[_Label]]:
    """Ways to read *labels* as sections with numbers of their own, each label then a pair."""
    found = []
    for family in dict.fromkeys(each.family for each in labels):
        sections = [each for each in labels if each.family == family]
        whole: list[_Label] = []
        bounds = zip(sections, [*sections[1:], None], strict=True)
        for section, after in bounds:
            last = after.start if after else labels[-1].end
            inside = [each for each in labels if section.start < each.start < last]
            family_inside = inside[0].family if inside else ""
            pairs = [replace(each, number=(*section.number, *each.number))
                     for each in inside if each.family == family_inside]  # fmt: skip
            part = _chain(pairs, wanted) if pairs else []
            whole += [replace(each, since=section.start) for each in part[:1]] + part[1:]
        numbers = [each.number for each in whole]
        if numbers == sorted(set(numbers)):
            found.append(whole)
    return found
