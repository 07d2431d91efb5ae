"""What real usage says: tokens per character, length of replies, how often one is not enough."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import NamedTuple

from ...records import Outcome
from .load import Work
from .scripts import START, Sizes

ENOUGH = 20
"""So many replies outweigh the starting ratios."""

# Half of what was learned is let go at this number, so that a changed model is followed.
_MOST = 5_000
_NOISE = 0.03
_BEYOND = 2.0
_SCALE = 8.0
_BINS_A_FOLD = 20
# From a normal mean to its 0.9 quantile.
_SIGMAS_TO_HIGH = 1.28
_COUNT = len(START)


def _square() -> list[list[float]]:
    return [[0.0] * _COUNT for _ in range(_COUNT)]


class Tokens(NamedTuple):
    """A number of tokens, and how far off it may be, as a share of it."""

    usual: float
    margin: float


@dataclass(slots=True)
class Fit:
    """
    Sums over the replies seen of one endpoint and model; they are kept as text.

    Only answers had with one reply teach how long input and output are: of more than one, the
    endpoint's counts are known in sum only. `sized` counts those.
    """

    sized: int = 0
    gram: list[list[float]] = field(default_factory=_square)
    cross: list[float] = field(default_factory=lambda: [0.0] * _COUNT)
    input: float = 0.0
    cached: float = 0.0
    output: float = 0.0
    expected: float = 0.0
    folds: float = 0.0
    squares: float = 0.0
    lengths: dict[str, float] = field(default_factory=dict)
    answers: float = 0
    extra: float = 0
    retries: float = 0
    timed: float = 0
    seconds: float = 0.0

    @property
    def is_enough(self) -> bool:
        """True where the replies seen outweigh the starting ratios."""
        return self.sized >= ENOUGH

    def learn(self, work: Work, outcome: Outcome) -> None:
        """Take in how the conversation about *work* went."""
        replies = outcome.requests - outcome.retries
        if replies < 1:
            return
        self.answers += 1
        self.extra += replies - 1
        self.retries += outcome.retries
        self.timed += bool(outcome.seconds)
        self.seconds += outcome.seconds / replies
        used = outcome.usage
        if replies == 1 and used.input and used.output:
            self._learn_sizes(work.sizes, used.input)
            self.cached += min(used.cached or 0, used.input)
            self._learn_length(used.output, work.output.usual)
            self.sized += 1
            if self.sized >= _MOST:
                self._fade()

    def _learn_sizes(self, sizes: Sizes, tokens: int) -> None:
        # Each reply counts by its relative error, so that long answers do not drown short ones.
        row = [size / tokens for size in sizes]
        for line, value in zip(self.gram, row, strict=True):
            if value:
                for column, other in enumerate(row):
                    line[column] += value * other
        self.cross = [known + value for known, value in zip(self.cross, row, strict=True)]
        self.input += tokens

    def _learn_length(self, tokens: int, expected: float) -> None:
        self.output += tokens
        self.expected += expected
        fold = tokens / max(expected, 1.0)
        self.folds += fold
        self.squares += fold * fold
        place = str(round(_BINS_A_FOLD * math.log(fold)))
        self.lengths[place] = self.lengths.get(place, 0) + 1

    def _fade(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, int | float):
                setattr(self, each.name, type(value)(value / 2))
        self.gram = [[value / 2 for value in line] for line in self.gram]
        self.cross = [value / 2 for value in self.cross]
        self.lengths = {place: count / 2 for place, count in self.lengths.items()}

    def ratios(self) -> list[float]:
        """
        Tokens per character, in the order of `Sizes`.

        Least squares on the relative error, drawn towards the starting ratios by as much as
        those are sure, kept within twice their range.
        """
        left, right = [], []
        for script, start in enumerate(START):
            pull = (2 * _NOISE / (start.high - start.low)) ** 2
            line = list(self.gram[script])
            line[script] += pull
            left.append(line)
            right.append(self.cross[script] + pull * start.usual)
        return [
            min(max(found, start.low / _BEYOND), start.high * _BEYOND)
            for found, start in zip(_solved(left, right), START, strict=True)
        ]

    def input_of(self, sizes: Sizes) -> Tokens:
        """Tokens that requests of *sizes* will be counted as."""
        ratios = self.ratios()
        # Σ predicted ÷ real over the replies seen; the bounds above may have left a bias.
        seen = sum(map(_product, ratios, self.cross)) / max(self.sized, 1)
        scale = min(max(1 / seen if seen > 0 else 1.0, 1 / _SCALE), _SCALE)
        ratios = [scale * ratio for ratio in ratios]
        bent = sum(
            one * two * cell
            for one, line in zip(ratios, self.gram, strict=True)
            for two, cell in zip(ratios, line, strict=True)
        )
        left = self.sized - 2 * sum(map(_product, ratios, self.cross)) + bent
        spread = math.sqrt(max(left, 0.0) / max(self.sized, 1))
        usual = sum(map(_product, ratios, sizes))
        return Tokens(usual, 0.04 + 2 * spread / math.sqrt(max(self.sized, 1)))

    def output_of(self, expected: float) -> Tokens:
        """Tokens of replies that were expected to have so many in sum."""
        count = max(self.sized, 1)
        mean = max(self.folds / count, 1e-9)
        spread = math.sqrt(max(self.squares / count - mean * mean, 0.0)) / mean
        # Of few replies the high quantile tells more than the deviation does, and the other way
        # round where a rare reply is very long: the wider one counts.
        spread = max(spread, (self.longest() / mean - 1) / _SIGMAS_TO_HIGH)
        usual = self.output / max(self.expected, 1.0) * expected
        return Tokens(usual, 0.04 + 2 * spread / math.sqrt(count))

    def longest(self, share: float = 0.9) -> float:
        """Length that *share* of the replies keep within, as a multiple of the expected one."""
        left = share * sum(self.lengths.values())
        for place in sorted(map(int, self.lengths)):
            left -= self.lengths[str(place)]
            if left <= 0:
                return math.exp(place / _BINS_A_FOLD)
        return 1.0

    def share(self, count: float) -> float:
        """The share of answers that *count* is, at the upper end of what chance allows."""
        mean = (count + 1) / (self.answers + 2)
        return mean + 2 * math.sqrt(mean / (self.answers + 2))

    def text(self) -> str:
        """All of it, to be kept."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Fit":
        """What `text` kept; an empty fit where it is of another version of this class."""
        try:
            fit = cls(**json.loads(text))
            is_whole = len(fit.cross) == len(fit.gram) == _COUNT
            return fit if is_whole and all(len(line) == _COUNT for line in fit.gram) else cls()
        except (TypeError, ValueError):
            return cls()


def _product(one: float, other: float) -> float:
    return one * other


def _solved(left: list[list[float]], right: Sequence[float]) -> list[float]:
    """The solution of a positive definite system, by Cholesky's way without a pivot."""
    count = len(right)
    lines = [[*line, value] for line, value in zip(left, right, strict=True)]
    for at in range(count):
        for below in range(at + 1, count):
            factor = lines[below][at] / lines[at][at]
            for column in range(at, count + 1):
                lines[below][column] -= factor * lines[at][column]
    found = [0.0] * count
    for at in reversed(range(count)):
        rest = sum(lines[at][column] * found[column] for column in range(at + 1, count))
        found[at] = (lines[at][count] - rest) / lines[at][at]
    return found
