"""What grader audit does with its options; imported only when it runs."""

import sys
from pathlib import Path

from ..core.group_columns import parse_bands
from ..errors import SettingError
from ..message import Message
from ..readers.swaps import read_swaps, shipped_swaps
from ..records import Language
from ..records.audit import Audit, Shift
from ..runs.audit import AuditWish as Wanted
from ..runs.audit import audit
from ..runs.audit_folder import AUDIT, CHANGES
from ..runs.audit_pages import write_pages
from ..runs.counterfactual import Counterfactual, Watched
from ..runs.groups import GroupWish
from ..runs.limits import Limits
from ..runs.opened import OpenRun, opened
from ..text import json_text
from ..wiring import made_folder, make_judge, price_named
from ..writers.audit_files import audit_object, write_audit_csv, write_changes_csv
from .ahead import quantities
from .audit_told import audit_lines, shift_lines
from .audit_wish import AuditWish
from .grading import budget_named, language_named
from .progress import Progress
from .running import signals
from .told import (
    harmless,
    say,
    say_lines,
    shown_command,
    speak_unless_asked,
    words_with,
)

Words = dict[str, str]
EXIT_STOPPED, EXIT_INTERRUPTED = 3, 130


def audit_run(wish: AuditWish) -> int:
    """Audit as wished, tell what was found, and return the exit code."""
    if not wish.group and not wish.counterfactual:
        raise SettingError(
            "audit: names nothing to look at; give columns by --group, or --counterfactual"
        )
    bands = tuple(map(parse_bands, wish.bands or ()))
    groups = GroupWish(
        columns=wish.group or (),
        intersect=wish.intersect or (),
        bands=bands,
        file=wish.groups,
        sheet=wish.sheet,
    )
    asked = language_named("--lang", wish.lang)
    with opened(wish.folder) as at:
        language = asked or at.language
        speak_unless_asked(language)
        words = words_with(at.rubric, language, "report", "cli", "audit")
        found = None
        if wish.group:
            found = audit(at, Wanted(groups=groups, least=wish.least, cut=wish.cut), say)
        if not wish.counterfactual:
            return _finish(wish, at, found, (), language, words)
        return _swap(wish, at, found, language, words)


def _swap(
    wish: AuditWish, at: OpenRun, found: Audit | None, language: Language, words: Words
) -> int:
    with Progress(words, wish.progress) as bar:
        test = _counterfactual(wish, at, bar)
        if not test.is_judge_of_run:
            say_lines(Message("other judge or settings than the run's, so the answers as written "
                              "are asked as well"))  # fmt: skip
        ahead, requests = test.ahead().as_object(), test.requests()
        if wish.dry_run and wish.as_json:
            told = {"dry_run": True, "answers": test.answers, "ratings": requests, **ahead}
            print(json_text(told))
            return 0
        show = print if wish.dry_run else say
        show(words["swap_ahead"].format(answers=test.answers, n=requests))
        for line in quantities(ahead, words) if test.endpoint else ():
            show(f"  {line}")
        if wish.dry_run:
            return 0
        with signals(bar):
            shifts = test.carry_out()
    code = _finish(wish, at, found, shifts, language, words, judge=test.judge.name)
    if test.stopped:
        say_lines(test.stopped)
    if test.stopped or test.is_interrupted:
        say(words["next"].format(command=shown_command(wish.typed)))
        return EXIT_STOPPED if test.stopped else EXIT_INTERRUPTED
    return code


def _counterfactual(wish: AuditWish, at: OpenRun, bar: Progress) -> Counterfactual:
    rubric_language = at.rubric.language
    judge = make_judge(
        wish.settings(
            judge=wish.judge or _kind(at.run.judge),
            model=wish.model or at.run.model_asked.split(", ")[0],
        )
    )
    model, endpoint = getattr(judge, "model", ""), getattr(judge, "endpoint", "")
    limits = Limits(
        price=price_named(model, endpoint, wish.prices),
        budget=budget_named(wish.budget),
        most_answers=wish.limit or 0,
    )
    return Counterfactual(
        at=at,
        kinds=read_swaps(wish.swaps) if wish.swaps else shipped_swaps(rubric_language),
        judge=judge,
        limits=limits,
        concurrency=wish.concurrency,
        most_output=wish.max_tokens,
        watched=Watched(begin=bar.begin, step=bar.step),
    )


def _kind(judge: str) -> str:
    """The kind of judge the run was graded by; a jury is asked by its first model."""
    return judge if judge in {"baseline", "replay"} else "openai"


def _finish(
    wish: AuditWish,
    at: OpenRun,
    found: Audit | None,
    shifts: tuple[Shift, ...],
    language: Language,
    words: Words,
    *,
    judge: str = "",
) -> int:
    """Write the files, tell what is in them, and return the exit code."""
    place = wish.out or wish.folder / AUDIT
    made_folder(place)
    written = [
        *write_pages(place, at, found, shifts, language, judge=judge),
        *_write(place, found, shifts),
    ]
    if wish.as_json:
        print(json_text(audit_object(found, shifts, language)))
    else:
        for line in audit_lines(found, words) if found else ():
            print(harmless(line))
        for line in shift_lines(shifts, language, words) if shifts else ():
            print(harmless(line))
    sys.stdout.flush()
    for path in written:
        say(str(path))
    return 0


def _write(place: Path, found: Audit | None, shifts: tuple[Shift, ...]) -> list[Path]:
    written = []
    if found is not None:
        written.append(place / "audit.csv")
        write_audit_csv(written[-1], found)
    if shifts:
        written.append(place / CHANGES)
        write_changes_csv(written[-1], shifts)
    return written
