"""The body of a document as blocks, paragraph after paragraph, tables in their place."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...core.arrange.blocks import Asked, Block
from ...message import Message
from .markup import Element, value, w, words_of
from .numbering import Numbering
from .tables import table_blocks

_INSIDE = (w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag"))
_MOST_STYLES = 20


@dataclass(slots=True)
class Body:
    """What is needed to read a body: numbers, styles by id, and how many paragraphs came by."""

    numbering: Numbering
    styles: dict[str, Element]
    asked: Asked
    paragraphs: int = 0
    left_out: list[str] = field(default_factory=list)

    def blocks(self, container: Element) -> Iterator[Block]:
        """The blocks of *container*; a block's row is the number of its paragraph."""
        for child in container:
            if child.tag == w("p"):
                yield self._paragraph(child)
            elif child.tag == w("tbl"):
                yield from self._table(child)
            elif child.tag in _INSIDE:
                yield from self.blocks(child)
            elif child.tag == w("altChunk"):
                self.left_out.append(Message("a pasted file"))

    def _paragraph(self, paragraph: Element) -> Block:
        self.paragraphs += 1
        label = self._label(paragraph)
        text = words_of(paragraph)
        return Block(
            text=f"{label} {text}" if label and text.strip() else text,
            row=self.paragraphs,
            is_heading=any(_is_heading(each) for each in self._styles(paragraph)),
        )

    def _styles(self, paragraph: Element) -> Iterator[Element]:
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

    def _label(self, paragraph: Element) -> str:
        list_id = level = ""
        for each in self._styles(paragraph):
            inner = each if each.tag == w("pPr") else each.find(w("pPr"))
            found = inner.find(w("numPr")) if inner is not None else None
            if found is not None:
                list_id = list_id or value(found.find(w("numId")))
                level = level or value(found.find(w("ilvl")))
        is_listed = list_id not in {"", "0"}
        return self.numbering.label(list_id, int(level or 0)) if is_listed else ""

    def _table(self, table: Element) -> Iterator[Block]:
        rows = []
        for row in table.iter(w("tr")):
            if _table_of(row) is not table:
                continue
            begins = self.paragraphs + 1
            cells = [list(self.blocks(cell)) for cell in row.iter(w("tc"))
                     if _table_of(cell) is table]  # fmt: skip
            rows.append((begins, cells))
        yield from table_blocks(rows, self.asked)


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
