"""Which numbered lines are questions and which are points of a list: told by their neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .declared import declared_in
from .lines import Line
from .openings import TEXT, Opening, is_title, opening_of

_POINTS = re.compile(
    r"[(\[]\s?[0-9]{1,3}(?:\.[0-9])?\s?(?:分|points?|marks?|pts)\s?[)\]]", re.IGNORECASE
)
_ASKS = ("?", "?)", "?]")
_QUESTIONS = frozenset({"question", "weak"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a line is taken for."""

    role: str
    opening: Opening


@dataclass(slots=True)
class _State:
    """What was seen up to here."""

    in_answers: bool = False
    part: str = ""
    style: str = ""
    last: int = 0
    last_of_all: int = 0
    section: tuple[str, int] = ("", 0)
    counted: dict[str, int] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)
    asked: dict[tuple[tuple[str, int], int], None] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    inline: bool = False


def choose(lines: Sequence[Line], *, chinese_asks: bool = False) -> list[Chosen]:
    """What each of *lines* is taken for; with *chinese_asks*, 一、 and 二、 number questions."""
    openings = [opening_of(line) for line in lines]
    if chinese_asks:
        openings = [_asking(each) for each in openings]
    return _Chooser(lines, openings).run()


def _asking(opening: Opening) -> Opening:
    is_chinese = opening.kind == "section" and opening.style == "chinese"
    return replace(opening, kind="weak", style="weak-chinese") if is_chinese else opening


class _Chooser:
    def __init__(self, lines: Sequence[Line], openings: Sequence[Opening]) -> None:
        self.lines, self.openings = lines, openings
        self.after = _after(openings)
        self.strong = _strong(lines, openings)
        self.declared = [
            opening.kind == "section" and bool(declared_in(line.key)[0])
            for line, opening in zip(lines, openings, strict=True)
        ]
        self.starts_by_section = any(self.declared)
        self.seen = _State()

    def run(self) -> list[Chosen]:
        """Every line, one after the other."""
        return [self._chosen(place) for place in range(len(self.lines))]

    def _chosen(self, place: int) -> Chosen:
        opening, seen = self.openings[place], self.seen
        role = getattr(self, f"_{opening.kind}", self._other)(place, opening)
        if role == "label_answer":
            role, opening = "label", replace(opening, kind="label", label="answer")
        if role == "label":
            seen.part, seen.lists = opening.label, {}
            seen.inline = seen.inline or (opening.label == "answer" and not seen.in_answers)
        if role in {"question", "answer_of"}:
            seen.part, seen.lists = ("answer" if role == "answer_of" else "question"), {}
            seen.last = opening.number or seen.last + 1
            seen.last_of_all = seen.last
            if role == "question":
                seen.style = seen.style or opening.style
                seen.asked[seen.section, seen.last] = None
        if role == "text" and opening.number:
            seen.lists[opening.style] = opening.number
        return Chosen(role, opening if role != "text" else TEXT)

    def _other(self, _place: int, opening: Opening) -> str:
        return opening.kind

    def _next(self, place: int) -> Opening:
        at = self.after[place]
        return self.openings[at] if at >= 0 else TEXT

    def _answers(self, place: int, _opening: Opening) -> str:
        seen, after = self.seen, self._next(place)
        if not seen.asked:
            return "text"
        if after.kind == "section":
            key = (after.style, after.number)
            again = any(section == key for section, _ in seen.asked) or after.style == "heading"
        else:
            is_first = after.kind in _QUESTIONS and after.number <= 1 and not seen.inline
            again = after.kind in {"answer_of", "key"} or (is_first and len(seen.asked) > 1)
        if not again:
            return "label_answer"
        seen.in_answers, seen.last, seen.lists, seen.style = True, 0, {}, ""
        return "answers"

    def _section(self, place: int, opening: Opening) -> str:
        seen, line = self.seen, self.lines[place]
        if not self._begins_section(place, opening):
            if opening.style == "heading" and not seen.in_answers and self._is_asked(place):
                return "question"
            return "text"
        seen.counted[opening.style] = opening.number
        if opening.style == "part":
            seen.counted = {"part": opening.number}
        seen.titles.add(line.key)
        seen.section = (opening.style, opening.number)
        seen.part, seen.last, seen.lists, seen.style = "", 0, {}, ""
        return "section"

    def _is_asked(self, place: int) -> bool:
        after = self._next(place)
        asks = self.lines[place].key.endswith(_ASKS)
        return asks and (after.kind == "label" and after.label == "answer")

    def _begins_section(self, place: int, opening: Opening) -> bool:
        seen, after = self.seen, self._next(place)
        if seen.in_answers:
            return any(section == (opening.style, opening.number) for section, _ in seen.asked)
        if self.declared[place]:
            return True
        if not is_title(self.lines[place], opening) or after.kind not in {*_QUESTIONS, "section"}:
            return False
        if opening.style in {"heading", "bare"}:
            return after.kind in _QUESTIONS
        if opening.style == "part":
            return True
        if self.starts_by_section and seen.part not in {"", "question"}:
            return opening.number == seen.counted.get(opening.style, 0) + 1 and not seen.lists
        if opening.style == "inner" and seen.part not in {"", "question"}:
            return False
        expected = seen.counted.get(opening.style, 0) + 1
        begins = after.kind in _QUESTIONS and (after.number <= 1 or after.number > seen.last_of_all)
        return opening.number == expected and begins and opening.style not in seen.lists

    def _question(self, place: int, opening: Opening) -> str:
        seen = self.seen
        if seen.in_answers:
            return "answer_of"
        if not seen.style or opening.style == seen.style:
            return "question"
        if not opening.number:
            return "text"
        is_weak = seen.style.startswith("weak")
        if is_weak or seen.part in {"", "question"} or opening.number != seen.last + 1:
            return "question" if self._leads_to_answer(place) and not is_weak else "text"
        return "question"

    def _weak(self, place: int, opening: Opening) -> str:
        seen = self.seen
        if seen.in_answers:
            return "answer_of" if self._answers_next(opening) else "text"
        if self.strong[place] or (self.starts_by_section and seen.section == ("", 0)):
            return "text"
        if not seen.last:
            return "question"
        if seen.style and opening.style != seen.style:
            return "text"
        listed = seen.lists.get(opening.style, 0)
        if opening.number <= seen.last:
            is_copy = opening.number == seen.last and seen.part not in {"", "question"}
            return "question" if is_copy and not listed and self._leads_to_answer(place) else "text"
        if opening.number == seen.last + 1 and listed + 1 != opening.number:
            return "question"
        return "question" if self._looks_asked(place) else "text"

    def _answers_next(self, opening: Opening) -> bool:
        """True where a number among the answers is that of the next question, not of a list."""
        seen = self.seen
        if seen.style and opening.style != seen.style:
            return False
        if seen.lists.get(opening.style, 0) + 1 == opening.number and opening.style in seen.lists:
            return False
        is_known = (seen.section, opening.number) in seen.asked or any(
            number == opening.number for _, number in seen.asked
        )
        if is_known and opening.number > seen.last:
            seen.style = opening.style
            return True
        return False

    def _leads_to_answer(self, place: int) -> bool:
        after = self._next(place)
        return after.kind == "label" and after.label in {"answer", "examines", "points"}

    def _looks_asked(self, place: int) -> bool:
        key = self.lines[place].key
        is_asking = key.endswith(_ASKS) or _POINTS.search(key) is not None
        return self._leads_to_answer(place) and (is_asking or self.seen.part != "answer" or not
                                                 self.seen.lists)  # fmt: skip


def _after(openings: Sequence[Opening]) -> list[int]:
    """For each line the next one that opens something; -1 behind the last."""
    after, next_one = [-1] * len(openings), -1
    for place in range(len(openings) - 1, -1, -1):
        after[place] = next_one
        if openings[place].kind not in {"text", "option"}:
            next_one = place
    return after


def _strong(lines: Sequence[Line], openings: Sequence[Opening]) -> list[bool]:
    """For each line whether its section numbers questions by a word: bare numbers are lists."""
    strong = [False] * len(openings)
    starts = [
        place
        for place, opening in enumerate(openings)
        if opening.kind == "section" and is_title(lines[place], opening)
    ]
    for start, stop in zip([0, *starts], [*starts, len(openings)], strict=True):
        if _is_worded(openings[start:stop]):
            strong[start:stop] = [True] * (stop - start)
    return strong


def _is_worded(openings: Sequence[Opening]) -> bool:
    """True where a worded number comes before any label, or before any bare number."""
    for opening in openings:
        if opening.kind == "question":
            return True
        if opening.kind in {"label", "answer_of"}:
            return False
    return False
