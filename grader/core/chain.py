"""chain: entries tied together by hashes, so that a changed log shows."""

import hashlib
from collections.abc import Iterable

from ..records import ChainCheck, Head, Link


def commitment_to(content: str, salt: bytes) -> str:
    """What stays of an entry when its content is erased; without the salt it tells nothing."""
    return hashlib.sha256(salt + b"|" + content.encode()).hexdigest()


def link(number: int, at: str, content: str, salt: bytes, previous: str) -> Link:
    """The entry *number* with *content*, tied to *previous*, the hash of the one before."""
    commitment = commitment_to(content, salt)
    return Link(
        number=number,
        at=at,
        content=content,
        salt=salt,
        commitment=commitment,
        previous=previous,
        hash=_hash(previous, commitment, at, number),
    )


def _hash(previous: str, commitment: str, at: str, number: int) -> str:
    # The commitment stands for the content, so that the chain outlives a purge.
    return hashlib.sha256(f"{previous}|{commitment}|{at}|{number}".encode()).hexdigest()


def check(links: Iterable[Link], heads: Iterable[Head] = ()) -> ChainCheck:
    """
    See that *links* are a chain from its beginning, and that it passes through *heads*.

    A head that was kept elsewhere shows what the chain alone cannot: entries gone from its end.
    """
    kept = {head.entries: head.hash for head in heads if head.entries}
    last, purged, broken, count = "", 0, None, 0
    for count, each in enumerate(links, start=1):
        is_whole = _is_whole(each, count, last) and kept.get(count, each.hash) == each.hash
        if broken is None and not is_whole:
            broken = count
        purged += each.content is None
        last = each.hash
    if broken is None and max(kept, default=0) > count:
        broken = count + 1
    return ChainCheck(entries=count, purged=purged, broken_at=broken)


def _is_whole(each: Link, number: int, previous: str) -> bool:
    if each.number != number or each.previous != previous:
        return False
    if each.hash != _hash(previous, each.commitment, each.at, number):
        return False
    if each.content is None or each.salt is None:
        return each.content is None and each.salt is None
    return each.commitment == commitment_to(each.content, each.salt)
