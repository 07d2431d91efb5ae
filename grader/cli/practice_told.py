"""What grader practice prints: an item, points by dimension, history and progress."""

import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from ..core.feedback import key_points, plain_points
from ..core.practice import BARS, Line, Offer, chart, weight
from ..records import Attempt, DimensionPoints, Item, Language, Rubric
from ..runs.practice import Practice
from ..wiring import withheld
from .told import harmless

Words = dict[str, str]
_WIDEST = 120
# A moment to think, and then for each scoring point.
_THINKING_MIN, _POINT_MIN = 2, 2


class Told:
    """What is said of *practice*, in *words*."""

    def __init__(self, practice: Practice, words: Words) -> None:
        self._practice = practice
        self._rubric: Rubric = practice.rubric
        self._words = words
        self._language: Language = practice.rubric.language
        self._names = {each.id: each.name.of(self._language) for each in self._rubric.dimensions}

    def name(self, dimension: str) -> str:
        """What people call *dimension*."""
        return self._names.get(dimension, dimension)

    def _name_in(self, item: Item, dimension: str) -> str:
        """The same, where it is `other` with what the criteria of *item* mean by it."""
        labels = dict.fromkeys(
            each.label.of(self._language)
            for each in item.criteria
            if each.dimension == dimension and each.label
        )
        name = self.name(dimension)
        if not labels:
            return name
        return self._words["name_in"].format(name=name, labels=self._words["and"].join(labels))

    def offer(self, offer: Offer) -> Iterator[str]:
        """The item, why it comes, its question and how long to take."""
        item, words = offer.item, self._words
        yield words["item"].format(id=item.id, points=plain_points(item.max_points))
        if why := self.why(offer):
            yield why
        yield ""
        yield item.text.of(self._language)
        yield ""
        minutes = _THINKING_MIN + _POINT_MIN * len(item.criteria)
        yield words["time_hint"].format(minutes=minutes, count=len(item.criteria))

    def why(self, offer: Offer) -> str:
        """Why the item of *offer* comes; nothing where a person chose it."""
        if offer.why == "chosen":
            return ""
        reached = offer.standing.reached if offer.standing else None
        return self._words[f"why_{offer.why}"].format(
            name=self.name(offer.dimension),
            points=plain_points(reached.points) if reached else "",
            max_points=plain_points(reached.max_points) if reached else "",
            items=offer.standing.items if offer.standing else 0,
            share=plain_points(weight(offer.item, offer.dimension) * offer.item.max_points),
            of=plain_points(offer.item.max_points),
        )

    def outcome(self, item: Item, attempt: Attempt, before: Attempt | None) -> Iterator[str]:
        """Points of *item* by dimension, beside those of *before*, and how long it took."""
        words = self._words
        if attempt.by_dimension:
            yield f"## {words['by_dimension']}"
        elif attempt.status != "unscored":
            yield words["not_in_lines"]
        for dimension, now in attempt.by_dimension.items():
            earlier = before.by_dimension.get(dimension) if before else None
            yield f"- {self._changed(self._name_in(item, dimension), now, earlier)}"
        if before is not None and before.points is not None and attempt.points is not None:
            yield words["whole_changed"].format(
                before=plain_points(before.points),
                now=plain_points(attempt.points),
                max_points=plain_points(attempt.max_points),
            )
        if attempt.handed_in.seconds is not None:
            yield words["took"].format(time=_clock(attempt.handed_in.seconds))

    def _changed(self, name: str, now: DimensionPoints, before: DimensionPoints | None) -> str:
        label = "dimension_changed" if before else "dimension_points"
        return self._words[label].format(
            name=name,
            now=plain_points(now.points),
            before=plain_points(before.points) if before else "",
            max_points=plain_points(now.max_points),
        )

    def key_points(self, item: Item) -> Iterator[str]:
        """What a full answer to *item* has; a rubric for selection keeps that to itself."""
        words = self._words
        if self._rubric.use != "practice":
            yield words["key_points_kept"]
            return
        yield f"## {words['key_points']}"
        secrets = withheld(item, self._language)
        for each in key_points(item, self._language, secrets=secrets):
            yield words["key_point"].format(
                name=self.name(each.dimension), points=each.points, asks=each.asks
            )
            if each.full:
                yield words["key_point_full"].format(full=each.full)
        yield words["key_points_not_reference"]

    def items(self) -> None:
        """Print the items, how often each was practised, and the last points."""
        practice, words = self._practice, self._words
        times = Counter(each.handed_in.item_hash for each in practice.attempts)
        last = {each.handed_in.item_hash: each for each in practice.attempts}
        heads = ("", "list_item", "list_question", "list_times", "list_last")
        table = _table([words[each] if each else "" for each in heads], right={0, 3})
        for number, (item, hashed) in enumerate(practice.hashed_items(), start=1):
            attempt = last.get(hashed)
            table.add_row(
                str(number),
                item.id,
                harmless(item.text.of(self._language)),
                str(times[hashed]),
                self._reached(attempt) if attempt else "",
            )
        _print(table)

    def history(self) -> None:
        """Print each rated answer, and then the lines of progress."""
        words, attempts = self._words, self._practice.attempts
        if not attempts:
            print(words["history_none"])
            return
        print(f"# {words['history']}")
        heads = ("list_when", "list_item", "list_points", "list_took", "list_rater", "list_note")
        table = _table([words[each] for each in heads], right={3})
        current = self._practice.current
        for each in attempts:
            seconds = each.handed_in.seconds
            table.add_row(
                _local(each.handed_in.at),
                harmless(each.handed_in.item_id),
                self._reached(each),
                "" if seconds is None else _clock(seconds),
                harmless(each.rater),
                "" if each.handed_in.item_hash in current else words["older"],
            )
        _print(table)
        self._progress()

    def _progress(self) -> None:
        words, lines = self._words, self._practice.lines()
        print(f"\n# {words['progress']}")
        for rater, is_older in dict.fromkeys((each.rater, each.is_older) for each in lines):
            label = "progress_older" if is_older else "progress_rater"
            print(harmless("\n" + words[label].format(rater=rater)))
            if rater == "baseline":
                print(words["baseline_short"])
            self._lines(
                [each for each in lines if (each.rater, each.is_older) == (rater, is_older)]
            )
        unsettled = sum(not each.by_dimension for each in self._practice.attempts)
        if unsettled:
            print(words["progress_unsettled"].format(count=unsettled))
        show([words["progress_note"]], self._language)

    def _lines(self, lines: Sequence[Line]) -> None:
        words = self._words
        heads = ("list_dimension", "list_answers", "list_first", "list_latest", "list_best")
        has_bars = _can_print(BARS)
        shown = [*heads, "list_chart"] if has_bars else list(heads)
        table = _table([words[each] for each in shown], right={1})
        for line in lines:
            first, latest, best = line.steps[0], line.steps[-1], line.best
            cells = [self.name(line.dimension), str(len(line.steps))]
            cells += [f"{_of(each.points, each.max_points)}  {_local(each.at)[5:10]}"
                      for each in (first, latest)]  # fmt: skip
            cells.append(_of(best.points, best.max_points))
            if has_bars:
                cells.append(chart([each.share for each in line.steps]))
            table.add_row(*cells)
        _print(table)

    def _reached(self, attempt: Attempt) -> str:
        if attempt.status == "unscored":
            return self._words["unscored"]
        if attempt.points is not None:
            return _of(attempt.points, attempt.max_points)
        low, high = plain_points(attempt.points_low), plain_points(attempt.points_high)
        return f"{low}–{high}/{plain_points(attempt.max_points)}"


def show(lines: Iterable[str], language: Language) -> None:
    """
    Print *lines*, made harmless; English broken between words where the terminal ends.

    Chinese may be broken anywhere, which a terminal does by itself.
    """
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for line in "\n".join(lines).split("\n"):
        text = harmless(line)
        indent = " " * (len(text) - len(text.lstrip("- ")))
        # What cannot be broken (a path) stays whole: it may be copied.
        print(
            textwrap.fill(
                text, width, subsequent_indent=indent, break_long_words=False,
                break_on_hyphens=False, replace_whitespace=False, drop_whitespace=True,
            ) if language == "en" and sys.stdout.isatty() else text
        )  # fmt: skip


def _table(heads: Sequence[str], right: set[int]) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number in right else "left")
    return table


def _print(table: Table) -> None:
    console = Console(markup=False, emoji=False, highlight=False)
    console.width = min(console.width, _WIDEST)
    console.print(table)


def _can_print(text: str) -> bool:
    """False on a terminal or pipe whose encoding lacks the characters of *text*."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _of(points: Decimal, max_points: Decimal) -> str:
    return f"{plain_points(points)}/{plain_points(max_points)}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _local(at: str) -> str:
    """A time in the reader's own zone, to the minute."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
