"""What of a paper is missing or does not add up, each told with its place."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from .lines import Line
from .paper import Finding, PaperItem, PaperSection

_WHOLE = re.compile(
    r"(?:满分|总分|全卷共?|卷面|total)\s?(?:为|:|of)?\s?(?P<n>[0-9]{1,4})\s?(?:分|points|marks)",
    re.IGNORECASE,
)


def findings_of(
    sections: Sequence[PaperSection], head: Sequence[Line], unplaced: Sequence[Line]
) -> Iterator[Finding]:
    """Everything its author should look at, in the order of the paper."""
    yield from _of_paper(sections, head)
    for section in sections:
        yield from _of_section(section)
        for item in section.items:
            yield from _of_item(section, item)
    if unplaced:
        yield Finding(code="unplaced", line=unplaced[0].number, told={"count": str(len(unplaced))})


def plain(number: Decimal) -> str:
    """*number* without trailing zeros or exponents."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _of_paper(sections: Sequence[PaperSection], head: Sequence[Line]) -> Iterator[Finding]:
    total = sum((section.declared.total or section.points for section in sections), Decimal(0))
    for line in head:
        found = _WHOLE.search(line.key)
        if found and total and Decimal(found["n"]) != total:
            told = {"declared": found["n"], "found": plain(total)}
            yield Finding(code="paper_total", line=line.number, told=told)
            return


def _of_section(section: PaperSection) -> Iterator[Finding]:
    declared, found = section.declared, len(section.items)

    def say(code: str, **told: object) -> Finding:
        words = {name: str(value) for name, value in told.items()}
        return Finding(code=code, section=section.id, line=section.line, told=words)

    if declared.questions is not None and declared.questions != found:
        code = "questions_missing" if found < declared.questions else "questions_more"
        yield say(code, declared=declared.questions, found=found)
    if declared.questions and declared.each and declared.total:
        product = declared.questions * declared.each
        if product != declared.total:
            yield say(
                "total_odd",
                questions=declared.questions,
                each=plain(declared.each),
                total=plain(declared.total),
            )
    is_whole = declared.questions in {None, found} and all(item.points for item in section.items)
    if declared.total and not declared.each and is_whole and section.points != declared.total:
        yield say("section_total", declared=plain(declared.total), found=plain(section.points))


def _of_item(section: PaperSection, item: PaperItem) -> Iterator[Finding]:
    def say(code: str, **told: str) -> Finding:
        return Finding(code=code, section=section.id, item=item.id, line=item.line, told=told)

    if not item.text:
        yield say("text_missing")
    if "-" in item.id.rpartition("/")[2]:
        yield say("number_twice", number=item.number)
    yield from (say(code, **told) for code, told in _of_points(item))
    if not item.answer:
        yield say("answer_missing")
    if item.cut:
        yield say(f"cut_{item.cut}")
    if item.bands:
        yield say("bands", count=str(len(item.bands)))
    if item.closed:
        yield say(f"closed_{item.closed}")


def _of_points(item: PaperItem) -> Iterator[tuple[str, dict[str, str]]]:
    if item.points is None and item.marks is not None:
        yield "points_by_marks", {"marks": plain(item.marks)}
    elif item.points is None:
        yield "points_missing", {}
    elif item.marks is not None and item.marks != item.points:
        yield "marks_differ", {"marks": plain(item.marks), "points": plain(item.points)}
