"""The chain of the review log: whatever is done to it afterwards shows, but for a purge."""

from dataclasses import replace

import pytest

from grader.core.chain import check, link
from grader.records import ChainCheck, Head


def chain_of(count):
    links, last = [], ""
    for number in range(1, count + 1):
        links.append(link(number, f"2026-11-2{number}", f"entry {number}", b"salt", last))
        last = links[-1].hash
    return links


LINKS = chain_of(4)
HEAD = Head(4, LINKS[-1].hash)
CHANGES = {
    "content": {"content": "another"},
    "salt": {"salt": b"other"},
    "time": {"at": "2026-11-30"},
    "commitment": {"commitment": "0" * 64},
    "previous": {"previous": "f" * 64},
    "hash": {"hash": "f" * 64},
    "number": {"number": 9},
    "half a purge": {"content": None},
}


def test_whole_chain_is_whole():
    assert check(LINKS, [HEAD]) == ChainCheck(entries=4, purged=0, broken_at=None)
    assert check([], []) == ChainCheck(entries=0, purged=0, broken_at=None)


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_change_shows_wherever_it_is(at, change):
    links = [*LINKS[:at], replace(LINKS[at], **change), *LINKS[at + 1 :]]
    assert check(links, [HEAD]).broken_at == at + 1


@pytest.mark.parametrize("at", range(3))
def test_removed_entry_shows_by_the_chain_alone(at):
    assert check([*LINKS[:at], *LINKS[at + 1 :]]).broken_at == at + 1


@pytest.mark.parametrize("at", range(3))
def test_entries_in_another_order_show(at):
    links = [*LINKS[:at], LINKS[at + 1], LINKS[at], *LINKS[at + 2 :]]
    assert check(links).broken_at == at + 1


@pytest.mark.parametrize("left", range(4))
def test_missing_end_shows_by_the_head_that_was_kept(left):
    assert check(LINKS[:left]).broken_at is None
    assert check(LINKS[:left], [HEAD]).broken_at == left + 1


def test_earlier_head_is_passed_through_by_a_longer_chain():
    assert check(LINKS, [Head(2, LINKS[1].hash), HEAD]).broken_at is None


def test_chain_made_anew_shows_by_the_head_that_was_kept():
    forged, last = [], ""
    for each in LINKS:
        forged.append(link(each.number, each.at, f"{each.content}!", b"salt", last))
        last = forged[-1].hash
    assert check(forged).broken_at is None
    assert check(forged, [HEAD]).broken_at == 4


def test_purged_entries_leave_the_chain_whole():
    links = [replace(each, content=None, salt=None) if each.number == 2 else each for each in LINKS]
    assert check(links, [HEAD]) == ChainCheck(entries=4, purged=1, broken_at=None)
