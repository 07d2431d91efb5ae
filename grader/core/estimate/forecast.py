"""From what is to be asked to ranges of requests, tokens, money and seconds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from ...records import Price, Usage
from .fit import Fit, Tokens
from .load import Load
from .scripts import START, Sizes

# Before anything is learned, up to 30 of 100 answers take a second reply: a quote that is not in
# the answer, a form that does not fit, a reply cut short, a lost connection, each a few percent.
EXTRA = 0.3
# What a request to mend adds to the earlier reply it carries along.
_MENDING = 150
# Replies are written at 25 to 150 tokens a second, after half a second to three of waiting.
_SLOWEST, _FASTEST = 25, 150
_WAIT = (0.5, 3.0)
# Before so many replies a provider's cache may not have been warm.
_WARM = 100


class Range(NamedTuple):
    """The least and the most of a quantity."""

    low: float
    high: float

    def whole(self) -> dict[str, int]:
        """In whole numbers, rounded outwards."""
        return {"low": math.floor(self.low), "high": math.ceil(self.high)}

    def rounded(self, places: int) -> dict[str, float]:
        """In decimals."""
        return {"low": round(self.low, places), "high": round(self.high, places)}


class Terms(NamedTuple):
    """How it will be asked: calls at a time (or as batches), and the price where it is known."""

    concurrency: int
    price: Price | None
    is_batch: bool = False


# A provider takes up to a day for a batch, and hardly less than a minute.
_BATCH_S = Range(60, 24 * 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """
    Ranges for what is to be asked, and what they rest on.

    `learned` counts the replies behind them, 0 where the starting ratios stand. `replies` is
    replies per answer at the upper end, `reply_seconds` and `reply_tokens` are of one reply. Of
    the requests, `regrades` are for flagged answers without the flagged words, and up to
    `third` more are third opinions, which only the upper ends count.
    """

    requests: Range
    input: Range
    cached: Range
    output: Range
    usd: tuple[Decimal, Decimal] | None
    seconds: Range
    learned: int
    replies: float
    reply_tokens: Range
    reply_seconds: Range
    terms: Terms
    regrades: int = 0
    third: int = 0

    def as_object(self) -> dict[str, Any]:
        """In the form of the JSON of a dry run."""
        usd = None
        if self.usd is not None:
            usd = {"low": float(round(self.usd[0], 6)), "high": float(round(self.usd[1], 6))}
        return {
            "requests": self.requests.whole(),
            "tokens": {
                "input": self.input.whole(),
                "cached": self.cached.whole(),
                "output": self.output.whole(),
            },
            "cost": {"usd": usd, "priced": usd is not None},
            "seconds": self.seconds.rounded(1),
            **({"regrades": self.regrades} if self.regrades else {}),
            **({"third_opinions": self.third} if self.third else {}),
        }


def forecast(load: Load, fit: Fit, terms: Terms) -> Forecast:
    """
    What *load* will take.

    The low end is one reply per answer, the prefix in the provider's cache from its second use
    on; the high end has no cache, and the share of second replies that was seen or is assumed.
    """
    count = load.requests
    is_learned = fit.is_enough
    extra = min(fit.share(fit.extra), 2.0) if is_learned else EXTRA
    retries = fit.share(fit.retries) if is_learned else 0.0
    requests = Range(count, math.ceil(count * (1 + extra + retries)))
    first, output = _input(load.sizes, fit), _output(load, fit)
    each = output.high / count if count else 0.0
    more = extra * (first.high + count * (each + _MENDING))
    cached = _cached(load, fit, first)
    reply_tokens = Range(output.low / count, each) if count else Range(0, 0)
    input_, output = (
        Range(first.low, first.high + more),
        Range(output.low, output.high * (1 + extra)),
    )
    reply_seconds = _reply_seconds(fit, reply_tokens)
    return Forecast(
        requests=requests,
        input=input_,
        cached=cached,
        output=output,
        usd=_usd(terms.price, requests, input_, cached, output),
        seconds=_seconds(requests, reply_seconds, terms),
        learned=fit.sized if is_learned else 0,
        replies=1 + extra,
        reply_tokens=reply_tokens,
        reply_seconds=reply_seconds,
        terms=terms,
    )


def together(
    parts: Sequence[Forecast], maybe: Sequence[Forecast] = (), *, regrades: int = 0
) -> Forecast:
    """
    All *parts* one after another, told by the assumptions of the first; *maybe* may follow.

    What may follow counts at the upper ends only.
    """
    first, everything = parts[0], [*parts, *maybe]

    def total(name: str) -> Range:
        return Range(
            sum(getattr(each, name).low for each in parts),
            sum(getattr(each, name).high for each in everything),
        )

    usd = None
    if all(each.usd is not None for each in everything):
        usd = (
            sum((each.usd[0] for each in parts if each.usd), Decimal(0)),
            sum((each.usd[1] for each in everything if each.usd), Decimal(0)),
        )
    return replace(
        first,
        requests=total("requests"),
        input=total("input"),
        cached=total("cached"),
        output=total("output"),
        usd=usd,
        seconds=total("seconds"),
        regrades=regrades,
        third=sum(int(each.requests.low) for each in maybe),
    )


def _input(sizes: Sizes, fit: Fit) -> Range:
    if fit.is_enough:
        return _around(fit.input_of(sizes))
    pairs = list(zip(START, sizes, strict=True))
    return Range(
        sum(ratio.low * size for ratio, size in pairs),
        sum(ratio.high * size for ratio, size in pairs),
    )


def _output(load: Load, fit: Fit) -> Range:
    if fit.is_enough:
        return _around(fit.output_of(load.output.usual))
    return Range(load.output.low, load.output.high)


def _around(tokens: Tokens) -> Range:
    return Range(tokens.usual / (1 + tokens.margin), tokens.usual * (1 + tokens.margin))


def _cached(load: Load, fit: Fit, first: Range) -> Range:
    most = min(_input(load.shared, fit).high, first.high)
    if not fit.is_enough:
        return Range(0, most)
    share = fit.cached / max(fit.input, 1.0)
    if fit.sized >= _WARM:
        most = min(most, 1.2 * share * first.high)
    return Range(min(0.8 * share * first.low, most), most)


def _usd(
    price: Price | None, requests: Range, input_: Range, cached: Range, output: Range
) -> tuple[Decimal, Decimal] | None:
    if price is None:
        return None
    least = Usage(
        input=math.floor(input_.low),
        cached=math.floor(min(cached.high, input_.low)),
        output=math.floor(output.low),
    )
    most = Usage(
        input=math.ceil(input_.high), cached=math.floor(cached.low), output=math.ceil(output.high)
    )
    low, high = price.of(least, int(requests.low)), price.at_most(most, int(requests.high))
    return min(low, high), high


def _reply_seconds(fit: Fit, tokens: Range) -> Range:
    if fit.is_enough and fit.timed:
        mean = fit.seconds / fit.timed
        return Range(0.8 * mean, 1.3 * mean)
    return Range(_WAIT[0] + tokens.low / _FASTEST, _WAIT[1] + tokens.high / _SLOWEST)


def _seconds(requests: Range, reply: Range, terms: Terms) -> Range:
    if not requests.low:
        return Range(0, 0)
    if terms.is_batch:
        return _BATCH_S
    low, high = (math.ceil(count / terms.concurrency) for count in requests)
    return Range(low * reply.low, (high + 1) * reply.high)
