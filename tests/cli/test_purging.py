"""grader purge: nothing of a person is left, and everybody else's run stays sound."""

import csv
import json
import sqlite3
import zipfile
from contextlib import closing

import pytest

from grader.testing import ok

RUBRIC = ("-r", "service-manager", "--format", "csv")
HEADERS = ("考生编号", "姓名", "手机", "item_id", "answer", "提交时间")
GONE = "B2024017"
WORDS = "我会先请这位着急的客户坐下来慢慢讲完整件事情的经过"
ROWS = [
    (GONE, "张晓梅", "13800138000", "一/1", f"{WORDS}，再核对订单，打13800138000回访。", "2024-03-01 09:00:00"),
    (GONE, "张晓梅", "13800138000", "一/2", "第二天一早我会把补偿方案和到账时间讲给他听。", "2024-03-01 09:00:00"),
    ("B2024018", "李四光", "13900139000", "一/1", "我会核对订单号，当天给出方案，第二天回访确认。", "2024-05-01 09:00:00"),
    ("B2024019", "赵一曼", "13700137000", "一/1", "我会核对订单号，当天给出方案，第二天回访确认。", "2024-05-02 09:00:00"),
]  # fmt: skip

# Whether a rating stands is not what is looked at here.
GRADED = {0, 1}


@pytest.fixture
def rows(tmp_path):
    def write(*rows, headers=HEADERS, name="a.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headers, *rows])
        return path

    return write


@pytest.fixture
def run(inside, rows, grader_server, at, tmp_path):
    """Three people graded, every reply quoting its answer."""
    done = inside("grade", rows(*ROWS), *RUBRIC, *at(grader_server), "-o", "out")
    assert done.code in GRADED, done.err
    return tmp_path / "out"


@pytest.fixture
def reported(run, inside, rows, grader_server, at):
    """The same with every kind of report, letters among them."""
    options = (*RUBRIC[:2], "--format", "html,md,xlsx,letters", "--signed-by", "林经理")
    done = inside("grade", rows(*ROWS), *options, *at(grader_server), "-o", "out")
    assert done.code in GRADED, done.err
    return run


def holding(folder, text):
    """The files of *folder* that hold *text*, workbooks and documents opened."""
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as book:
                content = b"".join(map(book.read, book.namelist()))
        if text.encode() in content or json.dumps(text)[1:-1].encode() in content:
            found.append(path.name)
    return found


def test_nothing_of_a_person_is_left(reported, inside):
    run = reported
    assert {"intake.db", "grader.db", "scores.csv", "report.html", "report.xlsx"} <= {
        name for text in (GONE, WORDS[:12]) for name in holding(run, text)
    }
    done = inside("purge", "out", "--candidate", GONE, "--yes", "--lang", "en")
    assert done.code == 0, done.err
    assert "Erased: 1 people, 2 answers, 2 replies" in done.out
    count = len([path for path in run.rglob("*") if path.is_file()])
    assert f"Searched {count} files: nothing of {GONE} found." in done.out
    assert "a.csv" in done.out, "the file it came from is not ours, and is named"
    for text in (GONE, "张晓梅", "13800138000", WORDS[:12], WORDS[-12:], "补偿方案和到账时间"):
        assert holding(run, text) == []


def test_everybody_else_stays_as_they_were(run, inside, table, grader_server, tmp_path):
    def others(name):
        return [row for row in table(run / name) if row["candidate_id"] != GONE]

    names = ("scores.csv", "criteria.csv", "candidates.csv", "intake.csv", "redactions.csv")
    before = {name: others(name) for name in names}
    assert inside("purge", "out", "--candidate", GONE, "--yes").code == 0
    assert {name: table(run / name) for name in names} == before
    assert inside("verify", "out").code == 0
    asked = len(grader_server.requests)
    left = [row for row in ROWS if row[0] != GONE]
    (tmp_path / "a.csv").unlink()
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADERS, *left])
    options = ("--base-url", grader_server.base_url, "--model", "scripted-1")
    assert inside("grade", "a.csv", *RUBRIC, *options, "-o", "out").code in GRADED
    assert len(grader_server.requests) == asked, "a reply that two people share is kept"


def test_replies_that_no_answer_has_any_more_go_as_well(inside, rows, grader_server, at, tmp_path):
    """An earlier text of the person was rated, too; its reply quotes it."""
    options = (*RUBRIC, *at(grader_server), "-o", "out")
    early = "另一个早先交上来的版本里我写的是先找仓库核对再说"
    assert inside("grade", rows((*ROWS[0][:4], early, ""), *ROWS[2:]), *options).code in GRADED
    assert inside("grade", rows(*ROWS), *options).code in GRADED
    assert holding(tmp_path / "out", early[:12]) == ["grader.db"]
    late = rows((*ROWS[0][:4], f"{early}。{WORDS}", ""), *ROWS[2:])
    assert inside("grade", late, *options).code in GRADED
    assert inside("purge", "out", "--candidate", GONE, "--yes").code == 0
    assert holding(tmp_path / "out", early[:12]) == []


def test_replies_with_escaped_characters_are_found(inside, rows, grader_server, at, tmp_path):
    def escaped(body, _number):
        made = ok(body)
        message = made["choices"][0]["message"]
        message["content"] = json.dumps(json.loads(message["content"]))
        return made

    grader_server.reply(escaped)
    assert inside("grade", rows(*ROWS), *RUBRIC, *at(grader_server), "-o", "out").code in GRADED
    assert inside("purge", "out", "--candidate", GONE, "--yes").code == 0
    assert holding(tmp_path / "out", WORDS[:12]) == []


def test_what_is_left_is_told(run, inside):
    (run / "my notes.txt").write_text(f"ask {GONE} again", encoding="utf-8")
    (run / "copy.csv").write_text(f"x,{WORDS}\n", encoding="utf-8")
    done = inside("purge", "out", "--candidate", GONE, "--yes", "--lang", "en", "--json")
    assert done.code == 1
    told = json.loads(done.out)
    assert told["left"] == [
        {"file": "copy.csv", "what": "words"}, {"file": "my notes.txt", "what": "id"}
    ]  # fmt: skip
    assert (told["candidates"], told["answers"], told["source_files"]) == (1, 2, ["a.csv"])
    assert "- my notes.txt: holds the id" in done.err


def test_all_before_a_day_go(run, inside, table):
    done = inside("purge", "out", "--before", "2024-04-01", "--yes")
    assert done.code == 0
    assert [row["candidate_id"] for row in table(run / "candidates.csv")] == [
        "B2024018",
        "B2024019",
    ]
    nobody = inside("purge", "out", "--before", "2024-04-01", "--yes", "--lang", "en")
    assert (nobody.code, nobody.out.splitlines()[0]) == (0, "Nobody handed in before that day; nothing was erased.")  # fmt: skip


def test_without_times_the_run_counts(inside, rows, tmp_path, table):
    path = rows(*(row[:5] for row in ROWS), headers=HEADERS[:5])
    assert inside("grade", path, *RUBRIC, "--judge", "baseline", "-o", "out").code in GRADED
    assert inside("purge", "out", "--before", "2024-04-01", "--yes").code == 0
    assert len(table(tmp_path / "out" / "candidates.csv")) == 3
    assert inside("purge", "out", "--before", "2999-01-01", "--yes").code == 0
    assert table(tmp_path / "out" / "candidates.csv") == []


def test_a_hold_blocks_and_says_why(run, inside):
    assert inside("purge", "out", "--hold", "劳动仲裁 2026-17").code == 0
    done = inside("purge", "out", "--candidate", GONE, "--yes", "--lang", "en")
    assert done.code == 2
    assert "on hold since" in done.err
    assert "劳动仲裁 2026-17" in done.err
    assert holding(run, GONE) != []
    assert inside("purge", "out", "--release").code == 0
    assert inside("purge", "out", "--candidate", GONE, "--yes").code == 0


MISTAKES = [
    (["--candidate", GONE], "nobody is here to agree"),
    (["--candidate", "B9", "--yes"], "no candidate 'B9'"),
    (["--yes"], "one of them"),
    (["--candidate", GONE, "--before", "2024-01-01"], "one of them"),
    (["--before", "last year", "--yes"], "no such day"),
    (["--hold", "x", "--release"], "stand alone"),
]


def test_what_does_not_fit_erases_nothing(run, inside):
    for options, told in MISTAKES:
        done = inside("purge", "out", *options, "--lang", "en")
        assert (done.code, told in done.err) == (2, True), done.err
    assert holding(run, GONE) != []


def test_an_audit_line_says_when_and_how_much_but_not_who(run, inside):
    import hashlib

    assert inside("purge", "out", "--candidate", GONE, "--yes").code == 0
    with closing(sqlite3.connect(run / "grader.db")) as connection:
        [(value,)] = connection.execute(
            "SELECT value FROM meta WHERE name LIKE 'purged %'"
        ).fetchall()
    entry = json.loads(value)
    assert (entry["candidates"], entry["answers"], entry["replies"]) == (1, 2, 2)
    digest = hashlib.sha256(f"{entry['salt']}|{GONE}".encode()).hexdigest()
    assert entry["who"] == [digest], "whoever knows the id can check"


def test_what_was_cut_short_is_taken_up_again(run, inside):
    """Killed behind the intake and before the reports: the id is known to the folder still."""
    from grader.stores.intake_eraser import IntakeEraser

    with IntakeEraser(run / "intake.db") as intake:
        intake.keep("purging", json.dumps([GONE]))
        assert intake.erase(GONE) == 2
    assert "scores.csv" in holding(run, GONE)
    assert inside("purge", "out", "--candidate", GONE, "--yes").code == 0
    assert holding(run, GONE) == []


def test_what_people_said_goes_and_their_log_still_verifies(run, inside, rows):
    """Salted commitments stay in the place of the words."""
    header = ("candidate_id", "item_id", "points", "reviewer", "reason")
    marks = [
        (GONE, "一/1", "3", "王芳", f"他写了{WORDS}"),
        ("B2024018", "一/1", "3", "王芳", "步骤清楚"),
    ]
    path = rows(*marks, headers=header, name="marks.csv")
    assert inside("review", "out", "--import", path).code in GRADED
    assert inside("review", "out", "--share", "1").code == 0
    with (run / "review.csv").open("a", encoding="utf-8") as file:
        file.write(f"{GONE},一/2,,2,李强,\n")
    done = inside("purge", "out", "--candidate", GONE, "--yes", "--json", "--lang", "en")
    told = json.loads(done.out)
    assert told["reviews"] > 0
    sheets = {each["file"] for each in told["left"]}
    assert (done.code, sheets) == (1, {"review.csv"}), "what was filled in is told, not touched"
    assert not (run / "review.xlsx").exists()
    assert "grader review writes them again" in done.err
    (run / "review.csv").unlink()
    assert inside("verify", "out").code == 0, "the chain holds"
    assert holding(run, WORDS[:12]) == []
    with closing(sqlite3.connect(run / "grader.db")) as connection:
        kept = connection.execute("SELECT content, commitment FROM review ORDER BY id").fetchall()
    assert [content is None for content, _ in kept].count(True) == told["reviews"]
    assert all(commitment for _, commitment in kept)


def test_letters_nobody_signs_are_taken_away(inside, rows, tmp_path):
    grade = ("grade", rows(*ROWS), *RUBRIC, "--judge", "baseline", "-o", "out")
    assert inside(*grade).code in GRADED
    (tmp_path / "out" / "letters").mkdir()
    (tmp_path / "out" / "letters" / "letter-0001.html").write_text(WORDS, encoding="utf-8")
    done = inside("purge", "out", "--candidate", GONE, "--yes", "--lang", "en")
    assert done.code == 0
    assert "The folder letters was removed" in done.out
    assert not (tmp_path / "out" / "letters").exists()


def test_a_short_id_is_looked_for_in_tables_only(inside, rows, tmp_path):
    people = [("7", *ROWS[0][1:]), *ROWS[2:]]
    assert (
        inside("grade", rows(*people), *RUBRIC, "--judge", "baseline", "-o", "out").code in GRADED
    )
    done = inside("purge", "out", "--candidate", "7", "--yes", "--lang", "en")
    assert done.code == 0
    assert "Too short, or found in others' answers as well" in done.out
    (tmp_path / "out" / "old.csv").write_text("candidate_id\n7\n", encoding="utf-8")
    again = inside("purge", "out", "--candidate", "7", "--yes")
    assert again.code == 2, "the run knows no such candidate any more"


def test_posts_of_one_folder_are_erased_together(inside, rows, tmp_path):
    people = [
        (*row[:4], row[4], post) for row, post in zip(ROWS, ("甲", "乙", "甲", "乙"), strict=True)
    ]
    path = rows(*people, headers=(*HEADERS[:5], "岗位"))
    done = inside(
        "grade",
        path,
        "--by",
        "岗位=service-manager",
        "--format",
        "csv",
        "--judge",
        "baseline",
        "-o",
        "out",
    )
    assert done.code == 0, done.err
    assert holding(tmp_path / "out", GONE) != []
    done = inside("purge", "out", "--candidate", GONE, "--yes", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["answers"] == 2
    assert holding(tmp_path / "out", GONE) == []
