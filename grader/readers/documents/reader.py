"""Which reader a document goes to, by the end of its name; and what cannot be read."""

from collections.abc import Callable, Iterator
from pathlib import Path

from ...core.paper import Table, TextLine
from ...errors import InputError
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
    ".doc": "the format of before 2007; save it as .docx in Word, WPS or LibreOffice "
    "(soffice --headless --convert-to docx FILE)",
    ".wps": "a WPS document; save it as .docx in WPS",
    ".rtf": "rich text; save it as .docx in Word, WPS or LibreOffice",
    ".odt": "an OpenDocument text; save it as .docx in LibreOffice",
    ".pages": "a Pages document; export it as .docx",
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
        advice = _ADVICE.get(suffix, f"not a document that is read; give {', '.join(_READERS)}")
        raise InputError(f"{path}: {advice}")
    yield from reader(path, note)
