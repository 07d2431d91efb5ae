"""Names of the people in a file, found in texts however many there are."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .common_words import COMMON_CJK, COMMON_LATIN
from .found import Found

_CJK = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN_CJK = re.compile(rf"[{_CJK}]+(?:[·•‧・][{_CJK}]+)*")
_SPACED = re.compile(rf"\A[{_CJK}](?:[ \u3000]+[{_CJK}]){{1,3}}\Z")
# In a text a name is set apart by one space or two, as in forms; more part two words.
_GAP = re.compile(rf"(?<=[{_CJK}])[ \t\u3000]{{1,2}}(?=[{_CJK}])")
_MOST_PARTED = 4
_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ"
_RUN_LATIN = re.compile(
    rf"[{_LETTERS}]+(?:['’.-]?[{_LETTERS}]+)*(?:,?[ \t]+[{_LETTERS}]+(?:['’-][{_LETTERS}]+)*)*"
)
_WORD = re.compile(rf"(?<![{_LETTERS}\d_@])[{_LETTERS}]+(?:['’-][{_LETTERS}]+)*(?![\d_@])")
_FEWEST_CJK, _MOST_CJK = 2, 15
_FEWEST_LATIN, _MOST_WORDS = 3, 6
# Chinese has no spaces: a name of two characters is one only where what stands beside it lets
# it be, or 李想 would be found in 行李想必, and 周敏 in 周敏感地带.
_SURELY_BEFORE = re.compile(
    r"(?:我叫|名叫|叫做|我是|姓名|名字|本人|同事|客服|员工|组长|班长|店长|经理|主管|师傅|[系责件]人|联系|转告|称呼|感谢)"
    r"[是叫为:：]?\Z"
)
_BEFORE = re.compile(
    rf"(?:[^{_CJK}]|\A|[我你您他她们叫是和与及跟找由请让给向对为的被把将令使替帮陪带约问告诉但而因若果当等天上下时后前里"
    r"中年月日点分到有家师生士姐])\Z"
)
_AFTER = re.compile(
    rf"(?:[^{_CJK}]|\Z|先生|女士|小姐|同学|老师|经理|主管|店长|客服|同事|师傅|医生|主任|总监|阿姨|敬上"
    r"|[说和与及是跟负在会将来去已要也不很今昨明让请把对给向接处回您你我他她先就都正还能应做办查打写听看想知认觉"
    r"表提联帮同保管带问发到交的了等])"
)


class Names:
    """
    The names in *cells* of name columns, ready to be found.

    A Chinese name counts from two characters on, a Latin word from three letters on. Common
    words that are also names (高兴, Will) do not count alone. Latin names are found as whole
    words, and only where they are written like names.
    """

    def __init__(self, cells: Iterable[str] = ()) -> None:
        self._by_two: dict[str, list[str]] = {}
        self._words: set[str] = set()
        self._phrases: dict[str, set[tuple[str, ...]]] = {}
        for cell in cells:
            self._add(cell)
        for known in self._by_two.values():
            known.sort(key=lambda name: (-len(name), name))
        firsts = "".join(sorted({two[0] for two in self._by_two}))
        self._first = re.compile(f"[{re.escape(firsts)}]") if firsts else None
        self._has_latin = bool(self._words or self._phrases)

    def _add(self, cell: str) -> None:
        cell = unicodedata.normalize("NFKC", cell).strip()
        if _SPACED.match(cell):
            cell = "".join(cell.split())
        parts = [match[0] for match in _RUN_CJK.finditer(cell)]
        whole = _GAP.sub("", cell)
        if len(parts) > 1 and len(whole) <= _MOST_PARTED and _RUN_CJK.fullmatch(whole):
            parts.append(whole)
        for name in parts:
            if _FEWEST_CJK <= len(name) <= _MOST_CJK and name not in COMMON_CJK:
                known = self._by_two.setdefault(name[:2], [])
                if name not in known:
                    known.append(name)
        for match in _RUN_LATIN.finditer(cell):
            self._add_latin(match[0])

    def _add_latin(self, written: str) -> None:
        words = [word.strip(".").casefold() for word in re.split(r"[ \t,]+", written)]
        if 1 < len(words) <= _MOST_WORDS:
            for phrase in {tuple(words), tuple(words[::-1])}:
                self._phrases.setdefault(phrase[0], set()).add(phrase)
        for word in words:
            if (
                len(word) >= _FEWEST_LATIN
                and word not in COMMON_LATIN
                and len(words) <= _MOST_WORDS
            ):
                self._words.add(word)

    def found_in(self, text: str) -> Iterator[Found]:
        """Where names stand in *text*, in time linear in its length."""
        if self._first is not None:
            yield from self._parted(text, self._first)
            yield from self._chinese(text, self._first)
        if self._has_latin:
            yield from self._latin(text)

    def _chinese(self, text: str, first: re.Pattern[str]) -> Iterator[Found]:
        by_two, end = self._by_two, 0
        for match in first.finditer(text):
            at = match.start()
            known = by_two.get(text[at : at + 2])
            if known is None or at < end:
                continue
            for name in known:
                if not text.startswith(name, at):
                    continue
                is_next = at == end > 0
                if len(name) > 2 or self._stands_alone(text, at, at + 2, is_next=is_next):
                    end = at + len(name)
                    yield Found(at, end, "name", name)
                    break

    def _parted(self, text: str, first: re.Pattern[str]) -> Iterator[Found]:
        """Where Chinese names stand with spaces inside them."""
        gaps = [match.span() for match in _GAP.finditer(text)]
        if not gaps:
            return
        starts, ends = zip((0, 0), *gaps, strict=True)
        kept = list(zip(ends, (*starts[1:], len(text)), strict=True))
        at = [place for start, end in kept for place in range(start, end)]
        for found in self._chinese("".join(text[start:end] for start, end in kept), first):
            start, end = at[found.start], at[found.end - 1] + 1
            is_parted = end - start > len(found.value)
            if is_parted and (
                len(found.value) > 2 or self._stands_alone(text, start, end, is_next=False)
            ):
                yield Found(start, end, "name", found.value)

    def _stands_alone(self, text: str, at: int, end: int, *, is_next: bool) -> bool:
        """True where a name of two characters is no part of other words; see _BEFORE."""
        before, after = text[max(0, at - 3) : at], text[end : end + 2]
        if _SURELY_BEFORE.search(before):
            return True
        is_begun = is_next or _BEFORE.search(before) is not None
        return is_begun and (_AFTER.match(after) is not None or after in self._by_two)

    def _latin(self, text: str) -> Iterator[Found]:
        matches = list(_WORD.finditer(text))
        words = [match[0].casefold() for match in matches]
        last = 0
        for number, word in enumerate(words):
            if number < last:
                continue
            size = self._size(words, number, matches, text)
            if size:
                last = number + size
                start, end = matches[number].start(), matches[last - 1].end()
                value = " ".join(sorted(words[number:last]))
                yield Found(start, end, "name", value)
            elif word.removesuffix("'s").removesuffix("’s") in self._words and _is_name_like(
                matches[number][0]
            ):
                bare = word.removesuffix("'s").removesuffix("’s")
                start = matches[number].start()
                yield Found(start, start + len(bare), "name", bare)

    def _size(self, words: list[str], number: int, matches: list[re.Match[str]], text: str) -> int:
        """How many words from *number* on are a name of several; 0 for none."""
        known = self._phrases.get(words[number])
        if not known:
            return 0
        for size in range(min(_MOST_WORDS, len(words) - number), 1, -1):
            if tuple(words[number : number + size]) not in known:
                continue
            some = matches[number : number + size]
            gaps = (text[a.end() : b.start()] for a, b in pairwise(some))
            if all(0 < len(gap) <= 3 and not gap.strip(" \t,.") for gap in gaps):
                is_name = all(_is_name_like(match[0]) for match in some)
                is_rare = any(
                    len(word) >= _FEWEST_LATIN and word not in COMMON_LATIN
                    for word in words[number : number + size]
                )
                return size if is_name or is_rare else 0
        return 0


def _is_name_like(word: str) -> bool:
    return word[0].isupper()
