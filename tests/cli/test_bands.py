"""--cut, --bands, --rank, --min-agreement: what the tables and reports say of totals."""

import json
import re
import shutil

import openpyxl
import pytest

from grader.readers.resources import find_rubric

ITEMS = ("一/1", "一/2", "一/3")
ASKED = ("--judge", "baseline", "-o", "out", "--lang", "en")


def parts_of(item):
    """The reference of an item, sentence by sentence: as many as are written, so many points."""
    from grader import load_rubric

    text = load_rubric("service-manager").item(item, "").reference.of("zh")
    return [part for part in re.split("[。；，]", text) if part]


@pytest.fixture(scope="module")
def run(tmp_path_factory, cli_in):
    """Fourteen people who know more and more, graded once; two of them write the same."""
    folder = tmp_path_factory.mktemp("bands")
    rows = ["candidate_id,item_id,answer"]
    for n in range(14):
        for item in ITEMS:
            parts = parts_of(item)
            known = max(1, len(parts) * min(n, 12) // 12)
            rows.append(f"C{n:02},{item},{'，'.join(parts[:known])}")
    (folder / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    cli = cli_in(folder)
    done = cli("grade", "a.csv", "-r", "service-manager", *ASKED, "--cut", "50%", "--rank")
    assert done.code in {0, 1}, done.err
    return cli


@pytest.fixture
def again(run, tmp_path, cli_in):
    """The command in a copy of that folder."""
    shutil.copytree(run.folder, tmp_path, dirs_exist_ok=True)
    return cli_in(tmp_path)


def column(rows, name):
    return {row["candidate_id"]: row[name] for row in rows}


def test_the_table_has_error_band_and_rank(run, table):
    rows = table(run.folder / "out" / "candidates.csv")
    whole = [row for row in rows if row["total"]]
    [sem] = {row["sem"] for row in whole}
    assert re.fullmatch(r"\d+\.\d{1,4}", sem)
    bands = column(whole, "band")
    assert (bands["C00"], set(bands.values())) == (
        "clear_below", {"clear_below", "too_close", "clear_above"},
    )  # fmt: skip
    totals = {row["candidate_id"]: float(row["total"]) for row in whole}
    for who, rank in column(whole, "rank").items():
        assert int(rank) == 1 + sum(other > totals[who] for other in totals.values())


def test_run_json_and_reports_tell_the_same(run):
    out = run.folder / "out"
    told = json.loads((out / "run.json").read_text())["totals"]
    assert (told["from"]["basis"], told["thresholds"], told["withheld"]) == ("items", ["50%"], "")
    assert sum(told["bands"].values()) == told["people"]
    markdown = (out / "report.md").read_text()
    page = (out / "report.html").read_text()
    for text in (f"The standard error of a total is {told['sem']:.1f} points",
                 "Bands and ranks are not calibrated against people.",
                 f"{told['not_told_apart']} of the {told['people']} people"):  # fmt: skip
        assert text in markdown
        assert text in page
    assert "| 95% interval | Band | Rank |" in markdown
    book = openpyxl.load_workbook(out / "report.xlsx")
    cells = {cell.value for row in book["People"].iter_rows() for cell in row}
    assert {"Standard error", "Interval from", "clearly above the cut"} <= cells


def test_item_analysis_is_in_every_report(run):
    out = run.folder / "out"
    told = json.loads((out / "run.json").read_text())["item_analysis"]
    assert [each["item_id"] for each in told["items"]] == list(ITEMS)
    assert 0 < told["alpha"] <= 1
    assert "## Item analysis" in (out / "report.md").read_text()
    assert 'id="analysis-items"' in (out / "report.html").read_text()
    names = openpyxl.load_workbook(out / "report.xlsx").sheetnames
    assert "Analysis by question" in names


def test_reports_written_again_keep_what_was_wished_and_verify_finds_nothing(again, table):
    out = again.folder / "out"
    before = (out / "candidates.csv").read_bytes()
    assert again("report", "out", "--format", "csv").code == 0
    assert (out / "candidates.csv").read_bytes() == before
    assert again("verify", "out").code == 0


def test_other_bands_take_the_place_of_the_cut(again, table):
    (again.folder / "bands.yaml").write_text(
        "[{name: 乙, from: 0}, {name: 甲, from: 40%}]", "utf-8"
    )
    assert again("report", "out", "--bands", "bands.yaml", "--format", "csv").code == 0
    rows = [row for row in table(again.folder / "out" / "candidates.csv") if row["total"]]
    assert {row["band"] for row in rows} <= {"甲", "乙", "too_close:乙|甲"}
    assert {row["rank"] for row in rows} == {""}
    assert again("report", "out", "--cut", "none", "--format", "csv").code == 0
    rows = table(again.folder / "out" / "candidates.csv")
    assert {(row["sem"], row["band"], row["rank"]) for row in rows} == {("", "", "")}


def test_agreement_asked_for_withholds_bands_and_ranks(again, table):
    done = again("report", "out", "--cut", "50%", "--rank", "--min-agreement", "0.6", "--json",
                 "--format", "md")  # fmt: skip
    told = json.loads(done.out)["totals"]
    assert (told["withheld"], told["min_agreement"], told["bands"]) == ("uncalibrated", 0.6, {})
    rows = table(again.folder / "out" / "candidates.csv")
    assert {(row["band"], row["rank"]) for row in rows} == {("", "")}
    assert {row["sem"] for row in rows if row["total"]} != {""}
    assert "agreement with them of 0.60 is asked for" in (
        again.folder / "out" / "report.md"
    ).read_text()  # fmt: skip


def test_agreement_that_reaches_shows_them_with_the_next_report(again, table):
    """People who give the machine's own points agree wholly; tables stand until written anew."""
    out = again.folder / "out"
    asked = ("--cut", "50%", "--rank", "--min-agreement", "0.7", "--format", "md")
    assert again("report", "out", *asked).code == 0
    scores = [row for row in table(out / "scores.csv") if row["status"] == "graded"]
    lines = [f"{row['candidate_id']},{row['item_id']},{row['points']},王芳" for row in scores]
    marks = "\n".join(["candidate_id,item_id,points,reviewer", *lines])
    (again.folder / "marks.csv").write_text(marks, encoding="utf-8")
    done = again("calibrate", "out", "--human", "marks.csv", "--json")
    assert done.code == 0, done.err
    assert again("verify", "out").code == 0
    assert again("report", "out").code == 0
    rows = [row for row in table(out / "candidates.csv") if row["total"]]
    assert {row["band"] for row in rows} == {"clear_below", "too_close", "clear_above"}
    assert "not calibrated against people" not in (out / "report.md").read_text()


def test_a_rubric_for_selection_withholds_them_by_itself(run, tmp_path, cli_in, table):
    text = find_rubric("service-manager").read_text(encoding="utf-8")
    assert "use: practice" in text
    (tmp_path / "r.yaml").write_text(text.replace("use: practice", "use: selection"), "utf-8")
    shutil.copy(run.folder / "a.csv", tmp_path)
    cli = cli_in(tmp_path)
    cli("grade", "a.csv", "-r", "r.yaml", *ASKED, "--cut", "50%", "--format", "csv")
    assert json.loads((tmp_path / "out" / "run.json").read_text())["totals"]["min_agreement"] == 0.7
    assert {row["band"] for row in table(tmp_path / "out" / "candidates.csv")} == {""}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--cut", "many"), "--cut 'many': give points above 0"),
        (("--cut", "0"), "--cut '0': give points above 0"),
        (("--cut", "100%"), "--cut '100%': give points above 0"),
        (("--cut", "5", "--bands", "b.yaml"), "--cut, --bands: both say where totals part"),
        (("--bands", "b.yaml"), "--bands b.yaml: cannot be read"),
        (("--min-agreement", "0.5"), "--min-agreement 0.5: nothing depends on it"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_read(inside, answers, options, told):
    path = answers(("甲", "一/1", "我会先听客户说完。"))
    done = inside("grade", path, "-r", "service-manager", *ASKED, *options)
    assert (done.code, len(done.lines)) == (2, 1)
    assert told in done.err


def test_cut_above_all_points_there_are_is_refused_and_nothing_is_written_again(again):
    out = again.folder / "out"
    before = (out / "candidates.csv").read_bytes()
    told = "--cut, --bands: 60 points, where there are 24 at most"
    for command in (("report", "out"), ("grade", "a.csv", "-r", "service-manager", *ASKED)):
        done = again(*command, "--cut", "60")
        assert (done.code, len(done.lines)) == (2, 1)
        assert told in done.err
    assert (out / "candidates.csv").read_bytes() == before
    assert again("verify", "out").code == 0
