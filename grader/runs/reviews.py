"""The log of people's marks as a run uses it: read, checked, and who is drawn by chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from secrets import token_hex
from typing import Any

from ..core.chain import check
from ..core.review_queue import Queue, chance, machine_doubt
from ..pipeline import MarksOf
from ..records import ChainCheck, Head, PersonMark, Score
from ..stores.journal import Journal

_SEED, _SHARE, _CUT = "review_seed", "review_share", "review_cut"


def marks_in(journal: Journal) -> MarksOf | None:
    """What looks up people's marks in *journal*; None where there are none, so nothing is asked."""
    if not journal.reviews.head().entries:
        return None

    def marks(candidates: Sequence[str]) -> dict[tuple[str, str], list[PersonMark]]:
        found: dict[tuple[str, str], list[PersonMark]] = {}
        for each in journal.reviews.of(candidates):
            found.setdefault((each.candidate_id, each.item_id), []).append(each)
        return found

    return marks


def check_chain(journal: Journal, kept: Head | None = None) -> ChainCheck:
    """
    Whether the log of people's marks in *journal* is what was written.

    *kept* is the head that `run.json` tells (`review.entries` and `review.head`); the one that
    the journal keeps beside the log is held against it in any case.
    """
    heads = [journal.reviews.head(), *([kept] if kept else [])]
    return check(journal.reviews.links(), heads)


def review_object(journal: Journal) -> dict[str, Any]:
    """What `run.json` says of the review; nothing where there was none."""
    head, draw = journal.reviews.head(), draw_of(journal)
    found: dict[str, Any] = {"entries": head.entries, "head": head.hash} if head.entries else {}
    if draw:
        found |= {"entries": head.entries, "head": head.hash, "seed": draw.seed}
        found["share"] = float(draw.share)
    return found


@dataclass(frozen=True, slots=True)
class Draw:
    """Which unflagged answers are looked at by chance: those whose number is at most `cut`."""

    seed: str
    share: Decimal
    cut: str

    def has(self, score: Score) -> bool:
        """True where the answer of *score* is among them, whatever people have given since."""
        is_rated = score.of_machine.status in {"graded", "gated"}
        is_unflagged = is_rated and not machine_doubt(score)
        return is_unflagged and chance(self.seed, score) <= self.cut


def draw_of(journal: Journal) -> Draw | None:
    """What was drawn last; None where no list was made yet."""
    kept = journal.reviews.kept
    seed, share = kept(_SEED), kept(_SHARE)
    return Draw(seed, Decimal(share), kept(_CUT)) if seed and share else None


def seed_of(journal: Journal) -> str:
    """The seed of the draw, made once and kept."""
    seed = journal.reviews.kept(_SEED)
    if not seed:
        seed = token_hex(8)
        journal.reviews.keep(_SEED, seed)
    return seed


def keep_draw(journal: Journal, share: Decimal, queue: Queue) -> int:
    """Keep which answers *queue* drew, and return how many."""
    drawn = queue.drawn()
    journal.reviews.keep(_SHARE, f"{share:f}")
    journal.reviews.keep(_CUT, drawn[-1][0] if drawn else "")
    return len(drawn)
