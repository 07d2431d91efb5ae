"""What server it is, and what it tells of itself: version, context, slots."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import JudgeUnreachable
from ...judges.openai_chat.watched import Seen, WatchedJudge
from .places import at_root, host_of
from .reaching import Reached

_OWNERS = {
    "vllm": "vLLM",
    "sglang": "SGLang",
    "llamacpp": "llama.cpp",
    "library": "Ollama",
    "me": "llama-cpp-python",
    "organization_owner": "LM Studio",
}
_HOSTS = (
    ("api.openai.com", "OpenAI"),
    (".azure.com", "Azure OpenAI"),
    ("openrouter.ai", "OpenRouter"),
    ("dashscope", "DashScope"),
    ("api.deepseek.com", "DeepSeek"),
    ("moonshot", "Moonshot"),
    ("bigmodel.cn", "Zhipu"),
)
# What stands in front of a server, or carries it, says nothing of it.
_CARRIERS = re.compile(
    r"nginx|cloudflare|uvicorn|envoy|istio|caddy|apache|openresty|gunicorn|aiohttp",
    re.IGNORECASE,
)
_CONTEXT_KEYS = (
    "max_model_len", "loaded_context_length", "context_length", "context_window",
    "max_context_length", "max_input_tokens",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a server tells of itself, None where it does not; `slots` is calls at a time."""

    name: str = ""
    version: str = ""
    context: int | None = None
    slots: int | None = None


async def served(judge: WatchedJudge, reached: Reached, answer: Seen | None) -> Served:
    """Who serves, by what came already and one look where such a server keeps the rest."""
    name = server_name(judge.base_url, reached, answer)
    entry = (reached.listed or {}).get(judge.model) or _only(reached.listed)
    told = Served(name=name, context=_context_in(entry))
    ask = _MORE.get(name)
    try:
        found = await ask(judge) if ask else {}
    except JudgeUnreachable:
        found = {}
    version = found.get("version") or _header_version(answer)
    return Served(
        name=name,
        version=str(version or ""),
        context=found.get("context") or told.context,
        slots=found.get("slots"),
    )


def server_name(base_url: str, reached: Reached, answer: Seen | None) -> str:
    """The name of the server by its headers, its models' owner, or its host; else empty."""
    headers = _headers(reached.seen) | _headers(answer)
    if any(each.startswith("x-litellm") for each in headers):
        return "LiteLLM"
    if "x-ms-region" in headers or "azureml-model-session" in headers:
        return "Azure OpenAI"
    if "llama.cpp" in headers.get("server", ""):
        return "llama.cpp"
    for entry in (reached.listed or {}).values():
        if name := _OWNERS.get(str(entry.get("owned_by") or "").casefold()):
            return name
    echoed = answer.body.get("model") if answer and isinstance(answer.body, dict) else None
    if str(echoed or "").endswith("@main"):
        return "transformers serve"
    host = host_of(base_url)
    known = next((name for part, name in _HOSTS if part in host), "")
    header = headers.get("server", "")
    return known or ("" if _CARRIERS.search(header) else header[:40])


def _headers(seen: Seen | None) -> dict[str, str]:
    return dict(seen.headers) if seen else {}


def _header_version(answer: Seen | None) -> str:
    headers = _headers(answer)
    return headers.get("x-litellm-version", "")[:40]


def _only(listed: Mapping[str, dict[str, Any]] | None) -> dict[str, Any]:
    """The entry of the sole model there is: it answers, whatever name was asked."""
    return next(iter(listed.values())) if listed and len(listed) == 1 else {}


def _context_in(entry: Mapping[str, Any]) -> int | None:
    meta = entry.get("meta")
    found = [entry.get(name) for name in _CONTEXT_KEYS]
    found.append(meta.get("n_ctx") if isinstance(meta, dict) else None)
    return next((each for each in map(_count, found) if each), None)


def _count(value: object) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return value if is_count else None  # type: ignore[return-value]


async def _body(judge: WatchedJudge, path: str, sent: object = None) -> dict[str, Any]:
    seen = await judge.look(at_root(judge.base_url, path), sent)
    return seen.body if seen.status == 200 and isinstance(seen.body, dict) else {}


async def _llama(judge: WatchedJudge) -> dict[str, Any]:
    body = await _body(judge, "/props")
    settings = body.get("default_generation_settings")
    context = settings.get("n_ctx") if isinstance(settings, dict) else None
    return {
        "version": body.get("build_info"),
        "context": _count(context),
        "slots": _count(body.get("total_slots")),
    }


async def _vllm(judge: WatchedJudge) -> dict[str, Any]:
    return {"version": (await _body(judge, "/version")).get("version")}


async def _ollama(judge: WatchedJudge) -> dict[str, Any]:
    version = (await _body(judge, "/api/version")).get("version")
    running = _dicts((await _body(judge, "/api/ps")).get("models"))
    names = {judge.model, f"{judge.model}:latest"}
    loaded = [each for each in running if each.get("name") in names or each.get("model") in names]
    context = _count(loaded[0].get("context_length")) if loaded else None
    if context is None:
        told = await _body(judge, "/api/show", {"model": judge.model})
        set_to = re.search(r"^num_ctx\s+(\d+)", str(told.get("parameters") or ""), re.MULTILINE)
        context = int(set_to[1]) if set_to else None
    return {"version": version, "context": context}


async def _litellm(judge: WatchedJudge) -> dict[str, Any]:
    entries = _dicts((await _body(judge, "/model/info")).get("data"))
    named = next((each for each in entries if each.get("model_name") == judge.model), {})
    info = named.get("model_info")
    info = info if isinstance(info, dict) else {}
    return {"context": _count(info.get("max_input_tokens")) or _count(info.get("max_tokens"))}


async def _lm_studio(judge: WatchedJudge) -> dict[str, Any]:
    entries = _dicts((await _body(judge, "/api/v0/models")).get("data"))
    named = next((each for each in entries if each.get("id") == judge.model), {})
    return {"context": _context_in(named)}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


_MORE = {
    "LM Studio": _lm_studio,
    "LiteLLM": _litellm,
    "Ollama": _ollama,
    "llama.cpp": _llama,
    "vLLM": _vllm,
}
