"""Titles, merged cells, hidden and blank rows: the table as a person laid it out."""

import pytest

HEADER = ["考生编号", "姓名", "题1"]


@pytest.fixture
def sheet(drawn):
    """Reads a sheet that a function draws."""
    return lambda draw: drawn(lambda book: draw(book.add_worksheet("答案")))


def test_title_above_the_header_is_passed_over_and_told(sheet):
    def draw(sheet):
        sheet.merge_range("A1:C1", "2026年客服岗笔试答案")
        sheet.write_row("A2", ["部门：客服部", "导出：张"])
        sheet.write_row("A4", HEADER)
        sheet.write_row("A5", ["A1", "张三", "x"])

    made = sheet(draw)
    assert made.places == ["a.xlsx[答案]:5"]
    assert made.cells == [{"考生编号": "A1", "姓名": "张三", "题1": "x"}]
    assert made.notes == [
        "a.xlsx[答案]: the header is row 4; above it: “2026年客服岗笔试答案”, “部门：客服部”"
    ]


def test_header_is_the_first_full_row_where_its_names_are_unknown(table):
    made = table(["Export of 21 November"], ["Who", "Where", "What"], ["A1", "", "x"])
    assert made.cells == [{"Who": "A1", "Where": "", "What": "x"}]


def test_line_of_merged_groups_above_the_header_is_passed_over(sheet):
    def draw(sheet):
        sheet.merge_range("A1:A2", "考生编号")
        sheet.merge_range("B1:C1", "第一部分")
        sheet.merge_range("D1:E1", "第二部分")
        sheet.write_row("B2", ["题1", "题2", "题3", "题4"])
        sheet.write_row("A3", ["A1", "a", "b", "c", "d"])

    made = sheet(draw)
    assert made.places == ["a.xlsx[答案]:3"]
    assert made.cells == [{"考生编号": "A1", "题1": "a", "题2": "b", "题3": "c", "题4": "d"}]


def test_first_row_is_the_header_whatever_the_rows_below_lack(table):
    made = table(HEADER, ["A1"], ["A2", "李四", "y"], ["A3"])
    assert made.column("考生编号") == ["A1", "A2", "A3"]
    assert made.notes == []


def test_merged_cell_holds_for_every_row_it_spans(sheet):
    def draw(sheet):
        sheet.write_row("A1", ["姓名", "题号", "答案"])
        sheet.merge_range("A2:A4", "张三")
        sheet.merge_range("A5:A6", "李四")
        for row, cells in enumerate([("1", "a"), ("2", "b"), ("3", "c"), ("1", "d"), ("2", "e")]):
            sheet.write_row(row + 1, 1, cells)
        sheet.write_row("A7", ["王五", "1", "f"])

    made = sheet(draw)
    assert made.column("姓名") == ["张三", "张三", "张三", "李四", "李四", "王五"]
    assert made.column("答案") == list("abcdef")
    assert made.notes == ["a.xlsx[答案]: cells filled with the value they are merged with: 3"]


def test_row_that_holds_nothing_of_its_own_is_no_row(sheet):
    """Somebody merged every cell of a candidate over two rows, for the looks of it."""

    def draw(sheet):
        sheet.write_row("A1", HEADER)
        for column, text in zip("ABC", ["A1", "张三", "x"], strict=True):
            sheet.merge_range(f"{column}2:{column}3", text)
        sheet.write_row("A4", ["A2", "李四", "y"])

    assert sheet(draw).places == ["a.xlsx[答案]:2", "a.xlsx[答案]:4"]


def test_fault_in_a_merged_cell_is_told_for_every_row(raw, row_of):
    made = raw(
        row_of("id", "x")
        + row_of('<c t="e"><v>#N/A</v></c>', "a")
        + row_of('<c r="B3" t="inlineStr"><is><t>b</t></is></c>'),
        after='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
    )
    assert [each.partition(" (")[0] for each in made.problems] == [
        "a.xlsx[答案]:2: cell A2",
        "a.xlsx[答案]:3: cell A3",
    ]


def test_hidden_rows_are_read_and_told(sheet):
    """A filter that somebody left on must not drop a candidate."""

    def draw(sheet):
        sheet.write_row("A1", HEADER)
        for row in range(1, 5):
            sheet.write_row(row, 0, [f"A{row}", "张三", "x"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})

    made = sheet(draw)
    assert made.column("考生编号") == ["A1", "A2", "A3", "A4"]
    assert made.notes == [
        "a.xlsx[答案]: hidden rows, read like the others: 2; delete those that are not to be graded"
    ]


def test_hidden_columns_are_read_and_told(sheet):
    def draw(sheet):
        sheet.write_row("A1", HEADER)
        sheet.write_row("A2", ["A1", "张三", "x"])
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.set_column("F:XFD", None, None, {"hidden": True})

    made = sheet(draw)
    assert made.column("姓名") == ["张三"]
    assert made.notes == ["a.xlsx[答案]: hidden columns, read like the others: column B"]


def test_pictures_on_a_sheet_are_told(sheet):
    """A screenshot laid over an empty cell would else pass for no answer."""

    def draw(sheet):
        sheet.write_row("A1", HEADER)
        sheet.write_row("A2", ["A1", "张三"])
        sheet.insert_textbox("C2", "x")

    assert sheet(draw).notes == [
        "a.xlsx[答案]: pictures on the sheet are not read; an answer that is one has to be typed"
    ]


def test_empty_results_without_a_header_are_nothing_left_out(raw, row_of):
    empty = '<c t="str"><f>A1</f><v></v></c>'
    made = raw(row_of("id", "x") + row_of("A1", "a", empty))
    assert [note for note in made.notes if "want of a header" in note] == []


def test_rows_and_columns_with_formats_alone_are_none(drawn):
    def draw(book):
        sheet, bold = book.add_worksheet("答案"), book.add_format({"bold": True})
        sheet.write_row("A1", HEADER, bold)
        sheet.write_row("A3", ["A1", "张三", "x"], bold)
        for row in range(3, 50):
            for column in range(20):
                sheet.write_blank(row, column, None, bold)
        sheet.write("A60", "  ")

    made = drawn(draw)
    assert made.places == ["a.xlsx[答案]:3"]
    assert made.notes == []


def test_column_without_a_header_is_left_out_and_told(table):
    made = table(["考生编号", "", "题1"], ["A1", "note", "x"], ["A2", "", "y"])
    assert made.cells == [{"考生编号": "A1", "题1": "x"}, {"考生编号": "A2", "题1": "y"}]
    assert made.notes == ["a.xlsx[答案]: left out, for want of a header: column B"]


def test_header_of_numbers_and_line_breaks_is_text(table):
    made = table(["考生编号", 1, "题2\n（10分）"], ["A1", "x", "y"])
    assert made.cells == [{"考生编号": "A1", "1": "x", "题2\n（10分）": "y"}]


def test_column_twice_is_refused_with_its_place(raw, refused, packed, tmp_path, row_of):
    with pytest.raises(Exception, match=r"a\.xlsx\[答案\]:1: column 'x' stands there twice"):
        raw(row_of("id", "x", "x") + row_of("A1", "a", "b"))


def test_header_that_cannot_be_read_is_refused_with_its_place(raw, row_of):
    with pytest.raises(Exception, match=r"\[答案\]:1: header in column B holds the error #N/A"):
        raw(row_of("id", '<c t="e"><v>#N/A</v></c>') + row_of("A1", "a"))


def test_rows_without_numbers_are_counted(raw, row_of):
    made = raw(
        row_of("id", "x") + "<row/>" + row_of("A1", "a") + '<row r="9">' + row_of("A2", "b")[5:]
    )
    assert made.places == ["a.xlsx[答案]:3", "a.xlsx[答案]:9"]
