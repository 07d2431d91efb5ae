"""A folder of papers is graded like a table."""

import csv
import json

import pytest
from docx import Document

from grader.readers.resources import find_rubric
from grader.readers.rubric_yaml import load_rubric

RUBRIC = load_rubric(find_rubric("service-manager"))
GRADE = ("-r", "service-manager", "--judge", "baseline")


@pytest.fixture
def papers(tmp_path):
    """A folder as an HR manager is sent it."""
    folder = tmp_path / "答卷"
    (folder / "二组").mkdir(parents=True)
    first, second = (item.text.zh for item in list(RUBRIC.items)[:2])
    for name in ("张三", "李四"):
        document = Document()
        for line in (
            f"姓名：{name}",
            first,
            "答：先向客户道歉，再核实包裹到了哪里。",
            second,
            "答：安排上门。",
        ):
            document.add_paragraph(line)
        document.save(str(folder / f"{name}.docx"))
    text = f"1. {first}\n答：先道歉。\n2. {second}\n答：再核实。\n"
    (folder / "二组" / "王五.txt").write_text(text, encoding="utf-8")
    (folder / "二组" / "扫描件.pdf").write_bytes(b"%PDF")
    (folder / "~$张三.docx").write_bytes(b"lock")
    return folder


def test_folder_becomes_one_run_named_after_it(papers, cli_in):
    done = cli_in(papers.parent)("grade", "答卷", *GRADE)
    assert done.code in {0, 1}, done.err
    with (papers.parent / "答卷-graded" / "scores.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {(row["candidate_id"], row["item_id"]) for row in rows} == {
        (name, item) for name in ("张三", "李四", "王五") for item in ("一/1", "一/2")
    }
    assert "答卷: 1 passed over, no reader for .pdf: 扫描件.pdf" in done.err
    again = cli_in(papers)("grade", ".", *GRADE, "--json")
    assert json.loads(again.out)["counts"]["answers"] == 6
    assert (papers / "答卷-graded" / "scores.csv").exists()
    third = cli_in(papers)("grade", ".", *GRADE, "--json")
    assert json.loads(third.out)["counts"]["answers"] == 6


def test_missing_extra_is_one_line_with_its_name(papers, monkeypatch, capsys):
    from grader.cli.app import main

    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    monkeypatch.chdir(papers)
    assert main(["grade", "张三.docx", *GRADE]) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.endswith('reading .docx needs an extra; pip install "interview-grader[documents]"')


def test_what_is_true_of_many_files_is_told_three_times(papers, cli_in):
    for n in range(6):
        (papers / f"{n}.txt").write_text("1. 道歉\n2. 核实", encoding="utf-8")
    done = cli_in(papers.parent)(
        "grade", "答卷", "-r", "service-manager", "--judge", "baseline", "--skip-bad-rows"
    )
    assert done.err.count("candidate named by the file's name") == 4
    assert "4 more files: candidate named by the file's name" in done.err


def test_json_from_stdin_is_known_by_its_first_sign(papers, cli_in):
    rows = [{"candidate_id": "A1", "item_id": "一/1", "answer": "先道歉"}]
    for text in (json.dumps(rows), json.dumps({"answers": rows}, indent=1), json.dumps(rows[0])):
        done = cli_in(papers.parent)("grade", "-", *GRADE, "--json", stdin=text)
        assert json.loads(done.out)["counts"]["answers"] == 1, done.err
