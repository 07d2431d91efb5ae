"""grader rubric diff: which items' scores may move, for people and for machines."""

import json

import pytest

from grader.readers.resources import shipped_rubrics


@pytest.fixture
def mine(tmp_path):
    text = shipped_rubrics()["service-manager"].read_text(encoding="utf-8")

    def write(*changes):
        made = text
        for old, new in changes:
            assert old in made
            made = made.replace(old, new, 1)
        (tmp_path / "mine.yaml").write_text(made, encoding="utf-8")
        return "mine.yaml"

    return write


def test_equal_rubrics_end_with_0(inside, mine):
    done = inside("rubric", "diff", "service-manager", mine())
    assert (done.code, done.err) == (0, "")
    assert json.loads(inside("rubric", "diff", "service-manager", "mine.yaml", "--json").out)[
        "same"
    ]


@pytest.mark.parametrize(("lang", "told"), [("zh", "只重新算分的题：一/1。"), ("en", "Reckoned anew: 一/1.")])  # fmt: skip
def test_other_rule_for_the_sum_is_reckoned_without_asking(inside, mine, lang, told):
    done = inside("rubric", "diff", "service-manager", mine(("over: scale", "over: raise")), "--lang", lang)  # fmt: skip
    assert (done.code, done.err) == (1, "")
    assert told in done.out
    assert "scale → raise" in done.out


def test_machines_get_both_sides_and_the_items_whose_scores_may_move(inside, mine):
    name = mine(('version: "1"', 'version: "2"'), ("电商平台", "网上商城"))
    told = json.loads(inside("rubric", "diff", "service-manager", name, "--json").out)
    assert (told["same"], told["may_move"]) == (False, ["一/1"])
    assert [(each["what"], each["old"], each["new"]) for each in told["head"]] == [("version", "1", "2")]  # fmt: skip
    [item] = told["items"]
    assert (item["kind"], item["effect"]) == ("changed", "asked")
    [change] = item["changes"]
    assert (change["what"], change["language"]) == ("text", "zh")


def test_english_words_count_only_where_prompts_are_english(inside, mine):
    name = mine(("e-commerce platform", "web shop"))
    for language, moved in (("zh", []), ("en", ["一/1"])):
        done = inside("rubric", "diff", "service-manager", name, "--prompt-lang", language, "--json")  # fmt: skip
        assert json.loads(done.out)["may_move"] == moved


def test_words_are_marked_without_colour(inside, mine):
    done = inside("rubric", "diff", "service-manager", mine(("电商平台", "网上商城")))
    assert "[-电商平台-]{+网上商城+}" in done.out


def test_another_id_is_told_to_need_another_folder(inside, mine):
    done = inside("rubric", "diff", "service-manager", mine(("id: service-manager", "id: mine")), "--lang", "en")  # fmt: skip
    assert "needs another folder (-o)" in done.out


def test_what_is_no_rubric_ends_with_2(inside, mine):
    done = inside("rubric", "diff", "service-manager", "none.yaml")
    assert (done.code, done.out) == (2, "")
