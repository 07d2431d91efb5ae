"""Two people of one name, seen by what else a table tells of them."""

from ...errors import InputError
from ...records import Place, Row
from .columns import Columns
from .headers import EMAIL, NAMES, NUMBER, PHONE, all_of, plain

_MASK = (1 << 60) - 1


class Namesakes:
    """
    Sees where one name is given by two people: another phone, e-mail or number stands by it.

    Only where the name is the candidate's id of itself, not where --map says so.
    """

    def __init__(self) -> None:
        # Numbers, not texts: a million people are kept in about 100 MB.
        self._known: dict[tuple[str, str], dict[int, int]] = {}
        self._files: list[tuple[str, str]] = []
        self._telling: dict[tuple[str, ...], tuple[str, ...]] = {}

    def see(self, candidate: str, columns: Columns, row: Row) -> None:
        """
        Take *row* in.

        Raises:
            InputError: *candidate* stood in an earlier row with another phone, e-mail or number.
        """
        for header in self._headers(columns, row):
            value = plain(row.cells[header])
            if not value:
                continue
            known = self._known.setdefault((columns.candidate, header), {})
            seen = hash(value) & _MASK, self._number(row.place)
            first = known.setdefault(hash(candidate), seen[0] << 64 | seen[1])
            if first >> 64 != seen[0]:
                place = self._place(first & (1 << 64) - 1)
                part = f"{header}[-4:]" if _is(header, PHONE) else header
                raise InputError(
                    "{place}: {name} {candidate!r} stands in {earlier} with another {header}, "
                    "so it may be two people; tell them apart with --map "
                    '"{name}+{part}=candidate_id", or keep the name alone with --map '
                    '"{name}=candidate_id"',
                    place=row.place,
                    name=columns.candidate,
                    candidate=candidate,
                    earlier=place,
                    header=header,
                    part=part,
                )

    def _number(self, place: Place) -> int:
        name = (place.file, place.sheet)
        if name not in self._files:
            self._files.append(name)
        return self._files.index(name) << 40 | place.row

    def _place(self, number: int) -> Place:
        file, sheet = self._files[number >> 40]
        return Place(file=file, sheet=sheet, row=number & (1 << 40) - 1)

    def _headers(self, columns: Columns, row: Row) -> tuple[str, ...]:
        headers = tuple(row.cells)
        if headers not in self._telling:
            is_name = len(columns.who) == 1 and _is(columns.who[0].header, NAMES)
            names = (*PHONE, *EMAIL, *NUMBER) if is_name and not columns.is_who_told else ()
            self._telling[headers] = tuple(all_of(columns.about, names, dressed=True))[:2]
        return self._telling[headers]


def _is(header: str, names: list[str]) -> bool:
    return bool(all_of([header], names, dressed=True))
