"""A folder to start from: what is not there is written, what is there stays."""

from dataclasses import dataclass
from pathlib import Path

from ..errors import SettingError
from ..message import cause
from ..readers.resources import labels
from ..readers.rubric_yaml import read_rubric
from ..records import Language
from ..writers.starter import starter_texts, write_template
from ..writers.whole import whole_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The files that were written, and those that were there and stayed as they are."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def start(folder: Path, language: Language) -> Started:
    """
    Write into *folder*, made where it is not there, what a first run needs.

    A workbook to fill in, a rubric, settings, a readme and a .gitignore, in *language*.

    Raises:
        SettingError: *folder* cannot be made.
        StoreError: a file cannot be written.
    """
    words, texts = labels(language, "settings"), starter_texts(language)
    _make(folder)
    book = folder / words["workbook"]
    paths = [book, *(folder / name for name in texts)]
    # A link that leads nowhere is there, too: writing would go where it points.
    kept = [path for path in paths if path.exists() or path.is_symlink()]
    written = [path for path in paths if path not in kept]
    for path in written:
        if path == book:
            rubric = read_rubric(texts["rubric.yaml"], "rubric.yaml")
            write_template(path, rubric, words, language)
        else:
            with whole_file(path) as file:
                file.write(texts[path.name])
    return Started(written=tuple(written), kept=tuple(kept))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(
            "{folder}: no folder can be made there ({reason}); name another one",
            folder=folder,
            reason=cause(error),
        ) from error
