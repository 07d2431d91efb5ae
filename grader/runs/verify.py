"""A run looked over: whether its prompts, replies, rows and files are still what they were."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import DefectError
from ..message import Message
from ..records import Answer, ChainCheck, Head, Outcome
from ..stores.intake import StagedAnswer
from ..stores.one_candidate import OneCandidate
from .opened import OpenRun, check_named, opened
from .reproduce import Asked, Reproduced, Reproducer
from .reviews import check_chain
from .tables import compare_tables
from .written import Seal, changed_files, count_written

# So many of a kind are told one by one; all are counted.
_MOST_FINDINGS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was, and where."""

    code: str
    told: Message
    candidate_id: str = ""
    item_id: str = ""
    file: str = ""


@dataclass(slots=True, kw_only=True)
class Verified:
    """
    What comes of looking a run over.

    Of `requests`, those behind this run's answers, `unknown` ones are from a version that kept
    no digest of what it sent. `earlier` ones belong to answers, a rubric or a model that are no
    part of this run any more. `reviews` is the log of people's marks. `without_files` where the
    run is older than the list of its files.
    """

    requests: int = 0
    reproduced: int = 0
    unknown: int = 0
    differing: int = 0
    earlier: int = 0
    keys: int = 0
    keys_same: int = 0
    replies: int = 0
    replies_changed: int = 0
    files: int = 0
    reviews: ChainCheck = field(default_factory=ChainCheck)
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    @property
    def is_sound(self) -> bool:
        """True where nothing was found."""
        return not self.findings

    def find(self, code: str, told: Message, *, candidate_id: str = "", item_id: str = "",
             file: str = "") -> None:  # fmt: skip
        """Take in a finding; past a thousand they are counted only."""
        if len(self.findings) >= _MOST_FINDINGS:
            self.more += 1
            return
        self.findings.append(
            Finding(code=code, told=told, candidate_id=candidate_id, item_id=item_id, file=file)
        )


def verify_folder(folder: Path, step: Callable[[int], None] = lambda _: None) -> Verified:
    """
    Look over the run in *folder*; nothing in it is changed, nothing is sent.

    *step* is told of answers as they are gone through.

    Raises:
        InputError: there is no run in it.
        StoreError: its files cannot be read.
    """
    made = Verified()
    with opened(folder) as at:
        _look_at_requests(at, made, step)
        _look_at_rows(at, made)
        _look_at_files(at, made)
        _look_at_reviews(at, made)
    return made


def shown_requests(folder: Path, candidate_id: str, item_id: str = "") -> list[Asked]:
    """
    What was asked about the answers of a candidate, to one item or all, rendered again.

    Raises:
        InputError: there is no run in *folder*, or no such candidate or item in it.
        StoreError: its files cannot be read.
    """
    with opened(folder) as at, closing(OneCandidate(at.intake.path, candidate_id)) as mine:
        answers = mine.answers()
        items = [staged.answer.item_id for staged in answers]
        check_named(folder, candidate_id, item_id, items if mine.is_there else None)
        wanted = [each for each in answers if item_id in {"", each.answer.item_id}]
        reproducer = Reproducer(at)
        with at.journal.sent() as sent:
            return list(reproducer.asked(wanted, sent))


def _look_at_requests(at: OpenRun, made: Verified, step: Callable[[int], None]) -> None:
    reproducer = Reproducer(at)
    if not reproducer.has_same_rubric:
        told = Message("intake.db: the rubric in it is not the one the run began with")
        made.find("rubric_changed", told, file="intake.db")
    if reproducer.was_kept and not reproducer.has_wording:
        told = Message(
            "grader.db: the prompt templates in it are not the ones the run was worded with"
        )
        made.find("templates_changed", told, file="grader.db")
    for block in at.intake.blocks():
        with at.journal.sent() as sent:
            asked = list(reproducer.asked([each for each in block if not each.is_copy], sent))
        outcomes = at.journal.outcomes([each.key for each in asked])
        for each in asked:
            _look_at_answer(each, made, has_same_rubric=reproducer.has_same_rubric)
            outcome = outcomes.get(each.key)
            if outcome is not None and outcome.is_usable:
                _look_at_outcome(each, outcome, made)
        _look_at_copies(reproducer, [each for each in block if each.is_copy], made)
        step(len(block))
    for each in reproducer.controls():
        _look_at_answer(each, made, has_same_rubric=reproducer.has_same_rubric)
    with at.journal.sent() as sent:
        made.earlier = sent.count() - made.requests


def _look_at_copies(reproducer: Reproducer, copies: list[StagedAnswer], made: Verified) -> None:
    """Whether answers that another one was asked about for still say the same."""
    if not reproducer.has_same_rubric:
        return
    for answer in reproducer.changed(copies):
        who = {"candidate_id": answer.candidate_id, "item_id": answer.item_id}
        made.find("answer_changed", _changed(answer), **who)


def _changed(answer: Answer) -> Message:
    return Message(
        "{who}: the answer in intake.db is not the one that was asked about", who=_who(answer)
    )


def _look_at_answer(each: Asked, made: Verified, *, has_same_rubric: bool) -> None:
    who = {"candidate_id": each.answer.candidate_id, "item_id": each.answer.item_id}
    made.keys += 1
    made.keys_same += each.fits is not False
    made.requests += len(each.requests)
    states = [request.state for request in each.requests]
    made.reproduced += states.count("reproduced")
    made.unknown += states.count("unknown")
    made.differing += states.count("differs")
    if each.fits is False and has_same_rubric:
        made.find("answer_changed", _changed(each.answer), **who)
    elif each.fits is not False:
        for request in each.requests:
            if request.state == "differs":
                made.find("request_differs", _differs(each, request), **who)
    _look_at_replies(each, made)


def _differs(each: Asked, request: Reproduced) -> Message:
    return Message(
        "{who}: request {attempt} of {time} cannot be reproduced: an earlier reply, a template or "
        "the secret in grader.db was changed",
        who=_who(each.answer),
        attempt=request.request.attempt,
        time=clock(request.request.at),
    )


def _look_at_replies(each: Asked, made: Verified) -> None:
    made.replies += len(each.replies)
    for reply in each.replies:
        if not reply.is_unchanged:
            made.replies_changed += 1
            made.find("reply_changed", Message(
                "{who}: the reply to request {attempt} of {time} in grader.db is not the one that "
                "came",
                who=_who(each.answer), attempt=reply.attempt, time=clock(reply.at)),
                candidate_id=each.answer.candidate_id, item_id=each.answer.item_id)  # fmt: skip


def _look_at_outcome(each: Asked, outcome: Outcome, made: Verified) -> None:
    came = {reply.text for reply in each.replies if reply.attempt == outcome.attempt}
    if outcome.text not in came:
        made.replies_changed += 1
        made.find("outcome_changed", Message(
            "{who}: the rating that the score rests on is none of the replies that came",
            who=_who(each.answer)),
            candidate_id=each.answer.candidate_id, item_id=each.answer.item_id)  # fmt: skip


def _look_at_rows(at: OpenRun, made: Verified) -> None:
    for fault in at.intake.accounts.faults():
        made.find("rows", Message("intake.db: {fault}", fault=fault), file="intake.db")


def _look_at_files(at: OpenRun, made: Verified) -> None:
    made.files = count_written(at.intake)
    try:
        tables = compare_tables(at)
    except DefectError as error:
        made.find("rows", Message("intake.db: {fault}", fault=str(error)), file="intake.db")
        return
    for cell in tables.cells:
        made.find("cell", Message(
            "{file}:{row}: {column} of {candidate} holds {found!r}, the store gives {made!r}",
            file=cell.file, row=cell.row, column=cell.column, candidate=cell.candidate_id or "–",
            found=cell.found, made=cell.made),
            candidate_id=cell.candidate_id, file=cell.file)  # fmt: skip
    for name, found, wanted in tables.lengths:
        made.find("rows_of_table", Message("{file}: {found} rows, the store gives {made}",
                  file=name, found=found, made=wanted), file=name)  # fmt: skip
    for name, state in changed_files(at.folder, at.intake):
        if name in tables.wrong:
            continue
        made.find(f"file_{state}", Message(
            "{file}: changed since it was written; grader report {folder} writes it again"
            if state == "changed" else
            "{file}: is not there any more; grader report {folder} writes it again",
            file=name, folder=at.folder), file=name)  # fmt: skip
    _look_at_seals(at.folder, tables.seal, made)


def _look_at_seals(folder: Path, seal: Seal, made: Verified) -> None:
    kept = _told_in(folder, "seal")
    if kept.get("replies") and kept["replies"] != seal.replies:
        told = Message("run.json: its seal does not fit the replies in grader.db")
        made.find("seal", told, file="run.json")
    # A changed answer that was asked about is named already.
    is_told = any(each.code == "answer_changed" for each in made.findings)
    if kept.get("answers") and kept["answers"] != seal.answers and not is_told:
        told = Message("run.json: its seal does not fit the answers in intake.db")
        made.find("seal_answers", told, file="run.json")


def _look_at_reviews(at: OpenRun, made: Verified) -> None:
    told = _told_in(at.folder, "review")
    entries, last = told.get("entries"), told.get("head")
    kept = Head(entries, last) if isinstance(entries, int) and isinstance(last, str) else None
    made.reviews = check_chain(at.journal, kept)
    if made.reviews.broken_at is not None:
        made.find("review_log", Message(
            "grader.db: the log of people's marks is not what was written, from entry {entry} on",
            entry=made.reviews.broken_at), file="grader.db")  # fmt: skip


def _told_in(folder: Path, name: str) -> dict[str, Any]:
    """The part *name* of `run.json`; empty where it has none."""
    try:
        told = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    part = told.get(name) if isinstance(told, dict) else None
    return part if isinstance(part, dict) else {}


def _who(answer: Answer) -> Message:
    return Message("{candidate}, item {item}", candidate=answer.candidate_id, item=answer.item_id)


def clock(at: float) -> str:
    """The time of *at*, seconds since 1970, here, with its distance from UTC."""
    return datetime.fromtimestamp(at, UTC).astimezone().isoformat(timespec="seconds")
