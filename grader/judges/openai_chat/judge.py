"""The judge itself: one attempt, from a task to a reply."""

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import httpx2
import openai

from ...errors import (
    AnswerRefused,
    JudgeError,
    JudgeUnreachable,
    ParameterRefused,
)
from ...message import Message
from ...records import LADDER, Call, Capability, Reply, Rung, Task
from .address import endpoint_of, usable_key
from .allowance import read_allowance
from .body import adapted, head, tail
from .caching import PARAMETERS, Caching, cache_parameters, caching_of
from .completion import read_body, read_completion
from .failing import failure_of
from .refusal import Refusal, error_body, meaning, read_refusal

VERSION = 1
OPENAI_URL = "https://api.openai.com/v1"
_HEADERS = {"Content-Type": "application/json"}
_CONNECT_S = 15.0
# A rubric without items may have as many heads as there are questions.
_MOST_HEADS = 1024
# Words like "none" or "EMPTY" stand for no key and may well occur in a message.
_SHORTEST_SECRET = 8
# The client below calls a refused connection a timeout.
_KNOWN_FAULTS: dict[str, Message] = {
    "refused": Message(
        "{endpoint}: connection failed, nothing listens there; start it or correct the port"
    ),
    "no_host": Message(
        "{endpoint}: connection failed, no such host is known; check name and network"
    ),
}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class OpenAIJudge:
    """
    A model behind any endpoint that speaks OpenAI's chat completions.

    Args:
        model: The model's name there; there is no default, for models retire.
        base_url: Where it answers, usually ending in `/v1`; None is OpenAI itself.
        api_key: The key; servers that need none take any word.
        temperature, seed, max_tokens: Sent as given (a second sample: with the next seed), None
            not at all. One that the model refuses is left out from then on, and told in `taken`.
        timeout_s: Seconds for one attempt as a whole, trickling bytes included.
        prompt_caching: How the provider is asked to keep the part that every answer to an item
            shares: `auto` does so where OpenAI itself answers, `key` and `explicit` anywhere.
        http_client: A client to use instead of the aiohttp one, e.g. a legacy
            `httpx.AsyncClient` in tests that mock it; it stays the caller's to close.

    Raises:
        SettingError: the key or the address cannot be used.
    """

    rungs: tuple[Rung, ...] = LADDER

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str = "none",
        temperature: float | None = 0.0,
        seed: int | None = None,
        max_tokens: int | None = 4096,
        timeout_s: float = 120.0,
        prompt_caching: Caching = "auto",
        http_client: Any = None,
    ) -> None:
        self.model = model
        self.name = f"openai:{model}"
        self.base_url = (base_url or OPENAI_URL).strip()
        self.endpoint = endpoint_of(self.base_url)
        self.timeout_s = timeout_s
        given = {"temperature": temperature, "max_tokens": max_tokens, "seed": seed}
        self.parameters = {name: value for name, value in given.items() if value is not None}
        asked = [f"{name}={value}" for name, value in sorted(self.parameters.items())]
        self.identity = "|".join(["openai", str(VERSION), self.endpoint, model, *asked])
        self.taken = Capability(rung=self.rungs[0])
        self._caching = caching_of(prompt_caching, self.endpoint, model)
        self._key = usable_key(api_key)
        self._http_client = http_client
        self._client: openai.AsyncOpenAI | None = None
        self._heads: dict[tuple[object, ...], bytes] = {}

    async def ask(self, task: Task, call: Call) -> Reply:
        """Make one attempt within the deadline; see `ports.Judge`."""
        client, sent = self.client(), self.taken
        content = self.compose(task, call)
        began = time.monotonic()
        try:
            async with asyncio.timeout(self.timeout_s):
                response = await client.post(
                    "/chat/completions",
                    cast_to=httpx2.Response,
                    content=content,
                    options={"headers": _HEADERS, "idempotency_key": task.key},
                )
        except TimeoutError:
            raise JudgeUnreachable(Message(
                "{endpoint}: no whole reply within {seconds:g} s",
                endpoint=self.endpoint, seconds=self.timeout_s)) from None  # fmt: skip
        # What speaks no HTTP at all passes the client's own errors by.
        except (openai.APIStatusError, openai.APIConnectionError, aiohttp.ClientError) as error:
            raise self.explain(error, call, sent) from None
        reply = self.read(response.status_code, response.content, response.headers, call, sent)
        return replace(
            reply,
            seconds=time.monotonic() - began,
            allowance=read_allowance(response.headers),
        )

    def compose(self, task: Task, call: Call) -> bytes:
        """The body of the request that asks *call* of *task*, with what is `taken`."""
        return self._head(task, call) + tail(call)

    def read(
        self,
        status: int,
        content: bytes,
        headers: Mapping[str, str],
        call: Call,
        sent: Capability,
    ) -> Reply:
        """
        The reply in a response to *call*, which was composed while `taken` was *sent*.

        Raises:
            JudgeError: as `ask`; a parameter that is refused is left out of `taken` from now on.
        """
        if status >= 400:
            raise self._refused(status, error_body(content), headers, call, sent)
        body = read_body(content, headers, self.endpoint)
        if body.get("error"):
            raise self._refused(status_of(body["error"]), body, headers, call, sent)
        reply = read_completion(body, self.endpoint)
        return replace(reply, request_id=headers.get("x-request-id", ""))

    def explain(
        self, error: Exception, call: Call | None = None, sent: Capability | None = None
    ) -> JudgeError:
        """What an error of the client means; without a *call* nothing is learnt from it."""
        if isinstance(error, openai.APIStatusError):
            body = error.response.text if error.body is None else error.body
            headers = error.response.headers
            return self._refused(error.status_code, body, headers, call, sent)
        if told := _KNOWN_FAULTS.get(failure_of(error).kind):
            return JudgeUnreachable(told.replaced(endpoint=self.endpoint))
        # The cause's text can hold the key (a header that cannot be sent): name its type only.
        cause = type(error.__cause__ or error).__name__
        return JudgeUnreachable(
            Message("{endpoint}: connection failed ({cause})", endpoint=self.endpoint, cause=cause)
        )

    async def close(self) -> None:
        """Give back the connections; a client that was handed in stays open."""
        client, self._client = self._client, None
        if client is not None and self._http_client is None:
            await client.close()

    def client(self) -> openai.AsyncOpenAI:
        """The client that asks, made on the loop that uses it: it does not survive its loop."""
        if self._client is None:
            self._client = self._open()
        return self._client

    def _open(self) -> openai.AsyncOpenAI:
        http_client = self._http_client
        if http_client is None:
            host = urlsplit(self.endpoint).hostname or ""
            # A proxy set for the outside would swallow calls to a server on this machine.
            trust_env = host not in _LOOPBACK
            http_client = openai.DefaultAioHttpClient(
                timeout=httpx2.Timeout(self.timeout_s, connect=_CONNECT_S),
                verify=_trusted(trust_env=trust_env),
                trust_env=trust_env,
            )
        return openai.AsyncOpenAI(
            api_key=self._key,
            # A query (`?api-version=…`) goes behind the path of each request, not into it.
            base_url=self.base_url.partition("?")[0],
            default_query=dict(httpx2.URL(self.base_url).params),
            max_retries=0,  # tenacity owns retries
            http_client=http_client,
        )

    def _head(self, task: Task, call: Call) -> bytes:
        sample = task.opinion.sample
        name = (task.prompt.digest, call.rung, self.taken, call.more_room, sample)
        made = self._heads.get(name)
        if made is None:
            parameters = dict(self.parameters)
            if call.more_room and self.parameters.get("max_tokens"):
                parameters["max_tokens"] = self.parameters["max_tokens"] * 2
            if sample > 1 and "seed" in parameters:
                parameters["seed"] += sample - 1
            sent = {"model": self.model, **adapted(parameters, self.taken)}
            sent |= cache_parameters(self._caching, task.prompt.digest, self.taken)
            if len(self._heads) >= _MOST_HEADS:
                self._heads.clear()
            made = self._heads[name] = head(task.prompt, call.rung, sent)
        return made

    def _refused(
        self,
        status: int,
        body: object,
        headers: Mapping[str, str],
        call: Call | None,
        sent: Capability | None,
    ) -> JudgeError:
        refusal = self._without_key(read_refusal(status, body, headers))
        error = meaning(refusal, call.rung if call else "text", self.endpoint)
        if sent and isinstance(error, ParameterRefused) and not self._drop(error, sent):
            return AnswerRefused(str(error), reason=error.reason)
        return error

    def _without_key(self, refusal: Refusal) -> Refusal:
        """*refusal* without the key: some servers repeat it, and what is told ends up in files."""
        if len(self._key) < _SHORTEST_SECRET:
            return refusal
        message, code, type_ = (
            text.replace(self._key, "…") for text in (refusal.message, refusal.code, refusal.type)
        )
        return replace(refusal, message=message, code=code, type=type_)

    def _drop(self, error: ParameterRefused, sent: Capability) -> bool:
        """Leave out or rename what the model refused of *sent*; False where neither is possible."""
        if error.parameter in PARAMETERS:
            # One refusal is for all of them: they belong together.
            self.taken = replace(
                self.taken, dropped=tuple(sorted({*self.taken.dropped, "prompt_cache_key"}))
            )
            return "prompt_cache_key" not in sent.dropped
        back = {new: old for old, new in sent.renamed}
        asked = back.get(error.parameter, error.parameter)
        if asked not in self.parameters or asked in sent.dropped:
            return False
        known, renamed = dict(sent.renamed), dict(self.taken.renamed)
        if asked in self.taken.dropped or renamed.get(asked) != known.get(asked):
            # Several calls were on the wire when the first of them was refused.
            return True
        if error.rename and asked not in renamed:
            renamed[asked] = error.rename
            self.taken = replace(self.taken, renamed=tuple(sorted(renamed.items())))
        else:
            dropped = tuple(sorted({*self.taken.dropped, asked}))
            self.taken = replace(self.taken, dropped=dropped)
        return True


@cache
def _trusted(*, trust_env: bool) -> ssl.SSLContext:
    """Whose certificates are trusted: read once, for it takes most of the time of a client."""
    return httpx2.create_ssl_context(trust_env=trust_env)


def status_of(error: object) -> int:
    """The status an error inside a 200 stands for: its code where that is one, else 500."""
    code = error.get("code") if isinstance(error, dict) else None
    try:
        status = int(str(code))
    except ValueError:
        status = 0
    if isinstance(error, dict) and str(code) in {"insufficient_quota", "invalid_api_key"}:
        return 402 if code == "insufficient_quota" else 401
    return status if 400 <= status < 600 else 500
