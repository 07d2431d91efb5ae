"""The files a run leaves, to the letter of DESIGN §7."""

import csv
import json
from importlib.resources import files

import pytest

from grader.testing import LoopbackServer

TEXT = "先安抚客户，认真听他说完。再核对订单，当天给出方案。最后回访确认。"
DIMENSIONS = ("empathy", "process", "coordination", "closure", "other")
HEADERS = {
    "intake.csv": "file,sheet,row,candidate_id,item_id,state,reason",
    "scores.csv": "candidate_id,item_id,points,max_points,percent,points_low,points_high,empathy,"
    "process,coordination,closure,other,flags,rater,status,reason",
    "criteria.csv": "candidate_id,item_id,criterion_id,dimension,label,level,points,max_points,"
    "evidence,evidence_at,evidence_kind,rationale,rater",
    "candidates.csv": "candidate_id,total,max_total,percent,low,high,sem,band,rank,empathy,"
    "empathy_max,process,process_max,coordination,coordination_max,closure,closure_max,other,"
    "other_max,answered,asked,held,unscored,flags",
}
ROWS = (
    ("00123", "一/1", TEXT),
    ("00123", "一/2", "(跳过)"),
    ("=cmd", "一/1", "不知道"),
    ("=cmd", "一/2", "见附件"),
    ('C,"3"', "一/1", "=1+1 是我的回答，先安抚客户。"),
    ("C4", "一/1", f"{TEXT}这份答案的引文不对。"),
    ("C5", "一/1", f"{TEXT}这份答案被拒绝。"),
    ("C5", "一/1", f" {TEXT}这份答案被拒绝。"),
)  # fmt: skip


def script(body, _number):
    sent = body["messages"][1]["content"]
    if "引文不对" in sent:
        return "invented_quotes"
    return "refusal" if "被拒绝" in sent else "ok"


@pytest.fixture(scope="module")
def run(tmp_path_factory, cli_in):
    """One run with an answer of every kind."""
    folder = tmp_path_factory.mktemp("outputs")
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("candidate_id", "item_id", "answer"), *ROWS])
    with LoopbackServer(script) as server:
        done = cli_in(folder)(
            "grade", "a.csv", "-r", "service-manager", "--base-url", server.base_url,
            "--model", "scripted-1", "--json", "--temperature", "0", "-o", "out",
        )  # fmt: skip
        requests = len(server.requests)
    assert done.code == 1, done.err
    return folder / "out", json.loads(done.out), requests


@pytest.fixture
def rows(run, table):
    def read(name):
        return table(run[0] / name)

    return read


def one(rows, **wanted):
    [found] = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return found


def test_folder_holds_these_files_and_no_others(run):
    names = {each.name for each in run[0].iterdir()}
    assert names - {".grader.lock"} == {
        "intake.csv", "scores.csv", "criteria.csv", "candidates.csv", "report.html", "report.md",
        "report.xlsx", "run.json", "grader.db", "intake.db", "redactions.csv",
    }  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_table_is_utf8_with_a_mark_and_plain_line_ends(run, name):
    content = (run[0] / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert content.decode("utf-8-sig").split("\n", 1)[0] == HEADERS[name]


def test_ids_stay_text_and_formulas_are_made_inert(rows):
    ids = {row["candidate_id"] for row in rows("candidates.csv")}
    assert ids == {"00123", "'=cmd", 'C,"3"', "C4", "C5"}
    evidence = [row["evidence"] for row in rows("criteria.csv") if row["candidate_id"][0] == "C"]
    assert not [each for each in evidence if each.startswith("=")]


def test_graded_answer_has_points_percent_and_dimensions(rows):
    row = one(rows("scores.csv"), candidate_id="00123", item_id="一/1")
    assert (row["status"], row["reason"], row["rater"]) == ("graded", "", "openai:scripted-1")
    assert (row["points"], row["points_low"], row["points_high"], row["max_points"]) == ("8",) * 4
    assert row["percent"] == "100.0"
    # Criteria that sum to 10 are scaled to the 8 points of this item: 2, 3, 2, 3 marks × 0.8.
    assert [row[name] for name in DIMENSIONS] == ["1.6", "2.4", "", "1.6", "2.4"]


@pytest.mark.parametrize(
    ("who", "item", "status", "reason", "range_", "points", "flags"),
    [
        ("00123", "一/2", "not_answered", "", ("0", "0"), "0", ""),
        ("'=cmd", "一/1", "gated", "non_answer", ("0", "0"), "0", "gated"),
        ("'=cmd", "一/2", "held", "attachment", ("0", "8"), "", "attachment"),
        ("C4", "一/1", "held", "evidence", ("0", "8"), "", "evidence_missing"),
        ("C5", "一/1", "unscored", "refusal", ("0", "8"), "", ""),
        ("C4", "一/2", "not_answered", "", ("0", "0"), "0", ""),
    ],
)
def test_answer_without_a_grade_says_why_and_where_it_can_end(
    rows, who, item, status, reason, range_, points, flags
):
    row = one(rows("scores.csv"), candidate_id=who, item_id=item)
    assert (row["status"], row["reason"], row["points"]) == (status, reason, points)
    assert (row["points_low"], row["points_high"]) == range_
    found = set(row["flags"].split(";")) - {""}
    assert found >= ({flags} - {""})
    assert row["flags"].split(";") == sorted(row["flags"].split(";"))


def test_quotes_stand_in_the_answer_where_they_say(rows):
    texts = {(who, item): text for who, item, text in ROWS}
    found = [row for row in rows("criteria.csv") if row["evidence_at"]]
    assert {row["candidate_id"] for row in found} == {"00123", 'C,"3"'}
    for row in found:
        text = texts[row["candidate_id"], row["item_id"]]
        quotes = row["evidence"].removeprefix("'").split(" … ")
        spans = [each.split("-") for each in row["evidence_at"].split(";")]
        assert [text[int(start) : int(end)] for start, end in spans] == quotes
        assert row["evidence_kind"] == "exact"


def test_held_criteria_keep_the_level_but_no_words(rows):
    found = [row for row in rows("criteria.csv") if row["candidate_id"] == "C4"]
    assert found
    assert all(row["evidence"] == row["evidence_at"] == row["evidence_kind"] == "" for row in found)
    assert all(row["level"] != "0" for row in found), "no machine check lowers a mark"


def test_candidate_with_an_open_answer_has_a_range_and_no_total(rows):
    row = one(rows("candidates.csv"), candidate_id="'=cmd")
    assert (row["total"], row["percent"], row["low"], row["high"]) == ("", "", "0", "8")
    assert (row["answered"], row["asked"], row["held"], row["unscored"]) == ("2", "2", "1", "0")
    settled = one(rows("candidates.csv"), candidate_id="00123")
    assert (settled["total"], settled["max_total"], settled["percent"]) == ("8", "16", "50.0")
    assert (settled["sem"], settled["band"], settled["rank"]) == ("", "", "")


def test_intake_accounts_for_every_row_once(rows):
    found = {row["row"]: (row["file"], row["state"], row["reason"]) for row in rows("intake.csv")}
    assert {row: state for row, (_, state, _) in found.items()} == {
        "2": "graded", "3": "not_answered", "4": "gated", "5": "held", "6": "graded", "7": "held",
        "8": "unscored", "9": "duplicate",
    }  # fmt: skip
    assert {file for file, _, _ in found.values()} == {"a.csv"}
    assert found["9"][2] == "same text as a.csv:8"


TYPES = {
    "schema": int, "versions": dict, "command": str, "rubric": dict, "template": str, "judge": str,
    "model_asked": str, "models_returned": list, "endpoint": str, "parameters": dict,
    "counts": dict, "tokens": dict, "cost": dict, "seconds": float, "started": str,
    "finished": str, "exit": dict,
}  # fmt: skip


def test_run_json_has_every_key_of_the_contract_with_its_type(run):
    told = json.loads((run[0] / "run.json").read_text(encoding="utf-8"))
    assert told == run[1], "--json prints the same"
    assert {name: type(told[name]) for name in TYPES} == TYPES
    schema = json.loads(files("grader.writers").joinpath("run.schema.json").read_text("utf-8"))
    assert set(schema["required"]) == set(TYPES)
    assert set(told) <= set(schema["properties"])
    for part in ("rubric", "counts", "tokens", "cost", "exit"):
        assert set(schema["properties"][part]["required"]) <= set(told[part])


def test_run_json_counts_reconcile(run, rows):
    _, told, requests = run
    counts = told["counts"]
    states = [row["status"] for row in rows("scores.csv")]
    for status in ("graded", "held", "gated", "unscored", "not_answered"):
        assert counts[status] == states.count(status), status
    assert counts["answers"] == len(states)
    assert counts["requests"] == requests
    assert counts["flagged"] == sum(bool(row["flags"]) for row in rows("scores.csv"))
    # 900 and 150 tokens a reply, as the fixture server says.
    assert told["tokens"] == {"input": 900 * requests, "cached": 0, "output": 150 * requests}


def test_run_json_tells_what_was_asked_and_what_came_back(run):
    _, told, _ = run
    assert (told["judge"], told["model_asked"]) == ("openai:scripted-1", "scripted-1")
    assert told["models_returned"] == ["scripted-1"]
    assert told["parameters"] == {"temperature": 0.0, "max_tokens": 4096}
    assert told["rungs"] == ["json_schema"]
    assert told["cost"] == {"usd": None, "priced": False}, "a price that is not known is not 0"
    assert told["exit"]["code"] == 1
    assert told["command"].startswith("grader grade a.csv -r service-manager --base-url http://127")
    assert told["rubric"] == {"id": "service-manager", "version": "1"}


def test_pages_hold_no_remote_asset_and_no_path_by_a_persons_id(run):
    page = (run[0] / "report.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in page
    assert 'src="http' not in page
    assert not [each for each in run[0].rglob("*") if "00123" in each.name]


def test_report_command_writes_the_same_again_without_a_call(run, cli_in):
    """The fixture server is gone: a call would fail."""
    folder, told, _ = run
    names = [*HEADERS, "report.html", "report.md", "report.xlsx", "run.json"]
    before = {name: (folder / name).read_bytes() for name in names}
    for name in names:
        (folder / name).unlink()
    done = cli_in(folder.parent)("report", "out", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out) == told
    assert {name: (folder / name).read_bytes() for name in names} == before
