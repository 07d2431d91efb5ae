"""The messages that carry one answer: fenced, numbered, and what was wrong with a reply."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence

from ...records import Line
from .template import Templates


def fence(secret: bytes, key: str, attempt: int, lines: Sequence[Line]) -> str:
    """
    A nonce of 16 hexadecimal digits that the answer cannot contain.

    The first 16 digits of HMAC-SHA256(*secret*, key | attempt), derived again while they occur
    in the answer. Only whoever holds the run's secret can foretell it.
    """
    text = "\n".join(line.text for line in lines)
    turn = 0
    while True:
        seed = f"{key}|{attempt}" + (f"|{turn}" if turn else "")
        nonce = hmac.new(secret, seed.encode(), hashlib.sha256).hexdigest()[:16]
        if nonce not in text:
            return nonce
        turn += 1


def answer_message(lines: Sequence[Line], nonce: str, templates: Templates) -> str:
    """The user message: *lines* numbered from 1, between two marks that carry *nonce*."""
    body = "\n".join(f"[{number}] {line.text}" for number, line in enumerate(lines, start=1))
    return templates.fill("user", nonce=nonce, lines=body)


def repair_message(problems: Sequence[Mapping[str, str]], templates: Templates) -> str:
    """What was wrong with the last reply, and the request to write it again."""
    return templates.fill("repair", problems=list(problems))
