"""Every fault by its name, those of the wire among them, and what a script's step sends."""

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .misreplies import MISREPLIES
from .refusals import REFUSALS, Fault
from .replies import Reply, json_reply, ok, said
from .request import Body

Step = Reply | Mapping[str, Any] | str
"""What a script may answer with: see `as_reply`."""

USUAL: Step = "ok"
PRESETS = ("lowest", "ok", "top")
KEEPALIVE_S = 0.2
_LIKE_A_NAME = re.compile(r"[a-z]+(_[a-z0-9]+)+")

_OUTAGES: dict[str, Fault] = {
    "disconnect": lambda body: replace(json_reply(ok(body)), cut_at=0),
    "hang": lambda body: replace(json_reply(ok(body)), hang=True),
    "keepalive_blank_lines": lambda body: replace(json_reply(ok(body)), trickle_s=KEEPALIVE_S),
    "reset_mid_body": lambda body: replace(json_reply(ok(body)), cut_at=40),
    "trickle": lambda body: replace(json_reply(ok(body)), trickle_s=math.inf),
}

FAULTS: dict[str, Fault] = dict(sorted({**_OUTAGES, **REFUSALS, **MISREPLIES}.items()))
"""
A reply to a request, by the fault's name.

A fault that refuses something (`schema_refused_400`, `temperature_refused`, …) answers a request
that does not ask for it, so that one name is a whole server with that limit.
"""


def as_reply(step: Step, body: Body) -> Reply:
    """
    What a server sends for *step* in answer to *body*.

    *step* is a `Reply`, the mapping of a completion, or a text: `"ok"` or `"top"`, `"lowest"`,
    the name of a fault, or else the content of the message.

    Raises:
        ValueError: a text that reads like the name of a fault, and is none.
    """
    if isinstance(step, Reply):
        return step
    if isinstance(step, Mapping):
        return json_reply(step)
    if step in PRESETS:
        return json_reply(ok(body, level="lowest" if step == "lowest" else "top"))
    # A misspelt fault would pass as the content of a reply, and its test for another one.
    if step in FAULTS or _LIKE_A_NAME.fullmatch(step):
        return fault_called(step)(body)
    return json_reply(said(body, step))


def fault_called(name: str) -> Fault:
    """
    The fault *name*.

    Raises:
        ValueError: there is none; the message tells the nearest names.
    """
    if name not in FAULTS:
        near = difflib.get_close_matches(name, FAULTS, n=3, cutoff=0.4) or list(FAULTS)
        choices = ", ".join(map(repr, sorted(near)))
        raise ValueError(f"no fault called {name!r}; choose one of {choices}")
    return FAULTS[name]
