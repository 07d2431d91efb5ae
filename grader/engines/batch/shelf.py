"""The tasks of a run while their batches are under way: on disk, for there may be a million."""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from types import TracebackType
from typing import Self

from ...records import Prompt, Task

_MOST_PROMPTS = 256
_KEYS_A_QUERY = 500
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE prompt (no INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE task (no INTEGER PRIMARY KEY, key TEXT NOT NULL, prompt INTEGER, content BLOB);
CREATE INDEX task_key ON task (key);
CREATE TABLE standing (no INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, state INTEGER NOT NULL);
"""
_TASKS = "SELECT key, prompt, content FROM task WHERE key IN (%s) ORDER BY no"


class State(IntEnum):
    """Where a key stands: to be handed in, under way, or done with."""

    READY = 0
    OUT = 1
    DONE = 2


class Shelf:
    """
    Keeps tasks by key; tasks with equal keys lie together and share one request.

    The file is SQLite's own temporary one and disappears with the process, however that ends.
    """

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.executescript(_SCHEMA)
        self._numbers: dict[int, tuple[Prompt, int]] = {}
        self._prompt = lru_cache(_MOST_PROMPTS)(self._read_prompt)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def add(self, tasks: Sequence[Task]) -> list[Task]:
        """Put *tasks* on the shelf and return the first of each key that was not there."""
        new = []
        with self._connection:
            self._connection.execute("BEGIN")
            for task in tasks:
                content = pickle.dumps(
                    (task.answer, task.lines, task.opinion), pickle.HIGHEST_PROTOCOL
                )
                self._connection.execute(
                    "INSERT INTO task (key, prompt, content) VALUES (?, ?, ?)",
                    (task.key, self._number(task.prompt), content),
                )
                made = self._connection.execute(
                    "INSERT OR IGNORE INTO standing (key, state) VALUES (?, ?)",
                    (task.key, State.READY),
                )
                if made.rowcount:
                    new.append(task)
        return new

    def _number(self, prompt: Prompt) -> int:
        known = self._numbers.get(id(prompt))
        if known is not None:
            return known[1]
        content = pickle.dumps(prompt, pickle.HIGHEST_PROTOCOL)
        made = self._connection.execute("INSERT INTO prompt (content) VALUES (?)", (content,))
        number = int(made.lastrowid or 0)
        if len(self._numbers) >= _MOST_PROMPTS:
            self._numbers.clear()
        # The prompt is kept with its number: the id of one that is gone could be given anew.
        self._numbers[id(prompt)] = (prompt, number)
        return number

    def _read_prompt(self, number: int) -> Prompt:
        row = self._connection.execute("SELECT content FROM prompt WHERE no = ?", (number,))
        prompt: Prompt = pickle.loads(row.fetchone()[0])  # noqa: S301 - written by this process
        return prompt

    def tasks(self, keys: Sequence[str]) -> dict[str, list[Task]]:
        """All tasks of each of *keys* that is on the shelf."""
        found: dict[str, list[Task]] = {}
        for start in range(0, len(keys), _KEYS_A_QUERY):
            some = keys[start : start + _KEYS_A_QUERY]
            marks = ", ".join("?" * len(some))
            for key, number, content in self._connection.execute(_TASKS % marks, some).fetchall():
                answer, lines, opinion = pickle.loads(content)  # noqa: S301 - written by this process
                prompt = self._prompt(number)
                task = Task(key=key, prompt=prompt, answer=answer, lines=lines, opinion=opinion)
                found.setdefault(key, []).append(task)
        return found

    def mark(self, keys: Iterable[str], state: State) -> None:
        """Note where *keys* stand now."""
        with self._connection:
            self._connection.execute("BEGIN")
            self._connection.executemany(
                "UPDATE standing SET state = ? WHERE key = ?", ((state, key) for key in keys)
            )

    def state(self, key: str) -> State:
        """Where *key* stands."""
        row = self._connection.execute("SELECT state FROM standing WHERE key = ?", (key,))
        return State(row.fetchone()[0])

    def ready(self, most: int) -> Iterator[list[str]]:
        """The keys to be handed in, in the order they came, at most so many at a time."""
        last = 0
        while True:
            rows = self._connection.execute(
                "SELECT no, key FROM standing WHERE state = ? AND no > ? ORDER BY no LIMIT ?",
                (State.READY, last, most),
            ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield [key for _, key in rows]

    def has_waiting(self) -> bool:
        """True while a key waits for a batch that is under way."""
        row = self._connection.execute(
            "SELECT 1 FROM standing WHERE state = ? LIMIT 1", (State.OUT,)
        )
        return row.fetchone() is not None

    def count_waiting(self) -> int:
        """How many tasks wait for a batch that is under way."""
        row = self._connection.execute(
            "SELECT count(*) FROM task WHERE key IN (SELECT key FROM standing WHERE state = ?)",
            (State.OUT,),
        )
        return int(row.fetchone()[0])
