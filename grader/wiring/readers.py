"""From a file's ending to its reader."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..core.arrange.blocks import Asked
from ..errors import InputError
from ..message import Message
from ..readers.answer_paper import read_answer_paper
from ..readers.csv_file import read_csv
from ..readers.folder import files_of
from ..readers.json_file import read_json
from ..readers.jsonl_file import read_jsonl
from ..readers.source import MOST_BYTES, check_file
from ..readers.text_file import read_text
from ..readers.workbook import read_workbook
from ..records import Row, RowProblem

READERS: dict[str, Callable[..., Iterator[Row | RowProblem]]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
}
# One person's paper a file: what is asked tells where its questions are.
PAPERS: dict[str, Callable[..., Iterator[Row | RowProblem]]] = {
    ".docx": read_answer_paper,
    ".md": read_text,
    ".txt": read_text,
}
# What another program, or an older one, calls its files; often enough they are such.
_CALLED_LIKE: dict[str, Callable[..., Iterator[Row | RowProblem]]] = {
    ".doc": read_answer_paper,
    ".xls": read_workbook,
}


def read_rows(
    path: Path,
    note: Callable[[str], None],
    most_bytes: int | None = None,
    sheet: str = "",
    asked: Asked | None = None,
) -> Iterator[Row | RowProblem]:
    """
    Rows of the answers file *path*, by its ending; of a workbook those of *sheet*.

    *asked* tells what a written paper answers.

    Raises:
        InputError: there is no such file, or no reader for it.
    """
    reader = (READERS | PAPERS | _CALLED_LIKE).get(path.suffix.lower())
    if reader is None:
        if not path.is_file():
            check_file(path)
        raise InputError(
            "{path}: no reader for {ending}; save it as one of {known}", path=path,
            ending=repr(path.suffix) if path.suffix else Message("files without an ending"),
            known=", ".join(sorted(READERS | PAPERS)))  # fmt: skip
    check_file(path, MOST_BYTES if most_bytes is None else most_bytes)
    if reader is read_workbook:
        return read_workbook(path, note, sheet)
    if sheet:
        note(Message("{file}: has no sheets, --sheet {sheet} is for workbooks",
                     file=path.name, sheet=sheet))  # fmt: skip
    if reader in PAPERS.values():
        return reader(path, note, asked or Asked())
    return reader(path, note)


def expanded(paths: Sequence[Path], note: Callable[[str], None]) -> list[Path]:
    """
    The files of *paths*, each once, with those in folders that there is a reader for.

    Raises:
        InputError: a folder with no such file.
    """
    return files_of(paths, READERS | PAPERS | _CALLED_LIKE, note)
