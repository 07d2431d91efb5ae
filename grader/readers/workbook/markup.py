"""XML in pieces: constant memory, no document type, no entities."""

from collections.abc import Callable, Iterator
from typing import IO, Any, Protocol
from xml.parsers import expat

from ...errors import InputError

_CHUNK = 1 << 16
# A tag and its attributes; expat holds it whole until its end is there.
_LONGEST_TAG = 1 << 20
_MOST_TAGS = 100_000_000
_SAVE_AGAIN = "open it in Excel or WPS and save it again as .xlsx"


class Handler(Protocol):
    """What is told of the elements of a member, named without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element is over."""

    def text(self, piece: str) -> None:
        """Characters between tags."""


class Starts:
    """A handler that looks at the beginnings of elements only."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        raise NotImplementedError


def walk(member: IO[bytes], handler: Handler | Starts, where: str) -> Iterator[None]:
    """
    Tell *handler* what the XML of *member* holds; yields after each piece of it.

    Raises:
        InputError: it is no XML, has a document type, or a tag longer than any real one.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    parser.StartDoctypeDeclHandler = _refusal(where)
    parser.StartElementHandler = _at_root(parser, handler)
    fed = 0
    try:
        while chunk := member.read(_CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no keyword
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise InputError(f"{where}: a tag of more than {_LONGEST_TAG:,} bytes; "
                                 f"{_SAVE_AGAIN}")  # fmt: skip
            yield
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise InputError(f"{where}: damaged ({error}); {_SAVE_AGAIN}") from error
    yield


def _refusal(where: str) -> Callable[..., None]:
    def refuse(*_: Any) -> None:
        raise InputError(
            f"{where}: declares a document type, as no spreadsheet program does; {_SAVE_AGAIN}"
        )

    return refuse


def _at_root(
    parser: expat.XMLParserType, handler: Handler | Starts
) -> Callable[[str, dict[str, str]], None]:
    """What sees the first element, and with it whether names bear a prefix."""

    def root(name: str, attributes: dict[str, str]) -> None:
        prefix, colon, _ = name.rpartition(":")
        prefix += colon

        def bare(take: Callable[..., None]) -> Callable[..., None]:
            if not prefix:
                return take
            return lambda name, *more: take(name.removeprefix(prefix), *more)

        start = bare(handler.start)
        parser.StartElementHandler = start
        if not isinstance(handler, Starts):
            parser.EndElementHandler = bare(handler.end)
            parser.CharacterDataHandler = handler.text
        start(name, attributes)

    return root
