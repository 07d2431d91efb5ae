"""What stands for one answer, given a rating, a gate, or neither."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ...records import Answer, Item, Mark, Observation, Rating, Score, Status
from ...text.elsewhere import points_elsewhere
from ...text.turns import candidate_spans
from .suspicion import SUSPECTED, Span, flagged_spans, is_supported, is_suspected, shared_stretch

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
    The score of a rated answer; *seen* is what our checks saw in its text.

    It is held, with a range, where its text is suspected of addressing the grader (reason
    `injection`), where a mark above the lowest has no located evidence or all of them rest on one
    stretch (`evidence`), or where a critical finding is quoted (`critical`); the first that holds
    is the reason, all are flags. Marks without located evidence count at their lowest in
    `points_low`; so do those whose evidence lies only inside words that were flagged, or inside
    that stretch. No mark is lowered.
    """
    flags = _proposed(item) | _of_text(answer) | {each.flag for each in seen} | _flags(rating)
    shared = shared_stretch(rating, seen, answer.text or "")
    reason = _reason(rating, seen, shared)
    judged = sum((mark.points for mark in rating.marks), _ZERO)
    spans = flagged_spans(seen)
    sure = sum(
        (mark.points if _is_sure(mark, spans, shared) else mark.lowest for mark in rating.marks),
        _ZERO,
    )
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
        ratings=(rating,),
    )


def _reason(rating: Rating, seen: Sequence[Observation], shared: Sequence[Span]) -> str:
    if is_suspected(rating, seen):
        return "injection"
    if shared or any(mark.lacks_evidence for mark in rating.marks):
        return "evidence"
    return "critical" if any(finding.evidence for finding in rating.critical) else ""


def _flags(rating: Rating) -> set[str]:
    """What a rating itself raises."""
    raised = {
        SUSPECTED: rating.addresses_grader,
        "critical": bool(rating.critical),
        "evidence_missing": any(mark.lacks_evidence for mark in rating.marks),
        "interviewer_quoted": any(mark.quotes_others for mark in rating.marks),
    }
    return {flag for flag, is_raised in raised.items() if is_raised}


def _is_sure(mark: Mark, spans: Sequence[Span], shared: Sequence[Span]) -> bool:
    if shared and mark.evidence and not is_supported(mark, (*spans, *shared)):
        return False
    return is_supported(mark, spans) if spans else not mark.lacks_evidence


def settle_unrated(
    answer: Answer,
    item: Item,
    status: Status,
    reason: str = "",
    detail: str = "",
    *,
    seen: Sequence[Observation] = (),
) -> Score:
    """
    The score of an answer no judge rated; *seen* is what our checks saw in its text.

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
    flags |= {reason} & {"attachment", "too_long"} | {each.flag for each in seen}
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
        observations=tuple(seen),
    )
