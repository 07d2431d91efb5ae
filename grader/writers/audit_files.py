"""An audit as tables (audit.csv, counterfactual.csv) and as an object for machines."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..records import Language
from ..records.audit import Audit, Shift
from ..records.outcome import GroupOutcome, Outcomes
from .csv_tables import Table
from .whole import whole_file

COLUMNS = (
    "of", "column", "group", "people", "scored", "mean", "difference", "low", "high", "smd",
    "above", "rate", "ratio", "ratio_low", "ratio_high", "p", "test", "note",
)  # fmt: skip
CHANGE_COLUMNS = (
    "kind", "candidate_id", "item_id", "one_points", "other_points", "max_points", "change",
)  # fmt: skip
_TEXTS = {"of", "column", "group", "test", "note", "kind", "candidate_id", "item_id"}
_PLACES = 4
Part = tuple[str, Sequence[Outcomes]]


def parts(audit: Audit) -> Iterator[Part]:
    """What was looked at, by name: totals first, then their ends, the cut, and dimensions."""
    yield "total", audit.totals
    yield "total_low", audit.low
    yield "total_high", audit.high
    yield "at_cut", audit.at_cut
    yield from audit.dimensions


def write_audit_csv(path: Path, audit: Audit) -> None:
    """
    Write a row a group, of totals and of whatever else was looked at.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    with whole_file(path, encoding="utf-8-sig") as file:
        table = Table(file, COLUMNS, frozenset(COLUMNS) - _TEXTS)
        for name, some in parts(audit):
            for each in some:
                for group in each.groups:
                    table.add(_row(name, each, group))


def _row(name: str, of: Outcomes, group: GroupOutcome) -> list[str]:
    figures = [
        group.mean, group.difference.value, group.difference.low, group.difference.high, group.smd,
        float(group.above), group.rate, group.ratio.value, group.ratio.low, group.ratio.high,
        group.p,
    ]  # fmt: skip
    named = [name, "+".join(of.columns), "+".join(group.names)]
    counts = [str(group.people), str(group.scored)]
    return [*named, *counts, *map(plain, figures), group.test, group.note]


def write_changes_csv(path: Path, shifts: Iterable[Shift]) -> None:
    """
    Write the answers whose points moved most, kind by kind.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    with whole_file(path, encoding="utf-8-sig") as file:
        table = Table(file, CHANGE_COLUMNS, frozenset(CHANGE_COLUMNS) - _TEXTS)
        for shift in shifts:
            for each in shift.largest:
                figures = (each.one, each.other, each.max_points, each.change)
                table.add([each.kind, each.candidate_id, each.item_id, *map(plain, figures)])


def plain(value: float | None) -> str:
    """*value* with at most four places, no exponent; empty for none."""
    if value is None or not math.isfinite(value):
        return ""
    text = f"{value:.{_PLACES}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def audit_object(
    audit: Audit | None, shifts: Sequence[Shift], language: Language
) -> dict[str, Any]:
    """The whole audit, with None for what is undefined and its reason in `why`."""
    made: dict[str, Any] = {}
    if audit is not None:
        made = {
            "about": asdict(audit.head),
            "groups_read": asdict(audit.read),
            "independent_auditor": False,
            "comparisons": audit.comparisons,
            **{name: list(map(_outcomes, some)) for name, some in _named(audit)},
            "dimensions": {name: list(map(_outcomes, some)) for name, some in audit.dimensions},
        }
    if shifts:
        made["counterfactual"] = [_shift(each, language) for each in shifts]
    return made


def _named(audit: Audit) -> Iterator[Part]:
    dimensions = {name for name, _ in audit.dimensions}
    return ((name, some) for name, some in parts(audit) if name not in dimensions)


def _outcomes(of: Outcomes) -> dict[str, Any]:
    return {
        "columns": list(of.columns),
        "people": of.people,
        "scored": of.scored,
        "unknown": of.unknown,
        "median": of.median,
        "cut": of.cut,
        "tied": of.tied,
        "least": of.least,
        "groups": [{**asdict(each), "names": list(each.names), "note": each.note}
                   for each in of.groups],
    }  # fmt: skip


def _shift(shift: Shift, language: Language) -> dict[str, Any]:
    kind = shift.kind
    return {
        "kind": kind.id,
        "name": kind.name.of(language),
        "one": kind.one.of(language),
        "other": kind.other.of(language),
        "answers": shift.answers,
        "people": shift.people,
        "moved": shift.moved,
        "up": shift.up,
        "down": shift.down,
        "unscored": shift.unscored,
        "held": shift.held,
        "mean": asdict(shift.mean),
        "seen": shift.seen,
        "largest": [{**asdict(each), "change": each.change} for each in shift.largest],
    }
