"""The review log on disk: only ever added to, and whatever is done to it otherwise shows."""

import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from grader.errors import StoreError
from grader.records import GivenPoints, Head, PersonMark
from grader.runs.reviews import check_chain
from grader.stores.journal import Journal

GIVEN = (GivenPoints(criterion_id="calm", points=Decimal("1.5"), reason="好,“引号”"),)


def mark(candidate, **more):
    return PersonMark(candidate_id=candidate, item_id="一/1", reviewer="王芳", given=GIVEN,
                      item_hash="i", answer_hash="a", **more)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "grader.db"
    with closing(Journal(path)) as journal:
        for number, candidate in enumerate(("A", "B", "C"), start=1):
            journal.reviews.append([mark(candidate)], f"2026-11-2{number}")
    return path


def tamper(path, *statements):
    """Change the file as somebody with a database program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for each in ("review_stays", "review_is_fixed"):
            connection.execute(f"DROP TRIGGER IF EXISTS {each}")
        for statement in statements:
            connection.execute(statement)


def checked(path, kept=None):
    with closing(Journal(path)) as journal:
        return check_chain(journal, kept)


def test_marks_come_back_as_they_were(path):
    with closing(Journal(path)) as journal:
        assert journal.reviews.of(["C", "A", "none"]) == [
            mark("A", at="2026-11-21", number=1), mark("C", at="2026-11-23", number=3),
        ]  # fmt: skip


def test_log_that_nobody_touched_is_whole(path):
    found = checked(path)
    assert (found.entries, found.purged, found.broken_at) == (3, 0, None)


@pytest.mark.parametrize("statement", [
    "UPDATE review SET content = replace(content, '1.5', '3') WHERE id = 2",
    "UPDATE review SET at = '2026-11-29' WHERE id = 2",
    "DELETE FROM review WHERE id = 2",
])  # fmt: skip
def test_entry_can_neither_be_changed_nor_removed_by_accident(path, statement):
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("statement", [
    "UPDATE review SET content = replace(content, '1.5', '3') WHERE id = {at}",
    "UPDATE review SET at = '2026-11-29' WHERE id = {at}",
    "DELETE FROM review WHERE id = {at}",
])  # fmt: skip
def test_entry_changed_or_removed_on_purpose_shows(path, statement, at):
    tamper(path, statement.format(at=at))
    assert checked(path).broken_at == at


def test_entries_in_another_order_show(path):
    tamper(path, "UPDATE review SET id = 9 WHERE id = 1", "UPDATE review SET id = 1 WHERE id = 2",
           "UPDATE review SET id = 2 WHERE id = 9")  # fmt: skip
    assert checked(path).broken_at == 1


def test_missing_end_shows_by_run_json_where_the_kept_head_was_changed_too(path):
    with closing(Journal(path)) as journal:
        head = journal.reviews.head()
        second = list(journal.reviews.links())[1].hash
    tamper(path, "DELETE FROM review WHERE id = 3",
           f"UPDATE meta SET value = '2 {second}' WHERE name = 'review_head'")  # fmt: skip
    assert checked(path).broken_at is None
    assert checked(path, head).broken_at == 3


def test_log_that_was_cut_is_not_added_to(path):
    tamper(path, "DELETE FROM review WHERE id = 3")
    with closing(Journal(path)) as journal:
        with pytest.raises(StoreError, match="changed from outside"):
            journal.reviews.append([mark("D")], "2026-11-24")
        assert len(list(journal.reviews.links())) == 2


def test_purged_entry_is_gone_and_the_log_is_whole(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE review SET content = NULL, salt = NULL WHERE id = 2")
    found = checked(path)
    assert (found.entries, found.purged, found.broken_at) == (3, 1, None)
    with closing(Journal(path)) as journal:
        assert [each.candidate_id for each in journal.reviews.of("ABC")] == ["A", "C"]


def test_run_without_reviews_has_no_head(tmp_path):
    with closing(Journal(tmp_path / "new.db")) as journal:
        assert journal.reviews.head() == Head()
