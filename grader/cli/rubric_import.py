"""What grader rubric import does and prints; imported only when it runs."""

import json
import re
import zlib
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path

from ..core.paper import Paper, read_paper, to_rubric
from ..errors import InputError, StoreError
from ..message import cause
from ..readers.question_paper import read_blocks
from ..readers.resources import find_rubric, labels
from ..readers.rubric_yaml import load_rubric, read_rubric
from ..records import Language, Rubric
from ..text import is_cjk
from ..writers.rubric_yaml import Path as Place
from ..writers.rubric_yaml import rubric_yaml
from ..writers.whole import whole_file
from .grading import language_named
from .rubric_import_told import paper_object, print_findings
from .rubric_propose import Asking, proposals_object, tell_proposals
from .told import say, speak_unless_asked

_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_MOST_BYTES = 1_000_000
# Its dimensions, described in both languages, are those of an imported paper.
_DIMENSIONS_OF = "service-manager"


def import_paper(
    document: Path, out: Path | None, lang: str, name: str, asking: Asking | None,
    *, force: bool, as_json: bool,
) -> int:  # fmt: skip
    """
    Read *document*, write its rubric, tell what was found and what is missing.

    With *asking*, a judge drafts the criteria of questions that have none; 3 where it stopped.
    """
    paper = _read(document)
    _see_questions(paper, document)
    language = language_named("--lang", lang) or _language(paper)
    speak_unless_asked(language)
    words = labels(language, "rubric")
    dimensions = load_rubric(find_rubric(_DIMENSIONS_OF)).dimensions
    path = out or document.with_suffix(".yaml")
    title, id_ = paper.title or document.stem, _id(name, path, document)
    make = partial(to_rubric, paper, name=id_, title=title, language=language,
                   dimensions=dimensions, words=words)  # fmt: skip
    write = partial(_yaml, paper=paper, document=document, words=words)
    rubric = make()
    ours, made = [write(rubric)], None
    if asking is not None:
        draft = asking.draft(paper, make, dimensions, path.with_suffix(".propose.db"))
        # What this command wrote before, and nobody has changed, it may write anew.
        ours.append(write(draft.remembered()))
        _see_free(path, ours, force=force)
        rubric, made = draft.asked(words)
    is_new = _write(path, write(rubric), ours if asking else (), force=force)
    if as_json:
        told = paper_object(paper, rubric, path, words)
        told |= {} if made is None else {"proposed": proposals_object(made)}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print_findings(paper, document, words)
        say(words["import_written" if is_new else "import_same"].format(path=path))
    return 0 if asking is None or made is None else tell_proposals(made, words, asking.typed)


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


def _see_questions(paper: Paper, document: Path) -> None:
    asked = [item for item in paper.items if item.text]
    if not asked:
        raise InputError(
            "{document}: no questions found; a paper numbers its questions (1. / 第一题 / "
            "题目1：), or answers them under 参考答案 / Answer",
            document=document,
        )
    if all(item.closed for item in asked):
        raise InputError(
            "{document}: only closed questions found (choices, true or false, blanks), "
            "which a rubric does not grade; give a paper with questions answered in words",
            document=document,
        )


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


def _see_free(path: Path, ours: Collection[str], *, force: bool) -> None:
    """See that *path* may be written: free, one of *ours*, or *force*."""
    if force and (path.is_file() or not path.exists()):
        return
    if path.exists() and not (path.is_file() and path.read_bytes() in map(str.encode, ours)):
        raise InputError(
            "{path}: is there already and differs; give another file with -o, or --force "
            "to write over it",
            path=path,
        )


def _write(path: Path, text: str, ours: Collection[str], *, force: bool) -> bool:
    """Write the file, whole or not at all; False where it already holds *text*."""
    try:
        if path.is_file() and path.read_bytes() == text.encode():
            return False
        _see_free(path, ours, force=force)
        with whole_file(path) as file:
            file.write(text)
    except OSError as error:
        raise StoreError(
            "{path}: cannot be written ({reason}); choose another with -o",
            path=path,
            reason=cause(error),
        ) from error
    return True
