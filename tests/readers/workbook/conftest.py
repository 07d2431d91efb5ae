"""Workbooks: made by the programs people use, or part by part to be just as odd as theirs."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from grader.errors import InputError
from grader.readers.workbook import read_workbook
from grader.records import Row, RowProblem

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_STRICT_RELATED = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Read:
    """What came of reading one workbook."""

    def __init__(self, path: Path, sheet: str = "") -> None:
        self.notes: list[str] = []
        found = list(read_workbook(path, self.notes.append, sheet))
        self.rows = [each for each in found if isinstance(each, Row)]
        self.problems = [str(each) for each in found if isinstance(each, RowProblem)]

    @property
    def cells(self) -> list[dict[str, str]]:
        """The cells of each row."""
        return [row.cells for row in self.rows]

    @property
    def places(self) -> list[str]:
        """Where each row stood."""
        return [str(row.place) for row in self.rows]

    def column(self, name: str) -> list[str]:
        """The cells below the header *name*."""
        return [row.cells[name] for row in self.rows]


def _parts_of(
    rows: str,
    *,
    after: str = "",
    strings: Sequence[str] = (),
    styles: str = "",
    sheet: str = "",
    is_strict: bool = False,
    is_1904: bool = False,
) -> dict[str, str | bytes]:
    """The members of a workbook of one sheet whose sheetData is *rows*."""
    main, related = (_STRICT_MAIN, _STRICT_RELATED) if is_strict else (_MAIN, _RELATED)
    days = ' date1904="1"' if is_1904 else ""
    texts = "".join(f"<si>{each}</si>" for each in strings)
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{related}"><workbookPr{days}/>'
        '<sheets><sheet name="答案" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="r1" Type="{related}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{related}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{related}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet
        or f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    if strings:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{texts}</sst>'
    if styles:
        made["xl/styles.xml"] = f'<styleSheet xmlns="{main}">{styles}</styleSheet>'
    return made


def _row_of(*cells: str) -> str:
    """A row of inline texts and, where one begins with <, of cells as they are written."""
    written = [
        each if each.startswith("<") else f'<c t="inlineStr"><is><t>{each}</t></is></c>'
        for each in cells
    ]
    return f"<row>{''.join(written)}</row>"


@pytest.fixture
def row_of() -> Callable[..., str]:
    """Writes a row of inline texts, or of cells as they are written."""
    return _row_of


@pytest.fixture
def parts_of() -> Callable[..., dict[str, str | bytes]]:
    """Writes the members of a workbook of one sheet."""
    return _parts_of


@pytest.fixture
def opened() -> type[Read]:
    """Reads a workbook that is there."""
    return Read


@pytest.fixture
def packed(tmp_path: Path) -> Callable[..., Path]:
    """Packs members into a file."""

    def _packed(parts: dict[str, str | bytes], name: str = "a.xlsx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
            for member, content in parts.items():
                container.writestr(member, content)
        return path

    return _packed


@pytest.fixture
def raw(packed: Callable[..., Path]) -> Callable[..., Read]:
    """Reads a workbook of one sheet whose sheetData is given."""

    def _raw(rows: str, **more: Any) -> Read:
        return Read(packed(_parts_of(rows, **more)))

    return _raw


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., Read]:
    """Reads a workbook that a function draws with XlsxWriter."""

    def _drawn(draw: Callable[[xlsxwriter.Workbook], object], sheet: str = "") -> Read:
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as book:
            draw(book)
        return Read(path, sheet)

    return _drawn


@pytest.fixture
def table(drawn: Callable[..., Read]) -> Callable[..., Read]:
    """Reads a sheet of those rows, the first of them its header."""

    def _table(*rows: Sequence[Any]) -> Read:
        def draw(book: xlsxwriter.Workbook) -> None:
            sheet = book.add_worksheet("答案")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

        return drawn(draw)

    return _table


@pytest.fixture
def refused() -> Callable[[Path], str]:
    """Why a file as a whole is refused."""

    def _refused(path: Path, sheet: str = "") -> str:
        with pytest.raises(InputError) as raised:
            Read(path, sheet)
        return str(raised.value)

    return _refused
