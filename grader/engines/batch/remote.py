"""The provider's files and batches, as plain calls that try again."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TypeVar

import httpx2
import openai

from ...errors import JudgeError, JudgeStopped, JudgeUnreachable
from ...message import Message, cause
from ..retrying import retrying_plainly
from .judge import BatchJudge
from .lines import URL
from .portal import Portal
from .view import View, view_of

if TYPE_CHECKING:
    from openai import AsyncOpenAI

T = TypeVar("T")
# A deadline for moving a file: slower lines than this are taken for dead.
_SLOWEST_BYTES_S = 50_000
_LONGEST_DOWNLOAD_S = 3_600
_LIST_LAG_S = 2.0
_GOES_ON = Message("what is handed in stays so, and the same command goes on")


class Remote:
    """
    Files and batches at the judge's endpoint.

    `pause` waits between tries, and raises where the run is to end. What fails for good becomes
    `JudgeStopped`, for without these calls no request can succeed.
    """

    def __init__(
        self, judge: BatchJudge, portal: Portal, run: str, pause: Callable[[float], None]
    ) -> None:
        self._judge = judge
        self._portal = portal
        self._run = run
        self._pause = pause

    def upload(self, part: str, file: IO[bytes], size: int) -> str:
        """Hand in the *file* of *part* and return its remote name."""
        limit_s = self._judge.timeout_s + size / _SLOWEST_BYTES_S

        async def send(client: "AsyncOpenAI") -> object:
            file.seek(0)
            return await client.files.create(
                file=(_file_name(part), file, "application/jsonl"),
                purpose="batch",
                timeout=httpx2.Timeout(limit_s, connect=15.0),
            )

        return self._retry(lambda: self._named(self._call(send, limit_s)))

    def create(self, part: str, digest: str, file: str) -> str:
        """
        Make the batch of *part* and return its remote name.

        Before every try but the first it is looked for: a request without a response may have
        been served all the same.
        """
        metadata = {"grader": "1", "run": self._run, "part": part, "digest": digest}
        tries = 0

        async def make(client: "AsyncOpenAI") -> object:
            return await client.batches.create(
                input_file_id=file, endpoint=URL, completion_window="24h", metadata=metadata
            )

        def once() -> str:
            nonlocal tries
            tries += 1
            found = self._find(part, digest) if tries > 1 else ""
            return found or self._named(self._call(make))

        return self._retry(once)

    def find(self, part: str, digest: str) -> str:
        """The batch of *part*, found by its metadata; empty where there is none."""
        found = self._retry(lambda: self._find(part, digest))
        if not found:
            # A list may lag behind what was made just before a crash.
            self._pause(_LIST_LAG_S)
            found = self._retry(lambda: self._find(part, digest))
        return found

    def _find(self, part: str, digest: str) -> str:
        async def search(client: "AsyncOpenAI") -> str:
            async for batch in client.batches.list(limit=100):
                told = batch.metadata or {}
                if told.get("part") == part and told.get("digest") == digest:
                    return batch.id
            return ""

        return self._call(search)

    def look(self, batch: str) -> View:
        """
        How *batch* stands; asked once.

        Raises:
            JudgeUnreachable: it cannot be told now.
            JudgeStopped: the endpoint does not know the batch, or refuses the key.

        """
        try:
            return view_of(self._call(lambda client: client.batches.retrieve(batch)))
        except JudgeUnreachable:
            raise
        except JudgeError as error:
            raise JudgeStopped(
                "batch {batch}: {reason}; use the key and endpoint it was made with, or, if "
                "it is gone, ask without it by --engine local",
                batch=batch,
                reason=cause(error),
            ) from None

    @contextmanager
    def fetch(self, file: str) -> Iterator[IO[bytes]]:
        """The content of a remote *file*, in a temporary one."""
        with tempfile.TemporaryFile() as spool:

            async def load(client: "AsyncOpenAI") -> None:
                spool.seek(0)
                spool.truncate()
                async with client.files.with_streaming_response.content(file) as response:
                    async for chunk in response.iter_bytes(65_536):
                        spool.write(chunk)

            self._retry(lambda: self._call(load, _LONGEST_DOWNLOAD_S))
            spool.seek(0)
            yield spool

    def has_file(self, file: str) -> bool:
        """True while the endpoint knows *file*."""

        async def look(client: "AsyncOpenAI") -> bool:
            try:
                await client.files.retrieve(file)
            except openai.NotFoundError:
                return False
            return True

        return self._retry(lambda: self._call(look))

    def discard(self, file: str) -> bool:
        """Delete *file*; True where it is gone."""

        async def delete(client: "AsyncOpenAI") -> bool:
            try:
                await client.files.delete(file)
            except openai.NotFoundError:
                return True
            return True

        try:
            return self._call(delete)
        except JudgeError:
            return False

    def discard_of(self, part: str) -> bool:
        """Delete the files that carry the name of *part*, whose remote names were never told."""

        async def named(client: "AsyncOpenAI") -> list[str]:
            files = client.files.list(purpose="batch")
            return [each.id async for each in files if each.filename == _file_name(part)]

        try:
            gone = [self.discard(file) for file in self._call(named)]
        except JudgeError:
            return False
        return all(gone)

    def _named(self, made: object) -> str:
        name = getattr(made, "id", None)
        if not isinstance(name, str) or not name:
            raise JudgeUnreachable(
                Message("the endpoint answered 200 without the name of what it made")
            )
        return name

    def _call(
        self, what: Callable[["AsyncOpenAI"], Awaitable[T]], limit_s: float | None = None
    ) -> T:
        judge = self._judge

        async def within() -> T:
            try:
                async with asyncio.timeout(limit_s or judge.timeout_s):
                    return await what(judge.client())
            except TimeoutError:
                raise JudgeUnreachable(Message("no whole response in time")) from None
            except (openai.APIStatusError, openai.APIConnectionError) as error:
                raise judge.explain(error) from None
            # A body that breaks off while it is streamed, or one that is no JSON.
            except (httpx2.HTTPError, openai.OpenAIError, ValueError, AttributeError) as error:
                kind = type(error).__name__
                raise JudgeUnreachable(
                    Message("the response could not be read ({kind})", kind=kind)
                ) from None

        return self._portal.call(within())

    def _retry(self, what: Callable[[], T]) -> T:
        try:
            return retrying_plainly(self._pause)(what)
        except JudgeUnreachable as error:
            raise JudgeStopped(
                "{reason}; {goes_on}", reason=cause(error), goes_on=_GOES_ON
            ) from None
        except JudgeError as error:
            is_known = isinstance(error, JudgeStopped) and ": 404" not in str(error)
            hint = Message(
                "" if is_known else "an endpoint without a Batch API needs --engine local; "
            )
            raise JudgeStopped(
                "{reason}; {hint}{goes_on}",
                reason=cause(error),
                hint="" if is_known else hint,
                goes_on=_GOES_ON,
            ) from None


def _file_name(part: str) -> str:
    return f"grader-{part}.jsonl"
