"""report: the tables of a run as rows of text; writers only put them into a format."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from ..records import DIMENSIONS, Counts, Item, Mark, Person, Score
from ..records.banding import Placed

INTAKE = ("file", "sheet", "row", "candidate_id", "item_id", "state", "reason")
SCORES = (
    "candidate_id", "item_id", "points", "max_points", "percent", "points_low", "points_high",
    *DIMENSIONS, "flags", "rater", "status", "reason",
)  # fmt: skip
CRITERIA = (
    "candidate_id", "item_id", "criterion_id", "dimension", "label", "level", "points",
    "max_points", "evidence", "evidence_at", "evidence_kind", "rationale", "rater",
)  # fmt: skip
RATINGS = (
    "candidate_id", "item_id", "criterion_id", "rater", "sample", "part", "level", "points",
)  # fmt: skip
CANDIDATES = (
    "candidate_id", "total", "max_total", "percent", "low", "high", "sem", "band", "rank",
    *(name for each in DIMENSIONS for name in (each, f"{each}_max")),
    "answered", "asked", "held", "unscored", "flags",
)  # fmt: skip
REDACTIONS = ("candidate_id", "item_id", "kind", "placeholder", "at")
# Columns that hold numbers: a minus sign there is a number's, not a formula's.
NUMBERS = frozenset(
    """row points max_points percent points_low points_high level total max_total low high sem
    rank sample answered asked held unscored""".split()
) | {name for each in DIMENSIONS for name in (each, f"{each}_max")}

_PLACES = Decimal("0.0001")
_ONE_PLACE = Decimal("0.1")


def decimal(value: Decimal | None) -> str:
    """A plain decimal of at most four places; empty for none."""
    if value is None:
        return ""
    text = f"{value.quantize(_PLACES, ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(points: Decimal | None, of: Decimal) -> str:
    """Points of points in percent, one place; empty where there are none."""
    if points is None or not of:
        return ""
    return f"{(100 * points / of).quantize(_ONE_PLACE, ROUND_HALF_UP):f}"


def score_row(score: Score) -> list[str]:
    """The row of `scores.csv` for one answer."""
    return [
        score.candidate_id,
        score.item_id,
        decimal(score.points),
        decimal(score.max_points),
        percent(score.points, score.max_points),
        decimal(score.points_low),
        decimal(score.points_high),
        *(decimal(score.by_dimension.get(dimension)) for dimension in DIMENSIONS),
        ";".join(score.flags),
        score.rater,
        score.status,
        score.reason,
    ]


def criterion_rows(item: Item, score: Score, language: str) -> Iterator[list[str]]:
    """The rows of `criteria.csv` for one answer: one per criterion, if it was rated."""
    if score.rating is None:
        return
    for criterion, mark in zip(item.criteria, score.rating.marks, strict=True):
        label = criterion.label.of("en" if language == "en" else "zh")
        yield [
            score.candidate_id,
            score.item_id,
            criterion.id,
            criterion.dimension,
            label,
            str(mark.level),
            decimal(mark.points),
            decimal(mark.max_points),
            " … ".join(each.quote for each in mark.evidence),
            ";".join(f"{each.start}-{each.end}" for each in mark.evidence),
            ";".join(evidence_kinds(criterion.evidence, mark)),
            mark.rationale,
            mark.rater or score.rating.rater,
        ]


def redaction_rows(score: Score) -> Iterator[list[str]]:
    """The rows of `redactions.csv` for one answer: what was replaced and where, never by what."""
    for each in score.answer.redactions:
        at = f"{each.start}-{each.end}"
        yield [score.candidate_id, score.item_id, each.kind, each.put, at]


def rating_rows(item: Item, score: Score) -> Iterator[list[str]]:
    """The rows of `ratings.csv` for one answer, if it was asked for more than one rating."""
    if len(score.ratings) == 1 and score.rating is not None:
        return
    for rating in score.ratings:
        for criterion, mark in zip(item.criteria, rating.marks, strict=True):
            yield [
                score.candidate_id,
                score.item_id,
                criterion.id,
                rating.rater,
                str(rating.opinion.sample),
                rating.opinion.part,
                str(mark.level),
                decimal(mark.points),
            ]


def evidence_kinds(asked: str, mark: Mark) -> list[str]:
    """How each quote was found; `whole` where the whole answer is the evidence."""
    kinds = [each.kind for each in mark.evidence]
    return [*kinds] or (["whole"] if asked == "whole" and mark.level else [])


def candidate_row(person: Person) -> list[str]:
    """The row of `candidates.csv` for one candidate."""
    total = person.total
    dimensions = []
    for dimension in DIMENSIONS:
        part = total.by_dimension.get(dimension)
        dimensions += [decimal(part.points), decimal(part.max_points)] if part else ["", ""]
    return [
        total.candidate_id,
        decimal(total.total),
        decimal(total.max_total),
        percent(total.total, total.max_total),
        decimal(total.low),
        decimal(total.high),
        *_place(person.placed),
        *dimensions,
        str(total.answered),
        str(total.asked),
        str(total.held),
        str(total.unscored),
        ";".join(total.flags),
    ]


def _place(placed: Placed | None) -> list[str]:
    """Standard error, band and rank; empty where they were not asked for, or are withheld."""
    if placed is None:
        return ["", "", ""]
    sem = "" if placed.sem is None else decimal(Decimal(repr(placed.sem)))
    band = f"{placed.band}:{'|'.join(placed.between)}" if placed.between else placed.band
    return [sem, band, "" if placed.rank is None else str(placed.rank)]


def intake_row(score: Score) -> list[str]:
    """The row of `intake.csv` for a row that became an answer."""
    answer = score.answer
    place = answer.place
    row = str(place.row)
    return [place.file, place.sheet, row, answer.candidate_id, answer.item_id, score.status,
            score.reason]  # fmt: skip


def count(counts: Counts, score: Score) -> None:
    """Add *score* to *counts*."""
    setattr(counts, score.status, getattr(counts, score.status) + 1)
    counts.flagged += bool(score.flags)
