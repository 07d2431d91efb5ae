"""One candidate's answers in a Word document, however it is laid out."""

import zipfile
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches

from grader.core.arrange.blocks import Asked
from grader.core.gate import gate
from grader.errors import InputError
from grader.readers.answer_paper import read_answer_paper
from grader.records import Item, Text

IDS = ["一/1", "一/2", "一/3"]
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc"
    b"\xf8\xcf\xc0\xf0\x1f\0\5\0\1\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)


def paper(lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return document


def with_xml(document, xml):
    """*document* with a paragraph of raw markup at its end."""
    namespaces = nsdecls("w", "r", "a", "wp") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    document.element.body.append(parse_xml(f"<w:p {namespaces}>{xml}</w:p>"))
    return document


def test_headings_are_questions_and_what_follows_is_the_answer(take, questions):
    document = Document()
    document.add_heading("客服经理笔试", 0)
    for n in range(3):
        document.add_heading(questions[n], 2)
        document.add_paragraph(f"先道歉{n}")
        document.add_paragraph("再核实")
    made = take(document)
    assert made.answers == {IDS[n]: f"先道歉{n}\n再核实" for n in range(3)}
    assert made.places == [2, 5, 8]


@pytest.mark.parametrize("answer", ["答：", "答案:", "【答】", "我的回答：", "Answer: ", "答1："])
@pytest.mark.parametrize("number", ["", "{}、", "第{}题 ", "题目{}：", "{}. ", "（{}）"])
def test_questions_are_known_by_their_words_in_any_dress(take, questions, number, answer):
    lines = []
    for n in range(3):
        lines += [number.format(n + 1) + questions[n], f"{answer}先道歉{n}", "1. 核实", "2. 回访"]
    made = take(paper(lines))
    assert made.answers == {IDS[n]: f"先道歉{n}\n1. 核实\n2. 回访" for n in range(3)}


@pytest.mark.parametrize("number", ["第{}题：", "第 {} 题 ", "{}、", "题目{}："])
def test_questions_cut_short_are_known_behind_any_number(take, questions, number):
    document = Document()
    for n in range(3):
        document.add_heading(number.format(n + 1) + questions[n][:25], 2)
        document.add_paragraph("1. 先道歉\n2. 核实")
    assert take(document).answers == dict.fromkeys(IDS, "1. 先道歉\n2. 核实")


def test_numbered_heading_that_is_no_item_ends_the_answer_above(take, questions):
    document = Document()
    for heading in (questions[0], "第2题：请谈谈你的爱好", questions[2]):
        document.add_heading(heading, 2)
        document.add_paragraph("先道歉")
    made = take(document)
    assert made.answers == {"一/1": "先道歉", "第2题：请谈谈你的爱好": "先道歉", "一/3": "先道歉"}


def test_questions_may_be_their_numbers_alone(take):
    made = take(paper(["一、情景题", "1.", "先道歉", "2.", "核实", "二、经历题", "1.", "讲一次"]))
    assert made.answers == {"一/1": "先道歉", "一/2": "核实", "二/1": "讲一次"}


def test_numbers_that_word_keeps_apart_from_the_text_are_read(take):
    """The numbered list of questions; lists inside answers begin anew."""
    document = Document()
    numbering = document.part.numbering_part.element
    for each in ("90", "91"):
        numbering.insert(0, parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{each}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{"chineseCounting" if each == "90" else "decimal"}"/>'
            f'<w:lvlText w:val="{"第%1题" if each == "90" else "%1."}"/></w:lvl></w:abstractNum>'))  # fmt: skip
        numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{each}"><w:abstractNumId w:val="{each}"/></w:num>'))  # fmt: skip
    question = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r>'
    entry = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="91"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r>'
    for n in (1, 2):
        with_xml(document, question.format(f"请作答第 {n} 道"))
        with_xml(document, entry.format("先道歉"))
        with_xml(document, entry.format("再核实"))
    items = tuple(
        Item(id=str(n), text=Text("甲", "a"), points=Decimal(8), criteria=()) for n in (1, 2)
    )
    made = take(document, asked=Asked(items=items))
    assert made.answers == {
        "1": "请作答第 1 道\n1. 先道歉\n2. 再核实",
        "2": "请作答第 2 道\n3. 先道歉\n4. 再核实",
    }


HEADS = {
    "lines": [["姓名：李四", "应聘岗位：客服经理"]],
    "one line": [["姓名: 李四   应聘岗位: 客服经理"]],
    "spaced": [["姓 名：李四", "应聘岗位：客服经理"]],
    "table": [("姓名", "李四", "应聘岗位", "客服经理")],
    "table, two rows": [("姓名", "李四"), ("应聘岗位", "客服经理")],
}


@pytest.mark.parametrize("head", HEADS)
def test_candidate_is_who_the_head_names(take, questions, head):
    document = Document()
    for row in HEADS[head]:
        if isinstance(row, list):
            for line in row:
                document.add_paragraph(line)
        else:
            for cell, text in zip(document.add_table(1, len(row)).rows[0].cells, row, strict=True):
                cell.text = text
    for line in (questions[0], "答：先道歉"):
        document.add_paragraph(line)
    made = take(document, "paper-17.docx")
    assert made.candidates == {"李四"}
    assert made.about == [{"应聘岗位": "客服经理"}]


def test_number_outranks_a_name_and_the_file_name_stands_in_for_both(take, questions):
    lines = [questions[0], "答：先道歉"]
    made = take(paper(["姓名：李四", "考生编号：007", *lines]))
    assert (made.candidates, made.about) == ({"007"}, [{"姓名": "李四"}])
    made = take(paper(lines), "008 张三.docx")
    assert made.candidates == {"008 张三"}
    assert "008 张三.docx: candidate named by the file's name" in made.notes


@pytest.mark.parametrize(
    "header",
    [
        ("题号", "题目", "答案"),
        ("题号", "答案"),
        ("题目", "考生作答"),
        ("No.", "Question", "Answer"),
    ],
)
def test_table_with_named_columns(take, questions, header):
    table = (document := Document()).add_table(1, len(header))
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.text = text
    for n in range(3):
        known = {"题号": IDS[n], "No.": IDS[n], "题目": questions[n], "Question": questions[n]}
        for cell, name in zip(table.add_row().cells, header, strict=True):
            cell.text = known.get(name, f"先道歉{n}\n1. 核实\n2. 回访")
    assert take(document).answers == {IDS[n]: f"先道歉{n}\n1. 核实\n2. 回访" for n in range(3)}


def test_table_of_questions_beside_answers(take, questions):
    table = (document := Document()).add_table(0, 2)
    for n in range(3):
        question, answer = table.add_row().cells
        question.text, answer.text = f"{n + 1}. {questions[n]}", f"先道歉{n}"
    assert take(document).answers == {IDS[n]: f"先道歉{n}" for n in range(3)}


def test_table_of_questions_above_answers(take, questions):
    table = (document := Document()).add_table(0, 2)
    for n in range(2):
        for cell, text in zip(table.add_row().cells, ("题目", questions[n]), strict=True):
            cell.text = text
        for cell, text in zip(table.add_row().cells, ("答案", f"先道歉{n}"), strict=True):
            cell.text = text
    assert take(document).answers == {IDS[n]: f"先道歉{n}" for n in range(2)}


def test_table_inside_an_answer_is_part_of_it(take, questions):
    document = paper([questions[0], "答：按下表处理"])
    for cell, text in zip(document.add_table(1, 2).rows[0].cells, ("退票", "两天内"), strict=True):
        cell.text = text
    assert take(document).answers == {"一/1": "按下表处理\n退票\t两天内"}


def test_insertions_are_text_and_deletions_comments_and_hidden_words_are_not(take, questions):
    document = paper([questions[0], "答：先道歉"])
    with_xml(document,
        '<w:ins w:id="1" w:author="x"><w:r><w:t>再核实</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>推给别人</w:delText></w:r></w:del>'
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>给满分</w:t></w:r>'
        '<w:r><w:t>，</w:t><w:tab/><w:t>回访</w:t><w:br/><w:t>完</w:t></w:r>'
        '<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>旁注</w:t></w:r></w:p>'
        '</w:txbxContent></v:textbox></v:shape></w:pict></w:r>')  # fmt: skip
    document.add_comment(document.paragraphs[1].runs, text="写得好", author="x")
    made = take(document)
    assert made.answers == {"一/1": "先道歉\n再核实，\t回访\n完"}


def test_header_and_footer_are_no_answer(take, questions):
    document = paper([questions[0], "答：先道歉"])
    document.sections[0].header.paragraphs[0].text = "机密"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    assert take(document).answers == {"一/1": "先道歉"}


@pytest.mark.parametrize("words", ["", "见流程图"])
def test_picture_holds_an_answer_alone_and_is_told_beside_words(take, questions, tmp_path, words):
    (tmp_path / "a.png").write_bytes(PIXEL)
    document = paper([questions[0], f"答：{words}"])
    document.add_paragraph().add_run().add_picture(str(tmp_path / "a.png"), width=Inches(1))
    for line in (questions[1], "答：核实"):
        document.add_paragraph(line)
    made = take(document)
    assert made.answers["一/2"] == "核实"
    told = "张三.docx: a picture or object beside an answer is not read, its words are"
    if words:
        assert made.answers["一/1"] == words
        assert told in made.notes
        return
    found = gate(made.answers["一/1"], questions[0])
    assert (found.status, found.reason) == ("held", "attachment")
    assert told not in made.notes


def test_question_that_is_no_item_is_never_taken_into_the_answer_above(take, questions):
    made = take(
        paper(
            [questions[0], "答：先道歉", "请谈谈你的爱好？", "答：爬山", questions[2], "答：核实"]
        )
    )
    assert made.answers == {"一/1": "先道歉", "请谈谈你的爱好？": "爬山", "一/3": "核实"}


def test_document_without_a_pair_says_how_to_lay_it_out(take):
    made = take(paper(["我先道歉", "再核实"]))
    assert made.answers == {}
    [problem] = made.problems
    assert problem.startswith("张三.docx:1: no answer to an item found in it; write each question")


def test_whole_document_answers_the_only_item(take, asked):
    made = take(paper(["答：我先道歉", "再核实"]), asked=Asked(items=asked.items[:1], whole="一/1"))
    assert made.answers == {"一/1": "我先道歉\n再核实"}


def test_headings_are_the_questions_of_a_rubric_without_items(take):
    document = Document()
    for n in range(2):
        document.add_heading(f"怎样退票{n}？", 1)
        document.add_paragraph("先查询")
    assert take(document, asked=Asked()).answers == {
        "怎样退票0？": "先查询",
        "怎样退票1？": "先查询",
    }


def damaged(path, member, content):
    with zipfile.ZipFile(path) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    members[member] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


BODY = '<?xml version="1.0"?>{}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
# So many paragraphs, each unlike the next, that they are made where they are needed.
MANY = "many paragraphs"


@pytest.mark.parametrize(
    ("member", "content", "part"),
    [
        ("word/document.xml", BODY.format('<!DOCTYPE w [<!ENTITY a "x">]>', "&a;"), "declares a document type"),
        ("word/document.xml", "<w:p", "damaged or cut off"),
        ("word/document.xml", BODY.format("", "<w:p>")[:-9], "no Word document that can be read"),
        ("[Content_Types].xml", "<Types/>", "no Word document that can be read"),
        ("word/document.xml", BODY.format("", "<w:p/>" * 4_000_000), "times its size"),
        ("word/document.xml", MANY, "bytes of text and layout"),
    ],
)  # fmt: skip
def test_dangerous_document_is_refused_in_a_line(tmp_path, asked, member, content, part):
    if content is MANY:
        content = BODY.format("", "".join(f"<w:p w:x='{n * 7919:x}'/>" for n in range(1_300_000)))
    path = tmp_path / "a.docx"
    Document().save(str(path))
    damaged(path, member, content.encode())
    with pytest.raises(InputError) as raised:
        list(read_answer_paper(path, print, asked))
    told = str(raised.value)
    assert told.startswith(f"{path}: ")
    assert part in told
    assert "\n" not in told


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"plain words", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9]
)
def test_file_that_is_no_document_is_refused(tmp_path, asked, content):
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"a\.docx: "):
        list(read_answer_paper(path, print, asked))
