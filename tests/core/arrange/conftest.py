"""A paper with the ids and numbers that people write in many ways."""

from collections.abc import Callable, Iterator

import pytest

from grader.core.arrange import Arranger
from grader.records import Answer, Place, Row, RowProblem, Rubric, Text

QUESTIONS = {
    "一/1": (
        "客户因系统故障买不到票，你会怎样处理？",
        "A customer cannot buy a ticket. What do you do?",
    ),
    "一/2": ("如何向听不懂普通话的客户解释退票规则？", "How do you explain the refund rule?"),
    "二/1": ("讲一次你处理团队分歧的经历。", "Tell of a split in your team."),
    "二/12": ("讲一次你主动担责的经历。", "Tell of a time you took the blame."),
}


@pytest.fixture
def paper(rubric, item, criterion) -> Rubric:
    """Four items in two parts; 一/1 and 二/1 share a number, 2 and 12 are unique."""
    return rubric(
        *(item(criterion("a"), name=name, text=Text(*texts)) for name, texts in QUESTIONS.items())
    )


@pytest.fixture
def open_paper(rubric, criterion) -> Rubric:
    """A rubric without items."""
    return rubric(criteria=(criterion("a"),))


@pytest.fixture
def arranged() -> Callable[..., list[Answer | RowProblem]]:
    """Everything that rows of cells become, in order."""

    def arrange(
        rubric: Rubric, *rows: dict[str, str], **options: object
    ) -> list[Answer | RowProblem]:
        arranger = Arranger(rubric, **options)
        return list(_all(arranger, rows))

    return arrange


def _all(arranger: Arranger, rows: tuple[dict[str, str], ...]) -> Iterator[Answer | RowProblem]:
    for number, cells in enumerate(rows, start=2):
        yield from arranger.answers(Row(place=Place(file="a.csv", row=number), cells=cells))
