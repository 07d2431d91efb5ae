"""Opening a .docx file: what it may hold, before any of it is parsed."""

from pathlib import Path
from typing import Any

from ...errors import InputError, SettingError
from ..container import open_container

# Pictures count as well, for all of it is held in memory; the text alone is far smaller.
MOST_INFLATED = 150_000_000


def opened(path: Path, most_xml: int) -> Any:
    """
    The document in *path*, as python-docx gives it, with at most *most_xml* bytes of XML.

    Raises:
        InputError: it is damaged, protected, dangerous or too large.
        SettingError: the extra that reads such files is not installed.
    """
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
    if xml > most_xml:
        raise InputError(
            "{path}: {size:,} bytes of text and layout, at most {most:,} are read; split the "
            "document, or give a file for each candidate",
            path=path,
            size=xml,
            most=most_xml,
        )
    try:
        return Document(str(path))
    except Exception as error:  # the library lets through whatever its parsers raise
        raise InputError(
            "{path}: no Word document that can be read; open it in Word or WPS and save "
            "it as .docx again",
            path=path,
        ) from error
