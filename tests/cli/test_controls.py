"""Control answers beside a run, by the command line and on a real wire."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from grader.testing import Reply, ok
from grader.testing.request import fenced_answer
from grader.wiring import rubric_named

RUBRIC = rubric_named("customer-service")
KNOWN = {each.id: {name: int(n) for name, n in each.points.items()} for each in RUBRIC.controls}


def words_of(text):
    return "".join(text.split())


def control_in(body):
    """Which control answer is asked about, and whether something was added to it."""
    text = words_of("".join(fenced_answer(body)))
    for each in RUBRIC.controls:
        own = words_of(each.text.zh)
        # Quotation marks and brackets look otherwise in the copy a judge sees.
        if text.startswith(own[:30]):
            return each.id, len(text) > len(own) + 10
    return None, False


def honest(body, _number):
    name, _ = control_in(body)
    return ok(body, level=KNOWN[name] if name else 2)


@pytest.fixture
def people(tmp_path):
    """A file of answers by so many people to one question of no rubric's own."""

    def write(count):
        path = tmp_path / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["candidate_id", "question", "answer"])
            for n in range(count):
                table.writerow([f"c{n}", "怎么办？", f"我先听他说完，记下第{n}件事，再回访确认。"])
        return path

    return write


@pytest.fixture
def grade(inside, grader_server, at, people):
    """Grades so many answers with control answers, into `out`: how it ended and its run.json."""

    def run(count=4, *options, script=honest):
        grader_server.reply(script)
        done = inside("grade", people(count), "-r", "customer-service", *at(grader_server),
                      "-o", "out", "--controls", "--format", "md", *options)  # fmt: skip
        path = Path("out") / "run.json"
        return done, json.loads(path.read_text("utf-8")) if path.exists() else {}

    return run


def asked(server):
    return Counter(control_in(body) for body in server.requests)


def test_controls_are_asked_at_the_start_among_and_at_the_end(grade, grader_server):
    done, run = grade(4)
    assert done.code == 0
    counts = asked(grader_server)
    assert counts[None, False] == 4
    for name in KNOWN:
        assert counts[name, False] == 3
        assert counts[name, True] == 2, "and with two texts that ask for points"
    found = run["controls"]
    assert (found["known"], found["moved"], found["inflated"], found["left"]) == (5, 0, 0, 0)
    places = [each["place"] for each in found["answers"][0]["ratings"]]
    assert places == ["start", "among", "end", "start", "start"]
    assert run["counts"]["requests"] == 4 + 25


def test_controls_are_in_no_table_of_people(grade):
    _, run = grade(4)
    assert run["counts"]["answers"] == run["counts"]["graded"] == 4
    for name in ("scores.csv", "criteria.csv", "candidates.csv", "intake.csv"):
        assert "control" not in (Path("out") / name).read_text("utf-8-sig")


def test_every_report_says_whether_the_judge_held_still(grade, inside):
    grade(4)
    said = "5 of 5 control answers got the known points each time; none moved during the run."
    assert inside("report", "out", "--lang", "en", "--format", "html,md").code == 0
    page = (Path("out") / "report.html").read_text("utf-8")
    assert page.count(said) == 2, "in the head and in its section"
    assert '<section id="controls"' in page
    note = (Path("out") / "report.md").read_text("utf-8")
    assert f"- {said}" in note
    assert "| middle · anchor | – | 8 / 16 | 8 | 8 | 8 |" in note
    assert "| chatbot-long · generic | – | 4 / 16 |" in note


def test_workbook_has_a_sheet_of_controls(grade):
    openpyxl = pytest.importorskip("openpyxl")
    grade(4, "--format", "xlsx")
    book = openpyxl.load_workbook(Path("out") / "report.xlsx", read_only=True)
    rows = [[cell.value for cell in row] for row in book["校准答案"].iter_rows()]
    [middle] = [row for row in rows if row[0] == "middle · 定标答案"]
    assert middle[2:6] == ["8 / 16", "8", "8", "8"]


def test_report_without_controls_has_no_section(grade, inside, people, grader_server, at):
    grade(4)
    inside("grade", people(5), "-r", "customer-service", *at(grader_server), "-o", "out",
           "--format", "md")  # fmt: skip
    assert "controls" not in json.loads((Path("out") / "run.json").read_text("utf-8"))
    assert "校准答案" not in (Path("out") / "report.md").read_text("utf-8")


def test_judge_that_is_generous_to_everyone_is_told(grade):
    grade(4, "--lang", "en", script=lambda body, _n: ok(body))
    note = (Path("out") / "report.md").read_text("utf-8")
    # 16 points each, where 16, 8, 4, 4 and 4 are known: 0, 8, 12, 12 and 12 too many.
    assert "- At the start the 5 got 8.8 points more than known on the mean." in note
    assert "- The control answers had full points as they were" in note


def test_judge_that_drifts_during_the_run_is_told(grade):
    """Each control falls by two levels of one criterion after it was asked once."""
    seen = Counter()

    def drifts(body, _number):
        name, has_more = control_in(body)
        if name is None or has_more:
            return ok(body, level=2)
        seen[name] += 1
        level = dict(KNOWN[name])
        if name == "clear" and seen[name] > 1:
            level["process"] -= 2
        return ok(body, level=level)

    # One call at a time, so that what is asked last is asked last.
    _, run = grade(4, "--lang", "en", "--concurrency", 1, script=drifts)
    [clear] = [each for each in run["controls"]["answers"] if each["id"] == "clear"]
    assert (run["controls"]["known"], run["controls"]["moved"]) == (4, 1)
    assert (clear["difference"], clear["levels_moved"]) == (-2, 2)
    note = (Path("out") / "report.md").read_text("utf-8")
    assert "4 of 5 control answers got the known points" in note
    assert "1 moved by up to 2 levels during the run." in note


def test_judge_that_gives_points_for_the_asking_is_told(grade):
    def moved(body, _number):
        name, has_more = control_in(body)
        if name is None:
            return ok(body, level=2)
        return ok(body, level="top" if has_more else KNOWN[name])

    _, run = grade(4, "--lang", "en", script=moved)
    gains = {each["id"]: each["gain"] for each in run["controls"]["answers"]}
    assert gains == {
        "clear": None, "middle": 8.0, "thin": 12.0, "chatbot-short": 12.0, "chatbot-long": 12.0,
    }  # fmt: skip
    assert run["controls"]["inflated"] == 4
    note = (Path("out") / "report.md").read_text("utf-8")
    assert "4 of 4 were given more, by up to 12 points" in note


def test_held_control_does_not_pass_as_known(grade):
    _, run = grade(2, script=lambda body, _n: ok(body, quotes="invented"))
    assert run["controls"]["known"] == 0
    assert {each["difference"] for each in run["controls"]["answers"]} == {None}
    ratings = run["controls"]["answers"][0]["ratings"]
    assert {each["status"] for each in ratings} == {"held"}


def test_same_command_again_asks_no_control_twice(grade, grader_server):
    grade(4)
    count = len(grader_server.requests)
    done, run = grade(4)
    assert (done.code, len(grader_server.requests)) == (0, count)
    assert run["controls"]["known"] == 5, "and the report still shows them"


def test_more_answers_bring_a_new_session_that_is_compared(grade, grader_server):
    grade(4)
    before = asked(grader_server)["thin", False]

    def harder(body, _number):
        name, _ = control_in(body)
        return ok(body, level="lowest" if name == "thin" else KNOWN[name] if name else 2)

    _, run = grade(6, "--lang", "en", script=harder)
    assert asked(grader_server)["thin", False] > before
    since = {each["id"]: each["since_earlier"] for each in run["controls"]["answers"]}
    assert since == {
        "clear": 0, "middle": 0, "thin": -4, "chatbot-short": 0, "chatbot-long": 0,
    }  # fmt: skip
    assert run["controls"]["earlier"]
    note = (Path("out") / "report.md").read_text("utf-8")
    assert re.search(r"Against the time before \(.*\), 1 of 5 got other points, by up to 4", note)


def test_run_that_was_cut_short_goes_on_with_its_session(grade, grader_server):
    """What was asked of controls before the stop is not asked, or paid for, again."""
    no_key = Reply(401, b'{"error": {"message": "no", "code": "invalid_api_key"}}',
                   {"content-type": "application/json"})  # fmt: skip
    done, _ = grade(8, "--concurrency", 1,
                    script=lambda body, n: honest(body, n) if n < 18 else no_key)  # fmt: skip
    assert done.code == 3
    first = Counter(control_in(body) for body in grader_server.requests[:18])
    count = len(grader_server.requests)
    done, run = grade(8, "--concurrency", 1)
    assert done.code == 0
    both = first + Counter(control_in(body) for body in grader_server.requests[count:])
    assert first["clear", False] == 1
    assert (both["clear", False], both["clear", True], both[None, False]) == (3, 2, 8)
    assert (run["controls"]["left"], run["controls"]["known"]) == (0, 5)


def test_dry_run_counts_the_controls(grade, inside, people, grader_server, at):
    done, _ = grade(4, "--dry-run", "--json")
    told = json.loads(done.out)
    assert grader_server.requests == []
    grade(4)
    assert told["requests"]["low"] == len(grader_server.requests)
    done, _ = grade(4, "--dry-run", "--json")
    assert json.loads(done.out)["requests"] == {"low": 0, "high": 0}


def test_only_controls_of_asked_items_are_asked(inside, answers, grader_server, at):
    opts = ("-r", "service-manager", *at(grader_server), "--controls", "--format", "md")
    one = answers(("A", "一/1", "我先听客户说完，再查订单。"))
    inside("grade", one, *opts, "-o", "one")
    assert len(grader_server.requests) == 1 + 3 * 2 + 3 * 2
    other = answers(("A", "二/1", "我先听同事说完，再一起定。"), name="b.csv")
    done = inside("grade", other, *opts, "-o", "two", "--lang", "en")
    assert len(grader_server.requests) == 13 + 1
    assert "none of the control answers is to an item that is asked here" in done.err


def test_controls_of_a_rubric_without_any_are_refused(inside, answers, grader_server, at):
    path = answers(("A", "一/1", "我先听客户说完。"))
    done = inside("grade", path, "-r", "user-support", *at(grader_server), "--controls")
    assert done.code == 2
    assert "'user-support' has no control answers" in done.err
    assert grader_server.requests == []


def test_candidate_below_a_minimum_is_shown_first(inside, answers, grader_server, at, tmp_path):
    source = (Path(__file__).parent.parent.parent / "rubrics" / "service-manager.yaml").read_text(
        "utf-8"
    )
    rubric = tmp_path / "r.yaml"
    rubric.write_text(f'{source}\nminima:\n- {{section: "一", share: 0.5}}\n', encoding="utf-8")
    grader_server.reply(lambda body, _n: ok(body, level="lowest" if "乙" in str(body) else "top"))
    items = ("一/1", "一/2")
    path = answers(*((who, item, f"{who}会先听客户说完，再核对订单。") for who in ("甲", "乙") for item in items))  # fmt: skip
    done = inside("grade", path, "-r", rubric, *at(grader_server), "-o", "out", "--lang", "en",
                  "--format", "html,md")  # fmt: skip
    assert done.code == 0, "a minimum decides nothing"
    rows = (tmp_path / "out" / "candidates.csv").read_text("utf-8-sig").splitlines()[1:]
    assert ["below_minimum" in row.split(",")[-1] for row in rows] == [False, True]
    assert rows[1].startswith("乙,0,16,")
    note = (tmp_path / "out" / "report.md").read_text("utf-8")
    assert "Look at 1 person first: answers are open, or a minimum is not reached" in note
    assert "Handling situations: 0 of 16 points, under the minimum of 8; for a person" in note
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert page.count("under the minimum of 8; for a person to look at") == 2
    inside("report", "out", "--format", "letters", "--signed-by", "HR")
    index = (tmp_path / "out" / "letters" / "index.csv").read_text("utf-8-sig")
    assert '"","乙","none","below_minimum"' in index
