"""From names to objects; the only place that reads the environment."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from .core.arrange.blocks import Asked
from .core.render import Templates
from .core.render.template import NAMES
from .errors import InputError, SettingError
from .judges.traced import traced
from .message import Message
from .ports import Engine, Judge, Permit
from .prices.bundled import bundled_price
from .prices.table import read_price_table
from .readers.answer_paper import read_answer_paper
from .readers.csv_file import read_csv
from .readers.folder import files_of
from .readers.json_file import read_json
from .readers.jsonl_file import read_jsonl
from .readers.resources import find_rubric, prompt_sources
from .readers.rubric_yaml import load_rubric
from .readers.source import MOST_BYTES, check_file
from .readers.text_file import read_text
from .readers.workbook import read_workbook
from .records import BatchNews, Language, Price, Row, RowProblem, Rubric

JUDGES = {
    "baseline": "grader.judges.baseline:BaselineJudge",
    "openai": "grader.judges.openai_chat:OpenAIJudge",
    "replay": "grader.judges.replay:ReplayJudge",
}
ENGINES = ("batch", "local")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSettings:
    """Which judge, and how it is to be asked; `otherwise` is what goes without a model."""

    judge: str = "openai"
    model: str = ""
    base_url: str = ""
    api_key_file: Path | None = None
    replay: Path | None = None
    temperature: float | None = 0.0
    seed: int | None = None
    max_tokens: int | None = 4096
    timeout_s: float = 120.0
    otherwise: str = ""


def make_judge(settings: JudgeSettings, environment: Mapping[str, str] | None = None) -> Judge:
    """
    The judge of *settings*, with what the environment adds (key, address, model).

    Raises:
        SettingError: no such judge, or it lacks a model, a key, an address or a file.
    """
    given = os.environ if environment is None else environment
    if settings.judge not in JUDGES:
        raise SettingError("no judge called {judge!r}; choose one of {known}",
                           judge=settings.judge, known=", ".join(sorted(JUDGES)))  # fmt: skip
    if settings.judge == "replay":
        if settings.replay is None:
            raise SettingError("--judge replay needs --replay FILE, the recorded replies")
        return _judge("replay", settings.replay)
    return _judge("baseline") if settings.judge == "baseline" else _openai(settings, given)


def _judge(name: str, *args: Any, **options: Any) -> Judge:
    module, _, attribute = JUDGES[name].partition(":")
    judge: Judge = getattr(import_module(module), attribute)(*args, **options)
    return judge


def _openai(settings: JudgeSettings, given: Mapping[str, str]) -> Judge:
    base_url = settings.base_url or given.get("OPENAI_BASE_URL", "")
    key = _key(settings.api_key_file, given)
    if not key and not base_url:
        raise SettingError(
            "no key and no endpoint; set OPENAI_API_KEY (or --api-key-file FILE), or point "
            "--base-url at a server of your own, or {otherwise}",
            otherwise=settings.otherwise or Message("use --judge baseline, which needs neither"),
        )
    model = settings.model or given.get("GRADER_MODEL", "")
    if not model:
        raise SettingError(
            "no model named; give --model NAME or set GRADER_MODEL (there is no default, "
            "because models retire)"
        )
    judge = _judge(
        "openai",
        model,
        base_url=base_url or None,
        api_key=key or "none",
        temperature=settings.temperature,
        seed=settings.seed,
        max_tokens=settings.max_tokens,
        timeout_s=settings.timeout_s,
    )
    return traced(judge, given)


def _key(file: Path | None, given: Mapping[str, str]) -> str:
    if file is None:
        return given.get("OPENAI_API_KEY", "").strip()
    try:
        key = file.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError("--api-key-file {file}: cannot be read; check the file",
                           file=file) from error  # fmt: skip
    if not key:
        raise SettingError("--api-key-file {file}: is empty; put the key into it", file=file)
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """What is to carry the requests; `news` is told what becomes of batches."""

    engine: str = "local"
    concurrency: int = 32
    detach: bool = False
    news: Callable[[BatchNews], None] = lambda _: None
    permit: Permit | None = None


def check_engine(settings: EngineSettings, judge: Judge) -> None:
    """
    See that the engine of *settings* can carry requests to *judge*.

    Raises:
        SettingError: no such engine, or one that does not fit.
    """
    if settings.engine not in ENGINES:
        raise SettingError("--engine {engine!r}: no such engine; choose one of {known}",
                           engine=settings.engine, known=", ".join(ENGINES))  # fmt: skip
    if settings.engine == "batch" and not judge.name.startswith("openai:"):
        raise SettingError(
            "--engine batch: the judge {judge!r} has no Batch API; use --engine local",
            judge=judge.name)  # fmt: skip
    if settings.detach and settings.engine != "batch":
        raise SettingError(
            "--detach: only batches go on without this process; add --engine batch, or leave it out"
        )


def make_engine(settings: EngineSettings, filled: Templates) -> Engine:
    """The engine of *settings*, which words its requests with *filled*."""
    if settings.engine == "batch":
        from .engines.batch import BatchEngine

        return BatchEngine(filled, detach=settings.detach, news=settings.news)
    from .engines.local import LocalEngine

    return LocalEngine(filled, concurrency=settings.concurrency, permit=settings.permit)


def rubric_named(name: str, language: Language | None = None) -> Rubric:
    """
    The shipped rubric or rubric file *name*, to be rendered in *language* if one is given.

    Raises:
        InputError: there is none, or the file is not a rubric.
    """
    rubric = load_rubric(find_rubric(name))
    return rubric.with_language(language) if language else rubric


def templates(language: Language) -> Templates:
    """The prompt templates of *language*."""
    return Templates(prompt_sources(language))


def proposal_templates(language: Language) -> Templates:
    """The templates of *language* that ask for criteria."""
    sources = prompt_sources(language)
    names = {"system": "propose", "user": "propose_user", "repair": "propose_repair"}
    return Templates({name: sources.get(file, "") for name, file in names.items()})


def instructions(language: Language) -> str:
    """What raters are told in *language*, apart from the item: not for a candidate's eyes."""
    return "\n".join(re.sub(r"\{[{%#].*?[}%#]\}", "\n", text, flags=re.DOTALL)
                     for name, text in prompt_sources(language).items()
                     if name in NAMES)  # fmt: skip


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


def journal_path(store: str, folder: Path) -> Path:
    """
    The file of the journal: *store* as `sqlite:///PATH`, else `grader.db` in *folder*.

    Raises:
        SettingError: another kind of store.
    """
    if not store:
        return folder / "grader.db"
    if not store.startswith("sqlite:///") or len(store) <= len("sqlite:///"):
        raise SettingError("--store {store!r}: no such store; write sqlite:///PATH", store=store)
    return Path(store.removeprefix("sqlite:///"))


def price_named(
    model: str, endpoint: str, table: Path | None = None, *, engine: str = "local"
) -> Price | None:
    """
    The price of *model* at *endpoint*: from the file *table*, else from the bundled ones.

    None where neither knows it; nothing at all where there is no endpoint. By the engine `batch`
    a bundled price is what the provider asks for batches, where that is known, else the full one.

    Raises:
        InputError: the file is not a price table.
    """
    own = read_price_table(table).price(model, endpoint) if table else None
    if not endpoint:
        return Price(input=Decimal(0), output=Decimal(0))
    return own or bundled_price(model, endpoint, is_batch=engine == "batch")


def versions() -> dict[str, str]:
    """Versions of this package and of what shapes its results."""
    names = ("interview-grader", "openai", "jinja2", "pydantic", "rapidfuzz", "tenacity")
    return {name: _version(name) for name in names}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
