"""A key is in no file, no line, no process list that the tool writes itself."""

import pytest

from grader.cli.told import shown_command
from grader.testing.replies import json_reply

KEY = "sk-SENTINEL-4f9a8b7c"
RUBRIC = ("-r", "service-manager")
ROW = ("A", "一/1", "我会先听客户说完，再核对订单，当天回访确认。")


def leaks(folder):
    """Names of files that hold the key, but for the one it came in."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "key.txt"]
    return [path.name for path in files if b"SENTINEL" in path.read_bytes()]


def repeats_the_key(body, number):
    """A server that tells the key back, in an error and in the reply's own words."""
    if number == 0:
        return json_reply({"error": {"message": f"busy, {KEY}", "code": KEY}}, status=503,
                          headers={"retry-after-ms": "1"})  # fmt: skip
    return "ok" if number == 1 else "unauthorized"


def test_key_of_the_environment_is_sent_and_kept_nowhere(cli, answers, grader_server, at):
    grader_server.reply(repeats_the_key)
    options = ["grade", answers(ROW), *RUBRIC, *at(grader_server), "--json", "-o", "out"]
    done = cli(*options, OPENAI_API_KEY=KEY)
    assert done.code == 0, done.err
    assert grader_server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert "SENTINEL" not in done.out + done.err
    assert leaks(cli.folder) == []


def test_key_of_a_file_is_sent_and_kept_nowhere(inside, answers, grader_server, at, tmp_path):
    grader_server.reply(repeats_the_key)
    (tmp_path / "key.txt").write_text(f"\ufeff{KEY}\r\n", encoding="utf-8")
    options = ["grade", answers(ROW), *RUBRIC, *at(grader_server), "--json", "-o", "out"]
    done = inside(*options, "--api-key-file", "key.txt")
    assert done.code == 0, done.err
    assert grader_server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert "SENTINEL" not in done.out + done.err
    assert leaks(tmp_path) == []


def test_key_in_a_refusal_is_not_told(inside, answers, grader_server, at, monkeypatch, tmp_path):
    told = {"error": {"message": f"Incorrect API key provided: {KEY}", "code": "invalid_api_key"}}
    grader_server.reply(json_reply(told, status=401))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    done = inside("grade", answers(ROW), *RUBRIC, *at(grader_server), "-o", "out")
    assert done.code == 3
    assert "Incorrect API key provided: …" in done.err
    assert "SENTINEL" not in done.err
    assert leaks(tmp_path) == []


def test_query_of_an_address_is_kept_nowhere(inside, answers, grader_server, tmp_path):
    """Gateways take keys there; the command that is told must not hold them."""
    address = f"{grader_server.base_url}?key=SENTINEL"
    done = inside(
        "grade", answers(ROW), *RUBRIC, "--base-url", address, "--model", "m", "-o", "out"
    )
    assert done.code == 0, done.err
    assert "SENTINEL" not in done.err
    assert leaks(tmp_path) == []


def test_settings_of_the_sdk_in_the_environment_change_nothing(inside, answers, grader_server, at,
                                                               monkeypatch):  # fmt: skip
    """The SDK reads more variables than we promise; they must not send anything elsewhere."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://192.0.2.1/v1")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert inside("grade", answers(ROW), *RUBRIC, *at(grader_server)).code == 0
    assert len(grader_server.requests) == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (["--base-url", "https://u:SENTINEL@h/v1?key=SENTINEL"], "--base-url https://h/v1"),
        (["--base-url=https://h/v1?key=SENTINEL"], "--base-url=https://h/v1"),
        (["--question", "见 https://h/?id=1 怎么办？"], "--question '见 https://h/?id=1 怎么办？'"),
        (["-o", "my folder"], "-o 'my folder'"),
    ],
)
def test_command_that_is_told_can_be_run_again(typed, shown):
    """Without what an address may hide, and otherwise word for word."""
    assert shown_command(["grade", *typed]) == f"grader grade {shown}"
