"""What a heading says of its section: how many questions, points each, points in all."""

import re
from dataclasses import dataclass
from decimal import Decimal

from .numerals import CHINESE, number_of

_N = rf"(?P<n>[0-9]{{1,3}}|{CHINESE})"
_P = r"(?P<n>[0-9]{1,4}(?:\.[0-9]{1,2})?)"
_COUNTS = (
    re.compile(rf"(?:共|计|含|合计)\s?{_N}\s?[道个]?\s?(?:小|大)?(?:题|问)"),
    re.compile(rf"(?<![0-9第]){_N}\s?[道个]?(?:小题|题)\s?(?=[,;、*x×]|$)"),
    re.compile(r"(?<![0-9])(?P<n>[0-9]{1,3})\s(?:questions?|items?)\b", re.IGNORECASE),
)
_EACH = (
    re.compile(
        rf"(?:每|各)\s?(?:小|道|个)?(?:题|问|空|道)?\s?(?:各|均)?(?:为|占|计|得)?\s?{_P}\s?分"
    ),
    re.compile(rf"{_P}\s?(?:points?|marks?|pts)\s?(?:each|per\s(?:question|item))", re.IGNORECASE),
    re.compile(rf"(?:each)\s(?:worth\s)?{_P}\s?(?:points?|marks?|pts)", re.IGNORECASE),
)
_TOTALS = (
    re.compile(rf"(?:总分|总计|共计|合计|满分|小计|总分值|分值|共|计)\s?(?:为|:)?\s?{_P}\s?分"),
    re.compile(
        rf"(?:total|in\sall)\s?(?:of|:)?\s?{_P}(?:\s?(?:points?|marks?|pts))?", re.IGNORECASE
    ),
    re.compile(rf"{_P}\s?(?:points?|marks?|pts)?\s(?:in\s)?(?:total|in\sall)", re.IGNORECASE),
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]")
_ONLY = re.compile(rf"[(\[]\s?{_P}\s?(?:分|points?|marks?|pts)\s?[)\]]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declared:
    """The figures of a heading; None where it does not say."""

    questions: int | None = None
    each: Decimal | None = None
    total: Decimal | None = None

    def __bool__(self) -> bool:
        return self != Declared()


def declared_in(key: str) -> tuple[Declared, int]:
    """What the folded heading *key* declares, and where the words that do so begin."""
    found: list[int] = []

    def first(patterns: tuple[re.Pattern[str], ...]) -> str:
        for pattern in patterns:
            match = pattern.search(key)
            if match:
                found.append(match.start())
                return match["n"]
        return ""

    each, total, count = first(_EACH), first(_TOTALS), first(_COUNTS)
    if not total and not each and (only := _ONLY.search(key)):
        total = only["n"]
        found.append(only.start())
    declared = Declared(
        questions=number_of(count) or None if count else None,
        each=Decimal(each) if each else None,
        total=Decimal(total) if total else None,
    )
    start = min(found, default=len(key))
    box = next((m for m in _BRACKETS.finditer(key) if m.start() <= start < m.end()), None)
    return declared, box.start() if box else start
