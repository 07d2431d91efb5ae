"""Answers of a run that are written alike: found once after staging, kept with the intake."""

from collections import OrderedDict
from collections.abc import Iterator

from ..core.alike import (
    SAMPLED,
    Shingles,
    Traits,
    common_shingles,
    keys,
    likeness,
    longest_shared,
    shingles,
    traits,
)
from ..stores.alike import Alike, Like, Text
from ..stores.connection import told
from ..stores.intake import Intake
from ..text.turns import candidate_only

# Of answers that share a key, each is held against so many that are unlike each other.
_LEADERS = 4
_MOST_COMPARED = 16
_REMEMBERED = 2_000


def find_alike(intake: Intake) -> None:
    """
    Compare the staged answers of all candidates item by item, unless that is done.

    Keys are kept on disk and only answers that share one are compared, so that memory does not
    grow with the run. An answer belongs to the first earlier one that it is like.

    Raises:
        StoreError: the intake cannot be read or written.
    """
    with told(intake.path):
        alike = intake.alike
        if alike.is_found:
            return
        common = {
            item: common_shingles(map(_said, alike.sample(item, SAMPLED))) for item in alike.items()
        }
        alike.note_keys(_keys(alike, common))
        alike.keep(_Comparison(alike, common).found())


def _said(text: str) -> Shingles:
    return shingles(candidate_only(text))


def _keys(alike: Alike, common: dict[int, Shingles]) -> Iterator[tuple[int, int]]:
    for each in alike.texts():
        text = candidate_only(each.text)
        for key in keys(each.item, text, shingles(text), common[each.item]):
            yield key, each.number


class _Comparison:
    """Answers that share a key, held against each other in the order of the file."""

    def __init__(self, alike: Alike, common: dict[int, Shingles]) -> None:
        self._alike, self._common = alike, common
        self._leaders: dict[int, list[int]] = {}
        self._known: OrderedDict[int, Traits] = OrderedDict()
        self._leading: set[int] = set()

    def found(self) -> Iterator[Like]:
        """Each answer that is like an earlier one; before the first, that one itself."""
        for each, shared in self._alike.suspects():
            text = candidate_only(each.text)
            own = traits(text, self._common[each.item])
            leader, share = self._nearest(each, own, shared)
            if leader is None:
                self._lead(each, own, shared)
                continue
            theirs = candidate_only(self._alike.text(leader))
            if leader not in self._leading:
                self._leading.add(leader)
                yield Like(leader, leader, share, *longest_shared(theirs, text))
            yield Like(each.number, leader, share, *longest_shared(text, theirs))

    def _nearest(self, each: Text, own: Traits, shared: list[int]) -> tuple[int | None, int]:
        """The leader that *each* is most like, and how much; None where it is like none."""
        near = dict.fromkeys(leader for key in shared for leader in self._leaders.get(key, ()))
        best, most = None, 0
        for leader in list(near)[:_MOST_COMPARED]:
            share = likeness(own, self._traits(leader, each.item))
            if share > most:
                best, most = leader, share
            if most == 100:
                break
        return best, most

    def _lead(self, each: Text, own: Traits, shared: list[int]) -> None:
        self._remember(each.number, own)
        for key in shared:
            leaders = self._leaders.setdefault(key, [])
            if len(leaders) < _LEADERS:
                leaders.append(each.number)

    def _traits(self, number: int, item: int) -> Traits:
        known = self._known.get(number)
        if known is None:
            known = traits(candidate_only(self._alike.text(number)), self._common[item])
            self._remember(number, known)
        else:
            self._known.move_to_end(number)
        return known

    def _remember(self, number: int, own: Traits) -> None:
        self._known[number] = own
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
