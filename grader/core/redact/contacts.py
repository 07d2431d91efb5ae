"""Addresses of people: e-mail, WeChat and QQ."""

import re
from collections.abc import Iterator

from .found import Found

_LOCAL = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,24}")
_LONGEST_LOCAL = 64

_SEP = r"[ \t]{0,3}(?P<sep>[:：]|是|为|叫|\bis\b)?[ \t]{0,3}"
_WECHAT = re.compile(
    r"(?:(?:微信|薇信|威信)(?P<long>号码?|账号|帐号|id)?|(?<![A-Za-z])(?:"
    r"(?P<short>vx|wx|加v|加薇|加微|v信)|we[ ]?chat|wei[ ]?xin)(?P<label>号码?|账号|[ ]?id)?)"
    + _SEP + r"(?P<id>[A-Za-z][A-Za-z0-9_-]{5,19}|\d{5,12})(?![A-Za-z0-9_@])",
    re.IGNORECASE,
)  # fmt: skip
_WXID = re.compile(r"(?<![A-Za-z0-9_])wxid_[A-Za-z0-9_]{6,30}", re.IGNORECASE)
_QQ = re.compile(
    r"(?:(?<![A-Za-z])qq|扣扣|企鹅号|加q)(?:号码?|账号|帐号|群号?)?" + _SEP
    + r"(?P<id>[1-9]\d{4,10})(?![\d@A-Za-z])",
    re.IGNORECASE,
)  # fmt: skip
# What people write behind the app's name and is nobody's id.
_WORDS = frozenset(
    """official service services customer support wechat weixin please message messages account
    accounts groups channel contact public number manager online payment program mobile""".split()
)


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses; each is looked for around its @, so a long word costs nothing."""
    at = text.find("@")
    while at >= 0:
        before = _LOCAL.search(text[max(0, at - _LONGEST_LOCAL) : at])
        domain = _DOMAIN.match(text, at + 1)
        if before and domain:
            local = before[0].lstrip(".-+%")
            if local:
                yield Found(at - len(local), domain.end(), "email", f"{local}{domain[0]}".lower())
        at = text.find("@", at + 1)


def wechat_ids(text: str) -> Iterator[Found]:
    """WeChat ids with a word before them that says so."""
    for match in _WXID.finditer(text):
        yield Found(*match.span(), "wechat", match[0].lower())
    for match in _WECHAT.finditer(text):
        name = match["id"]
        is_told = bool(match["long"] or match["label"])
        is_plain = name.isalpha()
        if name.isdigit():
            is_id = is_told or match["sep"] in {":", "："} or bool(match["short"])
        elif is_plain:
            is_id = name.lower() not in _WORDS and (is_told or match["sep"] in {":", "："})
        else:
            is_id = True
        if is_id:
            yield Found(*match.span("id"), "wechat", name.lower())


def qq_numbers(text: str) -> Iterator[Found]:
    """QQ numbers with a word before them that says so."""
    for match in _QQ.finditer(text):
        yield Found(*match.span("id"), "qq", match["id"])
