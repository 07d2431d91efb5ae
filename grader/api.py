"""The library's entry points: grade answers in hand, give feedback, write the reports."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from .core.adjudicate import settle_unrated
from .core.aggregate import aggregate
from .core.arrange.named import names_in
from .core.feedback import Feedback
from .core.feedback import feedback as _feedback
from .core.minima import mind_minima
from .core.redact import Names, redactions
from .core.report import count
from .desk import Desk
from .engines.local import LocalEngine
from .pipeline import grade as _grade
from .ports import Judge, Store
from .readers.resources import find_rubric, labels, messages
from .readers.rubric_yaml import load_rubric as _load
from .records import Answer, Language, Person, Rubric, Run, Score
from .stores.memory import MemoryStore
from .wiring import made_folder, templates, versions, withheld
from .writers.csv_tables import write_tables
from .writers.page import Look
from .writers.pages import Reports, usual_formats


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


def grade(
    answers: Iterable[Answer],
    rubric: Rubric,
    *,
    judge: Judge,
    store: Store | None = None,
    concurrency: int = 32,
    redact: bool = True,
) -> Generator[Score]:
    """
    Score each of *answers* as its rating comes, in any order.

    The calls run on a loop of their own in one background thread, at most *concurrency* at a
    time; *answers* is pulled as places come free. With a *store*, what it has is not asked
    again. With *redact* the judge sees placeholders for phone numbers, ids and the like, and for
    the name of who wrote the answer, as its id or attributes tell it.

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
    shown = (redacted(each, rubric.language) for each in answers) if redact else answers
    yield from _grade(shown, desk, judge=judge, store=kept, engine=engine)


def redacted(answer: Answer, language: Language) -> Answer:
    """*answer* with its private data and its writer's own name marked, not to be sent."""
    if answer.redactions or not answer.text:
        return answer
    cells = {**answer.attributes, "candidate_id": answer.candidate_id}
    found = redactions(answer.text, Names(names_in(cells)), language)
    return replace(answer, redactions=found) if found else answer


async def agrade(
    answers: Iterable[Answer],
    rubric: Rubric,
    *,
    judge: Judge,
    store: Store | None = None,
    concurrency: int = 32,
    redact: bool = True,
) -> AsyncGenerator[Score]:
    """`grade` for code that runs in an event loop; scores come through a bounded queue."""
    scores = grade(
        answers, rubric, judge=judge, store=store, concurrency=concurrency, redact=redact
    )
    queue: asyncio.Queue[Score | _End] = asyncio.Queue(concurrency)
    is_left = threading.Event()
    loop = asyncio.get_running_loop()
    worker = loop.run_in_executor(None, _feed, scores, queue, loop, is_left)
    try:
        while not isinstance(found := await queue.get(), _End):
            yield found
        if found.fault is not None:
            raise found.fault
    finally:
        is_left.set()
        while not worker.done():  # it may be waiting for room
            with suppress(asyncio.QueueEmpty):
                queue.get_nowait()
            await asyncio.sleep(0.01)


@dataclass(frozen=True, slots=True)
class _End:
    """No more scores, and why where that was a fault."""

    fault: BaseException | None = None


def _feed(
    scores: Generator[Score],
    queue: "asyncio.Queue[Score | _End]",
    loop: asyncio.AbstractEventLoop,
    is_left: threading.Event,
) -> None:
    """Put *scores* into *queue*, waiting for room, so that a slow reader slows the calls."""

    def put(value: Score | _End) -> None:
        asyncio.run_coroutine_threadsafe(queue.put(value), loop).result()

    end = _End()
    try:
        # Closed here: its end waits for the calls in flight, and must not hold up the loop.
        with closing(scores):
            for score in scores:
                if is_left.is_set():
                    break
                put(score)
    except BaseException as error:  # noqa: BLE001 - handed to the caller's task
        end = _End(error)
    with suppress(RuntimeError):  # the caller's loop has gone
        put(end)


def feedback(score: Score, rubric: Rubric) -> Feedback:
    """
    What *score* says to the person who wrote the answer, in the rubric's language.

    Nothing in it repeats 12 characters or 8 words in a row of the reference answer or of the
    instructions to the rater.

    >>> from grader import Answer, BaselineJudge, feedback, grade, load_rubric
    >>> rubric = load_rubric("service-manager")
    >>> answer = Answer(candidate_id="A1", item_id="一/1", text="不知道")
    >>> [score] = grade([answer], rubric, judge=BaselineJudge())
    >>> made = feedback(score, rubric)
    >>> (made.points, made.max_points, len(made.missed))
    ('0', '8', 4)
    """
    item = rubric.item(score.item_id, score.answer.question)
    return _feedback(score, item, rubric.language, secrets=withheld(item, rubric.language))


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
    folder = made_folder(Path(folder))
    shown = language or rubric.language
    scores = list(scores)
    run = run or Run(rubric_id=rubric.id, rubric_version=rubric.version, language=rubric.language)
    run.judge = run.judge or next((each.rating.rater for each in scores if each.rating), "")
    formats, without = usual_formats(len(scores))
    look = Look(
        folder=folder,
        rubric=rubric,
        language=shown,
        labels=labels(shown, "report"),
        messages=messages(shown),
        formats=formats,
        without=without,
        judge=run.judge,
    )
    with Reports(look) as reports:
        for person in write_tables(folder, _people(scores, rubric), language=shown):
            reports.add(person)
            for _, score in person.scored:
                count(run.counts, score)
        reports.finish(run, versions())
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
        yield mind_minima(aggregate(candidate_id, pairs), rubric)
