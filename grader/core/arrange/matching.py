"""Which item a header or an item cell means: by id, by number, or by the question's text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from ...records import ClosedItem, Item, Rubric
from ...text import fold
from .headers import bare, is_of_quiz, undressed
from .nearness import nearest

How = Literal["id", "number", "text", "cut", "similar", "map", "open", "other"]

_Any = TypeVar("_Any", Item, Item | ClosedItem)

_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "两": 2}
_NUMBER = re.compile(r"[零〇一二两三四五六七八九十]+")
_DRESS = re.compile(r"\A(?:第|题目|题|问题|question|item|q|no)+|(?:题|小题|问)\Z")
_CUT = re.compile(r"…+|\.{3,}")
# A matrix of Google Forms heads each of its rows "question [row]".
_ROW = re.compile(r"\A(?P<outer>.*?)\s*\[(?P<row>[^\[\]]+)\]\s*\Z", re.DOTALL)
_FEWEST, _FEWEST_BEFORE_DOTS = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """
    The item a header means, and how that was found.

    `item` is None where none fits, or where `rivals`, ids of items, fit as well as each other.
    `percent` is how near a similar text is.
    """

    item: Item | None = None
    how: How = "text"
    percent: int = 0
    is_sure: bool = True
    rivals: tuple[str, ...] = ()


_NONE = Match()


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
        self._by_normal = _gathered((normal_id(item.id), item) for item in self._items)
        self._closed = [each for section in rubric.sections for each in section.closed]
        # A number that a closed question has too means neither by itself.
        every: list[Item | ClosedItem] = [*self._items, *self._closed]
        self._by_number = _gathered((normal_id(each.id).rpartition(" ")[2], each) for each in every)
        texts = [(text, item) for item in self._items for text in (item.text.zh, item.text.en)]
        self._texts = [(fold(text).text, item) for text, item in texts if text]

    @property
    def ids(self) -> list[str]:
        """The ids there are, in the order of the paper."""
        return list(self._by_id)

    def by_id(self, written: str) -> Item | None:
        """The item of that id, also as "1/1" for "一/1", or by its number where only one has it."""
        return self._by_name(written).item

    def by_text(self, written: str) -> Item | None:
        """The item with that question, numbers and "(必填)" around it left out, or cut short."""
        return self._by_words(written).item

    def closed(self, written: str, question: str) -> ClosedItem | None:
        """The closed question of that id or text, which no answer is graded to."""
        name, text = normal_id(written), fold(bare(question)).text
        for each in self._closed:
            texts = {fold(told).text for told in (each.text.zh, each.text.en)}
            if normal_id(each.id) == name if written else text and text in texts:
                return each
        alone = self._by_number.get(name, [])
        return alone[0] if len(alone) == 1 and isinstance(alone[0], ClosedItem) else None

    def match(self, header: str) -> Match:
        """The item a column is headed by: by its id, its number, its text, or a similar text."""
        if header in self._by_id:
            return Match(item=self._by_id[header], how="id")
        if is_of_quiz(header):
            return _NONE
        # Sure ways first: what is headed by another item's text exactly must not be guessed.
        for found in (self._by_words(header), self._by_name(undressed(header))):
            if found.item or found.rivals:
                return found
        row = _ROW.match(header)
        parts = (row["row"], row["outer"]) if row else ()
        for found in map(self._by_words, parts):
            if found.item or found.rivals:
                return found
        return self._by_nearness(header)

    def _by_name(self, written: str) -> Match:
        if written in self._by_id:
            return Match(item=self._by_id[written], how="id")
        normal = normal_id(written)
        if not normal:
            return _NONE
        whole = self._by_normal.get(normal, [])
        if len(whole) == 1:
            return Match(item=whole[0], how="number" if normal.isdigit() else "id")
        return _one_of(self._by_number.get(normal, []), "number")

    def _by_words(self, written: str) -> Match:
        words = bare(written)
        folded = fold(words).text
        if not folded:
            return _NONE
        same = [item for text, item in self._texts if text == folded]
        if same:
            return _one_of(same, "text")
        is_cut = bool(_CUT.search(undressed(written)))
        head, *rest = (fold(part).text for part in _CUT.split(words))
        tail = rest[-1] if rest else ""
        size = len(head) + len(tail)
        if not head or size < (_FEWEST_BEFORE_DOTS if is_cut else _FEWEST):
            return _NONE
        found = _one_of(
            (item for text, item in self._texts if text.startswith(head) and text.endswith(tail)),
            "cut",
        )
        if size >= _FEWEST or not found.item:
            return found
        return Match(item=found.item, how="cut", is_sure=False)

    def _by_nearness(self, header: str) -> Match:
        near = nearest(bare(header), self._texts)
        if not near:
            return _NONE
        if len(near) > 1:
            return Match(how="similar", rivals=tuple(item.id for item, _ in near))
        item, percent = near[0]
        return Match(item=item, how="similar", percent=percent, is_sure=False)


def _one_of(items: Iterable[Item | ClosedItem], how: How) -> Match:
    found = {item.id: item for item in items}
    if len(found) == 1:
        [item] = found.values()
        return Match(item=item, how=how) if isinstance(item, Item) else _NONE
    return Match(how=how, rivals=tuple(found))


def _gathered(pairs: Iterable[tuple[str, _Any]]) -> dict[str, list[_Any]]:
    """The items that have each name."""
    found: dict[str, list[_Any]] = {}
    for name, item in pairs:
        if name:
            found.setdefault(name, []).append(item)
    return found
