"""Erasing people from the folder of one run, and looking whether they are gone."""

import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from ..core.arrange.named import names_in
from ..core.duplicates import Clock
from ..core.traces import Traces
from ..errors import InputError
from ..readers.resources import labels
from ..records import LANGUAGES
from ..stores.intake_eraser import IntakeEraser, Owned
from ..stores.journal_eraser import JournalEraser
from ..writers.html_beside import FOLDER
from ..writers.pages import FORMATS
from .audit_folder import AUDIT, CHANGES
from .kept import now
from .opened import OpenRun, opened
from .reports import look_of, write_reports
from .search import Left, read_ways, search
from .sheets import remove_sheets

HOLD, BEGUN, _PURGED = "hold", "purging", "purged "


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """
    What was erased, and what a search of every file found afterwards.

    `sources` are the files the answers came from, which are not ours to change. `quiet` ids are
    so short, or so common, that they were looked for in tables only. `without_letters` where
    letters were taken away, because nobody is known who signs them.
    """

    candidates: int = 0
    answers: int = 0
    replies: int = 0
    reviews: int = 0
    searched: int = 0
    left: tuple[Left, ...] = ()
    sources: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    endpoint: str = ""
    without_letters: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who is to be erased: one candidate by id, or all that handed in before a date."""

    candidate_id: str = ""
    before: str = ""


def purge_folder(
    folder: Path, wanted: Wanted, agree: Callable[[int, int], None] = lambda _p, _a: None
) -> Purged:
    """
    Erase whom *wanted* names from the stores and reports of *folder*, then search all its files.

    *agree* is told how many people and answers go, before the first does, and raises an
    InputError where that is not agreed to. What was cut short is taken up again.

    Raises:
        InputError: no such run or candidate, a hold, or a batch that still has their answers.
        StoreError: a file cannot be read or written.
    """
    with ExitStack() as stack:
        at = stack.enter_context(opened(folder))
        intake = stack.enter_context(IntakeEraser(at.intake.path))
        journal = stack.enter_context(JournalEraser(at.journal.path))
        _see_no_hold(folder, journal)
        begun: list[str] = json.loads(intake.kept(BEGUN).get(BEGUN, "[]"))
        ids = list(dict.fromkeys([*begun, *_ids(at, intake, wanted, begun)]))
        owned = [each for name in ids if (each := intake.owned(name))]
        _see_collected(folder, owned, journal)
        agree(len(ids), sum(len(each.texts) for each in owned))
        traces = _traces(ids, owned, intake)
        intake.keep(BEGUN, json.dumps(ids))
        made = _erase(at, ids, owned, traces, intake=intake, journal=journal)
        without_letters = _rewrite(at)
        intake.keep(BEGUN, "")
        journal.keep(f"{_PURGED}{len(journal.kept(f'{_PURGED}%')) + 1:06}", _entry(ids, made))
        intake.compact()
        journal.compact()
        more = [at.journal.path]
    found = search(folder, traces, more)
    return replace(
        made,
        searched=found.files,
        left=found.left,
        quiet=tuple(sorted(traces.quiet)),
        without_letters=without_letters,
    )


def _see_no_hold(folder: Path, journal: JournalEraser) -> None:
    kept = journal.kept(HOLD).get(HOLD)
    if kept is None:
        return
    hold = json.loads(kept)
    raise InputError(
        "{folder}: on hold since {since} ({reason}), so nothing is erased; grader purge {folder} "
        "--release ends the hold",
        folder=folder,
        since=hold["since"],
        reason=hold["reason"],
    )


def _ids(
    at: OpenRun, intake: IntakeEraser, wanted: Wanted, begun: Collection[str]
) -> Sequence[str]:
    name = wanted.candidate_id
    if not name:
        return _handed_in_before(wanted.before, at, intake)
    if intake.owned(name) is None and name not in begun:
        raise InputError(
            "{folder}: no candidate {candidate!r} in this run; ids are in candidates.csv",
            folder=at.folder,
            candidate=name,
        )
    return [name]


def _handed_in_before(date: str, at: OpenRun, intake: IntakeEraser) -> list[str]:
    """Those all of whose answers are older than *date*; by the run's end where no time is told."""
    times: dict[str, list[str]] = {}
    clock = Clock()
    for name, written in intake.submitted():
        times.setdefault(name, [])
        if written:
            times[name].append(written)
            clock.learn(written)
    limit = tuple(map(int, date.split("-")))
    run_day = (at.run.finished or at.run.started)[:10]
    is_old_run = bool(run_day) and run_day < date
    if not clock.is_readable:
        return list(times) if is_old_run else []
    return [
        name
        for name, written in times.items()
        if (max(map(clock.moment, written)) < limit if written else is_old_run)
    ]


def _see_collected(folder: Path, owned: Sequence[Owned], journal: JournalEraser) -> None:
    keys = frozenset[str]().union(*(each.keys for each in owned))
    if journal.is_waiting(keys):
        raise InputError(
            "{folder}: some of these answers are in a batch that was not collected; run the "
            "grader grade command again to collect it, then erase",
            folder=folder,
        )


def _traces(ids: Sequence[str], owned: Sequence[Owned], intake: IntakeEraser) -> Traces:
    return Traces(
        ids,
        texts=[text for each in owned for text in each.texts],
        about=[value for each in owned for value in each.attributes.values()],
        names=[name for each in owned for name in names_in(each.attributes)],
        others=chain(intake.others(ids), _own_words()),
    )


def _own_words() -> Iterator[str]:
    """What reports say of everybody."""
    for language in LANGUAGES:
        for part in ("report", "feedback"):
            yield "\n".join(labels(language, part).values())


def _erase(
    at: OpenRun,
    ids: Sequence[str],
    owned: Sequence[Owned],
    traces: Traces,
    *,
    intake: IntakeEraser,
    journal: JournalEraser,
) -> Purged:
    """Journal first: while the intake knows the people, what was begun can be found again."""

    def says(text: str) -> bool:
        return any(traces.found_in(each) for each in read_ways(text))

    keys = set[str]().union(*(each.keys for each in owned))
    answers = 0
    shared = intake.shared(keys, ids)
    replies = journal.erase((keys - shared) | journal.unplanned(intake.unused, says))
    reviews = sum(map(journal.blank_reviews, ids))
    for name in ids:
        journal.forget_measuring(name)
        answers += intake.erase(name)
    intake.forget(keys, says)
    sources = dict.fromkeys(file for each in owned for file in each.files)
    return Purged(
        candidates=len(ids), answers=answers, replies=replies, reviews=reviews,
        sources=tuple(sources), endpoint=at.run.endpoint,
    )  # fmt: skip


def _rewrite(at: OpenRun) -> bool:
    """Write every report anew that is there; True where letters were taken away instead."""
    folder, signed_by = at.folder, at.intake.kept("signed_by")
    there = [name for name, kind in FORMATS.items() if (folder / kind.written).exists()]
    is_unsigned = "letters" in there and not signed_by
    if is_unsigned:
        there.remove("letters")
        shutil.rmtree(folder / FORMATS["letters"].written, ignore_errors=True)
    # They hold answers of many people, and the next grader review makes them anew.
    remove_sheets(folder, at.journal)
    (folder / AUDIT / CHANGES).unlink(missing_ok=True)
    if "html" not in there:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
    look = look_of(
        folder,
        at.rubric,
        at.language,
        judge=at.run.judge,
        formats=",".join(there) or "csv",
        signed_by=signed_by,
    )
    write_reports(look, at.intake, at.desk, at.journal, at.run)
    return is_unsigned


def _entry(ids: Sequence[str], made: Purged) -> str:
    """When, how much, and of whom only what somebody who knows the id can check."""
    salt = secrets.token_hex(16)
    digests = [hashlib.sha256(f"{salt}|{name}".encode()).hexdigest() for name in ids]
    told = {"at": now(), "candidates": made.candidates, "answers": made.answers,
            "replies": made.replies, "salt": salt, "who": sorted(digests)}  # fmt: skip
    return json.dumps(told)
