"""JSON in the shapes people have it, as strict as JSON Lines, in little memory."""

import json
import random
import subprocess
import sys

import pytest

ROWS = [{"candidate_id": "A1", "item_id": "1", "answer": "先道歉\n再核实"},
        {"candidate_id": "A2", "item_id": "1", "answer": "好"}]  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "shape", [ROWS, {"answers": ROWS}, {"title": "x", "count": 2, "data": ROWS}]
)
def test_list_of_objects_is_found_alone_or_in_an_object(read, shape, indent):
    made = read(json.dumps(shape, ensure_ascii=False, indent=indent), "a.json")
    assert made.rows == [(1, ROWS[0]), (2, ROWS[1])]
    assert made.notes == (
        [] if shape is ROWS else [f"a.json: rows taken from the list {[*shape][-1]!r}"]
    )


def test_answers_by_candidate_become_a_row_for_each(read):
    made = read('{"A1": {"一/1": "甲", "一/2": 5}, "007": {"一/1": null}}', "a.json")
    assert made.cells == [
        {"candidate_id": "A1", "一/1": "甲", "一/2": "5"}, {"candidate_id": "007", "一/1": ""}
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["0", "1.50", "1e5", "9" * 5000, "-0"])
def test_numbers_stay_as_they_are_written(read, number):
    assert read(f'[{{"candidate_id": {number}}}]', "a.json").cells == [{"candidate_id": number}]


def test_empty_file_and_empty_list_have_no_rows(read):
    assert read("", "a.json").rows == read(" \n", "a.json").rows == read("[]", "a.json").rows == []


BAD_ROWS = {
    '{"a": 1, "a": 2}': "key 'a' stands there twice",
    '{"a": [1]}': "'a' holds an object or a list",
    '"text"': "not a JSON object",
    '{"a": "\\ud83d"}': "half of a character",
}


@pytest.mark.parametrize("bad", BAD_ROWS)
def test_bad_object_is_told_by_its_number_and_the_others_are_read(read, bad):
    made = read(f'[{{"a": "x"}}, {bad}, {{"a": "y"}}]', "a.json")
    assert made.cells == [{"a": "x"}, {"a": "y"}]
    [problem] = made.problems
    assert problem.startswith("a.json:2: ")
    assert BAD_ROWS[bad] in problem


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("先道歉", ":1: neither a list nor an object"),
        ("12", ":1: neither a list nor an object"),
        ('[{"a": 1},\n{"a": }]', ":2: no JSON from here on"),
        ('[{"a": 1}\n{"a": 2}]', ":2: no ',' where one is needed"),
        ('[{"a": 1}', ":1: no ',' where one is needed"),
        ('[{"a": "x', "no JSON from here on"),
        ('[{"a": 1}] []', "more after the end"),
        ('{"a": [], "b": []}', "two lists, 'a' and 'b'"),
        ('{"a": [], "b": {}}', "holds a list as well as objects"),
        ('{"a": 1}', "no list and no object in it"),
        ('{"A": {}, "A": {}}', "key 'A' stands there twice"),
        ("{1: {}}", ":1: no key where one is needed"),
        ("[" * 100_000, ":1: nested far too deep"),
        ('[{"a":' * 100_000, ":1: nested far too deep"),
        ('[{"a": "' + "x" * 9_000_000 + '"}]', "one value of more than 8,000,000 characters"),
    ],
)
def test_file_that_is_none_of_the_shapes_is_refused_with_its_line(refused, content, part):
    told = refused(content, "a.json")
    assert part in told
    assert "\n" not in told


def test_value_is_read_whole_wherever_the_pieces_of_a_file_end(read):
    """Pieces of a quarter of a megabyte end inside words, numbers, escapes and keys."""
    drawn = random.Random(5)
    rows = [{"id": n * 10**9, "a": 'é\\"先\n' * drawn.randrange(60)} for n in range(6000)]
    made = read(json.dumps(rows), "a.json")
    assert made.cells == [{"id": str(row["id"]), "a": row["a"]} for row in rows]


MANY = """
import re, sys
from pathlib import Path
from grader.readers.json_file import read_json
count = sum(1 for _ in read_json(Path(sys.argv[1]), print))
status = Path("/proc/self/status").read_text()
print(count, int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024)
"""


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "a.json"
    with path.open("w") as file:
        file.write('{"answers": [{"a": 1}')
        for _ in range(400):
            file.write(',{"a": "%s"}' % ("x" * 100_000))
        file.write("]}")
    done = subprocess.run(
        [sys.executable, "-c", MANY, str(path)], capture_output=True, text=True, check=True
    )
    count, peak = map(int, done.stdout.split()[-2:])
    assert count == 401
    assert peak < 100
