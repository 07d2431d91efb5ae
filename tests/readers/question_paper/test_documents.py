"""Word, web, PDF and text files of one paper are read as that paper; what is none is told."""

import io
import random
import zipfile
from decimal import Decimal

import docx
import pytest

from grader.core.paper import Paper
from grader.errors import InputError

QUESTIONS = [
    ("乘客说被夹了手，您怎么安抚？", 6, "先道歉并查看伤情，再联系医务。", [("道歉并安抚", 3), ("查看伤情并联系医务", 3)]),
    ("末班车后仍有乘客滞留，您怎么办？", 6, "核对时间，说明其他出行办法。", [("核对末班时间", 2), ("给出其他办法", 4)]),
]  # fmt: skip


def wanted(paper, section="一"):
    assert [each.id for each in paper.sections] == [section]
    assert [item.text for item in paper.items] == [text for text, *_ in QUESTIONS]
    assert [item.points for item in paper.items] == [points for _, points, *_ in QUESTIONS]
    assert [item.answer for item in paper.items] == [answer for _, _, answer, _ in QUESTIONS]
    made = [[(each.text, each.marks) for each in item.scoring] for item in paper.items]
    assert made == [[(text, Decimal(n)) for text, n in marks] for *_, marks in QUESTIONS]
    return True


def lines():
    yield "站务员面试题"
    yield "一、情景题（共2题，每题6分，总分12分）"
    for number, (text, _, answer, marks) in enumerate(QUESTIONS, start=1):
        yield f"{number}. {text}"
        yield f"参考答案：{answer}"
        yield "评分标准：" + "；".join(
            f"{'①②③'[n]}{words}（{worth}分）" for n, (words, worth) in enumerate(marks)
        )


def test_text_is_read_in_whatever_encoding(paper_of):
    text = "\n".join(lines())
    assert wanted(paper_of("a.txt", text))
    assert wanted(paper_of("b.txt", text.encode("gb18030")))
    assert wanted(paper_of("c.txt", text.encode("utf-16")))
    assert any("GB18030" in note for note in paper_of.notes)


def test_word_numbers_that_are_not_in_the_text_are_counted(paper_of):
    document = docx.Document()
    document.add_heading("站务员面试题", 0)
    document.add_heading("一、情景题（共2题，每题6分，总分12分）", 1)
    for text, _, answer, marks in QUESTIONS:
        document.add_paragraph(text, style="List Number")
        document.add_paragraph(f"参考答案：{answer}")
        document.add_paragraph("评分标准：")
        for words, worth in marks:
            document.add_paragraph(f"{words}（{worth}分）", style="List Bullet")
    assert wanted(paper_of("a.docx", document))


def test_word_table_with_a_row_for_each_question(paper_of):
    document = docx.Document()
    document.add_paragraph("一、情景题")
    table = document.add_table(rows=1, cols=5)
    for cell, name in zip(
        table.rows[0].cells, ("题号", "题目", "分值", "参考答案", "评分标准"), strict=True
    ):
        cell.text = name
    for number, (text, points, answer, marks) in enumerate(QUESTIONS, start=1):
        told = "\n".join(f"{words}（{worth}分）" for words, worth in marks)
        for cell, words in zip(
            table.add_row().cells, (str(number), text, str(points), answer, told), strict=True
        ):
            cell.text = words
    assert wanted(paper_of("a.docx", document))


def test_word_table_with_labels_beside_their_words(paper_of):
    document = docx.Document()
    document.add_paragraph("一、情景题")
    for number, (text, points, answer, marks) in enumerate(QUESTIONS, start=1):
        table = document.add_table(rows=0, cols=2)
        told = "\n".join(f"{words}（{worth}分）" for words, worth in marks)
        for pair in (
            ("题号", str(number)), ("题目", text), ("分值", f"{points}分"), ("参考答案", answer),
            ("评分标准", told),
        ):  # fmt: skip
            for cell, words in zip(table.add_row().cells, pair, strict=True):
                cell.text = words
        document.add_paragraph("")
    assert wanted(paper_of("a.docx", document))


def test_word_table_of_scoring_points_below_a_question(paper_of):
    document = docx.Document()
    document.add_paragraph("一、情景题")
    for number, (text, points, answer, marks) in enumerate(QUESTIONS, start=1):
        document.add_paragraph(f"{number}. {text}（{points}分）")
        document.add_paragraph(f"参考答案：{answer}")
        table = document.add_table(rows=1, cols=3)
        for cell, name in zip(table.rows[0].cells, ("序号", "评分要点", "分值"), strict=True):
            cell.text = name
        for place, (words, worth) in enumerate(marks, start=1):
            for cell, told in zip(
                table.add_row().cells, (str(place), words, str(worth)), strict=True
            ):
                cell.text = told
        for cell, told in zip(table.add_row().cells, ("", "合计", str(points)), strict=True):
            cell.text = told
    assert wanted(paper_of("a.docx", document))


def test_web_page_is_read_without_its_menus(paper_of):
    body = "".join(
        f"<li>{text}<p>参考答案：{answer}</p><p>评分标准：</p><ul>"
        + "".join(f"<li>{words}（{worth}分）</li>" for words, worth in marks)
        + "</ul></li>"
        for text, _, answer, marks in QUESTIONS
    )
    page = f"""<html><head><title>x</title><script>var a = "1. 为什么？";</script></head><body>
        <nav><ul><li>1. 首页？</li></ul></nav><div style="display: none">2. 看不见？</div>
        <h1>站务员面试题</h1><h2>一、情景题（共2题，每题6分，总分12分）</h2><ol>{body}</ol>
        <footer>版权所有</footer></body></html>"""
    assert wanted(paper_of("a.html", page))
    old = page.replace("<head>", '<head><meta charset="gb2312">').encode("gb18030")
    assert wanted(paper_of("b.htm", old))


def test_table_of_a_web_page_is_a_table(paper_of):
    rows = "".join(
        f"<tr><td>{n}</td><td>{text}</td><td>{points}</td><td><p>{answer}</p></td><td>"
        + "<br>".join(f"{words}（{worth}分）" for words, worth in marks) + "</td></tr>"
        for n, (text, points, answer, marks) in enumerate(QUESTIONS, start=1)
    )  # fmt: skip
    page = (
        "<p>一、情景题</p><table><tr><th>题号</th><th>题目</th><th>分值</th><th>参考答案</th>"
        f"<th>评分标准</th></tr>{rows}</table>"
    )
    assert wanted(paper_of("a.html", page))


def test_pdf_with_a_text_layer_is_read_without_heads_and_feet(paper_of, pdf):
    said = list(lines())
    pages = [["站务部试题", *said[:4], "第1页"], ["站务部试题", *said[4:6], "第2页"],
             ["站务部试题", *said[6:], "第3页"]]  # fmt: skip
    assert wanted(paper_of("a.pdf", pdf(*pages)))


def test_pdf_of_pictures_is_told_to_have_no_text(paper_of, pdf):
    with pytest.raises(InputError, match="no text layer"):
        paper_of("a.pdf", pdf([], []))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.doc", "LibreOffice"),
        ("a.xlsx", "not a document"),
        ("a", "not a document"),
        ("a.wps", "docx"),
    ],
)
def test_other_formats_are_refused_with_a_way_out(paper_of, name, said):
    with pytest.raises(InputError, match=said):
        paper_of(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def test_old_word_file_under_a_new_name_is_told(paper_of):
    with pytest.raises(InputError, match="before 2007"):
        paper_of("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_bomb_is_refused(paper_of):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000)
    with pytest.raises(InputError, match="inflates"):
        paper_of("a.docx", out.getvalue())


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.html", "a.txt", "a.md"])
def test_damaged_files_end_in_a_paper_or_a_line_said(paper_of, pdf, name):
    """Nothing but an InputError comes out of whatever bytes."""
    document = io.BytesIO()
    docx.Document().save(document)
    whole = {
        "a.docx": document.getvalue(),
        "a.pdf": pdf(list(lines())),
        "a.html": "<ol><li>".join(lines()).encode(),
    }.get(name, "\n".join(lines()).encode())
    draw = random.Random(7)
    for size in (0, 1, 40, len(whole) // 2, len(whole)):
        for _ in range(6):
            data = bytearray(whole[:size])
            for _ in range(min(size, 12)):
                data[draw.randrange(size)] = draw.randrange(256)
            try:
                read = paper_of(name, bytes(data))
            except InputError as error:
                assert name in str(error)  # noqa: PT017 - either end is right
            else:
                assert isinstance(read, Paper)
