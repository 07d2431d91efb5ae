"""What grader rubric new does: asks for a rubric, and writes it when it is whole."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path

from ..errors import InputError
from ..readers.resources import find_rubric, labels, shipped_rubrics
from ..readers.rubric_yaml import load_rubric, read_rubric
from ..records import Adjudication, Dimension, Item, Language, Rubric, Section, Text
from ..writers.rubric_yaml import rubric_yaml
from ..writers.whole import whole_file
from .asking import Asker
from .grading import language_named
from .rubric_criteria import ask_criteria
from .rubric_show import show_rubric
from .told import say, speak_unless_asked

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
# Between them these describe every dimension there is.
_DESCRIBED = ("customer-service", "event-ticketing")
_NUMERALS = "一二三四五六七八九十"


def write_new(file: Path | None, start: str, lang: str) -> int:
    """Ask for a rubric and write it; nothing is written before it is whole and agreed to."""
    chosen = language_named("--lang", lang)
    if file is not None:
        _see_free(file)
    base = load_rubric(find_rubric(start)) if start else None
    asker = Asker(labels(chosen or "zh", "rubric"))
    language = chosen or _language(asker)
    speak_unless_asked(language)
    asker.words = labels(language, "rubric")
    say(asker.words["new_welcome"])
    rubric = _Draft(asker, language, file).rubric(base or _base(asker, language))
    path = file or Path(f"{rubric.id}.yaml")
    text = rubric_yaml(rubric, _comments(asker.words, path))
    # What is read back is what will be graded by.
    made = read_rubric(text, str(path))
    show_rubric(made, language)
    if not asker.agrees("write", default=True, file=str(path)):
        say(asker.words["new_not_written"])
        return 0
    _see_free(path)
    with whole_file(path) as out:
        out.write(text)
    say(asker.words["new_written"].format(file=path))
    return 0


def _see_free(path: Path) -> None:
    if path.exists():
        raise InputError(
            "{path}: is there already; give another name, or move it away first", path=path
        )
    if not path.parent.is_dir():
        raise InputError(
            "{path}: there is no folder {folder}; make it, or name another",
            path=path,
            folder=path.parent,
        )


def _language(asker: Asker) -> Language:
    return ("zh", "en")[asker.choice("language", ("中文", "English"))]


def _base(asker: Asker, language: Language) -> Rubric | None:
    """The shipped rubric to start from, if one is wanted."""
    names = sorted(shipped_rubrics())
    titles = [load_rubric(shipped_rubrics()[name]).title.of(language) for name in names]
    say(asker.words["new_start_list"])
    number = asker.choice("start", [asker.words["new_from_nothing"], *titles])
    return load_rubric(shipped_rubrics()[names[number - 1]]) if number else None


def _comments(words: dict[str, str], path: Path) -> dict[tuple[str | int, ...], str]:
    keys = ("id", "dimensions", "sections", "critical")
    return {(key,): words[f"new_comment_{key}"].format(file=path) for key in keys}


class _Draft:
    """A rubric that is being asked for."""

    def __init__(self, asker: Asker, language: Language, file: Path | None) -> None:
        self._asker = asker
        self._language: Language = language
        self._file = file
        self._dimensions: tuple[Dimension, ...] = ()

    def rubric(self, base: Rubric | None) -> Rubric:
        """Everything, top to bottom."""
        asker = self._asker
        keeps = bool(base and base.sections) and asker.agrees(
            "keep", default=True, n=str(len(base.by_id)) if base else ""
        )
        name = asker.fitting("id", self._wrong_id, self._stem())
        title = self._told(asker.text("title"))
        if keeps and base is not None:
            use = base.use
            say(asker.words[f"new_keeps_{use}"])
        else:
            number = asker.choice(
                "use", [asker.words["new_practice"], asker.words["new_selection"]]
            )
            use = "selection" if number else "practice"
        self._dimensions = _described(base)
        kept = base.sections if base is not None and keeps else ()
        sections = (*kept, *self._sections(kept))
        return _trimmed(
            Rubric(
                id=name,
                version="1",
                title=title,
                language=self._language,
                use=use,
                dimensions=self._dimensions,
                criteria=base.criteria if base is not None and keeps else (),
                sections=sections,
                critical=base.critical if base is not None else (),
                controls=base.controls if base is not None and keeps else (),
                minima=base.minima if base is not None and keeps else (),
                adjudication=base.adjudication if base is not None and keeps else Adjudication(),
            )
        )

    def _stem(self) -> str:
        stem = self._file.stem if self._file else ""
        return stem if _ID.fullmatch(stem) else ""

    def _wrong_id(self, name: str) -> str:
        words = self._asker.words
        if not _ID.fullmatch(name):
            return words["new_wrong_id"]
        if self._file is None and Path(f"{name}.yaml").exists():
            return words["new_taken"].format(file=f"{name}.yaml")
        return words["new_shipped_id"].format(id=name) if name in shipped_rubrics() else ""

    def _told(self, text: str) -> Text:
        return Text(zh=text, en=text)

    def _sections(self, kept: Sequence[Section]) -> list[Section]:
        """Sections until none is wanted; without any kept, there is at least one."""
        made: list[Section] = []
        taken = {section.id for section in kept}
        while True:
            name = self._free(taken)
            needs_one = not made and not kept
            usual = self._asker.words["new_usual_section"] if needs_one else ""
            title = self._asker.text("section", usual, may_be_empty=not needs_one, id=name)
            if not title:
                return made
            taken.add(name)
            items = tuple(self._items(name))
            made.append(Section(id=name, title=self._told(title), items=items))

    def _free(self, taken: set[str]) -> str:
        numerals = _NUMERALS if self._language == "zh" else ""
        numbers = map(str, range(len(numerals) + 1, len(numerals) + len(taken) + 2))
        every: tuple[str, ...] = (*numerals, *numbers)
        return next(name for name in every if name not in taken)

    def _items(self, section: str) -> list[Item]:
        asker, made = self._asker, list[Item]()
        points = Decimal(10)
        for number in count(1):
            name = f"{section}/{number}"
            text = asker.text("question", may_be_empty=bool(made), id=name)
            if not text:
                break
            points = asker.points("points", points)
            reference = asker.lines("reference")
            criteria = ask_criteria(asker, points, self._dimensions, self._language)
            made.append(
                Item(
                    id=name,
                    text=self._told(text),
                    points=points,
                    criteria=criteria,
                    reference=self._told(reference),
                    points_source="ours",
                    section=section,
                )
            )
        return made


def _described(base: Rubric | None) -> tuple[Dimension, ...]:
    """Every dimension, in the words of *base* where it has them."""
    found: dict[str, Dimension] = {}
    shipped = (load_rubric(shipped_rubrics()[name]) for name in _DESCRIBED)
    for rubric in (*filter(None, [base]), *shipped):
        for each in rubric.dimensions:
            found.setdefault(each.id, each)
    return tuple(found.values())


def _trimmed(rubric: Rubric) -> Rubric:
    """*rubric* without dimensions that no criterion is tagged with."""
    every = (*rubric.criteria, *(each for item in rubric.items for each in item.criteria))
    used = {each.dimension for each in every}
    kept = tuple(each for each in rubric.dimensions if each.id in used)
    return replace(rubric, dimensions=kept, by_id={})
