"""Prices that come with genai-prices; no network is asked."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from ..records import Price

_SOURCE = "genai-prices"


def bundled_price(model: str, endpoint: str, *, is_batch: bool = False) -> Price | None:
    """
    The price of *model* at *endpoint*, by batches or not; None where the tables do not know both.

    The provider is told from the address alone: a server of one's own that serves a model by a
    well-known name has no price here. Prices that rise with the length of a prompt begin far
    above what an answer takes, so their first step stands.
    """
    from genai_prices import Usage, calc_price
    from genai_prices.types import PriceContext

    if _is_own(urlsplit(endpoint).hostname or ""):
        return None
    context: PriceContext | None = {"processing": "batch"} if is_batch else None
    try:
        found = calc_price(
            Usage(input_tokens=1),
            model_ref=model,
            provider_api_url=endpoint,
            price_context=context,
        )
    except (LookupError, ValueError):
        return None
    rates = found.model_price
    input_, output = _base(rates.input_mtok), _base(rates.output_mtok)
    if input_ is None or output is None:
        return None
    return Price(
        input=input_,
        output=output,
        cached=_base(rates.cache_read_mtok),
        written=_base(rates.cache_write_mtok),
        request=(_base(rates.requests_kcount) or Decimal(0)) / 1000,
        source=_SOURCE,
    )


def _is_own(host: str) -> bool:
    """True for an address or a bare name: whatever its path says, it is no provider's."""
    return "." not in host or ":" in host or host.replace(".", "").isdigit()


def _base(rate: Any) -> Decimal | None:
    """A plain rate, or the first step of one that rises."""
    base = getattr(rate, "base", rate)
    return base if isinstance(base, Decimal) else None
