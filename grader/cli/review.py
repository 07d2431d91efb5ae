"""grader review: what needs a person, as a list and a sheet; people's marks taken back in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..errors import SettingError
from . import options as o
from .told import counted, harmless, say, shown_command, speak_unless_asked

if TYPE_CHECKING:
    from pathlib import Path

    from ..core.review_queue import Listed
    from ..records import Language
    from ..runs.review import ReviewList, Wanted
    from ..runs.review_import import MarksFile, Taken

_MOST_SHOWN = 20
_MOST_TOLD = 10


def review(
    folder: o.RunFolder,
    import_: o.MarksFile = None,
    blind: o.Blind = False,
    share: o.Share = 0.1,
    adjudicator: o.Adjudicator = "",
    skip_bad_rows: o.SkipBadMarks = False,
    sheet: o.MarksSheet = "",
    out: o.ReviewOut = None,
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """List what needs a person, most doubtful first, and write the sheet to mark it in."""
    from .grading import language_named

    language = language_named("--lang", lang)
    if import_ is not None:
        if blind:
            raise SettingError("--blind: writes a sheet; leave it out with --import")
        from ..runs.review_import import MarksFile

        name = " ".join(adjudicator.split())
        file = MarksFile(path=import_, sheet=sheet, adjudicator=name, skip_bad_rows=skip_bad_rows)
        return _take(folder, file, language, as_json=as_json)
    if adjudicator:
        raise SettingError("--adjudicator: is for --import FILE, which brings the marks")
    from ..runs.review import Wanted

    wanted = Wanted(share=Decimal(str(share)), is_blind=blind, out=out, language=language)
    return _list(folder, wanted, as_json=as_json)


def _list(folder: Path, wanted: Wanted, *, as_json: bool) -> int:
    from ..runs.review import list_review

    found = list_review(folder, wanted)
    _tell_list(found, folder, is_blind=wanted.is_blind, as_json=as_json)
    return 0


def _take(folder: Path, file: MarksFile, language: Language | None, *, as_json: bool) -> int:
    from ..runs.review_import import import_marks

    taken = import_marks(folder, file, labels_language=language, note=say)
    _tell_taken(taken, folder, as_json=as_json)
    return 1 if taken.run.counts.is_open else 0


def _tell_list(found: ReviewList, folder: Path, *, is_blind: bool, as_json: bool) -> None:
    from ..readers.resources import labels
    from ..text import json_text

    heard = speak_unless_asked(found.language)
    words = {**labels(heard, "report"), **labels(heard, "cli")}
    told = counted(
        words, "review_listed", found.doubtful,
        listed=len(found.listed), doubtful=found.doubtful, drawn=found.drawn,
    )  # fmt: skip
    if not found.listed:
        told = words["review_none"]
    if is_blind:
        told = counted(words, "review_listed_blind", len(found.listed))
    say(told)
    if found.left_out:
        say(words["review_left_out"].format(count=found.left_out))
    if as_json:
        print(json_text(_list_object(found, is_blind=is_blind)))
    elif found.listed and not is_blind:
        _draw(found, words)
    for path in found.files:
        say(words["review_file"].format(path=path))
    if not found.listed:
        return
    filled = shown_command(["review", str(folder), "--import", str(found.files[0])])
    say(words["review_next"].format(command=filled))


def _list_object(found: ReviewList, *, is_blind: bool) -> dict[str, Any]:
    return {
        "doubtful": found.doubtful,
        "left_out": found.left_out,
        "drawn": found.drawn,
        "share": float(found.share),
        "seed": found.seed,
        "files": [str(path) for path in found.files],
        "answers": [_answer_object(each, is_blind=is_blind) for each in found.listed],
    }


def _answer_object(each: Listed, *, is_blind: bool) -> dict[str, Any]:
    score = each.score
    named = {"candidate_id": score.candidate_id, "item_id": score.item_id}
    if is_blind:
        return named
    return {
        **named,
        "doubt": each.doubt,
        "status": score.status,
        "reason": score.reason,
        "flags": list(score.flags),
        "points_low": float(score.points_low),
        "points_high": float(score.points_high),
        "max_points": float(score.max_points),
    }


def _draw(found: ReviewList, words: dict[str, str]) -> None:
    """The first of the list, on stdout."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title_justify="left")
    for name in ("candidate", "md_item", "book_why", "points"):
        drawn.add_column(words[name], overflow="fold")
    for each in found.listed[:_MOST_SHOWN]:
        score = each.score
        why = words["semicolon"].join(_why(each, words))
        cells = (score.candidate_id, score.item_id, why, _range(each))
        drawn.add_row(*(Text(harmless(cell)) for cell in cells))
    console = Console()
    console.print(drawn)
    if len(found.listed) > _MOST_SHOWN:
        console.print(words["review_more"].format(count=len(found.listed) - _MOST_SHOWN))


def _why(each: Listed, words: dict[str, str]) -> Iterator[str]:
    yield words[f"doubt_{each.doubt}"]
    reason = each.score.reason
    if reason and each.doubt in {"held", "unscored"}:
        yield words.get(f"reason_{reason}", reason)
    if each.doubt == "flagged":
        yield from (words.get(f"flag_{flag}", flag) for flag in each.score.flags)


def _range(each: Listed) -> str:
    from ..core.report import decimal

    score = each.score
    ends = dict.fromkeys((decimal(score.points_low), decimal(score.points_high)))
    return f"{'–'.join(ends)} / {decimal(score.max_points)}"


def _tell_taken(taken: Taken, folder: Path, *, as_json: bool) -> None:
    from ..readers.resources import labels
    from ..text import json_text

    words = labels(speak_unless_asked(taken.language), "cli")
    for each in taken.problems[:_MOST_TOLD]:
        say(each.message)
    if taken.problems:
        say(counted(words, "review_skipped", len(taken.problems)))
    say(words["review_taken"].format(rows=taken.rows, added=taken.added, known=taken.known))
    if taken.outdated:
        say(counted(words, "review_outdated", taken.outdated))
    if taken.head.entries:
        say(words["review_head"].format(entries=taken.head.entries, head=taken.head.hash))
    counts = taken.run.counts
    if counts.is_open:
        say(counted(words, "open", counts.held + counts.unscored))
        say(words["review_go_on"].format(command=shown_command(["review", str(folder)])))
    if as_json:
        print(json_text(_taken_object(taken)))


def _taken_object(taken: Taken) -> dict[str, Any]:
    return {
        "rows": taken.rows,
        "added": taken.added,
        "known": taken.known,
        "outdated": taken.outdated,
        "problems": [str(each) for each in taken.problems],
        "review": taken.run.review,
        "open": taken.run.counts.held + taken.run.counts.unscored,
    }
