"""Which cells of a row are names of people."""

import pytest

from grader.core.arrange.named import names_in


@pytest.mark.parametrize(
    "header", ["姓名", "1、您的姓名：", "考生姓名", "名字", "英文名", "Name", "Full Name", "昵称"]
)
def test_a_name_column_is_known_by_its_header(header):
    assert list(names_in({header: "张三丰", "答案": "我会道歉"})) == ["张三丰"]


@pytest.mark.parametrize("header", ["岗位", "产品名称", "答案", "城市"])
def test_other_columns_hold_no_names(header):
    assert list(names_in({"candidate_id": "A1", header: "张三丰"})) == []


def test_an_id_that_looks_like_a_name_is_one():
    assert list(names_in({"candidate_id": "张三"})) == ["张三"]
    assert list(names_in({"candidate_id": "Ann Lee"})) == ["Ann Lee"]
    assert list(names_in({"candidate_id": "B2024017"})) == []


def test_first_and_last_name_are_one_name():
    assert list(names_in({"First Name": "Ann", "Last Name": "Lee"})) == ["Ann Lee"]
    assert list(names_in({"姓": "欧阳", "名": "小红"})) == ["欧阳小红"]
