"""What is still to be asked, added up: its size does not grow with the number of answers."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .scripts import Ratio, Sizes


class Work(NamedTuple):
    """One request to come: its prefix (the same for an item), its own part, its reply."""

    prefix: Sizes
    own: Sizes
    output: Ratio

    @property
    def sizes(self) -> Sizes:
        """All of the request."""
        return self.prefix.plus(self.own)


@dataclass(slots=True)
class Load:
    """
    Requests to come, added up.

    `shared` are the prefixes that went out before in the same plan, which a provider may have
    in its cache.
    """

    requests: int = 0
    sizes: Sizes = field(default=Sizes())
    shared: Sizes = field(default=Sizes())
    output: Ratio = field(default=Ratio(0, 0, 0))

    def add(self, work: Work, *, is_first: bool) -> None:
        """One request more; *is_first* where its prefix was not sent before."""
        self.requests += 1
        self.sizes = self.sizes.plus(work.sizes)
        if not is_first:
            self.shared = self.shared.plus(work.prefix)
        self.output = Ratio(*map(sum, zip(self.output, work.output, strict=True)))
