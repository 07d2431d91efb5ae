"""Words and numbers as people read them, in one language."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Self, get_args

from ...message import retold
from ...records import Language, ProblemCode, Rubric, Score
from ..page import Look, Page

_ONE_PLACE = Decimal("0.1")
# Flags that say no more than the status or the reason beside them.
_SAID = {"evidence": "evidence_missing", "injection": "injection_suspected"}
# What is wrong with a reply, as an engine keeps it: where, the code, what was found there.
_PROBLEM = re.compile(
    rf"(?:^|; )(?:[\w.\[\]-]+: )?(?P<code>{'|'.join(get_args(ProblemCode))})(?=: |; |$)"
)


class Words:
    """The labels of a report, filled in."""

    def __init__(
        self,
        labels: Mapping[str, str],
        language: Language,
        rubric: Rubric,
        messages: Mapping[str, str] | None = None,
    ) -> None:
        self.language = language
        self._labels = labels
        self._messages = messages or {}
        self._dimensions = {each.id: each.name.of(language) for each in rubric.dimensions}
        self._sections = {each.id: each.title.of(language) for each in rubric.sections}
        self._has_minima = bool(rubric.minima)
        self._critical = {each.id: each.description.of(language) for each in rubric.critical}

    @classmethod
    def of(cls, look: Look | Page) -> Self:
        """The words of *look*."""
        return cls(look.labels, look.language, look.rubric, look.messages)

    def __call__(self, label: str, /, **values: object) -> str:
        """
        The label of that name with *values* in it.

        Raises:
            KeyError: there is no such label.
        """
        text = self._labels[label]
        return text.format(**values) if values else text

    def number(self, label: str, n: int, **values: object) -> str:
        """`label_one` or `label_many` with *n* and *values* in it."""
        return self(f"{label}_{'one' if n == 1 else 'many'}", n=n, **values)

    def name(self, kind: str, code: str) -> str:
        """What the code *code* of that *kind* means; the code itself where no label says so."""
        return self._labels.get(f"{kind}_{code}", code)

    def dimension(self, code: str) -> str:
        """The rubric's name of a dimension, else ours."""
        return self._dimensions.get(code) or self.name("dimension", code)

    def section(self, code: str) -> str:
        """The title of a section; its id where it has none."""
        return self._sections.get(code) or code

    def people(self, kind: str) -> str:
        """The label over the people of that *kind*: `open`, who need a person, or `settled`."""
        return "people_open_minima" if kind == "open" and self._has_minima else f"people_{kind}"

    def critical(self, code: str) -> str:
        """What a critical finding is about, as the rubric says it; else the code itself."""
        return self._critical.get(code, code)

    def rater(self, code: str) -> str:
        """Who rated: a person's name, or the judge with its model."""
        kind, _, name = code.partition(":")
        told = self.name("rater", kind)
        return self("rater_named", kind=told, name=name) if name else told

    def told(self, message: str) -> str:
        """*message*, also one that was kept as text, in the language of the report."""
        return retold(message, self._messages)

    def detail(self, score: Score) -> str:
        """What happened to *score*; of a reply that cannot be used, the kinds of its faults."""
        found = _PROBLEM.finditer(score.detail) if _PROBLEM.match(score.detail) else ()
        codes = dict.fromkeys(each["code"] for each in found)
        kinds = [self.name("problem", code) for code in codes]
        return self("semicolon").join(kinds) if kinds else self.told(score.detail)

    def join(self, parts: list[str]) -> str:
        """*parts* as one list in a sentence."""
        return self("and").join(parts)

    def flags(self, score: Score) -> tuple[str, ...]:
        """The flags of *score* in words, less those its status or reason says already."""
        said = {score.status, score.reason, _SAID.get(score.reason)}
        return tuple(self.name("flag", flag) for flag in score.flags if flag not in said)


def points(value: Decimal) -> str:
    """Points with at most one decimal place."""
    text = f"{value.quantize(_ONE_PLACE, ROUND_HALF_UP):f}"
    return text.removesuffix(".0")


def share_of(value: Decimal | None, of: Decimal) -> float | None:
    """*value* in hundredths of *of*, for the length of a bar; None where there is none."""
    return None if value is None or not of else round(float(100 * value / of), 1)


def between(low: Decimal, high: Decimal) -> str:
    """A range of points; one number where both ends read the same."""
    ends = points(low), points(high)
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def moment(text: str) -> str:
    """An ISO time to the minute, with its offset; other text as it is."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    zone = " UTC" if when.utcoffset() == timedelta() else f" {when:%z}"
    return f"{when:%Y-%m-%d %H:%M}{zone.rstrip()}"
