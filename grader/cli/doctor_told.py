"""What grader doctor prints: a row for each check, and the grader grade that fits."""

import re
import shlex
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..readers.resources import labels
from ..records import Language
from ..runs.doctor import Check, Findings
from .told import harmless

_WIDEST = 110
# The mark before a name, and the space behind each of two columns.
_BETWEEN = 6
_NARROWEST = 20
# A Chinese character with the marks that close behind it, a word, or the space between.
_PIECE = re.compile(r"[⺀-鿿＀-￯][，。；：！？、）”…]*|[^\s⺀-鿿＀-￯]+|\s+")
_STYLES = {"ok": "green", "told": "", "ignored": "yellow", "refused": "yellow", "failed": "red",
           "unknown": "dim"}  # fmt: skip
Words = dict[str, str]


def findings_object(found: Findings, language: Language) -> dict[str, Any]:
    """The JSON of grader doctor: what was found, and each check in the words of *language*."""
    words = labels(language, "doctor")
    checks = [
        {
            "check": each.name,
            "state": each.state,
            "fault": each.is_fault,
            "what": each.what or None,
            "values": {name: str(value) for name, value in each.values.items()},
            "seen": _seen(each, words) or None,
            "advice": _advice(each, words) or None,
        }
        for each in found.checks
    ]
    return {**found.as_object(), "checks": checks}


def print_findings(found: Findings, language: Language) -> None:
    """Print *found* as a table that fits the terminal, or 80 columns where there is none."""
    words = labels(language, "doctor")
    console = Console(markup=False, emoji=False, highlight=False)
    console.width = min(console.width, _WIDEST)
    print(harmless(words["endpoint"].format(endpoint=found.endpoint)))
    with console.capture() as drawn:
        console.print(_table(found, words, console.width))
    print("\n".join(line.rstrip() for line in drawn.get().splitlines()))
    untried = [words[f"check_{each}"] for each in found.untried]
    if untried:
        print(words["untried"].format(names=words["between"].join(untried)))
    for line in _closing(found, words):
        print(harmless(line))
    if found.command:
        # As it is, however long: it is there to be copied.
        print(f"\n{words['line']}\n  {harmless(shlex.join(found.command))}")


def _table(found: Findings, words: Words, width: int) -> Table:
    left = max(cell_len(words[f"check_{each.name}"]) for each in found.checks)
    middle = max(cell_len(words[f"state_{each.state}"]) for each in found.checks)
    room = max(width - left - middle - _BETWEEN, _NARROWEST)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for each in found.checks:
        seen = Text(_folded(harmless(_seen(each, words)), room))
        if advice := _advice(each, words):
            told = _folded(f"{words['arrow']}{harmless(advice)}", room)
            seen.append(f"\n{told}", "bold" if each.is_fault else "")
        mark = words["fault"] if each.is_fault else "  "
        state = Text(words[f"state_{each.state}"], _STYLES[each.state])
        table.add_row(Text(mark + words[f"check_{each.name}"]), state, seen)
    return table


def _folded(text: str, width: int) -> str:
    """*text* in lines of so many columns, broken between words and between Chinese characters."""
    lines, room = [""], width
    for piece in _PIECE.findall(text):
        if cell_len(piece) > room and lines[-1]:
            lines.append("")
            room = width
        if piece.strip() or lines[-1]:
            lines[-1] += piece
            room -= cell_len(piece)
    return "\n".join(each.rstrip() for each in lines)


def _closing(found: Findings, words: Words) -> list[str]:
    """What became of it all, what it took, and whether it works."""
    values = {
        "calls": found.calls,
        "looks": found.looks,
        "input": found.tokens[0] or 0,
        "output": found.tokens[1] or 0,
        "took": f"{found.took:.1f}",
        "cost": "" if found.cost is None else f"{found.cost:.4f}",
        "rung": words.get(f"rung_{found.rung}", ""),
    }
    counted = "took" if found.tokens[0] is not None else "took_bare"
    lines = ["", words[counted].format(**values)]
    if found.calls and found.tokens[0] is not None:
        lines[-1] += words["cost" if found.cost is not None else "cost_unknown"].format(**values)
    return [*lines, words["well" if found.is_well else "ill"].format(**values)]


def _seen(check: Check, words: Words) -> str:
    name = f"seen_{check.name}_{check.what}"
    told = words.get(name) or words.get(f"seen_{check.what}", "")
    return told.format(**check.values)


def _advice(check: Check, words: Words) -> str:
    return words[f"do_{check.advice}"].format(**check.values) if check.advice else ""
