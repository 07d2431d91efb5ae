"""review_queue: which answers a person should look at, the most doubtful first, some by chance."""

import hashlib
import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from ..records import Item, Person, Score

MOST_LISTED = 5_000
"""Answers on one list: more are no list for people; those left come up on the next one."""

# The most doubtful kind first.
DOUBTS = (
    "injection", "critical", "reviewers_disagree", "judges_disagree", "evidence", "held",
    "unscored", "stale", "flagged", "drawn",
)  # fmt: skip
# One tells of the item, not of the answer, the other of what a rule settled: nobody wants to read
# every "I do not know", so they are looked at by chance like the others.
_NO_DOUBT = {"proposed_criteria", "gated"}
_OPEN = {"held", "unscored"}


def doubt_of(score: Score) -> str:
    """Why a person must look at an answer, as one of `DOUBTS`; empty where nobody must."""
    flags = set(score.flags) - _NO_DOUBT
    if score.is_settled_by_people:
        return ""
    if score.status == "not_answered":
        return ""
    if "injection_suspected" in flags or score.reason == "injection":
        return "injection"
    if "critical" in flags:
        return "critical"
    for reason in ("reviewers_disagree", "judges_disagree"):
        if reason in flags:
            return reason
    if score.status in _OPEN:
        is_evidence = score.status == "held" and score.reason == "evidence"
        return "evidence" if is_evidence else score.status
    if "review_stale" in flags:
        return "stale"
    return "flagged" if flags else ""


def machine_doubt(score: Score) -> str:
    """
    What machines saw to look at, as one of `DOUBTS`, whatever people have given since.

    That a person's mark went stale is nothing a machine saw: such an answer can be drawn still.
    """
    machine = score.of_machine
    return doubt_of(replace(machine, flags=tuple(set(machine.flags) - {"review_stale"})))


def chance(seed: str, score: Score, purpose: str = "share") -> str:
    """A number that chance gives to an answer, the same each time; as text that sorts."""
    parts = [seed, purpose, score.candidate_id, score.item_id]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An answer on the list, with why."""

    item: Item
    score: Score
    doubt: str

    @property
    def width(self) -> Decimal:
        """The share of the points that is still open, 0 to 1."""
        score = self.score
        return (score.points_high - score.points_low) / (score.max_points or 1)


_Rank = tuple[int, Decimal, int]


class Queue:
    """
    The list of one review, chosen in one pass over everyone and in bounded memory.

    Of the answers in which machines saw nothing to look at, the *share* is drawn by *seed*: the
    same ones each time, marked meanwhile or not. For a second marker (*is_blind*) what one person
    marked stays on the list, and the order is chance's.
    """

    def __init__(
        self, seed: str, share: Decimal, *, is_blind: bool = False, most: int = MOST_LISTED
    ) -> None:
        self._seed, self._share, self._is_blind, self._most = seed, share, is_blind, most
        self._doubtful: list[tuple[_Rank, Listed]] = []
        self._pool: list[tuple[int, str, Listed]] = []
        self._seen = 0
        self._unflagged = 0
        self.doubtful = 0

    def add(self, person: Person) -> None:
        """Take *person* into account."""
        for item, score in person.scored:
            self._seen += 1
            self._add(item, score)

    def _add(self, item: Item, score: Score) -> None:
        # By what machines saw, so that the draw stays the same whatever people have said since.
        seen = machine_doubt(score)
        doubt = doubt_of(score)
        if self._is_blind and not doubt and _wants_second(score):
            doubt = seen
        if doubt:
            self.doubtful += 1
            each = Listed(item=item, score=score, doubt=doubt)
            rank = (-DOUBTS.index(doubt), each.width, -self._seen)
            heapq.heappush(self._doubtful, (rank, each))
            if len(self._doubtful) > self._most:
                heapq.heappop(self._doubtful)
        if not seen and score.of_machine.status in {"graded", "gated"}:
            self._draw(Listed(item=item, score=score, doubt="drawn"))

    def _draw(self, each: Listed) -> None:
        self._unflagged += 1
        number = chance(self._seed, each.score)
        # A heap keeps its smallest on top; the largest number is to leave first.
        heapq.heappush(self._pool, (-int(number, 16), number, each))
        if len(self._pool) > self._most:
            heapq.heappop(self._pool)

    def drawn(self) -> list[tuple[str, Listed]]:
        """The answers drawn by chance, with their numbers, smallest first."""
        wanted = min(ceil(self._share * self._unflagged), self._most)
        ordered = sorted(((number, each) for _, number, each in self._pool), key=lambda p: p[0])
        return ordered[:wanted]

    @property
    def left_out(self) -> int:
        """How many doubtful answers found no room on the list."""
        return self.doubtful - len(self._doubtful)

    def listed(self) -> list[Listed]:
        """The list: doubtful answers first, then those drawn that nobody has marked."""
        found = [each for _, each in sorted(self._doubtful, key=lambda pair: pair[0], reverse=True)]
        found += self._still_drawn({id(each.score) for each in found})
        if self._is_blind:
            found.sort(key=lambda each: chance(self._seed, each.score, "order"))
        return found

    def _still_drawn(self, listed: set[int]) -> Iterator[Listed]:
        for _, each in self.drawn():
            is_open = not each.score.is_settled_by_people and not doubt_of(each.score)
            is_wanted = is_open or (self._is_blind and _wants_second(each.score))
            if is_wanted and id(each.score) not in listed:
                yield each


def _wants_second(score: Score) -> bool:
    """True of an answer that one reviewer alone has marked and no adjudicator."""
    counted = [each.mark for each in score.people if each.state == "stands"]
    is_settled = any(each.kind == "adjudication" for each in counted)
    return len({each.reviewer for each in counted}) == 1 and not is_settled
