"""Outcomes by group: everyone's totals held beside the groups they belong to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from ..core.outcomes import LEAST, outcomes
from ..errors import SettingError
from ..records import DIMENSIONS, CandidateTotal, DimensionSum
from ..records.agreement import Unit
from ..records.audit import Audit, AuditHead
from ..records.outcome import Outcomes
from .groups import Groups, GroupWish, read_groups
from .kept import now
from .opened import OpenRun

# With a larger share of people open, totals are also shown with their ends.
_OPEN_SHARE = 0.05
Points = list[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditWish:
    """Which groups, how few people are too few, and the cut, `12` or `60%`; empty for none."""

    groups: GroupWish
    least: int = LEAST
    cut: str = ""


@dataclass(slots=True)
class _Totals:
    """Everyone's totals in one unit, in the order of the run."""

    unit: Unit = "points"
    max_total: float = 0.0
    people: list[str] = field(default_factory=list)
    settled: Points = field(default_factory=list)
    low: Points = field(default_factory=list)
    high: Points = field(default_factory=list)
    dimensions: dict[str, Points] = field(default_factory=dict)


def audit(at: OpenRun, wanted: AuditWish, note: Callable[[str], None]) -> Audit:
    """
    The outcomes of the run in *at*, group by group.

    Raises:
        InputError: a column, a file or the cut does not fit.
        StoreError: the files of the run cannot be read.
    """
    groups = read_groups(at.intake, wanted.groups, note)
    totals = _totals([person.total for person in at.people()])
    cut = _cut(wanted.cut, totals)
    is_open = sum(each is None for each in totals.settled)
    has_ends = is_open > _OPEN_SHARE * len(totals.people)

    def look(points: Points, line: float | None = None) -> tuple[Outcomes, ...]:
        return _looked(groups, totals.people, points, wanted.least, line)

    return Audit(
        head=_head(at, wanted, totals, is_open),
        read=groups.read,
        totals=look(totals.settled),
        low=look(totals.low) if has_ends else (),
        high=look(totals.high) if has_ends else (),
        at_cut=look(totals.settled, cut) if cut is not None else (),
        dimensions=tuple((name, look(points)) for name, points in totals.dimensions.items()),
    )


def _looked(
    groups: Groups, people: Sequence[str], points: Points, least: int, cut: float | None
) -> tuple[Outcomes, ...]:
    made = []
    for columns in groups.looks:
        entries = groups.entries(columns, people)
        found = outcomes(columns, entries, points, least=least, cut=cut)
        ordered = sorted(found.groups, key=lambda each: groups.place(found.columns, each.names))
        made.append(replace(found, groups=tuple(ordered)))
    return tuple(made)


def _head(at: OpenRun, wanted: AuditWish, totals: _Totals, is_open: int) -> AuditHead:
    run, file = at.run, wanted.groups.file
    return AuditHead(
        rubric=run.rubric_id,
        rubric_version=run.rubric_version,
        prompt=run.template,
        judge=run.judge,
        models=run.models_returned,
        graded=run.finished or run.started,
        audited=now(),
        answers_from=tuple(at.intake.groups.files()),
        groups_from=file.name if file else "",
        unit=totals.unit,
        max_total=totals.max_total,
        people=len(totals.people),
        open=is_open,
    )


def _totals(found: Sequence[CandidateTotal]) -> _Totals:
    most = {each.max_total for each in found}
    unit: Unit = "points" if len(most) <= 1 else "percent"
    made = _Totals(unit=unit, max_total=float(max(most, default=0)) if unit == "points" else 100.0)
    named = [name for name in DIMENSIONS if any(name in each.by_dimension for each in found)]
    made.dimensions = {name: [] for name in named}
    for each in found:
        made.people.append(each.candidate_id)
        for points, column in (
            (each.total, made.settled), (each.low, made.low), (each.high, made.high),
        ):  # fmt: skip
            column.append(_in_unit(points, each.max_total, unit))
        for name, column in made.dimensions.items():
            part = each.by_dimension.get(name)
            column.append(_of_dimension(part, unit))
    return made


def _of_dimension(part: DimensionSum | None, unit: Unit) -> float | None:
    return None if part is None else _in_unit(part.points, part.max_points, unit)


def _in_unit(points: Decimal | None, most: Decimal, unit: Unit) -> float | None:
    if points is None or (unit == "percent" and not most):
        return None
    return float(points if unit == "points" else 100 * points / most)


def _cut(said: str, totals: _Totals) -> float | None:
    """
    The cut in the unit of the totals.

    Raises:
        SettingError: it is no number, or lies beyond what there is to get.
    """
    if not said:
        return None
    text = said.strip().replace("％", "%")
    is_percent = text.endswith("%")
    try:
        value = Decimal(text.removesuffix("%"))
    except InvalidOperation:
        value = Decimal(-1)
    if totals.unit == "percent" and not is_percent and value > 0:
        raise SettingError(
            "--cut {said!r}: not everybody was asked the same items, so totals are in percent; "
            "write it with a % sign",
            said=said,
        )
    most = 100.0 if is_percent else totals.max_total
    if not (value.is_finite() and 0 < value <= Decimal(str(most))):
        raise SettingError(
            "--cut {said!r}: give points above 0 and up to {most:g}, or a percentage like 60%",
            said=said,
            most=totals.max_total,
        )
    if is_percent and totals.unit == "points":
        value = value * Decimal(str(totals.max_total)) / 100
    return float(value)
