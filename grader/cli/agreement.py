"""How tables were understood: shown, and where something is not sure, asked before a call."""

import sys
from collections.abc import Iterator, Sequence

from ..core.arrange import Column, Table, Understood
from ..errors import InputError
from ..message import Message
from .told import harmless, say

_LONGEST_SAMPLE, _LONGEST_HEADER = 20, 36
_PLAIN_WIDTH = 120
_MOST_TABLES = 12
YES = {"y", "yes", "是", "好", "继续"}
Words = dict[str, str]


class Agreement:
    """
    Shows how tables were understood, and asks where that is not sure.

    With *takes_all* nothing is asked; in a look ahead (*is_ahead*) all is shown and nothing asked.
    """

    def __init__(self, words: Words, *, takes_all: bool, is_ahead: bool) -> None:
        self._words = words
        self._takes_all = takes_all
        self._is_ahead = is_ahead

    def __call__(self, found: Sequence[Understood]) -> None:
        """
        Have *found* agreed to.

        Raises:
            InputError: a person says no, or none is there to say yes.
        """
        new = [each for each in found if self._is_ahead or not each.was_agreed]
        doubts = list(dict.fromkeys(doubt for each in new for doubt in each.doubts))
        can_see = sys.stderr.isatty()
        is_asked = bool(doubts) and not (self._takes_all or self._is_ahead)
        if is_asked and not (can_see and sys.stdin.isatty()):
            raise InputError(_refusal(doubts))
        if can_see or self._is_ahead:
            self._show(new)
        else:
            for line in dict.fromkeys(self._notes(new)):
                say(line)
        if is_asked and not self._says_yes(doubts):
            raise InputError(self._words["declined"])

    def _says_yes(self, doubts: Sequence[str]) -> bool:
        say(self._words["unsure"].format(count=len(doubts)))
        print(self._words["go_on"], end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().casefold() in YES

    def _show(self, found: Sequence[Understood]) -> None:
        from rich.console import Console

        console = Console(stderr=True)
        if not console.is_terminal:
            console = Console(stderr=True, width=_PLAIN_WIDTH)
        # Posts of one file are mostly understood alike; each way is drawn once.
        shown: dict[tuple[object, ...], tuple[Table, list[str]]] = {}
        for each in found:
            for table in each.tables:
                key = (table.file, *((c.header, c.role, c.item, c.how) for c in table.columns))
                if key in shown or len(shown) < _MOST_TABLES or table.doubts:
                    shown.setdefault(key, (table, []))[1].append(each.name)
            for assumed in each.assumed:
                say(assumed.message)
        for table, names in shown.values():
            self._draw(console, table, self._words["between"].join(filter(None, names)))

    def _draw(self, console: object, table: Table, name: str) -> None:
        from rich.console import Console
        from rich.table import Table as Drawn
        from rich.text import Text

        title = self._words["understood"].format(file=table.file)
        told = harmless(f"{title} {name}".strip())
        drawn = Drawn(title=Text(told), title_justify="left")
        for each in ("understood_column", "understood_role", "understood_sample"):
            drawn.add_column(self._words[each], overflow="fold")
        for column in table.columns:
            drawn.add_row(
                Text(_cut(column.header, _LONGEST_HEADER)),
                Text(self._role(column), style="" if column.is_sure else "bold"),
                Text(_cut(column.sample, _LONGEST_SAMPLE), style="dim"),
            )
        if isinstance(console, Console):
            console.print(drawn)
        if table.missing:
            say(self._words["no_column"].format(items=", ".join(table.missing)))

    def _role(self, column: Column) -> str:
        if column.role != "item":
            told = self._words[f"role_{column.role}"]
        else:
            how = self._words[f"how_{column.how}"].format(percent=column.percent)
            told = self._words["role_item"].format(item=harmless(column.item), how=how)
        return told if column.is_sure else f"{told} {self._words['not_sure']}"

    def _notes(self, found: Sequence[Understood]) -> Iterator[str]:
        for each in found:
            for table in each.tables:
                for column in table.columns:
                    is_guess = column.how in {"number", "cut", "similar"} or not column.is_sure
                    if column.role == "ungraded" or (column.role == "item" and is_guess):
                        yield self._words["note_column"].format(
                            file=table.file, role=self._role(column),
                            column=_cut(column.header, _LONGEST_HEADER),
                        )  # fmt: skip
            for assumed in each.assumed:
                yield assumed.message


def _refusal(doubts: Sequence[str]) -> Message:
    more = Message(" (and {count} more such columns)", count=len(doubts) - 1)
    return Message(
        "{doubt}{more}; --dry-run shows all columns, --yes takes them as they are understood",
        doubt=doubts[0],
        more=more if len(doubts) > 1 else "",
    )


def _cut(text: str, most: int) -> str:
    """*text* in one line, at most *most* characters, harmless for a terminal."""
    line = harmless(" ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"
