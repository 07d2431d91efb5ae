"""How long a reply is, before any has been seen."""

import re

from ...records import Language
from .scripts import Ratio

# Tokens of one criterion (keys, quotes of up to 40 characters, one or two sentences of reason)
# and of the rest (up to three strengths and three improvements).
_EACH: dict[Language, Ratio] = {"zh": Ratio(25, 90, 220), "en": Ratio(25, 80, 200)}
_REST: dict[Language, Ratio] = {"zh": Ratio(25, 120, 350), "en": Ratio(25, 110, 300)}
# Families that think before they answer; the thoughts are billed as output.
_THINKS = re.compile(
    r"(?:^|/)(?:o\d|gpt-[5-9]|gemini-(?:2\.5|[3-9])|kimi-k[2-9]|glm-[45]|grok-[4-9])"
    r"|reason|think|\br1\b|qwq|deepseek-v[4-9]|magistral",
    re.IGNORECASE,
)
THOUGHTS = 3_000


def thinks(model: str) -> bool:
    """True where the model's name is of a family that thinks before it answers."""
    return bool(_THINKS.search(model))


def expected_output(
    criteria: int, language: Language, *, model: str = "", most: int | None = None
) -> Ratio:
    """
    Tokens of a reply on so many *criteria*, at most *most*: the least, the usual, the most.

    A model that may think before it answers can take 3,000 more.
    """
    rest, each = _REST[language], _EACH[language]
    high = rest.high + criteria * each.high + (THOUGHTS if thinks(model) else 0)
    found = (rest.low + criteria * each.low, rest.usual + criteria * each.usual, high)
    return Ratio(*(value if most is None else min(value, most) for value in found))
