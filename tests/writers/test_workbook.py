"""The workbook: everyone in it, numbers as numbers, text as text, and room for a person's marks."""

import re
import zipfile
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.core.report import count
from grader.core.statistics import Tally
from grader.errors import StoreError
from grader.readers.resources import find_rubric, labels
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Counts, Evidence, Finding, Mark, Rating, Run
from grader.runs.reports import _fitting
from grader.writers.page import Look, Page
from grader.writers.pages import usual_formats
from grader.writers.views import Words, opening
from grader.writers.workbook import WorkbookReport
from grader.writers.workbook.cell import MOST_UNITS, cell_text

RUBRIC = load_rubric(Path(find_rubric("service-manager")))
ITEMS = (RUBRIC.by_id["一/1"], RUBRIC.by_id["二/1"])
TEXT = "我先道歉。然后查订单，再联系仓库。"
NASTY = (
    "=1+1",
    '=HYPERLINK("http://evil.example","点我")',
    "+1-1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "{=1+1}",
    "=cmd|' /C calc'!A0",
    "http://evil.example/?x=1",
    "mailto:a@b.example",
    "internal:'答案'!A1",
    "<t>&amp;</t>]]>",
    "_x0041_ _x000D_",
    "\x00\x07\x1b[31m\x0b\ud800\ufffe\uffff",
    "\u202egnp.exe\u2066\u200b",
    "00123",
    "1e5",
    "2026-08-01",
    "TRUE",
    "'=1",
    "🙂👩\u200d💻",
    "a\r\nb\rc",
)


def rated(who, item, *, level=1, text=TEXT, lacks=False, rationale="写到了", **rating):
    marks = tuple(
        Mark(
            criterion_id=criterion.id,
            level=level,
            points=item.worth(criterion, level),
            max_points=item.worth(criterion, len(criterion.steps) - 1),
            lowest=item.worth(criterion, 0),
            rationale=rationale,
            evidence=() if lacks else (Evidence(quote=text[:5], start=0, end=5, kind="exact"),),
            lacks_evidence=lacks,
        )
        for criterion in item.criteria
    )
    answer = Answer(candidate_id=who, item_id=item.id, text=text)
    return settle_rating(answer, item, Rating(rater="openai:m", marks=marks, **rating))


def unrated(who, item, status, reason="", text=TEXT, detail=""):
    answer = Answer(candidate_id=who, item_id=item.id, text=text)
    return settle_unrated(answer, item, status, reason, detail)


def everyone():
    """Six people, in turn: settled, held, unscored, gated and absent, flagged, held by a finding."""
    one, two = ITEMS
    critical = Finding(critical_id=RUBRIC.critical[0].id if RUBRIC.critical else "c", quote=TEXT[:5],
                       evidence=(Evidence(quote=TEXT[:5], start=0, end=5, kind="exact"),))  # fmt: skip
    return [
        people(rated("00123", one), rated("00123", two, level=2)),
        people(rated("乙", one, lacks=True), rated("乙", two)),
        people(rated("丙", one), unrated("丙", two, "unscored", "refusal", detail="I'm sorry")),
        people(unrated("丁", one, "gated", "non_answer", "不知道"),
               unrated("丁", two, "not_answered", text=None)),
        people(rated("戊", one, addresses_grader=True), rated("戊", two)),
        people(rated("己", one, critical=(critical,)), rated("己", two)),
    ]  # fmt: skip


def people(*scores):
    pairs = [(RUBRIC.by_id[score.item_id], score) for score in scores]
    return aggregate(scores[0].candidate_id, pairs)


def look(folder, language="zh", judge="openai:m"):
    return Look(folder=folder, rubric=RUBRIC, language=language, judge=judge,
                labels=labels(language, "report"))  # fmt: skip


def page_of(persons, language="zh", judge="openai:m"):
    counts, tally = Counts(), Tally()
    for person in persons:
        tally.add(person)
        for _, score in person.scored:
            count(counts, score)
    run = Run(judge=judge, models_returned=("m-1",), rubric_id=RUBRIC.id, rubric_version="1",
              counts=counts, finished="2026-08-01T10:02:03+00:00")  # fmt: skip
    return Page(people=[], statistics=tally.figures(), run=run, rubric=RUBRIC, language=language,
                labels=labels(language, "report"))  # fmt: skip


def write(folder, persons, language="zh", judge="openai:m", **more):
    report = WorkbookReport(look(folder, language, judge), **more)
    for person in persons:
        report.add(person)
    report.finish(page_of(persons, language, judge))
    return folder / "report.xlsx"


def read(path):
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return read(write(tmp_path_factory.mktemp("book"), everyone()))


def table(sheet, first="考生"):
    """The rows of a sheet by its header, the line of codes where there is one."""
    rows = list(sheet.iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if row[0] in {first, "candidate_id"})
    below = sheet.freeze_panes
    start = int(re.sub(r"\D", "", below)) - 1
    header = rows[start - 1] if rows[start - 1][0] == "candidate_id" else rows[at]
    return [dict(zip(header, row, strict=True)) for row in rows[start:]]


def test_sheets_are_in_the_order_a_recruiter_asks(book):
    assert book.sheetnames == [
        "现在能用吗", "人员", "答案", "逐点评分", "待人工复核", "题目统计", "评分点统计", "图表",
    ]  # fmt: skip
    assert book.active.title == "现在能用吗"


def test_counts_on_the_first_sheet_add_up_to_the_answers(book):
    told = {row[0]: row[1] for row in book["现在能用吗"].iter_rows(values_only=True)
            if isinstance(row[1], int)}  # fmt: skip
    parts = ("已评分", "待人工复核", "无实质内容", "未能评分", "未作答")
    assert [told[name] for name in parts[2:]] == [1, 1, 1]
    states = Counter(row["状态"] for row in table(book["答案"]))
    rows = list(book["现在能用吗"].iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if row[0] == "已评分")
    counted = {row[0]: row[1] for row in rows[at : at + 6]}
    assert counted.pop("应答") == sum(counted.values()) == len(table(book["答案"])) == 12
    assert {name: n for name, n in counted.items() if n} == dict(states)


def test_first_sheet_tells_every_open_reason_with_its_number(book):
    rows = [row[:3] for row in book["现在能用吗"].iter_rows(values_only=True)]
    assert ("待人工复核", 1, "有评分点找不到可定位的原文，或全部评分点只依据同一处") in rows
    assert ("待人工复核", 1, "有需要人判断的字句") in rows
    assert ("未能评分", 1, "模型拒绝作答") in rows


def test_people_have_a_total_or_a_range_and_no_rank(book):
    rows = {row["考生"]: row for row in table(book["人员"])}
    assert list(rows) == ["00123", "乙", "丙", "丁", "戊", "己"], "the order of the file"
    settled, held = rows["00123"], rows["乙"]
    assert settled["总分"] == settled["最低"] == settled["最高"] == 11
    assert (held["总分"], held["占满分（%）"]) == ("待定", None)
    assert held["最低"] < held["最高"]
    assert rows["丁"]["总分"] == 0
    assert (rows["丁"]["已作答"], rows["丁"]["应答"]) == (1, 2)


def test_dimensions_are_points_under_their_maximum_and_number_of_criteria(book):
    sheet = book["人员"]
    rows = list(sheet.iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if row[0] == "考生")
    below = dict(zip(rows[at], rows[at + 1], strict=True))
    assert below["总分"] == "满分 15"
    assert re.fullmatch(r"满分 [\d.]+ · \d 个评分点", below["同理心"])
    everyone_has = [row["同理心"] for row in table(sheet)]
    assert everyone_has[1] == "待定"
    assert all(isinstance(each, int | float) for each in (everyone_has[0], everyone_has[3]))


def test_an_open_answer_has_no_points_and_never_a_zero(book):
    rows = {(row["考生"], row["题号"]): row for row in table(book["答案"])}
    assert len(rows) == 12
    for who, item in (("乙", "一/1"), ("丙", "二/1"), ("己", "一/1")):
        row = rows[who, item]
        assert row["得分"] is None
        assert row["原因"]
        assert row["最低"] <= row["最高"] <= row["满分"]
    assert rows["丙", "二/1"]["原因"] == "模型拒绝作答；I'm sorry"
    assert rows["丁", "二/1"]["得分"] == 0
    assert rows["丁", "二/1"]["答案原文"] is None
    assert rows["00123", "一/1"]["答案原文"] == TEXT
    assert rows["00123", "一/1"]["评分点 1"] == "0.8 / 1.6"
    assert rows["乙", "一/1"]["评分点 1"] == "0–0.8 / 1.6"


def test_every_mark_has_a_row_with_the_words_it_rests_on(book):
    rows = table(book["逐点评分"])
    assert len(rows) == sum(
        len(s.rating.marks) for p in everyone() for _, s in p.scored if s.rating
    )
    first = rows[0]
    assert (first["考生"], first["题号"], first["序号"]) == ("00123", "一/1", 1)
    assert first["评分点"] == ITEMS[0].criteria[0].description.zh
    assert (first["得分"], first["满分"], first["等级"]) == (0.8, 1.6, 1)
    assert first["所依据的原文"] == "“我先道歉。”"
    assert first["理由"] == "写到了"
    lacking = next(row for row in rows if row["考生"] == "乙" and row["题号"] == "一/1")
    assert "没有找到可定位的原文" in lacking["为何要人看"]


def test_what_needs_a_person_can_be_filled_in_and_read_back(book):
    """The columns of people's marks, by the names of DESIGN §6, and nothing entered for them."""
    rows = table(book["待人工复核"])
    assert {"candidate_id", "item_id", "criterion_id", "points", "reviewer", "reason"} <= set(
        rows[0]
    )
    assert len(set(rows[0])) == len(rows[0]), "no name stands twice"
    asked = {(row["candidate_id"], row["item_id"]) for row in rows}
    assert asked == {("乙", "一/1"), ("丙", "二/1"), ("丁", "一/1"), ("戊", "一/1"), ("己", "一/1")}
    for who, item in asked:
        of = [
            row["criterion_id"]
            for row in rows
            if (row["candidate_id"], row["item_id"]) == (who, item)
        ]
        assert of == [each.id for each in RUBRIC.by_id[item].criteria]
    assert {(row["points"], row["reviewer"], row["reason"]) for row in rows} == {(None,) * 3}
    first = rows[0]
    assert (first["judged"], first["low"], first["high"]) == (0.8, 0, 0.8)
    assert first["answer_text"] == TEXT
    assert first["why"] == "有评分点找不到可定位的原文，或全部评分点只依据同一处"
    unrated_row = next(row for row in rows if row["candidate_id"] == "丙")
    worth = ITEMS[1].criteria[0].steps[-1]
    assert (unrated_row["judged"], unrated_row["low"], unrated_row["high"]) == (None, 0, worth)


def test_only_points_of_the_rows_own_levels_can_be_entered(book):
    sheet = book["待人工复核"]
    [rule] = sheet.data_validations.dataValidation
    header = [cell.value for cell in sheet[int(re.sub(r"\D", "", sheet.freeze_panes)) - 1]]
    column = openpyxl.utils.get_column_letter(header.index("points") + 1)
    first = int(re.sub(r"\D", "", sheet.freeze_panes))
    assert str(rule.sqref) == f"{column}{first}:{column}{sheet.max_row}"
    low, high = (openpyxl.utils.get_column_letter(header.index(f"allowed_{n}") + 1) for n in (1, 3))
    assert (rule.type, rule.formula1) == ("list", f"${low}{first}:${high}{first}")
    for row in table(sheet):
        item = RUBRIC.by_id[row["item_id"]]
        [criterion] = [each for each in item.criteria if each.id == row["criterion_id"]]
        steps = [float(item.worth(criterion, level)) for level in range(len(criterion.steps))]
        assert [row[f"allowed_{n}"] for n in (1, 2, 3)] == pytest.approx(steps)


def test_a_figure_that_cannot_be_told_says_so(book):
    rows = table(book["题目统计"], "题号")
    assert [row["题号"] for row in rows] == ["一/1", "二/1"]
    assert {row["区分度"] for row in rows} == {"未定义"}, "six people are too few"
    assert rows[0]["待人工复核"] == 2
    assert 0 < rows[1]["得分率（%）"] < 100
    lost = table(book["评分点统计"], "题号")
    assert len(lost) == sum(len(item.criteria) for item in ITEMS)
    assert all(row["平均得分"] + row["平均失分"] == pytest.approx(row["满分"]) for row in lost)


def test_ids_are_text_and_points_are_numbers_of_one_place(book):
    for name in ("人员", "答案", "逐点评分", "待人工复核"):
        sheet = book[name]
        for row in sheet.iter_rows(min_row=int(re.sub(r"\D", "", sheet.freeze_panes))):
            assert row[0].data_type == "s"
            numbers = [cell for cell in row if cell.data_type == "n" and cell.value is not None]
            assert {cell.number_format for cell in numbers} <= {"0", "0.0"}
    assert book["人员"]["A7"].value == "00123"


def headers_stay(sheet):
    return sheet.freeze_panes and sheet.auto_filter.ref and sheet.print_title_rows


def test_tables_keep_their_header_in_sight_with_a_filter_and_on_paper(book):
    for sheet in book.worksheets[1:-1]:
        first = int(re.sub(r"\D", "", sheet.freeze_panes))
        assert sheet.auto_filter.ref.startswith(f"A{first - 1}:"), sheet.title
        assert sheet.print_title_rows.endswith(f"${first - 1}")
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_no_column_is_wider_than_a_screen_and_no_row_higher(book):
    for sheet in book:
        assert all(each.width <= 71 for each in sheet.column_dimensions.values())
        assert all((each.height or 0) <= 200 for each in sheet.row_dimensions.values())


def test_ids_in_chinese_widen_their_column(tmp_path):
    who = "上海分公司客服中心二组王小明"
    sheet = read(write(tmp_path, [people(rated(who, ITEMS[0]))]))["答案"]
    assert sheet.column_dimensions["A"].width > 2 * len(who)


@pytest.mark.parametrize("judge", ["openai:m", "baseline"])
def test_every_sheet_with_points_says_how_far_they_go(tmp_path, judge):
    told = labels("zh", "report")
    for sheet in read(write(tmp_path, everyone(), judge=judge)):
        head = [row[0] for row in sheet.iter_rows(values_only=True)]
        assert told["note_uncalibrated"] in head, sheet.title
        assert told["note_practice"] in head, sheet.title
        assert (told["baseline_notice"] in head) == (judge == "baseline")
        left = sheet.oddFooter.left.text or ""
        assert (told["baseline_short"] in left) == (judge == "baseline")


def test_whatever_anyone_wrote_is_text_that_nothing_runs(tmp_path):
    persons = [
        people(
            rated(f"{n}{text}", ITEMS[0], text=f"{text}我先道歉", rationale=text),
            rated(f"{n}{text}", ITEMS[1], text=text + TEXT, lacks=True, rationale=text),
        )
        for n, text in enumerate(NASTY)
    ]
    persons += [people(rated(text, ITEMS[0])) for text in NASTY]
    persons += [
        people(unrated("z", ITEMS[0], "unscored", "invalid", text, detail=text)) for text in NASTY
    ]
    path = write(tmp_path, persons)
    book = read(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}, (sheet.title, cell.coordinate)
                assert cell.hyperlink is None or sheet.title == "现在能用吗"
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in names:
            xml = parts.read(name).decode("utf-8")
            assert "<f>" not in xml
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\u2066\u200b\ufffe\uffff]", xml)
        assert not [name for name in parts.namelist() if "externalLink" in name]
        relations = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]
        assert not [
            each for each in relations if b"evil" in each or b'TargetMode="External"' in each
        ]
    rows = table(book["答案"])
    assert rows[0]["答案原文"] == "=1+1我先道歉"
    sheet = book["答案"]
    cell = next(cell for cell in sheet["K"] if cell.value == "=1+1我先道歉")
    assert cell.quotePrefix, "editing the cell must not make a formula of it"


def test_too_long_a_text_is_cut_where_one_sees_it():
    cut = labels("zh", "report")["book_cut"]
    for text in ("长" * 40_000, "🙂" * 17_000):
        shown = cell_text(text, cut)
        assert len(shown.encode("utf-16-le")) // 2 <= MOST_UNITS
        assert shown.endswith(cut.format(n=len(text)))
        assert "\ufffd" not in shown
    whole = "🙂" * 16_383
    assert cell_text(whole, cut) == whole


def test_a_full_sheet_goes_on_in_the_next_one(tmp_path):
    persons = [
        people(rated(f"{n:03}", ITEMS[0], lacks=n % 2 == 0), rated(f"{n:03}", ITEMS[1]))
        for n in range(60)
    ]
    book = read(write(tmp_path, persons, most_rows=50))
    of_answers = [name for name in book.sheetnames if re.fullmatch(r"答案( \d)?", name)]
    assert of_answers == ["答案", "答案 2", "答案 3"]
    rows = [row for name in of_answers for row in table(book[name])]
    assert [(row["考生"], row["题号"]) for row in rows] == [
        (f"{n:03}", item.id) for n in range(60) for item in ITEMS
    ]
    assert all(sheet.max_row <= 50 for sheet in book if sheet.auto_filter.ref)
    assert all(headers_stay(book[name]) for name in of_answers)
    listed = [row[0] for row in book["现在能用吗"].iter_rows(values_only=True)]
    assert set(book.sheetnames[1:]) <= set(listed)
    of_people = [
        row for name in book.sheetnames if name.startswith("人员") for row in table(book[name])
    ]
    assert len(of_people) == 60


def charts(path):
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        return [parts.read(name).decode("utf-8") for name in names]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", ("总分分布", "人数", "失分率（%）")),
        ("en", ("How totals spread", "Candidates", "Points lost (%)")),
    ],
)
def test_charts_are_native_and_worded(tmp_path, language, told):
    drawn = charts(write(tmp_path, everyone(), language))
    assert len(drawn) == 4
    assert all(any(f">{text}<" in xml for xml in drawn) for text in told)
    assert all(xml.count("<c:title>") == 3 for xml in drawn), "a title, and one at each axis"
    assert "pattFill" in drawn[0], "told apart without colour"


def test_where_nothing_was_lost_no_chart_of_it_is_drawn(tmp_path):
    assert len(charts(write(tmp_path, [people(rated("甲", ITEMS[0], level=2))]))) == 3


def test_nobody_gives_a_workbook_that_says_so_and_draws_nothing(tmp_path):
    path = write(tmp_path, [])
    book = read(path)
    assert len(book.sheetnames) == 8
    assert charts(path) == []
    assert book["人员"].cell(book["人员"].max_row, 1).value == "没有人员。"
    assert "还没有可以画成图的数据。" in [
        row[0] for row in book["图表"].iter_rows(values_only=True)
    ]


def test_where_all_are_open_only_what_they_can_end_in_is_drawn(tmp_path):
    persons = [people(unrated(f"C{n}", ITEMS[0], "unscored", "unreachable")) for n in range(3)]
    path = write(tmp_path, persons)
    assert len(charts(path)) == 1
    row = table(read(path)["人员"])[0]
    assert (row["总分"], row["最低"], row["最高"]) == ("待定", 0, 8)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_is_in_the_readers_language(tmp_path, language):
    ours = set(labels("zh" if language == "en" else "en", "report").values()) - set(
        labels(language, "report").values()
    )
    book = read(write(tmp_path, everyone(), language))
    shown = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
             if isinstance(cell, str)}  # fmt: skip
    assert shown & ours == set()
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book.properties.title.endswith({"zh": "评分报告", "en": "Grading report"}[language])


def test_nothing_is_in_its_place_before_the_end_and_nothing_is_left_beside_it(tmp_path):
    old = write(tmp_path, []).read_bytes()
    report = WorkbookReport(look(tmp_path))
    report.add(everyone()[0])
    assert (tmp_path / "report.xlsx").read_bytes() == old
    report.discard()
    assert [each.name for each in tmp_path.iterdir()] == ["report.xlsx"]
    write(tmp_path, everyone())
    assert [each.name for each in tmp_path.iterdir()] == ["report.xlsx"]
    assert (tmp_path / "report.xlsx").read_bytes() != old


def test_same_run_gives_the_same_file(tmp_path):
    first = write(tmp_path, everyone()).read_bytes()
    assert write(tmp_path, everyone()).read_bytes() == first


def test_a_folder_that_does_not_take_it_is_told_in_one_line(tmp_path):
    with pytest.raises(StoreError, match=r"report\.xlsx: cannot be written"):
        WorkbookReport(look(tmp_path / "missing"))


def test_workbook_is_usual_up_to_200_000_answers():
    assert "xlsx" in usual_formats(200_000)[0]
    formats, without = usual_formats(200_001)
    assert (without, set(formats) & {"xlsx", "html"}) == (("xlsx",), {"html"})


class Staged:
    """As many answers as it says, and no marked ones among the prompts."""

    def __init__(self, answers):
        self._answers = answers
        self.anchors = self

    def by_item(self):
        return {}

    def count(self, *, only_answered):
        return self._answers


def test_a_workbook_left_out_is_told_and_one_asked_for_is_written(tmp_path):
    told = []
    usual = _fitting(look(tmp_path), Staged(200_001), told.append)
    assert "xlsx" not in usual.formats
    assert told == [labels("zh", "report")["note_no_workbook"]]
    page = replace(page_of([]), without=usual.without)
    assert told[0] in opening(page, Words(page.labels, "zh", RUBRIC)).notes
    asked = replace(look(tmp_path), formats=("xlsx",))
    assert _fitting(asked, Staged(200_001), told.append).formats == ("xlsx",)
    assert len(told) == 1
    assert _fitting(look(tmp_path), Staged(3), told.append).formats[-1:] == usual_formats(3)[0][-1:]


def test_points_of_an_item_that_is_scaled_are_offered_as_they_count(book):
    rows = [row for row in table(book["待人工复核"]) if row["item_id"] == "一/1"]
    top = sum(Decimal(str(row["allowed_3"])) for row in rows if row["candidate_id"] == "乙")
    assert top == ITEMS[0].max_points
