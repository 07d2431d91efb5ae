"""What every store promises; one suite over each of them."""

import threading

import pytest

from grader.records import Capability, Outcome, Received, Reply, Started, Usage
from grader.stores.journal import Journal
from grader.stores.memory import MemoryStore

USABLE = Outcome(
    key="k", text='{"a": "好"}', rater="openai:m", model="m-1", rung="tool", attempt=2,
    usage=Usage(input=9, cached=0, output=None), requests=3, retries=1, repaired=1,
)  # fmt: skip
FAILED = Outcome(key="k", reason="unreachable", detail="down", rater="openai:m", requests=6)


@pytest.fixture(params=["memory", "journal"])
def store(request, tmp_path):
    if request.param == "memory":
        yield MemoryStore()
        return
    journal = Journal(tmp_path / "grader.db")
    yield journal
    journal.close()


def test_outcome_comes_back_as_it_was(store):
    """Unknown stays unknown: a count of None is not 0."""
    store.append([USABLE])
    assert store.outcomes(["k"]) == {"k": USABLE}


def test_key_without_outcome_is_left_out(store):
    store.append([Started(key="k", attempt=1, rung="text"), USABLE.for_key("other")])
    assert store.outcomes(["k", "none"]) == {}
    assert store.outcomes([]) == {}


def test_last_failure_stands_while_nothing_is_usable(store):
    later = Outcome(key="k", reason="invalid", detail="second")
    store.append([FAILED])
    store.append([later])
    assert store.outcomes(["k"])["k"].detail == "second"


@pytest.mark.parametrize("order", [[FAILED, USABLE], [USABLE, FAILED], [FAILED, USABLE, FAILED]])
def test_usable_outcome_wins_over_failures_before_and_after(store, order):
    """What was paid for stays, also where a later run of another cause failed."""
    for outcome in order:
        store.append([outcome])
    assert store.outcomes(["k"]) == {"k": USABLE}


def test_last_usable_outcome_wins(store):
    store.append([USABLE, Outcome(key="k", text="newer")])
    assert store.outcomes(["k"])["k"].text == "newer"


def test_outcomes_of_thousands_of_keys_come_together(store):
    """More than one query can name: SQLite has a limit, and a block of candidates has not."""
    store.append([USABLE.for_key(f"k{n}") for n in range(3000)])
    found = store.outcomes(f"k{n}" for n in range(0, 6000, 2))
    assert sorted(found) == sorted(f"k{n}" for n in range(0, 3000, 2))
    assert all(found[key].key == key for key in found)


def test_records_of_every_kind_are_taken(store):
    reply = Reply(
        text="文\n字", ended="truncated", usage=Usage(input=1), request_id="r", seconds=0.5
    )
    store.append([
        Started(key="k", attempt=1, rung="json_schema", dropped=("seed",)),
        Received(key="k", attempt=1, rung="json_schema", reply=reply, verdict="truncated"),
        FAILED,
    ])  # fmt: skip
    assert store.outcomes(["k"]) == {"k": FAILED}


def test_capability_is_recalled_per_judge(store):
    first = Capability(rung="tool", dropped=("seed", "temperature"), renamed=(("a", "b"),))
    store.remember("judge 1", first)
    store.remember("judge 2", Capability(rung="text"))
    assert store.recall("judge 1") == first
    assert store.recall("judge 3") is None


def test_later_capability_replaces_the_earlier(store):
    store.remember("j", Capability(rung="json_schema"))
    store.remember("j", Capability(rung="text"))
    assert store.recall("j") == Capability(rung="text")


def test_secret_is_long_and_stays(store):
    """Fences are made of it: whoever could guess it could forge one."""
    assert len(store.secret) >= 16
    assert store.secret == store.secret


def test_secrets_of_two_stores_differ(tmp_path):
    journals = [Journal(tmp_path / f"{n}.db") for n in range(2)]
    secrets = [each.secret for each in (*journals, MemoryStore(), MemoryStore())]
    for journal in journals:
        journal.close()
    assert len(set(secrets)) == 4


def test_other_threads_may_append_and_read(store):
    """The engine writes from its own thread while the planner reads."""
    failures = []

    def work(number):
        try:
            for n in range(20):
                store.append([USABLE.for_key(f"{number}/{n}")])
                assert f"{number}/{n}" in store.outcomes([f"{number}/{n}"])
        except BaseException as error:  # noqa: BLE001 - told below, in the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.outcomes(f"{a}/{b}" for a in range(4) for b in range(20))) == 80
