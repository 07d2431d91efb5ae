"""Nobody is lost: a report is drawn only where every row that was read has one state."""

from collections.abc import Iterable, Iterator
from itertools import islice

from ..errors import DefectError
from ..message import Message
from ..records import Person
from ..stores.connection import told
from ..stores.intake import Intake

_MOST_FAULTS = 10
_LOST = Message(
    "no report is written where rows do not add up; this is a defect of grader, please report it "
    "(replies are safe in the journal)"
)


def reconciled(everyone: Iterable[Person], intake: Intake) -> Iterator[Person]:
    """
    *everyone*, as long as all rows of *intake* are accounted for, each once.

    Raises:
        DefectError: before the first, where a row has no state or two for one item; after the
            last, where an answer was not among them.
    """
    with told(intake.path):
        faults = list(islice(intake.accounts.faults(), _MOST_FAULTS))
    if faults:
        raise DefectError("{faults}; {lost}", faults="; ".join(faults), lost=_LOST)
    placed = 0
    for person in everyone:
        placed += sum(bool(score.answer.place.file) for _, score in person.scored)
        yield person
    staged = intake.count(only_answered=False)
    if placed != staged:
        raise DefectError("{staged} answers were staged, {placed} have a state; {lost}",
                          staged=staged, placed=placed, lost=_LOST)  # fmt: skip
