"""Documents made by python-docx, as Word and WPS write them."""

import pytest

from grader.core.arrange.blocks import asked_of
from grader.readers.answer_paper import read_answer_paper
from grader.readers.resources import find_rubric
from grader.readers.rubric_yaml import load_rubric
from grader.records import Row, RowProblem


@pytest.fixture(scope="session")
def asked():
    """The seven items of a shipped paper, in two sections."""
    return asked_of(load_rubric(find_rubric("service-manager")))


@pytest.fixture
def questions(asked):
    return [item.text.zh for item in asked.items]


class Taken:
    """What came of reading one document."""

    def __init__(self, path, asked):
        self.notes = []
        found = list(read_answer_paper(path, self.notes.append, asked))
        rows = [each for each in found if isinstance(each, Row)]
        self.problems = [str(each) for each in found if isinstance(each, RowProblem)]
        self.candidates = {row.cells["candidate_id"] for row in rows}
        self.about = [dict(list(row.cells.items())[4:]) for row in rows]
        self.answers = {
            row.cells["item_id"] or row.cells["question"]: row.cells["answer"] for row in rows
        }
        self.places = [row.place.row for row in rows]


@pytest.fixture
def take(tmp_path, asked):
    """Saves a document under a name and reads it."""

    def _take(document, name="张三.docx", asked=asked):
        path = tmp_path / name
        document.save(str(path))
        return Taken(path, asked)

    return _take
