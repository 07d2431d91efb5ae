"""Files made to do harm, or harmed: one clear line each, at once, in little memory."""

import os
import subprocess
import sys
import zipfile

import pytest

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
MEASURE = """
import sys
from pathlib import Path
from grader.errors import InputError
from grader.wiring import read_rows
try:
    for _ in read_rows(Path(sys.argv[1]), lambda _: None):
        pass
except InputError as error:
    print(error)
# Not ru_maxrss, which begins with the peak of the process that started this one.
[peak] = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(peak.split()[1]) // 1024)
"""


@pytest.fixture
def whole(parts_of, row_of):
    """The members of a sound workbook."""
    return parts_of(row_of("id", "x") + row_of("A1", "ok"), strings=["<t>a</t>"])


needs_proc = pytest.mark.skipif(
    not os.path.exists("/proc/self/status"), reason="NOT TRIED: peaks of memory are told by /proc"
)


def measured(path):
    """What a process of its own says of the file, and the megabytes it took."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        check=True, capture_output=True, text=True, timeout=60, cwd=os.getcwd(),
    )  # fmt: skip
    *said, memory = done.stdout.splitlines()
    return " ".join(said), int(memory)


@pytest.mark.parametrize("part", [SHEET, STRINGS, "xl/workbook.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_type_is_refused_in_every_part(packed, refused, whole, part, encoding):
    first = f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}'
    whole[part] = (first + whole[part]).encode(encoding)
    assert "declares a document type" in refused(packed(whole))


def test_password_protected_file_is_told_from_an_old_one(refused, tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    (tmp_path / "a.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    (tmp_path / "a.xls").write_bytes(ole + "Workbook".encode("utf-16-le"))
    assert "protected by a password; open it in Excel" in refused(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xls").endswith(
        "of before 2007; open it in Excel or WPS and save it as .xlsx"
    )


def test_web_page_called_xls_is_refused(refused, tmp_path):
    (tmp_path / "a.xls").write_text("<html><table><tr><td>A1</td></tr></table></html>")
    assert refused(tmp_path / "a.xls").endswith("open it in Excel or WPS and save it as .xlsx")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml"])
def test_missing_part_is_refused(packed, refused, whole, part):
    del whole[part]
    assert "save it again as .xlsx" in refused(packed(whole))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (SHEET, "<worksheet><sheetData><row>"),
        (SHEET, "<worksheet><sheetData></worksheet>"),
        (SHEET, '<worksheet><sheetData><row r="0"/></sheetData></worksheet>'),
        (SHEET, '<worksheet><sheetData><row r="1048577"/></sheetData></worksheet>'),
        (SHEET, f'<worksheet><sheetData><row r="{"9" * 5000}"/></sheetData></worksheet>'),
        (SHEET, '<worksheet><sheetData><row><c r="XFE1"/></row></sheetData></worksheet>'),
        (
            SHEET,
            f'<worksheet><sheetData><row><c r="{"A" * 900_000}1"/></row></sheetData></worksheet>',
        ),
        (SHEET, '<worksheet><sheetData><row><c r="1"/></row></sheetData></worksheet>'),
        (SHEET, '<worksheet><sheetData><row><c s="x"/></row></sheetData></worksheet>'),
        (SHEET, '<worksheet><sheetData/><mergeCells><mergeCell ref="A"/></mergeCells></worksheet>'),
        (SHEET, f'<worksheet><a b="{"x" * 3_000_000}"/></worksheet>'),
        (SHEET, "<a>" * 200 + "</a>" * 200),
        (SHEET, f"<worksheet><sheetData>{'<row/>' * 1_048_577}</sheetData></worksheet>"),
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/workbook.xml", f"<workbook>{'<sheet/>' * 1_001}</workbook>"),
        ("xl/_rels/workbook.xml.rels", f"<R>{'<Relationship/>' * 10_001}</R>"),
    ],
    ids=lambda each: each[:60],
)
def test_damaged_or_boundless_part_is_refused(packed, refused, whole, part, content):
    whole[part] = content
    told = refused(packed(whole))
    assert len(told.splitlines()) == 1
    assert len(told) < 500
    assert told.endswith(("save it again as .xlsx", "split the file"))


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("".join(f'<c t="str"><v>{each}</v></c>' for each in range(2_001)), "2,001 columns, at most 2,000"),
        (f'<c t="str"><v>id</v></c><c t="str"><v>{"先" * 50_001}</v></c>', "where a header has few"),
    ],
    ids=["wide", "long"],
)  # fmt: skip
def test_header_that_can_be_none_is_refused(packed, refused, whole, row_of, header, why):
    rows = f"<row>{header}</row>" + row_of("A1", "x")
    whole[SHEET] = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    assert why in refused(packed(whole))


def test_flipped_bit_is_refused(packed, refused, whole, tmp_path):
    path = packed(whole)
    with zipfile.ZipFile(path) as container:
        at = container.getinfo(SHEET).header_offset + 30 + len(SHEET) + 20
    content = bytearray(path.read_bytes())
    content[at] ^= 0x55
    path.write_bytes(content)
    assert "damaged" in refused(path)


def test_file_that_was_cut_off_is_refused(packed, refused, whole):
    path = packed(whole)
    path.write_bytes(path.read_bytes()[:-200])
    assert "damaged or cut off" in refused(path)


@needs_proc
def test_bomb_of_one_cell_is_refused_in_little_memory(packed, whole):
    """Eighty megabytes, in a file of eighty kilobytes."""
    whole[SHEET] = b'<worksheet><sheetData><row><c t="str"><v>' + b"x" * 80_000_000
    told, memory = measured(packed(whole))
    assert "inflates to more than" in told
    assert memory < 100


@needs_proc
def test_text_of_many_megabytes_is_refused_in_little_memory(packed, whole):
    """Written so that it passes for a text, and only its length gives it away."""
    text = "".join(chr(0x4E00 + (each * each * 7919) % 20_000) for each in range(20_000)) * 600
    whole[STRINGS] = f"<sst><si><t>{text}</t></si></sst>"
    whole[SHEET] = whole[SHEET].replace('<c t="inlineStr"><is><t>ok</t></is></c>', '<c t="s"/>')
    told, memory = measured(packed(whole))
    assert "a text of more than 10,000,000 characters" in told
    assert memory < 200


@needs_proc
def test_text_repeated_by_every_cell_is_refused_in_little_memory(packed, whole):
    """A megabyte that sixty thousand cells refer to would be sixty gigabytes."""
    whole[STRINGS] = f"<sst><si><t>{'先' * 300_000}</t></si><si><t>id</t></si></sst>"
    row = '<row><c t="s"><v>1</v></c>' + '<c t="s"><v>0</v></c>' * 30 + "</row>"
    header = '<row><c t="s"><v>1</v></c><c t="str"><v>x</v></c></row>'
    whole[SHEET] = f"<worksheet><sheetData>{header}{row * 2_000}</sheetData></worksheet>"
    told, memory = measured(packed(whole))
    assert "cells repeat texts to more than 503,600,008 bytes" in told
    assert memory < 200
