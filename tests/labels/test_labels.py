"""The reports' words exist in both languages, and none of them judges a person."""

import string

import pytest

from grader.readers.resources import labels
from grader.records import DIMENSIONS, REASONS, STATUSES

FORBIDDEN = (
    "淘汰", "不合格", "推荐录用", "抄袭", "作弊", "注入攻击", "fit for use", "unbiased", "proves",
)  # fmt: skip
FLAGS = """injection_suspected evidence_missing critical judges_disagree near_duplicate matches_reference
    matches_question padded off_language too_long proposed_criteria gated attachment""".split()


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_labels():
    assert labels("zh", "report").keys() == labels("en", "report").keys()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_label_is_empty(language):
    assert [name for name, text in labels(language, "report").items() if not text.strip()] == []


def test_a_label_takes_the_same_values_in_both_languages():
    zh, en = labels("zh", "report"), labels("en", "report")
    assert [name for name in zh if fields(zh[name]) != fields(en[name])] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_label_says_a_forbidden_word(language):
    told = "\n".join(labels(language, "report").values()).casefold()
    assert [word for word in FORBIDDEN if word in told] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_of_the_tables_has_words(language):
    wanted = {
        *(f"status_{each}" for each in STATUSES),
        *(f"reason_{each}" for each in REASONS),
        *(f"flag_{each}" for each in FLAGS),
        *(f"dimension_{each}" for each in DIMENSIONS),
        *(f"judge_{each}" for each in ("openai", "baseline", "replay")),
    }
    assert wanted - labels(language, "report").keys() == set()
