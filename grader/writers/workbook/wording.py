"""Answers and marks as the sheets word them."""

from decimal import Decimal

from ...records import Criterion, Item, Language, Mark, Score
from ..views import Words

OPEN = ("held", "unscored")


def question_of(item: Item, language: Language) -> str:
    """The question in one line, cut where it is long."""
    text = " ".join(item.text.of(language).split())
    # A Chinese character says as much as two or three Latin ones.
    most = 60 if language == "zh" else 120
    return text if len(text) <= most else f"{text[: most - 1]}…"


def why_of(score: Score, words: Words) -> str:
    """Why the status is what it is, with what happened."""
    told = words.name("reason", score.reason) if score.reason else ""
    return words("semicolon").join(filter(None, (told, words.detail(score))))


def quotes_of(criterion: Criterion, mark: Mark, words: Words) -> str:
    """The words a mark rests on, a quote a line, with how they were found."""
    lines = []
    for each in mark.evidence:
        note = "" if each.kind == "exact" else words.name("evidence", each.kind)
        quote = words("book_quote", text=each.quote)
        lines.append(words("book_noted", text=quote, note=note) if note else quote)
    if not lines and criterion.evidence == "whole" and mark.level:
        return words("whole")
    return "\n".join(lines)


def level_text(criterion: Criterion, level: int, language: Language, words: Words) -> str:
    """What a level means."""
    if criterion.levels:
        return criterion.levels[level].description.of(language)
    return words(f"level_{level}")


def ends_of(item: Item, criterion: Criterion, mark: Mark | None) -> tuple[Decimal, Decimal]:
    """Where the points of a criterion can end: as marked, or anywhere where nobody marked it."""
    if mark is None:
        return item.worth(criterion, 0), item.worth(criterion, len(criterion.steps) - 1)
    return (mark.lowest if mark.lacks_evidence else mark.points), mark.points
