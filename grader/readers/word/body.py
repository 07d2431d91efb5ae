"""The body of a Word document: paragraphs with the numbers Word shows, tables in their place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .markup import Element, value, w, words_of
from .numbering import Numbering

_NUMBERING = "/numbering"
_INSIDE = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_MOST_STYLES = 20


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` counts from 1 over the whole document, cells of tables included."""

    number: int
    text: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, each with the number of its first paragraph and what its cells hold."""

    rows: tuple[tuple[int, tuple[tuple["Paragraph | Grid", ...], ...]], ...]


class Body:
    """
    Walks through *document* as python-docx gives it.

    `left_out` is True once a file pasted into it came by, which is not read.
    """

    def __init__(self, document: Any) -> None:
        styles = document.styles.element.iter(w("style"))
        self.left_out = False
        self._root: Element = document.element.body
        self._numbering = Numbering(_numbering(document))
        self._styles: dict[str, Element] = {value(each, "styleId"): each for each in styles}
        self._paragraphs = 0

    def parts(self) -> Iterator[Paragraph | Grid]:
        """The paragraphs and tables, in their order."""
        return self._parts(self._root)

    def _parts(self, container: Element) -> Iterator[Paragraph | Grid]:
        for child in container:
            if child.tag == w("p"):
                yield self._paragraph(child)
            elif child.tag == w("tbl"):
                yield self._grid(child)
            elif child.tag in _INSIDE:
                yield from self._parts(child)
            elif child.tag == w("altChunk"):
                self.left_out = True

    def _paragraph(self, paragraph: Element) -> Paragraph:
        self._paragraphs += 1
        settings = list(self._settings(paragraph))
        label = self._label(settings)
        text = words_of(paragraph)
        return Paragraph(
            number=self._paragraphs,
            text=f"{label} {text}" if label and text.strip() else text,
            is_heading=any(map(_is_heading, settings)),
        )

    def _settings(self, paragraph: Element) -> Iterator[Element]:
        """The paragraph's own settings, then its style and those that is based on."""
        own = paragraph.find(w("pPr"))
        if own is not None:
            yield own
        name = value(own.find(w("pStyle"))) if own is not None else ""
        for _ in range(_MOST_STYLES):
            style = self._styles.get(name)
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
        return self._numbering.label(list_id, depth)

    def _grid(self, table: Element) -> Grid:
        rows = []
        for row in table.iter(w("tr")):
            if _table_of(row) is table:
                begins = self._paragraphs + 1
                cells = [cell for cell in row.iter(w("tc")) if _table_of(cell) is table]
                rows.append((begins, tuple(tuple(self._parts(cell)) for cell in cells)))
        return Grid(tuple(rows))


def _numbering(document: Any) -> Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_NUMBERING) and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


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
