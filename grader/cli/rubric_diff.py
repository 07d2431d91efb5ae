"""What grader rubric diff prints; imported only when it runs."""

from collections import Counter
from typing import Any

from rich.console import Console
from rich.text import Text as Styled

from ..core.compare_rubrics import (
    Change,
    ItemChange,
    RubricDifference,
    compare_rubrics,
    word_difference,
)
from ..core.render import render_prompt
from ..core.report import decimal
from ..readers.resources import labels
from ..records import Item, Rubric
from ..text import json_text
from ..wiring import rubric_named, templates
from .grading import language_named
from .told import harmless

Words = dict[str, str]
_LONGEST = 80
_STYLES = {"old": "red strike", "new": "green", "both": ""}
_MARKS = {"old": ("[-", "-]"), "new": ("{+", "+}"), "both": ("", "")}


def print_difference(old: str, new: str, prompt_lang: str, lang: str, *, as_json: bool) -> int:
    """What leads from *old* to *new*; returns 0 where nothing does, else 1."""
    asked = language_named("--prompt-lang", prompt_lang)
    one, other = rubric_named(old, asked), rubric_named(new, asked)
    found = compare_rubrics(one, other, _digest)
    if as_json:
        print(json_text(_object(one, other, found)))
    else:
        language = language_named("--lang", lang) or other.language
        _Told(labels(language, "rubric")).tell(one, other, found, (old, new))
    return 1 if found else 0


def _digest(item: Item, rubric: Rubric) -> str:
    return render_prompt(item, rubric, templates(rubric.language)).digest


class _Told:
    """The difference in the words of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)

    def tell(
        self, old: Rubric, new: Rubric, found: RubricDifference, names: tuple[str, str]
    ) -> None:
        """Print what counts first, then every change."""
        words = self._words
        if not found:
            self._say(words["diff_same"].format(old=names[0], new=names[1]))
            return
        self._summary(old, new, found)
        if found.head:
            self._say(f"\n{words['diff_head']}", "bold")
            self._changes(found.head)
        for each in found.items:
            self._item(each)

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(Styled(harmless(text), style=style))

    def _summary(self, old: Rubric, new: Rubric, found: RubricDifference) -> None:
        words = self._words
        names = {"old": f"{old.id} {old.version}", "new": f"{new.id} {new.version}"}
        self._say(words["diff_title"].format(**names), "bold")
        kinds: Counter[str] = Counter(each.kind for each in found.items)
        every = ("added", "removed", "renamed", "changed", "moved")
        self._say(words["diff_count"].format(**{kind: kinds[kind] for kind in every}))
        if old.id != new.id:
            self._say(words["diff_other_id"].format(old=old.id, new=new.id), "bold")
        was, now = old.max_points, new.max_points
        if was != now:
            self._say(words["diff_total"].format(old=decimal(was), new=decimal(now)))
        effects = {each.effect for each in found.items}
        for effect in ("asked", "reckoned"):
            if effect in effects:
                ids = [self._name(each) for each in found.items if each.effect == effect]
                self._say(words[f"diff_{effect}"].format(items=words["between"].join(ids)), "bold")
        if found.head or "told" in effects:
            self._say(words["diff_told"])

    def _name(self, item: ItemChange) -> str:
        return self._words["diff_any_item"] if item.item_id == "*" else item.item_id

    def _item(self, item: ItemChange) -> None:
        words = self._words
        name = words["diff_item"].format(id=item.item_id) if item.item_id != "*" else ""
        parts = [name or self._name(item), words[f"diff_kind_{item.kind}"].format(was=item.was)]
        if item.effect:
            parts.append(words[f"diff_effect_{item.effect}"])
        self._say("\n" + " · ".join(parts), "bold" if item.may_move_scores else "")
        if item.kind == "changed" and item.effect == "asked" and not item.changes:
            self._say(f"  {words['diff_via_head']}")
        self._changes(item.changes)

    def _changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            name = self._words[f"diff_what_{change.what}"]
            if change.of:
                name = self._words["diff_of"].format(what=name, of=change.of)
            if change.language:
                name = self._words[f"diff_in_{change.language}"].format(what=name)
            head, _, tail = self._words["diff_line"].partition("{text}")
            line = Styled("  " + harmless(head.format(what=name)))
            self._console.print(line + self._both(change) + Styled(tail))

    def _both(self, change: Change) -> Styled:
        """Before and after: words marked inside a sentence, other values side by side."""
        nothing = self._words["diff_nothing"]
        if not change.is_text or not (change.old and change.new):
            old, new = (" ".join(side.split()) or nothing for side in (change.old, change.new))
            if change.what.endswith(("_added", "_removed")):
                return Styled(harmless(new if change.new else old))
            return Styled(harmless(f"{old} → {new}"))
        line = Styled()
        for piece in word_difference(change.old, change.new):
            opened, closed = _MARKS[piece.side]
            text = _cut(" ".join(piece.text.splitlines()))
            line.append(f"{opened}{harmless(text)}{closed}", style=_STYLES[piece.side])
        return line


def _cut(text: str) -> str:
    """*text*, or its beginning and end; --json has all of it."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 15]}…{text[-14:]}"


def _object(old: Rubric, new: Rubric, found: RubricDifference) -> dict[str, Any]:
    return {
        "same": not found,
        "old": _side(old),
        "new": _side(new),
        "may_move": [each.item_id for each in found.items if each.may_move_scores],
        "head": [_change(each) for each in found.head],
        "items": [
            {
                "item_id": each.item_id,
                "kind": each.kind,
                "was": each.was or None,
                "effect": each.effect,
                "may_move_scores": each.may_move_scores,
                "changes": [_change(change) for change in each.changes],
            }
            for each in found.items
        ],
    }


def _side(rubric: Rubric) -> dict[str, str]:
    points = decimal(rubric.max_points)
    return {"id": rubric.id, "version": rubric.version, "points": points}


def _change(change: Change) -> dict[str, str | None]:
    return {
        "what": change.what,
        "of": change.of or None,
        "language": change.language or None,
        "old": change.old,
        "new": change.new,
    }
