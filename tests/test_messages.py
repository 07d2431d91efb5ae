"""What is said in code and what the catalogue knows: nothing untranslated, nothing left over."""

import ast
import copy
import pickle
import re
import string
from pathlib import Path

import pytest

import grader
from grader.errors import AnswersError, InputError, SettingError
from grader.message import Message, cause, joined, retold
from grader.readers.resources import labels
from grader.records import Place, RowProblem

ROOT = Path(grader.__file__).parent
# What takes a template as its first argument; of judges' errors each holds a `Message`.
SAYING = {"Message", "InputError", "SettingError", "StoreError", "RubricError", "JudgeStopped",
          "BudgetReached", "DefectError"}  # fmt: skip
TELLING = {"note", "Fault", "RowProblem", "Assumed"}
TEXTS = {"problem", "what"}
# Of these rooms no HR person meets a word on a screen: they test, or rate for the model's eyes.
UNSEEN = ("testing", "core/render")
OF_SYSTEMS = "What systems and libraries say."


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def has_words(template: str) -> bool:
    parts = (text for text, *_ in string.Formatter().parse(template))
    return any(map(str.isalpha, "".join(parts)))


def templates(source: str) -> list[str]:
    """The literal templates of a module; what is worded elsewhere (a name, a call) is not."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func) in SAYING and node.args):
            continue
        first = node.args[0]
        branches = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
        for each in branches:
            if isinstance(each, ast.JoinedStr):
                found.append(ast.unparse(each))
            if isinstance(each, ast.Constant) and each.value:
                found.append(str(each.value))
    return found


def told_plainly(source: str) -> list[str]:
    """Calls that tell a person something by a bare text."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in TELLING:
            values = [*node.args, *(each.value for each in node.keywords if each.arg in TEXTS)]
            bare = [each for each in values if is_text(each)]
            found += [ast.unparse(node)] if bare else []
    return found


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@pytest.fixture(scope="module")
def said() -> set[str]:
    paths = [each for each in ROOT.rglob("*.py")
             if not each.relative_to(ROOT).as_posix().startswith(UNSEEN)]  # fmt: skip
    found = {text for path in paths for text in templates(path.read_text(encoding="utf-8"))}
    assert len(found) > 200
    return found


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    return labels("zh", "messages")


def test_everything_that_is_said_can_be_said_in_chinese(said, catalogue):
    assert sorted(each for each in said if has_words(each) and each not in catalogue) == []


def test_nothing_is_told_to_a_person_without_a_template():
    plain = [
        f"{path.relative_to(ROOT)}: {each}"
        for path in ROOT.rglob("*.py")
        if not path.relative_to(ROOT).as_posix().startswith(UNSEEN)
        for each in told_plainly(path.read_text(encoding="utf-8"))
    ]
    assert plain == []


def test_scan_sees_what_is_told_plainly():
    source = (
        'note(f"{a}: read")\nFault("no")\nRowProblem(place=p, problem="bad")\nnote(Message("x"))'
    )
    assert len(told_plainly(source)) == 3


def test_catalogue_holds_nothing_that_nobody_says(said, catalogue):
    text = (ROOT / "locale/zh/LC_MESSAGES/messages.po").read_text(encoding="utf-8")
    ours = text.partition(OF_SYSTEMS)[0]
    known = {each for each in catalogue if ast_quoted(each) in ours}
    assert sorted(known - said - {"{file}: {what}"}) == []


def ast_quoted(text: str) -> str:
    return 'msgid "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_chinese_names_no_place_that_is_not_filled(catalogue):
    formatted = {each: told for each, told in catalogue.items() if places_or_none(each)}
    assert {e: t for e, t in formatted.items() if not places(t) <= places(e)} == {}


def places_or_none(template: str) -> set[str]:
    """Texts without values are never filled, whatever braces they hold."""
    try:
        found = places(template)
    except ValueError:
        return set()
    return found if all(name.isidentifier() for name in found) else set()


def test_chinese_uses_no_word_that_judges_a_person(catalogue):
    whole = "".join(catalogue.values())
    assert [
        w for w in ("淘汰", "不合格", "推荐录用", "抄袭", "作弊", "注入攻击") if w in whole
    ] == []


def test_chinese_has_full_width_punctuation_between_its_words(catalogue):
    def is_han(char: str) -> bool:
        return "\u4e00" <= char <= "\u9fff"

    # What is typed is typed with a half-width colon.
    texts = [each.replace("列名:值", "") for each in catalogue.values()]
    wrong = [told for told in texts
             for before, sign, after in zip(told, told[1:], told[2:], strict=False)
             if sign in ",;:()" and is_han(before) and (is_han(after) or after == " ")]  # fmt: skip
    assert wrong == []


def test_message_is_plain_english_wherever_a_text_is():
    told = Message("{file}: {count:,} rows", file="a.csv", count=1200)
    assert told == "a.csv: 1,200 rows"
    assert f"{told}" == "a.csv: 1,200 rows"
    assert str(SettingError(told)) == "a.csv: 1,200 rows"


def test_message_without_values_keeps_its_braces():
    assert Message('write {"a": 1}') == 'write {"a": 1}'
    assert Message('write {"a": 1}').told({'write {"a": 1}': '写成 {"a": 1}'}) == '写成 {"a": 1}'


def test_message_is_said_with_the_messages_inside_it():
    words = {"{file}: {what}": "{file}：{what}", "cut off": "不完整"}
    told = Message("{file}: {what}", file="a.csv", what=Message("cut off"))
    assert told == "a.csv: cut off"
    assert told.told(words) == "a.csv：不完整"
    assert told.told({}) == "a.csv: cut off"


def test_value_with_braces_is_no_template():
    assert Message("no {name}", name="{file}").told({"no {name}": "没有{name}"}) == "没有{file}"


def pickled(message: Message) -> Message:
    found: Message = pickle.loads(pickle.dumps(message))  # noqa: S301 - our own
    return found


@pytest.mark.parametrize("copied", [copy.deepcopy, pickled])
def test_copy_of_a_message_can_still_be_said(copied):
    told = copied(Message("no {name}", name="{x}"))
    assert (told, told.told({"no {name}": "没有{name}"})) == ("no {x}", "没有{x}")


def test_cause_keeps_the_message_of_an_error_and_the_words_of_a_system():
    assert cause(InputError("no {name}", name="x")).template == "no {name}"
    assert cause(FileNotFoundError(2, "No such file or directory")).told(
        labels("zh", "messages")
    ) == "没有这个文件或文件夹"  # fmt: skip


def test_joined_messages_are_each_said():
    whole = joined([Message("a {n}", n=1), "plain {text}"], "; ")
    assert whole == "a 1; plain {text}"
    assert whole.told({"a {n}": "甲{n}"}) == "甲1; plain {text}"


def test_problems_of_rows_are_said_one_by_one():
    problem = RowProblem(
        place=Place(file="a.csv", row=3), problem=Message("no {missing}; say whose answer it is", missing="姓名")
    )  # fmt: skip
    error = AnswersError([problem.message], 2)
    assert str(error).splitlines() == [
        "a.csv:3: no 姓名; say whose answer it is",
        "… and 1 more rows with problems",
    ]
    assert error.message.told(labels("zh", "messages")).splitlines() == [
        "a.csv:3：没有填写姓名；请写明是谁的答案",
        "……另有 1 行有问题",
    ]


def test_scan_sees_templates_in_every_way_they_are_written():
    source = (
        'raise InputError("one {a}", a=1)\nnote(Message("two"))\n'
        'Message("three" if x else "four")\nraise SettingError(f"five {a}")\nInputError(words)'
    )
    assert set(templates(source)) == {"one {a}", "two", "three", "four", "f'five {a}'"}


WORDS = {
    "the first {count:,} answers failed alike ({cause}): {detail}": "最先 {count:,} 份都失败（{cause}）：{detail}",
    "{endpoint}: connection failed ({cause})": "{endpoint}：连接失败（{cause}）",
    "{what}; {how}": "{what}；{how}",
    "no column {name!r}": "没有“{name}”这一列",
    'give {like} or [{"a": 1}]': '写 [{"a": 1}]',
    "unreachable": "连接不上",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (
            "the first 1,200 answers failed alike (unreachable): http://h: connection failed (timeout)",
            "最先 1,200 份都失败（连接不上）：http://h：连接失败（timeout）",
        ),
        ("no column 'a b'; unreachable", "没有“a b”这一列；连接不上"),
        ("what a server says; in its words", "what a server says; in its words"),
        ("", ""),
    ],
)  # fmt: skip
def test_message_kept_as_text_is_told_again(kept, told):
    assert retold(kept, WORDS) == told
    assert retold(kept, {}) == kept


@pytest.mark.parametrize("count", [12, 300])
def test_long_list_that_no_message_made_is_left_without_trying_every_split(catalogue, count):
    """Each split is tried once: else what a model left out of its reply would take hours."""
    kept = "criteria: missing; " * count
    assert retold(kept, catalogue) == kept


def test_every_message_is_recognised_in_its_english(catalogue):
    missed = []
    for template in catalogue:
        plain = re.sub(r":[^{}]*}", "}", template)
        names = {name: f"⟨{name}⟩" for name in places_or_none(template)}
        kept = plain.format_map(names) if names else template
        if (
            sum(map(str.isalpha, re.sub("{[^}]*}", "", template))) > 10
            and retold(kept, catalogue) == kept
        ):
            missed.append(template)
    assert missed == []
