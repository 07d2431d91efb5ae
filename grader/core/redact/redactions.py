"""All private data of one answer, and a placeholder for each."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import get_args

from ...records import Language, Redaction
from ...text import clean
from .contacts import emails, qq_numbers, wechat_ids
from .found import Found, Kind
from .names import Names
from .numbers import bank_cards, phones, resident_ids, spoken_phones

KINDS: tuple[Kind, ...] = get_args(Kind)
_CALLED: dict[Language, dict[Kind, str]] = {
    "zh": {
        "phone": "[手机号{n}]",
        "landline": "[电话{n}]",
        "resident_id": "[身份证号{n}]",
        "bank_card": "[银行卡号{n}]",
        "email": "[邮箱{n}]",
        "wechat": "[微信号{n}]",
        "qq": "[QQ号{n}]",
        "name": "[姓名{n}]",
    },
    "en": {
        "phone": "[phone {n}]",
        "landline": "[landline {n}]",
        "resident_id": "[resident id {n}]",
        "bank_card": "[bank card {n}]",
        "email": "[email {n}]",
        "wechat": "[WeChat {n}]",
        "qq": "[QQ {n}]",
        "name": "[name {n}]",
    },
}
# Searching for these is much cheaper than for the patterns, and most answers have none.
_MAYBE_NUMBER = re.compile(r"\d[()]?(?:[ ().-]{0,2}\d){6}")
_MAYBE_CONTACT = re.compile(
    r"微信|薇信|威信|vx|wx|wechat|we chat|weixin|wei xin|v信|加我?[v薇微]|q(?:q|[:：])|扣扣|企鹅号"
    r"|加q",
    re.IGNORECASE,
)


def redactions(text: str, names: Names, language: Language) -> tuple[Redaction, ...]:
    """
    What no judge is to see of *text*, in order, each with its placeholder; none touch.

    Placeholders are numbered by kind in the order of the text, and one value has one number.
    The text is searched as a judge would see it: without what is invisible, full-width and
    styled characters as plain ones. *names* are those of the file's own name columns.
    """
    copy, at = _plain(text)
    chosen = _apart(_found(copy, names, language), len(copy))
    numbers: dict[tuple[Kind, str], int] = {}
    counts: dict[Kind, int] = {}
    made = []
    for found in chosen:
        key = found.kind, found.value
        if key not in numbers:
            numbers[key] = counts[found.kind] = counts.get(found.kind, 0) + 1
        put = _CALLED[language][found.kind].format(n=numbers[key])
        made.append(Redaction(at[found.start], at[found.end - 1] + 1, put, found.kind))
    return tuple(made)


def _found(text: str, names: Names, language: Language) -> Iterator[Found]:
    """Everything found; what comes first has the stronger claim to its words."""
    if "@" in text or "at" in text or "艾特" in text:
        yield from emails(text)
    if _MAYBE_NUMBER.search(text):
        yield from resident_ids(text)
        yield from bank_cards(text)
        yield from phones(text, language)
    yield from spoken_phones(text)
    if _MAYBE_CONTACT.search(text):
        yield from wechat_ids(text)
        yield from qq_numbers(text)
    yield from names.found_in(text)


def _apart(found: Iterable[Found], size: int) -> list[Found]:
    """Those of *found* that overlap none before them, in the order of a text of that *size*."""
    kept: list[Found] = []
    taken = bytearray()
    for each in found:
        taken = taken or bytearray(size)
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return sorted(kept)


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """*text* as it is searched, and the offset each character had."""
    copy, at = clean(text)
    return (copy if copy.isascii() else copy.translate(_narrow())), at


@cache
def _narrow() -> dict[int, str]:
    """Full-width, styled and circled characters and dashes, each with its plain one."""
    ranges = ((0xFF01, 0xFF5F), (0x1D400, 0x1D800), (0x2070, 0x20A0), (0x2460, 0x24EB),
              (0x2000, 0x200B), (0x3000, 0x3001), (0xB2, 0xBA), (0xA0, 0xA1))  # fmt: skip
    made = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
    for low, high in ranges:
        for code in range(low, high):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain.isascii():
                made[code] = plain
    return made
