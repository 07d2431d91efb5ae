"""Lines put where they belong: sections, their questions, and the parts of each question."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .choosing import Chosen, choose
from .declared import Declared, declared_in
from .lines import Line
from .openings import Opening


@dataclass(slots=True)
class RawItem:
    """A question as found: its number, and its lines by part; `labels` are the parts it names."""

    shown: str
    number: int
    line: int
    parts: dict[str, list[Line]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)

    def add(self, part: str, line: Line) -> None:
        """One more line of *part*."""
        if line.text.strip():
            self.parts.setdefault(part, []).append(line)


@dataclass(slots=True)
class RawSection:
    """A section as found; `shown` is its number as written, empty for one without."""

    shown: str = ""
    number: int = 0
    title: str = ""
    line: int = 0
    part: str = ""
    style: str = ""
    declared: Declared = field(default_factory=Declared)
    intro: list[Line] = field(default_factory=list)
    items: list[RawItem] = field(default_factory=list)
    keys: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    """A document taken apart; `head` is what stands before its first section and question."""

    sections: list[RawSection] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)


def structure_of(lines: Sequence[Line]) -> Structure:
    """
    The sections and questions of *lines*; none where they hold no questions.

    Where 一、二、 is the only numbering, it numbers questions and not sections.
    """
    made = _Builder().run(lines, choose(lines))
    if not any(section.items for section in made.sections):
        made = _Builder().run(lines, choose(lines, chinese_asks=True))
    return made


class _Builder:
    """Carries along where the next line belongs."""

    def __init__(self) -> None:
        self.made = Structure()
        self.section: RawSection | None = None
        self.item: RawItem | None = None
        self.part = "question"
        self.above = ""
        self.in_answers = False

    def run(self, lines: Sequence[Line], chosen: Sequence[Chosen]) -> Structure:
        """Place every line."""
        for line, each in zip(lines, chosen, strict=True):
            self._place(line, each)
        self.made.sections = [each for each in self.made.sections if each.items or each.declared]
        return self.made

    def _place(self, line: Line, chosen: Chosen) -> None:
        opening = chosen.opening
        rest = Line(line.number, line.text[opening.end :].strip())
        if chosen.role == "answers":
            self.in_answers, self.item = True, None
        elif chosen.role == "section":
            self._section(line, opening)
        elif chosen.role == "question":
            self._question(rest, opening)
        elif chosen.role == "answer_of":
            self._answer(rest, opening)
        elif chosen.role == "label" and self.item is not None:
            self.part = opening.label
            self.item.labels.add(opening.label)
            self.item.add(self.part, rest)
        elif chosen.role == "key" and self.in_answers and self.section is not None:
            self.section.keys.append(line)
        else:
            self._text(line, chosen)

    def _section(self, line: Line, opening: Opening) -> None:
        declared, start = declared_in(line.key)
        title = line.text[opening.end : max(start, opening.end)].strip(" :：,，、-—(（")
        self.item, self.part = None, "question"
        if self.in_answers:
            self.section = self._known(opening, title) or self.section
            return
        if opening.style == "part":
            self.above = opening.shown
        self.section = RawSection(
            shown=opening.shown,
            number=opening.number,
            title=title,
            line=line.number,
            part=self.above if opening.style != "part" else "",
            style=opening.style,
            declared=declared,
        )
        self.made.sections.append(self.section)

    def _known(self, opening: Opening, title: str) -> RawSection | None:
        """The section that a heading among the answers takes up again."""
        by_title = [each for each in self.made.sections if title and each.title == title]
        by_number = [
            each
            for each in self.made.sections
            if opening.number and (each.number, each.style) == (opening.number, opening.style)
        ]
        return next(iter(by_title or by_number), None)

    def _question(self, rest: Line, opening: Opening) -> None:
        if self.section is None:
            self.section = RawSection(line=rest.number)
            self.made.sections.append(self.section)
        number = opening.number or len(self.section.items) + 1
        self.item = RawItem(opening.shown or str(number), number, rest.number)
        self.section.items.append(self.item)
        self.part = "question"
        self.item.add(self.part, rest)

    def _answer(self, rest: Line, opening: Opening) -> None:
        self.item = self._asked(opening.number)
        self.part = "answer"
        if self.item is None:
            self.made.unplaced.append(rest)
            return
        self.item.labels.add("answer")
        self.item.add("answer", rest)

    def _asked(self, number: int) -> RawItem | None:
        """The question of that number: of the section at hand, else the only one of the paper."""
        here = self.section.items if self.section is not None else []
        found = [each for each in here if each.number == number]
        if not found:
            every = [each for section in self.made.sections for each in section.items]
            found = [each for each in every if each.number == number]
            found = found if len(found) == 1 else []
        return found[0] if found else None

    def _text(self, line: Line, chosen: Chosen) -> None:
        if self.item is not None:
            is_option = chosen.role == "option" and self.part == "question"
            self.item.add("options" if is_option else self.part, line)
        elif self.in_answers:
            self.made.unplaced.append(line)
        elif self.section is not None:
            self.section.intro.append(line)
        else:
            self.made.head.append(line)
