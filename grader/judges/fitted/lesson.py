"""One item learnt: its model, which answers it was learnt from, and levels for any other."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from ...core.agreement.sums import figures, terms
from ...records import Estimate, Item, Language, Learnt, Line, MarkedAnswer
from ...text import fold, numbered
from ...text.turns import candidate_lines, candidate_spans
from .features import Array, Features
from .model import Model

FEWEST = 25
_MOST = 2_000
# Below this agreement with marks it had not seen, a model tells little about a single answer.
_LEAST = 0.4


def said_in(text: str, lines: Sequence[Line]) -> str:
    """What the candidate says in *lines* of *text*: an interviewer's words are nobody's marks."""
    return "\n".join(line.text for line in candidate_lines(lines, candidate_spans(text)))


class Lesson:
    """
    *item* learnt from *marked* answers to it, 25 different texts at least.

    Where 25 of them have marks on each scoring point, these are learnt, each by itself; else the
    points of the whole.
    """

    def __init__(self, item: Item, language: Language, marked: Sequence[MarkedAnswer]) -> None:
        self._item = item
        detailed = [each for each in marked if each.levels]
        self.is_detailed = distinct(detailed) >= FEWEST
        used = (detailed if self.is_detailed else list(marked))[:_MOST]
        texts = [said_in(each.answer.text or "", _lines(each)) for each in used]
        keys = [_key(each.answer.text) for each in used]
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        given = np.array([self._targets(each) for each in used], dtype=np.float64)
        self._model = Model(
            lambda some: Features(item, language, some),
            texts, given, [numbers[key] for key in keys],
        )  # fmt: skip
        self._known = dict(zip(keys, self._model.held_out, strict=True))
        self.learnt = self._learnt(used, given)
        self._is_sure = {name: (qwk or 0) >= _LEAST for name, qwk in self.learnt.qwk.items()}

    def _learnt(self, used: Sequence[MarkedAnswer], given: Array) -> Learnt:
        names = [each.id for each in self._item.criteria] if self.is_detailed else [""]
        held_out = self._model.held_out
        return Learnt(
            item_id=self._item.id,
            candidates=tuple(each.answer.candidate_id for each in used),
            given={name: tuple(given[:, n].tolist()) for n, name in enumerate(names)},
            foretold={name: tuple(held_out[:, n].tolist()) for n, name in enumerate(names)},
            qwk={name: _qwk(given[:, n], held_out[:, n]) for n, name in enumerate(names)},
        )

    def _targets(self, marked: MarkedAnswer) -> list[float]:
        if not self.is_detailed:
            return [float(marked.points)]
        levels = dict(marked.levels)
        return [float(levels[each.id]) for each in self._item.criteria]

    def estimate(self, text: str, lines: Sequence[Line]) -> Estimate:
        """
        Levels for the answer *text*, of which *lines* are seen.

        For one that was learnt from, what models fitted without it foretell.
        """
        found = self._known.get(_key(text))
        if found is None:
            found = self._model.marks(said_in(text, lines))
        if self.is_detailed:
            levels = [int(each) for each in found]
        else:
            levels = shared_out(self._item, Decimal(str(float(found[0]))))
        ids = (each.id for each in self._item.criteria)
        return Estimate(levels=tuple(zip(ids, levels, strict=True)), is_detailed=self.is_detailed)

    def sure(self, estimate: Estimate) -> Estimate | None:
        """What of *estimate* is learnt well enough to be held against another rating."""
        if not self.is_detailed:
            return estimate if self._is_sure[""] else None
        levels = tuple(pair for pair in estimate.levels if self._is_sure[pair[0]])
        return Estimate(levels=levels) if levels else None

    def best_lines(self, text: str, lines: Sequence[Line], most: int) -> list[list[int]]:
        """For each criterion the numbers of the *most* lines, from 1, that speak for it."""
        spoken = candidate_lines(lines, candidate_spans(text))
        weights = self._model.weights_of([line.text for line in spoken])
        sure = [n for n, line in enumerate(spoken) if line.text.strip()]
        columns = range(weights.shape[1]) if self.is_detailed else [0] * len(self._item.criteria)
        return [
            sorted(n + 1 for n in sorted(sure, key=lambda n: (-weights[n, column], n))[:most])
            for column in columns
        ]


def shared_out(item: Item, points: Decimal) -> list[int]:
    """
    Levels of the criteria of *item* that come near to *points*, as even as can be.

    The criterion that has got least of its points is raised next, as long as that comes nearer.
    """
    levels = [0] * len(item.criteria)

    def worth(some: Sequence[int]) -> Decimal:
        each = (item.worth(*pair) for pair in zip(item.criteria, some, strict=True))
        return sum(each, Decimal(0))

    def share(n: int) -> float:
        return levels[n] / (len(item.criteria[n].steps) - 1)

    while True:
        left = points - worth(levels)
        for n in sorted(range(len(levels)), key=lambda n: (share(n), n)):
            if levels[n] + 1 < len(item.criteria[n].steps):
                raised = [*levels[:n], levels[n] + 1, *levels[n + 1 :]]
                if abs(points - worth(raised)) < abs(left):
                    levels = raised
                    break
        else:
            return levels


def _qwk(given: Array, foretold: Array) -> float | None:
    """Quadratic weighted kappa; None where one of them never varies."""
    found = figures(terms(given, foretold, 0.0).sum(axis=0, keepdims=True))["qwk"][0]
    return None if np.isnan(found) else float(found)


def _lines(marked: MarkedAnswer) -> tuple[Line, ...]:
    return numbered(marked.answer.text or "", marked.answer.redactions)


def _key(text: str | None) -> str:
    return fold(text or "").text


def distinct(marked: Sequence[MarkedAnswer]) -> int:
    """How many different texts there are among *marked*."""
    return len({_key(each.answer.text) for each in marked})
