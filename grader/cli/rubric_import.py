"""What grader rubric import does and prints; imported only when it runs."""

import json
import os
import re
import tempfile
import zlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..core.paper import Finding, Paper, PaperSection, finding_text, read_paper, to_rubric
from ..core.report import decimal
from ..errors import InputError, StoreError
from ..message import cause
from ..readers.question_paper import read_blocks
from ..readers.resources import find_rubric, labels
from ..readers.rubric_yaml import load_rubric, read_rubric
from ..records import Language, Rubric
from ..text import is_cjk
from ..writers.rubric_yaml import Path as Place
from ..writers.rubric_yaml import rubric_yaml
from .grading import language_named
from .told import harmless, say, speak_unless_asked

_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_MOST_BYTES = 1_000_000
# Its dimensions, described in both languages, are those of an imported paper.
_DIMENSIONS_OF = "service-manager"


def import_paper(
    document: Path, out: Path | None, lang: str, name: str, *, force: bool, as_json: bool
) -> int:
    """Read *document*, write its rubric, tell what was found and what is missing."""
    paper = _read(document)
    if not any(item.text for item in paper.items):
        raise InputError(
            "{document}: no questions found; a paper numbers its questions (1. / 第一题 / "
            "题目1：), or answers them under 参考答案 / Answer",
            document=document,
        )
    language = language_named("--lang", lang) or _language(paper)
    speak_unless_asked(language)
    words = labels(language, "rubric")
    path = out or document.with_suffix(".yaml")
    rubric = to_rubric(
        paper,
        name=_id(name, path, document),
        title=paper.title or document.stem,
        language=language,
        dimensions=load_rubric(find_rubric(_DIMENSIONS_OF)).dimensions,
        words=words,
    )
    if not any(section.items for section in rubric.sections):
        raise InputError(
            "{document}: only closed questions found (choices, true or false, blanks), "
            "which a rubric does not grade; give a paper with questions answered in words",
            document=document,
        )
    text = _yaml(rubric, paper, document, words)
    is_new = _write(path, text, force=force)
    if as_json:
        print(json.dumps(_object(paper, rubric, path, words), ensure_ascii=False))
        return 0
    _print(paper, document, words)
    say(words["import_written" if is_new else "import_same"].format(path=path))
    return 0


def _read(document: Path) -> Paper:
    blocks = read_blocks(document, say)
    try:
        return read_paper(blocks)
    except InputError as error:
        if str(document) in str(error):
            raise
        raise InputError(
            "{document}: {problem}", document=document, problem=error.message
        ) from None


def _language(paper: Paper) -> Language:
    text = "".join(item.text for item in paper.items)
    return "zh" if sum(map(is_cjk, text)) * 5 > len(text) else "en"


def _id(name: str, path: Path, document: Path) -> str:
    """The id asked for, else one of the file's name; where that has no letters, of its hash."""
    made = _NAME.sub("-", name or path.stem).strip("-_")[:64]
    if name and made != name:
        raise InputError("--id {name!r}: use letters, digits, - and _, at most 64", name=name)
    return made or f"paper-{zlib.crc32(document.stem.encode()):08x}"


def _yaml(rubric: Rubric, paper: Paper, document: Path, words: Mapping[str, str]) -> str:
    lines = {item.id: item.line for item in paper.items}
    comments: dict[Place, str] = {(): words["import_head"].format(file=document.name)}
    for at, section in enumerate(rubric.sections):
        for place, item in enumerate(section.items):
            where: Place = ("sections", at, "items", place)
            comments[*where, "text"] = words["import_line"].format(line=lines[item.id])
            if item.over == "choose":
                comments[*where, "over"] = words["import_choose"]
    text = rubric_yaml(rubric, comments)
    if len(text.encode()) > _MOST_BYTES:
        raise InputError(
            "{document}: its rubric would have {size:,} bytes, at most {most:,} are "
            "read; give a single paper",
            document=document,
            size=len(text.encode()),
            most=_MOST_BYTES,
        )
    read_rubric(text, str(document))
    return text


def _write(path: Path, text: str, *, force: bool) -> bool:
    """Write the file, whole or not at all; False where it already holds *text*."""
    data = text.encode()
    try:
        if path.exists():
            if path.is_file() and path.read_bytes() == data:
                return False
            if not force or not path.is_file():
                raise InputError(
                    "{path}: is there already and differs; give another file with -o, or --force "
                    "to write over it",
                    path=path,
                )
        handle, made = tempfile.mkstemp(prefix=".import-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(made).chmod(0o644)
        Path(made).replace(path)
    except OSError as error:
        raise StoreError(
            "{path}: cannot be written ({reason}); choose another with -o",
            path=path,
            reason=cause(error),
        ) from error
    return True


def _figures(declared: object, found: object) -> str:
    return f"{'—' if declared is None else declared} / {found}"


def _print(paper: Paper, document: Path, words: Mapping[str, str]) -> None:
    table = Table(box=None, pad_edge=False)
    for name in ("section", "title", "questions", "points", "marks", "closed"):
        is_figure = name not in {"section", "title"}
        table.add_column(
            words[f"import_column_{name}"], justify="right" if is_figure else "left",
            no_wrap=name == "section",
        )  # fmt: skip
    for section in paper.sections:
        table.add_row(*_row(section))
    console = Console()
    console.print(table)
    closed = sum(bool(item.closed) for item in paper.items)
    total = sum((section.points for section in paper.sections), Decimal(0))
    console.print(
        words["import_total"].format(
            questions=len(list(paper.items)), closed=closed, points=decimal(total), junk=paper.junk
        ),
        soft_wrap=True,
    )
    wanting = [each for each in paper.findings if not each.code.startswith("closed_")]
    if not wanting:
        print(words["import_nothing_wanting"])
        return
    print(words["import_wanting"].format(count=len(wanting)))
    for finding in wanting:
        print("  " + harmless(_place(finding, document.name, words)))


def _row(section: PaperSection) -> list[str]:
    declared = section.declared
    total = declared.total
    if total is None and declared.each is not None and declared.questions is not None:
        total = declared.each * declared.questions
    marks = sum((item.marks or Decimal(0) for item in section.items), Decimal(0))
    return [
        section.id,
        escape(harmless(section.title)),
        _figures(declared.questions, len(section.items)),
        _figures(None if total is None else decimal(total), decimal(section.points)),
        decimal(marks) if marks else "—",
        str(sum(bool(item.closed) for item in section.items) or "—"),
    ]


def _place(finding: Finding, name: str, words: Mapping[str, str]) -> str:
    where = finding.item or finding.section or words["import_whole_paper"]
    form = words["import_place" if finding.line else "import_place_paper"]
    return form.format(path=name, line=finding.line, where=where, text=finding_text(finding, words))


def _object(paper: Paper, rubric: Rubric, path: Path, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "file": str(path),
        "id": rubric.id,
        "title": paper.title,
        "junk_lines": paper.junk,
        "sections": [_section_object(each) for each in paper.sections],
        "findings": [
            {
                "code": each.code,
                "section": each.section,
                "item": each.item,
                "line": each.line,
                **each.told,
                "text": finding_text(each, words),
            }
            for each in paper.findings
        ],
    }


def _section_object(section: PaperSection) -> dict[str, Any]:
    declared = section.declared
    return {
        "id": section.id,
        "title": section.title,
        "line": section.line,
        "declared": {
            "questions": declared.questions,
            "each": None if declared.each is None else decimal(declared.each),
            "total": None if declared.total is None else decimal(declared.total),
        },
        "items": [
            {
                "id": item.id,
                "number": item.number,
                "line": item.line,
                "points": None if item.points is None else decimal(item.points),
                "marks": [decimal(each.marks) for each in item.scoring],
                "closed": item.closed or None,
                "answer": bool(item.answer),
                "cut": item.cut or None,
            }
            for item in section.items
        ],
    }
