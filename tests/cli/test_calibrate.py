"""grader calibrate: people's marks against a run, kept, told, compared; the sample to mark."""

import csv
import json
import random
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from grader.runs import FolderRun, Sources
from grader.testing import ScriptedJudge
from grader.testing.replies import rating_content
from grader.wiring import rubric_named

ITEMS = ("一/1", "一/2")
RUBRIC = (
    Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")
    + """\
  - id: "一/2"
    text: 客户要求见经理，你怎么办？
    points: 4
    criteria:
    - {id: calm, points: 2, dimension: empathy, description: 先听完}
    - {id: pass, points: 2, dimension: process, description: 说明转给谁}
"""
)
STEPS = {"words": (0, 1, 2), "check": (0, 1.5, 3), "calm": (0, 1, 2), "pass": (0, 1, 2)}
OF = {"一/1": ("words", "check"), "一/2": ("calm", "pass")}


def _grade(folder, name, top=2):
    """Levels by chance of the answer's text, at most *top*."""

    def script(body, _number):
        said = json.dumps(body["messages"][-1], ensure_ascii=False)
        level = int(said.split("第")[1].split("件")[0]) % 3
        return rating_content(body, level=min(level, top))

    (folder / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    FolderRun(
        folder=folder / name, rubric=rubric_named(str(folder / "rubric.yaml")),
        rubric_text=RUBRIC, judge=ScriptedJudge(script),
        sources=Sources(files=[folder / "a.csv"]), formats="csv",
    ).grade()  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    rows = [
        (f"C{n:02}", item, f"我会先听客户说完，记下第{n + at}件事，核对订单，当天回访确认。", "女")
        for n in range(36) for at, item in enumerate(ITEMS)
    ]  # fmt: skip
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("candidate_id", "item_id", "answer", "性别"), *rows])
    for name, top in (("out", 2), ("low", 1)):
        (folder / name).mkdir()
        _grade(folder, name, top)
    return folder


@pytest.fixture
def out(whole, tmp_path):
    for name in ("out", "low"):
        shutil.copytree(whole / name, tmp_path / name)
    shutil.copy(whole / "a.csv", tmp_path / "a.csv")
    return tmp_path / "out"


@pytest.fixture
def marks(out, table, tmp_path):
    """Marks near the machine's, by each of the raters, as a long table."""

    def write(*raters, name="marks.csv", often=0.9, people=36):
        given = {(r["candidate_id"], r["item_id"], r["criterion_id"]): float(r["points"])
                 for r in table(out / "criteria.csv")}  # fmt: skip
        rows = []
        for rater in raters:
            rng = random.Random(rater)
            for (candidate, item, criterion), points in given.items():
                if int(candidate[1:]) < people:
                    other = rng.choice(STEPS[criterion])
                    given_now = points if rng.random() < often else other
                    rows.append((candidate, item, criterion, f"{given_now:g}", rater))
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            headers = ("考生编号", "题号", "评分点", "分数", "评分人")
            csv.writer(file).writerows([headers, *rows])
        return path

    return write


@pytest.fixture
def calibrated(inside, out):
    def run(*options):
        done = inside("calibrate", out, "--json", *options)
        assert done.code == 0, done.err
        return json.loads(done.out)

    return run


def head(found, kind):
    return next(each for each in found["measured"] if each["kind"] == kind and not each["names"])


def test_two_people_are_held_against_the_machine(calibrated, marks, out):
    found = calibrated("--human", marks("王芳", "李明"), "--cut", "60%")
    assert (found["marked"], found["candidates"], found["unusable"]) == (72, 36, 0)
    assert found["raters"] == [["王芳", 72], ["李明", 72]]
    items = head(found, "item")
    assert items["machine"]["n"] == 144
    assert items["people"]["n"] == 72
    assert 0.7 < items["machine"]["qwk"]["low"] < items["machine"]["qwk"]["high"]
    assert head(found, "total")["machine"]["n"] == 72
    cut = found["cut"]
    assert cut["cut"] == pytest.approx(5.4)
    assert (
        sum(cut[each] for each in ("above_both", "below_both", "first_only", "second_only")) == 36
    )
    assert json.loads((out / "calibration.json").read_text(encoding="utf-8")) == found


def test_pages_for_people_are_written_beside_the_figures(calibrated, marks, out):
    calibrated("--human", marks("王芳", "李明"))
    page = (out / "calibration.html").read_text(encoding="utf-8")
    assert "王芳" in page
    assert "72" in page
    assert "C00" not in page
    assert (out / "calibration.md").is_file()
    assert openpyxl.load_workbook(out / "calibration.xlsx").sheetnames


def test_the_same_marks_and_seed_give_the_same_figures(calibrated, marks):
    file = marks("王芳")
    one, two = calibrated("--human", file), calibrated("--human", file)
    assert one["measured"] == two["measured"]
    assert calibrated("--human", file, "--seed", "7")["measured"] != one["measured"]


def test_later_reports_tell_it_at_their_head_and_others_do_not(inside, calibrated, marks, out):
    before = inside("report", out, "--format", "md")
    assert before.code == 0
    assert "尚未与人工评分核对" in (out / "report.md").read_text(encoding="utf-8")
    found = calibrated("--human", marks("王芳", "李明"))
    again = inside("report", out, "--format", "md,xlsx,html", "--json")
    told = json.loads(again.out)["calibration"]
    assert (told["answers"], told["raters"], told["verdict"]) == (72, 2, found["verdict"])
    for name in ("report.md", "report.html"):
        text = (out / name).read_text(encoding="utf-8")
        assert "尚未与人工评分核对" not in text
        assert "依据 36 人的 72 份答案，2 名评分人" in text
    book = openpyxl.load_workbook(out / "report.xlsx")
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert any("2 名评分人" in each for each in cells)
    assert inside("report", out.parent / "low", "--format", "md").code == 0
    assert "尚未与人工" in (out.parent / "low" / "report.md").read_text(encoding="utf-8")


def test_a_calibration_is_taken_to_another_folder_of_the_same_rubric_prompt_and_judge(
    inside, calibrated, marks, out
):
    calibrated("--human", marks("王芳", "李明"))
    low = out.parent / "low"
    done = inside("report", low, "--calibration", out, "--format", "md")
    assert done.code == 0, done.err
    assert "2 名评分人" in (low / "report.md").read_text(encoding="utf-8")
    assert (
        json.loads((low / "run.json").read_text(encoding="utf-8"))["calibration"]["answers"] == 72
    )
    changed = json.loads((out / "calibration.json").read_text(encoding="utf-8"))
    changed["judge"] = "openai:another"
    (out / "calibration.json").write_text(json.dumps(changed), encoding="utf-8")
    refused = inside("report", low, "--calibration", out / "calibration.json", "--lang", "en")
    assert refused.code == 2
    assert "measured judge openai:another" in refused.err


def test_nothing_of_it_changes_a_score(calibrated, inside, marks, out):
    inside("report", out)
    before = (out / "scores.csv").read_bytes(), (out / "candidates.csv").read_bytes()
    calibrated("--human", marks("王芳", "李明", often=0.2))
    assert inside("report", out).code == 0
    assert ((out / "scores.csv").read_bytes(), (out / "candidates.csv").read_bytes()) == before


def test_wide_marks_are_the_same_marks(calibrated, marks, table, tmp_path):
    long = calibrated("--human", marks("王芳"))
    by_answer = {}
    for row in table(tmp_path / "marks.csv"):
        by_answer.setdefault((row["考生编号"], row["题号"]), {})[row["评分点"]] = row["分数"]
    with (tmp_path / "wide.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [(*key, "王芳", *(given.get(name, "") for name in STEPS))
                for key, given in by_answer.items()]  # fmt: skip
        csv.writer(file).writerows([("编号", "题号", "评分人", *STEPS), *rows])
    wide = calibrated("--human", tmp_path / "wide.csv")
    assert wide["measured"] == long["measured"]


def test_every_wrong_row_is_told_and_none_is_used(inside, out, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("candidate_id,item_id,criterion_id,points,reviewer\nC00,一/1,words,9,A\n"
                    "C99,一/1,words,1,A\nC01,一/1,words,1,A\n", encoding="utf-8")  # fmt: skip
    done = inside("calibrate", out, "--human", path)
    assert (done.code, len(done.lines)) == (2, 3)
    assert not (out / "calibration.json").exists()
    assert inside("calibrate", out, "--human", path, "--skip-bad-rows", "--json").code == 0


def test_marks_without_spread_are_told_as_undefined_with_the_reason(calibrated, inside, marks, out):
    file = marks("王芳", "李强")
    rows = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
    same = [[*row[:3], "0", *row[4:]] for row in rows[1:]]
    file.write_text("\n".join(map(",".join, [rows[0], *same])), encoding="utf-8")
    assert calibrated("--human", file)["verdict"] == "undefined"
    told = inside("calibrate", out, "--human", file, "--lang", "zh").out
    assert ("数据太少" in told, "没有差异" in told) == (False, True)
    page = (out / "calibration.md").read_text(encoding="utf-8")
    assert ("没有差异可比" in page, "数据太少" in page) == (True, False)


@pytest.mark.usefixtures("in_chinese")
def test_few_marks_are_told_as_too_few(calibrated, inside, marks, out):
    file = marks("王芳", people=3)
    assert calibrated("--human", file)["verdict"] == "too_few"
    told = inside("calibrate", out, "--human", file)
    assert "数据太少" in told.out
    assert "只有一名评分人" in told.err
    assert "nan" not in told.out.casefold()


def test_the_review_log_measures_too(inside, calibrated, marks, out):
    file = marks("王芳")
    assert inside("review", out, "--import", file).code == 0
    by_log, by_file = calibrated("--human", "review"), calibrated("--human", file)
    assert by_log["measured"] == by_file["measured"]


def test_another_run_is_held_against_people_on_the_same_answers(inside, calibrated, marks, out):
    file = marks("王芳", "李明")
    [beside] = calibrated("--human", file, "--compare", out.parent / "low")["beside"]
    assert (beside["name"], beside["answers"], beside["relation"]) == ("low", 72, "repeated")
    assert beside["seen"] == "worse"
    assert beside["gained"]["high"] < 0
    assert 0.5 < beside["levels_same"]["value"] < 0.8
    itself = inside("calibrate", out, "--human", file, "--compare", out)
    assert itself.code == 2


def fill(path, points):
    """Gives every criterion in the sheet *path* the level of that number, as a person would."""
    book = openpyxl.load_workbook(path)
    ids, filled = {}, []
    for row in book.active.iter_rows():
        values = [cell.value for cell in row]
        if "candidate_id" in values:
            ids = {name: at for at, name in enumerate(values)}
        elif ids:
            row[ids["points"]].value = row[ids[f"allowed_{points}"]].value
            filled.append([values[ids[name]] for name in ("candidate_id", "item_id", "reviewer")])
    book.save(path)
    return ids, filled


def test_a_sample_is_drawn_marked_blind_and_read_back(inside, calibrated, out):
    done = inside("calibrate", out, "--split", 20, "--raters", "甲,乙", "--width", "0.2", "--json")
    assert done.code == 0, done.err
    sample = json.loads(done.out)
    assert (len(sample["chosen"]), sample["needed"], sample["items"]) == (20, 100, 2)
    again = inside("calibrate", out, "--split", 20, "--raters", "甲,乙", "--json")
    assert json.loads(again.out)["chosen"] == sample["chosen"]
    sheets = [out / f"marking-{name}.xlsx" for name in "甲乙"]
    orders = []
    for level, (name, sheet) in enumerate(zip("甲乙", sheets, strict=True), start=2):
        ids, rows = fill(sheet, level)
        assert not {"judged", "low", "high", "status", "why", "evidence", "rationale"} & ids.keys()
        assert {row[2] for row in rows} == {name}
        orders.append([tuple(row[:2]) for row in rows])
        assert "女" not in {c.value for r in openpyxl.load_workbook(sheet).active for c in r}
    assert set(orders[0]) == {(each["candidate_id"], each["item_id"]) for each in sample["chosen"]}
    assert orders[0] != orders[1]
    found = calibrated("--human", sheets[0], "--human", sheets[1])
    assert (found["marked"], found["drawn"]) == (20, 20)
    # Sheets that hold marks are not written over.
    assert inside("calibrate", out, "--split", 20, "--raters", "甲,乙").code == 2


def test_gaps_go_to_an_adjudicator_whose_marks_measure_nothing(
    inside, calibrated, marks, out, table
):
    both = marks("王芳", "李明", often=0.5)
    calibrated("--human", both, "--adjudicator", "赵总")
    gaps = table(out / "calibration-gaps.csv")
    assert gaps
    assert {name.split("=")[0] for name in gaps[0]["given"].split(";")} == {"王芳", "李明"}
    ids, rows = fill(out / "marking-赵总.xlsx", 1)
    assert "judged" not in ids
    assert {(row[0], row[1]) for row in rows} == {(g["candidate_id"], g["item_id"]) for g in gaps}
    settled = calibrated(
        "--human", both, "--human", out / "marking-赵总.xlsx", "--adjudicator", "赵总"
    )
    assert [name for name, _ in settled["raters"]] == ["王芳", "李明"]
    calibrated("--human", marks("王芳"))
    assert not (out / "calibration-gaps.csv").exists(), "one person differs from nobody"


def test_a_purged_candidate_is_in_no_sample_and_no_sheet(inside, out, cli_in):
    inside("calibrate", out, "--split", 72, "--raters", "甲")
    done = cli_in(out.parent)("purge", "out", "--candidate", "C05", "--yes")
    assert done.code == 0, done.err
    assert not (out / "marking-甲.xlsx").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "no marks by people"),
        (("--human", "marks.csv", "--split", 5), "before people mark"),
        (("--raters", "A"), "is for --split"),
        (("--human", "a.csv"), "no column"),
        (("--split", 5, "--raters", "A,a/,a-"), "same sheet"),
    ],
)
def test_settings_that_do_not_fit_are_one_line(inside, out, options, told):
    done = inside("calibrate", out, *options, "--lang", "en")
    assert (done.code, len(done.lines)) == (2, 1)
    assert told in done.err


@pytest.mark.parametrize("cut", ["-1", "99", "x", "120%", "nan"])
def test_a_cut_beyond_the_points_is_refused(inside, out, marks, cut):
    assert inside("calibrate", out, "--human", marks("王芳"), "--cut", cut).code == 2


def test_help_loads_no_statistics(cli):
    code = "import sys; from grader.cli.app import main; main(['calibrate', '--help']); "
    code += "print(sorted({'numpy', 'scipy', 'krippendorff'} & sys.modules.keys()))"
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], env=cli.environment(), text=True,
                          capture_output=True, check=True)  # fmt: skip
    assert done.stdout.endswith("[]\n")
