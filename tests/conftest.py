"""What every test stands on: no socket but loopback, and an environment without keys."""

import importlib.util
import ipaddress
import json
import os
import socket
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import grader
from grader.core.plan import key_of
from grader.core.render import render_prompt
from grader.records import (
    Answer,
    Criterion,
    Dimension,
    Item,
    Rubric,
    Section,
    Task,
    Text,
)

# Not by entry point alone: a checkout that is not installed has them too.
from grader.testing.plugin import grader_api, grader_server
from grader.text import numbered
from grader.wiring import templates

__all__ = ["grader_api", "grader_server"]

LEFT: list[str] = []
"""Addresses that a test tried to reach beyond this machine."""

_NAMES = {"localhost", "localhost.localdomain"}
_ORIGINAL: dict[str, Callable[..., Any]] = {}
_CONNECTS = ("connect", "connect_ex", "sendto")


class LeftTheMachine(OSError):
    """A test tried to reach beyond loopback."""


def _is_loopback(host: object) -> bool:
    name = str(host or "").partition("%")[0]
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name in _NAMES


def _refuse(where: object) -> None:
    LEFT.append(str(where))
    raise LeftTheMachine(f"{where}: tests reach nothing but loopback")


def _guarded(name: str) -> Callable[..., Any]:
    original = _ORIGINAL[name]

    def call(self: socket.socket, *args: Any) -> Any:
        # The address is the last argument of each of these.
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(args[-1][0]):
            _refuse(args[-1])
        return original(self, *args)

    return call


def _look_up(host: Any, *args: Any, **options: Any) -> Any:
    # Asking for the address of a name is a packet that leaves the machine, too.
    name = host.decode() if isinstance(host, bytes) else host
    if name and not _is_number(name) and name not in _NAMES:
        _refuse(name)
    return _ORIGINAL["getaddrinfo"](host, *args, **options)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def pytest_configure() -> None:
    """Guard the sockets, clear the environment, ask for English, before anything is collected."""
    for name in [each for each in os.environ if each.startswith(("OPENAI_", "GRADER_"))]:
        del os.environ[name]
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C"
    if _ORIGINAL:
        return
    for name in _CONNECTS:
        _ORIGINAL[name] = getattr(socket.socket, name)
        setattr(socket.socket, name, _guarded(name))
    _ORIGINAL["getaddrinfo"] = socket.getaddrinfo
    socket.getaddrinfo = _look_up


def pytest_unconfigure() -> None:
    """Give the sockets back."""
    for name in _CONNECTS:
        if name in _ORIGINAL:
            setattr(socket.socket, name, _ORIGINAL[name])
    socket.getaddrinfo = _ORIGINAL.pop("getaddrinfo", socket.getaddrinfo)
    _ORIGINAL.clear()


@pytest.fixture(autouse=True)
def _stays_on_the_machine() -> Iterator[None]:
    """Fail a test that left the machine even where its code swallowed the refusal."""
    LEFT.clear()
    yield
    left, LEFT[:] = LEFT.copy(), []
    assert not left, f"reached beyond loopback: {', '.join(left)}"


@pytest.fixture
def left_the_machine() -> list[str]:
    """The addresses refused so far in this test; clear it where a refusal is meant."""
    return LEFT


@pytest.fixture
def in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that speaks Chinese, for the commands of this test."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


compiled = cache(templates)
ANSWER = "我会先安抚客户，认真听他说完。\n然后核对订单，两小时内给出方案。\n最后回访确认，并把处理结果记录下来。"


def build_rubric(language: str = "zh", **criterion: Any) -> Rubric:
    """Two criteria of two points; *criterion* changes both."""
    made = tuple(
        Criterion(
            id=name,
            dimension="empathy",
            **{"points": Decimal(2), "description": Text(zh=zh, en=en), **criterion},
        )
        for name, zh, en in (
            ("calm", "先安抚客户的情绪，认真倾听", "calms the customer and listens"),
            ("plan", "核对订单并给出解决方案", "checks the order and offers a solution"),
        )
    )
    question = Text(zh="客户来投诉，怎么办？", en="What do you do?")
    points = sum((each.points for each in made), Decimal(0))
    item = Item(id="1", text=question, points=points, criteria=made)
    name = Text(zh="同理心", en="Empathy")
    return Rubric(
        id="r", version="1", title=Text(zh="客服", en="Service"), language=language, use="practice",
        dimensions=(Dimension(id="empathy", name=name, description=name),),
        sections=(Section(id="一", title=Text(zh="一"), items=(item,)),),
    )  # fmt: skip


def build_task(text: str = ANSWER, rubric: Rubric | None = None, identity: str = "j") -> Task:
    """A task as `desk.Desk` makes it."""
    rubric = rubric or build_rubric()
    item = next(iter(rubric.items))
    prompt, lines = render_prompt(item, rubric, compiled(rubric.language)), numbered(text)
    answer = Answer(candidate_id="c1", item_id=item.id, text=text)
    return Task(key=key_of(identity, prompt, lines), prompt=prompt, answer=answer, lines=lines)


def _module(name: str) -> Any:
    """The module *name* beside this file: tests are no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="session")
def warm() -> Iterator[Any]:
    """Starts commands in processes of their own that need not import the package first."""
    made = _module("warm").Warm(Path(grader.__file__).resolve().parent.parent)
    yield made
    made.close()


@pytest.fixture(scope="session")
def make_rubric() -> Callable[..., Rubric]:
    """Builds a rubric of one item, `1`, with two criteria."""
    return build_rubric


@pytest.fixture(scope="session")
def make_task() -> Callable[..., Task]:
    """Builds a task of that rubric."""
    return build_task


@cache
def _corpus() -> dict[str, Any]:
    return json.loads((Path(__file__).parent / "nasty.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def nasty() -> dict[str, list[str]]:
    """What a candidate or a model could write to hurt whoever reads it, by kind."""
    return {
        kind: [each["repeat"] * each["times"] if isinstance(each, dict) else each for each in texts]
        for kind, texts in _corpus()["hostile"].items()
    }


@pytest.fixture(scope="session")
def real() -> dict[str, str]:
    """What people write in their scripts and signs, which must come through as it is."""
    return _corpus()["real"]
