"""Which sheets are read, and what is told of the others."""

import pytest

HEADER = ("考生编号", "题1")


@pytest.fixture
def sheets(drawn):
    """Reads a workbook of sheets: name to rows; a name in brackets is hidden."""

    def _sheets(given, sheet="", very=()):
        def draw(book):
            for name, rows in given.items():
                made = book.add_worksheet(name.strip("()"))
                for number, row in enumerate(rows):
                    made.write_row(number, 0, row)
                if name.startswith("("):
                    made.very_hidden() if name in very else made.hide()
            next(each for each in book.worksheets() if not each.hidden).activate()

        return drawn(draw, sheet)

    return _sheets


def test_only_sheet_with_a_table_is_read(sheets):
    made = sheets({"Sheet1": [], "答案": [HEADER, ("A1", "x")], "Sheet3": []})
    assert made.places == ["a.xlsx[答案]:2"]
    assert made.notes == []


def test_sheet_of_instructions_is_passed_over_and_told(sheets):
    made = sheets({"说明": [("请勿改动表头",), ("谢谢",)], "答案": [HEADER, ("A1", "x")]})
    assert made.places == ["a.xlsx[答案]:2"]
    assert made.notes == ["a.xlsx: sheets without a table, not read: “说明”"]


def test_sheets_with_the_same_header_are_all_read(sheets):
    made = sheets({"一班": [HEADER, ("A1", "x")], "二班": [HEADER[::-1], ("y", "B1")]})
    assert made.places == ["a.xlsx[一班]:2", "a.xlsx[二班]:2"]
    assert made.column("考生编号") == ["A1", "B1"]
    assert made.notes == ["a.xlsx: sheets “一班”, “二班” have the same header, all are read"]


def test_sheets_with_different_headers_need_a_choice(sheets, refused, tmp_path):
    with pytest.raises(Exception, match="different headers"):
        sheets({"答案": [HEADER, ("A1", "x")], "花名册": [("姓名", "电话"), ("张三", "1")]})
    assert refused(tmp_path / "a.xlsx") == (
        f"{tmp_path}/a.xlsx: sheets “答案”, “花名册” have different headers; name the one to "
        "read with --sheet"
    )


@pytest.mark.parametrize("wanted", ["花名册", " 花名册 ", "2"])
def test_sheet_is_chosen_by_name_or_number(sheets, wanted):
    given = {"答案": [HEADER, ("A1", "x")], "(旧)": [HEADER, ("Z", "z")],
             "花名册": [("姓名", "电话"), ("张三", "1")]}  # fmt: skip
    assert sheets(given, wanted).cells == [{"姓名": "张三", "电话": "1"}]


@pytest.mark.parametrize("wanted", ["成绩", "0", "4", "１", "-1"])
def test_sheet_that_is_not_there_is_told_with_those_that_are(sheets, refused, tmp_path, wanted):
    sheets({"答案": [HEADER, ("A1", "x")], "(旧)": [HEADER, ("Z", "z")]})
    assert refused(tmp_path / "a.xlsx", wanted) == (
        f"{tmp_path}/a.xlsx: no sheet {wanted!r}; --sheet takes one of “答案”, “旧”, or 1 to 1"
    )


def test_hidden_sheets_are_not_read_and_told(sheets):
    made = sheets(
        {"(旧)": [HEADER, ("Z", "z")], "答案": [HEADER, ("A1", "x")], "(更旧)": [HEADER]},
        very={"(更旧)"},
    )
    assert made.column("考生编号") == ["A1"]
    assert made.notes == [
        "a.xlsx: hidden sheets, not read: “旧”, “更旧”; name one with --sheet to read it"
    ]


def test_hidden_sheet_is_read_when_named(sheets):
    assert sheets({"(旧)": [HEADER, ("Z", "z")], "答案": [HEADER]}, "旧").column("题1") == ["z"]


def test_workbook_whose_sheets_are_empty_is_refused(sheets, refused, tmp_path):
    with pytest.raises(Exception, match="holds anything"):
        sheets({"Sheet1": [], "(旧)": [HEADER, ("Z", "z")]})
    assert "no sheet that is visible holds anything" in refused(tmp_path / "a.xlsx")


def test_header_without_rows_gives_no_rows(sheets):
    assert sheets({"答案": [HEADER], "Sheet2": []}).rows == []


def test_chart_sheets_are_no_sheets_of_cells(drawn):
    def draw(book):
        chart = book.add_chartsheet("图")
        sheet = book.add_worksheet("答案")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("A1", "x"))
        made = book.add_chart({"type": "column"})
        made.add_series({"values": "=答案!$B$2:$B$2"})
        chart.set_chart(made)

    assert drawn(draw).places == ["a.xlsx[答案]:2"]


def test_macros_are_told_not_run(sheets, tmp_path, opened):
    sheets({"答案": [HEADER, ("A1", "x")]})
    made = opened((tmp_path / "a.xlsx").rename(tmp_path / "a.xlsm"))
    assert made.column("题1") == ["x"]
    assert made.notes == ["a.xlsm: its macros are not run"]
