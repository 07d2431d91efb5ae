"""XML in pieces: constant memory, no document type, no entities."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import IO, Any, Protocol
from xml.parsers import expat

from ...errors import InputError
from ...message import Message, cause

_CHUNK = 1 << 16
# A tag and its attributes; expat holds it whole until its end is there.
_LONGEST_TAG = 1 << 20
_MOST_TAGS = 30_000_000
_DEEPEST = 100
_SAVE_AGAIN = Message("open it in Excel or WPS and save it again as .xlsx")


class Handler(Protocol):
    """What is told of the elements of a member, named without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element is over."""

    def text(self, piece: str) -> None:
        """Characters between tags."""


class Starts(ABC):
    """A handler that looks at the beginnings of elements only."""

    @abstractmethod
    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""


def walk(member: IO[bytes], handler: Handler | Starts, where: str) -> Iterator[None]:
    """
    Tell *handler* what the XML of *member* holds; yields after each piece of it.

    Raises:
        InputError: it is no XML, has a document type, or tags longer, deeper or more than any
            real one.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    _Guard(handler, where).listen(parser)
    fed = 0
    try:
        while chunk := member.read(_CHUNK):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise InputError(
                    "{where}: a tag of more than {most:,} bytes; {save_again}",
                    where=where,
                    most=_LONGEST_TAG,
                    save_again=_SAVE_AGAIN,
                )
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise InputError(
            "{where}: damaged ({reason}); {save_again}",
            where=where,
            reason=cause(error),
            save_again=_SAVE_AGAIN,
        ) from error
    yield


class _Guard:
    """Stands between a parser and a handler: names without prefix, bounds on what is sane."""

    def __init__(self, handler: Handler | Starts, where: str) -> None:
        self._handler = handler
        self._where = where

    def listen(self, parser: expat.XMLParserType) -> None:
        """Be told of the first element, and with it whether names bear a prefix."""

        def root(name: str, attributes: dict[str, str]) -> None:
            prefix, colon, _ = name.rpartition(":")
            self._listen_on(parser, prefix + colon)(name, attributes)

        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = root

    def _listen_on(
        self, parser: expat.XMLParserType, prefix: str
    ) -> Callable[[str, dict[str, str]], None]:
        take, is_bare = self._handler.start, not prefix
        depth = count = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth, count
            depth += 1
            count += 1
            if depth > _DEEPEST or count > _MOST_TAGS:
                raise InputError(
                    "{where}: more than {deepest} elements deep, or more than {most_tags:,} of "
                    "them; split the file",
                    where=self._where,
                    deepest=_DEEPEST,
                    most_tags=_MOST_TAGS,
                )
            take(name if is_bare else name.removeprefix(prefix), attributes)

        def end(_name: str) -> None:
            nonlocal depth
            depth -= 1

        def end_told(name: str) -> None:
            nonlocal depth
            depth -= 1
            take_end(name if is_bare else name.removeprefix(prefix))

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        if not isinstance(self._handler, Starts):
            take_end = self._handler.end
            parser.EndElementHandler = end_told
            parser.CharacterDataHandler = self._handler.text
        return start

    def _refuse_doctype(self, *_: Any) -> None:
        raise InputError(
            "{where}: declares a document type, as no spreadsheet program does; {save_again}",
            where=self._where,
            save_again=_SAVE_AGAIN,
        )
