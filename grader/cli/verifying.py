"""What grader verify prints; imported only when it runs."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..errors import SettingError
from ..readers.resources import labels
from ..records import Language
from ..runs.reproduce import Asked, Reproduced
from ..runs.verify import Finding, Verified, clock, shown_requests, verify_folder
from ..text import json_text
from .grading import language_named
from .told import harmless, say, speak_unless_asked, worded

_MOST_TOLD = 20


def verify_run(folder: Path, *, lang: str, as_json: bool) -> int:
    """Look over the run in *folder* and tell what was found; returns 1 where something was."""
    language = _language(lang)
    found = verify_folder(folder)
    if as_json:
        print(json_text(_object(found)))
    else:
        print(harmless("\n".join(_lines(found, labels(language, "accounts")))))
    return 0 if found.is_sound else 1


def _language(lang: str) -> Language:
    return speak_unless_asked(language_named("--lang", lang) or "zh")


def _lines(found: Verified, words: dict[str, str]) -> list[str]:
    lines = [words["verify_requests"].format(n=found.requests, same=found.reproduced)]
    if found.unknown:
        lines.append(words["verify_unknown"].format(n=found.unknown))
    if found.earlier > 0:
        lines.append(words["verify_earlier"].format(n=found.earlier))
    lines += [
        words["verify_keys"].format(n=found.keys, same=found.keys_same),
        words["verify_replies"].format(n=found.replies, changed=found.replies_changed),
        *_review_lines(found, words),
        words["verify_files"].format(n=found.files) if found.files else words["verify_no_files"],
    ]
    if found.is_sound:
        return [*lines, words["verify_sound"]]
    lines.append(words["verify_found"].format(n=len(found.findings) + found.more))
    lines += [f"- {worded(each.told)}" for each in found.findings[:_MOST_TOLD]]
    left = len(found.findings) + found.more - _MOST_TOLD
    return [*lines, words["verify_more"].format(n=left)] if left > 0 else lines


def _review_lines(found: Verified, words: dict[str, str]) -> list[str]:
    """What there is of the log of people's marks; nothing where nobody gave any."""
    log = found.reviews
    if not log.entries and log.broken_at is None:
        return []
    return [words["verify_reviews"].format(n=log.entries, purged=log.purged)]


def _object(found: Verified) -> dict[str, Any]:
    return {
        "sound": found.is_sound,
        "requests": {
            "sent": found.requests,
            "reproduced": found.reproduced,
            "without_digest": found.unknown,
            "differ": found.differing,
            "earlier": max(0, found.earlier),
        },
        "answers": {"asked": found.keys, "same": found.keys_same},
        "replies": {"kept": found.replies, "changed": found.replies_changed},
        "reviews": {"entries": found.reviews.entries, "purged": found.reviews.purged},
        "files": {"written": found.files},
        "findings": [_finding(each) for each in found.findings],
        "more_findings": found.more,
    }


def _finding(each: Finding) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(each).items()}


def show(folder: Path, candidate: str, item: str, *, lang: str, as_json: bool) -> int:
    """Print the messages that were sent about one candidate's answers, to one item or all."""
    if not candidate:
        raise SettingError("--item needs --candidate ID as well")
    words = labels(_language(lang), "accounts")
    asked = shown_requests(folder, candidate, item)
    if as_json:
        requests = [_request(each, request) for each in asked for request in each.requests]
        print(json_text({"candidate_id": candidate, "requests": requests}))
    else:
        for each in asked:
            for request in each.requests:
                _print_request(each, request, words)
        if not any(each.requests for each in asked):
            say(words["shown_none"])
    states = {request.state for each in asked for request in each.requests}
    return 1 if "differs" in states or any(each.fits is False for each in asked) else 0


def _messages(request: Reproduced) -> list[dict[str, str]]:
    call = request.call
    messages = [
        {"role": "system", "content": request.task.prompt.system},
        {"role": "user", "content": call.user},
    ]
    for turn in call.turns:
        messages.append({"role": "assistant", "content": turn.reply})
        messages.append({"role": "user", "content": turn.problem})
    return messages


def _request(each: Asked, request: Reproduced) -> dict[str, Any]:
    return {
        "item_id": each.answer.item_id,
        "key": each.key,
        "attempt": request.request.attempt,
        "at": clock(request.request.at),
        "rung": request.request.rung,
        "state": request.state,
        "sha256": request.request.digest,
        "messages": _messages(request),
        "schema": request.task.prompt.schema,
    }


def _print_request(each: Asked, request: Reproduced, words: dict[str, str]) -> None:
    head = words["shown_request"].format(
        item=each.answer.item_id,
        attempt=request.request.attempt,
        time=clock(request.request.at),
        rung=request.request.rung,
        state=words[f"shown_{request.state}"],
    )
    print(harmless(f"=== {head}"))
    for message in _messages(request):
        print(harmless(f"--- {message['role']}\n{message['content']}"))
    print()
