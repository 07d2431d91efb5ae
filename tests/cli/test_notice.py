"""grader notice writes what people should be told, from the run's own settings."""

import csv
import json
from html import unescape
from pathlib import Path

import pytest

from grader.cli.app import main
from grader.testing import LoopbackServer

NAMES = ("candidate-notice", "data-flow", "impact-assessment")
FORBIDDEN = ("淘汰", "不合格", "推荐录用", "抄袭", "作弊", "注入攻击", "fit for use", "unbiased",
             "proves", "合规", "符合法律", "compliant", "complies")  # fmt: skip


@pytest.fixture(scope="module")
def notices(tmp_path_factory):
    folder = tmp_path_factory.mktemp("noticed")
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([
            ("candidate_id", "item_id", "answer", "性别", "年龄段"),
            ("C1", "一/1", "先致歉，再核对，当天回访客户。", "女性", "廿五岁"),
        ])  # fmt: skip
    out = folder / "out"
    with LoopbackServer() as server:
        main(["grade", str(folder / "a.csv"), "-r", "service-manager", "--yes", "--base-url",
              server.base_url, "--model", "scripted-1", "-o", str(out)])  # fmt: skip
    assert main(["notice", str(out), "--organisation", "某公司", "--contact", "hr|<i>x</i>"]) == 0
    files = {path.name: path.read_text(encoding="utf-8") for path in (out / "notice").iterdir()}
    return files, server


def test_three_documents_in_two_languages_and_two_forms(notices):
    files, _ = notices
    assert set(files) == {f"{n}.{lang}.{end}" for n in NAMES for lang in ("zh", "en")
                          for end in ("md", "html")}  # fmt: skip


def test_settings_of_the_run_are_told(notices):
    files, _ = notices
    for lang in ("zh", "en"):
        flow = files[f"data-flow.{lang}.md"]
        assert "127.0.0.1" in flow
        assert "scripted-1" in flow
        assert "性别" in flow, "columns that are never sent are named"
        assert "年龄段" in flow
        assert "scripted-1" in files[f"candidate-notice.{lang}.md"]
        assert "某公司" in files[f"candidate-notice.{lang}.md"]


def test_region_is_said_to_be_unknown_where_it_is():
    from grader.readers.resources import labels
    from grader.records import Run
    from grader.runs.explain import rubric_values, run_values
    from grader.wiring import rubric_named
    from grader.writers.papers import paper

    run = Run(judge="openai:m", endpoint="https://api.example.com/v1", model_asked="m")
    for lang, unknown in (("zh", "程序无法得知"), ("en", "not known to the program")):
        values = {
            "organisation": "", "contact": "", "columns": "", "engine_is_batch": True,
            "run": {**run_values(run, lang), "endpoint": run.endpoint, "model_asked": "m",
                    "parameters": ""},
            "rubric": rubric_values(rubric_named("service-manager"), lang),
            "candidates": 1, "answers": 1, "own_store": False, "replaced": "",
        }  # fmt: skip
        for name in NAMES:
            text = paper(name, lang, values, labels(lang, "report"))
            assert unknown in text, name
            assert "api.example.com" in unescape(text), name


def test_several_models_are_told_in_the_plural(inside, answers):
    with LoopbackServer() as server:
        inside("grade", answers(("A1", "一/1", "先致歉，再核对，当天回访客户。")), "-r",
               "service-manager", "--base-url", server.base_url, "--jury", "m-1,m-2", "-o", "jury")  # fmt: skip
    assert inside("notice", "jury").code == 0
    told = {lang: Path(f"jury/notice/candidate-notice.{lang}.md") for lang in ("zh", "en")}
    assert "Language models (m-1, m-2) rate each" in told["en"].read_text(encoding="utf-8")
    assert "由几个语言模型（m-1、m-2）分别按评分点" in told["zh"].read_text(encoding="utf-8")


def test_server_on_this_computer_has_a_known_place(notices):
    files, _ = notices
    assert "程序无法得知" not in files["candidate-notice.zh.md"]
    assert "127.0.0.1（本机）" in files["candidate-notice.zh.md"]


def test_blanks_are_marked_and_nothing_claims_to_fulfil_a_law(notices):
    files, _ = notices
    for name, text in files.items():
        mark = "【待填" if ".zh." in name else "to fill in"
        assert mark in text, name
        assert [word for word in FORBIDDEN if word in text] == [], name
        last = text.strip().removesuffix("</html>").strip()[-220:]
        assert ("不是法律意见" if ".zh." in name else "not legal advice") in last, name


def test_laws_and_their_dates_are_named(notices):
    files, _ = notices
    zh, en = files["impact-assessment.zh.md"], files["impact-assessment.en.md"]
    for law in ("第五十五条、第五十六条", "三年", "2027 年 12 月 2 日", "第 144 号", "10 个工作日"):
        assert law in zh
    for law in ("Articles 55 and 56", "2 December 2027", "Local Law 144", "10 business days"):
        assert law in en


def test_nobodys_answer_or_id_is_in_them(notices):
    files, _ = notices
    for name, text in files.items():
        for secret in ("先致歉", "女性", "廿五岁", "C1 "):
            assert secret not in text, name


def test_pages_load_nothing_and_values_stay_text(notices):
    files, _ = notices
    for name, text in files.items():
        if name.endswith("html"):
            assert "default-src 'none'" in unescape(text)
            assert "<i>" not in text
    assert "hr|&lt;i&gt;" in files["candidate-notice.zh.html"]


def test_run_without_a_model_says_that_nothing_was_sent(inside, answers, tmp_path):
    inside("grade", answers(("A", "一/1", "先致歉，再核对订单，当天回访。")), "-r", "service-manager",
           "--judge", "baseline", "-o", "out")  # fmt: skip
    done = inside("notice", "out", "-o", "papers", "--json")
    told = json.loads(done.out)
    assert (done.code, len(told["files"])) == (0, 12)
    flow = (tmp_path / "papers" / "data-flow.zh.md").read_text(encoding="utf-8")
    assert "没有发送任何内容" in flow
    assert "不是语言模型" in flow


def test_words_of_templates_use_full_width_punctuation():
    import re
    from importlib.resources import files as resources

    for path in (resources("grader.writers.papers") / "zh").iterdir():
        text = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"))
        assert re.findall(r"[\u4e00-\u9fff][,;:?!](?:\s|$|[\u4e00-\u9fff])", text) == [], path.name


def test_replaced_private_data_is_counted_by_kind(inside, answers, at, grader_server, tmp_path):
    inside("grade", answers(("A", "一/1", "先致歉，请拨打13800138000找我，再核对订单，当天回访。")), "-r",
           "service-manager", *at(grader_server), "-o", "out")  # fmt: skip
    inside("notice", "out")
    flow = (tmp_path / "out" / "notice" / "data-flow.zh.md").read_text(encoding="utf-8")
    assert "本次替换：手机号码 1 处" in flow
    assert "13800138000" not in flow
    notice = (tmp_path / "out" / "notice" / "candidate-notice.zh.md").read_text(encoding="utf-8")
    assert "已换成占位符" in notice


def test_sending_as_written_is_said_plainly(inside, answers, at, grader_server, tmp_path):
    inside("grade", answers(("A", "一/1", "先致歉，再核对订单，当天回访客户。")), "-r",
           "service-manager", *at(grader_server), "--no-redact", "-o", "out")  # fmt: skip
    inside("notice", "out")
    flow = (tmp_path / "out" / "notice" / "data-flow.zh.md").read_text(encoding="utf-8")
    assert "未开启：答案按原文发送" in flow
