"""The judge under observation: it keeps what came over the wire, and looks at other paths."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import httpx2
import openai

from ...errors import JudgeError, JudgeUnreachable
from ...message import Message
from ...records import Call, Capability, Reply, Task
from .failing import Failure, failure_of
from .judge import OpenAIJudge, status_of
from .refusal import Refusal, error_body, read_refusal, stopping_cause

_LOOK_S = 20.0
_SHORTEST_SECRET = 8
_FOREIGN = (openai.APIConnectionError, aiohttp.ClientError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """
    A response as it came, without the key where the server repeats it.

    `body` is its JSON, else its text; `url` is where it came from, redirects followed.
    """

    status: int
    headers: Mapping[str, str]
    body: object
    url: str = ""
    seconds: float = 0.0

    @property
    def is_page(self) -> bool:
        """True for a web page, which no API answers with."""
        text = self.body if isinstance(self.body, str) else ""
        return text.lstrip()[:9].lower().startswith(("<!doctype", "<html", "<head", "<body"))

    @property
    def refusal(self) -> Refusal:
        """The error in it, also in one that came with status 200."""
        inside = self.body.get("error") if isinstance(self.body, dict) else None
        is_hidden = self.status < 400 and inside
        status = status_of(inside) if is_hidden else self.status
        return read_refusal(status, self.body, self.headers)

    @property
    def stops(self) -> str:
        """What makes every request fail: `quota`, `key`, `model`, `path`, or nothing."""
        refusal = self.refusal
        return stopping_cause(refusal) if refusal.status >= 400 else ""


class WatchedJudge(OpenAIJudge):
    """
    An `OpenAIJudge` that tells what it saw: for whoever looks into an endpoint.

    `seen` is the response to the last `ask`, `failure` why there was none; `asked` and `looked`
    count requests.
    """

    def __init__(self, model: str, **options: Any) -> None:
        super().__init__(model, **options)
        self.seen: Seen | None = None
        self.failure: Failure | None = None
        self.asked = self.looked = 0

    async def ask(self, task: Task, call: Call) -> Reply:
        """Ask as the judge does, and keep what came."""
        self.seen = self.failure = None
        self.asked += 1
        return await super().ask(task, call)

    def read(
        self,
        status: int,
        content: bytes,
        headers: Mapping[str, str],
        call: Call,
        sent: Capability,
    ) -> Reply:
        """Read as the judge does; see there."""
        self.seen = self._seen(status, content, headers)
        return super().read(status, content, headers, call, sent)

    def explain(
        self, error: Exception, call: Call | None = None, sent: Capability | None = None
    ) -> JudgeError:
        """What the judge makes of *error*; see there."""
        if isinstance(error, openai.APIStatusError):
            response = error.response
            self.seen = self._seen(error.status_code, response.content, response.headers)
        else:
            self.failure = failure_of(error)
        return super().explain(error, call, sent)

    async def look(self, url: str, body: object = None, *, with_key: bool = True) -> Seen:
        """
        What *url* answers to a GET, or to a POST of *body* where one is given.

        Raises:
            JudgeUnreachable: nothing came back in time; `failure` says why.
        """
        self.looked += 1
        began, self.failure = time.monotonic(), None
        try:
            async with asyncio.timeout(min(_LOOK_S, self.timeout_s)):
                response = await self._fetch(url, body, with_key=with_key)
        except openai.APIStatusError as error:
            response = error.response
        except TimeoutError:
            self.failure = Failure(kind="timeout")
            raise JudgeUnreachable(Message("{url}: no answer", url=url)) from None
        except _FOREIGN as error:
            raise self.explain(error) from None
        seen = self._seen(response.status_code, response.content, response.headers)
        return Seen(
            status=seen.status,
            headers=seen.headers,
            body=seen.body,
            url=str(response.url),
            seconds=time.monotonic() - began,
        )

    async def _fetch(self, url: str, body: object, *, with_key: bool) -> Any:
        headers: dict[str, Any] = {} if with_key else {"Authorization": openai.Omit()}
        client = self.client()
        if body is None:
            return await client.get(url, cast_to=httpx2.Response, options={"headers": headers})
        headers["Content-Type"] = "application/json"
        return await client.post(
            url,
            cast_to=httpx2.Response,
            content=json.dumps(body).encode(),
            options={"headers": headers},
        )

    def _seen(self, status: int, content: bytes, headers: Mapping[str, str]) -> Seen:
        told = {name.lower(): self.without_key(value) for name, value in headers.items()}
        body = self.without_key(content.decode("utf-8", "replace"))
        return Seen(status=status, headers=told, body=error_body(body.encode()))

    def without_key(self, text: str) -> str:
        """*text* with the key taken out."""
        return text.replace(self._key, "…") if len(self._key) >= _SHORTEST_SECRET else text
