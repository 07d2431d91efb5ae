"""Rows on what goes with a reply: parameters, thinking, context, limits, time and price."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...judges.openai_chat.watched import Seen, WatchedJudge
from ...records import Price, Reply
from .findings import Check, State
from .places import is_own
from .rungs import Tried, brief_s, message_of
from .served import Served

if TYPE_CHECKING:
    from .examine import Wanted

# The longest shipped prompt with an answer and a reply; docs/endpoints.md says how it was counted.
LEAST_CONTEXT = 8192
# What a reply on an item with several criteria takes, most of it reasons and quotes.
REPLY_TOKENS = 700
_PARTS = ("requests", "tokens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """
    What else the replies showed.

    `thought` is tokens, or else characters, of thinking; `limits` are numbers of the rate-limit
    headers by their ends (`limit-requests`, …); `fastest` and `slowest` are seconds of a call,
    `speed` tokens a second; None where nothing told.
    """

    judge: WatchedJudge
    served: Served
    price: Price | None
    thought: int
    limits: dict[str, str]
    fastest: float | None
    slowest: float | None
    speed: float | None
    was_answered: bool

    def checks(self, seed: Tried | None, wanted: "Wanted") -> Iterator[Check]:
        """The rows, those left untried that nothing was seen of."""
        if self.was_answered:
            yield from self._parameters(seed)
            yield self._thinking()
            yield self._context()
            yield self._rate_limit()
            yield self._latency()
            yield self._server()
            yield self._price()
            yield _controls(*wanted.controls)

    def _parameters(self, seed: Tried | None) -> Iterator[Check]:
        taken, asked = self.judge.taken, self.judge.parameters
        renamed = dict(taken.renamed)
        for name in ("temperature", "max_tokens"):
            if name not in asked:
                continue
            values = {"value": asked[name], "name": renamed.get(name, "")}
            what = "dropped" if name in taken.dropped else "renamed" if name in renamed else "taken"
            state: State = "ok" if what == "taken" else "refused"
            yield Check(name=name, state=state, what=what, values=values)
        if seed is not None or "seed" in asked:
            yield self._seed(seed)

    def _seed(self, seed: Tried | None) -> Check:
        if "seed" in self.judge.taken.dropped or (seed and seed.what == "dropped"):
            return Check(name="seed", state="refused", what="dropped", advice="seed")
        if seed is None or seed.reply is not None:
            return Check(name="seed", state="ok", what="seed_taken")
        return Check(name="seed", state="failed", what="seed_failed", values=seed.values,
                     advice="seed")  # fmt: skip

    def _thinking(self) -> Check:
        if not self.thought:
            return Check(name="thinking", state="ok", what="thinking_none")
        return Check(name="thinking", state="told", what="thinking_seen",
                     values={"count": self.thought}, advice="thinking")  # fmt: skip

    def _context(self) -> Check:
        context, name = self.served.context, self.served.name
        values = {"count": f"{context:,}" if context else "", "least": f"{LEAST_CONTEXT:,}"}
        if context is None:
            advice = "context_ollama" if name == "Ollama" else "context_unknown"
            return Check(name="context", state="unknown", what="context_unknown", values=values,
                         advice=advice)  # fmt: skip
        advice = "context_short" if context < LEAST_CONTEXT else ""
        return Check(name="context", state="told", what="context_told", values=values,
                     advice=advice)  # fmt: skip

    def _rate_limit(self) -> Check:
        found = [each for each in _PARTS if f"limit-{each}" in self.limits]
        values: dict[str, object] = {
            f"{part}_{kind}": self.limits.get(f"{kind}-{part}", "–")
            for part in _PARTS
            for kind in ("limit", "remaining")
        }
        if found:
            what = "rate_both" if len(found) > 1 else f"rate_{found[0]}"
            return Check(name="rate_limit", state="told", what=what, values=values)
        if self.limits:
            return Check(name="rate_limit", state="told", what="rate_left", values=values)
        slots = self.served.slots
        if slots:
            return Check(name="rate_limit", state="told", what="rate_slots",
                         values={"count": slots})  # fmt: skip
        return Check(name="rate_limit", state="unknown", what="rate_unknown")

    def _latency(self) -> Check:
        values = {
            "fastest": brief_s(self.fastest or 0),
            "slowest": brief_s(self.slowest or 0),
            "whole": f"{self.whole_s:.1f}" if self.whole_s else "",
        }
        what = "latency" if self.whole_s is None else "latency_whole"
        return Check(name="latency", state="told", what=what, values=values)

    @property
    def whole_s(self) -> float | None:
        """Seconds that a reply of the usual length would take, reckoned; None where unknown."""
        return None if not self.speed else max(REPLY_TOKENS / self.speed, self.fastest or 0.0)

    @property
    def requests_a_minute(self) -> int | None:
        """The limit of requests that the headers tell."""
        told = self.limits.get("limit-requests", "")
        return int(told) if told.isdigit() and int(told) > 0 else None

    def _price(self) -> Check:
        if self.price is None and is_own(self.judge.base_url):
            return Check(name="price", state="unknown", what="price_own")
        if self.price is None:
            return Check(name="price", state="unknown", what="price_unknown", advice="price",
                         values={"model": self.judge.model or "NAME"})  # fmt: skip
        values = {"input": self.price.input.normalize(), "output": self.price.output.normalize()}
        told = {name: f"{each:f}" for name, each in values.items()}
        source = self.price.source
        return Check(
            name="price", state="ok", what="price_known", values={**told, "source": source}
        )

    def _server(self) -> Check:
        values = {"name": f"{self.served.name} {self.served.version}".strip()}
        if not values["name"]:
            return Check(name="server", state="unknown", what="server_unknown")
        return Check(name="server", state="told", what="server", values=values)


def _controls(rubric: str, count: int) -> Check:
    values = {"rubric": rubric, "count": count}
    if not count:
        return Check(name="controls", state="unknown", what="controls_none", values=values,
                     advice="controls_none")  # fmt: skip
    return Check(name="controls", state="told", what="controls", values=values, advice="controls")


def rest_of(
    judge: WatchedJudge, tries: Sequence[Tried], served: Served, price: Price | None
) -> Rest:
    """What *tries* showed besides how they went."""
    replies = [each.reply for each in tries if each.reply]
    seconds = [each.seconds for each in replies]
    # Of the longest reply: in a short one the waiting for its first word counts too much.
    longest = max(replies, key=lambda each: each.usage.output or 0, default=None)
    return Rest(
        judge=judge,
        served=served,
        price=price,
        thought=max((_thought(each.seen) for each in tries), default=0),
        limits=_limits([each.seen for each in tries if each.seen]),
        fastest=min(seconds, default=None),
        slowest=max(seconds, default=None),
        speed=_speed(longest),
        was_answered=bool(replies),
    )


def _speed(reply: Reply | None) -> float | None:
    if reply is None or not reply.usage.output or not reply.seconds:
        return None
    return reply.usage.output / reply.seconds


def _thought(seen: Seen | None) -> int:
    """How much a reply thought before it answered: in tokens where told, else in characters."""
    body: Any = seen.body if seen and isinstance(seen.body, dict) else {}
    usage = body.get("usage")
    details = usage.get("completion_tokens_details") if isinstance(usage, dict) else None
    told = details.get("reasoning_tokens") if isinstance(details, dict) else None
    message = message_of(seen)
    text = message.get("reasoning_content") or message.get("reasoning") or ""
    content = message.get("content")
    if isinstance(content, str) and content.lstrip().startswith("<think"):
        text = content.partition("</think")[0]
    return told if isinstance(told, int) and told > 0 else len(str(text))


def _limits(seen: Sequence[Seen]) -> dict[str, str]:
    """The rate-limit headers of the last response that has any, by the ends of their names."""
    for each in reversed(seen):
        # LiteLLM passes on what stood behind it with a prefix of its own.
        found = {
            name.partition("x-ratelimit-")[2]: value.strip()
            for name, value in each.headers.items()
            if "x-ratelimit-" in name
        }
        if found:
            return found
    return {}
