"""Rows on the way in: the address, the key, the model."""

from collections.abc import Mapping, Sequence
from typing import Any

from .findings import Check
from .places import host_of, shown
from .reaching import Reached, near, some
from .rungs import Tried, title_of, words_of


def address_check(base_url: str, reached: Reached, tries: Sequence[Tried], elsewhere: str) -> Check:
    """Whether something answers there, and whether it is what is looked for."""
    if reached.failed is not None:
        return reached.failed
    values = {
        "seconds": f"{reached.seen.seconds:.2f}" if reached.seen else "–",
        "other": shown(elsewhere or reached.moved_to),
        "title": _title(reached, tries),
        "status": tries[-1].seen.status if tries and tries[-1].seen else "",
    }

    def check(what: str, **more: Any) -> Check:
        return Check(name="address", what=what, values=values, **more)

    if tries and tries[-1].is_elsewhere and not any(each.is_usable for each in tries):
        what = "reach_page" if tries[-1].what == "page" else "reach_path"
        at_azure = host_of(base_url).endswith(".azure.com")
        nothing = "reach_azure" if at_azure else f"{what}_nothing"
        advice = "give_other" if elsewhere else nothing
        return check(what, state="failed", advice=advice, is_fault=True)
    if reached.moved_to:
        return check("reach_moved", state="ok", advice="give_other")
    if elsewhere:
        return check("reach_path", state="failed", advice="give_other", is_fault=True)
    return check("reach_ok", state="ok")


def _title(reached: Reached, tries: Sequence[Tried]) -> str:
    """The title of a web page that came instead of an answer."""
    for seen in [*(each.seen for each in tries), reached.seen]:
        if seen is not None and seen.is_page:
            return title_of(seen)
    return ""


def key_check(reached: Reached, tries: Sequence[Tried], key_from: str) -> Check:
    """Whether the key is taken, and the account behind it has something left."""
    last = tries[-1] if tries else None
    told: Mapping[str, object] = last.values if last else {}
    if last is None and reached.seen:
        told = {"words": words_of(reached.seen), "status": reached.seen.status}
    values = {
        "source": key_from,
        "words": told.get("words", ""),
        "status": told.get("status", ""),
    }

    def check(what: str, **more: Any) -> Check:
        return Check(name="key", what=what, values=values, **more)

    stops = last.stops if last else reached.seen.stops if reached.seen else ""
    if stops == "key":
        what = "key_wrong" if key_from else "key_missing"
        if values["status"] == 403:
            what = "key_forbidden"
        return check(what, state="refused", advice=what, is_fault=True)
    if stops == "quota":
        return check("key_quota", state="refused", advice="key_quota", is_fault=True)
    if any(each.reply for each in tries):
        return check("key_taken" if key_from else "key_none", state="ok")
    return check("key_open", state="unknown")


def model_check(
    asked: str, reached: Reached, tries: Sequence[Tried], *, is_given: bool, server: str
) -> Check:
    """Whether the model is there, and which one answers to its name."""
    names = list(reached.listed or ())
    reply = next((each.reply for each in tries if each.reply), None)
    values = {
        "asked": asked,
        "answered": reply.model if reply else "",
        "near": ", ".join(near(asked, names)),
        "names": some(names, 12),
        "words": tries[-1].values.get("words", "") if tries else "",
    }
    pick = "model_near" if values["near"] else "model_pick" if names else "model_look"

    def check(what: str, **more: Any) -> Check:
        return Check(name="model", what=what, values=values, **more)

    if not asked:
        return check("model_unnamed", state="failed", advice=pick, is_fault=True)
    if reply is None:
        is_unknown = bool(tries) and tries[-1].stops == "model"
        if is_unknown and asked in names:
            return check("model_listed", state="refused", advice="model_listed", is_fault=True)
        if is_unknown:
            return check("model_unknown", state="refused", advice=pick, is_fault=True)
        if names and asked not in names:
            return check("model_unlisted", state="unknown", advice=pick)
        return check("model_untold", state="unknown")
    if names and asked not in names:
        # Azure lists its models and answers to the names of deployments.
        if len(names) > 1 or "azure" in server.lower():
            return check("model_alias", state="told")
        return check("model_any", state="ignored")
    if not is_given:
        return check("model_sole", state="ok")
    return check("model_same" if reply.model in {asked, ""} else "model_as", state="ok")
