"""Every bad argument or file: exit 2, a clear line, nothing written, no traceback."""

import re

import pytest

from grader.cli.app import main

GOOD = "candidate_id,item_id,answer\nA1,一/1,我会先听客户说完，再核对订单。\n"
FILES = {
    "good.csv": GOOD,
    "empty.csv": "",
    "blank.csv": "\n\n",
    "header.csv": "candidate_id,item_id,answer\n",
    "nobody.csv": "item_id,answer\n一/1,x\n",
    "noitem.csv": "candidate_id,answer\nA1,x\n",
    "noanswer.csv": "candidate_id,城市\nA1,x\n",
    "twice.csv": "candidate_id,item_id,answer,answer\nA1,一/1,x,y\n",
    "quote.csv": 'candidate_id,item_id,answer\nA1,一/1,"never closed\nA2,一/1,x\n',
    "bytes.csv": b"candidate_id,item_id,answer\nA1,1,\xff\xff\x00\x81\xff\n",
    "odd.jsonl": '{"candidate_id": "A1", "item_id": "一/1", "answer": "half \\ud83d"}\n',
    "good.xlsx": "PK",
    "noending": GOOD,
    "key.txt": "",
    "keys.txt": "sk-SENTINEL\nsk-SENTINEL2\n",
    "replies.jsonl": "{}\n",
    "bad.yaml": "id: x\nid: y\n",
    "text.yaml": "just words",
    "broken.yaml": "id: [1, 2\n",
    "binary.yaml": b"\xff\xfe\x00\x01",
    "text.txt": "我会先听客户说完。",
    "rows.csv": GOOD + "A2,一/1,x\n",
    "bytes.txt": b"\xff\xff\x00\x81\xff",
}
GRADE = "grade good.csv -r service-manager --judge baseline"
OPENAI = "grade good.csv -r service-manager"
SERVER = f"{OPENAI} --model m --base-url"

CASES = {
    # Arguments.
    "bogus": "grader: no such command 'bogus'",
    "--bogus": "grader: no such option --bogus",
    "grade good.csv --judge baseline": "Missing option '--rubric' / '-r'.*--by",
    "grade -r service-manager --judge baseline": "grader grade: missing argument ANSWERS",
    f"{GRADE} --bogus": "grader grade: no such option --bogus",
    f"{GRADE} --concurrency 0": "--concurrency",
    f"{GRADE} --concurrency 5000": "--concurrency",
    f"{GRADE} --concurrency many": "--concurrency",
    f"{GRADE} --temperature 3": "--temperature",
    f"{GRADE} --temperature nan": "--temperature",
    f"{GRADE} --timeout 0": "--timeout",
    f"{GRADE} --timeout nan": "--timeout",
    f"{GRADE} --max-tokens 0": "--max-tokens",
    f"{GRADE} --seed x": "--seed",
    f"{GRADE} --fail-under 101": "--fail-under",
    f"{GRADE} --fail-under nan": "--fail-under",
    f"{GRADE} --progress loud": "--progress 'loud': use auto, json or none",
    f"{GRADE} --lang fr": "--lang 'fr': .*use zh or en",
    f"{GRADE} --prompt-lang fr": "--prompt-lang 'fr': .*use zh or en",
    f"{GRADE} --store postgres://x": "--store .*write sqlite:///PATH",
    f"{GRADE} --map 列": "--map '列': write \"COLUMN=ITEM\"",
    f"{GRADE} --map 列=一/1": "good.csv: --map '列=一/1': no such column",
    f"{GRADE} --map answer=9/9": "no item '9/9'; write candidate_id or one of 一/1",
    f"{GRADE} --by 岗位": "--by '岗位': write COLUMN=RUBRIC",
    f"{GRADE} --by 岗位=service-manager": "good.csv: --by '岗位=service-manager': no such column",
    f"{GRADE} --items 9/9": "--items: .*no item '9/9'; it has 一/1",
    f"{GRADE} --max-bytes 10": "good.csv: .*raise --max-bytes",
    f"{OPENAI}": "no key and no endpoint",
    "grade rows.csv -r service-manager --judge baseline --max-rows 1": "raise --max-rows",
    # Judges.
    f"{OPENAI} --judge gpt": "no judge called 'gpt'; choose one of baseline, baseline-fitted, openai, "
    "replay",
    f"{OPENAI} --judge replay": "--replay FILE",
    f"{OPENAI} --judge replay --replay none.jsonl": "none.jsonl: cannot be read .*--replay",
    f"{OPENAI} --judge replay --replay replies.jsonl": "replies.jsonl:1: not a recorded reply",
    f"{OPENAI} --api-key-file none.txt --model m": "--api-key-file none.txt: cannot be read",
    f"{OPENAI} --api-key-file . --model m": "--api-key-file .: cannot be read",
    f"{OPENAI} --api-key-file key.txt --model m": "--api-key-file key.txt: is empty",
    f"{OPENAI} --api-key-file keys.txt --model m": "characters no key has",
    f"{OPENAI} --base-url http://127.0.0.1:9/v1": "give --model NAME or set GRADER_MODEL",
    f"{SERVER} 127.0.0.1:8080/v1": "--base-url .*not an address",
    f"{SERVER} http://[::1": "--base-url .*not an address",
    f"{SERVER} ftp://u:SENTINEL@h/v1": "--base-url .*not an address",
    f"{SERVER} http://u:SENTINEL@h/v1": "--base-url .*name or password",
    # Rubrics.
    "grade good.csv -r nope --judge baseline": "no rubric called 'nope'; .*service-manager",
    "grade good.csv -r none.yaml --judge baseline": "none.yaml",
    "grade good.csv -r . --judge baseline": "^grader: .: ",
    "grade good.csv -r bad.yaml --judge baseline": "bad.yaml:2:",
    "grade good.csv -r text.yaml --judge baseline": "text.yaml:1:1",
    "grade good.csv -r broken.yaml --judge baseline": "broken.yaml:",
    "grade good.csv -r binary.yaml --judge baseline": "binary.yaml",
    "grade good.csv -r good.csv --judge baseline": "good.csv:1:1",
    "grade good.csv -r customer-service --judge baseline": "--question",
    # Answers.
    "grade none.csv -r service-manager --judge baseline": "none.csv: .*check the file name",
    "grade nothing -r service-manager --judge baseline": "nothing: no file to read in it; it needs",
    "grade good.xlsx -r service-manager --judge baseline": "good.xlsx: no .xlsx file",
    "grade good.csv -r service-manager --judge baseline --sheet": "--sheet.* requires an argument",
    "grade noending -r service-manager --judge baseline": "noending: no reader",
    "grade empty.csv -r service-manager --judge baseline": "empty.csv",
    "grade blank.csv -r service-manager --judge baseline": "blank.csv",
    "grade header.csv -r service-manager --judge baseline": "header.csv: no answers to grade",
    "grade nobody.csv -r service-manager --judge baseline": "head one candidate_id",
    "grade noitem.csv -r service-manager --judge baseline": "head one item_id",
    "grade noanswer.csv -r service-manager --judge baseline": "no column holds answers",
    "grade twice.csv -r service-manager --judge baseline": "'answer' stands there twice",
    "grade quote.csv -r service-manager --judge baseline": "quote.csv:[23]: .*not closed",
    "grade bytes.csv -r service-manager --judge baseline": "bytes.csv: neither UTF-8 nor GB18030",
    "grade odd.jsonl -r service-manager --judge baseline": "odd.jsonl:1: ",
    "grade good.csv none.csv -r service-manager --judge baseline": "none.csv",
    # The other commands.
    "feedback none.txt -r service-manager -i 一/1 --judge baseline": "none.txt",
    "feedback . -r service-manager -i 一/1 --judge baseline": "plain file",
    "feedback bytes.txt -r service-manager -i 一/1 --judge baseline": "bytes.txt: neither UTF-8",
    "feedback text.txt -r service-manager --judge baseline": "choose with -i one of 一/1",
    "feedback text.txt -r service-manager -i 9 --judge baseline": "item '9' is not in rubric",
    "feedback text.txt -r customer-service --judge baseline": "--question",
    "feedback text.txt -r service-manager -i 一/1": "no key and no endpoint",
    "feedback text.txt -r service-manager -i 一/1 --judge baseline --lang fr": "--lang 'fr'",
    "rubric bogus": "grader rubric: no such command 'bogus'",
    "rubric show": "grader rubric show: missing argument RUBRIC",
    "rubric show nope": "no rubric called 'nope'",
    "rubric show service-manager --lang fr": "--lang 'fr'",
    "rubric check none.yaml": "none.yaml",
    "rubric check bad.yaml": "bad.yaml:2:",
    "rubric check .": "^grader: .: ",
    "report nowhere": "nowhere: no run in here",
    "report good.csv": "good.csv: no run in here",
}  # fmt: skip
# A line for each row, and one that closes.
MANY_LINES = {"odd.jsonl", "noitem.csv"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, content in FILES.items():
        sent = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(sent)
    (tmp_path / "nothing").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", CASES)
def test_mistake_is_told_in_a_line_and_leaves_nothing(folder, capsys, case):
    """In this process, for they are many; that a process ends alike is shown below."""
    code = main(case.split())
    out, err = capsys.readouterr()
    assert (code, out) == (2, ""), err
    assert re.search(CASES[case], err), err
    assert "Traceback" not in err
    assert "SENTINEL" not in err
    if not MANY_LINES & set(case.split()):
        assert len(err.splitlines()) == 1, err
        assert err.startswith("grader")
    made = {each.name for each in folder.rglob("*") if each.is_file()}
    assert made - set(FILES) <= {".grader.lock"}


PROCESSES = [
    "bogus",
    f"{GRADE} --concurrency 0",
    OPENAI,
    "grade good.csv -r bad.yaml --judge baseline",
    "grade quote.csv -r service-manager --judge baseline",
    "feedback text.txt -r service-manager -i 9 --judge baseline",
]


@pytest.mark.parametrize("case", PROCESSES)
@pytest.mark.usefixtures("folder")
def test_process_ends_with_the_code_and_the_line(cli, case):
    done = cli(*case.split())
    assert (done.code, done.out, len(done.lines)) == (2, "", 1)
    assert re.search(CASES[case], done.err)


def test_no_key_and_no_endpoint_names_three_ways_out(folder, capsys):
    assert main(OPENAI.split()) == 2
    said = capsys.readouterr().err
    for way in ("OPENAI_API_KEY", "--api-key-file", "--base-url", "--judge baseline"):
        assert way in said
    assert not (folder / "good-graded").exists(), "never a silent fallback"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("OPENAI_API_KEY", "  ", "no key and no endpoint"),
        ("OPENAI_API_KEY", "sk-SENTINEL\nsecond", "characters no key has"),
        ("OPENAI_API_KEY", "ｓｋ-SENTINEL", "characters no key has"),
        ("OPENAI_API_KEY", "sk-SENTINEL", "--model NAME or set GRADER_MODEL"),
        ("OPENAI_BASE_URL", "127.0.0.1", "not an address"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_environment_is_checked_like_options(capsys, monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    if "--model" not in said:
        monkeypatch.setenv("GRADER_MODEL", "m")
    assert main(OPENAI.split()) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "SENTINEL" not in err


@pytest.mark.parametrize("command", [[], ["rubric"], ["grade"]])
def test_command_without_arguments_shows_help_or_what_is_missing(capsys, command):
    assert main(command) == 2
    said = "".join(capsys.readouterr())
    assert "missing argument" in said if command == ["grade"] else "Commands" in said
    assert "Usage:" not in said.splitlines() or len(said.splitlines()) > 5
    assert ": ;" not in said


def test_argument_that_is_no_utf8_is_told(capsys):
    """A file named in another encoding reaches Python as lone surrogates, which nothing stores."""
    assert main(["grade", "\udcc4\udce3.csv", "-r", "service-manager"]) == 2
    assert "not UTF-8; rename the file" in capsys.readouterr().err
