"""The way of a document through all stages: lines, junk, structure, paper."""

import re
from collections.abc import Iterator, Sequence

from ...errors import InputError
from ...message import Message
from .assemble import paper_of
from .junk import without_junk
from .lines import lines_of
from .paper import Paper
from .structure import RawItem, RawSection, Structure, structure_of
from .tables import Blocks, flowed

_ASKING = re.compile(
    r"[?]|^(?:请|如何|怎样|怎么|为什么|谈谈|简述|试述|论述|描述|说明|举例|分享|列举|分析|假设|假如|如果|你)"
    r"|^(?:what|how|why|when|which|who|describe|tell|explain|give|imagine|suppose|name|list|a\scustomer)\b",
    re.IGNORECASE,
)

_MOST_TEXT, _MOST_LINES = 3_000_000, 100_000
_FIX = Message("give a document of one paper")


def read_paper(blocks: Blocks) -> Paper:
    """
    The question paper that *blocks* hold.

    A paper without sections says that no questions were found: text with numbers is no paper
    unless it asks, answers or gives points.

    Raises:
        InputError: it is longer than any paper.
    """
    kept, taken = without_junk(lines_of(list(_bounded(blocks))))
    if len(kept) > _MOST_LINES:
        raise InputError(
            "more than {most:,} lines, so it is no question paper; {fix}",
            most=_MOST_LINES,
            fix=_FIX,
        )
    structure = structure_of(kept)
    if not _is_paper(structure.sections):
        structure = Structure(head=structure.head)
    return paper_of(structure, junk=len(taken))


def check_length(characters: int) -> None:
    """
    See that a document of so many *characters* can be a paper; told early, it costs little.

    Raises:
        InputError: it is longer than any paper.
    """
    if characters > _MOST_TEXT:
        raise InputError(
            "more than {most:,} characters, so it is no question paper; {fix}",
            most=_MOST_TEXT,
            fix=_FIX,
        )


def _bounded(blocks: Blocks) -> Iterator[tuple[int, str, bool]]:
    size = 0
    for line in flowed(blocks):
        size += len(line.text)
        check_length(size)
        yield line.number, line.text, line.is_heading


def _is_paper(sections: Sequence[RawSection]) -> bool:
    items = [item for section in sections for item in section.items]
    if not items:
        return False
    answered = sum("answer" in item.labels for item in items)
    if any(section.declared for section in sections) or answered * 3 >= len(items):
        return True
    asking = sum(map(_asks, items))
    return asking * 2 >= len(items)


def _asks(item: RawItem) -> bool:
    lines = item.parts.get("question", [])
    short = sum(len(line.key) for line in lines) < 1000
    return (short and any(_ASKING.search(line.key) for line in lines)) or "options" in item.parts
