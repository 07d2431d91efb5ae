"""What a workbook consists of: its sheets, the formats of their cells, the texts they share."""

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ...errors import InputError
from ...message import Message
from .formats import LONGEST_CODE, Shape, shape_of
from .markup import Starts, walk
from .strings import SharedTexts
from .values import Values

# More than Excel takes of each, and little enough to be kept.
_MOST_STYLES = 100_000
_MOST_FORMATS = 10_000
_MOST_TARGETS = 10_000
_LONGEST_NAME = 255
# Of the parts beside sheets and texts.
_LARGEST_PART = 64_000_000
_MOST_SHEETS = 1_000
_TRUE = {"1", "true", "on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet by its name; `is_hidden` also where only a macro could show it."""

    name: str
    member: str
    is_hidden: bool


class Book:
    """
    An open workbook.

    Raises:
        InputError: it lacks what makes a workbook, or a member of it is damaged.
    """

    def __init__(self, path: Path, container: zipfile.ZipFile) -> None:
        self.path = path
        self._container = container
        # Some programs write names with other slashes or capitals than they refer to them by.
        self._members = {_folded(name): name for name in container.namelist()}
        main = self._target("", "/officeDocument", "xl/workbook.xml")
        if main is None:
            raise InputError("{path}: no workbook in it; {how}", path=path, how=_HOW)
        contents = _Contents(path)
        self._walk(main, contents)
        self.sheets = self._sheets(main, contents.sheets)
        self.wants_recalculation = contents.wants_recalculation
        self._is_1904 = contents.is_1904
        self._shapes = self._read_shapes(self._target(main, "/styles", "xl/styles.xml"))
        self._shared_member = self._target(main, "/sharedStrings", "xl/sharedStrings.xml")

    @contextmanager
    def values(self) -> Iterator[Values]:
        """What reads cells, for as long as their texts are at hand."""
        if self._shared_member is None:
            shared = SharedTexts(None, str(self.path))
        else:
            with self.open(self._shared_member) as member:
                shared = SharedTexts(member, self.where(self._shared_member))
        try:
            yield Values(shared, self._shapes, is_1904=self._is_1904)
        finally:
            shared.close()

    @contextmanager
    def open(self, member: str) -> Iterator[IO[bytes]]:
        """The member of that name, inflated while it is read."""
        with self._container.open(member) as file:
            yield file

    def where(self, member: str) -> str:
        """How messages name a member."""
        return f"{self.path}: {member}"

    def _walk(self, member: str, handler: Starts) -> None:
        if self._container.getinfo(member).file_size > _LARGEST_PART:
            raise InputError(
                "{where}: more than {most:,} bytes; save only the table in a new file",
                where=self.where(member),
                most=_LARGEST_PART,
            )
        with self.open(member) as file:
            for _ in walk(file, handler, self.where(member)):
                pass

    def _related(self, source: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(source)
        member = self._members.get(_folded(posixpath.join(folder, "_rels", f"{name}.rels")))
        if member is None:
            return []
        found = _Related(folder, self.where(member))
        self._walk(member, found)
        return found.targets

    def _target(self, source: str, kind: str, usual: str) -> str | None:
        """The member that *source* calls its *kind*, else the one that usually is."""
        named = [target for _, type_, target in self._related(source) if type_.endswith(kind)]
        return next((self._members[each] for each in map(_folded, [*named, usual])
                     if each in self._members), None)  # fmt: skip

    def _sheets(self, main: str, named: list[tuple[str, str, bool]]) -> list[Sheet]:
        related = {id_: (type_, target) for id_, type_, target in self._related(main)}
        sheets = []
        for name, id_, is_hidden in named:
            type_, target = related.get(id_, ("", ""))
            if target and not type_.endswith("/worksheet"):
                continue
            member = self._members.get(_folded(target))
            if member is None:
                raise InputError(
                    "{path}[{name}]: the sheet is missing; {how}",
                    path=self.path,
                    name=name,
                    how=_HOW,
                )
            sheets.append(Sheet(name=name, member=member, is_hidden=is_hidden))
        if not sheets:
            raise InputError("{path}: has no sheet of cells; {how}", path=self.path, how=_HOW)
        return sheets

    def _read_shapes(self, member: str | None) -> list[Shape]:
        if member is None:
            return []
        styles = _Styles(self.where(member))
        self._walk(member, styles)
        return [shape_of(number, styles.codes) for number in styles.formats]


_HOW = Message("open it in Excel or WPS and save it again as .xlsx")


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


class _Related(Starts):
    """What a member refers to: id, type, target."""

    def __init__(self, folder: str, where: str) -> None:
        self.targets: list[tuple[str, str, str]] = []
        self._where = where
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", self._folder, target))
            self.targets.append((attributes.get("Id", ""), attributes.get("Type", ""), path))
            if len(self.targets) > _MOST_TARGETS:
                raise InputError(
                    "{where}: more than {most:,} parts; {how}",
                    where=self._where,
                    most=_MOST_TARGETS,
                    how=_HOW,
                )


class _Contents(Starts):
    """The sheets that a workbook lists, and from when it counts days."""

    def __init__(self, path: Path) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_1904 = False
        self.wants_recalculation = False
        self._path = path

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            id_ = next((text for key, text in attributes.items() if key.endswith(":id")), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", "")[:_LONGEST_NAME], id_, is_hidden))
            if len(self.sheets) > _MOST_SHEETS:
                raise InputError(
                    "{path}: more than {most:,} sheets; split the file",
                    path=self._path,
                    most=_MOST_SHEETS,
                )
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904", "").lower() in _TRUE
        elif name == "calcPr":
            self.wants_recalculation = attributes.get("fullCalcOnLoad", "").lower() in _TRUE


class _Styles(Starts):
    """Number formats: their codes by number, and the number that each style of a cell has."""

    def __init__(self, where: str) -> None:
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self._where = where
        self._is_of_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", "")[:LONGEST_CODE]
            self.codes[_number(attributes.get("numFmtId"))] = code
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            self._is_of_cells = name == "cellXfs"
        elif name == "xf" and self._is_of_cells:
            self.formats.append(_number(attributes.get("numFmtId")))
        if len(self.formats) > _MOST_STYLES or len(self.codes) > _MOST_FORMATS:
            raise InputError(
                "{where}: more than {most_styles:,} styles or {most_formats:,} formats of "
                "numbers; save only the table in a new file",
                where=self._where,
                most_styles=_MOST_STYLES,
                most_formats=_MOST_FORMATS,
            )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
