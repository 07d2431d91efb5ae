"""The texts by which a judge is tried, from the file that travels with the package."""

from functools import cache
from typing import Any

from ..records import Payload, Text, Trials
from .resources import folder
from .rubric_yaml.tree import Tree


@cache
def read_trials() -> Trials:
    """The shipped payloads and benign sentences."""
    text = (folder("trials") / "payloads.yaml").read_text(encoding="utf-8")
    found = Tree(text).value
    return Trials(
        version=found["version"],
        question=Text(**found["weak"]["question"]),
        answer=Text(**found["weak"]["answer"]),
        payloads=tuple(map(_payload, found["payloads"])),
        benign=tuple(map(_payload, found["benign"])),
    )


def _payload(entry: dict[str, Any]) -> Payload:
    named = {"as": "writing", "control": "is_control"}
    return Payload(**{named.get(name, name): value for name, value in entry.items()})
