"""grader explain tells one candidate how the points came about, and nothing of anybody else."""

import csv
import json
import shutil
from html import unescape

import pytest

from grader.cli.app import main
from grader.readers.resources import labels
from grader.testing import LoopbackServer
from grader.testing.replies import rating
from grader.wiring import rubric_named

RUBRIC = ("-r", "service-manager")
OTHER = "Q7731"
ROWS = [
    ("candidate_id", "item_id", "answer", "性别", "院校"),
    ("甲乙丙", "一/1", "我先向客户*致歉*，再核对<b>物流</b>，当天回访。", "女性", "某某理工大学"),
    ("甲乙丙", "一/2", "不知道", "女性", "某某理工大学"),
    (OTHER, "一/1", "另一位考生写的话，只属于他自己。", "男性", "另外一所学院"),
]


def reply(body, _number):
    """Reasons that tell what a candidate must not read: the key, the rules, somebody else."""
    made = rating(body)
    reference = rubric_named("service-manager").item("一/1").reference.zh
    reasons = [f"与参考答案“{reference[:30]}”意思一致。", f"比 {OTHER} 写得更具体。",
               "写了致歉，也写了核对，做到了。", "摘能说明问题的最短一段，通常不超过 40 个字。"]  # fmt: skip
    for mark, why in zip(made["criteria"].values(), reasons, strict=False):
        mark["rationale"] = why
    return json.dumps(made, ensure_ascii=False)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explained")
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ROWS)
    with LoopbackServer(reply) as server:
        main(["grade", str(folder / "a.csv"), *RUBRIC, "--base-url", server.base_url, "--model",
              "scripted-1", "--yes", "--signed-by", "某公司招聘组", "-o", str(folder / "out")])  # fmt: skip
    return folder / "out"


@pytest.fixture
def explained(inside, graded):
    def run(*options, who="甲乙丙"):
        done = inside("explain", graded, "--candidate", who, *options)
        assert done.code == 0, done.err
        return done.out

    return run


def test_points_levels_words_and_reasons_are_told(explained, graded):
    text = explained()
    item = rubric_named("service-manager").item("一/1")
    assert all(each.description.zh in text for each in item.criteria)
    assert all(each.levels[-1].description.zh in text for each in item.criteria)
    assert "写了致歉，也写了核对，做到了。" in text
    assert "我先向客户\\*致歉\\*" in text, "words of the answer are quoted, and stay text"
    assert "语言模型 scripted-1" in text
    assert "某公司招聘组" in text
    assert labels("zh", "report")["reason_non_answer"] in text
    total = next(row for row in read(graded / "candidates.csv") if row["candidate_id"] == "甲乙丙")
    assert f"总分 {total['total']} 分，满分 {total['max_total']} 分" in text


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_of_others_of_the_key_or_of_groups_is_told(explained, lang):
    text = explained("--lang", lang)
    reference = rubric_named("service-manager").item("一/1").reference.zh
    assert [reference[i : i + 12] for i in range(len(reference) - 12)
            if reference[i : i + 12] in text] == []  # fmt: skip
    for secret in (OTHER, "另一位考生写的话", "某某理工大学", "女性", "男性", "最短一段"):
        assert secret not in text
    withheld = {"zh": "未列出；可要求人工说明", "en": "ask a person to explain"}[lang]
    assert text.count(withheld) == 3, "that something was left out is told"


def test_near_duplicate_is_told_without_the_other(graded):
    """Whatever the check says of the others' ids, only the flag is passed on."""
    from dataclasses import replace

    from grader.core.adjudicate import settle_unrated
    from grader.core.aggregate import aggregate
    from grader.core.explain import explain
    from grader.message import Message
    from grader.records import Answer, Observation

    rubric = rubric_named("service-manager")
    item = rubric.item("一/1")
    answer = Answer(candidate_id="甲", item_id=item.id, text="先致歉，再核对。")
    seen = Observation(flag="near_duplicate", spans=((0, 3),), told=Message("as Z9 wrote"))
    score = replace(settle_unrated(answer, item, "held", "evidence"), flags=("near_duplicate",),
                    observations=(seen,))  # fmt: skip
    person = aggregate("甲", [(item, score)])
    [made] = explain(person, rubric, "zh", words={}, instructions="",
                     names_others=lambda _: False).items  # fmt: skip
    assert [(each.flag, each.words, each.told) for each in made.seen] == [
        ("near_duplicate", ("先致歉",), "")
    ]


def test_one_item_alone_is_explained_without_a_total(explained):
    text = explained("--item", "一/2")
    assert "### 题目 一/2" in text
    assert "题目 一/1" not in text
    assert "总分 " not in text


@pytest.mark.parametrize("ending", ["html", "txt", "md"])
def test_file_is_written_in_the_form_of_its_ending(inside, graded, tmp_path, ending):
    done = inside("explain", graded, "--candidate", "甲乙丙", "-o", f"e.{ending}",
                  "--contact", "<script>x</script> 010-1234")  # fmt: skip
    assert (done.code, done.out) == (0, "")
    text = (tmp_path / f"e.{ending}").read_text(encoding="utf-8")
    assert "评分说明" in text
    if ending == "html":
        assert "default-src 'none'" in unescape(text)
        assert "<script" not in text
        assert "&lt;script&gt;" in text
        assert "我先向客户*致歉*" in text
        assert "http" not in text.replace('http-equiv="Content', "")
    if ending == "txt":
        assert "我先向客户*致歉*" in text
        assert "<script>x</script>" in text
        assert "**" not in text


def test_held_answers_have_a_range_and_a_reason(inside, graded, tmp_path, answers, at):
    with LoopbackServer("invented_quotes") as server:
        inside("grade", answers(("A1", "一/1", "我先致歉，再核对订单，当天回访客户。")), *RUBRIC,
               *at(server), "-o", "held")  # fmt: skip
    text = inside("explain", "held", "--candidate", "A1").out
    assert "尚未定分，目前在 0 分到 8 分之间" in text
    assert labels("zh", "report")["reason_evidence"] in text
    assert "没有找到，这个评分点要由人复核" in text
    assert "总分尚未确定" in text


@pytest.mark.parametrize(("lang", "told", "sent", "left"), [
    ("zh", "答案没有发送给模型", "答案文字发送到", "没有发送的：题目 一/2。"),
    ("en", "not sent to the model", "The text of the answers went to", "Not sent: item 一/2."),
])  # fmt: skip
def test_answer_held_without_a_call_is_told_not_to_have_been_sent(
    inside, answers, at, lang, told, sent, left
):
    rows = ("A1", "一/1", "我先致歉，再核对订单，当天回访客户。"), ("A1", "一/2", "见附件")
    with LoopbackServer() as server:
        inside("grade", answers(*rows), *RUBRIC, *at(server), "-o", "half")
    apart = inside("explain", "half", "--candidate", "A1", "-i", "一/2", "--lang", lang).out
    assert apart.count(told) == 2
    assert sent not in apart
    whole = inside("explain", "half", "--candidate", "A1", "--lang", lang).out
    assert (whole.count(told), sent in whole, left in whole) == (1, True, True)
    asked = inside("explain", "half", "--candidate", "A1", "-i", "一/1", "--lang", lang).out
    assert (told in asked, sent in asked) == (False, True)


def test_json_is_one_object_and_the_folder_stays_as_it_was(inside, graded, tmp_path):
    copy = shutil.copytree(graded, tmp_path / "copy")
    told = json.loads(inside("explain", copy, "--candidate", "甲乙丙", "--json").out)
    assert told["candidate_id"] == "甲乙丙"
    assert told["text"].startswith("# 评分说明")
    assert inside("verify", copy).code == 0


def test_unknown_candidate_item_and_form_are_the_callers_mistake(inside, graded):
    for options in (("--candidate", "X"), ("--candidate", "甲乙丙", "-i", "九/9"),
                    ("--candidate", "甲乙丙", "-o", "e.pdf")):  # fmt: skip
        done = inside("explain", graded, *options)
        assert (done.code, len(done.lines)) == (2, 1)


def test_what_people_decided_is_told_beside_the_machine(inside, graded, tmp_path):
    copy = shutil.copytree(graded, tmp_path / "reviewed")
    marks = tmp_path / "marks.csv"
    marks.write_text(
        "candidate_id,item_id,criterion_id,points,reviewer,reason\n"
        f"甲乙丙,一/1,,5,王芳,比 {OTHER} 稍弱\n",
        encoding="utf-8",
    )
    assert inside("review", copy, "--import", marks).code in {0, 1}
    text = inside("explain", copy, "--candidate", "甲乙丙").out
    assert "得 5 分，满分 8 分。这道题的分数由人工复核确定。" in text
    assert "全题：5 分（采用），理由涉及不便转载的内容" in text
    assert "以人工复核的分数为准" in text
    assert "王芳" not in text, "who reviewed is the organisation's to tell"
    assert OTHER not in text
    assert inside("verify", copy).code == 0


@pytest.mark.parametrize(("lang", "told", "each"), [
    ("zh", "| 评分者 | 多个语言模型 m-1、m-2 |", "评分者：m-1、m-2，"),
    ("en", "| Rated by | language models m-1, m-2 |", "Rated by m-1, m-2,"),
])  # fmt: skip
def test_every_model_of_a_jury_is_named(inside, answers, lang, told, each):
    with LoopbackServer() as server:
        inside("grade", answers(("A1", "一/1", "我先致歉，再核对订单，当天回访客户。")), *RUBRIC,
               "--base-url", server.base_url, "--jury", "m-1,m-2", "-o", "jury")  # fmt: skip
    text = inside("explain", "jury", "--candidate", "A1", "--lang", lang).out
    assert told in text
    assert each in text
