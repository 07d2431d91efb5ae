"""Groups of answers written alike, as rows of every report for the recruiter."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...records import AlikeGroup
from ..page import Page
from .wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeRow:
    """One group: to which item, whose answers, how alike, and words they share."""

    item_id: str
    candidates: tuple[str, ...]
    more: str
    share: str
    words: str


def alike_rows(page: Page, words: Words) -> Iterator[AlikeRow]:
    """The groups of *page*, the largest first."""
    return (_row(each, words) for each in page.alike)


def _row(group: AlikeGroup, words: Words) -> AlikeRow:
    low, high = group.low, group.high
    return AlikeRow(
        item_id=group.item_id,
        candidates=group.candidates,
        more=words.number("alike_more", group.more) if group.more else "",
        share=f"{low}%" if low == high else f"{low}–{high}%",
        words=group.words,
    )
