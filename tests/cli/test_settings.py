"""Settings: the command line over the environment over grader.toml, and nothing unseen."""

import json
import shlex
from pathlib import Path

import pytest

import grader
from grader.cli.app import app
from grader.cli.command_line import command_of
from grader.cli.settable import COMMON, settables
from grader.cli.settings import has_variable, variable
from grader.cli.settled import settled
from grader.text import json_text

ROWS = [("A1", "一/1", "我会先听客户说完，记下要点，再核对订单，当天回访确认。")]
DOCS = Path(grader.__file__).parent.parent / "docs"


@pytest.fixture
def toml(tmp_path):
    """Writes grader.toml."""

    def write(*lines, name="grader.toml"):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")

    return write


@pytest.fixture
def told(inside):
    """What grader config tells of each setting."""

    def tell(*command):
        done = inside("config", *command, "--json")
        assert done.code == 0, done.err
        return {each["name"]: each for each in json.loads(done.out)["settings"]}

    return tell


def temperatures(server):
    return [each["temperature"] for each in server.requests]


def test_command_line_comes_before_environment_before_file(
    inside, toml, answers, grader_server, monkeypatch
):
    answers(*ROWS)
    toml('model = "m"', f'base_url = "{grader_server.base_url}"', "temperature = 0.5",
         "[grade]", 'format = "csv"', 'answers = "a.csv"', 'rubric = "service-manager"')  # fmt: skip
    assert f"base_url {grader_server.base_url}" in inside("grade").lines[0]
    monkeypatch.setenv("GRADER_TEMPERATURE", "0.75")
    assert inside("grade").lines[0] == "settings from the environment: GRADER_TEMPERATURE"
    assert inside("grade", "--temperature", "1").code in {0, 1}
    assert list(dict.fromkeys(temperatures(grader_server))) == [0.5, 0.75, 1]


def test_variables_of_the_provider_come_before_the_file(
    inside, toml, answers, grader_server, monkeypatch, tmp_path
):
    answers(*ROWS)
    (tmp_path / "key.txt").write_text("of-the-file", encoding="utf-8")
    toml('model = "of-the-file"', 'base_url = "http://127.0.0.1:9/v1"', 'api_key_file = "key.txt"')
    monkeypatch.setenv("GRADER_MODEL", "of-the-environment")
    monkeypatch.setenv("OPENAI_BASE_URL", grader_server.base_url)
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-the-environment")
    done = inside("grade", "a.csv", "-r", "service-manager", "--format", "csv")
    assert done.code in {0, 1}
    [request, *_] = grader_server.requests
    assert request["model"] == "of-the-environment"
    assert grader_server.headers[0]["authorization"] == "Bearer key-of-the-environment"
    assert "not taken: api_key_file" in done.lines[0]


def test_settings_taken_are_told_in_one_line_and_json_stays_alone(inside, toml, answers):
    answers(*ROWS)
    toml('judge = "baseline"', 'rubric = "service-manager"', 'lang = "zh"', "[grade]",
         "rank = true", 'format = "csv"')  # fmt: skip
    done = inside("grade", "a.csv", "--json")
    assert done.lines[0] == "采用 grader.toml 中的设置：judge, rubric, rank, format, lang"
    assert json.loads(done.out)["judge"] == "baseline"
    assert (
        inside("grade", "a.csv", "--rubric", "no-such")
        .lines[0]
        .endswith("judge, rank, format, lang")
    )


def test_command_of_the_run_gives_the_same_without_the_file(inside, toml, tmp_path, monkeypatch):
    text = f"candidate_id,{ROWS[0][1]},x,y\nA1,{ROWS[0][2]},1,2\n"
    (tmp_path / "-a.csv").write_text(text, encoding="utf-8")
    toml('judge = "baseline"', 'rubric = "service-manager"', 'lang = "en"', "[grade]",
         'answers = "./-a.csv"', 'out = "got"', "redact = false", "rank = true", 'format = "csv"', 'map = ["x=", "y="]')  # fmt: skip
    monkeypatch.setenv("GRADER_MAX_CELL", "5000")
    assert inside("grade", "--cut", "60%").code == 0
    run = json.loads((tmp_path / "got/run.json").read_text(encoding="utf-8"))
    typed = shlex.split(run["command"])
    assert typed[0] == "grader"
    assert "--no-redact" in typed
    assert typed[typed.index("--max-cell") + 1] == "5000"
    assert typed[-2:] == ["--cut", "60%"]
    (tmp_path / "grader.toml").unlink()
    monkeypatch.delenv("GRADER_MAX_CELL")
    scores = (tmp_path / "got/scores.csv").read_bytes()
    again = inside(*typed[1:])
    assert again.code == 0
    assert (tmp_path / "got/scores.csv").read_bytes() == scores
    kept = json.loads((tmp_path / "got/run.json").read_text(encoding="utf-8"))
    assert kept["command"] == run["command"]


def test_file_of_a_folder_further_up_does_nothing(inside, toml, tmp_path, monkeypatch):
    toml("samples = is not even TOML")
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    done = inside("config", "--json")
    assert json.loads(done.out)["file"] is None


def test_own_table_comes_before_the_head_of_the_file(toml, told):
    toml("timeout = 1", "[doctor]", "timeout = 2")
    assert (told("doctor")["timeout"]["value"], told()["timeout"]["value"]) == (2, 1)
    assert told("doctor")["timeout"]["where"] == "grader.toml:3"


def test_reading_commands_take_the_folder_that_grade_writes(toml, told, inside, monkeypatch):
    toml("[grade]", 'out = "got"')
    assert "got: " in inside("report").err
    assert "got: " in inside("verify").err
    assert inside("report", "other").err.startswith("grader: other")
    monkeypatch.setenv("GRADER_OUT", "elsewhere")
    assert "elsewhere: " in inside("review").err


def test_purge_wants_its_folder_named(toml, inside):
    toml("[grade]", 'out = "got"')
    done = inside("purge", "--candidate", "A1")
    assert done.code == 2
    assert "got" not in done.err


def test_other_answers_do_not_go_into_the_folder_of_the_file(inside, toml, answers, tmp_path):
    answers(*ROWS)
    answers(*ROWS, name="b.csv")
    toml('judge = "baseline"', 'rubric = "service-manager"', 'lang = "en"', "[grade]",
         'answers = "a.csv"', 'out = "got"', 'format = "csv"')  # fmt: skip
    done = inside("grade", "b.csv")
    assert done.lines[0] == "settings from grader.toml: judge, rubric, format, lang; not taken: out"
    assert (tmp_path / "b-graded/scores.csv").exists()
    assert inside("grade", "./a.csv").code == 0
    assert (tmp_path / "got/scores.csv").exists()


@pytest.mark.parametrize(
    ("typed", "variables", "gone"),
    [
        (["--model", "m"], {}, "jury"),
        ([], {"GRADER_MODEL": "m"}, "jury"),
        (["--bands", "b.yaml"], {}, "cut"),
        (["--judge", "baseline"], {}, "engine, jury"),
        (["--judge", "openai", "--bands", "b.yaml"], {}, "cut"),
    ],
)
def test_what_is_said_higher_sets_aside_what_would_not_go_with_it(
    inside, toml, monkeypatch, typed, variables, gone
):
    toml("[grade]", 'jury = "a,b"', 'cut = "60%"', 'engine = "batch"')
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    told = inside("grade", "none.csv", "-r", "service-manager", *typed).lines[0]
    assert sorted(told.partition("; not taken: ")[2].split(", ")) == sorted(gone.split(", "))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["samples = 3"], "grader.toml:1: samples: not a setting of all commands; put it under [grade]"),
        (["[grade]", "sample = 3"], "grader.toml:2: sample: no such setting (near to it: samples)"),
        (["[grad]"], "grader.toml:1: [grad]: no command of this name (near to it: grade)"),
        (["[rubric.import]", 'model = "m"'], "grader.toml:1: [rubric.import]: no command of this name"),
        (["[grade]", 'samples = "3"'], "grader.toml:2: samples: must be a whole number"),
        (["[grade]", "samples = 3.0"], "grader.toml:2: samples: must be a whole number"),
        (["[grade]", "samples = true"], "grader.toml:2: samples: must be a whole number"),
        (["[grade]", "samples = 99"], "grader.toml:2: samples: 99 is out of range; give 1 to 15"),
        (["max_tokens = 0"], "grader.toml:1: max_tokens: 0 is out of range; give at least 1"),
        (["[grade]", "cut = 60"], "grader.toml:2: cut: must be text; put it in quotes"),
        (["timeout = true"], "grader.toml:1: timeout: must be a number"),
        (["[grade]", 'redact = "no"'], "grader.toml:2: redact: must be true or false"),
        (["[grade]", 'answers = ["a", 3]'], "grader.toml:2: answers: must be a text in quotes, or several"),
        (["[grade]", 'duplicates = "x"'], "grader.toml:2: duplicates: 'x' is none of ask, first, last"),
        (["", 'lang = "fr"'], "grader.toml:2: lang: 'fr' is none of zh, en"),
        (["[grade]", "yes = true"], "grader.toml:2: yes: is said each time, on the command line"),
        (["[purge]", 'candidate = "A"'], "grader.toml:2: candidate: is said each time"),
        (["[purge]", 'folder = "x"'], "grader.toml:2: folder: no such setting"),
    ],
)  # fmt: skip
def test_mistake_in_the_file_is_told_with_its_line(inside, toml, lines, said):
    toml(*lines)
    done = inside("report", "x")
    assert (done.code, len(done.lines)) == (2, 1)
    assert done.err.startswith(f"grader: {said}")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("GRADER_SAMPLES", "many", "GRADER_SAMPLES: samples: must be a whole number"),
        ("GRADER_SAMPLES", "99", "GRADER_SAMPLES: samples: 99 is out of range; give 1 to 15"),
        ("GRADER_REDACT", "perhaps", "GRADER_REDACT: redact: must be true or false"),
        ("GRADER_LANG", "fr", "GRADER_LANG: lang: 'fr' is none of zh, en"),
    ],
)
def test_mistake_in_a_variable_is_told_by_its_name(inside, monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    done = inside("grade", "a.csv", "-r", "service-manager")
    assert (done.code, len(done.lines)) == (2, 1)
    assert done.err.startswith(f"grader: {said}")


def test_variable_turns_on_and_off_and_an_empty_one_says_nothing(toml, told, monkeypatch):
    toml("[grade]", "rank = true")
    for text, value in (("off", False), ("YES", True), (" ", True)):
        monkeypatch.setenv("GRADER_RANK", text)
        assert told()["rank"]["value"] is value
    assert told()["rank"]["source"] == "file"


def test_help_and_init_work_beside_a_broken_file(inside, toml):
    toml("broken")
    assert inside("grade", "--help").code == 0
    assert inside("init", "new").code == 0
    assert inside("config").code == 2


def test_messages_are_in_the_language_of_the_file(inside, toml, monkeypatch):
    toml('lang = "zh"')
    assert "里面没有" in inside("report", "x").err
    assert "里面没有" not in inside("report", "x", "--lang", "en").err
    assert "里面没有" not in inside("--lang", "en", "report", "x").err
    monkeypatch.setenv("GRADER_LANG", "en")
    assert "里面没有" not in inside("report", "x").err


def test_config_tells_every_setting_and_where_it_comes_from(toml, told, monkeypatch):
    toml('judge = "baseline"', "[grade]", 'answers = "a.csv"')
    monkeypatch.setenv("GRADER_MODEL", "m")
    found = told()
    keys = ("value", "source", "where")
    assert [found["judge"][key] for key in keys] == ["baseline", "file", "grader.toml:1"]
    assert [found["answers"][key] for key in keys] == [["a.csv"], "file", "grader.toml:3"]
    assert [found["model"][key] for key in keys] == ["m", "environment", "GRADER_MODEL"]
    assert [found["samples"][key] for key in keys] == [1, "built-in", None]
    assert "json" not in found
    assert "yes" not in found


def test_config_shows_no_key_and_names_variables_that_set_nothing(
    inside, toml, monkeypatch, tmp_path
):
    monkeypatch.setenv("OPENAI_API_KEY", "KEY-SECRET")
    monkeypatch.setenv("GRADER_SAMPELS", "3")
    for more in ([], ["--json"], ["--lang", "zh"]):
        done = inside("config", *more)
        assert done.code == 0
        assert "KEY-SECRET" not in done.out + done.err
        assert "OPENAI_API_KEY" in done.out
    assert (
        "GRADER_SAMPELS in the environment sets nothing (near to it: GRADER_SAMPLES)"
        in inside("config").err
    )
    found = json.loads(inside("config", "--json").out)
    assert (found["key"], found["unread_variables"]) == (
        {"set": True, "where": "OPENAI_API_KEY"}, ["GRADER_SAMPELS"],
    )  # fmt: skip
    assert Path(found["rubrics"], "customer-service.yaml").exists()


def test_config_of_an_unknown_command_names_the_near_one(inside):
    done = inside("config", "reviews")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "(near to it: review)" in done.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_setting_stands_in_the_docs_with_its_variable_and_default(language):
    commands = settled(command_of(app))
    text = (DOCS / language / "settings.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row for row in text.splitlines() if row.startswith("| `")}
    wrong = []
    for key, each in settables("grade", commands["grade"]).items():
        shown = "–" if each.default in {None, ""} else f"`{json_text(each.default).strip(chr(34))}`"
        shown = shown.replace(".0`", "`")
        name = f"`{variable(key)}`" if has_variable("grade", each) else "–"
        if f" | {shown} | {name} | " not in rows.get(key, ""):
            wrong.append(key)
    assert wrong == []
    tables = {name: rows.get(f"[{name}]", "") for name in commands if name != "grade"}
    missing = [
        (name, key)
        for name, command in commands.items()
        for key in settables(name, command)
        if name != "grade" and key not in COMMON and f"`{key}`" not in tables[name]
    ]
    assert missing == []
