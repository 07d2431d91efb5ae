"""What the columns of a table are: candidate, item, question, answer, or about the person."""

from collections.abc import Mapping as Cells
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...errors import InputError
from ...records import Item, Rubric, Text
from . import headers as known
from .headers import first_of, listed
from .mapping import Mapping, Part, Told
from .matching import ItemIndex, Match
from .shapes import Shape, shapes_of

_NOBODY = {"", "anonymous", "匿名", "匿名用户"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """
    The roles of a table's columns.

    A long table has `answer` and one row per answer; a wide one has `items`: (header, item id,
    question) for each column that holds answers. `who` makes the candidate's id, `matches` tell
    how an item was found, `ungraded` are questions that no item of the rubric is, `ignored` what
    --map passes over. Where `is_numbered`, a cell of `answer` holds all answers of a candidate.
    `submitted` is one of `about`: when the row was handed in.
    """

    who: tuple[Part, ...]
    is_who_told: bool = False
    answer: str = ""
    item: str = ""
    question: str = ""
    items: tuple[tuple[str, str, str], ...] = ()
    matches: dict[str, Match] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    ungraded: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    shapes: dict[str, Shape] = field(default_factory=dict)
    submitted: str = ""
    is_numbered: bool = False

    @property
    def is_long(self) -> bool:
        """True for a row per answer."""
        return bool(self.answer)

    @property
    def candidate(self) -> str:
        """What the candidate's id is made of, as --map writes it."""
        return "+".join(map(str, self.who))

    @property
    def answers(self) -> frozenset[str]:
        """The headers of the columns that hold answers."""
        return frozenset({self.answer} - {""} or {header for header, _, _ in self.items})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table before it is understood: its headers, and its first cells by header."""

    file: str
    headers: tuple[str, ...]
    probe: Cells[str, Sequence[str]] = field(default_factory=dict)

    def cells(self, header: str) -> Sequence[str]:
        """The first cells under *header*."""
        return self.probe.get(header, ())


def find_columns(
    sheet: Sheet,
    rubric: Rubric,
    index: ItemIndex,
    mapping: Mapping,
    *,
    has_question: bool,
    others: Sequence[ItemIndex] = (),
) -> Columns:
    """
    The roles of the columns of *sheet*; a question of *others*, the other posts', is passed by.

    Raises:
        InputError: no column names the candidates, none holds answers to an item, or one fits
            several items.
    """
    told, headers = mapping.told(sheet.headers), listed(sheet.headers)
    who = told.who or _who(sheet, told)
    if not who:
        mapping.check_used(sheet.headers, sheet.file)
        raise InputError(
            "{file}: no column tells whose answer it is; head one candidate_id (or 考生编号, "
            '姓名 …), or say which it is with --map "COLUMN=candidate_id"; columns found: {found}',
            file=sheet.file,
            found=headers,
        )
    answer = "" if told.items else first_of(sheet.headers, known.ANSWER)
    if answer and answer not in told.ignored:
        return _long(sheet, who, answer, told, rubric, has_question=has_question)
    found = _wide(sheet, who, told, rubric, index, others=others)
    if not found.items:
        mapping.check_used(sheet.headers, sheet.file)
        raise InputError(
            "{file}: no column holds answers; head them by item id ({ids}) or by the question's "
            'text, say it with --map "COLUMN=ITEM", or use columns item_id and answer; found: '
            "{found}",
            file=sheet.file, ids=listed(index.ids), found=headers)  # fmt: skip
    return found


def _who(sheet: Sheet, told: Told) -> tuple[Part, ...]:
    free = [h for h in sheet.headers if h not in told.items and h not in told.ignored]
    found = known.all_of(free, known.CANDIDATE, dressed=True)
    for header in found:
        # Microsoft Forms leaves the name empty and writes "anonymous" where nobody signs in.
        if {cell.strip().casefold() for cell in sheet.cells(header)} - _NOBODY:
            return (Part(header=header),)
    return (Part(header=found[0]),) if found else ()


def _long(
    sheet: Sheet,
    who: tuple[Part, ...],
    answer: str,
    told: Told,
    rubric: Rubric,
    *,
    has_question: bool,
) -> Columns:
    headers = sheet.headers
    item, question = first_of(headers, known.ITEM), first_of(headers, known.QUESTION)
    is_single = len(list(rubric.items)) == 1
    is_numbered = not (item or question or is_single or has_question)
    if is_numbered and rubric.is_open:
        raise InputError(
            "{file}: no column tells which item an answer is to; head one item_id (or 题号) or one "
            "question (题目), or give --question",
            file=sheet.file,
        )
    if rubric.is_open and not (question or has_question):
        raise InputError(
            "{file}: rubric {rubric!r} has no items of its own, so each answer needs its "
            "question; add a column question (题目) or give --question",
            file=sheet.file,
            rubric=rubric.id,
        )
    taken = {*_single(who), answer, item, question, *told.ignored}
    return Columns(
        who=who,
        is_who_told=bool(told.who),
        answer=answer,
        item=item,
        question=question,
        about=tuple(header for header in headers if header not in taken),
        ignored=tuple(header for header in headers if header in told.ignored),
        shapes=shapes_of(headers, sheet.cells),
        is_numbered=is_numbered,
    )


def _single(who: tuple[Part, ...]) -> set[str]:
    """The column that is the id; the columns that it is made of stay known about the person."""
    return {who[0].header} if len(who) == 1 and not who[0].last else set()


def _wide(
    sheet: Sheet,
    who: tuple[Part, ...],
    told: Told,
    rubric: Rubric,
    index: ItemIndex,
    *,
    others: Sequence[ItemIndex],
) -> Columns:
    taken = {part.header for part in who} | told.ignored
    free = [header for header in sheet.headers if header not in taken]
    if rubric.is_open:
        matches = _open_matches(free, told, sheet)
    else:
        matches = {header: _match(header, sheet, told, index, others) for header in free}
    items = _items(matches, sheet.file)
    about = [header for header in sheet.headers
             if header not in items and header not in _single(who) | told.ignored]  # fmt: skip
    ungraded = {each for each in about
                if each in free and matches.get(each, Match()).how != "other"
                and known.is_question(each, sheet.cells(each))}  # fmt: skip
    return Columns(
        who=who,
        is_who_told=bool(told.who),
        items=tuple((header, item.id, item.text.zh) for header, item in items.items()),
        matches={header: matches[header] for header in items},
        about=tuple(header for header in about if header not in ungraded),
        ungraded=tuple(header for header in about if header in ungraded),
        ignored=tuple(header for header in sheet.headers if header in told.ignored),
        shapes=shapes_of([header for header in sheet.headers if header not in items], sheet.cells),
    )


def _items(matches: dict[str, Match], file: str) -> dict[str, Item]:
    items: dict[str, Item] = {}
    seen: dict[str, str] = {}
    for header, found in matches.items():
        if found.item is None:
            continue
        first = seen.setdefault(found.item.id, header)
        if first != header:
            raise InputError(
                "{file}: columns {first!r} and {header!r} both mean item {item!r}; head each "
                'by its item\'s id, or pass one over with --map "COLUMN="',
                file=file,
                first=first,
                header=header,
                item=found.item.id,
            )
        items[header] = found.item
    return items


def _match(
    header: str, sheet: Sheet, told: Told, index: ItemIndex, others: Sequence[ItemIndex]
) -> Match:
    if header in told.items:
        return Match(item=index.by_id(told.items[header]), how="map")
    if known.is_about(header) and header not in index.ids:
        return Match()
    found = index.match(header)
    if not (found.item and found.is_sure) and _is_elsewhere(header, found, others):
        return Match(how="other")
    if found.rivals:
        first, second = found.rivals[:2]
        raise InputError(
            "{file}: column {header!r} may be item {first!r} as well as {second!r}; say "
            'which with --map "{header}={first}", or pass it over with --map "{header}="',
            file=sheet.file,
            header=header,
            first=first,
            second=second,
        )
    return found


def _is_elsewhere(header: str, found: Match, others: Sequence[ItemIndex]) -> bool:
    """True where one of *others* knows *header* better than it was *found* here."""
    there = [each.match(header) for each in others]
    return any(each.item and (each.is_sure or each.percent > found.percent) for each in there)


def _open_matches(headers: Sequence[str], told: Told, sheet: Sheet) -> dict[str, Match]:
    """For a rubric without items: any column that is not about the person is a question."""
    matches: dict[str, Match] = {}
    for header in headers:
        if header in told.items:
            matches[header] = Match(item=open_item(told.items[header], header), how="map")
        elif not known.is_about(header):
            is_sure = known.asks(header) or known.is_question(header, sheet.cells(header))
            item = open_item(f"Q{len(matches) + 1}", header)
            matches[header] = Match(item=item, how="open", is_sure=is_sure)
    return matches


def open_item(item_id: str, question: str) -> Item:
    """An item that is only its question, as an open rubric grades it."""
    return Item(id=item_id, text=Text(question, question), points=Decimal(0), criteria=())
