"""The sample that people mark: in proportion, by chance alone, the same by the same numbers."""

import hashlib
from collections import Counter

import pytest

from grader.core.sampling import Drawn, chosen, marks_needed, width_of


def pool(count=1000):
    return [
        Drawn(str(n % 3), n % 97 / 96, hashlib.sha256(str(n).encode()).hexdigest(), n % 10 == 0)
        for n in range(count)
    ]


def test_items_points_and_flags_are_in_proportion():
    found = chosen(pool(), 100)
    assert len(found) == len(set(found)) == 100
    assert sum(each.is_flagged for each in found) == pytest.approx(10, abs=3)
    by_item = Counter(each.item_id for each in found)
    assert all(each == pytest.approx(33, abs=3) for each in by_item.values())
    fifths = Counter(min(4, int(each.share * 5)) for each in found)
    assert all(each == pytest.approx(20, abs=5) for each in fifths.values())


def test_neither_the_order_of_the_file_nor_the_call_changes_what_is_chosen():
    assert chosen(pool(), 60) == chosen(list(reversed(pool())), 60) == chosen(pool(), 60)


def test_all_are_taken_where_no_more_are_there():
    assert set(chosen(pool(20), 50)) == set(pool(20))


def test_one_shared_value_is_one_part():
    same = [Drawn("1", 0.5, f"{n:04}", is_flagged=False) for n in range(40)]
    assert [each.number for each in chosen(same, 3)] == ["0000", "0001", "0002"]


def test_marks_needed_follow_from_the_width_of_the_interval():
    # 2 * 1.96 * (1 - 0.49) / sqrt(n) = 0.1 has the root n = 399.7.
    assert marks_needed(0.1, 0.7) == 400
    assert marks_needed(0.2, 0.7) == 100
    assert width_of(400, 0.7) == pytest.approx(0.1, abs=1e-3)
