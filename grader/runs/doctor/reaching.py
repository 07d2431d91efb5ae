"""Whether anything answers at the address, which models it lists, and where else it may be."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ...errors import JudgeUnreachable
from ...judges.openai_chat.watched import Seen, WatchedJudge
from .findings import Check, State
from .places import beside, meant, other_scheme, shown

_NEAR = 0.5
_MOST_NEAR = 5
_TYPED = {400, 401, 403, 415, 422, 500}


@dataclass(slots=True, kw_only=True)
class Reached:
    """
    What the first look at an address gave.

    `listed` are the entries of its models by id, None where it tells none; `failed` is the row of
    an address at which nothing answers.
    """

    seen: Seen | None = None
    listed: dict[str, dict[str, Any]] | None = None
    failed: Check | None = None
    moved_to: str = ""

    @property
    def is_nowhere(self) -> bool:
        """True where the list of models is not at this path: the rest may not be either."""
        return self.seen is not None and (self.seen.is_page or self.seen.status in {404, 405})


async def reach(judge: WatchedJudge) -> Reached:
    """Ask for the models: the cheapest question every such server understands."""
    try:
        seen = await judge.look(beside(judge.base_url, "/models"))
    except JudgeUnreachable:
        return Reached(failed=await _unreached(judge))
    moved = _moved(judge.base_url, seen)
    return Reached(seen=seen, listed=models_in(seen), moved_to=moved)


def models_in(seen: Seen) -> dict[str, dict[str, Any]] | None:
    """The models in a response by their ids; None where it is no list of models."""
    body = seen.body.get("data") if isinstance(seen.body, dict) else seen.body
    if seen.status != 200 or not isinstance(body, list):
        return None
    entries = [each for each in body if isinstance(each, dict) and each.get("id")]
    return {str(each["id"]): each for each in entries}


async def _unreached(judge: WatchedJudge) -> Check:
    failure = judge.failure
    kind = failure.kind if failure else "other"
    values = {"detail": failure.detail if failure else "", "other": ""}
    advice = f"reach_{kind}"
    if kind in {"not_tls", "closed", "not_http"}:
        swapped = other_scheme(judge.base_url)
        if await _answers(judge, swapped):
            values["other"], advice = shown(swapped), "give_other"
    return Check(
        name="address",
        state="failed",
        what=f"reach_{kind}",
        values=values,
        advice=advice,
        is_fault=True,
    )


async def _answers(judge: WatchedJudge, base_url: str) -> bool:
    try:
        # Without the key: it must not go where nobody said it should, least of all unsealed.
        seen = await judge.look(beside(base_url, "/models"), with_key=False)
    except JudgeUnreachable:
        return False
    return seen.status in {200, 401, 403, 404}


def _moved(base_url: str, seen: Seen) -> str:
    """The address a redirect leads to, where it leads elsewhere."""
    path = seen.url.partition("?")[0].rstrip("/")
    if path == beside(base_url, "/models"):
        return ""
    return path.removesuffix("/models") if path.endswith("/models") else ""


async def find_other(judge: WatchedJudge) -> str:
    """An address on the same server at which such an API answers; empty where none was found."""
    for base_url in meant(judge.base_url):
        try:
            if await _is_api(judge, base_url):
                return base_url
        except JudgeUnreachable:
            return ""
    return ""


async def _is_api(judge: WatchedJudge, base_url: str) -> bool:
    seen = await judge.look(beside(base_url, "/models"))
    if models_in(seen) is not None:
        return True
    if seen.status not in {404, 405}:
        return seen.status in {401, 403} and isinstance(seen.body, dict)
    return await takes_requests(judge, base_url)


async def takes_requests(judge: WatchedJudge, base_url: str) -> bool:
    """Whether chat requests are understood at *base_url*, whatever is listed there."""
    # An empty request asks nothing of a model, but is refused otherwise than an unknown path.
    seen = await judge.look(beside(base_url, "/chat/completions"), {})
    return seen.status in _TYPED and isinstance(seen.body, dict)


def models_check(reached: Reached) -> Check:
    """What is told of the models there are."""
    seen, listed = reached.seen, reached.listed
    if listed is not None:
        return Check(
            name="models",
            state="told",
            what="models" if listed else "models_none",
            values={"count": len(listed), "names": some(list(listed))},
        )
    status = seen.status if seen else 0
    if seen and seen.is_page:
        return Check(name="models", state="failed", what="models_page", values={"status": status})
    known = {401: "models_key", 403: "models_key", 404: "models_absent", 405: "models_absent"}
    what = known.get(status, "models_odd")
    state: State = "unknown" if what == "models_absent" else "failed"
    return Check(name="models", state=state, what=what, values={"status": status})


def near(asked: str, names: list[str]) -> list[str]:
    """Those of *names* that may have been meant by *asked*, nearest first."""
    low = asked.casefold()
    begun = [each for each in names if low and low in each.casefold()]
    by_low = {each.casefold(): each for each in names}
    like = [by_low[each] for each in get_close_matches(low, by_low, n=_MOST_NEAR, cutoff=_NEAR)]
    return list(dict.fromkeys([*begun, *like]))[:_MOST_NEAR]


def some(names: list[str], most: int = 6) -> str:
    """The first of *names*, and how many more there are."""
    rest = f", … (+{len(names) - most})" if len(names) > most else ""
    return ", ".join(names[:most]) + rest
