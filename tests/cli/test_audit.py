"""grader audit: outcome by group, and the same answers with words swapped."""

import csv
import hashlib
import json
import sys

import pytest
from openpyxl import load_workbook

from grader.cli.app import main
from grader.testing import LoopbackServer, criteria_of, fenced_answer, rating_content

RUBRIC = "service-manager"
MARKS = {"甲": "top", "乙": 1, "丙": "lowest"}
# Ten women and ten men: two and five of them well, two each badly, all others between.
WOMEN, MEN = "甲甲乙乙乙乙乙乙丙丙", "甲甲甲甲甲乙乙乙丙丙"
PLACES = ("豫州某县", "沪上某区", "")


def answer(number, mark):
    who = "她" if number % 2 else "他"
    return f"我会先安抚{who}，听完第{number}件事，再核对订单，当天回访，按{mark}等方式处理。"


def people():
    marks = [("女", each) for each in WOMEN] + [("男", each) for each in MEN]
    for number, (sex, mark) in enumerate(marks):
        yield (f"{number:05}", sex, 20 + number, PLACES[number % 3], answer(number, mark))


def by_mark(body, _number):
    said = "".join(fenced_answer(body))
    return rating_content(
        body, level=next(level for mark, level in MARKS.items() if f"按{mark}等" in said)
    )


def against_her(body, _number):
    """A judge that gives women's words one level less on the first criterion."""
    levels = {name: allowed[-1] for name, allowed in criteria_of(body).items()}
    if "她" in "".join(fenced_answer(body)):
        levels[next(iter(levels))] = 0
    return rating_content(body, level=levels)


def wavering(body, _number):
    """One that gives a level less now and then, whatever the words are."""
    levels = {name: allowed[-1] for name, allowed in criteria_of(body).items()}
    if hashlib.sha256("".join(fenced_answer(body)).encode()).digest()[0] % 3 == 0:
        levels[next(iter(levels))] = 0
    return rating_content(body, level=levels)


def graded(folder, script, code=0):
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("编号", "性别", "年龄", "户籍地", "一/1"), *people()])
    with LoopbackServer(script) as server:
        done = main(["grade", str(folder / "a.csv"), "-r", RUBRIC, "--items", "一/1", "--yes",
                     "--format", "csv", "--base-url", server.base_url, "--model", "m-1",
                     "-o", str(folder / "run")])  # fmt: skip
        assert done == code
        return [json.dumps(each, ensure_ascii=False) for each in server.requests]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audited")
    folder.joinpath("sent.json").write_text(json.dumps(graded(folder, by_mark)), encoding="utf-8")
    return folder / "run"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def audited(inside, run, tmp_path):
    def start(*options):
        return inside("audit", run, *options, "-o", tmp_path / "out")

    return start


def test_rates_and_ratios_are_those_derived_by_hand(audited, tmp_path):
    done = audited("--group", "性别", "--least", "5", "--json", "--lang", "en")
    assert done.code == 0, done.err
    [outcome] = json.loads(done.out)["total"]
    # Seven of twenty are above the nine in the middle, who share the median.
    assert (outcome["people"], outcome["tied"], outcome["unknown"]) == (20, 9, 0)
    women, men = (next(g for g in outcome["groups"] if g["names"] == [name]) for name in "女男")
    assert (women["above"], women["rate"], men["above"], men["rate"]) == (2, 0.2, 5, 0.5)
    assert women["ratio"]["value"] == pytest.approx(0.4)
    # Fisher's exact test of 2 of 10 beside 5 of 10, both sides.
    assert (women["test"], women["p"]) == ("fisher", pytest.approx(0.3498, abs=1e-4))
    assert (women["note"], men["note"]) == ("below_by_chance", "highest")
    assert women["difference"]["value"] == pytest.approx(-men["difference"]["value"])
    table = {
        row["group"]: row for row in rows(tmp_path / "out" / "audit.csv") if row["of"] == "total"
    }
    assert (table["女"]["rate"], table["女"]["ratio"], table["男"]["note"]) == (
        "0.2",
        "0.4",
        "highest",
    )
    assert table["女"]["difference"].startswith("-")


def test_under_the_least_number_of_people_data_are_insufficient(audited):
    done = audited("--group", "性别", "--lang", "en")
    assert "insufficient data: under 30 people" in done.out
    assert "below four fifths" not in done.out
    assert "no independent auditor" in done.out
    assert "nan" not in done.out.lower()


def test_age_needs_bands_and_both_columns_are_looked_at_together(audited, tmp_path):
    refused = audited("--group", "性别", "--group", "年龄", "--lang", "en")
    assert refused.code == 2
    assert '--bands "年龄=<30,30-39,40+"' in refused.err
    done = audited("--group", "性别", "--group", "年龄", "--bands", "年龄=<25,25-34,35+", "--json")
    told = json.loads(done.out)
    assert [each["columns"] for each in told["total"]] == [["性别"], ["年龄"], ["性别", "年龄"]]
    assert [each["names"] for each in told["total"][1]["groups"]] == [["<25"], ["25-34"], ["35+"]]
    assert sum(each["people"] for each in told["total"][2]["groups"]) == 20


def test_unknown_column_ends_with_2_and_what_there_is(audited):
    done = audited("--group", "户籍", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "near to it: 户籍地" in done.err
    assert "性别" in done.err


def test_empty_entries_are_unknown_and_counted(audited):
    [outcome] = json.loads(audited("--group", "户籍地", "--json").out)["total"]
    assert outcome["unknown"] == 6
    assert sorted(each["names"][0] for each in outcome["groups"]) == ["沪上某区", "豫州某县"]


def test_groups_come_from_a_file_of_their_own(audited, tmp_path):
    path = tmp_path / "g.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ("考生编号", "民族"),
                *((f"{n:05}", "汉回"[n % 2]) for n in range(19)),
                ("99999", "汉"),
            ]
        )
    told = json.loads(audited("--group", "民族", "--groups", path, "--json").out)
    assert told["groups_read"]["unknown_ids"] == ["99999"]
    assert told["groups_read"]["without_row"] == told["total"][0]["unknown"] == 1
    assert [each["people"] for each in told["total"][0]["groups"]] == [9, 10]


@pytest.mark.parametrize(
    ("rows_given", "told"),
    [
        ([("民族",), ("汉",)], "no column tells whose row it is"),
        ([("考生编号", "民族"), ("1", "汉")], "00123 is not 123"),
        ([("考生编号", "民族"), ("00001", "汉"), ("00001", "回")], "with another '民族'"),
    ],
)
def test_file_of_groups_that_does_not_fit_is_refused(audited, tmp_path, rows_given, told):
    path = tmp_path / "g.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows_given)
    done = audited("--group", "民族", "--groups", path, "--lang", "en")
    assert done.code == 2
    assert told in done.err


def test_cut_gives_shares_at_it_and_is_refused_beyond_the_maximum(audited):
    most = json.loads(audited("--group", "性别", "--json").out)["about"]["max_total"]
    told = json.loads(audited("--group", "性别", "--cut", "100%", "--json").out)
    assert told["at_cut"][0]["cut"] == most
    assert [each["above"] for each in told["at_cut"][0]["groups"]] == [2, 5]
    refused = audited("--group", "性别", "--cut", most + 1, "--lang", "en")
    assert refused.code == 2
    assert "--cut" in refused.err


def test_no_group_reaches_a_prompt(run):
    sent = json.loads((run.parent / "sent.json").read_text(encoding="utf-8"))
    assert len(sent) == 20
    assert not [
        body for body in sent if any(each and each in body for each in (*PLACES, "性别", "户籍地"))
    ]


def unproven(body, number):
    """Every fourth rating quotes words that are not there: a person has to look."""
    said = json.loads(by_mark(body, number))
    is_held = int("".join(filter(str.isdigit, "".join(fenced_answer(body))))) % 4 == 0
    return rating_content(body, level="top", quotes="invented") if is_held else json.dumps(said)


def test_open_people_have_no_total_and_both_ends_are_shown(inside, tmp_path):
    assert graded(tmp_path, unproven, code=1)
    done = inside("audit", tmp_path / "run", "--group", "性别", "--json", "--lang", "en")
    told = json.loads(done.out)
    open_ = told["about"]["open"]
    assert open_ == 5
    assert [told[name][0]["scored"] for name in ("total", "total_low", "total_high")] == [
        15,
        20,
        20,
    ]
    means = [
        {g["names"][0]: g["mean"] for g in told[name][0]["groups"]}
        for name in ("total_low", "total_high")
    ]
    assert all(means[0][name] < means[1][name] for name in "女男")
    page = (tmp_path / "run" / "audit" / "audit.html").read_text(encoding="utf-8")
    assert "What open answers could still change" in page


def test_page_names_nobody_and_obeys_no_group_name(audited, tmp_path):
    path = tmp_path / "g.csv"
    hostile = ("<script>alert(1)</script>", "=HYPERLINK(1)")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("考生编号", "民族"), *((f"{n:05}", hostile[n % 2]) for n in range(20))]
        )
    done = audited("--group", "民族", "--groups", path, "--lang", "zh", "--cut", "60%")
    assert done.code == 0, done.err
    out = tmp_path / "out"
    page = (out / "audit.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "独立审计" in page
    assert "g.csv" in page
    for name in ("audit.html", "audit.md", "audit.csv"):
        assert "00001" not in (out / name).read_text(encoding="utf-8")
    assert {row["group"] for row in rows(out / "audit.csv")} == {hostile[0], f"'{hostile[1]}"}
    book = load_workbook(out / "audit.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_chinese_is_spoken_and_no_person_is_named(audited):
    done = audited("--group", "性别", "--lang", "zh")
    assert "得分率" in done.out
    assert "独立审计人" in done.out
    assert "00001" not in done.out
    assert not [word for word in ("淘汰", "不合格", "推荐录用", "公正") if word in done.out]


def test_nothing_to_look_at_ends_with_2(audited):
    assert audited("--lang", "en").code == 2


@pytest.mark.parametrize(
    ("script", "seen"), [(against_her, "change"), (by_mark, "none"), (wavering, "none")]
)
def test_counterfactual_finds_a_judge_that_follows_words_and_no_other(
    inside, tmp_path, script, seen
):
    graded(tmp_path, script)
    with LoopbackServer(script) as server:
        done = inside("audit", tmp_path / "run", "--counterfactual", "--base-url", server.base_url,
                      "--model", "m-1", "--json", "--lang", "en", "--progress", "none")  # fmt: skip
        sent = len(server.requests)
    assert done.code == 0, done.err
    told = {each["kind"]: each for each in json.loads(done.out)["counterfactual"]}
    sexes = told["sex_words"]
    assert (sexes["answers"], sexes["people"], sexes["seen"]) == (20, 20, seen)
    assert sent >= 20
    if seen == "change":
        assert sexes["mean"]["high"] < 0
        assert (sexes["down"], sexes["up"], len(sexes["largest"])) == (20, 0, 20)
    assert told["names"]["seen"] == "too_few"
    moved = rows(tmp_path / "run" / "audit" / "counterfactual.csv")
    assert bool(moved) == (seen == "change" or bool(sexes["moved"]))


def test_counterfactual_pays_for_nothing_twice_and_is_erased_with_the_person(inside, tmp_path):
    graded(tmp_path, against_her)
    options = ("audit", tmp_path / "run", "--counterfactual", "--model", "m-1", "--lang", "en")
    with LoopbackServer(against_her) as server:
        at = ("--base-url", server.base_url, "--progress", "none")
        ahead = inside(*options, *at, "--dry-run", "--json", "--limit", "3")
        assert (json.loads(ahead.out)["answers"], server.requests) == (3, [])
        assert inside(*options, *at, "--limit", "3").code == 0
        first = len(server.requests)
        assert first == json.loads(ahead.out)["ratings"]
        assert inside(*options, *at).code == 0
        whole = len(server.requests)
        assert whole > first
        assert inside(*options, *at).code == 0
        assert len(server.requests) == whole
    table = tmp_path / "run" / "audit" / "counterfactual.csv"
    assert "00003" in table.read_text(encoding="utf-8")
    done = inside("purge", tmp_path / "run", "--candidate", "00003", "--yes", "--lang", "en")
    assert done.code == 0, done.out + done.err
    held = [path.name for path in (tmp_path / "run").rglob("*")
            if path.is_file() and "听完第3件事".encode() in path.read_bytes()]  # fmt: skip
    assert (held, table.exists()) == ([], False)


def test_other_judge_is_told_and_asked_about_the_answers_as_written(inside, run, tmp_path):
    done = inside("audit", run, "--counterfactual", "--judge", "baseline", "--json", "--lang", "en",
                  "--progress", "none", "-o", tmp_path / "out")  # fmt: skip
    assert done.code == 0
    assert "other judge or settings" in done.err
    assert json.loads(done.out)["counterfactual"][0]["answers"] == 20


def test_without_the_extra_the_command_says_what_to_install(inside, run, monkeypatch):
    # Python's own way to say that a module is not there.
    monkeypatch.setitem(sys.modules, "scipy", None)
    done = inside("audit", run, "--group", "性别", "--lang", "en")
    assert done.code == 2
    assert 'pip install "interview-grader[stats]"' in done.err
    assert len(done.lines) == 1
