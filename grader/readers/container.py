"""Zip containers (.docx, .xlsx): looked through before a parser sees any of them."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from ..errors import InputError
from ..message import Message

MOST_MEMBERS = 10_000
MOST_RATIO = 400
_CHUNK = 1 << 16
# What a container may list of its members: many times what 10,000 of them need.
_MOST_DIRECTORY = 8 << 20
# Small members of one repeated character are common and harmless.
_RATIO_FROM = 10 << 20
# Before its first element an XML part has a line; who writes a megabyte there means harm.
_MOST_PROLOG = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_XML = (".xml", ".rels", ".vml")
# Pictures and pasted web pages may begin with a DOCTYPE, and no reader of ours parses them.
_FOREIGN = (".svg", ".htm", ".html", ".mht")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


def open_container(path: Path, *, most_inflated: int) -> zipfile.ZipFile:
    """
    The zip container *path*, every member of it inflated once, counted, and let go.

    What is returned can be read without surprise: no member is larger than it says, all together
    have at most *most_inflated* bytes, checksums hold, nothing is encrypted, and no XML part
    declares a document type or entities. Memory does not grow with the file. The caller closes it.

    Raises:
        InputError: it is no container, an old or password-protected one, damaged, or dangerous.
    """
    _check_kind(path)
    try:
        _check_directory(path)
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise _damaged(path) from error
    try:
        _check_members(archive, path, most_inflated)
    except _BROKEN as error:
        archive.close()
        raise _damaged(path) from error
    except BaseException:
        archive.close()
        raise
    return archive


def checked_member(archive: zipfile.ZipFile, name: str, path: Path) -> IO[bytes]:
    """
    The member *name* of a container from `open_container`, opened for reading.

    Raises:
        InputError: there is no such member.
    """
    try:
        return archive.open(name)
    except KeyError as error:
        raise InputError(
            "{path}: has no part {name}, so it is damaged or no {ending} file; open it "
            "in {program} and save it as {ending} again",
            path=path,
            name=name,
            ending=path.suffix,
            program=_program(path),
        ) from error


def _program(path: Path) -> Message:
    is_workbook = path.suffix.lower().startswith(".xls")
    return Message("Excel or WPS" if is_workbook else "Word or WPS")


def _ending(path: Path) -> str:
    """What a file of that kind is to be called when it is saved anew: .doc becomes .docx."""
    ending = path.suffix.lower()
    return f"{ending}x" if ending in {".doc", ".xls"} else ending


def _damaged(path: Path) -> InputError:
    return InputError(
        "{path}: damaged or cut off, so it cannot be read; fetch it again, or open "
        "it in {program} and save it anew",
        path=path,
        program=_program(path),
    )


def _check_kind(path: Path) -> None:
    """Refuse what is no zip by its first bytes, saying what it is instead."""
    with path.open("rb") as file:
        start = file.read(8)
        if start == _OLE:
            is_encrypted = _holds(file, _ENCRYPTED)
            program = _program(path)
            if is_encrypted:
                raise InputError(
                    "{path}: protected by a password; open it in {program} and remove the password",
                    path=path,
                    program=program,
                )
            raise InputError(
                "{path}: in the format of before 2007; open it in {program} and save it as "
                "{wanted}",
                path=path,
                program=program,
                wanted=_ending(path),
            )
    if not start:
        raise InputError("{path}: empty, 0 bytes; fetch it again", path=path)
    if not start.startswith(_ZIP):
        raise InputError(
            "{path}: no {ending} file, whatever its name says; open it in {program} and "
            "save it as {wanted}",
            path=path,
            ending=path.suffix,
            program=_program(path),
            wanted=_ending(path),
        )


def _holds(file: IO[bytes], wanted: bytes) -> bool:
    tail = b""
    while chunk := file.read(_CHUNK):
        if wanted in tail + chunk:
            return True
        tail = chunk[-len(wanted) :]
    return False


class _Wary(io.FileIO):
    """A file that gives at most so much at once: a list of members is read in one piece."""

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = _MOST_DIRECTORY + 1 if size is None or size < 0 else size
        if size is not None and size > _MOST_DIRECTORY:
            raise ValueError(size)
        found = super().read(wanted) or b""
        if len(found) > _MOST_DIRECTORY:
            raise ValueError(len(found))
        return found


def _check_directory(path: Path) -> None:
    """Refuse a list of members so long that reading it would fill the memory."""
    with _Wary(path) as file, zipfile.ZipFile(file) as archive:
        members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise InputError(
            "{path}: {count:,} parts inside, at most {most:,} are read; save only the "
            "text of it in a new file",
            path=path,
            count=len(members),
            most=MOST_MEMBERS,
        )
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise zipfile.BadZipFile("a member twice")


def _check_members(archive: zipfile.ZipFile, path: Path, most: int) -> None:
    left = most
    for member in archive.infolist():
        if member.flag_bits & 1:
            raise InputError(
                "{path}: protected by a password; open it in {program} and remove it",
                path=path,
                program=_program(path),
            )
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise zipfile.BadZipFile(member.filename)
        prolog = _Prolog(member.filename, path)
        size = 0
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > left:
                    raise InputError(
                        "{path}: inflates to more than {most:,} bytes; save only the text of "
                        "it in a new file, or split it",
                        path=path,
                        most=most,
                    )
                if size > max(_RATIO_FROM, MOST_RATIO * member.compress_size):
                    raise InputError(
                        "{path}: part {part!r:.80} inflates to more than {ratio} times its "
                        "size; open it in {program} and save the text of it in a new file",
                        path=path,
                        part=member.filename,
                        ratio=MOST_RATIO,
                        program=_program(path),
                    )
                prolog.feed(chunk)
        prolog.end()
        left -= size


class _Prolog:
    """What an XML part has before its first element: no document type, so no entities."""

    def __init__(self, name: str, path: Path) -> None:
        self._path = path
        self._name = name
        lower = name.lower()
        self._must_be_xml = lower.endswith(_XML)
        self._is_over = lower.endswith((*_FOREIGN, "/"))
        self._size = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, chunk: bytes) -> None:
        """Look at the next bytes; nothing more is looked at once the first element began."""
        for start in range(0, len(chunk), 4096):
            if self._is_over:
                return
            self._size += len(chunk[start : start + 4096])
            if self._size > _MOST_PROLOG:
                self._must_be_xml, self._is_over = self._not_xml(), True
                return
            try:
                self._parser.Parse(chunk[start : start + 4096])
            except expat.ExpatError:
                if not self._is_over:
                    self._is_over = self._not_xml()

    def end(self) -> None:
        """The part is read to its end; one that must be XML needs an element."""
        if not self._is_over:
            self._not_xml()

    def _not_xml(self) -> bool:
        if self._must_be_xml:
            raise zipfile.BadZipFile(self._name)
        return True

    def _begin(self, *_: Any) -> None:
        self._is_over = True
        self._parser.StartElementHandler = None

    def _refuse(self, *_: Any) -> None:
        raise InputError(
            "{path}: part {part!r:.80} declares a document type, which no office program "
            "writes; open it in {program} and save it anew",
            path=self._path,
            part=self._name,
            program=_program(self._path),
        )
