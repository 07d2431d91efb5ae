"""plan: what is asked, in which order, and under which key it is never paid for twice."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from ..records import Line, Prompt, Task


class Planned(NamedTuple):
    """A task that no rating is stored for; `is_copy` where an earlier one has its key."""

    task: Task
    is_copy: bool


Pick = Callable[[Iterable[list[Planned]]], Iterator[Task]]
"""Which tasks of a plan, block after block, are asked now."""


def key_of(identity: str, prompt: Prompt, lines: Iterable[Line], sample: int = 1) -> str:
    """
    The key of a rating: a hash of the request as intended.

    Judge (kind, version, endpoint, model, parameters as asked), item and template as rendered,
    the answer as rendered, and the sample number. Rung, refused parameters, nonce and attempt
    are not in it: they say how an answer was had, not which.
    """
    parts = [identity, prompt.digest, [line.text for line in lines], sample]
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def everything(blocks: Iterable[list[Planned]]) -> Iterator[Task]:
    """Every task, in the order of the plan."""
    return (planned.task for block in blocks for planned in block)


def first_look(most: int, leave: Callable[[Planned], None]) -> Pick:
    """
    A pick of the first *most* tasks that differ, item after item in turn inside a block.

    The rest of the plan is gone through as well: *leave* is told each task that stays for later,
    but for copies of one that was taken, which are settled with it.
    """

    def pick(blocks: Iterable[list[Planned]]) -> Iterator[Task]:
        taken: set[str] = set()
        for block in blocks:
            for planned in _in_turn(block):
                if len(taken) < most:
                    taken.add(planned.task.key)
                    yield planned.task
                else:
                    leave(planned)
            for planned in block:
                if planned.is_copy and planned.task.key not in taken:
                    leave(planned)

    return pick


def _in_turn(block: list[Planned]) -> Iterator[Planned]:
    by_item: dict[str, list[Planned]] = {}
    for planned in block:
        if not planned.is_copy:
            by_item.setdefault(planned.task.answer.item_id, []).append(planned)
    return (each for turn in zip_longest(*by_item.values()) for each in turn if each is not None)
