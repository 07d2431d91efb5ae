"""Numbers that Word shows before paragraphs and keeps apart from their text."""

from dataclasses import dataclass, field

from .markup import Element, value, w

_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    """chineseCounting chineseCountingThousand chineseLegalSimplified ideographDigital
    japaneseCounting japaneseDigitalTenThousand taiwaneseCounting taiwaneseCountingThousand
    taiwaneseDigital""".split()
)
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


def shown_number(number: int, style: str) -> str:
    """
    *number* in one of Word's number formats; digits where the format is an unusual one.

    >>> [shown_number(12, style) for style in ("decimal", "chineseCounting", "upperRoman")]
    ['12', '十二', 'XII']
    """
    if style in {"bullet", "none"}:
        return ""
    if style in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return (_DIGITS[tens] if tens > 1 else "") + "十" * (tens > 0) + (
            _DIGITS[ones] if ones else ""
        )  # fmt: skip
    if style.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if style in {"upperLetter", "lowerLetter"} and 0 < number <= 26:
        return chr(ord("A" if style == "upperLetter" else "a") + number - 1)
    if style in {"upperRoman", "lowerRoman"} and 0 < number < 4000:
        out = ""
        for size, letters in _ROMAN:
            out += letters * (number // size)
            number %= size
        return out.upper() if style == "upperRoman" else out
    return str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    pattern: str


@dataclass(slots=True)
class _List:
    """One list of the document and how far it has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numbers of a document's lists, counted on paragraph after paragraph."""

    def __init__(self, numbering: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if numbering is None:
            return
        shared = {
            value(each, "abstractNumId"): _List(_levels(each))
            for each in numbering.iter(w("abstractNum"))
        }
        for each in numbering.iter(w("num")):
            base = shared.get(value(each.find(w("abstractNumId"))))
            if base is None:
                continue
            overrides = _overrides(each, base.levels)
            own = _List(base.levels | overrides) if overrides else base
            self._lists[value(each, "numId")] = own

    def label(self, list_id: str, level: int) -> str:
        """The number of the next paragraph of that list, counted; empty for bullets."""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return ""
        here = found.levels[level]
        found.counts[level] = found.counts.get(level, here.start - 1) + 1
        for deeper in [each for each in found.counts if each > level]:
            del found.counts[deeper]
        if here.style == "bullet":
            return ""
        label = here.pattern
        for each in range(_LEVELS):
            if f"%{each + 1}" in label and each in found.levels:
                known = found.levels[each]
                count = found.counts.get(each, known.start)
                label = label.replace(f"%{each + 1}", shown_number(count, known.style))
        return label.strip()


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else default


def _levels(element: Element) -> dict[int, _Level]:
    return {
        _number(value(each, "ilvl"), 0): _Level(
            start=_number(value(each.find(w("start"))), 1),
            style=value(each.find(w("numFmt"))) or "decimal",
            pattern=value(each.find(w("lvlText"))),
        )
        for each in element.iter(w("lvl"))
    }


def _overrides(num: Element, levels: dict[int, _Level]) -> dict[int, _Level]:
    found = _levels(num)
    for each in num.iter(w("lvlOverride")):
        level = _number(value(each, "ilvl"), 0)
        start = value(each.find(w("startOverride")))
        known = found.get(level) or levels.get(level)
        if start and known:
            found[level] = _Level(_number(start, 1), known.style, known.pattern)
    return found
