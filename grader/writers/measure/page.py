"""A document of figures as one HTML file that asks for nothing from anywhere."""

from dataclasses import dataclass

from markupsafe import Markup

from ..html_sheet import measured_style, policy, script, style, template
from ..views import Words
from .amounts import number
from .document import Amount, Block, Cell, Column, Document, Heat
from .drawing import cloud, scale, ticks, whisker
from .markdown import shown

# Shades of the cells of a heat map.
_SHADES = 6


@dataclass(frozen=True, slots=True)
class _Part:
    """A table as the page shows it: texts, what is small under each, and if that is a reason."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[str, str, bool], ...], ...]


def page_text(document: Document, words: Words) -> str:
    """*document* as HTML; names from files stay text."""
    looks = style() + measured_style()
    return template("measured.j2").render(
        language={"zh": "zh-CN", "en": "en"}[document.language],
        words=words,
        opening=document,
        document=document,
        policy=policy(looks, script()),
        style=Markup(looks),  # noqa: S704 -- our own words
        script=Markup(script()),  # noqa: S704
        kind=_kind,
        parts=_parts,
        shade=shade,
        whisker=whisker,
        scale=scale,
        cloud=cloud,
        ticks=ticks,
        number=number,
    )


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _parts(columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> list[_Part]:
    """What is shown at once, and what is folded away with the names repeated."""
    made = []
    for is_more in (False, True):
        places = [at for at, each in enumerate(columns)
                  if each.is_more == is_more or each.kind == "name"]  # fmt: skip
        if any(columns[at].is_more == is_more and columns[at].kind != "name" for at in places):
            made.append(_Part(
                tuple(columns[at] for at in places),
                tuple(tuple(_lines(row[at]) for at in places) for row in rows),
            ))  # fmt: skip
    return made


def _lines(cell: Cell) -> tuple[str, str, bool]:
    if isinstance(cell, Amount) and cell.said:
        return cell.said, cell.beside, bool(cell.why)
    return shown(cell), "", False


def shade(count: int, heat: Heat) -> int:
    """The shade of a cell, from 0 for none to the darkest for the most."""
    most = max((max(row, default=0) for row in heat.counts), default=0)
    return -(-count * _SHADES // most) if count else 0
