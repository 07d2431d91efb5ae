"""What --help and a mistyped command say, in Chinese and in English."""

import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from itertools import product
from typing import Any

import pytest
import typer

from grader.cli.app import app, main
from grader.cli.command_line import command_of
from grader.cli.help_page import FURNITURE, argument_name, paragraphs
from grader.cli.told import speak
from grader.readers.resources import labels
from grader.text import columns

HAN = re.compile("[\u4e00-\u9fff]")
# What Chinese keeps of English: names, formats, codes, what is typed.
KEPT = set(
    """
    grader zh en openai baseline fitted replay OpenAI review local batch ask first last json auto
    none html md xlsx letters csv xls docx txt tsv jsonl pdf yaml JSON token COLUMN compare audit
    notice graded sqlite db candidate id name from A B C M M1 M2 M3 QWK Markdown GRADER_MODEL
    OPENAI_BASE_URL OPENAI_API_KEY candidate_id empathy process customer service
    """.split()
)  # fmt: skip


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, (*path, name))


@pytest.fixture(scope="module")
def tree() -> dict[tuple[str, ...], Any]:
    """Every command by its path, its texts as they stand in the code."""
    speak("en")
    return dict(commands(command_of(app)))


@pytest.fixture(scope="module")
def texts(tree) -> set[str]:
    """Everything that --help says in English, but names."""
    found = set(FURNITURE)
    for command in tree.values():
        found |= set(paragraphs(command.help)) | set(paragraphs(command.epilog or ""))
        for each in command.get_params(typer.Context(command)):
            found |= {each.help or "", getattr(each, "rich_help_panel", None) or ""}
            if each.param_type_name == "argument":
                found.add(argument_name(each))
    return found - {""}


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    return labels("zh", "help")


@pytest.fixture(scope="module")
def pages(tree) -> dict[str, dict[tuple[str, ...], str]]:
    """The help of every command, by language."""
    found: dict[str, dict[tuple[str, ...], str]] = {"zh": {}, "en": {}}
    for language, path in product(found, tree):
        with redirect_stdout(StringIO()) as shown:
            assert main([*path, "--help", "--lang", language]) == 0
        found[language][path] = shown.getvalue()
    return found


def page(capsys: Any, *arguments: str) -> str:
    assert main([*arguments]) in {0, 2}
    said = capsys.readouterr()
    return str(said.out + said.err)


def test_every_text_of_help_has_its_chinese(texts, catalogue):
    assert len(texts) > 150
    assert sorted(texts - catalogue.keys()) == [], "add them to locale/zh/LC_MESSAGES/help.po"


def test_catalogue_holds_nothing_that_help_does_not_say(texts, catalogue):
    assert sorted(catalogue.keys() - texts) == []


def test_texts_in_the_code_are_english(texts):
    assert sorted(each for each in texts if HAN.search(each)) == [], "Chinese stands in help.po"


def test_every_command_says_what_it_does(tree):
    silent = {path: command for path, command in tree.items() if not command.help}
    assert silent == {}


def test_chinese_has_full_width_punctuation(catalogue):
    wrong = [each for each in catalogue.values() if re.search(r"[\u4e00-\u9fff][,;:()]", each)]
    # What is typed is typed with a half-width colon.
    assert [each for each in wrong if "列名:值" not in each] == []


def test_chinese_uses_no_word_that_judges_a_person(catalogue):
    whole = "".join(catalogue.values())
    banned = ("淘汰", "不合格", "推荐录用", "抄袭", "作弊", "注入攻击")
    assert [each for each in banned if each in whole] == []


def test_help_is_wholly_chinese_where_chinese_is_spoken(pages):
    names = {part for path in pages["zh"] for part in path}
    for path, said in pages["zh"].items():
        typed = re.sub(r"(?<![\w-])--?[a-z][\w-]*|\.[a-z]+|默认\s[^；］]*", "", said)
        left = set(re.findall(r"[A-Za-z_][A-Za-z_0-9]*", typed))
        assert left - KEPT - names == set(), path


def test_help_is_wholly_english_where_english_is_spoken(pages):
    assert [path for path, said in pages["en"].items() if HAN.search(said)] == []


def test_help_is_english_with_the_gist_in_chinese_where_nobody_says(capsys, monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    said = page(capsys, "report", "--help")
    assert "Write the reports of a run again from its store" in said
    assert "根据存档重新生成报告" in said
    assert "--lang zh" in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_of_help_is_wider_than_a_screen(pages, language):
    lines = [line for said in pages[language].values() for line in said.splitlines()]
    assert [line for line in lines if columns(line) > 80] == []


def test_options_stand_under_their_headings(pages):
    said = pages["zh"]["grade",]
    headings = re.findall(r"^(\S+)：$", said, re.MULTILINE)
    assert headings == ["参数", "选项", "评分方", "读取答案", "运行与报告"]
    judge = said.partition("评分方：")[2].partition("读取答案：")[0]
    assert "--model <文字>" in judge
    assert "一次请求最多等多少秒。［默认 120；不小于 0.1］" in judge


def test_defaults_bounds_and_choices_are_told(pages):
    said = " ".join(pages["en"]["grade",].split())
    assert "Sent to the model. [default: 0; 0 to 2]" in said
    assert "--duplicates <ask|first|last>" in said
    assert "--redact / --no-redact" in said
    assert "[default: --redact]" in said
    assert "Usage: grader grade [OPTIONS] ANSWERS... " in said


MISTAKES = {
    "rewiew": (
        "grader: no such command 'rewiew' (did you mean review?); see grader --help",
        "grader：没有“rewiew”这个命令（是不是 review？）；详见 grader --help",
    ),
    "rubric shwo x": (
        "grader rubric: no such command 'shwo' (did you mean show?); see grader rubric --help",
        "grader rubric：没有“shwo”这个命令（是不是 show？）；详见 grader rubric --help",
    ),
    "grade a.csv --rubrik x": (
        "grader grade: no such option --rubrik (did you mean --rubric?); see grader grade --help",
        "grader grade：没有 --rubrik 这个选项（是不是 --rubric？）；详见 grader grade --help",
    ),
    "report DIR --jury a,b": (
        "grader report: no such option --jury; it is one of grader grade; see grader report --help",
        "grader report：没有 --jury 这个选项；它属于 grader grade；详见 grader report --help",
    ),
    "review": (
        "grader review: missing argument DIR (The folder of a run); see grader review --help",
        "grader review：缺少“评分文件夹”（grader grade 写出的评分文件夹）；详见 grader review --help",
    ),
    "explain DIR": (
        "grader explain: missing option --candidate (The candidate's id); see grader explain --help",
        "grader explain：缺少 --candidate（考生编号）；详见 grader explain --help",
    ),
    "grade a.csv --seed=x": (
        "grader grade: --seed 'x': must be an integer; see grader grade --help",
        "grader grade：--seed “x”：应为整数；详见 grader grade --help",
    ),
    "grade a.csv --samples 99": (
        "grader grade: --samples '99': must be an integer, 1 to 15; see grader grade --help",
        "grader grade：--samples “99”：应为整数（1 至 15）；详见 grader grade --help",
    ),
    "grade a.csv --budget much": (
        "grader grade: --budget 'much': must be a number; see grader grade --help",
        "grader grade：--budget “much”：应为数字；详见 grader grade --help",
    ),
    "grade a.csv --duplicates all": (
        "grader grade: --duplicates 'all': must be one of ask, first, last; see grader grade --help",
        "grader grade：--duplicates “all”：应为 ask、first、last 之一；详见 grader grade --help",
    ),
    "grade a.csv -r": (
        "grader grade: -r: requires an argument; write -r VALUE; see grader grade --help",
        "grader grade：-r：后面要写值；请写成“-r 值”；详见 grader grade --help",
    ),
    "grade a.csv --yes=1": (
        "grader grade: --yes: takes no value; leave out what follows =; see grader grade --help",
        "grader grade：--yes：不带值；请去掉等号和后面的内容；详见 grader grade --help",
    ),
    "report my run": (
        (
            "grader report: 'run': one name too many; put one with spaces in quotes; "
            "see grader report --help"
        ),
        "grader report：多写了“run”；名称中有空格时请用引号括起来；详见 grader report --help",
    ),
    "report my run(1)": (
        (
            "grader report: 'run(1)': one name too many; put one with spaces in quotes; "
            "see grader report --help"
        ),
        "grader report：多写了“run(1)”；名称中有空格时请用引号括起来；详见 grader report --help",
    ),
    "grade a.csv —rubric x": (
        (
            "grader: —rubric: begins with a dash, where an option begins with two hyphens; "
            "write --rubric"
        ),
        "grader: —rubric：开头是破折号，选项要用两个减号开头；请写成 --rubric",
    ),
}  # fmt: skip


@pytest.mark.parametrize("typed", MISTAKES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_mistyped_command_is_told_in_one_line_of_the_language(capsys, monkeypatch, typed, language):
    for name in ("LANGUAGE", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", {"en": "en_US.UTF-8", "zh": "zh_CN.UTF-8"}[language])
    assert main(typed.split()) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", MISTAKES[typed][language == "zh"] + "\n")


def test_value_may_begin_with_a_dash(capsys):
    assert main(["report", "—nowhere", "--lang", "zh"]) == 2
    assert "—nowhere：里面没有评分结果" in capsys.readouterr().err


def test_command_of_commands_alone_names_them(capsys):
    assert main(["--lang", "zh"]) == 2
    assert "没有写命令；请从这些命令中选一个：grade、feedback" in capsys.readouterr().err


def test_language_before_the_command_is_one_that_is_spoken(capsys):
    assert main(["--lang", "fr", "rubric", "list"]) == 2
    assert "--lang 'fr': no such language; use zh or en" in capsys.readouterr().err


def test_shell_completes_with_texts_of_the_language(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("_GRADER_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "grader rep")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    with pytest.raises(SystemExit):
        main([])
    assert capsys.readouterr().out.split() == ["report", "根据存档重新生成报告，不发送任何请求。"]
