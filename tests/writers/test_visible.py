"""Nothing in a page is hidden; nothing that people write is lost."""

import pytest

from grader.writers.views import visible


def test_real_texts_stay_as_they_are(real):
    assert {name: visible(text) for name, text in real.items()} == real


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202eabc", "⟦U+202E⟧abc"),
        ("a\u200bb", "a⟦U+200B⟧b"),
        ("a\u200cb", "a⟦U+200C⟧b"),
        ("می\u200c", "می⟦U+200C⟧"),
        ("\u200dx", "⟦U+200D⟧x"),
        ("\ufffe\uffff", "⟦U+FFFE⟧⟦U+FFFF⟧"),
        ("a\u2028b\x85c", "a⟦U+2028⟧b⟦U+0085⟧c"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x00\x1b\x7f", "␀␛␡"),
        ("\ud83d", "⟦U+D83D⟧"),
        ("\U000e0049", "⟦U+E0049⟧"),
        ("plain\ttext", "plain\ttext"),
    ],
)
def test_what_hides_or_reorders_is_shown(text, shown):
    assert visible(text) == shown


def test_a_flood_of_marks_is_cut_and_told():
    assert visible("Z" + "\u0336" * 50 + "a") == "Z" + "\u0336" * 4 + "⟦+46⟧a"
    assert visible("ê\u0301\u0323x") == "ê\u0301\u0323x"
