"""Marked answers put before the judge as examples of each item's levels."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..core.anchors import LeftOut, choose_anchors
from ..errors import InputError
from ..message import Message
from ..records import MarkedAnswer, Rubric
from ..stores.intake import Intake
from .marked_answers import Marked, find_marked


def keep_anchors(
    source: str,
    rubric: Rubric,
    intake: Intake,
    *,
    journal: Path,
    redact: bool,
    note: Callable[[str], None],
) -> None:
    """
    Choose among the marked answers of *source* and keep them in *intake*.

    *note* is told how many are shown, and how many are not and why.

    Raises:
        InputError: there are no marks, or none that can be shown.
        StoreError: a file of a run cannot be read or written.
    """
    marked = find_marked(source, rubric, intake, journal=journal, redact=redact, note=note)
    chosen: list[MarkedAnswer] = []
    left: Counter[LeftOut] = Counter()
    items = 0
    asked = [item_id for item_id, _ in intake.items()]
    for answers in (marked.by_item[item_id] for item_id in asked if item_id in marked.by_item):
        found, out = choose_anchors(answers)
        chosen += found
        left += out
        items += bool(found)
    if not chosen:
        raise InputError(
            "{source}: none of the marked answers can be shown as an example; they need marks on "
            "every scoring point, at most 600 characters (300 words), and an item that is asked",
            source=source,
        )
    intake.anchors.keep(chosen)
    note(Message("--anchors: {count} marked answers are shown as examples, for {items} items",
                 count=len(chosen), items=items))  # fmt: skip
    _tell(marked, left, note)


def _tell(marked: Marked, left: Counter[LeftOut], note: Callable[[str], None]) -> None:
    if marked.unclear:
        note(Message(
            "--anchors: {count} answers left out: reviewers differ, a scoring point has no mark, "
            "or the item or text was changed since", count=marked.unclear))  # fmt: skip
    if left["whole"]:
        note(Message("--anchors: {count} answers left out: only the item as a whole was marked",
                     count=left["whole"]))  # fmt: skip
    if left["long"]:
        note(Message("--anchors: {count} answers left out: longer than 600 characters (300 words)",
                     count=left["long"]))  # fmt: skip


def anchors_object(intake: Intake, source: str) -> dict[str, Any]:
    """What a run tells of its anchors: where they are from, and how many each item has."""
    found = {item_id: len(each) for item_id, each in intake.anchors.by_item().items()}
    return {"source": Path(source).name, "items": found} if found else {}
