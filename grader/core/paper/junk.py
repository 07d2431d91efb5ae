"""What a site, a printer or a word processor put around a paper, taken away."""

import re
from collections import Counter
from collections.abc import Sequence

from .lines import Line

_N = r"[0-9]{1,5}"
_JUNK = re.compile(
    rf"""(?:
      [•·]\s?(?:{_N}|约.{{0,12}}[字页]|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\s?发布.{{0,20}}|举报)
    | .{{1,120}}\.(?:docx?|pdf|wps|pptx?|txt)(?:\s?VIP)?
    | -?\s?第?\s?(?:PAGE|{_N})\s?页\s?(?:[,/]?\s?(?:共|总)\s?(?:NUMPAGES|{_N})\s?页?)?\s?-?
    | page\s?{_N}(?:\s?(?:of|/)\s?{_N})?
    | [-—]\s?{_N}\s?[-—] | {_N}\s?/\s?{_N} | {_N}\s?of\s?{_N}
    | 文档评论.{{0,8}}
    | 发表评论 | .{{0,6}}VIP精品文档 | .{{0,10}}相关文档 | 您可能关注的文档
    | 查看更多
    | 实名认证 | 文档贡献者 | 文库新人.{{0,8}} | 本文目录导读:? | 举报
    | 下载(?:本文)?文档
    | 上一篇.{{0,60}} | 下一篇.{{0,60}}
    | (?:点击|立即)(?:下载|查看|收藏).{{0,20}} | 免责声明.{{0,80}}
    | (?:相关|热门)(?:推荐|阅读|文章):?.{{0,20}} | 猜你喜欢.{{0,10}}
    | 版权(?:所有|声明).{{0,60}}
    | (?:文章来源|责任编辑|发布时间|发布日期):.{{0,40}}
    | (?:阅读量?|浏览量?|点赞|收藏|分享|转载)[:(\s]{{0,2}}{_N}\)? | 扫码.{{0,30}}
    | share\sthis.{{0,40}} | related\sposts:?.{{0,20}} | all\srights\sreserved.{{0,40}}
    | copyright.{{0,60}} | leave\sa\scomment.{{0,20}} | advertisement
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
# The host's terms of use come numbered twice over.
_TERMS = re.compile(rf"{_N}\.\s{{1,3}}{_N}、")
_TAIL = re.compile(
    r"(?:文档评论|发表评论|您可能关注|相关文档|猜你喜欢|related\sposts|leave\sa\scomment)",
    re.IGNORECASE,
)
_LONGEST = 160
_MOST_TAIL = 12
_DIGITS = re.compile("[0-9]+")
_FEWEST_PAGES = 3


def without_junk(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the paper, and those taken away."""
    kept: list[Line] = []
    taken: list[Line] = []
    tail = _tail_from(lines)
    for place, line in enumerate(lines):
        (taken if place >= tail or _is_junk(line) else kept).append(line)
    return kept, taken


def _is_junk(line: Line) -> bool:
    if _TERMS.match(line.key):
        return True
    return len(line.key) <= _LONGEST and _JUNK.match(line.key) is not None


def _tail_from(lines: Sequence[Line]) -> int:
    """Where the site's own end begins: behind its comment box nothing of the paper follows."""
    for place in range(max(0, len(lines) - _MOST_TAIL), len(lines)):
        if _TAIL.match(lines[place].key) and len(lines[place].key) < 24:
            return place
    return len(lines)


def page_furniture(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Heads and feet that return on most of *pages*, digits set aside."""
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    edges = Counter(
        each
        for page in pages
        for each in {_DIGITS.sub("0", line.strip()) for line in (*page[:2], *page[-2:])}
        if each
    )
    return frozenset(each for each, count in edges.items() if count * 2 > len(pages))


def is_furniture(line: str, furniture: frozenset[str]) -> bool:
    """True for a head or foot that *furniture* holds."""
    return _DIGITS.sub("0", line.strip()) in furniture
