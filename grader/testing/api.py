"""A scripted API without a socket: respx routes behind a legacy `httpx.AsyncClient`."""

import asyncio
import json
from typing import Any

import httpx
import respx

from .faults import USUAL, Step, as_reply
from .replies import Reply
from .request import Body
from .script import Turn, follow

BASE_URL = "http://grader.test/v1"


class ScriptedApi:
    """
    What the fixture `grader_api` gives.

    `router` is the `respx.MockRouter` of `http://grader.test/v1`, `chat` its route of
    `POST /chat/completions`, `client` the client they answer. The router patches nothing:
    other httpx clients of a suite are not touched. `failure` is the first error the script raised:
    a client takes it for a lost connection, so the fixture raises it again at the end.
    """

    def __init__(self) -> None:
        self.base_url = BASE_URL
        self.router = respx.MockRouter(base_url=BASE_URL, assert_all_called=False)
        self.chat: respx.Route = self.router.post("/chat/completions")
        self.client = httpx.AsyncClient(transport=httpx.MockTransport(self.router.async_handler))
        self._turn: Turn[Step] = follow(None, USUAL)
        self._count = 0
        self.failure: Exception | None = None
        self.chat.mock(side_effect=self._answer)

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The parsed bodies of the chat requests so far."""
        return [json.loads(call.request.content) for call in self.chat.calls]

    def reply(self, *steps: Step | Turn[Step]) -> None:
        """Answer with *steps* from the next request on, as `LoopbackServer.reply`."""
        self._turn = follow(steps, USUAL)
        self.chat.mock(side_effect=self._answer)

    def judge(self, model: str = "scripted-1", **options: Any) -> Any:
        """A `grader.OpenAIJudge` that asks here."""
        import grader

        return grader.OpenAIJudge(
            model, base_url=BASE_URL, api_key="test", http_client=self.client, **options
        )

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        body: Body = json.loads(request.content)
        number, self._count = self._count, self._count + 1
        try:
            reply = as_reply(self._turn(body, number), body)
        except Exception as error:
            self.failure = self.failure or error
            raise
        return await _respond(reply, request)


async def _respond(reply: Reply, request: httpx.Request) -> httpx.Response:
    """*reply* as httpx tells it; without a wire, what trickles for ever is silent instead."""
    await asyncio.sleep(reply.delay_s)
    if reply.hang or reply.trickle_s == float("inf"):
        await asyncio.Event().wait()
    if reply.cut_at == 0:
        told = "Server disconnected without sending a response."
        raise httpx.RemoteProtocolError(told, request=request)
    if reply.cut_at is not None:
        raise httpx.ReadError("Connection reset by peer", request=request)
    await asyncio.sleep(reply.trickle_s)
    padding = b"\n" if reply.trickle_s else b""
    return httpx.Response(reply.status, headers=dict(reply.headers), content=padding + reply.body)
