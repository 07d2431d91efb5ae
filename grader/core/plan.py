"""plan: what is asked, in which order, and under which key it is never paid for twice."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product, zip_longest
from typing import NamedTuple

from ..records import Line, Opinion, Prompt, Task

_JURORS = 2
THIRD = 2
"""The place of the judge that is asked only where the first two differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """
    Whose opinions of an answer are asked for: judges by their identities, each *samples* times.

    Of three judges the third is asked only where the first two differ. With *regrades*, the
    first judge is also asked about a flagged answer without the flagged words.
    """

    identities: tuple[str, ...]
    samples: int = 1
    regrades: bool = False

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """Those of every answer, in the order they are asked."""
        judges = range(min(len(self.identities), _JURORS))
        samples = range(1, self.samples + 1)
        return tuple(Opinion(judge, "whole", sample) for judge, sample in product(judges, samples))

    @property
    def third(self) -> tuple[Opinion, ...]:
        """Those of an answer on which the first two judges differ."""
        if len(self.identities) <= THIRD:
            return ()
        return tuple(Opinion(THIRD, "whole", sample) for sample in range(1, self.samples + 1))


class Planned(NamedTuple):
    """
    What is still to be asked about the answer of that *key*.

    `tasks` are the opinions no rating is stored for; those of them with a key in `copies` are
    asked for an earlier answer as well.
    """

    key: str
    tasks: tuple[Task, ...]
    copies: frozenset[str] = frozenset()

    @property
    def is_copy(self) -> bool:
        """True where nothing is asked for this answer alone."""
        return all(task.key in self.copies for task in self.tasks)


Pick = Callable[[Iterable[list[Planned]]], Iterator[Planned]]
"""What of a plan, block after block, is asked now."""


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


def everything(blocks: Iterable[list[Planned]]) -> Iterator[Planned]:
    """All of it, in the order of the plan."""
    return (planned for block in blocks for planned in block)


class FirstLook:
    """
    A pick of the first *most* answers that differ, item after item in turn inside a block.

    The rest of the plan is gone through as well: *leave* is told each answer that stays for
    later, but for copies of one that was taken, which are settled with it. A plan for another
    judge, picked from by `again`, yields the same answers.
    """

    def __init__(self, most: int, leave: Callable[[Planned], None]) -> None:
        self._most = most
        self._leave = leave
        self._taken: set[str] = set()

    def __call__(self, blocks: Iterable[list[Planned]]) -> Iterator[Planned]:
        """See `Pick`."""
        for block in blocks:
            for planned in _in_turn(block):
                if len(self._taken) < self._most:
                    self._taken.add(planned.key)
                    yield planned
                else:
                    self._leave(planned)
            for planned in block:
                if planned.is_copy and planned.key not in self._taken:
                    self._leave(planned)

    def again(self, blocks: Iterable[list[Planned]]) -> Iterator[Planned]:
        """What was taken before."""
        return (planned for planned in everything(blocks) if planned.key in self._taken)


def _in_turn(block: list[Planned]) -> Iterator[Planned]:
    by_item: dict[str, list[Planned]] = {}
    for planned in block:
        if not planned.is_copy:
            item = planned.tasks[0].answer.item_id
            by_item.setdefault(item, []).append(planned)
    return (each for turn in zip_longest(*by_item.values()) for each in turn if each is not None)
