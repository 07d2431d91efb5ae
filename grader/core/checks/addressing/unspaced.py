"""Letters that stand apart, put together again: 忽 略, i.g.n.o.r.e, one character a line."""

import re
from collections.abc import Iterator

from .view import View, rewritten

_CJK = "\u3400-\u9fff"
_APART = r"[ .*_|~^=+\\/\-·•‧・∙●○◦★☆\u3000]"
_MARKS = r"[ .,，。、;；:：!！?？*_|~^=+\\/\-·•‧・∙●○◦★☆#&@\n\t]"
# Between Chinese characters a space or a sign like these says nothing.
_BETWEEN = re.compile(rf"(?<=[{_CJK}]){_APART}{{1,3}}(?=[{_CJK}])")
# A row of single characters, or of pairs, with anything between them.
_ROW = re.compile(rf"(?<![{_CJK}])[{_CJK}](?:{_MARKS}{{1,2}}[{_CJK}](?![{_CJK}])){{4,400}}")
# The same with one sign between all of them, where the text goes on behind it.
_CHAIN = re.compile(rf"(?<![{_CJK}])[{_CJK}](?:({_APART})[{_CJK}])(?:\1[{_CJK}]){{3,400}}")
_PAIRS = re.compile(
    rf"(?<![{_CJK}])[{_CJK}]{{1,3}}(?:[,，。.;；|/\n]{{1,2}}[{_CJK}]{{1,3}}(?![{_CJK}])){{4,200}}"
)
_LETTERS = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z](?:[ .,*_|~^=+\\/\-·•‧∙\n]{1,4}[A-Za-z](?![A-Za-z0-9])){4,600}"
)
_WIDE = re.compile(r"[ \n]{2,4}|[._*|~^=+\\/\-·•‧∙]{0,2}[ /|][._*|~^=+\\/\-·•‧∙ ]{1,3}")
_LETTER = re.compile(r"[^A-Za-z]{1,4}")
_HINT = re.compile(
    rf"(?:[。.;；|/\n][{_CJK}]{{1,3}}){{3}}|[{_CJK}]{_MARKS}{{1,3}}[{_CJK}]{_MARKS}|"
    rf"[{_CJK}]{_APART}{{1,3}}[{_CJK}]"
)
_LATIN_HINT = re.compile(r"(?:(?<![A-Za-z0-9])[A-Za-z][ .,*_|~^=+\\/\-·•‧∙\n]{1,4}){3}")
# Words to cut a row of evenly spaced letters at.
_WORDS = re.compile(
    r"(ignore|disregard|forget|override|previous|"
    r"above|prior|instructions?|rules?|prompts?|system|"
    r"rubric|criteri(?:a|on)|grad(?:er|ing|e)|scor(?:e|ing|er)|marks?|points?|level|award|assign|"
    r"please|give|full|maximum|highest|perfect|answer|response|this|output|must|you|are|now|the|"
    r"all|me|and|evaluator|examiner|rate|as|an|ai|to|every|each|top)",
    re.IGNORECASE,
)


def unspaced(view: View) -> View:
    """*view* with characters that stand apart put together; itself where none do."""
    text = view.text
    if not text.isascii() and _HINT.search(text):
        view = rewritten(view, _ROW, _joined)
        view = rewritten(view, _PAIRS, _joined)
        view = rewritten(view, _BETWEEN, lambda _: "")
    if _LATIN_HINT.search(text):
        view = rewritten(view, _LETTERS, _spelt)
    return view


def rows(text: str) -> Iterator[tuple[int, int]]:
    """Where characters of *text* stand apart in a row that is long enough to say something."""
    if not text.isascii() and _HINT.search(text):
        for pattern in (_ROW, _CHAIN):
            yield from (match.span() for match in pattern.finditer(text))
    if _LATIN_HINT.search(text):
        yield from (match.span() for match in _LETTERS.finditer(text))


def _joined(row: str) -> str:
    return "".join(char for char in row if "\u3400" <= char <= "\u9fff")


def _spelt(row: str) -> str:
    """The words of a row of letters: cut where the gaps are wide, else at known words."""
    gaps = _LETTER.findall(row)
    narrowest = min(map(len, gaps))
    has_others = any(" " not in gap for gap in gaps)

    def kept(gap: re.Match[str]) -> str:
        said = gap[0]
        parts = len(said) > narrowest or (has_others and (" " in said or "\n" in said))
        return (", " if "," in said else " ") if parts else ""

    words = _LETTER.sub(kept, row)
    if max(map(len, words.split())) > 15:
        words = " ".join(_WORDS.sub(r" \1 ", words).split())
    return words
