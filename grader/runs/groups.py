"""The groups people belong to: from the columns kept of them, or from a file of its own."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core.arrange.headers import names_candidate
from ..core.group_columns import Bands, Spelling, check_entries, chosen, combined
from ..errors import InputError, SettingError
from ..message import Message, joined
from ..records import Row, RowProblem
from ..records.audit import GroupsRead
from ..stores.intake import Intake
from ..wiring import read_rows

_MOST_PROBLEMS = 50
_MOST_IDS = 20
Columns = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWish:
    """
    Which columns tell people apart, and together: `intersect` are wishes like `A+B`.

    `file` holds columns that the answers file does not, `sheet` is the one of a workbook.
    """

    columns: Sequence[str]
    intersect: Sequence[str] = ()
    bands: Sequence[Bands] = ()
    file: Path | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """What is looked at, column by column and together, and everyone's group in each column."""

    looks: tuple[Columns, ...]
    of: dict[str, dict[str, str]]
    read: GroupsRead
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def place(self, look: Columns, names: Columns) -> tuple[tuple[int, str], ...]:
        """Where a group stands among others: bands from the lowest, all else by name."""
        return tuple(
            (order.index(name) if name in (order := self.order.get(column, ())) else 0, name)
            for column, name in zip(look, names, strict=True)
        )

    def entries(self, look: Columns, people: Sequence[str]) -> list[tuple[str, ...]]:
        """The groups of *people* in the columns of *look*; empty where one is not known."""
        nothing: dict[str, str] = {}
        return [
            tuple(self.of.get(name, nothing).get(column, "") for column in look) for name in people
        ]


def read_groups(intake: Intake, wish: GroupWish, note: Callable[[str], None]) -> Groups:
    """
    The groups that *wish* asks for; *note* is told how the file was read.

    Raises:
        InputError: a column is not there or makes no groups, or rows of the file cannot be used.
    """
    people = [name for name, _ in intake.groups.of(())]
    kept = intake.accounts.columns()
    file = _read_file(wish.file, wish.sheet, people, note) if wish.file else None
    known = list(dict.fromkeys([*(file.columns if file else ()), *kept]))
    where = str(wish.file) if file and not kept else Message("the answers file")
    if file and kept:
        where = Message("the answers file and {file}", file=wish.file)
    columns = chosen(wish.columns, known, where)
    looks = combined(columns, wish.intersect, known, where)
    used = list(dict.fromkeys(column for look in looks for column in look))
    from_file = {each for each in used if file and each in file.columns}
    raw = {name: dict(zip(used, row, strict=True)) for name, row in intake.groups.of(used)}
    for name in people if file else ():
        row = file.rows.get(name, {}) if file else {}
        raw[name].update({column: row.get(column, "") for column in from_file})
    bands = _bands(wish.bands, used, where)
    made, unbanded = _grouped(raw, used, bands)
    read = GroupsRead(
        unknown_ids=tuple(file.unknown[:_MOST_IDS]) if file else (),
        without_row=sum(name not in file.rows for name in people) if file else 0,
        unbanded=tuple((column, count) for column, count in unbanded.items() if count),
    )
    order = {column: tuple(band.name for band in of.bands) for column, of in bands.items()}
    return Groups(looks=tuple(looks), of=made, read=read, order=order)


def _bands(given: Iterable[Bands], used: Sequence[str], where: str) -> dict[str, Bands]:
    made = {}
    for each in given:
        try:
            [name] = chosen([each.column], used, where)
        except SettingError as error:
            raise SettingError(
                "--bands {column!r}: that column is not looked at; name it by --group as well",
                column=each.column,
            ) from error
        made[name] = each
    return made


def _grouped(
    raw: dict[str, dict[str, str]], used: Sequence[str], bands: dict[str, Bands]
) -> tuple[dict[str, dict[str, str]], Counter[str]]:
    """Everyone's groups, and how many entries of a column lie in no band."""
    made: dict[str, dict[str, str]] = {name: {} for name in raw}
    unbanded: Counter[str] = Counter()
    for column in used:
        spelling = Spelling()
        said = {name: spelling.of(row.get(column, "")) for name, row in raw.items()}
        if column in bands:
            placed = {name: bands[column].of(entry) for name, entry in said.items()}
            unbanded[column] = sum(bool(said[name]) and not placed[name] for name in said)
            said = placed
        else:
            check_entries(column, list(said.values()))
        for name, entry in said.items():
            made[name][column] = entry
    return made, unbanded


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file of groups: its columns, and rows by candidate; `unknown` ids the run does not have."""

    columns: tuple[str, ...]
    rows: dict[str, dict[str, str]]
    unknown: list[str]


def _read_file(path: Path, sheet: str, people: Sequence[str], note: Callable[[str], None]) -> _File:
    rows: list[Row] = []
    problems: list[Message] = []
    for row in read_rows(path, note, sheet=sheet):
        if isinstance(row, RowProblem):
            problems.append(row.message)
        else:
            rows.append(row)
    headers = tuple(dict.fromkeys(header for row in rows for header in row.cells))
    who = _who(path, headers, rows, set(people))
    found: dict[str, dict[str, str]] = {}
    problems += _filled(found, rows, who)
    if problems:
        more = Message("… and {count} more rows with problems", count=len(problems))
        rest = [more.replaced(count=len(problems) - _MOST_PROBLEMS)]
        shown = problems[:_MOST_PROBLEMS]
        raise InputError(joined([*shown, *(rest if len(problems) > _MOST_PROBLEMS else ())]))
    in_run = set(people)
    return _File(
        columns=tuple(each for each in headers if each != who),
        rows=found,
        unknown=[name for name in found if name not in in_run],
    )


def _filled(found: dict[str, dict[str, str]], rows: Iterable[Row], who: str) -> Iterator[Message]:
    """Fill *found* by candidate, and tell of rows that say something else than an earlier one."""
    for row in rows:
        name = row.cells.get(who, "").strip()
        rest = {header: cell for header, cell in row.cells.items() if header != who}
        if not name:
            if any(cell.strip() for cell in rest.values()):
                yield Message(
                    "{place}: no {missing}; say whose row it is", place=row.place, missing=who
                )
            continue
        before = found.setdefault(name, rest)
        differs = [header for header, cell in rest.items() if before.get(header, cell) != cell]
        if differs:
            yield Message(
                "{place}: candidate {candidate!r} stands in an earlier row with another {column!r};"
                " keep one of the rows",
                place=row.place,
                candidate=name,
                column=differs[0],
            )


def _who(path: Path, headers: Columns, rows: Sequence[Row], people: set[str]) -> str:
    """The column that names candidates: of several, the one most of whose entries the run has."""
    named = [each for each in headers if names_candidate(each)]
    if not named:
        raise InputError(
            "{path}: no column tells whose row it is; head one candidate_id (考生编号)", path=path
        )
    known = {each: len({row.cells.get(each, "").strip() for row in rows} & people)
             for each in named}  # fmt: skip
    best = max(named, key=lambda each: known[each])
    if not known[best]:
        raise InputError(
            "{path}: no entry of {column!r} is a candidate of this run; ids are text, 00123 is "
            "not 123, and those of the run are in candidates.csv",
            path=path,
            column=best,
        )
    return best
