"""Marked answers put before the judge as examples of each item's levels."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from ..core.anchors import LeftOut, choose_anchors
from ..errors import InputError
from ..message import Message
from ..records import MarkedAnswer, Rubric
from ..stores.intake import Intake
from ..stores.journal import Journal
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
    by_item, measuring = _apart(marked, journal)
    chosen: list[MarkedAnswer] = []
    left: Counter[LeftOut] = Counter()
    items = 0
    asked = [item_id for item_id, _ in intake.items()]
    for answers in (by_item[item_id] for item_id in asked if item_id in by_item):
        found, out = choose_anchors(answers)
        chosen += found
        left += out
        items += bool(found)
    _tell(marked, left, measuring, note)
    if not chosen:
        raise InputError(
            "{source}: none of the marked answers can be shown as an example; they need marks on "
            "every scoring point, at most 600 characters (300 words), and an item that is asked",
            source=source,
        )
    intake.anchors.keep(chosen)
    note(Message("--anchors: {count} marked answers are shown as examples, for {items} items",
                 count=len(chosen), items=items))  # fmt: skip


def _apart(marked: Marked, journal: Path) -> tuple[dict[str, list[MarkedAnswer]], int]:
    """What is *marked* without the answers that measure agreement with people, and how many do."""
    folder = Path(marked.source)
    places = [journal, *([folder / "grader.db"] if folder.is_dir() else [])]
    names = {(one.answer.candidate_id, one.answer.item_id)
             for each in marked.by_item.values() for one in each}  # fmt: skip
    measuring: set[tuple[str, str]] = set()
    for place in places:
        if place.is_file():
            with closing(Journal(place)) as log:
                measuring |= log.calibrations.measuring(names)
    left = {
        item_id: [one for one in each if (one.answer.candidate_id, item_id) not in measuring]
        for item_id, each in marked.by_item.items()
    }
    return left, len(measuring)


def _tell(
    marked: Marked, left: Counter[LeftOut], measuring: int, note: Callable[[str], None]
) -> None:
    if measuring:
        note(Message("--anchors: {count} answers left out: agreement with people is measured on "
                     "them", count=measuring))  # fmt: skip
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


def shown_texts(intake: Intake) -> list[str]:
    """What the anchors say: other people's words, of which no letter repeats any."""
    return [
        each.answer.text or "" for anchors in intake.anchors.by_item().values() for each in anchors
    ]


def anchors_digest(intake: Intake) -> str:
    """What tells one choice of anchors from another: agreement is measured with one."""
    said = [
        [item_id, each.answer.text, each.levels, each.reasons]
        for item_id, anchors in sorted(intake.anchors.by_item().items())
        for each in anchors
    ]
    content = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:8]


def anchors_object(intake: Intake, source: str) -> dict[str, Any]:
    """What a run tells of its anchors: where they are from, and how many each item has."""
    found = {item_id: len(each) for item_id, each in intake.anchors.by_item().items()}
    return {"source": Path(source).name, "items": found} if found else {}
