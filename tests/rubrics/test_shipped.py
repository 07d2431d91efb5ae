"""The rubrics that come with the package: sections, items, points and marks as in their papers."""

from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import grader
from grader.readers.resources import find_rubric, shipped_rubrics
from grader.readers.rubric_yaml import load_rubric
from grader.records import Text
from grader.text import fold, is_cjk

SHARED = Path(grader.__file__).parent.parent.parent / "shared"
RUBRICS = {name: load_rubric(find_rubric(name)) for name in shipped_rubrics()}
ITEMS = [(name, item) for name, rubric in RUBRICS.items() for item in rubric.items]
# Points of the items, section by section. None: as many as the author liked, of 10 points each.
POINTS = {
    "ticketing-assistant": [[2] * 5, [3] * 7],
    "online-service": [[5] * 2, [10] * 4, [10] * 3, [10] * 3, [10] * 2],
    "service-manager": [[8] * 5, [7] * 2],
}
OURS = {"event-ticketing", "user-support"}
# The marks of the scoring points of the papers, in their order; other items have none.
MARKS = {
    ("service-manager", "一/1"): [2, 3, 3, 2],  # 10 on an item of 8
    ("service-manager", "一/2"): [3, 2, 2, 1],
    ("service-manager", "一/3"): [3, 2, 2, 1],
    ("service-manager", "一/4"): [3, 2, 2, 1],
    ("service-manager", "一/5"): [3, 2, 2, 1],
    ("service-manager", "二/1"): [2, 3, 2],
    ("online-service", "一/1"): [3, 4, 3],  # 10 on an item of 5
}
SEED_OF = {
    "ticketing-assistant": "000_0abf7a931635a9aa.txt",
    "online-service": "002_6b5d9fc233f09699.txt",
    "service-manager": "004_a57ee40708b4b698.txt",
}
NEVER_SAID = [
    "淘汰",
    "不合格",
    "推荐录用",
    "抄袭",
    "作弊",
    "注入攻击",
    "fit for use",
    "unbiased",
    "proves",
]
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")


def texts(thing):
    """Every text inside a rubric or a part of it."""
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from texts(each)
    elif hasattr(thing, "__dataclass_fields__"):
        for name in thing.__dataclass_fields__:
            yield from texts(getattr(thing, name))


def test_the_general_rubric_and_five_domains_are_shipped():
    assert sorted(RUBRICS) == ["customer-service", *sorted({*POINTS, *OURS})]
    assert [name for name, rubric in RUBRICS.items() if rubric.id != name] == []


@pytest.mark.parametrize("name", RUBRICS)
def test_shipped_rubric_is_for_practice_in_both_languages(name):
    rubric = RUBRICS[name]
    assert (rubric.use, rubric.language) == ("practice", "zh")
    half = [text for text in texts(rubric) if bool(text.zh) is not bool(text.en)]
    assert half == []
    swapped = [text for text in texts(rubric) if text.zh and not any(map(is_cjk, text.zh))]
    assert swapped == []
    assert [text for text in texts(rubric) if sum(map(is_cjk, text.en)) > 0] == []


@pytest.mark.parametrize("name", RUBRICS)
def test_shipped_text_keeps_to_the_words_people_may_read(name):
    said = [f"{text.zh}\n{text.en}" for text in texts(RUBRICS[name])]
    assert [word for word in NEVER_SAID for each in said if word in each] == []


def test_general_rubric_has_four_dimensions_of_five_levels():
    rubric = RUBRICS["customer-service"]
    assert rubric.is_open
    assert [each.id for each in rubric.dimensions] == [
        "empathy",
        "process",
        "coordination",
        "closure",
    ]
    assert [(each.id, each.dimension) for each in rubric.criteria] == [
        (d.id, d.id) for d in rubric.dimensions
    ]
    assert [each.steps for each in rubric.criteria] == [tuple(map(Decimal, range(5)))] * 4
    assert rubric.item("Q1", "?").points == 16


@pytest.mark.parametrize("name", POINTS)
def test_paper_has_its_sections_items_and_points(name):
    assert [
        [item.points for item in section.items] for section in RUBRICS[name].sections
    ] == POINTS[name]
    assert {item.points_source for item in RUBRICS[name].items} == {"document"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_items_without_points_in_the_paper_say_they_are_ours(name):
    items = list(RUBRICS[name].items)
    assert len(items) > 2
    assert {(item.points, item.points_source) for item in items} == {(Decimal(10), "ours")}


def test_event_ticketing_covers_every_competency_of_the_article():
    sources = ", ".join(item.source for item in RUBRICS["event-ticketing"].items).split(", ")
    assert {f"K{n}" for n in range(1, 16)} == set(sources)


@pytest.mark.parametrize("name", [name for name in RUBRICS if name != "customer-service"])
def test_item_ids_are_section_and_running_number(name):
    """Numbers begin anew in each section, or run on, as the paper has it; never both."""
    ids = [item.id.split("/") for item in RUBRICS[name].items]
    numbers = [int(number) for _, number in ids]
    anew = [n for section in RUBRICS[name].sections for n in range(1, len(section.items) + 1)]
    assert [section for section, _ in ids] == [item.section for item in RUBRICS[name].items]
    assert numbers in (anew, list(range(1, len(ids) + 1)))


@pytest.mark.parametrize(("name", "item_id"), MARKS)
def test_marks_of_the_paper_are_kept(name, item_id):
    item = RUBRICS[name].item(item_id)
    assert [each.points for each in item.criteria] == MARKS[name, item_id]


def test_service_manager_has_the_23_scoring_points_of_its_paper():
    items = [item for name, item in ITEMS if (name, item.id) in MARKS and name == "service-manager"]
    assert sum(len(item.criteria) for item in items) == 23


def test_only_the_two_items_whose_marks_do_not_fit_are_scaled():
    scaled = {(name, item.id): (item.points, item.marks) for name, item in ITEMS if item.over}
    assert scaled == {("service-manager", "一/1"): (8, 10), ("online-service", "一/1"): (5, 10)}
    assert {item.over for _, item in ITEMS} == {"", "scale"}
    assert [item.id for _, item in ITEMS if not item.over and item.marks != item.points] == []


@pytest.mark.parametrize(
    ("name", "item"), [pytest.param(*each, id=f"{each[0]}-{each[1].id}") for each in ITEMS]
)
def test_criteria_of_an_item_are_small_and_told_apart(name, item):
    ours = (name, item.id) not in MARKS
    for criterion in item.criteria:
        assert criterion.levels[0].points == 0
        assert len(criterion.levels) <= 3 or (ours and criterion.points <= 3)
        assert not ours or criterion.points <= 3
        assert bool(criterion.label) is (criterion.dimension == "other")
        said = [level.description.zh for level in criterion.levels]
        assert len(set(said)) == len(said)
        assert criterion.status == ""
    assert item.reference


@needs_shared
@pytest.mark.parametrize("name", SEED_OF)
def test_counts_points_and_marks_are_those_of_the_inventory(name):
    inventory = YAML(typ="safe").load(SHARED / "seed-inventory.yaml")
    [seed] = [each for each in inventory["seeds"] if each["file"] == SEED_OF[name]]
    assert len(seed["sections"]) == len(RUBRICS[name].sections)
    for wanted, section in zip(seed["sections"], RUBRICS[name].sections, strict=True):
        assert section.id == wanted["no"]
        assert [item.points for item in section.items] == [
            each["points"] for each in wanted["questions"]
        ]
        for question, item in zip(wanted["questions"], section.items, strict=True):
            marks = [each["marks"] for each in question["scoring_points"]]
            assert not marks or marks == [each.points for each in item.criteria]
            assert bool(marks) is ((name, item.id) in MARKS)


@needs_shared
@pytest.mark.parametrize("name", RUBRICS)
def test_no_passage_of_a_paper_is_copied(name):
    """12 characters in a row, whatever marks and blanks stand between them."""
    papers = [
        fold(file.read_text("utf-8")).text.replace(" ", "")
        for file in sorted((SHARED / "seeds").glob("*.txt"))
    ]
    assert len(papers) == 5
    runs = {paper[i : i + 12] for paper in papers for i in range(len(paper) - 11)}
    for text in texts(RUBRICS[name]):
        mine = fold(text.zh).text.replace(" ", "")
        assert [mine[i : i + 12] for i in range(len(mine) - 11) if mine[i : i + 12] in runs] == []
