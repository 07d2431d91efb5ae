"""Word documents: paragraphs with the numbers Word shows, headings, tables in their place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...core.paper import Table, TextLine
from ...errors import InputError, SettingError
from ...message import Message
from ..container import open_container
from ..document.markup import Element, value, w, words_of
from ..document.numbering import Numbering

_MOST_INFLATED = 150_000_000
_MOST_XML = 60_000_000
_NUMBERING = "/numbering"
_MOST_STYLES = 20
_INSIDE = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)


def word_blocks(path: Path, note: Callable[[str], None]) -> Iterator[TextLine | Table]:
    """
    The paragraphs and tables of a .docx file, numbered by paragraph.

    Raises:
        InputError: it is damaged, protected, dangerous or too large.
        SettingError: the extra that reads such files is not installed.
    """
    document = _opened(path)
    reader = _Body(
        numbering=Numbering(_numbering(document)),
        styles={value(each, "styleId"): each for each in document.styles.element.iter(w("style"))},
    )
    yield from reader.blocks(document.element.body)
    if reader.left_out:
        note(Message("{file}: holds a pasted file, which is not read", file=path.name))


def _opened(path: Path) -> Any:
    try:
        from docx import Document
    except ImportError as error:
        raise SettingError(
            '{path}: reading .docx needs an extra; pip install "interview-grader[documents]"',
            path=path,
        ) from error
    with open_container(path, most_inflated=_MOST_INFLATED) as archive:
        xml = sum(each.file_size for each in archive.infolist()
                  if each.filename.lower().endswith((".xml", ".rels")))  # fmt: skip
    if xml > _MOST_XML:
        raise InputError(
            "{path}: {size:,} bytes of text and layout, at most {most:,} are read",
            path=path,
            size=xml,
            most=_MOST_XML,
        )
    try:
        return Document(str(path))
    except Exception as error:  # the library lets through whatever its parsers raise
        raise InputError(
            "{path}: no Word document that can be read; open it in Word or WPS and save "
            "it as .docx again",
            path=path,
        ) from error


def _numbering(document: Any) -> Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_NUMBERING) and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


@dataclass(slots=True)
class _Body:
    """What is needed to read a body: numbers, styles, and how many paragraphs came by."""

    numbering: Numbering
    styles: dict[str, Element]
    paragraphs: int = 0
    left_out: bool = field(default=False)

    def blocks(self, container: Element) -> Iterator[TextLine | Table]:
        """The paragraphs and tables of *container*."""
        for child in container:
            if child.tag == w("p"):
                yield self._paragraph(child)
            elif child.tag == w("tbl"):
                yield from self._table(child)
            elif child.tag in _INSIDE:
                yield from self.blocks(child)
            elif child.tag == w("altChunk"):
                self.left_out = True

    def _paragraph(self, paragraph: Element) -> TextLine:
        self.paragraphs += 1
        settings = list(self._settings(paragraph))
        label = self._label(settings)
        text = words_of(paragraph)
        return TextLine(
            self.paragraphs,
            f"{label} {text}" if label and text.strip() else text,
            any(map(_is_heading, settings)),
        )

    def _settings(self, paragraph: Element) -> Iterator[Element]:
        """The paragraph's own settings, then its style and those that is based on."""
        own = paragraph.find(w("pPr"))
        if own is not None:
            yield own
        name = value(own.find(w("pStyle"))) if own is not None else ""
        for _ in range(_MOST_STYLES):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = value(style.find(w("basedOn")))

    def _label(self, settings: list[Element]) -> str:
        list_id = level = ""
        for each in settings:
            inner = each if each.tag == w("pPr") else each.find(w("pPr"))
            found = inner.find(w("numPr")) if inner is not None else None
            if found is not None:
                list_id = list_id or value(found.find(w("numId")))
                level = level or value(found.find(w("ilvl")))
        if list_id in {"", "0"}:
            return ""
        depth = int(level) if level.isascii() and level.isdecimal() and len(level) < 3 else 0
        return self.numbering.label(list_id, depth)

    def _table(self, table: Element) -> Iterator[TextLine | Table]:
        rows: list[tuple[int, tuple[str, ...]]] = []
        for row in table.iter(w("tr")):
            if _table_of(row) is table:
                begins = self.paragraphs + 1
                cells = [cell for cell in row.iter(w("tc")) if _table_of(cell) is table]
                rows.append((begins, tuple(map(self._cell, cells))))
        if len(rows) == 1 and len(rows[0][1]) == 1:
            yield TextLine(*rows[0][:1], rows[0][1][0])
        elif rows:
            yield Table(tuple(rows))

    def _cell(self, cell: Element) -> str:
        said: list[str] = []
        for block in self.blocks(cell):
            if isinstance(block, TextLine):
                said.append(block.text)
            else:
                said += ["\t".join(cells) for _, cells in block.rows]
        return "\n".join(said).strip()


def _table_of(element: Element) -> Element | None:
    parent = element.getparent()
    while parent is not None and parent.tag != w("tbl"):
        parent = parent.getparent()
    return parent


def _is_heading(settings: Element) -> bool:
    name = value(settings.find(w("name"))).lower()
    inner = settings if settings.tag == w("pPr") else settings.find(w("pPr"))
    level = value(inner.find(w("outlineLvl"))) if inner is not None else ""
    return name.startswith(("heading", "标题")) or level in set("012345678")
