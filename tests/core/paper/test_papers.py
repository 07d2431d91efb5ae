"""Papers in many manners come out with their sections, items, points and marks."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from grader.core.paper import read_paper
from grader.readers.question_paper.plain import text_blocks

sys.path.insert(0, str(Path(__file__).parent))
from papers import PAPERS


def found(paper):
    return {
        section.id: [
            (item.id, item.points, item.closed or [each.marks for each in item.scoring])
            for item in section.items
        ]
        for section in paper.sections
    }


@pytest.mark.parametrize("name", PAPERS)
def test_paper_comes_out_as_a_person_reads_it(name):
    written = PAPERS[name]
    paper = read_paper(text_blocks(written.text))
    assert found(paper) == {
        section: [
            (
                item,
                points and Decimal(points),
                marks if isinstance(marks, str) else list(map(Decimal, marks)),
            )
            for item, points, marks in items
        ]
        for section, items in written.found.items()
    }
    assert sum(bool(item.answer) for item in paper.items) == written.answers
    codes = {each.code for each in paper.findings if not each.code.startswith("closed")}
    assert codes == written.codes
