"""What grader grade does with its options; imported only when it runs."""

import math
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from ..core.arrange import parse_wish
from ..errors import SettingError
from ..ports import Judge
from ..readers.resources import find_rubric, labels
from ..records import Language, Rubric
from ..runs import FolderRun, Limits, Sources, Watch
from ..text import json_text
from ..wiring import (
    expanded,
    journal_path,
    price_named,
    rubric_named,
    versions,
)
from ..writers.run_json import run_object
from .agreement import Agreement
from .ahead import tell_ahead
from .banding import banding_named
from .duplicates import chooser
from .judging import judges_of, second_of, tell_alike
from .progress import Progress
from .running import signals, tell_done
from .told import say, shown_command, speak_unless_asked
from .wish import Wish

_MOST_STDIN = 500_000_000


def language_named(option: str, value: str) -> Language | None:
    """
    The language *value* of *option*; None where none was given.

    Raises:
        SettingError: there is no such language.
    """
    if not value:
        return None
    if value not in {"zh", "en"}:
        raise SettingError(
            "{option} {value!r}: no such language; use zh or en", option=option, value=value
        )
    return "en" if value == "en" else "zh"


def grade_files(wish: Wish) -> int:
    """Grade as wished, say how it went, and return the exit code."""
    if wish.progress not in {"auto", "json", "none"}:
        raise SettingError("--progress {value!r}: use auto, json or none", value=wish.progress)
    if wish.by:
        from .posts import grade_posts

        return grade_posts(wish)
    if not wish.rubric:
        raise SettingError(
            "grade: Missing option '--rubric' / '-r', a shipped id or a .yaml file (or, "
            "for several posts in one file, --by COLUMN=RUBRIC); see grader grade --help"
        )
    rubric = rubric_named(wish.rubric, language_named("--prompt-lang", wish.prompt_lang))
    heard = speak_unless_asked(rubric.language)
    language = language_named("--lang", wish.lang) or rubric.language
    words = labels(heard, "cli")
    agree = Agreement(words, takes_all=wish.yes, is_ahead=wish.dry_run)
    tell_proposed(rubric, wish.rubric, words)
    tell_alike(wish, say)
    tell_not_redacted(wish, words)
    with files_named(wish.answers) as files, Progress(words, wish.progress) as bar:
        run = folder_run(wish, rubric, files, language, watch_of(bar, agree, heard))
        if wish.dry_run:
            return tell_ahead(run, words, as_json=wish.as_json)
        with signals(bar):
            done = run.grade()
    tell_done(done, run.folder, words)
    if wish.as_json:
        print(json_text(run_object(done, versions())))
    return done.exit_code


def tell_proposed(rubric: Rubric, name: str, words: dict[str, str]) -> None:
    """Say before the first call that criteria of *rubric*, given as *name*, are a draft."""
    count = rubric.proposed
    if count:
        label = "proposed_one" if count == 1 else "proposed_many"
        say(words[label].format(name=name, n=count))


def tell_not_redacted(wish: Wish, words: dict[str, str]) -> None:
    """Say before the first call that private data goes to a model as it stands, if it does."""
    if not wish.redact and wish.judge == "openai":
        say(words["not_redacted"])


def watch_of(bar: Progress, agree: Agreement, language: Language) -> Watch:
    """What tells a person how a run goes, and asks one."""
    return Watch(
        note=say,
        agree=agree,
        begin=bar.begin,
        more=bar.more,
        follow=bar.follow,
        step=bar.step,
        news=bar.news,
        choose=chooser(language),
    )


def folder_of(wish: Wish) -> Path:
    """The folder of the run: the one asked for, else by the name of the first file."""
    if wish.out is None and wish.answers[0] == "-":
        return Path("stdin-graded")
    first = Path(wish.answers[0])
    name = first.resolve().name if first.is_dir() else first.stem
    return wish.out or Path(f"{name or 'answers'}-graded")


def sources_of(wish: Wish, files: list[Path]) -> Sources:
    """How the rows of *files* are to be read."""
    return Sources(
        files=files,
        question=wish.question,
        items=tuple(each.strip() for each in wish.items.split(",") if each.strip()),
        wishes=tuple(map(parse_wish, wish.map_ or ())),
        sheet=wish.sheet,
        skip_bad_rows=wish.skip_bad_rows,
        duplicates=wish.duplicates,
        most_characters=wish.max_cell,
        most_rows=wish.max_rows,
        most_bytes=wish.max_bytes,
        redact=wish.redact,
    )


def folder_run(
    wish: Wish, rubric: Rubric, files: list[Path], language: Language, watch: Watch
) -> FolderRun:
    """The run that is wished for, planned; nothing is read or sent yet."""
    judge, jurors = judges_of(wish)
    return FolderRun(
        folder=folder_of(wish),
        rubric=rubric,
        rubric_text=find_rubric(wish.rubric).read_text(encoding="utf-8-sig"),
        judge=judge,
        jurors=jurors,
        samples=wish.samples,
        regrades=wish.regrade_flagged,
        sources=sources_of(wish, files),
        store=_absolute(wish.store),
        concurrency=wish.concurrency,
        engine=wish.engine,
        detach=wish.detach,
        limits=_limits(wish, judge),
        fail_under=None if wish.fail_under is None else Decimal(str(wish.fail_under)),
        controls=wish.controls,
        calibration=wish.calibration,
        banding=banding_named(wish.cut, wish.bands, rank=wish.rank, least=wish.min_agreement),
        anchors=wish.anchors,
        marks=wish.marks,
        second=second_of(wish),
        formats=wish.format,
        signed_by=wish.signed_by,
        labels_language=language,
        command=shown_command(wish.typed),
        model_asked=getattr(judge, "model", ""),
        endpoint=getattr(judge, "endpoint", ""),
        parameters=dict(getattr(judge, "parameters", {})),
        watch=watch,
    )


def budget_named(budget: float | None) -> Decimal | None:
    """
    The amount of --budget, in US dollars; None where none was given.

    Raises:
        SettingError: it is not above 0.
    """
    if budget is None:
        return None
    if not 0 < budget < math.inf:
        raise SettingError(
            "--budget {value:g}: give an amount above 0, in US dollars", value=budget
        )
    return Decimal(str(budget))


def _limits(wish: Wish, judge: Judge) -> Limits:
    budget = budget_named(wish.budget)
    if wish.fail_over is not None and not 0 <= wish.fail_over <= 1:
        raise SettingError(
            "--fail-over {value:g}: give a share between 0 and 1", value=wish.fail_over
        )
    model, endpoint = getattr(judge, "model", ""), getattr(judge, "endpoint", "")
    return Limits(
        price=price_named(model, endpoint, wish.prices, engine=wish.engine),
        budget=budget,
        most_answers=wish.limit or 0,
        most_failures=wish.fail_over,
    )


def _absolute(store: str) -> str:
    """*store* so that it means the same file from another folder."""
    return f"sqlite:///{journal_path(store, Path()).resolve()}" if store else ""


@contextmanager
def files_named(names: list[str]) -> Iterator[list[Path]]:
    """The files named; stdin becomes one, so that it can be read twice like the others."""
    if "-" not in names:
        yield expanded([Path(name) for name in names], say)
        return
    content = sys.stdin.buffer.read(_MOST_STDIN + 1)
    if len(content) > _MOST_STDIN:
        raise SettingError("stdin: more than {most:,} bytes; give a file", most=_MOST_STDIN)
    suffix = _ending_of(content.lstrip(b"\xef\xbb\xbf \r\n\t"))
    suffix = ".xlsx" if content.startswith(b"PK\x03\x04") else suffix
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"stdin{suffix}"
        path.write_bytes(content)
        yield expanded([path if name == "-" else Path(name) for name in names], say)


def _ending_of(content: bytes) -> str:
    """The ending a file of *content*, blanks at its beginning left out, would have."""
    if content.startswith(b"{"):
        return ".jsonl" if content.splitlines()[0].rstrip().endswith(b"}") else ".json"
    return ".json" if content.startswith(b"[") else ".csv"
