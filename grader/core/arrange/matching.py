"""Which item a header or an item cell means: by id, by number, or by the question's text."""

import re
from collections.abc import Iterable

from ...records import Item, Rubric
from ...text import fold

_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "两": 2}
_NUMBER = re.compile(r"[零〇一二两三四五六七八九十]+")
_DRESS = re.compile(r"\A(?:第|题目|题|问题|question|item|q|no)+|(?:题|小题|问)\Z")
_LEADING = re.compile(
    r"\A\s*(?:第?\s*[\d一二三四五六七八九十]+\s*(?:题|[.、．:：)）])\s*|q\d+\s*[.:：]\s*)+",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"[\[(（【]\s*(?:必填|必答|选填|单选题?|多选题?|问答题?|填空题?|required|\*)\s*[\])）】]|\*\s*\Z",
    re.IGNORECASE,
)
_FEWEST = 8


def _chinese(match: re.Match[str]) -> str:
    """A Chinese number up to 99 in digits."""
    word = match[0]
    if "十" not in word:
        return "".join(str(_DIGITS[char]) for char in word)
    tens, _, ones = word.partition("十")
    return str(10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0))


def normal_id(text: str) -> str:
    """An id without its dress: "一/1", "１-1", "第一部分 1" and "1.1" are the same."""
    # Folding drops the separator beside a Chinese numeral; numbers are told apart before it.
    spaced = re.sub(r"([零〇一二两三四五六七八九十]+)\s*[^\w\s]*\s*(?=\d)", r"\1 ", text)
    folded = fold(_NUMBER.sub(lambda m: f" {_chinese(m)} ", spaced)).text
    words = (_DRESS.sub("", word) for word in folded.replace("部分", " ").split())
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words if word)


class ItemIndex:
    """Finds items of a rubric by what people write for them."""

    def __init__(self, rubric: Rubric) -> None:
        self._items = list(rubric.items)
        self._by_id = {item.id: item for item in self._items}
        self._by_normal = _unique((normal_id(item.id), item) for item in self._items)
        self._by_number = _unique(
            (normal_id(item.id).rpartition(" ")[2], item) for item in self._items
        )
        texts = [(text, item) for item in self._items for text in (item.text.zh, item.text.en)]
        self._texts = [(fold(text).text, item) for text, item in texts if text]

    @property
    def ids(self) -> list[str]:
        """The ids there are, in the order of the paper."""
        return list(self._by_id)

    def by_id(self, written: str) -> Item | None:
        """The item of that id, also as "1/1" for "一/1", or by its number where only one has it."""
        if written in self._by_id:
            return self._by_id[written]
        normal = normal_id(written)
        if not normal:
            return None
        return self._by_normal.get(normal) or self._by_number.get(normal)

    def by_text(self, written: str) -> Item | None:
        """The item with that question, numbers and "(必填)" around it left out, or cut short."""
        bare = _LEADING.sub("", _REQUIRED.sub("", written)).strip().rstrip("….")
        folded = fold(bare).text
        if not folded:
            return None
        same = {item.id: item for text, item in self._texts if text == folded}
        if not same and len(folded) >= _FEWEST:
            same = {item.id: item for text, item in self._texts if text.startswith(folded)}
        return next(iter(same.values())) if len(same) == 1 else None

    def by_header(self, header: str) -> Item | None:
        """The item a column is headed by."""
        return self.by_text(header) or self.by_id(_REQUIRED.sub("", header).strip())


def _unique(pairs: Iterable[tuple[str, Item]]) -> dict[str, Item]:
    """The pairs whose name only one item has."""
    found: dict[str, list[Item]] = {}
    for name, item in pairs:
        found.setdefault(name, []).append(item)
    return {name: items[0] for name, items in found.items() if name and len(items) == 1}
