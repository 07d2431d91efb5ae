"""Group commits: many workers' records in one transaction, off the event loop."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from ..ports import Store
from ..records import Record


class Ledger:
    """
    Commits records in groups.

    `commit` returns when the records are durable. While one group is being written, the records
    of whoever comes meanwhile gather into the next: under load a disk flush is shared by many,
    alone it is not waited for.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Sequence[Record], asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="grader-ledger")

    async def commit(self, records: Sequence[Record]) -> None:
        """
        Make *records* durable.

        Raises:
            StoreError: they could not be written.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((records, done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            group, self._waiting = self._waiting, []
            records = [record for some, _ in group for record in some]
            try:
                await loop.run_in_executor(self._thread, self._store.append, records)
            except Exception as error:  # noqa: BLE001 - each waiting worker is told
                for _, done in group:
                    if not done.done():
                        done.set_exception(error)
            else:
                for _, done in group:
                    if not done.done():
                        done.set_result(None)

    def close(self) -> None:
        """End the writing thread."""
        self._thread.shutdown()
