"""Exports as three form makers write them, for the shipped rubric service-manager."""

import csv
import io
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader import load_rubric

TEXTS = {item.id: item.text.zh for item in load_rubric("service-manager").items}
SAID = "我会先听客户说完，再核对订单，当天给出答复，签收的第二天回访确认，并记入工单。"
PEOPLE = (("周敏", "女", "客服经理"), ("李建国", "男", "客服主管"))
Rows = list[list[str]]


def survey() -> Rows:
    """A table of 问卷星: twelve columns about the person, headers numbered and cut short."""
    about = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分", "1、您的姓名：",
             "2、您的性别：", "3、您的手机号码：", "4、您的应聘岗位：", "5、您的最高学历："]  # fmt: skip
    asked = [f"{n}、{text[:24]}…" for n, text in enumerate(TEXTS.values(), start=6)]
    rows = [[*about, *asked]]
    for n, (name, sex, post) in enumerate(PEOPLE, start=1):
        person = [str(n), f"2026/9/14 20:3{n}:07", f"{300 + n}秒", "手机提交", "直接访问",
                  f"120.36.1.{n}(福建-厦门)", "0", name, sex, f"1380000111{n}", post, "本科"]  # fmt: skip
        rows.append([*person, *(f"{SAID}第{n}件事也一样。" for _ in TEXTS)])
    rows[2][-1] = "(跳过)"
    return rows


def google() -> Rows:
    """A table of Google Forms: a matrix of two rows, and a question in other words."""
    ids = list(TEXTS)
    headers = ["Timestamp", "Email Address", "Full name", *(TEXTS[each] for each in ids[:4]),
               f"请逐题作答 [{TEXTS[ids[4]]}]", f"请逐题作答 [{TEXTS[ids[5]]}]",
               TEXTS[ids[6]].replace("电商平台", "网购平台").replace("客户", "顾客")]  # fmt: skip
    rows = [headers]
    for n, (name, _, _) in enumerate(PEOPLE, start=1):
        rows.append([f"2026/09/14 8:3{n}:07 PM GMT+8", f"p{n}@example.com", name, *[SAID] * 7])
    rows[1][3] = "N/A"
    return rows


def microsoft() -> Rows:
    """A table of Microsoft Forms for a quiz nobody signed in to."""
    headers = ["ID", "Start time", "Completion time", "Email", "Name", "Total points"]
    for text in TEXTS.values():
        headers += [f"{text}\n", f"Points - {text}", f"Feedback - {text}"]
    rows = [headers]
    for n in (1, 2):
        person = [str(n), "9/14/26 20:31:07", "9/14/26 20:41:07", "anonymous", "", ""]
        rows.append([*person, *[SAID, "", ""] * 7])
    return rows


EXPORTS = {"wjx": (survey, "gb18030"), "google": (google, "utf-8"), "ms": (microsoft, "utf-8-sig")}


def write(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding=encoding, newline="")
    return path


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    """Writes the table of a form maker; *change* may change its rows first."""

    def make(name: str, change: Callable[[Rows], object] = lambda _: None) -> Path:
        made, encoding = EXPORTS[name]
        rows = made()
        change(rows)
        return write(tmp_path / f"{name}.csv", rows, encoding)

    return make


@pytest.fixture
def at_terminal(cli) -> Callable[..., tuple[int, str]]:
    """The command at a terminal, where *typed* is answered to what it asks; code and screen."""

    def run(*arguments: object, typed: str) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        words = [sys.executable, "-m", "grader", *map(str, arguments)]
        with subprocess.Popen(words, cwd=cli.folder, env=cli.environment(TERM="xterm", COLUMNS="120"),
                              stdin=theirs, stdout=theirs, stderr=theirs) as process:  # fmt: skip
            os.close(theirs)
            os.write(ours, typed.encode())
            screen = _read(ours)
            process.wait(30)
        os.close(ours)
        return process.returncode, screen

    return run


def _read(handle: int) -> str:
    """All that is written to a terminal until nobody holds it any more."""
    found, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([handle], [], [], 1)[0]:
            continue
        try:
            part = os.read(handle, 65536)
        except OSError:  # Linux: the other side is closed
            break
        if not part:
            break
        found += part
    return found.decode("utf-8", "replace")
