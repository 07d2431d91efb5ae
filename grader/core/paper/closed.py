"""Questions that have one right answer: choices, true or false, blanks; and their keys."""

import re
from collections.abc import Iterator, Sequence

from .lines import Line
from .paper import Closed
from .words import folded

_CHOICE = re.compile(
    r"单选|多选|选择题|单项选择|不定项|multiple.choice|single.choice", re.IGNORECASE
)
_JUDGED = re.compile(r"判断题|判断对错|是非题|判断下列|true.or.false|true/false", re.IGNORECASE)
_BLANKS = re.compile(r"填空|fill.in", re.IGNORECASE)
_VERDICT = re.compile(
    r"[(\[]?\s?(?:对|错|正确|错误|√|×|✓|✗|true|false|t|f)\s?[)\]]?[。.]?$", re.IGNORECASE
)
_LETTERS = re.compile(r"[(\[]?\s?[A-H](?:[\s,、]?[A-H]){0,7}\s?[)\]]?[。.]?$")
_FILLED = re.compile(r"[(\[]\s?(?P<key>[A-H]{1,6}|[√×✓✗对错])\s?[)\]]")
_INLINE = re.compile(r"(?<![A-Za-z0-9])\(?[A-H]\s?[.、):](?=\s?\S)")
_RANGE = re.compile(
    r"(?P<first>[0-9]{1,3})\s?[-~—]\s?(?P<last>[0-9]{1,3})\s?[:.、)]?\s?(?P<keys>(?:[A-H√×✓✗对错]\s?){1,60})"
)
_SINGLE = re.compile(r"(?<![-~—0-9])(?P<n>[0-9]{1,3})\s?[:.、)]?\s?(?P<key>[A-H]{1,8}|[√×✓✗对错])")


def options_of(question: Sequence[Line], options: Sequence[Line]) -> tuple[str, tuple[str, ...]]:
    """The question's own words, and its options, on lines of their own or behind the words."""
    words: list[str] = []
    found: list[str] = []
    for line in (*question, *options):
        signs = [match.start() for match in _INLINE.finditer(line.key)]
        letters = "".join(
            char for at in signs for char in line.key[at : at + 2] if "A" <= char <= "H"
        )
        if not signs or (not "ABCDEFGH".startswith(letters or "?") and line in question):
            words.append(line.text)
            continue
        if signs[0]:
            words.append(line.text[: signs[0]].strip())
        ends = [*signs[1:], len(line.text)]
        found += [line.text[a:b].strip() for a, b in zip(signs, ends, strict=True)]
    if len(found) < 2:
        return "\n".join(line.text for line in (*question, *options)).strip(), ()
    return "\n".join(filter(None, words)).strip(), tuple(found)


def filled_in(text: str) -> tuple[str, str]:
    """The question with an empty bracket where its answer was filled in, and that answer."""
    found = _FILLED.search(folded(text))
    if found is None:
        return text, ""
    return f"{text[: found.start()]}（ ）{text[found.end() :]}", found["key"]


def closed_kind(section: str, question: str, options: Sequence[str], answer: str) -> Closed:
    """Which kind of closed question this is; empty for one that takes words of one's own."""
    answer = answer.strip()
    if _JUDGED.search(section) or (answer and len(answer) < 10 and _VERDICT.match(answer)):
        return "true_false"
    if options or (answer and _LETTERS.match(answer)) or _CHOICE.search(section):
        return "choice"
    if _BLANKS.search(section):
        return "blank"
    return "true_false" if _JUDGED.search(question[:12]) else ""


def keys_of(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Number and answer of each question in lines such as 1-5 ABCDA or 1.A 2.B."""
    for line in lines:
        ranges = list(_RANGE.finditer(line.key))
        for match in ranges:
            keys = match["keys"].replace(" ", "")
            first = int(match["first"])
            if int(match["last"]) - first + 1 == len(keys):
                yield from enumerate(keys, start=first)
        if not ranges:
            yield from ((int(match["n"]), match["key"]) for match in _SINGLE.finditer(line.key))
