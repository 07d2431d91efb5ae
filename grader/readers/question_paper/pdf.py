"""PDF files with a text layer; heads and feet of pages left out, broken lines joined."""

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ...core.paper import TextLine
from ...core.paper.junk import is_furniture, page_furniture
from ...core.paper.lines import Line
from ...core.paper.openings import opening_of
from ...errors import InputError, SettingError
from ...message import Message

MOST_PAGES = 500
_MOST_TEXT = 20_000_000
_STOPS = tuple("。！？!?；;：:.…”」）)")
_CJK = re.compile("[\u3400-\u9fff\uff00-\uffef]")
_FULL = 0.75


def pdf_blocks(path: Path, note: Callable[[str], None]) -> Iterator[TextLine]:
    """
    The lines of a PDF, a line of a page each, sentences that run over a line's end joined.

    Raises:
        InputError: it is damaged, protected, or holds pictures of pages only.
        SettingError: the extra that reads such files is not installed.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise SettingError(
            '{path}: reading .pdf needs an extra; pip install "interview-grader[documents]"',
            path=path,
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages = _pages(PdfReader, path, note)
    if not any(line.strip() for page in pages for line in page):
        raise InputError(
            "{path}: no text layer, only pictures of pages; recognise its text (OCR) "
            "first, or give the file it was made from",
            path=path,
        )
    furniture = page_furniture(pages)
    lines = [line for page in pages for line in page if not is_furniture(line, furniture)]
    yield from (TextLine(n, line) for n, line in enumerate(_joined(lines), start=1))


def _pages(reader: Any, path: Path, note: Callable[[str], None]) -> list[list[str]]:
    try:
        opened = reader(str(path))
        if opened.is_encrypted and not opened.decrypt(""):
            raise InputError(  # noqa: TRY301 - told beside what finds it
                "{path}: protected by a password; save it without one", path=path
            )
        count = len(opened.pages)
        if count > MOST_PAGES:
            note(
                Message(
                    "{file}: {count} pages, the first {most} are read",
                    file=path.name,
                    count=count,
                    most=MOST_PAGES,
                )
            )
        pages, size = [], 0
        for page in opened.pages[:MOST_PAGES]:
            text = page.extract_text() or ""
            size += len(text)
            if size > _MOST_TEXT:
                raise InputError(  # noqa: TRY301 - told beside what finds it
                    "{path}: too much text for a paper; give the paper alone", path=path
                )
            pages.append([line for line in text.splitlines() if line.strip()])
    except InputError:
        raise
    except Exception as error:  # the library lets through whatever its parsers raise
        raise InputError(
            "{path}: damaged, or no PDF; open it and save it anew, or give it as .docx", path=path
        ) from error
    return pages


def _joined(lines: list[str]) -> Iterator[str]:
    """A line that fills the page and does not end a sentence goes on in the next one."""
    width = max((len(line) for line in lines), default=0)
    held = last = ""
    for line in lines:
        goes_on = (
            bool(held)
            and len(last) >= _FULL * width
            and not last.rstrip().endswith(_STOPS)
            and opening_of(Line(0, line.strip())).kind == "text"
        )
        if not goes_on:
            if held:
                yield held
            held = line.strip()
        else:
            gap = "" if _CJK.match(line.strip()[:1]) or _CJK.match(held[-1:]) else " "
            held = f"{held}{gap}{line.strip()}"
        last = line
    if held:
        yield held
