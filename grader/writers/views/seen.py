"""What checks of our own saw in an answer: the flag, what it means here, and the words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...records import Observation, Score
from .marked import Span
from .wording import Words

# Where the words cannot be marked in the answer, so much of each stretch is quoted, and of so many.
_LONGEST_QUOTE = 120
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRow:
    """One observation; `label` stands at its words in the answer, empty where it names none."""

    label: str
    anchor: str
    flag: str
    told: str


def seen_rows(score: Score, anchor: str, words: Words) -> tuple[SeenRow, ...]:
    """The observations behind *score*, each with its place under *anchor*."""
    return tuple(
        SeenRow(
            label=_letter(number) if each.spans else "",
            anchor=_anchor(anchor, number),
            flag=words.name("flag", each.flag),
            told=words.told(each.told) if each.told else "",
        )
        for number, each in enumerate(score.observations)
    )


def seen_spans(seen: Sequence[Observation], anchor: str) -> Iterator[Span]:
    """Where in the answer the words of *seen* stand."""
    for number, each in enumerate(seen):
        for start, end in each.spans:
            yield Span(start, end, _letter(number), _anchor(anchor, number), is_seen=True)


def seen_lines(score: Score, words: Words) -> Iterator[str]:
    """Each observation behind *score* as a line: the flag, what was seen, the words."""
    text = score.answer.text or ""
    for each in score.observations:
        told = words.told(each.told) if each.told else ""
        quotes = [
            words("book_quote", text=_short(text[start:end]))
            for start, end in each.spans[:_MOST_QUOTES]
        ]
        value = words("semicolon").join(filter(None, (told, " ".join(quotes))))
        flag = words.name("flag", each.flag)
        yield words("fact", name=flag, value=value) if value else flag


def untold_flags(score: Score, words: Words) -> Iterator[str]:
    """The flags of *score* in words, less those that an observation tells more of."""
    told = {words.name("flag", each.flag) for each in score.observations}
    return (flag for flag in words.flags(score) if flag not in told)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_QUOTE else f"{flat[: _LONGEST_QUOTE - 1]}…"


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else f"z{number - 24}"


def _anchor(anchor: str, number: int) -> str:
    # Ids that differ only by case are one to some browsers: findings have the capital letters.
    return f"{anchor}-seen-{_letter(number)}"
