"""Numbers that belong to a person: resident ids, bank cards, phones."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .found import Found, Kind, named_before

_NOT_DIGIT = re.compile(r"[^\dXx]")
_ID = re.compile(r"(?<![\dA-Za-z])[1-9](?:[ -]?\d){16}[ -]?[\dXx](?![\dA-Za-z])")
_OLD_ID = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Za-z])"
)
_BORN = re.compile(r"\A\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_CARD = re.compile(r"(?<![\dA-Za-z])[2-6](?:[ -]?\d){15,18}(?![\dA-Za-z])")
# UnionPay has 16 to 19 digits; Visa and Mastercard numbers of other lengths are rare, and the
# order numbers of shops, which begin with any digit, are not.
_BIN = re.compile(r"\A(?:62\d{14,17}|4\d{15}|5[1-5]\d{14})\Z")
_MOST_GAPS = 6

_MOBILE = re.compile(
    r"(?<![\d+])(?<!\d[.-])(?:(?:\+|00)?86[ -]?|\(\+?86\) ?)?1[3-9]\d(?:[ .-]?\d){8}(?!\d|[A-Za-z])"
)
_MOBILE_GAPS = 3
_LABELLED = re.compile(r"(?:tel|phone|mobile|vx|wx|call|qq|wechat|mob|cell)\W?\Z", re.IGNORECASE)
# A toll-free number as North America writes it, which would else pass for a mobile.
_TOLL_FREE = re.compile(r"\A1[ .-]8\d\d[ .-]")
# What follows an area code where a company is called by its short number.
_SHORT = re.compile(r"\A0\d{2,3}[ -]?(?:95|96|12|11|10)\d{3}\Z")
# Of a text whose Chinese numerals were made digits, one for one.
_SPOKEN = re.compile(r"(?<![\d+第])1[3-9]\d(?:[ .-]?\d){8}(?![\dA-Za-z十百千万亿])")
_DIGITS = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")
_MAYBE_PHONE = re.compile(r"\d[()]?(?:[ ().-]{0,2}\d){6}")
_SEPARATED = re.compile(r"\d[ ().-]+\d")


def resident_ids(text: str) -> Iterator[Found]:
    """Resident ids of 18 characters by their check digit, of 15 by a word that says so."""
    from stdnum.cn import ric

    for match in _matches(_ID, text):
        bare = _NOT_DIGIT.sub("", match[0]).upper()
        if len(match[0]) - len(bare) > _MOST_GAPS:
            continue
        is_checked = _BORN.match(bare) and ric.calc_check_digit(bare) == bare[-1]
        if is_checked or named_before(text, match.start()) == "resident_id":
            yield Found(*match.span(), "resident_id", bare)
    for match in _matches(_OLD_ID, text):
        if named_before(text, match.start()) == "resident_id":
            yield Found(*match.span(), "resident_id", match[0])


def bank_cards(text: str) -> Iterator[Found]:
    """Card numbers: by their check digit and first digits, or by a word that says so."""
    from stdnum import luhn

    for match in _matches(_CARD, text):
        bare = _NOT_DIGIT.sub("", match[0])
        if len(match[0]) - len(bare) > _MOST_GAPS:
            continue
        named = named_before(text, match.start())
        is_card = named == "bank_card" or (
            named != "order" and luhn.is_valid(bare) and _BIN.match(bare)
        )
        if is_card:
            yield Found(*match.span(), "bank_card", bare)


def phones(text: str, language: str) -> Iterator[Found]:
    """
    Phone numbers of people: Chinese mobiles and landlines, others with their country's number.

    Of an English text also North American ones, as far as they are written in groups. Numbers
    that a company is called by (400, 800, 95xxx, 12306) are nobody's own.
    """
    if not _MAYBE_PHONE.search(text):
        return
    rest, last = [], 0
    for found in _mobiles(text):
        yield found
        rest += [text[last : found.start], "；" * (found.end - found.start)]
        last = max(last, found.end)
    left = "".join([*rest, text[last:]])
    if _MAYBE_PHONE.search(left):
        yield from _others(left, language)


@lru_cache(maxsize=1024)
def _is_mobile(number: str) -> bool:
    import phonenumbers

    return phonenumbers.is_valid_number(phonenumbers.parse(number, "CN"))


def _mobiles(text: str) -> Iterator[Found]:
    last = 0
    for match in _matches(_MOBILE, text):
        bare = _NOT_DIGIT.sub("", match[0])[-11:]
        gaps = sum(char in " .-" for char in match[0])
        if gaps > _MOBILE_GAPS or _TOLL_FREE.match(match[0]):
            continue
        before = text[max(0, match.start() - 12) : match.start()]
        if before[-1:].isascii() and before[-1:].isalpha() and not _LABELLED.search(before):
            continue
        if match.start() < last or not _is_mobile(bare):
            continue
        if named_before(text, match.start()) != "order":
            last = match.end()
            yield Found(*match.span(), "phone", bare)


def spoken_phones(text: str) -> Iterator[Found]:
    """Chinese mobiles that are written out in Chinese numerals, wholly or in part."""
    for match in _SPOKEN.finditer(text.translate(_DIGITS)):
        written, bare = text[match.start() : match.end()], _NOT_DIGIT.sub("", match[0])
        figures = sum(char.isascii() and char.isdigit() for char in written)
        if figures == len(bare) or len(written) - len(bare) > _MOBILE_GAPS:
            continue
        is_order = figures and named_before(text, match.start()) == "order"
        if not is_order and _is_mobile(bare):
            yield Found(*match.span(), "phone", bare)


def _others(text: str, language: str) -> Iterator[Found]:
    import phonenumbers
    from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType

    public = (PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN,
              PhoneNumberType.PREMIUM_RATE)  # fmt: skip
    mobile = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    regions = ("CN", "US") if language == "en" else ("CN",)
    for region in regions:
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
            kind = phonenumbers.number_type(match.number)
            is_bare = not (match.raw_string.startswith(("+", "00", "0"))
                           or _SEPARATED.search(match.raw_string))  # fmt: skip
            is_public = kind in public or _SHORT.match(match.raw_string)
            if is_public or is_bare or _TOLL_FREE.match(match.raw_string):
                continue
            if named_before(text, match.start) != "order":
                value = phonenumbers.format_number(match.number, 0)
                name: Kind = "phone" if kind in mobile else "landline"
                yield Found(match.start, match.end, name, value)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches of *pattern*, also such as begin inside a longer one: most prove to be none."""
    at = 0
    while match := pattern.search(text, at):
        yield match
        at = match.start() + 1
