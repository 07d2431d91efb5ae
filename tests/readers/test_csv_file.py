"""Comma-, tab- and semicolon-separated files, as spreadsheets and forms write them."""

import codecs
import csv
import io
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import InputError
from grader.readers.cell import plain
from grader.readers.csv_file import read_csv
from grader.writers.csv_tables import inert as written

PLAIN = "candidate_id,answer\nA1,先道歉\n"
# Simplified, with the commas, names and rare characters of real answers.
CHINESE = "考生编号,答案\n001,我会先安抚客户情绪，核实订单后两小时内给出方案。\n002,朱镕、喆、堃三位同事协助处理退票\n"


@pytest.mark.parametrize(("separator", "word"), [(",", ""), ("\t", "tab"), (";", "semicolon")])
def test_separator_is_taken_from_the_header(read, separator, word):
    made = read(f"candidate_id{separator}answer\nA1{separator}先道歉\n")
    assert made.cells == [{"candidate_id": "A1", "answer": "先道歉"}]
    assert made.notes == ([f"a.csv: columns separated by {word}"] if word else [])


@pytest.mark.parametrize(("separator", "word"), [("|", "bar"), ("，", "full-width comma")])
def test_rare_separator_is_taken_where_every_row_agrees_on_it(read, separator, word):
    made = read(f"考生编号{separator}答案\nA1{separator}先道歉\nA2{separator}好\nA3{separator}行\n")
    assert made.cells[1] == {"考生编号": "A2", "答案": "好"}
    assert made.notes == [f"a.csv: columns separated by {word}"]


def test_bar_that_only_the_header_has_parts_nothing(read):
    made = read("id,answer|text\n1,a\n2,b\n3,c\n")
    assert made.cells[0] == {"id": "1", "answer|text": "a"}


def test_full_width_commas_that_texts_hold_as_well_are_told(refused):
    told = refused("考生编号，答案\nA1，先道歉，再核实\nA2，好\nA3，先，后，再\n")
    assert "full-width commas" in told
    assert ".xlsx" in told


def test_rows_and_not_the_header_tell_what_separates(read):
    """The header has more commas than semicolons."""
    made = read("id;Refund, change, or wait\n1;a\n2;b, c\n3;d\n")
    assert made.cells[1] == {"id": "2", "Refund, change, or wait": "b, c"}
    assert made.notes == ["a.csv: columns separated by semicolon"]


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
def test_line_by_which_excel_names_the_separator_is_no_header(read, first):
    made = read(f"{first}\r\nid;answer\r\n1;x\r\n")
    assert made.rows == [(3, {"id": "1", "answer": "x"})]
    assert made.notes == ["a.csv: columns separated by semicolon, as its first line says"]


def test_mark_and_header_that_joining_files_left_inside_are_passed_over(read):
    made = read(b"".join(codecs.BOM_UTF8 + f"id,answer\n{n},x\n".encode() for n in range(3)))
    assert [(row, cells["id"]) for row, cells in made.rows] == [(2, "0"), (4, "1"), (6, "2")]
    assert made.notes == ["a.csv: the header stands there again, 2 times, passed over"]


def test_all_rows_of_another_length_are_told_at_once(read):
    made = read("id,answer\n" + "1,a,b\n" * 50)
    assert [each.split(": ")[0] for each in made.problems] == [f"a.csv:{n}" for n in range(2, 52)]


def test_tsv_is_separated_by_tabs_whatever_its_header_holds(read):
    made = read("id\tRefund, change, or wait; which?\n1\ta,b;c\n", "a.tsv")
    assert made.cells == [{"id": "1", "Refund, change, or wait; which?": "a,b;c"}]


def test_separator_inside_a_quoted_header_counts_for_nothing(read):
    made = read('id,"退票; 改签; 候补; 哪个先办"\n1,x\n')
    assert made.cells == [{"id": "1", "退票; 改签; 候补; 哪个先办": "x"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_every_line_end_is_read(read, end, last):
    text = f"id,answer{end}1,a{end}2,b" + (end if last else "")
    assert read(text).rows == [(2, {"id": "1", "answer": "a"}), (3, {"id": "2", "answer": "b"})]


def test_row_is_named_by_the_line_it_begins_on(read):
    """An editor that is sent there shows the row, blank lines and line breaks in cells counted."""
    made = read('id,answer\n\n1,"a\nb\r\nc"\n , \n2,d\n')
    assert [row for row, _ in made.rows] == [3, 7]
    assert made.cells[0]["answer"] == "a\nb\r\nc"


def test_quotes_separators_and_blanks_inside_a_cell_stay(read):
    assert read('id,answer\n 1 ,"he said ""no"", then  "\n').cells == [
        {"id": " 1 ", "answer": 'he said "no", then  '}
    ]


@pytest.mark.parametrize(
    "value", ["00123", "1e5", "0x1F", "1.50", "-5", "+86139", "TRUE", "12345678901234567890"]
)
def test_cell_is_text_as_it_is_written(read, value):
    assert read(f"id,answer\n{value},x\n").cells[0]["id"] == value


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "-", "=", " =1", "'=1", '"=1']
)
def test_apostrophe_of_our_own_tables_is_taken_off(cell):
    assert plain(f"'{cell}") == cell


@pytest.mark.parametrize("cell", ["'", "''", "'quoted'", "'tis", "x'=1", "=1", "", "‘=1", " '=1"])
def test_apostrophe_that_the_writer_wrote_stays(cell):
    assert plain(cell) == cell


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.text(st.sampled_from("'=+-@＝＋－＠\t ab先\n"), max_size=6))
def test_any_cell_we_write_is_read_back_as_it_was(cell):
    assert plain(written(cell)) == cell


def test_headers_are_read_without_blanks_and_apostrophes(read):
    assert read("id , '=answer\n1,x\n").cells == [{"id": "1", "=answer": "x"}]


def test_column_without_a_header_is_left_out(read):
    """Spreadsheets leave empty columns behind."""
    assert read("id,,answer,\n1,note,x,\n").cells == [{"id": "1", "answer": "x"}]


@pytest.mark.parametrize("row", ["1", "1,a,b", "1,a,b,c"])
def test_row_of_another_length_is_told_not_guessed(read, row):
    made = read(f"id,answer\n0,x\n{row}\n2,y\n")
    assert [cells["id"] for cells in made.cells] == ["0", "2"]
    [problem] = made.problems
    assert problem.startswith(f"a.csv:3: has {row.count(',') + 1} cells where the header has 2")


def test_empty_cells_beyond_the_header_do_not_matter(read):
    assert read("id,answer\n1,x,,\n").cells == [{"id": "1", "answer": "x"}]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "a.csv:1: no header"),
        ("\n\n\n", "a.csv:1: no header"),
        (",,\n1,2,3\n", "a.csv:1: no header"),
        ("id,answer,id\n1,2,3\n", "column 'id' stands there twice"),
        ("id,answer, id \n1,2,3\n", "column 'id' stands there twice"),
        ('id,answer\n1,"never closed\n2,b\n3,c\n', "a.csv:2: "),
        ('id,answer\n1,a\n2,"x" y\n', "a.csv:3: "),
    ],
)
def test_file_that_is_no_table_is_refused_with_its_place(refused, content, part):
    told = refused(content)
    assert part in told
    assert "\n" not in told


@pytest.mark.parametrize("place", ["header", "cell"])
def test_nul_is_told_with_its_line(read, refused, place):
    """What holds NUL is no text, or UTF-16 without its mark: read, it would be shown as nothing."""
    if place == "header":
        assert "a.csv:1: " in refused("i\0d,answer\n1,x\n")
        return
    made = read("id,answer\n0,x\n1,a\0b\n2,y\n")
    assert [cells["id"] for cells in made.cells] == ["0", "2"]
    [problem] = made.problems
    assert problem.startswith("a.csv:3: ")
    assert "NUL" in problem


@pytest.mark.parametrize(
    ("encoding", "mark", "note"),
    [
        ("utf-8", b"", []),
        ("utf-8", codecs.BOM_UTF8, []),
        ("utf-16-le", codecs.BOM_UTF16_LE, ["a.csv: read as UTF-16"]),
        ("utf-16-be", codecs.BOM_UTF16_BE, ["a.csv: read as UTF-16"]),
        ("gb18030", b"", ["a.csv: not UTF-8, read as GB18030"]),
    ],
)
@pytest.mark.parametrize("times", [1, 20_000], ids=["small", "beyond one chunk"])
def test_encoding_is_found_and_told(read, encoding, mark, note, times):
    header, body = CHINESE.split("\n", 1)
    made = read(mark + (f"{header}\n" + body * times).encode(encoding))
    assert made.cells[0] == {"考生编号": "001", "答案": CHINESE.splitlines()[1].partition(",")[2]}
    assert made.cells[-1]["答案"] == "朱镕、喆、堃三位同事协助处理退票"
    assert made.notes == note


def test_traditional_characters_in_gb18030_are_read(read):
    """Only about half of them are in GB2312; what a file of another encoding comes out as is not."""
    answer = "我會先安撫客戶的情緒，核實訂單之後兩小時內給出方案。"
    assert read(f"id,answer\n1,{answer}\n".encode("gb18030")).cells == [
        {"id": "1", "answer": answer}
    ]


# What is neither UTF-8 nor GB18030, as it is really met.
FOREIGN = {
    "Shift-JIS": "番号,回答\n1,まずお客様にお詫びし、注文を確認してから解決策をご案内します。\n".encode(
        "shift-jis"
    ),
    "Latin-1": "id,answer\n1,Désolé, je vérifie la commande et je rappelle le client très vite\n".encode(
        "latin-1"
    ),
    "EUC-KR": (
        "id,answer\n1,"
        + "고객님께 먼저 사과드리고 주문을 확인한 후 해결 방안을 안내해 드리겠습니다 " * 2
    ).encode("euc-kr"),
    "EUC-JP": (
        "id,answer\n1," + "まずお客様にお詫びし、注文を確認してから解決策をご案内します。" * 2
    ).encode("euc-jp"),
    "Big5 of few words": "id,answer\n1,先道歉\n".encode("big5"),
    "Windows-1251": "id,answer\n1,Сначала извинюсь перед клиентом\n".encode("cp1251"),
    "UTF-16 without mark": PLAIN.encode("utf-16-le"),
    "UTF-32": PLAIN.encode("utf-32"),
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
    "a workbook": b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0" + bytes(range(256)) * 4,
    "Windows-1252 quotes": "id,answer\n1,I’d say “sorry” – and don’t argue\n".encode("cp1252"),
    "cut in a character": "id,answer\n1,先道歉".encode()[:-1],
    "damaged UTF-16": codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le") + b"\x00",
}


TRADITIONAL = "考生編號,答案\n" + "001,我會先安撫客戶的情緒，核實訂單之後兩小時內給出方案。\n" * 3


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
def test_big5_is_read_right_where_it_is_certain(read, encoding):
    made = read(TRADITIONAL.encode(encoding))
    assert made.cells[0] == {
        "考生編號": "001",
        "答案": TRADITIONAL.splitlines()[1].partition(",")[2],
    }
    assert made.notes == ["a.csv: not UTF-8, read as Big5"]


@pytest.mark.parametrize("length", [3, 5, 9, 17, 40])
def test_big5_is_never_read_as_other_words(read, length):
    """However little of it there is: right, or refused."""
    text = (
        "首先向客戶道歉說明問題發生的原因並且提出補償的辦法遇到難纏的客戶保持冷靜耐心聽完他的訴求"
    )
    for start in range(0, len(text) - length, 3):
        answer = text[start : start + length]
        try:
            made = read(f"id,answer\n1,{answer}\n".encode("big5"))
        except InputError:
            continue
        assert made.cells[0]["answer"] == answer


@pytest.mark.parametrize("what", FOREIGN)
def test_file_in_no_known_encoding_is_refused_rather_than_misread(refused, what):
    told = refused(FOREIGN[what])
    assert "UTF-8" in told
    assert "\n" not in told


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0'"), max_size=8),
                         min_size=2, max_size=2), max_size=5))  # fmt: skip
def test_whatever_a_spreadsheet_wrote_is_read_back(tmp_path_factory, cells):
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows([["id", "answer"], *cells])
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(file.getvalue().encode())
    rows = list(read_csv(path, lambda _: None))
    assert [list(row.cells.values()) for row in rows] == [
        each for each in cells if any(map(str.strip, each))
    ]


PEAK = """
import re, sys
from pathlib import Path
from grader.errors import InputError
from grader.readers.csv_file import read_csv
try:
    sum(1 for _ in read_csv(Path(sys.argv[1]), print))
except InputError as error:
    print(error)
    status = Path("/proc/self/status").read_text()
    print(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024)
"""


@pytest.mark.parametrize(
    ("text", "part"),
    [("x,一二三四五六七八\n", "a.csv:2: "), ("👍" * 30, "more than 10,000,000 characters")],
    ids=["a quote never closed", "one line"],
)
def test_memory_stays_small_for_a_large_file_that_is_refused(tmp_path, text, part):
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write('id,answer\n1,"')
        for _ in range(100):
            file.write(text * (1_000_000 // len(text.encode())))
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True
    )
    *_, told, peak = done.stdout.splitlines()
    assert part in told
    assert int(peak) < 400
    assert time.monotonic() - begun < 20
