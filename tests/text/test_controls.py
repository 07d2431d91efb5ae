"""Control characters become signs; in JSON they are escaped, so that it reads the same."""

import json

import pytest

from grader.text import controls_shown, json_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\x00b\x07", "a␀b␇"),
        ("\x7f", "␡"),
        ("\x9b31m", "⟦U+009B⟧31m"),
        ("\u202eabc", "⟦U+202E⟧abc"),
        ("half \ud83d", "half ⟦U+D83D⟧"),
        ("a\tb\nc\rd", "a\tb\nc\rd"),
        ("我会\u3000回电 👩🏽\u200d🔧", "我会\u3000回电 👩🏽\u200d🔧"),
    ],
)
def test_only_what_would_be_obeyed_becomes_a_sign(text, shown):
    assert controls_shown(text) == shown


def test_json_reads_the_same_and_holds_no_control_character(nasty):
    texts = [text for kind in nasty.values() for text in kind]
    written = json_text({"texts": texts, "kept": "中文 é"})
    assert json.loads(written)["texts"] == texts
    assert "中文 é" in written
    assert controls_shown(written) == written
    assert len(written.splitlines()) == 1
