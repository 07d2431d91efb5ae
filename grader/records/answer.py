"""What was handed in: an answer, where it stood, and rows that could not be used."""

from dataclasses import dataclass, field

from ..message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stood; `row` counts from 1 and counts the header."""

    file: str = ""
    sheet: str = ""
    row: int = 0

    def __str__(self) -> str:
        where = f"{self.file}[{self.sheet}]" if self.sheet else self.file
        return f"{where}:{self.row}" if self.row else where


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of an answer, half open, that a judge sees as `put`; left out where that is ""."""

    start: int
    end: int
    put: str = ""


@dataclass(frozen=True, slots=True)
class Redaction(Edit):
    """Private data of a `kind` (phone, name …), with the placeholder that is put in its place."""

    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    One person's text to one item.

    `text` is None where nothing was handed in. `attributes` are the other columns: stored,
    never in a prompt. `submitted` is when, as the table writes it. `contested` names where other
    texts to the item stand when nothing says which of them counts; a person then decides.
    `redactions` are what no judge sees of the text, in order.
    """

    candidate_id: str
    item_id: str
    text: str | None
    question: str = ""
    place: Place = Place()
    attributes: dict[str, str] = field(default_factory=dict)
    submitted: str = ""
    contested: str = ""
    redactions: tuple[Redaction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table as read: cell texts by header, header order kept."""

    place: Place
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A row that cannot be used, and how to mend it."""

    place: Place
    problem: str
    candidate_id: str = ""
    item_id: str = ""

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> Message:
        """Where it is and what is wrong with it."""
        return Message("{place}: {problem}", place=self.place, problem=self.problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """
    How something handed in was understood, in words for the one who handed it in.

    What is not sure needs a person's nod before anything is sent.
    """

    what: str
    is_sure: bool = True
    file: str = ""

    @property
    def message(self) -> Message:
        """What was understood, and in which file."""
        text = "{file}: {what}" if self.file else "{what}"
        return Message(text, file=self.file, what=self.what)
