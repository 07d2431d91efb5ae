"""How one candidate's scores came about, from what a run holds."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..core.explain import Explanation, explain
from ..readers.resources import labels, messages
from ..records import Language, Person, Rubric, Run
from ..stores.one_candidate import OneCandidate
from ..stores.sent import KeptReply
from ..wiring import instructions
from ..writers.papers import paper
from .anchors import shown_texts
from .opened import OpenRun, check_named, opened
from .verify import clock

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# Shorter ids stand in dates and amounts; a name of two characters is told by being Chinese.
_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who can be asked about a document, as far as that was given."""

    organisation: str = ""
    contact: str = ""


def explanation(
    folder: Path, candidate_id: str, item_id: str = "", *, language: Language | None, signed: Signed
) -> tuple[str, Language]:
    """
    The document that explains a candidate's scores, as Markdown, and its language.

    It is about one item or all, in the rubric's language where none is given.

    Nobody else's id and nothing of a reference answer is in it.

    Raises:
        InputError: there is no run in *folder*, or no such candidate or item in it.
        StoreError: its files cannot be read.
    """
    with opened(folder) as at, closing(OneCandidate(at.intake.path, candidate_id)) as mine:
        items = [name for name, _ in mine.items()]
        check_named(folder, candidate_id, item_id, items if mine.is_there else None)
        language = language or at.rubric.language
        [person] = at.people(of=mine)
        made = _made(at, mine, person, language, only=(item_id,) if item_id else ())
        values = {
            "account": made,
            "items": list(_items(at, mine, made, language)),
            "rubric": rubric_values(at.rubric, language),
            "run": run_values(at.run, language),
            "whole": not item_id,
            "made": datetime.now(UTC).astimezone().date().isoformat(),
            "organisation": signed.organisation or at.intake.kept("signed_by"),
            "contact": signed.contact,
        }
        return paper("explain", language, values, labels(language, "report")), language


def _made(
    at: OpenRun, mine: OneCandidate, person: Person, language: Language, only: tuple[str, ...]
) -> Explanation:
    return explain(
        person,
        at.rubric,
        language,
        words=messages(language),
        instructions="\n".join([instructions(at.rubric.language), *shown_texts(at.intake)]),
        names_others=lambda text: mine.names_others(text, _SHORTEST_ID),
        only=only,
    )


def _items(
    at: OpenRun, mine: OneCandidate, made: Explanation, language: Language
) -> Iterator[dict[str, Any]]:
    keys = {staged.answer.item_id: staged.key for staged in mine.answers() if staged.key}
    outcomes = at.journal.outcomes(keys.values())
    with at.journal.sent() as sent:
        replies = sent.replies(list(keys.values()))
        asked = {*outcomes, *sent.requests(list(keys.values()))}
    for each in made.items:
        key = keys.get(each.item_id, "")
        text = outcomes[key].text if key in outcomes else ""
        came = [reply for reply in replies.get(key, ()) if reply.text == text]
        yield {
            **asdict(each),
            "is_sent": bool(at.run.endpoint) and key in asked,
            "is_person": each.rater.startswith("person:"),
            "by": _by(each.rater, came, labels(language, "accounts")["names_join"]),
            "at": told_time(clock(came[-1].at)) if came else "",
            "people": [{**asdict(one), "at": told_time(one.at)} for one in each.people],
        }


def _by(rater: str, came: list[KeptReply], join: str) -> str:
    """Who rated: the model by the name that came back with the reply; of a jury, everyone."""
    kind, _, names = rater.partition(":")
    if kind == "jury":
        return names.replace("+", join)
    name = came[-1].model if came else ""
    return name or names or rater


def rubric_values(rubric: Rubric, language: Language) -> Mapping[str, object]:
    """What documents tell of *rubric*."""
    return {
        "id": rubric.id,
        "title": rubric.title.of(language),
        "version": rubric.version,
        "is_practice": rubric.use == "practice",
    }


def run_values(run: Run, language: Language) -> dict[str, Any]:
    """What documents tell of *run*: who rated, when, where answers went, what was replaced."""
    words = labels(language, "report")
    kind = run.judge.partition(":")[0]
    join = labels(language, "accounts")["names_join"]
    models = join.join(run.models_returned) or run.model_asked
    named = words.get(f"judge_{kind}", run.judge)
    return {
        "started": told_time(run.started),
        "finished": told_time(run.finished),
        "rater": f"{named} {models}" if run.endpoint else named,
        "models": models,
        "are_several": len(run.models_returned) > 1,
        "is_baseline": run.judge == "baseline",
        "is_fitted": run.judge == "baseline-fitted",
        "is_model": bool(run.endpoint),
        "is_sent": bool(run.endpoint),
        "is_local": (urlsplit(run.endpoint).hostname or "") in _LOOPBACK,
        "host": host_of(run.endpoint, language),
        "redacts": run.redacts,
    }


def told_time(stamp: str) -> str:
    """An ISO time as people write it, to the minute, with its distance from UTC."""
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    zone = f"{at:%z}"
    return f"{at:%Y-%m-%d %H:%M}" + (f" UTC{zone[:3]}:{zone[3:]}" if zone else "")


def host_of(endpoint: str, language: Language) -> str:
    """The host of *endpoint*; told where it is this computer."""
    host = urlsplit(endpoint).hostname or ""
    if host in _LOOPBACK:
        return labels(language, "accounts")["this_computer"].format(host=host)
    return host
