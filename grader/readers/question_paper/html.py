"""Web pages: what a visitor reads as text, without scripts, menus and hidden parts."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ...core.paper import Table, TextLine, check_length
from ...errors import InputError, SettingError
from ...message import Message
from ..encoding import encoding_of

_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_UNSEEN = frozenset(
    """script style noscript template head nav footer aside form button select iframe svg
    object""".split()
)
_BLOCKS = frozenset(
    """address article blockquote body dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr li
    main ol p pre section table tbody td tfoot th thead tr ul center""".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\f\v]+")


def html_blocks(path: Path, note: Callable[[str], None]) -> Iterator[TextLine | Table]:
    """
    The lines and tables of a web page.

    Raises:
        InputError: it is in no known encoding, or longer than any paper.
        SettingError: the extra that reads such files is not installed.
    """
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError as error:
        raise SettingError(
            '{path}: reading .html needs an extra; pip install "interview-grader[documents]"',
            path=path,
        ) from error
    data = path.read_bytes()
    page = _Page()
    parser = etree.HTMLParser(target=page, no_network=True, huge_tree=False)
    text = _decoded(data, path, note).replace("\x00", "")
    for start in range(0, len(text), 1 << 16):
        try:
            parser.feed(text[start : start + (1 << 16)])
        except etree.LxmlError:
            break
        check_length(page.size)
    try:
        parser.close()
    except etree.LxmlError:
        note(
            Message(
                "{file}: not closed as a page should be, read as far as it goes", file=path.name
            )
        )
    page.end_all()
    yield from page.blocks


def _decoded(data: bytes, path: Path, note: Callable[[str], None]) -> str:
    named = _META.search(data[:4096])
    if named:
        try:
            return data.decode(_charset(named[1].decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            note(Message("{file}: not in the encoding it names", file=path.name))
    try:
        return data.decode(encoding_of(path, note))
    except UnicodeDecodeError as error:
        raise InputError(
            "{path}: in no known encoding; save the page as UTF-8", path=path
        ) from error


def _charset(name: str) -> str:
    return "gb18030" if name.lower() in {"gb2312", "gbk"} else name


class _Page:
    """Takes a page's tags and text one after the other, and keeps lines and tables."""

    def __init__(self) -> None:
        self.blocks: list[TextLine | Table] = []
        self.size = 0
        self._text: list[str] = []
        self._unseen = 0
        self._open: list[tuple[str, bool]] = []
        self._rows: list[list[str]] | None = None
        self._tables = 0
        self._heading = False
        self._lists: list[int] = []

    def start(self, tag: Any, attributes: Any) -> None:
        """A tag opens."""
        tag = tag if isinstance(tag, str) else ""
        hides = tag in _UNSEEN or "hidden" in attributes or bool(
            _HIDDEN.search(attributes.get("style", "")[:1000])
        )  # fmt: skip
        if tag == "br":
            self._text.append("\n")
            return
        self._open.append((tag, hides))
        self._unseen += hides
        if tag in _BLOCKS and not self._unseen:
            self._begin(tag, attributes)

    def _begin(self, tag: str, attributes: Any) -> None:
        if tag == "table":
            self._flush()
            self._tables += 1
            if self._tables == 1:
                self._rows = []
        elif tag == "tr" and self._rows is not None and self._tables == 1:
            self._flush_cell()
            self._rows.append([])
        elif tag in {"td", "th"} and self._rows and self._tables == 1:
            self._flush_cell()
            self._rows[-1].append("")
        else:
            self._flush()
            self._heading = tag in _HEADINGS
            if tag in {"ol", "ul"}:
                start = attributes.get("start", "1")[:6]
                first = int(start) if start.isascii() and start.isdecimal() else 1
                self._lists.append(first if tag == "ol" else 0)
            elif tag == "li" and self._lists and self._lists[-1]:
                self._text.append(f"{self._lists[-1]}. ")
                self._lists[-1] += 1
            elif tag == "li":
                self._text.append("- ")

    def end(self, tag: Any) -> None:
        """A tag closes; one that never opened is passed over."""
        if all(name != tag for name, _ in self._open):
            return
        while self._open:
            name, hides = self._open.pop()
            if name in _BLOCKS and not self._unseen:
                self._finish(name)
            self._unseen -= hides
            if name == tag:
                return

    def _finish(self, tag: str) -> None:
        if tag == "table":
            self._tables -= 1
            if self._tables == 0:
                self._flush_cell()
                self._keep_table()
        elif tag in {"td", "th", "tr"} and self._tables == 1:
            self._flush_cell()
        else:
            self._flush()
            self._heading = False
            if tag in {"ol", "ul"} and self._lists:
                self._lists.pop()

    def data(self, text: str) -> None:
        """Words."""
        if not self._unseen:
            self._text.append(text.replace("\n", " "))

    def comment(self, _text: str) -> None:
        """Nothing a visitor sees."""

    def close(self) -> None:
        """The page ends."""

    def end_all(self) -> None:
        """Keep what was open when the page ended."""
        while self._open:
            self.end(self._open[-1][0])
        self._flush()

    def _said(self) -> str:
        text = "".join(self._text)
        self._text.clear()
        lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
        said = "\n".join(line for line in lines if line not in {"", "-"})
        self.size += len(said)
        return said

    def _flush(self) -> None:
        if self._rows is not None:
            if self._text and self._text[-1] != "\n":
                self._text.append("\n")
            return
        for line in self._said().split("\n"):
            if line:
                self.blocks.append(TextLine(len(self.blocks) + 1, line, self._heading))

    def _flush_cell(self) -> None:
        if self._rows is None:
            return
        said = self._said()
        if said and self._rows and self._rows[-1]:
            cell = self._rows[-1][-1]
            self._rows[-1][-1] = f"{cell}\n{said}" if cell else said
        elif said:
            self._rows.append([said])

    def _keep_table(self) -> None:
        rows = [row for row in self._rows or [] if row]
        self._rows = None
        number = len(self.blocks) + 1
        if rows:
            self.blocks.append(Table(tuple((number, tuple(row)) for row in rows)))
