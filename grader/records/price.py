"""What tokens cost."""

from dataclasses import dataclass
from decimal import Decimal

from .exchange import Usage

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """
    US dollars per million tokens of one model at one endpoint.

    `cached` is for input that the provider had in its cache, `written` for input it puts there;
    None where they cost what other input does. `request` is dollars for each call besides its
    tokens. `source` says where the figures come from.
    """

    input: Decimal
    output: Decimal
    cached: Decimal | None = None
    written: Decimal | None = None
    request: Decimal = Decimal(0)
    source: str = ""

    def of(self, used: Usage, requests: int = 0) -> Decimal:
        """What *used* costs in US dollars; tokens nobody counted cost nothing here."""
        return self._sum(used, self.input, requests)

    def at_most(self, used: Usage, requests: int = 0) -> Decimal:
        """The same where every input token that was not cached is billed as written to it."""
        return self._sum(used, max(self.input, self.written or self.input), requests)

    def _sum(self, used: Usage, fresh: Decimal, requests: int) -> Decimal:
        everything = used.input or 0
        cached = min(used.cached or 0, everything)
        rate = self.input if self.cached is None else self.cached
        tokens = (everything - cached) * fresh + cached * rate + (used.output or 0) * self.output
        return tokens / _MILLION + requests * self.request
