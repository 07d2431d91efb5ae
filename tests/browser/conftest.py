"""The report in a real browser, which fails a test that logs an error or asks for an address."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.core.report import count
from grader.core.statistics import Tally
from grader.readers.resources import find_rubric, labels
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Counts, Evidence, Item, Mark, Person, Rating, Run, Score
from grader.writers.html_page import HtmlReport
from grader.writers.page import Look, Page

RUBRIC = load_rubric(Path(find_rubric("service-manager")))
ITEMS = tuple(RUBRIC.items)[:3]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def rated(who: str, item: Item, level: int, *, lacks: bool = False) -> Score:
    """An answer with *level* on every criterion; one that *lacks* words is held."""
    text = f"我是{who}，先道歉，再查订单。"
    found = (
        Evidence(quote="先道歉", start=text.index("先"), end=text.index("先") + 3, kind="exact"),
    )
    marks = tuple(
        Mark(
            criterion_id=each.id,
            level=level,
            points=item.worth(each, level),
            max_points=item.worth(each, len(each.steps) - 1),
            lowest=Decimal(0),
            rationale="有具体做法。",
            evidence=() if lacks or not level else found,
            lacks_evidence=lacks,
        )
        for each in item.criteria
    )
    answer = Answer(candidate_id=who, item_id=item.id, text=text)
    return settle_rating(answer, item, Rating(rater="openai:m", marks=marks))


def everyone(people: int) -> list[Person]:
    """Numbered people; every sixth needs a person, every fourth said nothing to the third item."""
    made = []
    for number in range(1, people + 1):
        who = f"考生{number:02}"
        scores = [rated(who, item, (number + place) % 3) for place, item in enumerate(ITEMS)]
        if number % 6 == 0:
            scores[0] = rated(who, ITEMS[0], 2, lacks=True)
        if number % 4 == 0:
            answer = Answer(candidate_id=who, item_id=ITEMS[2].id, text="不知道")
            scores[2] = settle_unrated(answer, ITEMS[2], "gated", "non_answer", "")
        made.append(aggregate(who, list(zip(ITEMS, scores, strict=True))))
    return made


@dataclass(frozen=True)
class Written:
    """A report in *folder*."""

    folder: Path
    labels: dict[str, str]

    @property
    def address(self) -> str:
        return (self.folder / "report.html").as_uri()


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Written]:
    """Writes the report of so many people, once."""

    @cache
    def made(people: int = 24, language: str = "zh", *, judge: str = "openai:m", most: int = 2000):
        folder = tmp_path_factory.mktemp("report")
        told = labels(language, "report")
        report = HtmlReport(
            Look(folder=folder, rubric=RUBRIC, language=language, labels=told), most_answers=most
        )
        persons, tally, counts = everyone(people), Tally(), Counts()
        for person in persons:
            report.add(person)
            tally.add(person)
            for _, score in person.scored:
                count(counts, score)
        run = Run(judge=judge, model_asked="m", rubric_id=RUBRIC.id, counts=counts)
        report.finish(
            Page(people=persons, run=run, rubric=RUBRIC, language=language, labels=told,
                 statistics=tally.figures())
        )  # fmt: skip
        return Written(folder, told)

    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The Chromium of this system; its loop ends with the module, others may run theirs."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this system: `make test-all` installs it and runs this")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address; at the end nothing was logged, and nothing but files was asked for."""
    contexts, said, asked = [], [], []

    def opened(address: str, *, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert [each for each in asked if not each.startswith("file:")] == []
