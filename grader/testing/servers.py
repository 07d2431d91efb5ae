"""Whole servers, each with ways of its own: what it keeps, passes over, tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .faults import Step, as_reply
from .replies import Reply, completion, json_reply, ok, rating_content, said
from .request import Body, rung_of
from .server import LoopbackServer

KEY = "sk-loopback-0123456789"
_THOUGHT = "The answer says that the order is looked up first."
_PLAIN_500 = Reply(500, b"Internal Server Error", {"content-type": "text/plain; charset=utf-8"})
_LIMITS = {
    "x-ratelimit-limit-requests": "60",
    "x-ratelimit-remaining-requests": "59",
    "x-ratelimit-limit-tokens": "200000",
    "x-ratelimit-remaining-tokens": "198400",
    "x-ratelimit-reset-requests": "1s",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    A kind of server.

    `models` are the entries it lists, `rungs` what it answers to each way of asking (a good reply
    where none is named), `first` a step that goes before them or None. With `wants_key` another
    key than `KEY` gets the status and body of `no_key`. `headers` go with every reply.
    """

    models: tuple[Mapping[str, Any], ...] = ()
    rungs: Mapping[str, Callable[[Body], Step]] = field(default_factory=dict)
    first: Callable[[Body], Step | None] = lambda _: None
    wants_key: bool = False
    no_key: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Any] = field(default_factory=dict)


def acting_as(name: str) -> LoopbackServer:
    """
    A server on loopback that acts as *name* of `KINDS` does, not started yet.

    Raises:
        KeyError: there is none of that name.
    """
    kind = KINDS[name]

    def script(body: Body, _: int) -> Step:
        key = server.headers[-1].get("authorization", "").removeprefix("Bearer ")
        if kind.wants_key and key != KEY:
            return json_reply(kind.no_key, status=401, headers=kind.headers)
        step = kind.first(body)
        if step is None:
            step = kind.rungs.get(rung_of(body), ok)(body)
        reply = as_reply(step, body)
        return Reply(reply.status, reply.body, {**reply.headers, **kind.headers})

    listed = json_reply({"object": "list", "data": list(kind.models)}, headers=kind.headers)
    server = LoopbackServer(script, pages={"GET /v1/models": listed, **kind.pages})
    return server


def _refuses(status: int, payload: object) -> Callable[[Body], Step]:
    return lambda _: json_reply(payload, status=status)


def _error(status: int, message: str, **more: object) -> Callable[[Body], Step]:
    return _refuses(status, {"error": {"message": message, **more}})


def _prose(_: Body) -> Step:
    return "Of course. The candidate looks the order up, which is a good beginning."


def _fenced(body: Body) -> Step:
    return completion(f"```json\n{rating_content(body)}\n```", model=f"{body['model']}@main")


def _as_text(body: Body) -> Step:
    """A rating in the text, though a tool was sent."""
    return completion(rating_content(body), model=str(body["model"]))


def _out_of_range(body: Body) -> Step:
    return ok(body, level=7)


def _word_json(body: Body) -> Step:
    """JSON mode as some keep it: the word must stand in the messages."""
    if "json" in str(body["messages"]).lower():
        return ok(body)
    told = (
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type "
        "'json_object'."
    )
    return json_reply({"error": {"message": told, "type": "invalid_request_error"}}, status=400)


def _thinks(body: Body) -> Step:
    return said(body, rating_content(body), reasoning=_THOUGHT)


def _reasons(body: Body) -> Step | None:
    """A reasoning model: no temperature, another name for the limit, no seed."""
    for name, hint in (
        ("max_tokens", "Use 'max_completion_tokens' instead."),
        ("temperature", "Only the default (1) value is supported."),
        ("seed", "Leave it out."),
    ):
        if name in body:
            told = f"Unsupported parameter: '{name}' is not supported with this model. {hint}"
            error = {"message": told, "type": "invalid_request_error", "param": name,
                     "code": "unsupported_parameter"}  # fmt: skip
            return json_reply({"error": error}, status=400)
    return None


def _only_one(body: Body) -> Step | None:
    if body.get("temperature") == 1 or "temperature" not in body:
        return None
    return _error(400, "invalid temperature: only 1 is allowed for this model")(body)


def _knows(*names: str, refuse: Callable[[Body], Step]) -> Callable[[Body], Step | None]:
    return lambda body: None if body["model"] in names else refuse(body)


def _model(name: str, owner: str, **more: object) -> Mapping[str, Any]:
    return {"id": name, "object": "model", "owned_by": owner, **more}


KINDS: dict[str, Kind] = {
    "aimock": Kind(
        models=(_model("mock-1", "aimock"),),
        headers=_LIMITS,
        wants_key=True,
        no_key={"error": {"message": "Invalid API key", "type": "authentication_error",
                          "code": "invalid_api_key"}},
    ),
    "azure": Kind(
        models=(_model("gpt-x", "system"),),
        headers={"x-ms-region": "East US", "x-ratelimit-remaining-requests": "9",
                 "x-ratelimit-remaining-tokens": "7000"},
        first=_knows("marks", refuse=_error(
            404, "The API deployment for this resource does not exist.",
            code="DeploymentNotFound")),
    ),
    "dashscope": Kind(
        rungs={
            "json_schema": _error(400, "<400> InternalError.Algo.InvalidParameter: Json mode "
                                  "response is not supported when enable_thinking is true."),
            "json_object": _word_json,
        },
        pages={"GET /v1/models": Reply(404, b"", {})},
    ),
    "deepseek": Kind(
        models=(_model("deepseek-flash", "deepseek"),),
        rungs={
            "json_schema": _error(400, "This response_format type is unavailable now"),
            "tool": _error(400, "Thinking mode does not support this tool_choice"),
            "json_object": _word_json,
            "text": _thinks,
        },
    ),
    "kimi": Kind(models=(_model("kimi-1", "moonshot"),), first=_only_one),
    "litellm": Kind(
        models=(_model("house", "openai"),),
        headers={"x-litellm-version": "1.106.2"},
        wants_key=True,
        no_key={"error": {"message": "Authentication Error, Invalid proxy server token passed.",
                          "type": "auth_error", "param": "key", "code": "401"}},
        first=_knows("house", refuse=_error(
            400, "/chat/completions: Invalid model name passed in model=scripted-1. Call "
            "`/v1/models` to view available models for your key.", code="400")),
        rungs={"tool": _as_text},
        pages={"GET /model/info": {"data": [
            {"model_name": "house", "model_info": {"max_input_tokens": 32768}}]}},
    ),
    "llama.cpp": Kind(
        models=(_model("small.gguf", "llamacpp", meta={"n_ctx_train": 131072}),),
        headers={"server": "llama.cpp"},
        wants_key=True,
        no_key={"error": {"message": "Invalid API Key", "type": "authentication_error",
                          "code": 401}},
        rungs={"tool": _prose},
        pages={"GET /props": {"default_generation_settings": {"n_ctx": 8192}, "total_slots": 2,
                              "build_info": "b7000-abcdef"}},
    ),
    "llama-cpp-python": Kind(
        models=(_model("models/small.gguf", "me"),),
        headers={"server": "uvicorn"},
        rungs={"json_schema": lambda _: "schema_refused_500", "tool": _out_of_range},
    ),
    "lm-studio": Kind(
        models=(_model("small", "organization_owner"), _model("large", "organization_owner")),
        rungs={"json_object": _refuses(
            400, {"error": "'response_format.type' must be 'json_schema' or 'text'"})},
        pages={"GET /api/v0/models": {"data": [{"id": "small", "loaded_context_length": 16384}]}},
    ),
    "ollama": Kind(
        models=(_model("qwen3:8b", "library"), _model("bge-m3:latest", "library")),
        first=_knows("qwen3:8b", refuse=_error(
            404, 'model "qwen3" not found, try pulling it first', type="api_error")),
        rungs={"tool": lambda _: "tools_refused_400"},
        pages={"GET /api/version": {"version": "0.13.0"},
               "GET /api/ps": {"models": [{"name": "qwen3:8b", "context_length": 4096}]}},
    ),
    "reasoning": Kind(
        models=(_model("reasoner", "system"),),
        headers={**_LIMITS, "openai-version": "2020-10-01"},
        first=_reasons,
    ),
    "transformers": Kind(
        headers={"server": "uvicorn"},
        rungs={"json_schema": _prose, "tool": _prose, "json_object": _fenced, "text": _fenced},
        pages={"GET /v1/models": _PLAIN_500},
    ),
    "vllm": Kind(
        models=(_model("qwen", "vllm", max_model_len=32768),),
        headers={"server": "uvicorn"},
        first=_knows("qwen", refuse=_refuses(
            404, {"object": "error", "message": "The model `scripted-1` does not exist.",
                  "type": "NotFoundError", "param": None, "code": 404})),
        pages={"GET /version": {"version": "0.12.0"}},
    ),
}  # fmt: skip
"""Kinds of servers by name, as they were seen or are documented to act."""
