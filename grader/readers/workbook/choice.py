"""Which sheets of a workbook are read."""

from collections.abc import Callable, Sequence

from ...errors import InputError
from ...message import Message
from .book import Book, Sheet
from .table import Table


def tables_of(
    book: Book, wanted: str, open_table: Callable[[Sheet], Table], note: Callable[[str], None]
) -> list[Table]:
    """
    The tables to read: of the sheet *wanted*, else of the visible ones that have rows.

    A number counts the visible sheets from 1.

    Raises:
        InputError: there is no such sheet, or several with different headers.
    """
    visible = [sheet for sheet in book.sheets if not sheet.is_hidden]
    if wanted:
        return [open_table(_named(book, wanted, visible))]
    _tell_hidden(book, visible, note)
    tables = [table for table in map(open_table, visible) if not table.is_empty]
    full = [table for table in tables if table.has_rows] or tables[:1]
    _see_alike(book, full)
    if len(full) > 1:
        note(
            Message(
                "{file}: sheets {sheets} have the same header, all are read",
                file=book.path.name,
                sheets=_listed(full),
            )
        )
    passed = [table for table in tables if table not in full]
    if passed:
        note(
            Message(
                "{file}: sheets without a table, not read: {sheets}",
                file=book.path.name,
                sheets=_listed(passed),
            )
        )
    return full


def _tell_hidden(book: Book, visible: Sequence[Sheet], note: Callable[[str], None]) -> None:
    if not visible:
        raise InputError(
            "{path}: every sheet is hidden ({sheets}); name the one to read with --sheet",
            path=book.path,
            sheets=_listed(book.sheets),
        )
    hidden = [sheet for sheet in book.sheets if sheet.is_hidden]
    if hidden:
        note(
            Message(
                "{file}: hidden sheets, not read: {sheets}; name one with --sheet to read it",
                file=book.path.name,
                sheets=_listed(hidden),
            )
        )


def _see_alike(book: Book, full: Sequence[Table]) -> None:
    if not full:
        raise InputError(
            "{path}: no sheet that is visible holds anything; is it the right file?", path=book.path
        )
    headers = [sorted(table.headers.values()) for table in full]
    if any(each != headers[0] for each in headers):
        raise InputError(
            "{path}: sheets {sheets} have different headers; name the one to read with --sheet",
            path=book.path,
            sheets=_listed(full),
        )


def _named(book: Book, wanted: str, visible: Sequence[Sheet]) -> Sheet:
    for sheet in book.sheets:
        if sheet.name.strip().casefold() == wanted.strip().casefold():
            return sheet
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted[:9]) <= len(visible):
        return visible[int(wanted) - 1]
    raise InputError(
        "{path}: no sheet {wanted!r}; --sheet takes one of {sheets}, or 1 to {count}",
        path=book.path,
        wanted=wanted,
        sheets=_listed(book.sheets),
        count=len(visible),
    )


def _listed(sheets: Sequence[Sheet | Table]) -> Message:
    shown = ", ".join(f"“{each.name}”" for each in sheets[:20])
    if len(sheets) <= 20:
        return Message("{shown}", shown=shown)
    return Message("{shown} and {count} more", shown=shown, count=len(sheets) - 20)
