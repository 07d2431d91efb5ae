"""From the structure of a document to a paper: points, answers, scoring points of each question."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from .closed import closed_kind, filled_in, keys_of, options_of
from .findings import findings_of
from .lines import Line
from .marks import ScoringPoint, bands_of, each_worth, scoring_points
from .paper import Cut, Paper, PaperItem, PaperSection
from .points_of_list import list_points
from .structure import RawItem, RawSection, Structure
from .words import folded

_OWN = re.compile(
    r"[(\[]\s?(?:本题|共|满分|分值)?\s?:?\s?(?P<n>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s?(?:分|points?|marks?|pts)\s?[)\]]",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:\(?[0-9]{1,2}[).、]|[①-⑳])")
_FIGURE = re.compile(r"(?P<n>[0-9]{1,3}(?:\.[0-9]{1,2})?)")
_EACH_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,20}[点项条个步][^()\[\]]{0,10}分[)\]]")
_LISTED = re.compile("[、，,；;]")
_PARTED = re.compile(r"[、,;/\n]|\band\b")
_ENDS = tuple("。.!?;…)]}”\"'’』」>》")
_BARE = re.compile(r"(?:[-•*·]|\(?[0-9]{1,2}[.、)]|[①-⑳])\s?$")
_CUTS: dict[str, Cut] = {
    "question": "question",
    "answer": "answer",
    "explanation": "explanation",
    "marks": "explanation",
}
_LONGEST_TITLE = 80
_SHORT = 6
# A site's own lines around a paper: such copies are often cut to a preview.
_SITE_JUNK = 3


def paper_of(structure: Structure, *, junk: int = 0) -> Paper:
    """The paper that *structure* holds, with everything about it that its author should look at."""
    ids = _section_ids(structure.sections)
    keys = _keys(structure.sections)
    sections = tuple(
        PaperSection(
            number=raw.shown,
            id=name,
            title=raw.title,
            line=raw.line,
            declared=raw.declared,
            items=tuple(_items(raw, name, keys)),
        )
        for raw, name in zip(structure.sections, ids, strict=True)
    )
    sections = _cut(structure.sections, sections, junk=junk)
    title = next((each.text for each in structure.head if len(each.text) <= _LONGEST_TITLE), "")
    findings = findings_of(sections, structure.head, structure.unplaced)
    return Paper(title=title, sections=sections, findings=tuple(findings), junk=junk)


def _section_ids(sections: Sequence[RawSection]) -> list[str]:
    """An id for each: its number, with that of its part where numbers begin anew in each part."""
    counts = Counter(each.shown for each in sections)
    made: list[str] = []
    for place, each in enumerate(sections, start=1):
        name = each.shown or str(place)
        if counts[each.shown] > 1 and each.part:
            name = f"{each.part}.{name}"
        names = (name, *(f"{name}-{again}" for again in range(2, len(sections) + 2)))
        made.append(next(free for free in names if free not in made))
    return made


def _keys(sections: Sequence[RawSection]) -> dict[int, str]:
    """Keys told for questions of other sections, by the question's place in memory."""
    every = [item for section in sections for item in section.items]
    found: dict[int, str] = {}
    for section in sections:
        own = {item.number: item for item in section.items}
        for number, key in keys_of(section.keys):
            others = [item for item in every if item.number == number]
            item = own.get(number) or (others[0] if len(others) == 1 else None)
            if item is not None:
                found[id(item)] = key
    return found


def _items(section: RawSection, name: str, keys: dict[int, str]) -> Iterator[PaperItem]:
    seen: Counter[int] = Counter()
    for raw in section.items:
        seen[raw.number] += 1
        again = f"-{seen[raw.number]}" if seen[raw.number] > 1 else ""
        yield _item(raw, section, f"{name}/{raw.number}{again}", keys.get(id(raw), ""))


def _item(raw: RawItem, section: RawSection, name: str, key: str) -> PaperItem:
    text, options = options_of(raw.parts.get("question", ()), raw.parts.get("options", ()))
    text, own = _own_points(text)
    points = _told_points(raw) or own or _section_points(section)
    answer = _joined(raw, "answer") or key
    kind = closed_kind(section.title, text, options, answer)
    if kind and not answer:
        text, answer = filled_in(text)
    scoring = () if kind else tuple(_scoring(raw, points))
    return PaperItem(
        number=raw.shown,
        id=name,
        line=raw.line,
        text=text,
        points=points,
        options=options,
        answer=answer,
        explanation=_joined(raw, "explanation") or _joined(raw, "marks"),
        examines=tuple(_examined(raw)),
        scoring=scoring,
        bands=() if kind or scoring else tuple(bands_of(_about_marks(raw))),
        closed=kind,
    )


def _joined(raw: RawItem, part: str) -> str:
    return "\n".join(line.text for line in raw.parts.get(part, ())).strip()


def _own_points(text: str) -> tuple[str, Decimal | None]:
    """The question without the points written into it, and those points."""
    lines = text.split("\n")
    parts = [
        found
        for line in lines
        if _PART.match(folded(line)) and (found := _OWN.search(folded(line)))
    ]
    if len(parts) > 1:
        return text, sum((Decimal(found["n"]) for found in parts), Decimal(0))
    for place in dict.fromkeys((0, len(lines) - 1)):
        found = _OWN.search(folded(lines[place]))
        if found is None:
            continue
        at_edge = found.start() <= 1 or len(lines[place]) - found.end() <= 2
        if at_edge or len(_OWN.findall(folded(text))) == 1:
            lines[place] = (lines[place][: found.start()] + lines[place][found.end() :]).strip()
            return "\n".join(filter(None, lines)).lstrip(":： ").strip(), Decimal(found["n"])
    return text, None


def _told_points(raw: RawItem) -> Decimal | None:
    for line in raw.parts.get("points", ()):
        if found := _FIGURE.search(line.key):
            return Decimal(found["n"]) or None
    return None


def _section_points(section: RawSection) -> Decimal | None:
    declared = section.declared
    if declared.each is not None:
        return declared.each or None
    if declared.total and declared.questions:
        return (declared.total / declared.questions).quantize(Decimal("0.0001")).normalize() + 0
    return None


def _examined(raw: RawItem) -> Iterator[str]:
    for line in raw.parts.get("examines", ()):
        start = 0
        text = line.text.strip("()（）[]【】 。.")
        for sign in (*_PARTED.finditer(folded(text)), None):
            end = sign.start() if sign else len(text)
            if piece := text[start:end].strip(" 等。."):
                yield piece
            start = sign.end() if sign else end


def _about_marks(raw: RawItem) -> list[Line]:
    return [*raw.parts.get("marks", ()), *raw.parts.get("explanation", ())]


def _scoring(raw: RawItem, points: Decimal | None) -> Sequence[ScoringPoint]:
    """The marks of the marking scheme, else of the explanation, else of the answer."""
    for part, in_list in (("marks", True), ("explanation", True), ("answer", False)):
        lines = raw.parts.get(part, ())
        found = scoring_points(lines, in_list=in_list)
        if len(found) > 1 or (found and (part == "marks" or found[0].marks == points)):
            return found
    worth = each_worth([*_about_marks(raw), *raw.parts.get("answer", ())])
    if worth and points:
        for part in ("marks", "answer"):
            listed = list_points(raw.parts.get(part, ()))
            listed = listed or _enumerated(raw.parts.get(part, ()))
            if worth * len(listed) == points:
                return [ScoringPoint(text=text, marks=worth, line=n) for n, text in listed]
    return []


def _enumerated(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Points told behind one another: 倾听、道歉、核实."""
    found = []
    for line in lines:
        words = (
            line.text[: each.start()] if (each := _EACH_IN_BRACKETS.search(line.key)) else line.text
        )
        found += [
            (line.number, piece) for each in _LISTED.split(words) if (piece := each.strip("。. "))
        ]
    return found


def _cut(
    raws: Sequence[RawSection], sections: tuple[PaperSection, ...], *, junk: int
) -> tuple[PaperSection, ...]:
    """Mark the question at which the document breaks off in mid-sentence."""
    parts = [
        (section, item, part, lines[-1])
        for section, raw in enumerate(raws)
        for item, each in enumerate(raw.items)
        for part, lines in each.parts.items()
        if part in _CUTS and lines
    ]
    if not parts:
        return sections
    at, item, part, last = max(parts, key=lambda each: each[3].number)
    others = [each[3] for each in parts if each[3] is not last and each[2] == part]
    if not _breaks_off(last, others, part, is_last=_is_last(sections, at, item), junk=junk):
        return sections
    name = _CUTS[part]
    section = sections[at]
    items = list(section.items)
    items[item] = replace(items[item], cut=name)
    return (*sections[:at], replace(section, items=tuple(items)), *sections[at + 1 :])


def _is_last(sections: Sequence[PaperSection], at: int, item: int) -> bool:
    """False where questions follow whose answers do not: the answers were cut off."""
    after = [
        *sections[at].items[item + 1 :],
        *(i for each in sections[at + 1 :] for i in each.items),
    ]
    return not after or any(each.answer for each in after)


def _breaks_off(last: Line, others: Sequence[Line], part: str, *, is_last: bool, junk: int) -> bool:
    """True where the last line of the paper is no end: a bare number, or no full stop at last."""
    if _BARE.match(last.key):
        return True
    if last.key.endswith(_ENDS):
        return False
    if not is_last and part != "question":
        return True
    ended = sum(line.key.endswith(_ENDS) for line in others)
    is_rare = ended * 10 >= len(others) * 7 and (len(others) > 1 or junk >= _SITE_JUNK)
    return is_rare and (part != "question" or junk >= _SITE_JUNK) and len(last.key) > _SHORT
