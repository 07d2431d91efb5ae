"""What a person sees in a cell is what is read."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook as OpenpyxlBook

HEADER = (
    '<row><c t="inlineStr"><is><t>candidate_id</t></is></c>'
    '<c t="inlineStr"><is><t>x</t></is></c></row>'
)


def styled(code: str) -> str:
    """Styles of which number 1 has that format."""
    code = code.replace("&", "&amp;").replace('"', "&quot;")
    return (
        f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )


@pytest.fixture
def shown(raw, row_of):
    """What is read of a cell, as its row has it."""

    def _shown(cell, **more):
        made = raw(HEADER + row_of("A1", cell), **more)
        assert made.problems == []
        return made.cells[0]["x"]

    return _shown


@pytest.fixture
def problem(raw, row_of):
    """Why a row with such a cell cannot be used."""

    def _problem(cell, **more):
        made = raw(HEADER + row_of("A1", cell), **more)
        assert made.rows == []
        return made.problems[0]

    return _problem


@pytest.mark.parametrize(
    ("code", "number", "seen"),
    [
        ("00000", "123", "00123"),
        ("00000", "0", "00000"),
        ("00", "5", "05"),
        ("h:mm", "46347.5", "12:00"),
        ("yyyy-mm-dd", "60", "1900-02-28"),
        ("00000", "1234567", "1234567"),
        ('"KH"0000', "7", "KH0007"),
        (r"000\-0000\-0000", "13800138000", "138-0013-8000"),
        ("000-0000-0000", "13800138000", "138-0013-8000"),
        ('0"分"', "8", "8分"),
        ('General"号"', "12", "12号"),
        ("0_ ", "20261121", "20261121"),
        ("0_);[Red]\\(0\\)", "5", "5"),
        ("[>100]00000;0", "123", "123"),
        ("[DBNum1]0000", "123", "123"),
        ("@", "123", "123"),
        ("G/通用格式", "123", "123"),
        ("#,##0.00", "1234.5", "1234.5"),
        ("0.00", "3.50", "3.5"),
        ("00000", "-5", "-5"),
        ("00000", "1.5", "1.5"),
        ("0%", "0.85", "85%"),
        ("0.00%", "0.125", "12.5%"),
        ("0.00E+00", "123456789012", "123456789012"),
        ("yyyy-mm-dd", "46347", "2026-11-21"),
        ("yyyy/m/d h:mm", "46347.395833333336", "2026-11-21 09:30"),
        ('yyyy"年"m"月"d"日"', "46347", "2026-11-21"),
        ("[$-804]yyyy年m月d日;@", "46347", "2026-11-21"),
        ("yyyy-mm-dd hh:mm:ss", "46347.395995370367", "2026-11-21 09:30:14"),
        ("yyyy-mm-dd hh:mm", "46347", "2026-11-21 00:00"),
        ("yyyy-mm-dd", "1", "1900-01-01"),
        ("yyyy-mm-dd", "59", "1900-02-28"),
        ("yyyy-mm-dd", "61", "1900-03-01"),
        ("yyyy-mm-dd", "2958465", "9999-12-31"),
        ("h:mm", "0.395833333333333", "09:30"),
        ('上午/下午h"时"mm"分"', "0.75", "18:00"),
        ("[h]:mm:ss", "1.5", "36:00"),
        ("[mm]:ss", "0.0104282407407407", "00:15:01"),
    ],
)
def test_number_is_read_in_its_format(shown, code, number, seen):
    assert shown(f'<c s="1"><v>{number}</v></c>', styles=styled(code)) == seen


@pytest.mark.parametrize(
    ("id_", "seen"),
    [(14, "2026-11-21"), (22, "2026-11-21 00:00"), (31, "2026-11-21"), (57, "2026-11-21")],
)
def test_format_named_by_number_alone_is_known(shown, id_, seen):
    """Chinese Excel names its date formats so and defines them nowhere."""
    styles = f'<cellXfs><xf numFmtId="{id_}"/></cellXfs>'
    assert shown('<c s="0"><v>46347</v></c>', styles=styles) == seen


def test_days_are_counted_from_1904_where_the_file_says_so(shown):
    seen = shown('<c s="1"><v>44885.5</v></c>', styles=styled("yyyy-mm-dd hh:mm"), is_1904=True)
    assert seen == "2026-11-21 12:00"


@pytest.mark.parametrize(
    ("number", "seen"),
    [
        ("5", "5"),
        ("5.0", "5"),
        ("00123", "123"),
        ("-0", "0"),
        ("1E3", "1000"),
        ("0.30000000000000004", "0.3"),
        ("1.4999999999999999", "1.5"),
        ("1E-7", "0.0000001"),
        ("123456789012", "123456789012"),
        ("1.38001380001E+11", "138001380001"),
        ("9.99999999999999E+14", "999999999999999"),
        ("1.10101199001011E+17", "110101199001011000"),
        ("110101199001011234", "110101199001011234"),
        ("1E+22", "1" + "0" * 22),
    ],
)
def test_number_without_format_is_written_in_digits(shown, number, seen):
    assert shown(f"<c><v>{number}</v></c>") == seen


def test_digits_that_a_spreadsheet_does_not_keep_are_told(raw, row_of):
    made = raw(HEADER + row_of("<c><v>110101199001011234</v></c>", "<c><v>123456789012345</v></c>"))
    assert made.notes == [
        "a.xlsx: numbers of more than 15 digits: 1; spreadsheets keep 15, so if they are ids, format the column as text and enter them anew"
    ]


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ('<c t="b"><v>1</v></c>', "true"),
        ('<c t="b"><v>0</v></c>', "false"),
        ('<c t="str"><f>A1</f><v>x</v></c>', "x"),
        ('<c t="str"><f>A1</f><v></v></c>', ""),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>', "[图片]"),
        ('<c t="d"><v>2026-11-21T09:30:00</v></c>', "2026-11-21 09:30"),
        ('<c t="d"><v>2026-11-21</v></c>', "2026-11-21"),
        ('<c t="d"><v>09:30:05</v></c>', "09:30:05"),
        ('<c t="d"><v>T09:30:00.000Z</v></c>', "09:30"),
        ('<c t="d"><v>2026-11-21T09:30:15.5Z</v></c>', "2026-11-21 09:30:15"),
        ('<c t="inlineStr"><is><t>先</t></is></c>', "先"),
        ('<c t="inlineStr"><is><r><t>先</t></r><r><rPr/><t xml:space="preserve"> 道歉</t></r></is></c>', "先 道歉"),
        ('<c t="inlineStr"><is><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh><phoneticPr/></is></c>', "漢字"),
        ('<c t="inlineStr"><is><t>a\nb</t></is></c>', "a\nb"),
        ('<c t="inlineStr"><is><t>a_x000D_\nb</t></is></c>', "a\r\nb"),
        ('<c t="inlineStr"><is><t>_x005F_x000D_</t></is></c>', "_x000D_"),
        ('<c t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', "😀"),
        ('<c t="inlineStr"><is><t>_xZZZZ_</t></is></c>', "_xZZZZ_"),
        ('<c t="inlineStr"><is><t>\'=1+1</t></is></c>', "=1+1"),
        ('<c t="inlineStr"><is><t>=1+1</t></is></c>', "=1+1"),
        ('<c t="inlineStr"><is/></c>', ""),
    ],
)  # fmt: skip
def test_cell_of_any_type_is_read(shown, cell, seen):
    assert shown(cell) == seen


def test_shared_texts_are_joined_and_without_their_pronunciation(raw, row_of):
    strings = [
        "<t>先</t>",
        "<r><t>道</t></r><r><t>歉</t></r><rPh sb='0' eb='1'><t>x</t></rPh>",
        "<t/>",
    ]
    made = raw(
        HEADER
        + row_of('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>')
        + row_of('<c t="s"><v>0</v></c>', '<c t="s"><v>2</v></c>'),
        strings=strings,
    )
    assert made.cells == [{"candidate_id": "先", "x": "道歉"}, {"candidate_id": "先", "x": ""}]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("<c><f>1+1</f></c>", "holds a formula without its result; open the file in Excel"),
        ("<c><f>1+1</f><v></v></c>", "holds a formula without its result"),
        ('<c t="str"><f>A1</f></c>', "holds a formula without its result"),
        ('<c t="e"><v>#N/A</v></c>', "holds the error #N/A; mend the formula"),
        ('<c t="e"><f>A9</f><v>#REF!</v></c>', "holds the error #REF!"),
        ('<c t="s"><v>9</v></c>', "refers to text number 9, which is not there"),
        ('<c t="s"><v>-1</v></c>', "refers to text number -1"),
        ('<c t="b"><v>2</v></c>', "neither true nor false"),
        ("<c><v>NaN</v></c>", "'NaN', which is no number"),
        ("<c><v>1e999</v></c>", "which is no number"),
        (f"<c><v>{'9' * 5000}</v></c>", "which is no number"),
        ('<c t="d"><v>yesterday</v></c>', "which is no date"),
        ('<c t="d"><v>2026-11-2109:30</v></c>', "which is no date"),
        ('<c t="d"><v>T</v></c>', "which is no date"),
        ('<c t="inlineStr"><is><t>a_x0000_b</t></is></c>', "holds NUL"),
        ('<c t="inlineStr"><is><t>a_xD83D_b</t></is></c>', "holds half of a character"),
        ('<c s="1"><v>-3</v></c>', "is formatted as a date, and -3 is none"),
        ('<c s="1"><v>99999999999</v></c>', "is formatted as a date"),
    ],
)
def test_cell_that_says_nothing_is_told_with_its_place(problem, cell, why):
    told = problem(cell, styles=styled("yyyy-mm-dd"), strings=["<t>only</t>"])
    assert told.startswith("a.xlsx[答案]:2: cell B2 (x) ")
    assert why in told


def test_every_row_with_such_a_cell_is_told_at_once(raw, row_of):
    bad = '<c t="e"><v>#N/A</v></c>'
    made = raw(HEADER + row_of("A1", bad) + row_of("A2", "ok") + row_of(bad, bad))
    assert [row.cells["candidate_id"] for row in made.rows] == ["A2"]
    assert made.problems == [
        "a.xlsx[答案]:2: cell B2 (x) holds the error #N/A; mend the formula, or type the value",
        "a.xlsx[答案]:4: cell A4 (candidate_id) holds the error #N/A; mend the formula, or type the value (and 1 more cells of this row)",
    ]


def test_values_that_openpyxl_writes_are_read(tmp_path, opened):
    book = OpenpyxlBook()
    sheet = book.active
    sheet.append(["id", "day", "moment", "clock", "long", "ok", "share"])
    sheet.append(
        [7, date(2026, 11, 21), datetime.fromisoformat("2026-11-21T09:30"), time(9, 30), timedelta(hours=30),
         True, 0.5]
    )  # fmt: skip
    sheet["A2"].number_format = "0000"
    sheet["G2"].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    assert opened(tmp_path / "a.xlsx").cells == [
        {"id": "0007", "day": "2026-11-21", "moment": "2026-11-21 09:30", "clock": "09:30",
         "long": "30:00", "ok": "true", "share": "50%"}
    ]  # fmt: skip


def test_formula_that_openpyxl_writes_has_no_result(tmp_path, opened):
    book = OpenpyxlBook()
    book.active.append(["id", "x"])
    book.active.append(["A1", '="先"&"道歉"'])
    book.save(tmp_path / "a.xlsx")
    assert "B2 (x) holds a formula without its result" in opened(tmp_path / "a.xlsx").problems[0]


def test_formulas_are_counted_and_doubted_where_nobody_computed_them(drawn):
    def draw(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "x"])
        sheet.write(1, 0, "A1")
        sheet.write_formula(1, 1, "=1+1", None, 2)

    made = drawn(draw)
    assert made.cells == [{"id": "A1", "x": "2"}]
    assert len(made.notes) == 1
    assert "formulas, read by their stored results: 1; the program that wrote them" in made.notes[0]


def test_cell_of_a_megabyte_is_read(table):
    text = "先道歉。" * 8_000
    made = table(["id", "x"], ["A1", text])
    assert made.column("x") == [text]


def test_inline_cell_of_three_megabytes_is_read(raw, row_of):
    text = "先" * 1_000_000
    assert raw(HEADER + row_of("A1", text)).column("x") == [text]
