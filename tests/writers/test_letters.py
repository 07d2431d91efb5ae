"""A letter each for those with nothing open, and an index of whose is which."""

import csv
import re
from dataclasses import replace

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.errors import SettingError, StoreError
from grader.readers.resources import labels
from grader.records import Answer, Mark, Rating, Text
from grader.writers.letters import LettersReport, check_letters
from grader.writers.page import Look

docx = pytest.importorskip("docx")
FORBIDDEN = re.compile(
    "淘汰|不合格|录用|抄袭|作弊|排名|名次|参考答案|fit for use|unbiased|proves|rank"
)
REFERENCE = "我先亲自回电听客户把经过讲完，再调出订单和运输轨迹。"


@pytest.fixture
def rubric(make_rubric):
    made = make_rubric()
    item = replace(next(made.items), reference=Text(zh=REFERENCE))
    return replace(made, sections=(replace(made.sections[0], items=(item,)),), by_id={})


@pytest.fixture
def person(rubric):
    def make(who, *levels, status="", rater="openai:m-1", **remarks):
        item = next(rubric.items)
        answer = Answer(candidate_id=who, item_id=item.id, text="我会先听客户说完。")
        if status:
            return aggregate(who, [(item, settle_unrated(answer, item, status, "attachment"))])
        marks = tuple(
            Mark(criterion_id=each.id, level=level, points=item.worth(each, level),
                 max_points=each.points)
            for each, level in zip(item.criteria, levels, strict=True)
        )  # fmt: skip
        rating = Rating(rater=rater, marks=marks, **remarks)
        return aggregate(who, [(item, settle_rating(answer, item, rating))])

    return make


@pytest.fixture
def letters(tmp_path, rubric):
    """Writes letters to *people*; gives the texts of the pages and documents, and the index."""

    def write(*people, language="zh", use="selection"):
        report = LettersReport(look(tmp_path, replace(rubric, use=use), language))
        for each in people:
            report.add(each)
        report.finish(None)
        folder = tmp_path / "letters"
        pages = [strip(path.read_text("utf-8")) for path in sorted(folder.glob("*.html"))]
        documents = [
            "\n".join(each.text for each in docx.Document(path).paragraphs)
            for path in sorted(folder.glob("*.docx"))
        ]
        with (folder / "index.csv").open(encoding="utf-8-sig", newline="") as file:
            return pages, documents, list(csv.DictReader(file))

    return write


def look(folder, rubric, language="zh", signed_by="王芳"):
    return Look(folder=folder, rubric=rubric, language=language, labels=labels(language, "report"),
                signed_by=signed_by, instructions="只依据下面的评分标准评一份书面回答")  # fmt: skip


def strip(html):
    text = re.sub(r"<style>.*?</style>|<title>.*?</title>|<[^>]+>", "", html, flags=re.DOTALL)
    return "\n".join(line for line in text.splitlines() if line.strip())


def test_letter_says_what_a_candidate_needs(letters, person):
    [page], [document], _ = letters(
        person("A-7", 2, 1, strengths=("开头就道歉",), improvements=("写明几点前回电",))
    )
    assert page == document
    for told in ("编号 A-7 的考生，您好：", "“客服”", "共 1 题", "同理心：3 / 4 分，依据 2 个评分点",
                 "合计：3 / 4 分", "开头就道歉（题号 1）", "写明几点前回电（题号 1）", "语言模型（m-1）",
                 "还没有与有经验的面试官的评分核对过", "由人重新查看", "王芳 敬上"):  # fmt: skip
        assert told in page
    assert not FORBIDDEN.search(page)


def test_english_letter_says_the_same(letters, person):
    [page], [document], _ = letters(person("A-7", 2, 1), language="en")
    assert page == document
    for told in ("Dear candidate A-7,", "Empathy: 3 of 4 points on 2 scoring points.",
                 "A language model (m-1) gave the points", "ask for a person", "sincerely, 王芳"):  # fmt: skip
        assert told in page
    assert not re.search("[\u4e00-\u9fff]", page.replace("王芳", ""))
    assert not FORBIDDEN.search(page)


def test_index_says_whose_is_which_and_who_got_none_and_why(letters, person):
    people = [person("=A", 2, 2), person("乙", status="held"), person("丙", status="unscored"),
              person("丁", status="not_answered"), person("戊", status="gated"),
              person("己", 0, 0)]  # fmt: skip
    pages, documents, index = letters(*people)
    assert [tuple(row.values()) for row in index] == [
        ("letter-0001.docx", "'=A", "letter", ""),
        ("", "乙", "none", "held"),
        ("", "丙", "none", "unscored"),
        ("", "丁", "none", "not_answered"),
        ("", "戊", "none", "gated"),
        ("letter-0002.docx", "己", "letter", ""),
    ]
    assert (len(pages), len(documents)) == (2, 2)


def test_letter_names_nobody_else_and_nothing_raters_go_by(letters, person):
    leaks = {"strengths": (REFERENCE, "核对订单并给出解决方案"),
             "improvements": (f"应当{REFERENCE}", "先安抚客户的情绪，认真倾听")}  # fmt: skip
    pages, _, _ = letters(person("甲", 1, 2, **leaks), person("乙", 2, 2))
    for page in pages:
        assert "回电" not in page
        assert "核对订单" not in page
        assert "安抚客户" not in page
    assert "乙" not in pages[0]
    assert "甲" not in pages[1]


def test_word_comparison_says_in_every_letter_that_it_is_no_grade(letters, person):
    pages, _, _ = letters(
        person("甲", 2, 1, rater="baseline"), person("乙", 1, 1, rater="baseline")
    )
    for page in pages:
        assert labels("zh", "report")["letter_baseline"] in page
        assert "没有使用语言模型，不是评分" in page
        assert "分数由语言模型" not in page


@pytest.mark.parametrize(
    ("rater", "told"),
    [("person:李", "分数由人工给出"), ("jury:a+b", "多个语言模型（a+b）"), ("replay", "此前记录下来"),
     ("scripted", "给出分数的是：scripted")],
)  # fmt: skip
def test_letter_says_who_rated(letters, person, rater, told):
    [page], _, _ = letters(person("甲", 2, 1, rater=rater))
    assert told in page
    assert "李" not in page, "a colleague's name stays with the one who signs"


def test_practice_is_called_practice(letters, person):
    told = labels("zh", "report")["letter_practice"]
    assert told in letters(person("甲", 2, 1), use="practice")[0][0]
    assert told not in letters(person("甲", 2, 1))[0][0]


def test_new_letters_take_the_place_of_earlier_ones(letters, person, tmp_path):
    letters(person("甲", 2, 1), person("乙", 2, 1))
    pages, _, index = letters(person("丙", 2, 1))
    assert ([row["candidate_id"] for row in index], len(pages)) == (["丙"], 1)
    assert [each.name for each in tmp_path.iterdir()] == ["letters"]


def test_what_was_begun_and_thrown_away_leaves_the_earlier_letters(
    letters, person, tmp_path, rubric
):
    letters(person("甲", 2, 1))
    before = {path: path.read_bytes() for path in (tmp_path / "letters").iterdir()}
    report = LettersReport(look(tmp_path, rubric))
    report.add(person("乙", 2, 2))
    report.discard()
    assert {path: path.read_bytes() for path in (tmp_path / "letters").iterdir()} == before
    assert [each.name for each in tmp_path.iterdir()] == ["letters"]


def test_same_scores_make_the_same_bytes(letters, person, tmp_path):
    made = []
    for _ in range(2):
        letters(person("甲", 2, 1))
        made.append({path.name: path.read_bytes() for path in (tmp_path / "letters").iterdir()})
    assert made[0] == made[1]


def test_document_has_its_title_its_author_and_nothing_else_of_its_making(
    letters, person, tmp_path
):
    letters(person("甲", 2, 1))
    told = docx.Document(tmp_path / "letters" / "letter-0001.docx").core_properties
    assert (told.title, told.author, told.language) == ("书面作答反馈", "王芳", "zh-CN")
    assert told.comments == ""


def test_folder_that_cannot_be_written_is_told(person, tmp_path, rubric):
    (tmp_path / ".letters.part").write_text("in the way")
    with pytest.raises(StoreError, match="letters: cannot be written"):
        LettersReport(look(tmp_path, rubric)).add(person("甲", 2, 1))


@pytest.mark.parametrize("signed_by", ["", "  \n"])
def test_unsigned_letters_are_refused(tmp_path, rubric, signed_by):
    with pytest.raises(SettingError, match="--signed-by NAME"):
        check_letters(look(tmp_path, rubric, signed_by=signed_by))
