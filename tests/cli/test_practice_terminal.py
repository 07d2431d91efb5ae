"""grader practice in a terminal: keys typed and pasted, as a person does."""

import json
import os
import pty
import re
import select
import signal
import time

import pytest

from grader import load_rubric
from grader.testing import LoopbackServer
from grader.text import shares_passage

RUBRIC = ("practice", "-r", "service-manager", "--history", "h.db")
BASELINE = ("--judge", "baseline")
PASTED = "我会先亲自给客户回电，认真听他说完并道歉。\r\n再核对订单和物流轨迹。\n第三行"
CTRL_C, CTRL_D, CTRL_E, ENTER = "\x03", "\x04", "\x05", "\r"
# Drawn once the keys are the program's own, not the terminal's.
WRITING, CHOOSING = "字 · Ctrl\\+D", r"\[q\] 退出\s+选一项"
_SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-_])")
_DEADLINE_S = 30


class Terminal:
    """A pseudo-terminal with the command in it; `told` is what was drawn since the last `until`."""

    def __init__(self, warm, folder, arguments):
        self._master, theirs = pty.openpty()
        self.process = warm.start_on(theirs, list(arguments), folder)
        os.close(theirs)
        self._raw = ""
        self.told = ""

    def until(self, pattern):
        """Read until *pattern* has been drawn, and what comes with it; all of that."""
        deadline = time.monotonic() + _DEADLINE_S
        while not re.search(pattern, told := _SEQUENCE.sub("", self._raw)):
            assert time.monotonic() < deadline, f"no {pattern!r} in {told!r}"
            if not self._read() and self.process.poll() is not None:
                raise AssertionError(f"ended with {self.process.poll()}: {told!r}")
        self._raw = ""
        self.told = told
        return told

    def _read(self):
        if not select.select([self._master], [], [], 0.05)[0]:
            return False
        try:
            read = os.read(self._master, 1 << 16).decode("utf-8", "replace")
        except OSError:  # the other side has gone
            return False
        self._raw += read
        # Where the cursor is, which a terminal says when asked.
        os.write(self._master, b"\x1b[1;1R" * read.count("\x1b[6n"))
        return True

    def type(self, keys):
        os.write(self._master, keys.encode())

    def paste(self, text):
        self.type(f"\x1b[200~{text}\x1b[201~")

    def answer(self, text):
        """Wait for the question, write *text*, and hand it in."""
        self.until(WRITING)
        self.paste(text)
        self.type(CTRL_D)

    def choose(self, choice):
        told = self.until(CHOOSING)
        self.type(f"{choice}\r")
        return told

    def end(self):
        """The exit code, and what was drawn to the end."""
        deadline = time.monotonic() + _DEADLINE_S
        while self.process.poll() is None:
            assert time.monotonic() < deadline
            self._read()
        while self._read():
            pass
        return self.process.poll(), _SEQUENCE.sub("", self._raw)


@pytest.fixture
def terminal(warm, tmp_path, monkeypatch):
    """Starts the command in a terminal of its own."""
    monkeypatch.setenv("TERM", "xterm-256color")
    opened = []

    def start(*arguments):
        opened.append(Terminal(warm, tmp_path, list(map(str, arguments))))
        return opened[-1]

    yield start
    for each in opened:
        if each.process.poll() is None:
            each.process.kill()
        os.close(each._master)
        each.process.__exit__()


@pytest.fixture
def kept(inside):
    """The history, as the command gives it."""
    return lambda: json.loads(inside(*RUBRIC, "--history-only", "--json").out)


def test_paste_of_many_lines_is_one_answer_and_a_second_stands_beside_it(terminal, kept):
    person = terminal(*RUBRIC, *BASELINE)
    opening = person.until(WRITING)
    for said in ("客服经理面试", "0.35–0.45", "h.db", "Ctrl+D 交卷", "约 10 分钟", "从第一题开始"):
        assert said in opening
    person.paste(PASTED)
    person.until("第三行")
    person.type(f"{ENTER}当天回访确认。")
    person.until("回访确认")
    person.type(CTRL_D)
    told = person.choose("k")
    assert "答到了" in told
    assert "各维度得分" in told
    assert "（基线评分" in told
    told = person.choose("e")
    assert "满分：" in told
    reference = load_rubric("service-manager").item("一/1").reference.zh
    assert not shares_passage(told, reference)
    person.until(WRITING)
    person.type("并记入工单。\x1b\r")  # Esc, then Enter
    assert "→" in person.choose("")
    assert "为什么是这题" in person.until(WRITING)
    person.type(CTRL_D)
    assert "还没有写内容" in person.choose("q")
    assert person.end()[0] == 0
    texts = [each["answer"] for each in kept()["attempts"]]
    whole = (
        "我会先亲自给客户回电，认真听他说完并道歉。\n再核对订单和物流轨迹。\n第三行\n当天回访确认。"
    )
    assert texts == [whole, f"{whole}并记入工单。"]
    assert all(each["seconds"] is not None for each in kept()["attempts"])


def test_stopping_while_writing_keeps_nothing_on_disk_and_the_text_at_hand(terminal, kept):
    person = terminal(*RUBRIC, *BASELINE)
    person.until(WRITING)
    person.type("我会先道歉。")
    person.until("道歉")
    person.type(CTRL_C)
    assert "没有交，也没有存" in person.choose("一/3")
    assert "一/3" in person.until(WRITING)
    os.kill(person.process.pid, signal.SIGINT)
    person.choose("1")
    assert "我会先道歉。" in person.until(WRITING), "it waited where it was left"
    person.type(CTRL_C)
    person.until(CHOOSING)
    person.type(CTRL_C)
    assert person.end()[0] == 130
    assert kept()["attempts"] == []


def test_editor_writes_the_answer(terminal, kept, tmp_path, monkeypatch):
    editor = tmp_path / "my editor"
    editor.write_text("#!/bin/sh\necho '编辑器写的。' >> \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{editor}'")
    person = terminal(*RUBRIC, *BASELINE, "-i", "一/2")
    person.until(WRITING)
    person.type("开头。")
    person.until("开头")
    person.type(CTRL_E)
    person.until("编辑器写的")
    person.type(f"{ENTER}:edit{ENTER}")
    person.until("编辑器写的。")
    person.until(WRITING)
    person.type(CTRL_D)
    person.choose("q")
    assert person.end()[0] == 0
    [attempt] = kept()["attempts"]
    assert (attempt["item_id"], attempt["answer"]) == ("一/2", "开头。编辑器写的。\n编辑器写的。")


def test_editor_that_fails_leaves_the_text(terminal, monkeypatch):
    monkeypatch.setenv("VISUAL", "false")
    person = terminal(*RUBRIC, *BASELINE, "--lang", "zh")
    person.until(WRITING)
    person.type(f"开头。{CTRL_E}")
    person.until("文字没有变")
    person.until(WRITING)
    person.type(CTRL_D)
    assert "0 / 8" in person.choose("q")


def test_interrupt_lets_go_of_the_call_only_and_a_kill_loses_no_answer(terminal, kept, at):
    with LoopbackServer() as server:
        server.reply("hang", "hang")
        command = (*RUBRIC, *at(server))
        person = terminal(*command)
        person.answer("我会先道歉。")
        person.until("正在评分")
        _until(lambda: len(server.requests) == 1)
        os.kill(person.process.pid, signal.SIGINT)
        assert "写好的回答还在" in person.choose("s")
        _until(lambda: len(server.requests) == 2)
        person.process.kill()
        assert kept()["attempts"] == []
        server.reply("unauthorized", "ok")
        person = terminal(*command)
        assert "我会先道歉。" in person.until(WRITING)
        assert "没有得到反馈" in person.told
        person.type(CTRL_D)
        assert "OPENAI_API_KEY" in person.choose("s")
        assert "8 / 8" in person.choose("h")
        assert "openai:scripted-1" in person.choose("q")
        assert person.end()[0] == 0
    assert [each["answer"] for each in kept()["attempts"]] == ["我会先道歉。"]


def test_open_rubric_asks_for_the_question(terminal, tmp_path):
    person = terminal("practice", "-r", "customer-service", "--no-history", *BASELINE)
    person.until("题目是什么")
    person.type("客户说包裹晚到，怎么办？\r")
    person.answer("我会先道歉，再查订单。")
    person.choose("l")
    assert "客户说包裹晚到" in person.choose("n")
    person.until("题目是什么")
    person.type(CTRL_D)
    assert person.end()[0] == 0
    assert list(tmp_path.iterdir()) == []


def _until(done):
    deadline = time.monotonic() + _DEADLINE_S
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.01)
