"""duplicates: which of several submissions to one item counts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..records import Answer

Rule = Literal["first", "last"]

_ZONE = r"\s*(?P<zone>z|(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?|gmt|utc)?"
_CLOCK = (
    r"[\st]*(?P<half>上午|下午|凌晨|中午|晚上)?\s*(?P<hour>\d{1,2})[:时点](?P<minute>\d{2})"
    r"(?:[:分](?P<second>\d{2})(?:\.\d+)?秒?|分)?\s*(?P<ampm>[ap]\.?m\.?)?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<sep>[-/.年])(?P<one>\d{1,2})[-/.月](?P<two>\d{1,2})日?" + _CLOCK + _ZONE
)
_YEAR_LAST = re.compile(
    r"(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})[-/.](?P<year>\d{4}),?" + _CLOCK + _ZONE
)
_MOST_MONTHS = 12
_AFTERNOON = frozenset(["下午", "晚上", "p"])
_NOON = "中午"

Moment = tuple[int, ...]


@dataclass(slots=True)
class Clock:
    """
    The form in which a table writes its times, learnt from all of them.

    Times can be put in order only where every one has the same form, and where that form leaves
    no doubt what is day and what is month.
    """

    form: tuple[str, ...] | None = None
    is_one: bool = True
    _largest: list[int] = field(default_factory=lambda: [0, 0])

    def learn(self, written: str) -> None:
        """Take the time *written* into account."""
        match = _read(written)
        if match is None:
            self.is_one = False
            return
        form = _form(match)
        self.is_one &= self.form in {None, form}
        self.form = form
        for at, name in enumerate(("one", "two")):
            self._largest[at] = max(self._largest[at], int(match[name]))

    @property
    def is_readable(self) -> bool:
        """True where the times learnt can be put in order."""
        if not self.is_one or self.form is None:
            return False
        over = [largest > _MOST_MONTHS for largest in self._largest]
        return not over[0] if self.form[0] == "year first" else over[0] != over[1]

    def moment(self, written: str) -> Moment:
        """The time *written*, to be compared with others that were learnt."""
        match = _read(written)
        if match is None:
            return ()
        month, day = int(match["one"]), int(match["two"])
        if self.form and self.form[0] == "year last" and self._largest[0] > _MOST_MONTHS:
            month, day = day, month
        return (int(match["year"]), month, day, _hour(match), int(match["minute"]),
                int(match["second"] or 0))  # fmt: skip


def _read(written: str) -> re.Match[str] | None:
    plain = " ".join(written.split()).casefold()
    return _YEAR_FIRST.fullmatch(plain) or _YEAR_LAST.fullmatch(plain)


def _form(match: re.Match[str]) -> tuple[str, ...]:
    kind = "year first" if match.re is _YEAR_FIRST else "year last"
    is_halved = "halved" if match["half"] or match["ampm"] else ""
    return kind, match["sep"], str(len(match["year"])), match["zone"] or "", is_halved


def _hour(match: re.Match[str]) -> int:
    hour, half = int(match["hour"]), match["half"] or (match["ampm"] or "")[:1]
    if half in _AFTERNOON or (half == _NOON and hour < 11):
        return hour % 12 + 12
    return hour % 12 if half else hour


def is_written(answer: Answer) -> bool:
    """True where anything was handed in."""
    return bool((answer.text or "").strip())


def _said(answer: Answer) -> str:
    return (answer.text or "").strip()


def is_contested(answers: Sequence[Answer]) -> bool:
    """True where *answers* hold more than one text; nothing written is none."""
    return len({_said(each) for each in answers if is_written(each)}) > 1


def chosen(answers: Sequence[Answer], rule: Rule, clock: Clock | None = None) -> int:
    """
    Which of *answers*, in the order of the input, counts by *rule*.

    By *clock* the time of submission decides, by order where it is None or the times are equal.
    What is empty never outranks what is written, so that an item left out in a later submission
    erases nothing.
    """
    places = [at for at, each in enumerate(answers) if is_written(each)] or [0]

    def when(at: int) -> tuple[Moment, int]:
        return (clock.moment(answers[at].submitted) if clock else (), at)

    return min(places, key=when) if rule == "first" else max(places, key=when)


def reason_beside(loser: Answer, winner: Answer, how: str) -> str:
    """Why *loser* does not count beside *winner*; *how* names the rule that says so."""
    if _said(loser) == _said(winner):
        return f"same text as {winner.place}"
    if not is_written(loser):
        return f"left empty; {winner.place} counts"
    return f"another text; {winner.place} counts ({how})"


def all_texts(answers: Iterable[Answer]) -> str:
    """The different texts of *answers*, each under the place it stands in."""
    texts: dict[str, Answer] = {}
    for each in answers:
        if is_written(each):
            texts.setdefault(_said(each), each)
    return "\n\n".join(f"[{each.place}]\n{text}" for text, each in texts.items())
