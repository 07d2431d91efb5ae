"""The words by which answers are turned to one side and the other: shipped, or a file of yours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..message import Message, cause
from ..records import Language, Text
from ..records.audit import SwapKind, SwapPair
from .resources import folder
from .rubric_yaml.tree import Path as Where
from .rubric_yaml.tree import Tree, TreeError

_MOST_BYTES = 1_000_000
_SIDES = 2


def shipped_swaps(language: Language) -> tuple[SwapKind, ...]:
    """The shipped kinds of swap in *language*."""
    return read_swaps(folder("swaps") / f"{language}.yaml")


def read_swaps(path: Path) -> tuple[SwapKind, ...]:
    """
    The kinds of swap in the file *path*.

    Raises:
        InputError: it cannot be read, or is not of the form of the shipped ones.
    """
    try:
        content = path.read_bytes()[: _MOST_BYTES + 1]
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "{path}: cannot be read ({reason}); give a .yaml file in UTF-8",
            path=path,
            reason=cause(error),
        ) from error
    try:
        tree = Tree(text if len(content) <= _MOST_BYTES else "")
    except TreeError as error:
        raise _wrong(path, (error.line, error.column), error.problem) from error
    return tuple(_Kinds(path, tree).read())


def _wrong(path: Path, at: tuple[int, int], problem: str) -> InputError:
    return InputError(
        "{path}:{line}:{column}: {problem}", path=path, line=at[0], column=at[1], problem=problem
    )


class _Kinds:
    """What a tree says of kinds, with the place of what is wrong in it."""

    def __init__(self, path: Path, tree: Tree) -> None:
        self._path, self._tree = path, tree

    def read(self) -> Iterator[SwapKind]:
        """Every kind in turn."""
        kinds = self._tree.value.get("kinds") if isinstance(self._tree.value, dict) else None
        self._see((), bool(kinds) and isinstance(kinds, list), _NO_KINDS)
        seen: set[str] = set()
        for number, each in enumerate(kinds or ()):
            at: Where = ("kinds", number)
            self._see(at, isinstance(each, dict), _NO_KINDS)
            name = each.get("id")
            self._see(at, isinstance(name, str) and bool(name) and name not in seen, _NO_ID)
            seen.add(name)
            yield SwapKind(
                id=name,
                name=self._text(each, "name", at, name),
                one=self._text(each, "one", at),
                other=self._text(each, "other", at),
                pairs=tuple(self._pairs(each, at)),
                keep=self._words(each.get("keep", []), (*at, "keep")),
            )

    def _pairs(self, kind: dict[str, Any], at: Where) -> Iterator[SwapPair]:
        pairs = kind.get("pairs")
        self._see(at, isinstance(pairs, list) and bool(pairs), _NO_PAIRS)
        for number, each in enumerate(pairs or ()):
            here: Where = (*at, "pairs", number)
            if isinstance(each, dict):
                words = self._words([each.get("one"), each.get("other")], here)
                before = self._words(each.get("before", []), here)
            else:
                words, before = self._words(each, here), ()
            is_pair = len(words) == _SIDES and words[0] != words[1]
            self._see(here, is_pair, _NO_PAIRS)
            yield SwapPair(one=words[0], other=words[1], before=before)

    def _words(self, found: Any, at: Where) -> tuple[str, ...]:
        are_words = isinstance(found, list) and all(
            isinstance(each, str) and each.strip() for each in found
        )
        self._see(at, are_words, _NO_WORDS)
        return tuple(each.strip() for each in found)

    def _text(self, kind: dict[str, Any], name: str, at: Where, default: str = "") -> Text:
        found = kind.get(name, default)
        if isinstance(found, dict) and found and set(found) <= {"zh", "en"}:
            return Text(**found)
        self._see((*at, name), isinstance(found, str) and bool(found), _NO_TEXT)
        return Text(zh=found, en=found)

    def _see(self, at: Where, is_right: bool, problem: Message) -> None:  # noqa: FBT001 - as assert
        if not is_right:
            places = self._tree.places
            while at not in places:
                at = at[:-1]
            raise _wrong(self._path, places[at], problem)


_NO_KINDS = Message("holds no kinds of swap; write kinds: and a list, as in docs/en/audit.md")
_NO_ID = Message("a kind of swap without an id of its own; write id: and a name no other has")
_NO_PAIRS = Message("is no list of pairs; write two different words each, as in [one, other]")
_NO_WORDS = Message("is no list of words; write texts, in quotation marks where they are numbers")
_NO_TEXT = Message("names no side; write name:, one: and other: as texts")
