"""Folders of posts: readable, safe on every system, and apart from each other."""

import pytest

from grader.runs import Sources, find_posts
from grader.runs.posts import spread


@pytest.fixture
def posts(tmp_path):
    """The posts of a file that has one person for each of *values*."""

    def find(*values):
        path = tmp_path / "a.csv"
        lines = ["姓名,岗位", *(f'人{n},"{value}"' for n, value in enumerate(values))]
        path.write_text("\n".join(lines), encoding="utf-8")
        return find_posts(Sources(files=[path]), ["岗位=r"], "", lambda _: None)

    return find


def test_chinese_names_stay_and_path_characters_go(posts):
    found = posts("客服 经理", "../../etc", "a/b\\c:d", "..", "CON", "index.html", "店" * 90)
    folders = [each.folder for each in found]
    assert folders[:3] == ["客服-经理", "etc", "a-b-c-d"]
    assert folders[3].startswith("post-")
    assert folders[4].startswith("CON-")
    assert folders[5].startswith("index.html-")
    assert folders[6] == "店" * 40


def test_posts_of_one_folder_name_are_kept_apart_for_good(posts):
    """The mark comes from the value, so that another order of rows finds the same folders."""
    first = {each.value: each.folder for each in posts("a/b", "a:b", "A-B")}
    again = {each.value: each.folder for each in posts("A-B", "a:b", "a/b")}
    assert len({each.casefold() for each in first.values()}) == 3
    assert first == again


def test_posts_that_differ_in_a_sign_are_not_mixed(posts):
    assert [each.rows for each in posts("C", "C++", "C#", "C++")] == [1, 2, 1]


def test_width_case_and_spaces_make_no_other_post(posts):
    [found] = posts("VIP客服", "ｖｉｐ 客服", " VIP客服 ")
    assert (found.value, found.rows) == ("VIP客服", 3)


def test_column_of_very_many_values_names_no_posts(posts):
    from grader.errors import InputError

    with pytest.raises(InputError, match="more than 50 values"):
        posts(*(f"K{n}" for n in range(60)))


@pytest.mark.parametrize(
    ("most", "counts", "shares"),
    [(5, (9, 9), [3, 2]), (5, (1, 9), [1, 4]), (1, (3, 3, 3), [1, 0, 0]), (50, (2, 3), [2, 3]),
     (0, (2, 3), [0, 0])],
)  # fmt: skip
def test_limit_is_spread_evenly_and_none_of_it_is_lost(most, counts, shares):
    assert spread(most, list(counts)) == shares
