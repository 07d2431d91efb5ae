"""budget: money set aside for each call in flight, so that a limit is never passed."""

from dataclasses import dataclass
from decimal import Decimal

from ..records import Usage

UNKNOWN = Usage()
NOTHING = Usage(input=0, cached=0, output=0)


@dataclass(slots=True)
class Budget:
    """
    US dollars that may be spent, and what of them is spent or set aside.

    Money is set aside for the most a call can cost, and what is not needed comes back when the
    call has ended. A call that cost more than was set aside (an endpoint that passes over the
    limit on its replies) makes later ones be reckoned dearer by the same factor.
    """

    usd: Decimal
    spent: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    in_flight: int = 0
    dearer: Decimal = Decimal(1)

    def fits(self, usd: Decimal) -> bool:
        """True where a call of up to *usd* cannot pass the budget."""
        return self.spent + self.reserved + usd * self.dearer <= self.usd

    def reserve(self, usd: Decimal) -> Decimal:
        """Set aside what a call of up to *usd* may cost, and return that."""
        held = usd * self.dearer
        self.reserved += held
        self.in_flight += 1
        return held

    def settle(self, held: Decimal, usd: Decimal | None) -> None:
        """Give back *held* for a call that has ended; None where nobody knows its cost."""
        self.reserved -= held
        self.in_flight -= 1
        self.spent += held if usd is None else usd
        if usd is not None and held and usd > held:
            self.dearer *= usd / held
