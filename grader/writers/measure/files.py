"""A document of figures, in the files that are asked for."""

from collections.abc import Sequence
from pathlib import Path

from ..page import Look
from ..views import Words
from ..whole import whole_file
from .document import Document
from .markdown import markdown_text
from .page import page_text
from .workbook import write_workbook

FORMATS = ("html", "md", "xlsx")
"""The forms a document is written in."""


def write_document(
    name: str, document: Document, look: Look, formats: Sequence[str] = FORMATS
) -> tuple[Path, ...]:
    """
    Write *document* as `NAME.html`, `.md` and `.xlsx` into the folder of *look*.

    Returns the files, in the order of *formats*.

    Raises:
        StoreError: the folder or disk does not take them.
    """
    words = Words.of(look)
    made = []
    for form in formats:
        path = look.folder / f"{name}.{form}"
        made.append(path)
        if form == "xlsx":
            write_workbook(path, document, look)
            continue
        text = page_text if form == "html" else markdown_text
        with whole_file(path) as file:
            file.write(text(document, words))
    return tuple(made)
