"""What changed inside a text, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# A Latin word or number, white space, or any other character by itself: Chinese has no gaps.
_PART = re.compile(r"[A-Za-z0-9]+(?:['’.-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)
_CONTEXT = 8
_CUT = "…"
# difflib is quadratic; what is longer is told as replaced as a whole.
_MOST_PARTS = 4_000
# Below this share of common words, words picked out here and there say less than both texts.
_LEAST_IN_COMMON = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: on both sides, only in the old text, or only in the new one."""

    side: Literal["both", "old", "new"]
    text: str


def word_difference(old: str, new: str) -> tuple[Piece, ...]:
    """
    What leads from *old* to *new*, with a few words around each change.

    Longer stretches that both share are cut to their ends, marked by `…`. A text that was mostly
    written anew is told as a whole.
    """
    before, after = _PART.findall(old), _PART.findall(new)
    if len(before) + len(after) > _MOST_PARTS:
        return (Piece("old", old), Piece("new", new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _LEAST_IN_COMMON:
        return (Piece("old", old), Piece("new", new))
    stretches = _joined(matcher.get_opcodes(), before)
    pieces: list[Piece] = []
    for number, (is_shared, i, j, k, m) in enumerate(stretches):
        if is_shared:
            is_last = number == len(stretches) - 1
            shown = _ends(before[i:j], is_first=number == 0, is_last=is_last)
            pieces.append(Piece("both", shown))
            continue
        if i < j:
            pieces.append(Piece("old", "".join(before[i:j])))
        if k < m:
            pieces.append(Piece("new", "".join(after[k:m])))
    return tuple(pieces)


_Stretch = tuple[bool, int, int, int, int]


def _joined(codes: Sequence[tuple[str, int, int, int, int]], before: list[str]) -> list[_Stretch]:
    """Shared and changed stretches; one character left between two changes belongs to them."""
    made: list[_Stretch] = []
    for number, (what, i, j, k, m) in enumerate(codes):
        is_between = 0 < number < len(codes) - 1
        is_shared = what == "equal" and not (is_between and len("".join(before[i:j])) == 1)
        if made and not is_shared and not made[-1][0]:
            _, first, _, other, _ = made[-1]
            made[-1] = (False, first, j, other, m)
        else:
            made.append((is_shared, i, j, k, m))
    return made


def _ends(parts: list[str], *, is_first: bool, is_last: bool) -> str:
    """The ends of an unchanged stretch that stand next to a change."""
    wanted = _CONTEXT * (2 - is_first - is_last)
    if len(parts) <= wanted + 1:
        return "".join(parts)
    head = "" if is_first else "".join(parts[:_CONTEXT])
    tail = "" if is_last else "".join(parts[-_CONTEXT:])
    return f"{head}{_CUT}{tail}"
