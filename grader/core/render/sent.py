"""What was sent, as a digest: enough to see later that a request was reproduced to the byte."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from ...records import Call, Prompt


def stamp_of(system: str, schema: dict[str, Any]) -> str:
    """The SHA-256 of what all requests about an item share: system message and schema."""
    return _digest((system, json.dumps(schema, ensure_ascii=False)))


def sent_digest(prompt: Prompt, call: Call) -> str:
    """
    The SHA-256 of the words of a request: system message, schema, rung, and every message.

    Not of the body on the wire: model and parameters are in the key, and a key of the endpoint
    is nowhere.
    """
    turns = (text for turn in call.turns for text in (turn.reply, turn.problem))
    return _digest((prompt.stamp, prompt.form, call.rung, call.user, *turns))


def _digest(parts: Iterable[str]) -> str:
    made = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        # With its length before it, no text can stand in for the end of one and the next.
        made.update(b"%d:" % len(content) + content)
    return made.hexdigest()
