"""Numbers as papers write them: 3, 三, 十二, III, ③, C."""

_ONES = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
CHINESE = "[零〇一二两三四五六七八九十]{1,3}"


def number_of(text: str) -> int:
    """
    The number that *text* writes; 0 where it is none.

    >>> [number_of(each) for each in ("12", "十二", "二十", "IV", "③", "C", "x?")]
    [12, 12, 20, 4, 3, 3, 0]
    """
    if text.isascii() and text.isdecimal():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if text and all(char in _ROMAN for char in text.upper()):
        return _roman(text.upper())
    if len(text) == 1 and "A" <= text.upper() <= "Z":
        return ord(text.upper()) - ord("A") + 1
    return _chinese(text)


def _chinese(text: str) -> int:
    if not text or any(char not in _ONES and char != "十" for char in text):
        return 0
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_ONES[char]) for char in text))
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return (_ONES[tens] if tens else 1) * 10 + (_ONES[ones] if ones else 0)


def _roman(text: str) -> int:
    total = 0
    for char, after in zip(text, [*text[1:], ""], strict=True):
        size = _ROMAN[char]
        total += -size if after and _ROMAN[after] > size else size
    return total
