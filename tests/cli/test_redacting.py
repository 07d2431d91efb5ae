"""Private data never leaves: not in a request, a log or a table that need not hold it."""

import csv
import json
import re

import pytest

from grader.testing import ok

RUBRIC = ("-r", "service-manager", "--format", "csv")
PAGES = (*RUBRIC[:2], "--format", "html,md")
KEY, NAME, PHONE = "sk-SENTINEL-77aa", "欧阳哨兵", "13800138000"
ID, CARD = "11010519491231002X", "6222020200012345678"
TEXT = f"我叫{NAME}，先听客户说完再道歉，身份证{ID}，电话{PHONE}，卡号{CARD}，邮箱sentinel@qq.com，当天回访确认。"
HEADERS = ("考生编号", "姓名", "部门", "item_id", "answer")
SECRETS = (NAME, PHONE, ID, CARD, "sentinel@qq.com")

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
def graded(inside, rows, grader_server, at, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    path = rows(
        ("B01", NAME, "华东", "一/1", TEXT),
        ("B02", "李四光", "华北", "一/1", f"同事{NAME}会帮我核对订单。"),
    )
    done = inside("grade", path, *PAGES, *at(grader_server), "-o", "out", "--progress", "json")
    return done, tmp_path / "out"


def sent(server):
    return json.dumps(server.requests, ensure_ascii=False)


def test_no_request_holds_private_data(graded, grader_server):
    assert graded[0].code in GRADED, graded[0].err
    body = sent(grader_server)
    assert [each for each in (*SECRETS, "B01", "华东", KEY) if each in body] == []
    assert (
        "我叫[姓名1]，先听客户说完再道歉，身份证[身份证号1]，电话[手机号1]，卡号[银行卡号1]，邮箱[邮箱1]"
        in body
    )
    assert "同事[姓名1]会帮我核对订单。" in body, "a name of the file in another's answer"
    assert "评分前隐去的个人信息" in body, "the judge is told what placeholders are"


def test_every_replacement_is_listed_without_its_value(graded, table):
    listed = table(graded[1] / "redactions.csv")
    assert [(row["candidate_id"], row["kind"], row["placeholder"]) for row in listed] == [
        ("B01", "name", "[姓名1]"), ("B01", "resident_id", "[身份证号1]"), ("B01", "phone", "[手机号1]"),
        ("B01", "bank_card", "[银行卡号1]"), ("B01", "email", "[邮箱1]"), ("B02", "name", "[姓名1]"),
    ]  # fmt: skip
    for row in listed[:5]:
        start, end = map(int, row["at"].split("-"))
        assert TEXT[start:end] in SECRETS
    told = json.loads((graded[1] / "run.json").read_text(encoding="utf-8"))["redaction"]
    assert told == {"on": True, "replaced": {"bank_card": 1, "email": 1, "name": 2, "phone": 1, "resident_id": 1}}  # fmt: skip


def test_private_data_stands_only_where_answers_do(graded):
    """The key nowhere; answers and names in the stores and the reports that show answers."""
    done, folder = graded
    told = done.out + done.err
    assert [each for each in (*SECRETS, KEY, "先听客户说完", "B01") if each in told] == []
    holding = {secret: set() for secret in (*SECRETS, KEY)}
    for path in folder.iterdir():
        content = path.read_bytes()
        for secret, names in holding.items():
            if secret.encode() in content:
                names.add(path.name)
    assert holding[KEY] == set()
    shown = {"intake.db", "report.html", "criteria.csv", "report.md"}
    assert set().union(*holding.values()) <= shown
    assert "grader.db" not in holding[NAME], "the journal holds what was sent and came back"
    assert b"SENTINEL" not in b"".join(path.read_bytes() for path in folder.iterdir())


def test_evidence_is_shown_as_it_was_written(inside, rows, grader_server, at, table, tmp_path):
    words = "我会先道歉，请客户拨打13800138000找我"
    grader_server.reply(lambda body, _number: ok(body, quotes="请客户拨打[手机号1]找我"))
    path = rows(("B01", NAME, "华东", "一/1", f"{words}。"))
    assert inside("grade", path, *RUBRIC, *at(grader_server), "-o", "out").code in GRADED
    evidence = {row["evidence"] for row in table(tmp_path / "out" / "criteria.csv")}
    assert any(PHONE in each for each in evidence)
    assert not any("[手机号1]" in each for each in evidence)


def test_without_redaction_is_loud(inside, rows, grader_server, at, tmp_path):
    path = rows(("B01", NAME, "华东", "一/1", TEXT))
    options = ("-o", "out", "--no-redact", "--lang", "en")
    done = inside("grade", path, *PAGES, *at(grader_server), *options)
    assert done.err.splitlines()[0].startswith("NOTE: --no-redact is on")
    assert PHONE in sent(grader_server)
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["redaction"]
    assert told == {"on": False, "replaced": {}}
    assert "--no-redact" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert inside("report", "out", "--lang", "en").code == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Private data was not replaced" in page


def test_the_same_command_again_pays_for_nothing(graded, inside, grader_server, at, tmp_path):
    before = len(grader_server.requests)
    again = inside("grade", tmp_path / "a.csv", *PAGES, *at(grader_server), "-o", "out")
    assert again.code in GRADED
    assert len(grader_server.requests) == before
    assert inside("verify", "out").code == 0


# What must not change a prompt


def bodies(server):
    """What was sent, in any order, with the mark of each message's fence evened out."""
    told = (json.dumps(body, ensure_ascii=False, sort_keys=True) for body in server.requests)
    return sorted(re.sub(r"answer-[0-9a-f]{16}", "answer-", each) for each in told)


PEOPLE = [
    ("B01", "王小明", "华东", "一/1", "我是王小明，先听客户说完，手机13800138000，当天回访。"),
    ("B02", "欧阳建国", "华北", "一/2", "请找组长欧阳建国，他会在两小时内给出方案并回访。"),
    ("B03", "赵一曼", "华南", "一/1", "同事王小明接待后，由我核对订单20240101，再道歉。"),
]


def renamed(rows):
    return [tuple(cell.replace("王小明", "司马光远") for cell in row) for row in rows]


def regrouped(rows):
    return [(f"X{n}", name, "海外", *rest) for n, (_, name, _, *rest) in enumerate(rows)]


def retyped(rows):
    swaps = {"13800138000": "13900139000"}
    return [tuple(swaps.get(cell, cell).replace("13800138000", "13900139000") for cell in row) for row in rows]  # fmt: skip


@pytest.mark.parametrize("change", [renamed, regrouped, retyped, lambda rows: rows[::-1]])
def test_prompts_stay_the_same_to_the_byte(inside, rows, grader_server, at, change):
    """Another name, id, group, phone number or order of rows: nothing of it is in a prompt."""
    assert inside("grade", rows(*PEOPLE), *RUBRIC, *at(grader_server), "-o", "one").code in GRADED
    first = bodies(grader_server)
    changed = rows(*change(PEOPLE), name="b.csv")
    assert inside("grade", changed, *RUBRIC, *at(grader_server), "-o", "two").code in GRADED
    second = bodies(grader_server)
    assert len(first) == 3
    assert sorted([*first, *first]) == second


def test_redaction_changes_only_what_it_replaces(inside, rows, grader_server, at):
    text = "先听客户说完，核对订单号20240101，再给方案，两小时内回访。"
    path = rows(("B01", "王小明", "华东", "一/1", text))
    assert inside("grade", path, *RUBRIC, *at(grader_server), "-o", "one").code in GRADED
    assert (
        inside("grade", path, *RUBRIC, *at(grader_server), "-o", "two", "--no-redact").code
        in GRADED
    )
    one, two = bodies(grader_server)
    assert one == two
    path = rows(PEOPLE[0], name="b.csv")
    assert inside("grade", path, *RUBRIC, *at(grader_server), "-o", "three").code in GRADED
    assert (
        inside("grade", path, *RUBRIC, *at(grader_server), "-o", "four", "--no-redact").code
        in GRADED
    )
    shown, raw = (grader_server.requests[n]["messages"] for n in (2, 3))
    assert shown[0] == raw[0], "the system message knows nothing of it"
    lines = [[line for line in message[1]["content"].splitlines() if line.startswith("[")]
             for message in (shown, raw)]  # fmt: skip
    restored = [line.replace("[姓名1]", "王小明").replace("[手机号1]", PHONE) for line in lines[0]]
    assert restored == lines[1]
