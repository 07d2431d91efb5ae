"""Answers chosen by chance for people to mark, so that what they measure holds for the run."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..core.review_queue import Listed, chance, machine_doubt
from ..core.sampling import Drawn, chosen, marks_needed
from ..errors import InputError, SettingError
from ..records import Language, Score
from ..wiring.extras import need_stats
from .calibrations import calibration_for
from .marking import sheet_name, write_marking
from .opened import OpenRun, opened
from .reviews import seed_of
from .sheets import check_not_filled

_USUAL_QWK = 0.7
_FEWEST = 30
_UNNAMED = "sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How many answers are wanted, or how wide QWK's interval may be, and who is to mark them."""

    count: int | None = None
    width: float | None = None
    raters: Sequence[str] = ()
    seed: int | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """
    What was chosen, of `eligible` answers that the machine settled; `left_out` were not.

    About `needed` marks make an interval of `width` at a QWK of `assumed`.
    """

    chosen: Sequence[tuple[str, str]]
    eligible: int
    items: int
    flagged: int
    flagged_all: int
    left_out: int
    seed: str
    needed: int | None
    width: float
    assumed: float
    files: tuple[Path, ...]
    language: Language

    def as_object(self) -> dict[str, object]:
        """In plain values."""
        plain = asdict(self)
        plain["files"] = [str(each) for each in self.files]
        plain["chosen"] = [
            {"candidate_id": candidate, "item_id": item} for candidate, item in self.chosen
        ]
        return plain


def choose_sample(folder: Path, wanted: Wanted) -> Sample:
    """
    Choose answers of the run in *folder* by chance, in proportion to its points and flags.

    The same seed chooses the same answers. Each named rater gets a sheet in an order of chance,
    without marks, reasons and flags; which answers were chosen is kept.

    Raises:
        InputError: there is no run in it, nothing to choose, or a sheet was filled in.
        SettingError: names of raters do not fit.
        StoreError: its files cannot be read or written.
    """
    need_stats("calibrate")
    names = wanted.raters or (_UNNAMED,)
    _check_names(names)
    with opened(folder) as at:
        # Everything that can be refused is, before the sample is kept.
        for name in names:
            check_not_filled(folder / sheet_name(name), at.journal)
        seed = seed_of(at.journal) if wanted.seed is None else str(wanted.seed)
        pool, left_out = _pool(at, seed)
        assumed = _assumed(at)
        needed = marks_needed(wanted.width, assumed) if wanted.width else None
        count = wanted.count or max(needed or 0, _FEWEST)
        picked = chosen(list(pool), count)
        listed = [pool[each] for each in picked]
        keys = [(each.score.candidate_id, each.item.id) for each in listed]
        files = _sheets(at, wanted, listed, seed)
        at.journal.calibrations.note(keys, "sample")
        return Sample(
            chosen=keys, eligible=len(pool), items=len({each.item.id for each in listed}),
            flagged=sum(each.is_flagged for each in picked),
            flagged_all=sum(each.is_flagged for each in pool), left_out=left_out, seed=seed,
            needed=needed, width=wanted.width or 0.0, assumed=assumed, files=files,
            language=wanted.language or at.language,
        )  # fmt: skip


def _check_names(names: Sequence[str]) -> None:
    twice = [name for name, n in Counter(map(sheet_name, names)).items() if n > 1]
    if twice:
        raise SettingError(
            "--raters: two names come to the same sheet, {sheet}; tell them apart", sheet=twice[0]
        )


def _pool(at: OpenRun, seed: str) -> tuple[dict[Drawn, Listed], int]:
    """The answers that can be chosen, and how many that were handed in cannot."""
    found: dict[Drawn, Listed] = {}
    left_out = 0
    for person in at.people():
        for item, score in person.scored:
            machine = score.of_machine
            if machine.status == "graded" and machine.points is not None:
                share = float(machine.points / (machine.max_points or 1))
                number = chance(seed, score, "calibration")
                is_flagged = bool(machine_doubt(score))
                drawn = Drawn(item.id, share, number, is_flagged)
                found[drawn] = Listed(item=item, score=score, doubt="drawn")
            else:
                left_out += score.status != "not_answered"
    if not found:
        raise InputError(
            "{folder}: no answer that the machine settled, so there is nothing to measure it on; "
            "grade first",
            folder=at.folder,
        )
    return found, left_out


def _assumed(at: OpenRun) -> float:
    """The agreement that is reckoned with: that measured before, else the usual threshold."""
    known = calibration_for(at.run, at.journal)
    head = known.headline if known else None
    value = head.machine.qwk.value if head else None
    return _USUAL_QWK if value is None else max(0.0, min(value, 0.95))


def _sheets(at: OpenRun, wanted: Wanted, listed: Sequence[Listed], seed: str) -> tuple[Path, ...]:
    def order(name: str) -> Sequence[Listed]:
        def key(each: Listed) -> str:
            return _order(seed, each.score, name)

        return sorted(listed, key=key)

    return tuple(
        write_marking(at, name, order(name), wanted.language, is_named=name in wanted.raters)
        for name in wanted.raters or (_UNNAMED,)
    )


def _order(seed: str, score: Score, name: str) -> str:
    return chance(seed, score, f"order {name}")
