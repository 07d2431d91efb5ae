"""Files of the programs people have."""

import shutil
import subprocess

import pytest
from openpyxl import Workbook as OpenpyxlBook


@pytest.fixture
def rows(row_of):
    """A header and one candidate."""
    return row_of("序号", "姓名", "1、客户投诉怎么办？") + row_of(
        "<c><v>1</v></c>", "张三", "先道歉\n再核实"
    )


SEEN = [{"序号": "1", "姓名": "张三", "1、客户投诉怎么办？": "先道歉\n再核实"}]


def test_inline_texts_of_a_form_are_read(raw, rows):
    """Form services write no shared texts, no styles, and no numbers of rows and cells."""
    assert raw(rows).cells == SEEN


def test_strict_files_are_read(raw, rows):
    assert raw(rows, is_strict=True).cells == SEEN


def test_names_with_a_prefix_are_read(packed, parts_of, rows, opened):
    """As the Open XML SDK writes them."""
    parts = parts_of(rows)
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        text = parts[name].replace("xmlns=", "xmlns:x=").replace("</", "</x:").replace("<", "<x:")
        parts[name] = text.replace("<x:/x:", "</x:")
    assert parts["xl/worksheets/sheet1.xml"].startswith("<x:worksheet xmlns:x=")
    assert opened(packed(parts)).cells == SEEN


def test_parts_with_other_slashes_and_capitals_are_found(packed, parts_of, rows, opened):
    parts = parts_of(rows)
    parts["xl\\Worksheets\\Sheet1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    assert opened(packed(parts)).cells == SEEN


def test_part_named_from_the_root_is_found(packed, parts_of, rows, opened):
    parts = parts_of(rows)
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace("worksheets/sheet1", "/xl/worksheets/sheet1")
    assert opened(packed(parts)).cells == SEEN


def test_utf_16_parts_are_read(packed, parts_of, rows, opened):
    parts = parts_of(rows)
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        parts[name] = f'<?xml version="1.0" encoding="UTF-16"?>{parts[name]}'.encode("utf-16")
    assert opened(packed(parts)).cells == SEEN


def test_old_ending_of_a_new_file_is_read(packed, parts_of, rows):
    """Many a system calls its export .xls whatever it is."""
    from grader.wiring import read_rows

    found = list(read_rows(packed(parts_of(rows), "a.xls"), lambda _: None))
    assert [row.cells for row in found] == SEEN


@pytest.mark.skipif(shutil.which("soffice") is None, reason="NOT TRIED: LibreOffice is not here")
def test_file_that_libreoffice_saved_is_read(tmp_path, opened):
    book = OpenpyxlBook()
    sheet = book.active
    sheet.title = "答案"
    sheet.append(["考生编号", "姓名", "题1", "时间"])
    sheet.append([123, "张三", "先道歉\n再核实", "=DATE(2026,11,21)+TIME(9,30,0)"])
    sheet.append([124, None, '="先"&"核实"', "=1/0"])
    sheet.append([125, "李四", "=B4", None])
    sheet["A2"].number_format = sheet["A3"].number_format = "00000"
    sheet["D2"].number_format = "yyyy-mm-dd hh:mm"
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[4].hidden = True
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "a.xlsx")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
               "--convert-to", "xlsx", "--outdir", str(tmp_path), str(tmp_path / "in" / "a.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    made = opened(tmp_path / "a.xlsx")
    assert made.cells == [
        {"考生编号": "00123", "姓名": "张三", "题1": "先道歉\n再核实", "时间": "2026-11-21 09:30"},
        {"考生编号": "125", "姓名": "李四", "题1": "李四", "时间": ""},
    ]
    assert made.problems == [
        "a.xlsx[答案]:3: cell D3 (时间) holds the error #DIV/0!; mend the formula, or type the value"
    ]
    assert any("hidden rows, read like the others: 1" in note for note in made.notes)
