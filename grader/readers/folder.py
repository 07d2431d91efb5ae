"""A folder of files: which of them are read, and what is passed over."""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from ..errors import InputError
from ..message import Message, cause

MOST_FILES = 100_000
_SHOWN = 5
# What a run leaves behind: its own folder is no input.
_OF_A_RUN = frozenset({"intake.db", "run.json"})


def files_of(
    paths: Sequence[Path], endings: Collection[str], note: Callable[[str], None]
) -> list[Path]:
    """
    The files of *paths*, each once: folders become the files in them that end like *endings*.

    Sub-folders are looked into, in the order of their names. Links are not followed; they, hidden
    files, locks of office programs, folders of a run, and other endings are passed over, and what
    a person may miss is told to *note*.

    Raises:
        InputError: a folder with no file to read, or with too many.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        inside = _inside(path, endings, note) if path.is_dir() else [path]
        for each in inside:
            first = found.setdefault(Path(os.path.realpath(each)), each)
            if first is not each:
                note(Message("{file}: given twice, read once", file=each.name))
    return list(found.values())


def _inside(folder: Path, endings: Collection[str], note: Callable[[str], None]) -> list[Path]:
    passed: dict[Message, list[str]] = {}
    files = []
    for path in _walk(folder, passed):
        ending = path.suffix.lower()
        if ending in endings:
            files.append(path)
        else:
            no_reader = Message("no reader for {ending}", ending=ending or Message("no ending"))
            passed.setdefault(no_reader, []).append(path.name)
        if len(files) > MOST_FILES:
            raise InputError(
                "{folder}: more than {most:,} files; grade it folder by folder",
                folder=folder,
                most=MOST_FILES,
            )
    for reason, names in passed.items():
        shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        note(
            Message(
                "{folder}: {count} passed over, {reason}: {shown}",
                folder=folder,
                count=len(names),
                reason=reason,
                shown=shown,
            )
        )
    if not files:
        raise InputError(
            "{folder}: no file to read in it; it needs one of {endings}",
            folder=folder,
            endings=", ".join(sorted(endings)),
        )
    note(Message("{folder}: {count} files read", folder=folder, count=len(files)))
    return files


def _walk(folder: Path, passed: dict[Message, list[str]]) -> Iterator[Path]:
    """The plain files under *folder*; what is none is put into *passed* by its reason."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(
            "{folder}: {reason}; check the folder", folder=folder, reason=cause(error)
        ) from error
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        path = folder / entry.name
        if entry.is_symlink():
            passed.setdefault(Message("a link, which is not followed"), []).append(entry.name)
        elif entry.is_dir():
            if any((path / name).exists() for name in _OF_A_RUN):
                passed.setdefault(Message("the folder of a run"), []).append(entry.name)
            else:
                yield from _walk(path, passed)
        elif entry.is_file():
            yield path
        else:
            passed.setdefault(Message("not a plain file"), []).append(entry.name)
