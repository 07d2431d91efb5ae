"""Characters nobody sees that carry words: tags, variation selectors, zero-width bits."""

import re
from collections.abc import Iterator

from .view import View, rewritten

_SEEN = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufeff\ufe00-\ufe0f\U000e0000-\U000e01ef\xad\u034f\u180e]{4}"
)
# Flags of England, Scotland and Wales are a black flag, the letters of the region, and an end.
_TAGS = re.compile(
    "(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007e]{3,20000}|[\U000e0020-\U000e007e]{8,20000}"
)
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,20000}")
_BITS = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\xad\u034f\u180e]{24,20000}")
_WORDLIKE = re.compile(r"[A-Za-z\u3400-\u9fff ]")
_FEWEST_WORDLIKE = 3


def revealed(view: View) -> View | None:
    """*view* with words hidden in unseen characters made readable; None where there are none."""
    if not _SEEN.search(view.text):
        return None
    read = rewritten(view, _TAGS, _of_tags, opens=True)
    read = rewritten(read, _SELECTORS, _of_selectors, opens=True)
    read = rewritten(read, _BITS, _of_bits, opens=True)
    return None if read is view else read


def _words(text: str) -> str | None:
    said = len(_WORDLIKE.findall(text))
    return f"\n{text}\n" if said >= _FEWEST_WORDLIKE and said * 10 >= len(text) * 7 else None


def _of_tags(run: str) -> str | None:
    return _words("".join(chr(ord(char) - 0xE0000) for char in run))


def _of_selectors(run: str) -> str | None:
    raw = bytes(
        ord(char) - 0xFE00 if char <= "\ufe0f" else ord(char) - 0xE0100 + 16 for char in run
    )
    return _decoded(raw)


def _decoded(raw: bytes) -> str | None:
    for encoding in ("utf-8", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (said := _words(text)) is not None:
            return said
    return None


def _of_bits(run: str) -> str | None:
    """Two of the signs are the bits, in either order; a third one parts the characters."""
    signs = sorted(set(run), key=lambda sign: -run.count(sign))
    for zero, one in _pairs(signs[:3]):
        bits = "".join("0" if sign == zero else "1" for sign in run if sign in (zero, one))
        for width in (8, 7, 16):
            if (said := _by_width(bits, width)) is not None:
                return said
    return None


def _pairs(signs: list[str]) -> Iterator[tuple[str, str]]:
    yield from ((zero, one) for zero in signs for one in signs if zero != one)


def _by_width(bits: str, width: int) -> str | None:
    codes = [int(bits[at : at + width], 2) for at in range(0, len(bits) - width + 1, width)]
    if width == 8:
        return _decoded(bytes(codes)) if codes else None
    text = "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)
    return _words(text)
