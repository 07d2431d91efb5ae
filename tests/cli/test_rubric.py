"""grader rubric: what there is, what one holds, whether a file is one."""

import json

import pytest

from grader.readers.resources import shipped_rubrics

SHIPPED = sorted(shipped_rubrics())


def test_list_names_every_shipped_rubric(inside):
    done = inside("rubric", "list", "--lang", "zh")
    assert (done.code, done.err) == (0, "")
    head, *rows = done.out.splitlines()
    assert head.split() == ["编号", "标题", "题数", "分值", "用途"]
    assert [row.split()[0] for row in rows] == SHIPPED
    assert {row.split()[-1] for row in rows} == {"练习用"}


def test_list_as_json_gives_sizes_and_use(inside):
    done = inside("rubric", "list", "--json")
    found = {each["id"]: each for each in json.loads(done.out)["rubrics"]}
    assert sorted(found) == SHIPPED
    assert {each["use"] for each in found.values()} == {"practice"}
    paper = found["service-manager"]
    # Five items of 8 points and two of 7: 5 × 8 + 2 × 7.
    assert (paper["sections"], paper["items"], paper["points"]) == (2, 7, "54")
    assert found["customer-service"]["items"] == 0
    # Four criteria of levels 0 to 4.
    assert found["customer-service"]["points"] == "16"


@pytest.mark.parametrize("name", SHIPPED)
def test_show_prints_every_shipped_rubric(inside, name):
    for form in ([], ["--lang", "en"]):
        done = inside("rubric", "show", name, *form)
        assert (done.code, done.err) == (0, "")
        assert name in done.out


def test_show_as_json_holds_the_whole_paper(inside):
    told = json.loads(inside("rubric", "show", "service-manager", "--json").out)
    [first] = [item for item in told["sections"][0]["items"] if item["id"] == "一/1"]
    assert (first["points"], first["marks"], first["over"]) == ("8", "10", "scale")
    assert sum(float(each["points"]) for each in first["criteria"]) == 10
    assert first["text"]["zh"]


@pytest.mark.parametrize("name", SHIPPED)
def test_check_accepts_every_shipped_file(inside, name):
    done = inside("rubric", "check", shipped_rubrics()[name], "--json")
    assert done.code == 0
    assert json.loads(done.out)["ok"] is True


def test_check_tells_what_is_scaled(inside):
    done = inside("rubric", "check", shipped_rubrics()["service-manager"], "--lang", "en")
    assert "item 一/1: criteria sum to 10, scaled to 8 points (over: scale)" in done.out


def test_check_tells_a_mistake_with_its_place(inside, tmp_path):
    text = shipped_rubrics()["service-manager"].read_text(encoding="utf-8")
    lines = text.splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if "points:" in line)
    lines[number - 1] = lines[number - 1].replace("points:", "pionts:", 1)
    (tmp_path / "mine.yaml").write_text("\n".join(lines), encoding="utf-8")
    done = inside("rubric", "check", "mine.yaml")
    assert (done.code, done.out) == (2, "")
    assert f"mine.yaml:{number}:" in done.err
    assert "pionts" in done.err
    told = json.loads(inside("rubric", "check", "mine.yaml", "--json").out)
    assert told["ok"] is False
    assert any(f"mine.yaml:{number}:" in problem for problem in told["problems"])


def test_own_file_grades_like_a_shipped_one(inside, answers, tmp_path):
    text = shipped_rubrics()["customer-service"].read_text(encoding="utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text(text.replace("id: customer-service", "id: mine"), encoding="utf-8")
    path = answers(("A", "1", "我会先听客户说完，再核对订单，当天回访。"))
    done = inside(
        "grade", path, "-r", "mine.yaml", "--question", "客户投诉怎么办？", "--judge", "baseline"
    )
    assert done.code == 0, done.err
    told = json.loads((tmp_path / "a-graded" / "run.json").read_text(encoding="utf-8"))
    assert told["rubric"]["id"] == "mine"


def test_screen_that_lacks_characters_is_written_all_the_same(cli):
    """A pipe in another code page must not end a command with a traceback."""
    done = cli("rubric", "list", PYTHONIOENCODING="ascii")
    assert (done.code, done.err) == (0, "")
