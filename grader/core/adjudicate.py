"""adjudicate: what stands for one answer, given a rating, a gate, or neither."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..records import Answer, Item, Mark, Observation, Rating, Score, Status
from ..text.elsewhere import points_elsewhere
from ..text.turns import candidate_spans

_ZERO = Decimal(0)


def _by_dimension(item: Item, marks: Iterable[Mark]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for criterion, mark in zip(item.criteria, marks, strict=True):
        sums[criterion.dimension] = sums.get(criterion.dimension, _ZERO) + mark.points
    return sums


def _lowest(item: Item) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for criterion in item.criteria:
        sums[criterion.dimension] = sums.get(criterion.dimension, _ZERO) + item.worth(criterion, 0)
    return sums


def _proposed(item: Item) -> set[str]:
    return {"proposed_criteria"} if item.is_proposed else set()


def _of_text(answer: Answer) -> set[str]:
    """What a person should know of the text itself."""
    text = answer.text or ""
    found = {"transcript"} if candidate_spans(text) is not None else set()
    return found | ({"attachment"} if points_elsewhere(text) else set())


def settle_rating(
    answer: Answer, item: Item, rating: Rating, seen: Sequence[Observation] = ()
) -> Score:
    """
    The score of a rated answer: one rating, taken as it is; *seen* is what our checks saw.

    It is held, with a range, where a mark above the lowest has no located evidence (reason
    `evidence`; the mark counts at its lowest in `points_low`) or where a critical finding is
    quoted (reason `critical`). Nothing a machine checks lowers a mark.
    """
    flags = _proposed(item) | _of_text(answer) | {each.flag for each in seen}
    judged = sum((mark.points for mark in rating.marks), _ZERO)
    sure = sum((m.lowest if m.lacks_evidence else m.points for m in rating.marks), _ZERO)
    reason = ""
    if any(finding.evidence for finding in rating.critical):
        reason = "critical"
    if any(mark.lacks_evidence for mark in rating.marks):
        reason = "evidence"
        flags.add("evidence_missing")
    if any(mark.quotes_others for mark in rating.marks):
        flags.add("interviewer_quoted")
    if rating.critical:
        flags.add("critical")
    if rating.addresses_grader:
        flags.add("injection_suspected")
    return Score(
        answer=answer,
        status="held" if reason else "graded",
        max_points=item.max_points,
        points=None if reason else judged,
        points_low=sure,
        points_high=judged,
        by_dimension={} if reason else _by_dimension(item, rating.marks),
        flags=tuple(sorted(flags)),
        rater=rating.rater,
        reason=reason,
        rating=rating,
        observations=tuple(seen),
    )


def settle_unrated(
    answer: Answer, item: Item, status: Status, reason: str = "", detail: str = ""
) -> Score:
    """
    The score of an answer no judge rated.

    `gated`: lowest points. `not_answered`: nothing. `held` and `unscored`: none, with the whole
    range open.
    """
    lowest = item.lowest()
    flags = _proposed(item) | _of_text(answer) if status in {"held", "unscored"} else set()
    if status == "gated":
        points, dimensions = lowest, _lowest(item)
        flags.add("gated")
    elif status == "not_answered":
        points, dimensions = _ZERO, {each.dimension: _ZERO for each in item.criteria}
    else:
        points, dimensions = None, {}
    flags |= {reason} & {"attachment", "too_long"}
    return Score(
        answer=answer,
        status=status,
        max_points=item.max_points,
        points=points,
        points_low=lowest if points is None else points,
        points_high=item.max_points if points is None else points,
        by_dimension=dimensions,
        flags=tuple(sorted(flags)),
        reason=reason,
        detail=detail,
    )
