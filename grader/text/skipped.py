"""What forms write where a person wrote nothing."""

import re

from .fold import fold

_SKIPPED = frozenset(
    """跳过 空 空白 未作答 未填写 未填 未回答 未答 已跳过 此题未作答 skipped skip noresponse
    notanswered unanswered blank""".split()
)
# Said by people as well: a mark of a form only within brackets.
_SAID = frozenset("空 skip blank".split())
_BRACKETED = re.compile(r"\A\s*[(（\[【<〈].{1,12}[)）\]】>〉]\s*\Z", re.DOTALL)
_MOST = 24
_DASHES = re.compile(r"\A[-‐‑‒–—―－_/／\\]+\Z")
_NOT_AVAILABLE = frozenset("na n/a #n/a null nan".split())


def is_skip_mark(text: str) -> bool:
    """True for what a form writes for an item passed over, as "(跳过)" or "未作答"."""
    if len(text) > _MOST:
        return False
    folded = fold(text).text.replace(" ", "")
    return folded in _SKIPPED and (folded not in _SAID or bool(_BRACKETED.match(text)))


def is_empty_cell(text: str) -> bool:
    """True for a cell of a form that nobody wrote into: blank, a skip mark, "-" or "N/A"."""
    bare = text.strip()
    if not bare:
        return True
    if len(bare) > _MOST:
        return False
    if _DASHES.match(bare) or bare.strip("()（）[]【】 ").casefold() in _NOT_AVAILABLE:
        return True
    return fold(bare).text.replace(" ", "") in _SKIPPED
