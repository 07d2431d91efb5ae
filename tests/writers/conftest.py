"""People made of one text each: whatever can be written by a stranger says it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.core.report import count
from grader.readers.resources import labels
from grader.records import (
    Answer,
    Counts,
    Criterion,
    Critical,
    Dimension,
    Evidence,
    Finding,
    Item,
    Mark,
    Place,
    Rating,
    RowProblem,
    Rubric,
    Run,
    Text,
)
from grader.writers.csv_tables import write_tables
from grader.writers.page import Look
from grader.writers.pages import FORMATS, Reports

NAME = Text(zh="同理心", en="Empathy")
CRITERIA = tuple(
    Criterion(id=name, points=Decimal(2), dimension="empathy", description=Text(zh=zh, en=en))
    for name, zh, en in (
        ("calm", "先安抚客户的情绪，认真倾听", "calms the customer and listens"),
        ("plan", "核对订单并给出解决方案", "checks the order and offers a solution"),
    )
)
OPEN_RUBRIC = Rubric(
    id="r", version="1", title=Text(zh="客服", en="Service"), language="zh", use="practice",
    dimensions=(Dimension(id="empathy", name=NAME, description=NAME),), criteria=CRITERIA,
    critical=(Critical(id="abuse", description=Text(zh="辱骂客户", en="abuses the customer")),),
)  # fmt: skip


def _mark(criterion, text, level=1):
    found = Evidence(quote=text, start=0, end=len(text), kind="approximate")
    return Mark(
        criterion_id=criterion.id, level=level, points=criterion.steps[level],
        max_points=criterion.points, rationale=text, evidence=(found,),
    )  # fmt: skip


def _people_of(text, *, is_long=False):
    """Somebody rated, and unless the text is very long somebody held and somebody unscored."""
    points = sum((each.points for each in CRITERIA), Decimal(0))
    item = Item(id=text, text=Text(zh=text, en=text), points=points, criteria=CRITERIA)
    answer = Answer(candidate_id=text, item_id=text, text=text, question=text,
                    place=Place(file=text, sheet=text, row=2))  # fmt: skip
    rating = Rating(rater=f"openai:{text}", marks=tuple(_mark(each, text) for each in CRITERIA),
                    strengths=(text,), improvements=(text,))  # fmt: skip
    yield aggregate(text, [(item, _flagged(settle_rating(answer, item, rating)))])
    if is_long:
        return
    finding = Finding(critical_id="abuse", quote=text)
    held = Rating(rater="replay", marks=rating.marks, critical=(finding,))
    yield aggregate(text, [(item, _flagged(settle_rating(answer, item, held)))])
    unscored = settle_unrated(answer, item, "unscored", "unreachable", text)
    yield aggregate(text, [(item, _flagged(unscored))])


def _flagged(score):
    """Every text flagged alike: a link in one must not make its page differ from the others."""
    return replace(score, flags=tuple(sorted({*score.flags, "attachment", "transcript"})))


@pytest.fixture(scope="session")
def written():
    """Writes every kind of report of people made of *texts* into *folder*."""

    def write(folder, texts, *, language="zh"):
        look = Look(
            folder=folder, rubric=OPEN_RUBRIC, language=language, labels=labels(language, "report"),
            formats=tuple(FORMATS), signed_by=texts[0] or "x", instructions="",
        )  # fmt: skip
        run = Run(
            judge="openai", command=" ".join(texts), model_asked=texts[0], endpoint=texts[0],
            models_returned=tuple(texts), parameters=dict(zip(texts, texts, strict=True)),
            counts=Counts(), exit_code=3, exit_reason=" ".join(texts),
        )  # fmt: skip
        people = [each for text in texts for each in _people_of(text, is_long=len(text) > 1000)]
        others = [(RowProblem(place=Place(file=text, sheet=text, row=9), problem=text,
                              candidate_id=text, item_id=text), "bad") for text in texts]  # fmt: skip
        with Reports(look) as reports:
            for person in write_tables(folder, people, others, language=language):
                reports.add(person)
                for _, score in person.scored:
                    count(run.counts, score)
            reports.finish(run, {}, aside={"bad": len(others)})
        return folder

    return write
