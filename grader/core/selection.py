"""selection: which people a page shows when there are more than a page can hold."""

import heapq
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..records import Person

MOST_ANSWERS = 2_000
MOST_PEOPLE = 2_000

_Rank = tuple[bool, Decimal, int]


@dataclass(slots=True)
class Selection:
    """
    The people of a page, chosen in one pass and in bounded memory.

    Up to 2,000 answers everything is kept. Past that, those whose answers need a person come
    first, then the highest totals: 2,000 people are listed, and the answers of the first of them
    are shown, 2,000 in all. Nothing is dropped from the tables, only from the page.
    """

    answers: int = 0
    count: int = 0
    _listed: list[tuple[_Rank, Person]] = field(default_factory=list)
    _shown: list[tuple[_Rank, Person]] = field(default_factory=list)
    _answers_shown: int = 0

    def add(self, person: Person) -> None:
        """Take *person* into account."""
        self.count += 1
        self.answers += len(person.scored)
        total = person.total
        is_open = total.needs_person
        # The number tells equals apart, so that people are never compared; earlier ones win.
        rank = (is_open, Decimal(0) if is_open else total.low, -self.count)
        heapq.heappush(self._listed, (rank, replace(person, scored=())))
        if len(self._listed) > MOST_PEOPLE:
            heapq.heappop(self._listed)
        heapq.heappush(self._shown, (rank, person))
        self._answers_shown += len(person.scored)
        while self._answers_shown > MOST_ANSWERS and len(self._shown) > 1:
            _, dropped = heapq.heappop(self._shown)
            self._answers_shown -= len(dropped.scored)

    def people(self) -> list[Person]:
        """Those listed, in the order of the file; those whose answers are not shown have none."""
        shown = dict(self._shown)
        ranked = sorted(self._listed, key=lambda entry: -entry[0][2])
        return [shown.get(rank, person) for rank, person in ranked]

    @property
    def left_out(self) -> int:
        """How many of those listed have no answers on the page."""
        return len(self._listed) - len(self._shown)

    @property
    def unlisted(self) -> int:
        """How many people are not on the page at all."""
        return self.count - len(self._listed)
