"""How a run agrees with people: measured, kept, and told at the head of later reports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.calibrated import rated_by, worded_by
from ..core.review_queue import machine_doubt
from ..errors import InputError, SettingError
from ..records import Item, Language, Person, RowProblem, Rubric, Run, Score
from ..records.agreement import Calibration, RunBeside
from ..text import content_size, fold
from ..wiring.extras import need_stats
from .calibration_pages import write_pages
from .calibrations import keep_calibration
from .gaps import Gap, gaps_in, write_gaps
from .kept import now
from .marked import Answered, Marked, Source, given_percents, machine_points, read_marked
from .marking import sheet_name
from .opened import OpenRun, opened
from .sheets import check_not_filled

if TYPE_CHECKING:
    from ..core.agreement.beside import MachineAnswer
    from ..core.agreement.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """
    What is measured: by marks from `source`; `cut` is in points, or in percent with a sign.

    `beside` are folders of other runs on the same answers. `draws` are those of the bootstrap.
    """

    source: Source
    cut: str = ""
    beside: Sequence[Path] = ()
    seed: int | None = None
    draws: int = 1000
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """What was found; `gaps` are where people differ, `left_out` rows that were not used."""

    found: Calibration
    gaps: Sequence[Gap]
    left_out: Sequence[RowProblem]
    files: tuple[Path, ...]
    run: Run
    rubric: Rubric
    language: Language


def calibrate(
    folder: Path, wished: Wished, note: Callable[[str], None] = lambda _: None
) -> Calibrated:
    """
    Hold people's marks against the run in *folder*, and keep what is found.

    Raises:
        InputError: there is no run in it, or marks or settings cannot be used.
        StoreError: its files cannot be read or written.
    """
    need_stats("calibrate")
    with opened(folder) as at:
        marked = read_marked(at, wished.source, note)
        settler = "" if marked.is_settled else wished.source.adjudicator
        if settler:
            check_not_filled(folder / sheet_name(settler), at.journal)
        gathered = Gathered(marked=marked, drawn=_drawn(at))
        for person in at.people():
            gathered.add(person)
        if not gathered.ledger.marked:
            raise InputError(
                "{folder}: no answer in it has a mark by a person; see grader calibrate {folder} "
                "--split for sheets to mark in",
                folder=folder,
            )
        beside = [_beside(other, at, gathered, wished) for other in wished.beside]
        found = _calibration(at, gathered, wished, tuple(beside))
        path = keep_calibration(folder, at.journal, found)
        at.journal.calibrations.note(gathered.keys, "measured")
        gaps = gaps_in(gathered.given, at.rubric)
        pages = write_pages(folder, at, found, wished.language or at.language)
        files = (path, *pages, *write_gaps(at, gaps, settler, wished.language))
        return Calibrated(
            found=found, gaps=gaps, left_out=marked.problems, files=files, run=at.run,
            rubric=at.rubric, language=wished.language or at.language,
        )  # fmt: skip


def _drawn(at: OpenRun) -> Callable[[Sequence[Answered]], set[Answered]]:
    return lambda keys: at.journal.calibrations.measuring(keys, "sample")


@dataclass(slots=True, kw_only=True)
class Gathered:
    """One pass over everyone: who gave what, and what the machine gave."""

    marked: Marked
    drawn: Callable[[Sequence[Answered]], set[Answered]]
    ledger: "Ledger" = field(init=False)
    machine: "dict[Answered, MachineAnswer]" = field(default_factory=dict)
    people: dict[Answered, list[float]] = field(default_factory=dict)
    given: list[tuple[Item, Score, dict[str, dict[str, float]]]] = field(default_factory=list)
    max_total: Decimal = Decimal(0)
    answers: int = 0
    flagged: int = 0
    marked_flagged: int = 0
    by_chance: set[Answered] = field(default_factory=set)

    def __post_init__(self) -> None:
        from ..core.agreement.ledger import Ledger

        self.ledger = Ledger()

    @property
    def keys(self) -> list[Answered]:
        """The answers that people marked."""
        return [(score.candidate_id, item.id) for item, score, _ in self.given]

    def add(self, person: Person) -> None:
        """Take *person* into account."""
        from ..core.agreement.ledger import RatedAnswer

        self.max_total = max(self.max_total, person.total.max_total)
        rated = []
        for item, score in person.scored:
            points = machine_points(item, score)
            is_answered = score.status != "not_answered"
            given = self.marked.of(score) if is_answered else {}
            rated.append(
                RatedAnswer(item=item, machine=points, given=given, is_answered=is_answered)
            )
            if is_answered:
                self._note(item, score, points, {name: dict(of) for name, of in given.items()})
        self.ledger.add(rated)

    def _note(
        self,
        item: Item,
        score: Score,
        points: dict[str, float] | None,
        given: dict[str, dict[str, float]],
    ) -> None:
        key = score.candidate_id, item.id
        is_flagged = bool(machine_doubt(score))
        self.answers += 1
        self.flagged += is_flagged
        if points is not None:
            self.machine[key] = machine_answer(item, score, points)
        if given:
            self.given.append((item, score, given))
            self.marked_flagged += is_flagged
            self.people[key] = list(given_percents(item, given))
            if any(each.mark.is_drawn for each in score.people):
                self.by_chance.add(key)


def machine_answer(item: Item, score: Score, points: dict[str, float]) -> "MachineAnswer":
    """What stands of the machine for the answer of *score*, as runs are held against each other."""
    from ..core.agreement.beside import MachineAnswer

    text = fold(score.answer.text or "").text
    return MachineAnswer(
        percent=100 * sum(points.values()) / float(item.max_points),
        points=points,
        size=sum(content_size(text)),
        text=text,
    )


def _calibration(
    at: OpenRun, gathered: Gathered, wished: Wished, beside: tuple[RunBeside, ...]
) -> Calibration:
    from ..core.agreement.beside import with_length
    from ..core.agreement.bootstrap import SEED
    from ..core.agreement.measure import Draws, at_cut, measure, rater_pairs

    seed = SEED if wished.seed is None else wished.seed
    how, ledger, run = Draws(wished.draws, seed), gathered.ledger, at.run
    cut = cut_points(wished.cut, float(gathered.max_total)) if wished.cut else None
    drawn = gathered.by_chance | gathered.drawn(gathered.keys)
    return Calibration(
        rubric=run.rubric_digest, prompt=worded_by(run), judge=rated_by(run), when=now(),
        rubric_name=f"{run.rubric_id} {run.rubric_version}".strip(),
        models=run.models_returned,
        raters=tuple(ledger.raters.items()), answers=gathered.answers, marked=ledger.marked,
        candidates=ledger.people, unusable=ledger.unusable, measured=measure(ledger, how),
        seed=seed, draws=wished.draws, drawn=len(drawn), flagged=gathered.marked_flagged,
        answers_flagged=gathered.flagged, pairs=rater_pairs(ledger, how),
        cut=at_cut(ledger, cut, how) if cut is not None else None,
        length=with_length(gathered.machine, how), usd=usd_each(run), beside=beside,
    )  # fmt: skip


def cut_points(wished: str, most: float) -> float:
    """
    *wished*, points or a percent of *most*, in points.

    Raises:
        SettingError: it is neither, or beyond what there is.
    """
    plain = wished.strip().replace("％", "%")
    try:
        number = float(plain.removesuffix("%"))
    except ValueError:
        number = -1.0
    points = number * most / 100 if plain.endswith("%") else number
    if not 0 <= points <= most:
        raise SettingError(
            "--cut {wished!r}: no points of 0 to {most:g}; write points, or percent as 60%",
            wished=wished,
            most=most,
        )
    return points


def usd_each(run: Run) -> float | None:
    """What an answer cost in US dollars, by what the last requests cost; None if not known."""
    if run.cost_usd is None or not run.counts.requests:
        return None
    order = run.ratings.get("order", [])
    each = max(1, sum(not one.get("if_first_two_differ", False) for one in order))
    return float(run.cost_usd) / run.counts.requests * each


def _beside(folder: Path, at: OpenRun, gathered: Gathered, wished: Wished) -> RunBeside:
    from .calibrate_beside import beside

    return beside(folder, at, gathered.machine, gathered.people, wished)
