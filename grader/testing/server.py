"""A real HTTP server on loopback that answers as scripted: for what a mock cannot show."""

import argparse
import asyncio
import contextlib
import itertools
import json
import random
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType, TracebackType
from typing import Any, Self

from aiohttp import web

from .batches import BatchApi
from .faults import USUAL, Step, as_reply, fault_called
from .replies import MODEL, Reply, json_reply
from .request import Body
from .script import Script, follow
from .wire import send

_NO_FAULTS: Mapping[str, float] = MappingProxyType({})
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class LoopbackServer:
    """
    An OpenAI-compatible server on 127.0.0.1, in a thread of its own.

    Args:
        script: A callable of a request's body and number, a list that is consumed in order
            (its last step stays), one step, or None for a good reply to everything. A step is
            a `Reply`, the mapping of a completion, or a text as `as_reply` takes it.
        latency_s: What passes before each reply.
        faults: Share of requests that get each fault, whatever the script says.
        seed: Draws the faults; the same for request number n at each run.
        models: The ids that `GET /v1/models` lists; any model is answered.
        pages: What other requests get, by method and path (`GET /props`): a `Reply`, or JSON.
            They go before everything else, and `looks` names those that came.
        port: 0 takes a free one.
        remember: False keeps no requests, for long runs.

    `batches` is its Batch API; the lines of a batch are answered by the same script and count as
    requests.

    An error raised by the script is answered with status 500, and raised again where the
    server is left as a context manager.
    """

    def __init__(
        self,
        script: Script[Step] = None,
        *,
        latency_s: float = 0.0,
        faults: Mapping[str, float] = _NO_FAULTS,
        seed: int = 0,
        models: Sequence[str] = (MODEL,),
        pages: Mapping[str, Any] = MappingProxyType({}),
        port: int = 0,
        remember: bool = True,
    ) -> None:
        self.peak_in_flight = 0
        self.connections = 0
        self.batches = BatchApi(self._reply_to_body)
        self._turn = follow(script, USUAL)
        self._latency_s = latency_s
        self._draw = _lottery(faults, seed)
        self._models = tuple(models)
        self._pages = dict(pages)
        self.looks: list[str] = []
        self._port = port
        self._remember = remember
        self._seen: list[tuple[dict[str, Any], dict[str, str]]] = []
        self._count = self._in_flight = 0
        self._failure: Exception | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()

    @property
    def base_url(self) -> str:
        """The address a client is given, up to and with `/v1`."""
        if self._thread is None:
            raise RuntimeError("base_url: the server is not running; call start() first")
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The parsed bodies of the chat requests so far, in order of arrival."""
        return [body for body, _ in self._seen.copy()]

    @property
    def headers(self) -> list[dict[str, str]]:
        """The headers of `requests`, in the same order, names in lower case."""
        return [headers for _, headers in self._seen.copy()]

    def reply(self, *steps: Step | Callable[[Body, int], Step]) -> None:
        """Answer with *steps* from the next request on; the last one stays."""
        self._turn = follow(steps, USUAL)

    def start(self) -> Self:
        """Listen; requests are answered when this returns."""
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", self._port))
        except OSError:
            listener.close()
            raise
        self._port = listener.getsockname()[1]
        self._ready.clear()
        self._thread = threading.Thread(
            target=self._run, args=[listener], name="loopback-server", daemon=True
        )
        self._thread.start()
        self._ready.wait()
        return self

    def stop(self) -> None:
        """Break every connection off, and end; nothing happens where it is not running."""
        if self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()
        self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
        if error is None and self._failure is not None:
            raise self._failure

    def _run(self, listener: socket.socket) -> None:
        with listener:
            asyncio.run(self._serve(listener))

    async def _serve(self, listener: socket.socket) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        site = web.Server(
            self._answer,
            request_factory=_request,
            handler_cancellation=True,
            access_log=None,
            lingering_time=0,
        )

        def connect() -> asyncio.Protocol:
            self.connections += 1
            return site()

        listening = await self._loop.create_server(connect, sock=listener, backlog=1024)
        self._ready.set()
        await self._stopping.wait()
        listening.close()
        for connection in site.connections:
            if connection.transport:
                connection.transport.abort()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        route = (request.method, request.path)
        page = self._pages.get(" ".join(route))
        if page is not None:
            self.looks.append(" ".join(route))
            await request.read()  # a response to a body not read is lost with its connection
            return await send(request, page if isinstance(page, Reply) else json_reply(page))
        if route == ("POST", "/v1/chat/completions"):
            return await self._answer_chat(request)
        if route == ("GET", "/v1/models"):
            models = [{"id": name, "object": "model", "created": 0} for name in self._models]
            return await send(request, json_reply({"object": "list", "data": models}))
        if route == ("GET", "/stats"):
            return await send(request, json_reply(self._stats()))
        batched = await self.batches.respond(request)
        if batched is not None:
            return await send(request, batched)
        await request.read()
        return await send(request, _wrong(404, f"Not found: {request.method} {request.path}"))

    async def _answer_chat(self, request: web.BaseRequest) -> web.StreamResponse:
        self._in_flight += 1
        self.peak_in_flight = max(self.peak_in_flight, self._in_flight)
        try:
            reply = self._reply_to(request, await request.read())
            if self._latency_s:
                await asyncio.sleep(self._latency_s)
            return await send(request, reply)
        finally:
            self._in_flight -= 1

    def _reply_to(self, request: web.BaseRequest, sent: bytes) -> Reply:
        try:
            body = json.loads(sent)
        except ValueError as error:
            return _wrong(400, f"Invalid JSON payload: {error}")
        if not isinstance(body, dict):
            return _wrong(400, "Invalid JSON payload: an object is needed")
        return self._reply_to_body(body, request.headers)

    def _reply_to_body(self, body: Body, headers: Mapping[str, str] = _NO_HEADERS) -> Reply:
        number, self._count = self._count, self._count + 1
        if self._remember:
            self._seen.append((dict(body), {k.lower(): v for k, v in headers.items()}))
        fault = self._draw()
        try:
            return as_reply(fault or self._turn(body, number), body)
        # A script is a test's own code: its errors belong to the test, not to this thread.
        except Exception as error:  # noqa: BLE001
            self._failure = self._failure or error
            return _wrong(500, f"the script failed: {error!r}")

    def _stats(self) -> dict[str, int]:
        return {
            "requests": self._count,
            "peak_in_flight": self.peak_in_flight,
            "connections": self.connections,
        }


def _request(*parts: Any) -> web.BaseRequest:
    message, payload, protocol, writer, task = parts
    # 0: no limit to the body; what is too large is for the script to say.
    return web.BaseRequest(
        message, payload, protocol, writer, task, task.get_loop(), client_max_size=0
    )


def _wrong(status: int, message: str) -> Reply:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return json_reply({"error": error}, status=status)


def _lottery(shares: Mapping[str, float], seed: int) -> Callable[[], str | None]:
    """A draw of a fault, or none, by their *shares*."""
    if not shares:
        return lambda: None
    if min(shares.values()) < 0 or sum(shares.values()) > 1:
        raise ValueError(f"faults: shares {dict(shares)!r} must be 0 or more, 1 in sum at most")
    for name in shares:
        fault_called(name)
    bounds = list(zip(shares, itertools.accumulate(shares.values()), strict=True))
    chance = random.Random(seed)  # noqa: S311 (no secret is drawn)

    def draw() -> str | None:
        drawn = chance.random()
        return next((name for name, bound in bounds if drawn < bound), None)

    return draw


def main() -> None:
    """Serve until killed: `python -m grader.testing.server`; the first line is the base URL."""
    parser = argparse.ArgumentParser(prog="python -m grader.testing.server", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    parser.add_argument("--fault", action="append", default=[], metavar="NAME=SHARE")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", action="append", default=[])
    given = parser.parse_args()
    faults = {name: float(share) for name, _, share in (f.partition("=") for f in given.fault)}
    server = LoopbackServer(
        latency_s=given.latency_ms / 1000,
        faults=faults,
        seed=given.seed,
        models=given.model or (MODEL,),
        port=given.port,
        remember=False,
    )
    with contextlib.suppress(KeyboardInterrupt), server:
        print(server.base_url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
