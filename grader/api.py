"""The library's entry points: grade answers in hand, read them, write the reports."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from .core.adjudicate import settle_unrated
from .core.aggregate import aggregate
from .core.arrange import Arranger
from .core.report import count
from .core.selection import Selection
from .engines.local import LocalEngine
from .errors import AnswersError
from .pipeline import Desk
from .pipeline import grade as _grade
from .ports import Judge, Store
from .readers.resources import find_rubric, labels
from .readers.rubric_yaml import load_rubric as _load
from .records import Answer, Language, Person, Row, Rubric, Run, Score
from .stores.memory import MemoryStore
from .wiring import read_rows, templates, versions
from .writers.csv_tables import write_tables
from .writers.html_page import html_page
from .writers.markdown_page import markdown_page
from .writers.page import Page
from .writers.run_json import write_run_json
from .writers.whole import whole_file


def load_rubric(name: str | Path) -> Rubric:
    """
    A rubric: a shipped one by its id, or a YAML file.

    Raises:
        InputError: there is none of that name, or the file is not a rubric.

    >>> rubric = load_rubric("customer-service")
    >>> [criterion.id for criterion in rubric.criteria]
    ['empathy', 'process', 'coordination', 'closure']

    """
    return _load(find_rubric(str(name)))


def read_answers(
    path: str | Path, rubric: Rubric, *, question: str = "", items: tuple[str, ...] = ()
) -> Iterator[Answer]:
    """
    The answers of a .csv, .tsv or .jsonl file, long or wide, one after another.

    Raises:
        AnswersError: rows that cannot be used, all at once, after the last row.
        InputError: the file as a whole cannot be read.

    """
    arranger = Arranger(rubric, question=question, items=items)
    problems = []
    for row in read_rows(Path(path), lambda _: None):
        for found in arranger.answers(row) if isinstance(row, Row) else (row,):
            if not isinstance(found, Answer):
                problems.append(str(found))
            elif arranger.is_kept(found.item_id):
                yield found
    if problems:
        raise AnswersError(problems)


def grade(
    answers: Iterable[Answer],
    rubric: Rubric,
    *,
    judge: Judge,
    store: Store | None = None,
    concurrency: int = 32,
) -> Iterator[Score]:
    """
    Score each of *answers* as its rating comes, in any order.

    The calls run on a loop of their own in one background thread, at most *concurrency* at a
    time; *answers* is pulled as places come free. With a *store*, what it has is not asked
    again.

    Raises:
        JudgeStopped: no request can succeed (key, quota, model).

    >>> from grader import Answer, BaselineJudge, grade, load_rubric
    >>> rubric = load_rubric("service-manager")
    >>> answer = Answer(candidate_id="A1", item_id="一/1", text="不知道")
    >>> [score] = grade([answer], rubric, judge=BaselineJudge())
    >>> (score.status, score.reason, score.points)
    ('gated', 'non_answer', Decimal('0'))

    """
    filled = templates(rubric.language)
    engine = LocalEngine(filled, concurrency=concurrency)
    desk = Desk(rubric, filled)
    kept = MemoryStore() if store is None else store
    yield from _grade(answers, desk, judge=judge, store=kept, engine=engine)


async def agrade(
    answers: Iterable[Answer],
    rubric: Rubric,
    *,
    judge: Judge,
    store: Store | None = None,
    concurrency: int = 32,
) -> AsyncIterator[Score]:
    """`grade` for code that runs in an event loop; scores come through a bounded queue."""
    loop = asyncio.get_running_loop()
    scores: asyncio.Queue[Score | BaseException | None] = asyncio.Queue(concurrency)
    is_wanted = threading.Event()
    is_wanted.set()

    def put(value: Score | BaseException | None) -> None:
        # Waits for room, so that a slow reader slows the calls down.
        asyncio.run_coroutine_threadsafe(scores.put(value), loop).result()

    def work() -> None:
        end: BaseException | None = None
        try:
            for score in grade(answers, rubric, judge=judge, store=store, concurrency=concurrency):
                if not is_wanted.is_set():
                    return
                put(score)
        except BaseException as error:  # noqa: BLE001 - handed to the caller's task
            end = error
        with suppress(RuntimeError):  # the caller's loop has gone
            put(end)

    worker = loop.run_in_executor(None, work)
    try:
        while (found := await scores.get()) is not None:
            if isinstance(found, BaseException):
                raise found
            yield found
    finally:
        is_wanted.clear()
        while not worker.done():
            with suppress(asyncio.QueueEmpty):
                scores.get_nowait()
            await asyncio.sleep(0.01)


def write_reports(
    folder: str | Path,
    scores: Iterable[Score],
    rubric: Rubric,
    *,
    run: Run | None = None,
    language: Language | None = None,
) -> Path:
    """
    Write the tables and pages of *scores* into *folder*, and return the path of `report.html`.

    The items asked are those that any score names; a candidate without a score for one has not
    answered it.

    Raises:
        StoreError: the folder or disk does not take them.

    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shown = language or rubric.language
    run = run or Run(rubric_id=rubric.id, rubric_version=rubric.version, language=rubric.language)
    chosen = Selection()
    for person in write_tables(folder, _people(scores, rubric), language=shown):
        chosen.add(person)
        for _, score in person.scored:
            count(run.counts, score)
            if score.rating is not None:
                run.judge = run.judge or score.rating.rater
    page = Page(
        people=chosen.people(),
        run=run,
        rubric=rubric,
        language=shown,
        labels=labels(shown, "report"),
        left_out=chosen.left_out,
        unlisted=chosen.unlisted,
    )
    for name, text in (("report.html", html_page(page)), ("report.md", markdown_page(page))):
        with whole_file(folder / name) as file:
            file.write(text)
    write_run_json(folder / "run.json", run, versions())
    return folder / "report.html"


def _people(scores: Iterable[Score], rubric: Rubric) -> Iterator[Person]:
    found: dict[str, dict[str, Score]] = {}
    asked: dict[str, Answer] = {}
    for score in scores:
        found.setdefault(score.candidate_id, {})[score.item_id] = score
        asked.setdefault(score.item_id, score.answer)
    order = [item.id for item in rubric.items if item.id in asked] or list(asked)
    for candidate_id, by_item in found.items():
        pairs = []
        for item_id in order:
            item = rubric.item(item_id, asked[item_id].question)
            absent = Answer(candidate_id=candidate_id, item_id=item_id, text=None)
            score = by_item.get(item_id) or settle_unrated(absent, item, "not_answered")
            pairs.append((item, score))
        yield aggregate(candidate_id, pairs)
