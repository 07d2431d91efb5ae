"""Which reader a document goes to, by the end of its name; and what cannot be read."""

from collections.abc import Callable, Iterator
from pathlib import Path

from ...core.paper import Table, TextLine
from ...errors import InputError
from ...message import Message
from ..source import check_file
from .html import html_blocks
from .pdf import pdf_blocks
from .plain import plain_blocks
from .word import word_blocks

MOST_BYTES = 50_000_000
_READERS = {
    ".docx": word_blocks,
    ".htm": html_blocks,
    ".html": html_blocks,
    ".md": plain_blocks,
    ".pdf": pdf_blocks,
    ".txt": plain_blocks,
}
_ADVICE = {
    ".doc": Message(
        "the format of before 2007; save it as .docx in Word, WPS or LibreOffice "
        "(soffice --headless --convert-to docx FILE)"
    ),
    ".wps": Message("a WPS document; save it as .docx in WPS"),
    ".rtf": Message("rich text; save it as .docx in Word, WPS or LibreOffice"),
    ".odt": Message("an OpenDocument text; save it as .docx in LibreOffice"),
    ".pages": Message("a Pages document; export it as .docx"),
}


def read_blocks(path: Path, note: Callable[[str], None]) -> Iterator[TextLine | Table]:
    """
    The lines and tables of the document *path*; *note* hears what was left unread.

    Raises:
        InputError: it is missing, too large, damaged, or of a kind that is not read.
        SettingError: the extra that reads such files is not installed.
    """
    suffix = path.suffix.lower()
    check_file(path, MOST_BYTES)
    reader = _READERS.get(suffix)
    if reader is None:
        other = Message("not a document that is read; give {endings}", endings=", ".join(_READERS))
        advice = _ADVICE.get(suffix, other)
        raise InputError("{path}: {advice}", path=path, advice=advice)
    yield from reader(path, note)
