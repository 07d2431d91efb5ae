"""The names of people in a table's own columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from .headers import NAMES, names_candidate, plain, polite

_MORE = """名字 中文名 中文姓名 英文名 英文名字 英文姓名 外文名 曾用名 候选人姓名 应聘者姓名
    学员姓名 学生姓名 员工姓名 用户姓名 填写人 填写人姓名 答题人 答题人姓名 作答人 昵称 微信昵称
    englishname chinesename candidatename applicantname displayname nickname legalname
    preferredname username""".split()
_FIRST = "firstname givenname 名".split()
_LAST = "lastname surname familyname 姓".split()
_WHOLE = frozenset(map(plain, (*NAMES, *_MORE)))
# An id column that holds names all the same: two to four Chinese characters, or Capital Letters.
_LIKE_A_NAME = re.compile(r"\A(?:[\u4e00-\u9fff]{2,4}|[A-Z][a-z]+(?:[ '’-][A-Z][a-z]+){0,3})\Z")


def names_in(cells: Mapping[str, str]) -> Iterator[str]:
    """
    The names in a row's *cells*, by header: what a name column holds, first and last name joined.

    An id counts where it looks like a person's name.
    """
    whole, parts, ids = _columns(tuple(cells))
    for header in whole:
        if cells[header].strip():
            yield cells[header]
    if len(parts) == 2:
        first, last = (cells[header].strip() for header in parts)
        if first and last:
            yield f"{last}{first}" if not (first + last).isascii() else f"{first} {last}"
    for header in ids:
        if _LIKE_A_NAME.match(cells[header].strip()):
            yield cells[header]


@lru_cache(maxsize=64)
def _columns(headers: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Columns of whole names, of first and last names, and of ids."""
    whole = [each for each in headers if plain(each) in _WHOLE or polite(each) in _WHOLE]
    parts = []
    for names in (_FIRST, _LAST):
        known = {*map(plain, names)}
        parts += [each for each in headers if plain(each) in known or polite(each) in known][:1]
    ids = [each for each in headers if names_candidate(each) and each not in whole]
    return whole, parts, ids
