"""Words to swap from a file: the shipped form, and what is wrong with another one."""

import pytest

from grader.errors import InputError
from grader.readers.swaps import read_swaps

GOOD = """kinds:
  - id: school
    name: {zh: 学校, en: schools}
    one: {zh: 专科, en: college}
    other: {zh: 本科, en: university}
    pairs: [[大专, 本科], {one: him, other: her, before: [to]}]
    keep: [本科目]
"""


def test_file_of_ones_own_is_read(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(GOOD, encoding="utf-8")
    [kind] = read_swaps(path)
    assert (kind.id, kind.name.zh, kind.keep) == ("school", "学校", ("本科目",))
    assert [(each.one, each.other, each.before) for each in kind.pairs] == [
        ("大专", "本科", ()), ("him", "her", ("to",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kinds:", "kind:", "1:1: holds no kinds"),
        ("id: school", "ib: school", "2:5: a kind of swap without an id"),
        ("[大专, 本科]", "[本科, 本科]", "6:13: is no list of pairs"),
        ("[大专, 本科]", "[1, 2]", "6:13: is no list of words"),
        ("keep: [本科目]", "keep: 本科目", "7:11: is no list of words"),
        ("one: {zh: 专科, en: college}", "one: 3", "4:10: names no side"),
        ("kinds:", "kinds: [", "not YAML"),
    ],
)
def test_wrong_file_is_refused_by_line_and_column(tmp_path, old, new, told):
    path = tmp_path / "s.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_swaps(path)
    assert told in str(raised.value)


def test_missing_file_is_told_in_one_line(tmp_path):
    with pytest.raises(InputError, match=r"cannot be read.*give a \.yaml"):
        read_swaps(tmp_path / "none.yaml")
