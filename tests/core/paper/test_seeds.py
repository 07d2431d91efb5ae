"""Published papers import to exactly what their inventory, made by hand, says they hold."""

from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import grader
from grader.core.paper import TextLine, read_paper

SHARED = Path(grader.__file__).resolve().parent.parent.parent / "shared"
INVENTORY = SHARED / "seed-inventory.yaml"
SEEDS = YAML(typ="safe").load(INVENTORY)["seeds"] if INVENTORY.is_file() else []


def read(file):
    text = (SHARED / "seeds" / file).read_text(encoding="utf-8")
    return read_paper(TextLine(n, line) for n, line in enumerate(text.splitlines(), start=1))


def decimal(number):
    return None if number is None else Decimal(str(number))


@pytest.mark.skipif(not SEEDS, reason="../shared is not there")
def test_every_seed_is_tried():
    assert len(SEEDS) == 5


@pytest.mark.parametrize("seed", SEEDS, ids=[each["file"] for each in SEEDS])
class TestSeed:
    def test_sections_are_as_declared(self, seed):
        wanted = [
            (each["no"] or "", each["title"], each["declared_questions"], decimal(each["points_each"]),
             decimal(each["declared_total"]))
            for each in seed["sections"]
        ]  # fmt: skip
        made = [
            (
                each.number,
                each.title,
                each.declared.questions,
                each.declared.each,
                each.declared.total,
            )
            for each in read(seed["file"]).sections
        ]
        assert made == wanted

    def test_questions_begin_as_written(self, seed):
        asked = [q for section in seed["sections"] for q in section["questions"]]
        made = list(read(seed["file"]).items)
        assert len(made) == len(asked)
        for item, question in zip(made, asked, strict=True):
            begins = question["starts_with"]
            assert any(item.text.startswith(begins[number:]) for number in range(6))
            assert item.number in question["label"]
            assert item.points == decimal(question["points"])

    def test_scoring_points_and_marks_are_the_documents(self, seed):
        asked = [q for section in seed["sections"] for q in section["questions"]]
        wanted = [
            [(point["text"], decimal(point["marks"])) for point in q["scoring_points"]]
            for q in asked
        ]
        made = [
            [(point.text, point.marks) for point in item.scoring]
            for item in read(seed["file"]).items
        ]
        assert made == wanted

    def test_answers_and_explanations_are_whole_cut_or_missing(self, seed):
        asked = [q for section in seed["sections"] for q in section["questions"]]
        for item, question in zip(read(seed["file"]).items, asked, strict=True):
            for part, text in (("answer", item.answer), ("explanation", item.explanation)):
                state = "truncated" if item.cut == part else "full" if text else "none"
                assert state == question[part], (item.id, part)

    def test_junk_is_no_part_of_any_question(self, seed):
        said = "\n".join(
            f"{item.text}\n{item.answer}\n{item.explanation}" for item in read(seed["file"]).items
        )
        assert [line for line in seed["junk_lines"] if line in said.splitlines()] == []

    def test_figures_that_differ_are_told(self, seed):
        told = {(each.section, each.code) for each in read(seed["file"]).findings}
        for section in seed["sections"]:
            if section["declared_questions"] != len(section["questions"]):
                assert (section["no"] or "1", "questions_missing") in told
            for question in section["questions"]:
                total = question["scoring_points_total"]
                if total is not None and total != question["points"]:
                    assert (section["no"], "marks_differ") in told
