"""JSON Lines: one object a line, ids as they are written."""

import codecs

import pytest

GOOD = '{"candidate_id": "A1", "item_id": "一/1", "answer": "先道歉\\n再核实"}'


def test_keys_are_headers_and_line_breaks_are_kept(read):
    made = read(f"{GOOD}\n", "a.jsonl")
    assert made.rows == [(1, {"candidate_id": "A1", "item_id": "一/1", "answer": "先道歉\n再核实"})]


@pytest.mark.parametrize(
    "number", ["123", "-5", "0", "1.50", "1e5", "1E+400", "123456789012345678901234567890", "9" * 5000, "1.0000000000000001"]
)  # fmt: skip
def test_number_is_the_text_that_was_written(read, number):
    """An id is no quantity: 1.50 is not 1.5, and thirty digits are not rounded."""
    assert read(f'{{"candidate_id": {number}}}\n', "a.jsonl").cells == [{"candidate_id": number}]


@pytest.mark.parametrize(
    ("value", "text"),
    [("null", ""), ("true", "true"), ("false", "false"), ("NaN", "NaN"), ("-Infinity", "-Infinity"), ('""', ""),
     ('"00123"', "00123"), ('"\'=1+1"', "=1+1"), ('"\\u9053\\u6b49"', "道歉"), ('"\\ud83d\\udc4d"', "👍")],
)  # fmt: skip
def test_other_plain_values_become_text(read, value, text):
    """NaN is no JSON, but pandas writes it for an empty cell; it is kept as the word it is."""
    assert read(f'{{"a": {value}}}\n', "a.jsonl").cells == [{"a": text}]


def test_blank_lines_are_passed_over_and_counted(read):
    made = read(f"\n  \n{GOOD}\r\n\n{GOOD}", "a.jsonl")
    assert [row for row, _ in made.rows] == [3, 5]


@pytest.mark.parametrize("char", ["\u2028", "\x85", "\u2029", "\x0b", "\x1c"])
def test_only_a_line_end_ends_a_line(read, char):
    """`str.splitlines` would cut an answer at each of these."""
    cell = char if char not in "\x0b\x1c" else ""
    assert read(f'{{"a": "先{cell}后"}}\n{GOOD}\n', "a.jsonl").rows[0] == (1, {"a": f"先{cell}后"})


BAD = {
    "no JSON": ("先道歉", "not JSON"),
    "cut": (GOOD[:-1], "not JSON"),
    "single quotes": ("{'a': 'b'}", "not JSON"),
    "two objects": (GOOD + GOOD, "not JSON"),
    "comma at the end": ('{"a": "b",}', "not JSON"),
    "a list": ('["A1", "x"]', "not a JSON object"),
    "a text": ('"A1"', "not a JSON object"),
    "a number": ("12", "not a JSON object"),
    "null": ("null", "not a JSON object"),
    "list as answer": ('{"answer": ["a", "b"]}', "'answer' holds an object or a list"),
    "object as answer": ('{"answer": {"text": "a"}}', "'answer' holds an object or a list"),
    "deep list": ('{"answer": ' + "[" * 100_000 + "]" * 100_000 + "}", ""),
    "deep object": ('{"a":' * 100_000 + "1" + "}" * 100_000, ""),
    "half a character": ('{"answer": "\\ud83d"}', "half of a character"),
    "half in a key": ('{"\\udc4d": "x"}', "half of a character"),
    "a control character": ('{"answer": "a\x01b"}', "not JSON"),
}


@pytest.mark.parametrize("what", BAD)
def test_line_that_is_no_object_is_told_and_the_others_are_read(read, what):
    line, part = BAD[what]
    made = read(f"{GOOD}\n{line}\n{GOOD}\n", "a.jsonl")
    assert [row for row, _ in made.rows] == [1, 3]
    [problem] = made.problems
    assert problem.startswith("a.jsonl:2: ")
    assert part in problem
    assert "\n" not in problem
    assert len(problem) < 300


@pytest.mark.parametrize("second", ["answer", " answer", "answer "])
def test_key_given_twice_is_told_not_guessed(read, second):
    """The second answer would silently take the place of the first."""
    made = read(f'{{"candidate_id": "A", "answer": "x", "{second}": "y"}}\n', "a.jsonl")
    assert made.rows == []
    assert "'answer'" in made.problems[0]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("gb18030", b""),
    ],
)
def test_every_known_encoding_is_read(read, encoding, mark):
    content = mark + f"{GOOD}\n{GOOD}\n".encode(encoding)
    assert [cells["item_id"] for cells in read(content, "a.jsonl").cells] == ["一/1", "一/1"]


def test_empty_file_has_no_rows(read):
    assert read("", "a.jsonl").rows == []
