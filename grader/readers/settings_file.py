"""A settings file (grader.toml): what it says, and on which line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import SettingError
from ..message import Message, cause

_MOST_BYTES = 100_000
# What a key is called, whatever stands before it, and what the keys of providers look like.
_SECRET_NAME = re.compile(r"(^|_)(key|apikey|secret|token|password|passwd)$", re.IGNORECASE)
_SECRET_TEXT = re.compile(
    r"\b(sk|pk|gsk|xai)[-_][\w-]{20,}|\bBearer\s+\S|://[^/\s]*@|[?&][\w-]*(key|token|secret)=",
    re.IGNORECASE,
)
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One setting as the file says it; `table` is empty at the head of the file."""

    table: str
    key: str
    value: Any
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFile:
    """What a settings file says, in its order; `tables` are the lines of all its tables."""

    name: str
    said: tuple[Said, ...] = ()
    tables: Mapping[str, int]

    def where(self, line: int) -> str:
        """That line, as errors name it."""
        return f"{self.name}:{line}"


def read_settings(path: Path) -> SettingsFile | None:
    """
    What the file *path* says; None where there is none.

    Keys are read with `-` as `_`. Tables inside tables have their names joined by points.

    Raises:
        SettingError: it cannot be read, is not TOML, says a thing twice, or holds a key or a
            password.
    """
    if not path.exists():
        return None
    text = _text(path)
    _see_no_secret(text, path.name)
    _see_toml(text, path.name)
    said: list[Said] = []
    tables: dict[str, int] = {}
    for line, table, leaves in _statements(text):
        tables.setdefault(table, line)
        said += [Said(table=table, key=key, value=value, line=line) for key, value in leaves]
    found = SettingsFile(name=path.name, said=tuple(said), tables=tables)
    _see_once(found)
    return found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SettingError(
            "{file}: cannot be read ({reason}); check the file", file=path.name, reason=cause(error)
        ) from error
    if len(content) > _MOST_BYTES:
        raise SettingError(
            "{file}: more than {most:,} bytes; is it a file of settings?",
            file=path.name,
            most=_MOST_BYTES,
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingError("{file}: not UTF-8; save it as UTF-8", file=path.name) from error


def _see_toml(text: str, name: str) -> None:
    try:
        tomllib.loads(f"{text}\n")
    except tomllib.TOMLDecodeError as error:
        at = _PLACE.search(str(error))
        # Where a text or a list never closes, the end of the file is no help.
        where = f"{name}:{at[1]}:{at[2]}" if at and at[1] else name
        raise SettingError(
            "{where}: not understood ({reason}); texts stand in quotes, and paths with / or in "
            "single quotes",
            where=where,
            reason=Message(_PLACE.sub("", str(error))),
        ) from error
    except RecursionError as error:
        raise SettingError("{file}: nested too deeply; settings are flat", file=name) from error


def _statements(text: str) -> Iterator[tuple[int, str, list[tuple[str, Any]]]]:
    """
    The line, table and settings of every statement of *text*, which is known to be TOML.

    Python's reader tells no lines: a statement is the fewest lines that can be read alone.
    """
    table, lines, start = "", "", 0
    # Not splitlines(): it also ends a line at characters that are part of a text here.
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        start = start if lines else number
        lines += f"{line}\n"
        try:
            found = tomllib.loads(lines)
        except tomllib.TOMLDecodeError:
            continue
        if lines.lstrip().startswith("["):
            table = ".".join(_path(found))
            yield start, table, []
        elif found:
            yield start, table, [(key.replace("-", "_"), value) for key, value in found.items()]
        lines = ""


def _path(found: Any) -> Iterator[str]:
    """The names of the tables inside each other; of a list of tables, those of the first."""
    while found:
        found = found[0] if isinstance(found, list) else found
        if not found:
            return
        name, found = next(iter(found.items()))
        yield name


def _see_no_secret(text: str, name: str) -> None:
    # In comments as well: they are mailed around like the rest.
    for number, line in enumerate(text.split("\n"), start=1):
        key = line.partition("=")[0].strip(" \t#'\"").replace("-", "_")
        if _SECRET_TEXT.search(line) or ("=" in line and _SECRET_NAME.search(key)):
            raise SettingError(
                "{file}:{line}: keys and passwords do not belong into this file, which gets "
                "mailed around; set OPENAI_API_KEY, or write api_key_file = the path of a file "
                "that holds the key",
                file=name,
                line=number,
            )


def _see_once(found: SettingsFile) -> None:
    seen: dict[tuple[str, str], int] = {}
    for each in found.said:
        before = seen.setdefault((each.table, each.key), each.line)
        if before != each.line:
            raise SettingError(
                "{where}: {key}: stands in line {line} already; keep one of them",
                where=found.where(each.line),
                key=each.key,
                line=before,
            )
