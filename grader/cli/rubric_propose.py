"""What is told of criteria that a judge was asked for."""

from ..runs import Proposals
from .told import say, worded

Words = dict[str, str]


def tell_proposals(made: Proposals, words: Words) -> None:
    """Tell who drafted how many, what it cost, where the paper's own points stand in, and why."""
    count = len(made.by_id) - len(made.listed)
    label = "propose_done_one" if count == 1 else "propose_done_many"
    usd = made.run.cost_usd
    cost = words["propose_cost"].format(usd=f"{usd:.4f}") if usd else ""
    say(words[label].format(n=count, requests=made.run.counts.requests, cost=cost))
    by_detail: dict[str, list[str]] = {}
    for name, detail in made.listed.items():
        by_detail.setdefault(detail, []).append(name)
    for detail, names in by_detail.items():
        items = words["between"].join(names)
        say(words["propose_listed"].format(items=items, detail=detail))
    if made.stopped is not None:
        say(words["propose_stopped"].format(reason=worded(made.stopped.message)))
