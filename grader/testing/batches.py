"""The loopback server's Batch API: files, batches, and a script of what becomes of them."""

import itertools
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from .batch_script import Line, Results, ScriptedBatch, faults_of, results_of
from .faults import Step, as_reply
from .replies import Reply, json_reply
from .request import Body
from .script import Turn, follow

_USUAL = ScriptedBatch()


@dataclass(slots=True)
class StoredFile:
    """A file as it was uploaded or made."""

    id: str
    name: str
    purpose: str
    content: bytes

    def told(self) -> dict[str, Any]:
        """Its object on the wire."""
        return {
            "id": self.id,
            "object": "file",
            "bytes": len(self.content),
            "created_at": int(time.time()),
            "filename": self.name,
            "purpose": self.purpose,
            "status": "processed",
        }


@dataclass(slots=True)
class StoredBatch:
    """A batch and how far it is."""

    id: str
    input_file: str
    metadata: dict[str, str]
    script: ScriptedBatch
    lines: list[Line]
    faults: list[Any]
    created: int
    looks: int = 0
    is_cancelled: bool = False
    results: Results | None = None
    files: dict[str, str | None] = field(default_factory=dict)


class BatchApi:
    """
    What `LoopbackServer.batches` gives: `/v1/files` and `/v1/batches`.

    `answered` counts how often each custom id was answered with a completion, which is what a
    provider would bill; `calls` counts requests by kind (`upload`, `files`, `file`, `content`,
    `discard`, `create`, `list`, `look`, `cancel`). `on` is called with the kind before a request
    is served and with `"<kind> done"` before its response leaves.
    """

    def __init__(self, answer: Callable[[Body], Reply]) -> None:
        self.files: dict[str, StoredFile] = {}
        self.batches: dict[str, StoredBatch] = {}
        self.answered: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self.on: Callable[[str], None] = lambda _: None
        self._answer = answer
        self._numbers = itertools.count(1)
        self._turn: Turn[ScriptedBatch] = follow(None, _USUAL)
        self._faults: dict[str, deque[tuple[Step, bool]]] = {}

    def script(self, *scripts: ScriptedBatch) -> None:
        """Let the next batches go as *scripts* say; the last one stays."""
        self._turn = follow(scripts, _USUAL)

    def interfere(self, kind: str, step: Step, *, is_served: bool = False) -> None:
        """Answer the next request of *kind* with *step*, after serving it if *is_served*."""
        self._faults.setdefault(kind, deque()).append((step, is_served))

    async def respond(self, request: web.BaseRequest) -> Reply | None:
        """The response to *request*; None where its path is none of these."""
        parts = request.path.removeprefix("/v1/").split("/")
        found = self._route(request, parts)
        if found is None:
            return None
        kind, serve = found
        self.calls[kind] += 1
        self.on(kind)
        fault = self._faults.get(kind)
        step, is_served = fault.popleft() if fault else (None, True)
        if not is_served:
            await request.read()  # a response to a body not read is lost with its connection
        reply = await serve() if is_served else None
        self.on(f"{kind} done")
        return as_reply(step, {}) if step is not None else reply

    def _route(
        self, request: web.BaseRequest, parts: list[str]
    ) -> tuple[str, Callable[[], Awaitable[Reply]]] | None:
        match (request.method, *parts):
            case ("POST", "files"):
                return "upload", lambda: self._upload(request)
            case ("GET", "files"):
                return "files", lambda: _soon(self._list_files(request))
            case ("GET", "files", name):
                return "file", lambda: _soon(self._file(name, lambda file: json_reply(file.told())))
            case ("GET", "files", name, "content"):
                return "content", lambda: _soon(self._file(name, _content))
            case ("DELETE", "files", name):
                return "discard", lambda: _soon(self._discard(name))
            case ("POST", "batches"):
                return "create", lambda: self._create(request)
            case ("GET", "batches"):
                return "list", lambda: _soon(self._list(request))
            case ("GET", "batches", name):
                return "look", lambda: _soon(self._look(name))
            case ("POST", "batches", name, "cancel"):
                return "cancel", lambda: _soon(self._cancel(name))
        return None

    async def _upload(self, request: web.BaseRequest) -> Reply:
        name, purpose, content = "", "", b""
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            # Not part.read(): that one holds to the server's limit, which is no limit here.
            read = b"".join([chunk async for chunk in _chunks(part)])
            if part.name == "file":
                name, content = part.filename or "", read
            elif part.name == "purpose":
                purpose = read.decode()
        return json_reply(self._keep(name, purpose, content).told())

    def _keep(self, name: str, purpose: str, content: bytes) -> StoredFile:
        made = StoredFile(f"file-{next(self._numbers)}", name, purpose, content)
        self.files[made.id] = made
        return made

    def _list_files(self, request: web.BaseRequest) -> Reply:
        purpose = request.query.get("purpose")
        found = [each for each in self.files.values() if purpose in {None, each.purpose}]
        return _page(request, [each.told() for each in reversed(found)])

    def _file(self, name: str, shown: Callable[[StoredFile], Reply]) -> Reply:
        file = self.files.get(name)
        return shown(file) if file else _missing("File", name)

    def _discard(self, name: str) -> Reply:
        if self.files.pop(name, None) is None:
            return _missing("File", name)
        return json_reply({"id": name, "object": "file", "deleted": True})

    async def _create(self, request: web.BaseRequest) -> Reply:
        asked = await request.json()
        file = self.files.get(asked["input_file_id"])
        if file is None:
            return _missing("File", asked["input_file_id"])
        lines, faults = faults_of(file.content)
        script = self._turn({}, len(self.batches))
        batch = StoredBatch(
            id=f"batch_{next(self._numbers)}",
            input_file=file.id,
            metadata=dict(asked.get("metadata") or {}),
            script=script,
            lines=lines,
            faults=[*faults, *script.faults],
            created=int(time.time()),
        )
        self.batches[batch.id] = batch
        return json_reply(self._told(batch, "validating"))

    def _list(self, request: web.BaseRequest) -> Reply:
        found = [self._told(each, self._state(each)) for each in self.batches.values()]
        return _page(request, found[::-1])

    def _look(self, name: str) -> Reply:
        batch = self.batches.get(name)
        if batch is None:
            return _missing("Batch", name)
        batch.looks += 1
        state = self._state(batch)
        if state in {"completed", "expired", "cancelled"}:
            self._finish(batch)
        return json_reply(self._told(batch, state))

    def _cancel(self, name: str) -> Reply:
        batch = self.batches.get(name)
        if batch is None:
            return _missing("Batch", name)
        batch.is_cancelled = True
        return json_reply(self._told(batch, "cancelling"))

    def _state(self, batch: StoredBatch) -> str:
        if batch.faults:
            return "failed" if batch.looks > batch.script.polls else "validating"
        if batch.results is None and batch.looks <= batch.script.polls:
            under_way = ("validating", "in_progress", "finalizing")
            return under_way[min(2, 3 * max(0, batch.looks - 1) // max(1, batch.script.polls))]
        return "cancelled" if batch.is_cancelled else batch.script.ends

    def _finish(self, batch: StoredBatch) -> None:
        if batch.results is not None:
            return
        batch.results = made = results_of(batch.lines, batch.script, self._answer_line)
        for kind, content in (("output", made.output), ("error", made.errors)):
            if content:
                name = f"{batch.id}_{kind}.jsonl"
                batch.files[kind] = self._keep(name, "batch_output", content).id

    def _answer_line(self, name: str, body: Body) -> Reply:
        reply = self._answer(body)
        self.answered[name] += reply.status == 200
        return reply

    def _told(self, batch: StoredBatch, state: str) -> dict[str, Any]:
        done = batch.results
        is_bare = batch.looks <= batch.script.polls + batch.script.bare_looks
        files = {} if is_bare and batch.script.bare_looks else batch.files
        return {
            "id": batch.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "created_at": batch.created,
            "input_file_id": batch.input_file,
            "status": state,
            "errors": {"object": "list", "data": batch.faults} if state == "failed" else None,
            "output_file_id": files.get("output"),
            "error_file_id": files.get("error"),
            "request_counts": {
                "total": len(batch.lines),
                "completed": done.completed if done else 0,
                "failed": done.failed if done else 0,
            },
            "metadata": batch.metadata or None,
        }


async def _chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    while chunk := await part.read_chunk(1 << 20):
        yield chunk


async def _soon(reply: Reply) -> Reply:
    return reply


def _content(file: StoredFile) -> Reply:
    return Reply(200, file.content, {"content-type": "application/octet-stream"})


def _missing(what: str, name: str) -> Reply:
    error = {
        "message": f"No such {what} object: {name}",
        "type": "invalid_request_error",
        "param": "id",
        "code": None,
    }
    return json_reply({"error": error}, status=404)


def _page(request: web.BaseRequest, found: list[dict[str, Any]]) -> Reply:
    after, most = request.query.get("after"), int(request.query.get("limit", "20"))
    names = [each["id"] for each in found]
    start = names.index(after) + 1 if after in names else 0
    shown = found[start : start + most]
    return json_reply(
        {
            "object": "list",
            "data": shown,
            "first_id": shown[0]["id"] if shown else None,
            "last_id": shown[-1]["id"] if shown else None,
            "has_more": start + most < len(found),
        }
    )
