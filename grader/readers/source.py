"""Opening a file as text: what it is, how large it may be, which encoding it has."""

import codecs
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from ..errors import InputError

MOST_BYTES = 500_000_000
_CHUNK = 1 << 20
# GB18030 takes almost any bytes. Private and control characters give other encodings away, and
# so do rare ones: of simplified Chinese GB2312 has nearly all, of traditional about half, of what
# Shift-JIS or Latin-1 come out as next to nothing.
_ODD = re.compile("[\ue000-\uf8ff\x00-\x08\x7f]")
_COMMON = 0.3
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def check_file(path: Path, most_bytes: int = MOST_BYTES) -> None:
    """
    Make sure that *path* is a plain file of a sane size, before a byte of it is read.

    Raises:
        InputError: it is missing, no plain file (a folder, a pipe, a device), or too large.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check the file name") from error
    if not stat.S_ISREG(found.st_mode):
        raise InputError(f"{path}: not a plain file; give a .csv, .tsv or .jsonl file")
    if found.st_size > most_bytes:
        raise InputError(
            f"{path}: {found.st_size:,} bytes, at most {most_bytes:,} are read; split the file "
            "or raise --max-bytes"
        )
    if not os.access(path, os.R_OK):
        raise InputError(f"{path}: may not be read; check its permissions")


def encoding_of(path: Path, note: Callable[[str], None]) -> str:
    """
    The encoding of *path*: by its mark, else UTF-8, else GB18030, which is told to *note*.

    Raises:
        InputError: it is none of these.
    """
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in _BOMS:
        if start.startswith(mark):
            if name == "utf-32":
                raise InputError(f"{path}: UTF-32, which is not read; save it as UTF-8")
            if name == "utf-16":
                note(f"{path.name}: read as UTF-16")
            if _decodes(path, name):
                return name
            raise InputError(f"{path}: damaged {name.upper()}; save it again as UTF-8")
    if _decodes(path, "utf-8"):
        return "utf-8"
    if _decodes(path, "gb18030"):
        note(f"{path.name}: not UTF-8, read as GB18030")
        return "gb18030"
    raise InputError(f"{path}: neither UTF-8 nor GB18030; save it as “CSV UTF-8”")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    others = common = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                if encoding == "gb18030":
                    if _ODD.search(text):
                        return False
                    more_others, more_common = _chinese(text)
                    others, common = others + more_others, common + more_common
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return common >= _COMMON * others


def _chinese(text: str) -> tuple[int, int]:
    """How many characters of *text* are not ASCII, and how many of them GB2312 has."""
    ascii_size = len(text.encode("ascii", "ignore"))
    pairs = len(text.encode("gb2312", "ignore")) - ascii_size
    # Python's GB2312 has another dash and another middle dot than GB18030.
    return len(text) - ascii_size, pairs // 2 + text.count("—") + text.count("·")
