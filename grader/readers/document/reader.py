"""Reading a .docx file: opened warily, taken apart, one long row for each answer."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ...core.arrange.blocks import Asked
from ...errors import InputError, SettingError
from ...message import Message
from ...records import Row, RowProblem
from ..container import open_container
from ..paper import paper_rows
from .body import Body
from .markup import Element, value, w
from .numbering import Numbering

# Pictures count as well, for all of it is held in memory; the text alone is far smaller.
MOST_INFLATED = 150_000_000
MOST_XML = 20_000_000
_NUMBERING = "/numbering"


def read_document(
    path: Path, note: Callable[[str], None], asked: Asked
) -> Iterator[Row | RowProblem]:
    """
    A long row for each answer in the .docx file of one candidate.

    A row's number is that of the paragraph the question begins in, cells of tables counted.

    Raises:
        InputError: it is damaged, protected, or too large.
        SettingError: the extra that reads such files is not installed.
    """
    document = _opened(path)
    body = Body(
        numbering=Numbering(_numbering(document)),
        styles={value(each, "styleId"): each for each in _styles(document)},
        asked=asked,
    )
    blocks = list(body.blocks(document.element.body))
    for what in dict.fromkeys(body.left_out):
        note(Message("{file}: holds {what}, which is not read", file=path.name, what=what))
    yield from paper_rows(path, blocks, asked, note)


def _opened(path: Path) -> Any:
    try:
        from docx import Document
    except ImportError as error:
        raise SettingError(
            '{path}: reading .docx needs an extra; pip install "interview-grader[documents]"',
            path=path,
        ) from error
    with open_container(path, most_inflated=MOST_INFLATED) as archive:
        xml = sum(each.file_size for each in archive.infolist()
                  if each.filename.lower().endswith((".xml", ".rels")))  # fmt: skip
        if xml > MOST_XML:
            raise InputError(
                "{path}: {size:,} bytes of text and layout, at most {most:,} are read; give "
                "a file for each candidate",
                path=path,
                size=xml,
                most=MOST_XML,
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


def _styles(document: Any) -> Iterator[Element]:
    yield from document.styles.element.iter(w("style"))
