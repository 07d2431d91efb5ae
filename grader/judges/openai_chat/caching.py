"""Asking the provider to keep the part of a request that is the same for every answer."""

import re
from typing import Any, Literal
from urllib.parse import urlsplit

from ...records import Capability

Caching = Literal["auto", "off", "key", "explicit"]
PARAMETERS = ("prompt_cache_key", "prompt_cache_options", "prompt_cache_breakpoint")
_OPENAI_HOST = "api.openai.com"
# From GPT-5.6 on a write to the cache is billed, and without a mark of ours it would hold the
# answer as well, which is never asked again.
_BILLS_WRITES = re.compile(r"gpt-(?:5\.(?:[6-9]|\d\d)|[6-9]|\d\d)")
_KEY_LENGTH = 32


def caching_of(asked: Caching, endpoint: str, model: str) -> Caching:
    """How *model* at *endpoint* is asked to cache: `auto` knows OpenAI itself, nobody else."""
    if asked != "auto":
        return asked
    if urlsplit(endpoint).hostname != _OPENAI_HOST:
        return "off"
    return "explicit" if _BILLS_WRITES.match(model) else "key"


def cache_parameters(caching: Caching, digest: str, taken: Capability) -> dict[str, Any]:
    """The parameters that go with it; *digest* names the item, nothing of the answer does."""
    if caching == "off" or "prompt_cache_key" in taken.dropped:
        return {}
    made: dict[str, Any] = {"prompt_cache_key": digest[:_KEY_LENGTH]}
    if caching == "explicit":
        made["prompt_cache_options"] = {"mode": "explicit"}
    return made


def system_content(system: str, parameters: dict[str, Any]) -> object:
    """The content of the system message, with the end of the kept part marked where asked for."""
    if "prompt_cache_options" not in parameters:
        return system
    mark = {"mode": "explicit"}
    return [{"type": "text", "text": system, "prompt_cache_breakpoint": mark}]
