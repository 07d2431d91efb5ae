"""What a comparison of two runs says: as the values of its page, and as an object."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ..core.compare_rubrics import ItemChange
from ..core.explain import plain
from ..core.movement import CriterionMove, Movement, Outline, OutlinedMark
from ..core.report import decimal
from ..records import Language, Rubric
from .compare import Comparison
from .compared_settings import told_setting

_ONE_PLACE = Decimal("0.1")
_MOST_CRITERIA = 100
_MOST_DIFFERENCES = 40

Words = Mapping[str, str]


def page_values(
    made: Comparison, language: Language, words: Words, names: tuple[str, str]
) -> dict[str, Any]:
    """The values of the page in *language*; *names* are those of the folders."""
    tally = made.tally
    return {
        "old_name": names[0],
        "new_name": names[1],
        "tally": tally,
        "share": share(made),
        "mean": signed(tally.mean_difference) or words["none"],
        "settings": [
            {"name": words[f"setting_{each.name}"], "old": old, "new": new}
            for each in made.settings
            for old, new in (told_setting(each, words),)
        ],
        "items": [_item(each, words) for each in made.rubric.items],
        "totals": made.totals,
        "totals_moved": made.totals_moved,
        "differences": _differences(made),
        "flags": [
            (words.get(f"flag_{flag}", flag), tally.flags_new[flag], tally.flags_gone[flag])
            for flag in sorted({*tally.flags_new, *tally.flags_gone})
        ],
        "criteria": list(_criteria(made, language)),
        "shown": [_shown(each, made.new_rubric, language, words) for each in made.shown],
        "left": tally.moved - len(made.shown),
    }


def share(made: Comparison) -> str:
    """The share of answers that are identical, in percent; empty where none are in both."""
    tally = made.tally
    if not tally.compared:
        return ""
    percent = (Decimal(100) * tally.identical / tally.compared).quantize(_ONE_PLACE, ROUND_HALF_UP)
    return f"{percent}%"


def signed(points: Decimal | None) -> str:
    """A difference with its sign, at most two places; empty for none."""
    if points is None:
        return ""
    rounded = points.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = decimal(rounded)
    return f"+{text}" if rounded > 0 else text


def _differences(made: Comparison) -> list[tuple[str, int]]:
    counted = sorted(made.tally.differences.items())
    # Fractions can give many; those that happen most are what a person looks for.
    kept = {points for points, _ in made.tally.differences.most_common(_MOST_DIFFERENCES)}
    return [(signed(points), n) for points, n in counted if points in kept]


def _criteria(made: Comparison, language: Language) -> Iterator[dict[str, Any]]:
    moved = [(key, each) for key, each in made.tally.criteria.items() if each.up or each.down]
    moved.sort(key=lambda pair: -(pair[1].up + pair[1].down))
    for (item_id, criterion_id), each in moved[:_MOST_CRITERIA]:
        yield {
            "item_id": item_id,
            "criterion": _named(made.new_rubric, item_id, criterion_id, language),
            "compared": each.compared,
            "up": each.up,
            "down": each.down,
            "mean": signed(each.gained / each.compared),
        }


def _named(rubric: Rubric, item_id: str, criterion_id: str, language: Language) -> str:
    """A criterion by its description, else by its id."""
    try:
        item = rubric.item(item_id)
    except KeyError:
        return criterion_id
    found = next((each for each in item.criteria if each.id == criterion_id), None)
    return found.description.of(language) if found else criterion_id


def _item(each: ItemChange, words: Words) -> dict[str, str]:
    criteria = dict.fromkeys(change.of for change in each.changes if change.of)
    return {
        "item_id": words["diff_any_item"] if each.item_id == "*" else each.item_id,
        "kind": words[f"diff_kind_{each.kind}"].format(was=each.was),
        "effect": words[f"diff_effect_{each.effect}"] if each.effect else "",
        "criteria": words["and"].join(criteria),
    }


def _shown(each: Movement, rubric: Rubric, language: Language, words: Words) -> dict[str, Any]:
    old, new = each.old, each.new
    return {
        "candidate_id": each.candidate_id,
        "item_id": each.item_id,
        "old_status": words[f"status_{old.status}"] if old else "",
        "new_status": words[f"status_{new.status}"] if new else "",
        "old_points": _points(old),
        "new_points": _points(new),
        "difference": signed(each.difference),
        "is_other_text": bool(old and new and old.text != new.text),
        "parts": [
            _part(each.item_id, move, rubric, language) for move in each.criteria if move.has_moved
        ],
    }


def _points(side: Outline | None) -> str:
    if side is None:
        return ""
    low, high = plain(side.low), plain(side.high)
    stands = low if side.points is not None else f"{low}–{high}"
    return f"{stands}/{plain(side.max_points)}"


def _part(item_id: str, move: CriterionMove, rubric: Rubric, language: Language) -> dict[str, str]:
    return {
        "name": _named(rubric, item_id, move.criterion_id, language),
        "old": plain(move.old.points) if move.old else "–",
        "new": plain(move.new.points) if move.new else "–",
        "old_why": move.old.why if move.old else "",
        "new_why": move.new.why if move.new else "",
        "old_quotes": _quotes(move.old),
        "new_quotes": _quotes(move.new),
    }


def _quotes(mark: OutlinedMark | None) -> str:
    return " … ".join(f"“{quote}”" for quote in mark.quotes) if mark else ""


def as_object(made: Comparison) -> dict[str, Any]:
    """The comparison for machines; the answers that moved are in compare.csv."""
    tally = made.tally
    return {
        "moved": tally.moved,
        "compared": tally.compared,
        "identical": tally.identical,
        "only_old": tally.only_old,
        "only_new": tally.only_new,
        "other_text": tally.other_text,
        "newly_open": tally.newly_open,
        "newly_settled": tally.newly_settled,
        "settled_in_both": tally.settled,
        "mean_difference": _number(tally.mean_difference),
        "differences": {decimal(points): n for points, n in sorted(tally.differences.items())},
        "flags_appeared": dict(sorted(tally.flags_new.items())),
        "flags_gone": dict(sorted(tally.flags_gone.items())),
        "totals": {"compared": made.totals, "moved": made.totals_moved},
        "criteria": [
            {"item_id": item_id, "criterion_id": criterion_id, "compared": each.compared,
             "up": each.up, "down": each.down,
             "mean_difference": _number(each.gained / each.compared)}
            for (item_id, criterion_id), each in made.tally.criteria.items()
            if each.up or each.down
        ],
        "settings": [each._asdict() for each in made.settings],
        "items": [
            {"item_id": each.item_id, "kind": each.kind, "effect": each.effect,
             "was": each.was or None}
            for each in made.rubric.items
        ],
    }  # fmt: skip


def _number(points: Decimal | None) -> float | None:
    return None if points is None else float(decimal(points))
