"""How many characters of which script a text has, and how many tokens they may be."""

import re
from typing import NamedTuple

_SCRIPTS = {
    # Ideographs, kana, hangul, and the wide punctuation that goes with them.
    "cjk": re.compile(
        "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+"
    ),
    "letters": re.compile("[A-Za-z\u00c0-\u024f]+"),
    "digits": re.compile("[0-9]+"),
    "marks": re.compile("[!-/:-@\\[-`{-~\u00a1-\u00bf\u2010-\u205e]+"),
    "spaces": re.compile(r"\s+"),
}


class Sizes(NamedTuple):
    """
    Characters by script, and what else of a request becomes tokens.

    `json` is characters of a schema sent beside the messages, `messages` their number.
    """

    cjk: int = 0
    letters: int = 0
    digits: int = 0
    marks: int = 0
    spaces: int = 0
    other: int = 0
    json: int = 0
    messages: int = 0

    def plus(self, more: "Sizes") -> "Sizes":
        """Both together."""
        return Sizes(*map(sum, zip(self, more, strict=True)))


class Ratio(NamedTuple):
    """Tokens per character (per message for the last): the least, the usual, the most."""

    low: float
    usual: float
    high: float


START = (
    Ratio(0.5, 0.7, 1.4),
    Ratio(0.18, 0.25, 0.35),
    Ratio(0.33, 0.6, 1.0),
    Ratio(0.4, 0.7, 1.0),
    Ratio(0.0, 0.1, 0.4),
    Ratio(0.4, 1.0, 3.0),
    Ratio(0.0, 0.25, 0.4),
    Ratio(3.0, 5.0, 12.0),
)
"""
Tokens per character to begin with, in the order of `Sizes`.

From what providers publish: OpenAI's help says four characters of English to a token, and its
cookbook three tokens around each message; DeepSeek's "Token & Token Usage" 0.6 token a Chinese and
0.3 an English character; Alibaba's description of Qwen 1.5 to 1.8 Chinese characters to a token.
Tokenizers before those (cl100k) take one to one and a half tokens a Chinese character: the upper
end. A number is cut every one to three digits. A schema counts as input at some providers and not
at others, so that it begins at nothing.
"""


def measure(text: str) -> Sizes:
    """Characters of *text* by script."""
    counts = {}
    for name, script in _SCRIPTS.items():
        rest = script.sub("", text)
        counts[name] = len(text) - len(rest)
        text = rest
    return Sizes(**counts, other=len(text))
