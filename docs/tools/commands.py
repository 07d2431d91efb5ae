"""Every command's --help, as commands.md shows it; cog puts it there, `make fix` runs cog."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

import typer

from grader.cli.app import app, main

_LOCALES = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}
_SAID_BY = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def pages(language: str) -> str:
    """A heading and the help text of every command, in the order of `grader --help`."""
    return "\n".join(
        f"## {' '.join(name)}\n\n```text\n{help_of(name[1:], language)}\n```\n" for name in names()
    )


def names() -> Iterator[tuple[str, ...]]:
    """What is typed to get at each command, groups before what is in them."""
    yield from _below(("grader",), typer.main.get_command(app))


def help_of(command: tuple[str, ...], language: str) -> str:
    """What `grader COMMAND --help` prints in *language*, 80 columns wide."""
    printed = io.StringIO()
    with _terminal(language), redirect_stdout(printed), redirect_stderr(printed):
        code = main([*command, "--help"])
    if code:
        raise SystemExit(f"grader {' '.join(command)} --help: exit {code}")
    return "\n".join(line.rstrip() for line in printed.getvalue().strip("\n").splitlines())


def _below(name: tuple[str, ...], command: Any) -> Iterator[tuple[str, ...]]:
    yield name
    for each, inner in getattr(command, "commands", {}).items():
        if not inner.hidden:
            yield from _below((*name, each), inner)


@contextmanager
def _terminal(language: str) -> Iterator[None]:
    """The environment of a plain terminal, 80 columns wide, of somebody who reads *language*."""
    before = dict(os.environ)
    os.environ |= {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    os.environ |= dict.fromkeys(_SAID_BY, _LOCALES[language])
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
