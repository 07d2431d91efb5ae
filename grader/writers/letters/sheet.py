"""A letter in words, section by section: what the page and the document both hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...core.letter import Letter, Part, Remark
from ...records import OFFLINE
from ..page import Look
from ..views import Words, visible
from ..views.wording import points

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: sentences, or a list of them."""

    heading: str
    lines: tuple[str, ...]
    is_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A letter from top to bottom; `notice` is empty where a model or a person rated."""

    title: str
    notice: str
    greeting: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]
    thanks: str
    signed: str
    author: str


class Wording:
    """Puts letters into the words of *look*."""

    def __init__(self, look: Look) -> None:
        self._words = Words(look.labels, look.language, look.rubric)
        self._rubric = look.rubric
        self._title = look.rubric.title.of(look.language) or look.rubric.id
        self._about = {each.id: each.description.of(look.language)
                       for each in look.rubric.dimensions}  # fmt: skip
        self._signed_by = _name(look.signed_by)
        self._is_calibrated = bool(look.calibration and look.calibration.headline)

    def sheet(self, letter: Letter) -> Sheet:
        """*letter* in words, with nothing in it that hides or reorders text."""
        words = self._words
        offline = next((OFFLINE[each] for each in letter.raters if each in OFFLINE), "")
        return Sheet(
            title=words("letter"),
            notice=words(f"letter_{offline}") if offline else "",
            greeting=words("letter_greeting", id=_name(letter.candidate_id)),
            intro=tuple(self._intro(letter)),
            sections=(
                self._points(letter),
                self._remarks("strengths", letter.strengths),
                self._remarks("improvements", letter.improvements),
                Section(words("letter_how"), tuple(self._how(letter))),
                Section(words("letter_review"), (words("letter_review_told"),)),
            ),
            thanks=words("letter_thanks"),
            signed=words("letter_signed", name=self._signed_by),
            author=self._signed_by,
        )

    def _intro(self, letter: Letter) -> Iterator[str]:
        words = self._words
        title = visible(self._title)
        yield words("letter_intro", title=title, asked=letter.asked, answered=letter.answered)
        if letter.answered < letter.asked:
            yield words("letter_skipped")
        if self._rubric.use == "practice":
            yield words("letter_practice")

    def _points(self, letter: Letter) -> Section:
        words = self._words
        total = words("letter_total", points=points(letter.total), of=points(letter.max_total))
        return Section(
            words("letter_points"), (*map(self._part, letter.parts), total), is_list=True
        )

    def _part(self, part: Part) -> str:
        words = self._words
        got = words(
            "letter_part_one" if part.criteria == 1 else "letter_part_many",
            points=points(part.points),
            of=points(part.max_points),
            n=part.criteria,
        )
        text = self._about.get(part.dimension, "")
        if part.dimension == "other":
            text = words.join(list(part.labels))
        about = words("letter_about", text=visible(text).rstrip("。.")) if text else ""
        if part.dimension == "other" and not text:
            about = words("letter_about_other")
        name = visible(words.dimension(part.dimension))
        line = words("sentence", text=words("fact", name=name, value=got))
        return f"{line} {about}" if about and self._words.language == "en" else f"{line}{about}"

    def _remarks(self, kind: str, remarks: tuple[Remark, ...]) -> Section:
        heading = self._words(f"letter_{kind}")
        if not remarks:
            return Section(heading, (self._words(f"letter_{kind}_none"),))
        lines = tuple(self._remark(kind, each) for each in remarks)
        return Section(heading, lines, is_list=True)

    def _remark(self, kind: str, remark: Remark) -> str:
        words = self._words
        if remark.kind == "dimension":
            name = visible(words.dimension(remark.text))
            return words(f"letter_{kind}_dimension", name=name)
        text = visible(remark.text)
        if remark.kind == "criterion":
            reached = "hit" if kind == "strengths" else "missed"
            text = words(f"letter_{reached}_criterion", text=text)
        return words("letter_item", text=text, item=_name(remark.item_id))

    def _how(self, letter: Letter) -> Iterator[str]:
        """Who rated, by kind; a person's name stays with the signer."""
        words = self._words
        names: dict[str, list[str]] = {}
        for rater in letter.raters:
            kind, _, name = rater.partition(":")
            names.setdefault(kind, []).append(_name(name or kind))
        for kind, found in names.items():
            label = f"letter_by_{kind}"
            known = words.name("letter_by", kind) != kind
            yield words(label if known else "letter_by_other", name=words.join(found))
        yield words("letter_calibrated" if self._is_calibrated else "letter_uncalibrated")


def _name(text: str) -> str:
    """A name or an id on one line, cut where no name is that long."""
    line = visible(" ".join(text[: 10 * _LONGEST_NAME].split()))
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
