"""A document of figures as Markdown: every figure as text, charts as the tables they show."""

from collections.abc import Iterable, Iterator, Sequence

from ..markdown_page import escaped
from ..views import Words
from .document import Block, Cell, Document, Grid, Heat, Section, Whiskers


def markdown_text(document: Document, words: Words) -> str:
    """*document* as Markdown; names from files stay text, on one line."""
    return "".join(f"{line}\n" for line in _lines(document, words))


def shown(cell: Cell) -> str:
    """A cell as text."""
    return f"{cell:,}" if isinstance(cell, int) else cell if isinstance(cell, str) else cell.text


def _lines(document: Document, words: Words) -> Iterator[str]:
    yield from (f"# {escaped(document.title)} · {document.kicker}", "")
    if document.notice:
        yield from (f"> **{document.notice}**", "")
    yield from (f"**{escaped(document.verdict)}**", "")
    for section in document.sections:
        yield from _section(section, words)
    yield from document.footer


def _section(section: Section, words: Words) -> Iterator[str]:
    yield from (f"## {escaped(section.title)}", "")
    for text in section.told:
        yield from (escaped(text), "")
    bullets = [
        *(words("fact", name=escaped(name), value=escaped(value)) for name, value in section.facts),
        *map(escaped, section.notes),
    ]
    if bullets:
        yield from (*(f"- {text}" for text in bullets), "")
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    yield from (f"### {escaped(block.title)}", "")
    told = (block.told,) if isinstance(block.told, str) else block.told
    for text in filter(None, told):
        yield from (escaped(text), "")
    if isinstance(block, Grid):
        header = [column.label for column in block.columns]
        yield from (*_table(header, ([shown(cell) for cell in row] for row in block.rows)), "")
    elif isinstance(block, Heat):
        header = [f"{block.down} \\ {block.across}", *block.names]
        rows = ([name, *(f"{n:,}" for n in counts)]
                for name, counts in zip(block.names, block.counts, strict=True))  # fmt: skip
        yield from (*_table(header, rows), "")
    elif isinstance(block, Whiskers):
        rows = ([each.label, each.amount.text] for each in block.rows)
        yield from (*_table([block.category, block.figure], rows), "")


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, header))} |"
    yield f"| {' | '.join(['---'] * len(header))} |"
    for cells in rows:
        yield f"| {' | '.join(map(escaped, cells))} |"
