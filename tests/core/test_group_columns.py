"""Columns that tell people apart: found or refused with what is near, and numbers in bands."""

import pytest

from grader.core.group_columns import Spelling, check_entries, chosen, combined, parse_bands
from grader.errors import SettingError


def test_bands_hold_both_ends_of_a_span_and_half_years():
    bands = parse_bands("年龄=40+,<30,30-39")
    assert [each.name for each in bands.bands] == ["<30", "30-39", "40+"]
    assert [bands.of(each) for each in ("29", "30", "39.5", "40岁", "x", "")] == [
        "<30", "30-39", "30-39", "40+", "", "",
    ]  # fmt: skip


def test_chinese_bands_are_understood():
    bands = parse_bands("年龄＝30以下，30至39，40及以上")
    assert [bands.of(each) for each in ("18", "35", "40")] == ["30以下", "30至39", "40及以上"]


@pytest.mark.parametrize("said", ["年龄", "年龄=", "=<30", "年龄=young", "年龄=39-30"])
def test_bands_that_are_none_are_refused_with_an_example(said):
    with pytest.raises(SettingError, match="30-39,40"):
        parse_bands(said)


def test_bands_that_share_numbers_are_refused():
    with pytest.raises(SettingError, match="'<30' and '29-39' share numbers"):
        parse_bands("age=<30,29-39")


def test_unknown_column_is_refused_with_near_ones_and_all():
    with pytest.raises(SettingError, match="near to it: 户籍地") as raised:
        chosen(["户籍"], ["性别", "户籍地"], "a.csv")
    assert "it has 性别, 户籍地" in str(raised.value)


def test_columns_are_found_whatever_their_width_and_case():
    assert chosen(["GENDER", "ａｇｅ"], ["gender", "age"], "x") == ["gender", "age"]


def test_every_two_columns_are_looked_at_together_unless_said():
    known = ["a", "b", "c"]
    assert combined(known, [], known, "x")[3:] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert combined(["a"], ["a+c"], known, "x") == [("a",), ("a", "c")]
    assert combined(["a", "b"], ["none"], known, "x") == [("a",), ("b",)]
    with pytest.raises(SettingError, match="names one column"):
        combined(["a"], ["a"], known, "x")


def test_many_numbers_ask_for_bands_and_names_are_no_groups():
    with pytest.raises(SettingError, match=r'from 20 to 49.*--bands "年龄=<30'):
        check_entries("年龄", [str(20 + n % 30) for n in range(60)])
    with pytest.raises(SettingError, match="makes no groups"):
        check_entries("姓名", [f"张{n}" for n in range(40)])
    check_entries("省", [f"省{n % 20}" for n in range(400)])


def test_entries_that_differ_in_width_or_case_are_one_group_and_signs_count():
    spelling = Spelling()
    assert [spelling.of(each) for each in ("Male ", "ＭＡＬＥ", "<30", "30+")] == [
        "Male", "Male", "<30", "30+",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "entry", ["", "  ", "未知", "保密", "N/A", "Prefer not to say", "-", "(空)"]
)
def test_what_says_nothing_is_unknown(entry):
    assert not Spelling().of(entry)
