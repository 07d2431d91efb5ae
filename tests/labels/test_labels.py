"""The reports' words exist in both languages, and none of them judges a person."""

import re
import string

import pytest

from grader.readers.resources import labels
from grader.records import DIMENSIONS, REASONS, STATUSES

FORBIDDEN = (
    "淘汰", "不合格", "推荐录用", "抄袭", "作弊", "注入攻击", "fit for use", "unbiased", "proves",
)  # fmt: skip
PARTS = (
    "report", "cli", "feedback", "rubric", "accounts", "private", "calibrate", "measure",
    "audit", "doctor", "practice", "settings",
)  # fmt: skip
PLACES = re.compile(r"\{[^}]*\}")
# A Latin stop or comma behind a Chinese character.
LATIN_STOPS = re.compile(r"[\u4e00-\u9fff][,;:?!.](?:\s|$)")
FLAGS = """injection_suspected evidence_missing critical judges_disagree near_duplicate matches_reference
    matches_question padded off_language too_long proposed_criteria gated attachment
    transcript interviewer_quoted""".split()


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_untranslated(part):
    zh, en = labels("zh", part), labels("en", part)
    assert zh.keys() == en.keys()
    assert [name for name, text in (zh | en).items() if not text.strip()] == []
    assert [name for name, text in zh.items() if text == en[name] and any(map(str.isalpha, PLACES.sub("", text)))] == []  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_a_chinese_label_is_written_in_chinese(part):
    wrong = [
        n for n, text in labels("zh", part).items() if LATIN_STOPS.search(PLACES.sub("", text))
    ]
    assert wrong == []


@pytest.mark.parametrize("part", PARTS)
def test_a_label_takes_the_same_values_in_both_languages(part):
    zh, en = labels("zh", part), labels("en", part)
    assert [name for name in zh if fields(zh[name]) != fields(en[name])] == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_label_says_a_forbidden_word(language, part):
    told = "\n".join(labels(language, part).values()).casefold()
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
