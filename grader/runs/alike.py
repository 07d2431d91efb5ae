"""Answers of a run that are written alike: found once after staging, kept with the intake."""

from collections import OrderedDict
from collections.abc import Iterator

from ..core.alike import (
    SAMPLED,
    Familiar,
    compared,
    familiar,
    is_alike,
    keys,
    likeness,
    longest_shared,
    shingles,
)
from ..stores.alike import Alike, Like, Text
from ..stores.connection import told
from ..stores.intake import Intake
from ..text.turns import candidate_only

# Of answers that share a key, each is held against so many that are unlike each other.
_LEADERS = 4
_MOST_COMPARED = 16
_REMEMBERED = 5_000


def find_alike(intake: Intake) -> None:
    """
    Compare the staged answers of all candidates item by item, unless that is done.

    Keys are kept on disk and only answers that share one are compared, so that memory grows with
    what is alike and not with the run. An answer belongs to the earlier one that it is most like.

    Raises:
        StoreError: the intake cannot be read or written.
    """
    with told(intake.path):
        alike = intake.alike
        if alike.is_found:
            return
        known = {
            item: familiar(shingles(candidate_only(text)) for text in alike.sample(item, SAMPLED))
            for item in alike.items()
        }
        alike.note_keys(_keys(alike, known))
        alike.keep(_Comparison(alike, known).found())


def _keys(alike: Alike, known: dict[int, Familiar]) -> Iterator[tuple[int, int]]:
    for each in alike.texts():
        for key in keys(each.item, candidate_only(each.text), known[each.item]):
            yield key, each.number


class _Comparison:
    """Answers that share a key, held against each other in the order of the file."""

    def __init__(self, alike: Alike, known: dict[int, Familiar]) -> None:
        self._alike, self._known = alike, known
        self._leaders: dict[int, list[int]] = {}
        self._read: OrderedDict[int, str] = OrderedDict()
        self._leading: set[int] = set()

    def found(self) -> Iterator[Like]:
        """Each answer that is like an earlier one; before the first, that one itself."""
        for each, shared in self._alike.suspects():
            text = candidate_only(each.text)
            leader, share = self._nearest(compared(text), shared)
            theirs = self._text(leader) if share else ""
            if not (share and is_alike(share, text, theirs, self._known[each.item])):
                self._lead(each, text, shared)
                continue
            if leader not in self._leading:
                self._leading.add(leader)
                yield Like(leader, leader, share, *longest_shared(theirs, text))
            yield Like(each.number, leader, share, *longest_shared(text, theirs))

    def _nearest(self, own: str, shared: list[int]) -> tuple[int, int]:
        """The leader that *own* is most like, and how much; 0 where it is like none."""
        near = dict.fromkeys(leader for key in shared for leader in self._leaders.get(key, ()))
        best = most = 0
        for leader in list(near)[:_MOST_COMPARED]:
            share = likeness(own, self._compared(leader))
            if share > most:
                best, most = leader, share
            if most == 100:
                break
        return best, most

    def _lead(self, each: Text, text: str, shared: list[int]) -> None:
        self._remember(each.number, compared(text))
        for key in shared:
            leaders = self._leaders.setdefault(key, [])
            if len(leaders) < _LEADERS:
                leaders.append(each.number)

    def _text(self, number: int) -> str:
        return candidate_only(self._alike.text(number))

    def _compared(self, number: int) -> str:
        read = self._read.get(number)
        if read is None:
            read = self._remember(number, compared(self._text(number)))
        else:
            self._read.move_to_end(number)
        return read

    def _remember(self, number: int, own: str) -> str:
        self._read[number] = own
        if len(self._read) > _REMEMBERED:
            self._read.popitem(last=False)
        return own
