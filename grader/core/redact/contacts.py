"""Addresses of people: e-mail, WeChat and QQ."""

import re
from collections.abc import Iterator

from .found import Found

_LOCAL = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_LABEL = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?|[\u4e00-\u9fff]{1,20})"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.){{1,4}}[A-Za-z]{{2,24}}")
# An @ as people write it for people: name [at] host.
_AT = re.compile(r"@| ?[\[(（](?:at|艾特)[\])）] ?", re.IGNORECASE)
_LONGEST_LOCAL = 64

_SEP = r"[ \t]{0,3}(?P<sep>(?:是|为|叫)?[:：]|是|为|叫|is\b)?[ \t]{0,3}"
_WECHAT = re.compile(
    r"(?:(?:微信|薇信|威信)(?P<long>号码?|账号|帐号|id|搜索?)?|(?<![A-Za-z])(?:"
    r"(?P<short>vx|wx|加我?v|加我?薇|加我?微|v信)|we[ ]?chat|wei[ ]?xin)"
    r"(?P<label>号码?|账号|[ ]?id)?)"
    + _SEP + r"(?P<id>[A-Za-z][A-Za-z0-9_-]{5,19}|\d{5,12})(?![A-Za-z0-9_@])",
    re.IGNORECASE,
)  # fmt: skip
_WXID = re.compile(r"(?<![A-Za-z0-9_])wxid_[A-Za-z0-9_]{6,30}", re.IGNORECASE)
_QQ = re.compile(
    r"(?:(?<![A-Za-z])(?:qq|q(?=[:：]))|扣扣|企鹅号|加q)(?:号码?|账号|帐号|群号?)?" + _SEP
    + r"(?P<id>[1-9](?:\d{4,10}|\d{1,3}(?: \d{2,4}){1,3}))(?![\d@A-Za-z])",
    re.IGNORECASE,
)  # fmt: skip
# What people write behind the app's name and is nobody's id.
_WORDS = frozenset(
    """official service services customer support wechat weixin please message messages account
    accounts groups channel contact public number manager online payment program mobile""".split()
)


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses; each is looked for around its @, so a long word costs nothing."""
    for at in _AT.finditer(text):
        low = max(0, at.start() - _LONGEST_LOCAL)
        before = _LOCAL.search(text[low : at.start()])
        domain = _DOMAIN.match(text, at.end())
        local = before[0].lstrip(".-+%") if before else ""
        if local and domain:
            start = at.start() - len(local)
            yield Found(start, domain.end(), "email", f"{local}@{domain[0]}".lower())


def _is_label(sep: str | None) -> bool:
    return bool(sep) and str(sep)[-1] in ":："


def wechat_ids(text: str) -> Iterator[Found]:
    """WeChat ids with a word before them that says so."""
    for match in _WXID.finditer(text):
        yield Found(*match.span(), "wechat", match[0].lower())
    for match in _WECHAT.finditer(text):
        name = match["id"]
        is_told = bool(match["long"] or match["label"])
        is_plain = name.isalpha()
        if name.isdigit():
            is_id = is_told or _is_label(match["sep"]) or bool(match["short"])
        elif is_plain:
            is_id = name.lower() not in _WORDS and (is_told or _is_label(match["sep"]))
        else:
            is_id = True
        if is_id:
            yield Found(*match.span("id"), "wechat", name.lower())


def qq_numbers(text: str) -> Iterator[Found]:
    """QQ numbers with a word before them that says so."""
    for match in _QQ.finditer(text):
        yield Found(*match.span("id"), "qq", match["id"].replace(" ", ""))
