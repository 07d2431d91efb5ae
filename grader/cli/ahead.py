"""What is told of a run before it is made, and of what a first look leaves."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..core.estimate import Forecast
from ..records import Run
from ..runs import FolderRun, look_ahead
from ..text import json_text
from .span import span
from .told import harmless, say


def tell_ahead(plan: FolderRun, words: dict[str, str], *, as_json: bool) -> int:
    """Tell what *plan* will take, on stdout, and return the exit code."""
    found = look_ahead(plan)
    if as_json:
        print(json_text({"dry_run": True, **found.as_object()}))
        return 0
    told = {**found.as_object(), "assumes": [*_assumptions(found, words)]}
    print(words["ahead"].format(endpoint=harmless(plan.endpoint) or words["ahead_here"]))
    for line in quantities(told, words):
        print(f"  {line}")
    if plan.endpoint:
        print(words["ahead_assumes"])
        for line in told["assumes"]:
            print(f"  - {line}")
    return 0


def tell_left(run: Run, words: dict[str, str]) -> None:
    """Tell what the answers that a first look leaves will take, and all of it together."""
    left = run.estimate
    say(words["left"].format(count=run.left))
    for line in quantities(left, words):
        say(f"  {line}")
    usd = left["cost"]["usd"]
    if run.endpoint and usd and run.cost_usd is not None:
        spent = float(run.cost_usd)
        whole = {"low": spent + usd["low"], "high": spent + usd["high"]}
        say(words["whole"].format(usd=_span(whole, _money), spent=_money(spent)))
    say(words["next_whole"])


def quantities(told: dict[str, Any], words: dict[str, str]) -> Iterator[str]:
    """Requests, tokens, cost and time of a forecast, a line each."""
    tokens, usd = told["tokens"], told["cost"]["usd"]
    yield words["ahead_requests"].format(count=_span(told["requests"], _count))
    if told.get("regrades"):
        yield words["ahead_regrades"].format(count=_count(told["regrades"]))
    if told.get("third_opinions"):
        yield words["ahead_third"].format(count=_count(told["third_opinions"]))
    yield words["ahead_tokens"].format(
        **{name: _span(tokens[name], _count) for name in ("input", "cached", "output")}
    )
    cost = words["ahead_usd"].format(usd=_span(usd, _money)) if usd else words["ahead_unpriced"]
    yield cost
    lasting = _span(told["seconds"], partial(span, words=words))
    yield words["ahead_seconds"].format(time=lasting)


def _assumptions(found: Forecast, words: dict[str, str]) -> Iterator[str]:
    learned = found.learned
    yield words["assumes_learned" if learned else "assumes_start"].format(count=learned)
    tokens = {"low": found.reply_tokens.low, "high": found.reply_tokens.high}
    yield words["assumes_reply"].format(tokens=_span(tokens, _count))
    yield words["assumes_extra"].format(percent=round(100 * (found.replies - 1)))
    yield words["assumes_cache"]
    seconds = {"low": found.reply_seconds.low, "high": found.reply_seconds.high}
    yield words["assumes_batch" if found.terms.is_batch else "assumes_pace"].format(
        concurrency=found.terms.concurrency, seconds=_span(seconds, lambda value: f"{value:.1f}")
    )
    price = found.terms.price
    if price is None:
        yield words["assumes_unpriced"]
        return
    yield words["assumes_price"].format(
        source=harmless(price.source),
        input=f"{price.input:f}",
        cached=f"{price.input if price.cached is None else price.cached:f}",
        output=f"{price.output:f}",
    )


def _span(range_: dict[str, float], show: Any) -> str:
    low, high = show(range_["low"]), show(range_["high"])
    return low if low == high else f"{low} – {high}"


def _count(value: float) -> str:
    return f"{value:,.0f}"


def _money(value: float) -> str:
    return f"{value:,.2f}" if value >= 1 else f"{value:.4f}"
