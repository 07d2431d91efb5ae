"""The body of a request, as bytes: one head per item, the answer behind it."""

import json
from typing import Any

from ...records import Call, Capability, Prompt, Rung
from .caching import system_content

# The same at every rung, so that what is cached by the provider does not depend on it.
_TOOLS = {
    "rating": ("rate", "Hand in the rating."),
    "proposal": ("propose", "Hand in the criteria."),
}


def _form(rung: Rung, prompt: Prompt) -> dict[str, Any]:
    if rung == "json_schema":
        format_ = {"name": prompt.form, "strict": True, "schema": prompt.schema}
        return {"response_format": {"type": "json_schema", "json_schema": format_}}
    if rung == "tool":
        name, description = _TOOLS[prompt.form]
        function = {
            "name": name,
            "description": description,
            "strict": True,
            "parameters": prompt.schema,
        }
        return {
            "tools": [{"type": "function", "function": function}],
            "tool_choice": {"type": "function", "function": {"name": name}},
        }
    return {"response_format": {"type": "json_object"}} if rung == "json_object" else {}


def adapted(parameters: dict[str, Any], taken: Capability) -> dict[str, Any]:
    """*parameters* without those the model refused, renamed where it asked for that."""
    renamed = dict(taken.renamed)
    return {
        renamed.get(name, name): value
        for name, value in parameters.items()
        if name not in taken.dropped
    }


def head(prompt: Prompt, rung: Rung, parameters: dict[str, Any]) -> bytes:
    """
    The request up to and with the system message, left open for the messages that follow.

    `messages` stands last, so that everything before the answer is one constant piece.
    """
    body = {
        **parameters,
        **_form(rung, prompt),
        "messages": [{"role": "system", "content": system_content(prompt.system, parameters)}],
    }
    return json.dumps(body, ensure_ascii=False).encode()[:-2]


def tail(call: Call) -> bytes:
    """The messages of one attempt, which close what `head` left open."""
    messages = [{"role": "user", "content": call.user}]
    for turn in call.turns:
        messages.append({"role": "assistant", "content": turn.reply})
        messages.append({"role": "user", "content": turn.problem})
    return (
        b"".join(b", " + json.dumps(message, ensure_ascii=False).encode() for message in messages)
        + b"]}"
    )
