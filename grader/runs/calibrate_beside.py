"""Another run on the same answers, held against the one that is measured."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.agreement.beside import MachineAnswer, two_runs, with_length
from ..core.agreement.bootstrap import SEED
from ..core.agreement.measure import Draws
from ..core.calibrated import rated_by, worded_by
from ..errors import InputError
from ..records import Run
from ..records.agreement import Beside, RunBeside
from .marked import Answered, machine_points
from .opened import OpenRun, opened

if TYPE_CHECKING:
    from .calibrate import Wished


def beside(
    folder: Path,
    at: OpenRun,
    first: Mapping[Answered, MachineAnswer],
    people: Mapping[Answered, Sequence[float]],
    wished: "Wished",
) -> RunBeside:
    """
    The run in *folder* beside that *at* hand, which gave *first*; *people* gave percents.

    Raises:
        InputError: there is no run in it, or no answer of the other one.
        StoreError: its files cannot be read.
    """
    from .calibrate import usd_each

    if folder.resolve() == at.folder.resolve():
        raise InputError("{folder}: compared with itself; name the folders of two runs",
                         folder=folder)  # fmt: skip
    how = Draws(wished.draws, SEED if wished.seed is None else wished.seed)
    run, other = _read(folder)
    made = two_runs(first, other, people, how)
    if made.between is None:
        raise InputError(
            "{folder}: no answer in common with {other}; runs are compared on the same texts of "
            "the same candidates to the same items",
            folder=folder,
            other=at.folder,
        )
    return RunBeside(
        name=folder.name or str(folder), relation=_relation(at.run, run),
        rubric=run.rubric_digest, prompt=worded_by(run), judge=rated_by(run),
        answers=made.answers, first_qwk=made.first_qwk, qwk=made.qwk, gained=made.gained,
        seen=made.seen, between=made.between, levels_same=made.levels_same,
        length=with_length(other, how), usd=usd_each(run),
    )  # fmt: skip


def _read(folder: Path) -> tuple[Run, dict[Answered, MachineAnswer]]:
    """The run in *folder*, and what its machine gave."""
    from .calibrate import machine_answer

    found: dict[Answered, MachineAnswer] = {}
    with opened(folder) as there:
        for person in there.people():
            for item, score in person.scored:
                points = machine_points(item, score)
                if points is not None and score.status != "not_answered":
                    found[score.candidate_id, item.id] = machine_answer(item, score, points)
        return there.run, found


def _relation(one: Run, other: Run) -> Beside:
    """What the runs have in common."""
    same = (one.rubric_digest, one.judge, one.template) == (
        other.rubric_digest, other.judge, other.template,
    )  # fmt: skip
    settings = _settings(one) == _settings(other)
    if not (same and settings):
        return "other"
    return "repeated" if one.language == other.language else "twin"


def _settings(run: Run) -> tuple[object, ...]:
    return run.parameters, rated_by(run), run.endpoint
