"""What the command line prints is never obeyed: not by a terminal, not by rich, not by a shell."""

import json
import os
import pty
import re
import select
import shlex
import subprocess
import sys
import time

import pytest

from grader.testing.replies import json_reply, rating_content, said

TEXT = "先安抚客户，认真听他说完。再核对订单，当天给出方案。最后回访确认。"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What rich itself may send to a terminal: colours, the cursor shown or hidden, a line begun anew.
OURS = re.compile(r"\x1b\[[0-9;]*[mKA]|\x1b\[\?25[lh]|\x1b\[2K|\x1b\[1A|\r")
SPOKEN = "[bold]x[/bold] [link=https://evil.example]y[/link] :warning: \x1b]52;c;ZXZpbA==\x07 \x9b31m \u202eabc"


@pytest.fixture(scope="module")
def names(nasty):
    """Names that hold all of it that a file's name can hold."""
    kinds = ("terminal", "rich", "bidi", "separators")
    whole = "".join(text for kind in kinds for text in nasty[kind])
    whole = whole.replace("/", "∕").replace("\0", "").replace(",", "")
    return ["file:x", *(whole[n : n + 70] for n in range(0, len(whole), 70))]


def test_ids_and_texts_of_a_table_print_nothing_that_is_obeyed(inside, answers, nasty):
    everything = [text for kind in nasty.values() for text in kind if len(text) < 1000]
    safe = [text.encode("utf-8", "replace").decode() for text in everything]
    path = answers(*[(f"{text}{n}", "一/1", f"{TEXT}{text}") for n, text in enumerate(safe)],
                   *[(text, text, text) for text in safe])  # fmt: skip
    done = inside("grade", path, "-r", "service-manager", "--judge", "baseline", "-o", "out")
    assert done.code == 2
    assert not OBEYED.search(done.err.replace("\n", ""))
    done = inside("grade", path, "-r", "service-manager", "--judge", "baseline", "-o", "out",
                  "--skip-bad-rows", "--json", "--format", "md")  # fmt: skip
    assert done.code in {0, 1}, done.err
    assert not OBEYED.search(done.err.replace("\n", ""))
    assert not OBEYED.search(done.out.removesuffix("\n"))
    json.loads(done.out)


def test_names_of_files_folders_and_options_stay_on_their_line(inside, names):
    """A mistake is told, whatever the name looks like, and nothing of it is obeyed."""
    for name in names:
        for command in (
            ("grade", f"./{name}.csv", "-r", "service-manager", "--judge", "baseline"),
            ("grade", "a.csv", "-r", f"./{name}.yaml", "--judge", "baseline"),
            ("report", f"./{name}"),
            ("feedback", f"./{name}", "-r", "service-manager", "-i", "一/1", "--judge", "baseline"),
            ("report", "out", "--format", f"{name}"),
            ("grade", "a.csv", "-r", "service-manager", "--judge", name),
        ):
            done = inside(*command)
            assert done.code == 2, (command, done.err)
            assert not OBEYED.search(done.err.replace("\n", "")), command


@pytest.mark.usefixtures("in_chinese")
def test_command_that_goes_on_can_be_typed_again(inside, answers, tmp_path):
    """A name with blanks, quotes and dollars comes back as one word of a shell."""
    folder = "a 'b' $(reboot) `x` [bold]"
    path = answers(("甲", "一/1", "见附件"))
    done = inside("grade", path, "-r", "service-manager", "--judge", "baseline", "-o", folder)
    assert done.code == 1
    [told] = re.findall(r"^继续：grader (.*)$", done.err, re.MULTILINE)
    assert shlex.split(told)[-1] == folder


@pytest.mark.parametrize("status", [400, 401, 404])
def test_what_a_provider_says_is_shown_and_not_obeyed(inside, answers, grader_server, at, status):
    error = {"error": {"message": SPOKEN * 3, "type": SPOKEN, "code": SPOKEN, "param": SPOKEN}}
    grader_server.reply(json_reply(error, status=status))
    path = answers(("甲", "一/1", TEXT))
    done = inside("grade", path, "-r", "service-manager", *at(grader_server), "-o", "out",
                  "--format", "md", "--json", "--timeout", "2")  # fmt: skip
    assert done.code in {1, 3}
    assert not OBEYED.search(done.err.replace("\n", ""))
    assert not OBEYED.search(done.out.removesuffix("\n"))
    told = json.loads(done.out)["exit"]["reason"]
    assert done.code == 1 or "ZXZpbA==" in told, "and it is told as it was said"


def test_what_a_model_says_is_shown_and_not_obeyed(inside, grader_server, at, tmp_path, nasty):
    spoken = [text for kind in ("terminal", "rich", "bidi") for text in nasty[kind]]
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def say(body, _number):
        told = {**json.loads(rating_content(body)), "improvements": spoken}
        return said(body, json.dumps(told))

    grader_server.reply(say)
    for options in ((), ("--json",)):
        done = inside("feedback", "a.txt", "-r", "service-manager", "-i", "一/1",
                      *at(grader_server), *options)  # fmt: skip
        assert done.code == 0, done.err
        assert not OBEYED.search(done.out.replace("\n", ""))
    assert json.loads(done.out)["instead"][0].startswith("\x1b[31m"), "JSON gives it back whole"


@pytest.mark.parametrize("kind", ["rich", "terminal", "bidi", "templates"])
def test_rubric_of_a_stranger_is_shown_as_written(inside, tmp_path, nasty, kind):
    for text in nasty[kind]:
        told = json.dumps(text)
        if re.search(r"[\x80-\x9f]", text):
            continue  # no YAML file can hold them
        (tmp_path / "r.yaml").write_text(
            f'id: r\nversion: "1"\ntitle: {told}\nlanguage: en\nuse: practice\n'
            "dimensions:\n  empathy: {name: E, description: D}\n"
            f'sections:\n- id: "[bold]"\n  title: {told}\n  items:\n'
            f'  - id: "[/red]"\n    text: {told}\n    points: 2\n    criteria:\n'
            f"    - {{id: c, points: 2, dimension: empathy, description: {told}}}\n",
            encoding="utf-8",
        )
        for command in ("show", "check"):
            done = inside("rubric", command, "./r.yaml")
            assert done.code in {0, 2}, done.err
            assert not OBEYED.search((done.out + done.err).replace("\n", ""))
        shown = inside("rubric", "show", "./r.yaml")
        if shown.code == 0 and kind == "rich":
            assert " ".join(text.split()) in " ".join(shown.out.split())
            assert "[bold]" in shown.out
            assert "[/red]" in shown.out


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.skipif(sys.platform == "win32", reason="no terminal of this kind there")
def test_terminal_gets_no_escape_but_our_own(cli, grader_server, at, tmp_path):
    """The bar, a provider that speaks escapes, a file name and ids that hold markup."""
    name = "[link=evil]\x1b]0;t\x07\u202e.csv"
    (tmp_path / name).write_text(
        "candidate_id,item_id,answer\n"
        + "".join(f"[red]{n}\x9b2J,一/1,{TEXT}{n}\n" for n in range(4)),
        encoding="utf-8",
    )
    grader_server.reply(json_reply({"error": {"message": SPOKEN}}, status=400))
    seen = _on_terminal(cli, ["grade", name, "-r", "service-manager", *at(grader_server),
                              "-o", "out", "--format", "md"])  # fmt: skip
    assert "评分" in seen, "the bar was drawn"
    assert "[link=evil]␛]0;t␇⟦U+202E⟧.csv" in seen, "and the name is told, in signs"
    left = OURS.sub("", seen).replace("\n", "")
    assert not OBEYED.search(left), repr(OBEYED.search(left))
    assert "]8;" not in left, "no link was made"


def _on_terminal(cli, arguments):
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "grader", *arguments], cwd=cli.folder, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=theirs,
        env=cli.environment(TERM="xterm-256color", COLUMNS="200"),
    ) as process:  # fmt: skip
        os.close(theirs)
        seen, until = b"", time.monotonic() + 60
        while time.monotonic() < until:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    found = os.read(ours, 65536)
                except OSError:  # Linux says so when the other side is gone
                    break
                if not found:
                    break
                seen += found
        os.close(ours)
        assert process.wait(timeout=10) in {0, 1, 2, 3}
    return seen.decode("utf-8", "replace")
