"""What was seen at a glance, beside the published values, and who was compared with whom."""

from ...core.agreement.verdict import LEAST, MOST_APART, MOST_LOST, at_least, at_most, within
from ...records.agreement import Calibration, Measured
from ..measure import Amounts, Column, Grid, Section, number
from ..views import Words
from ..views.wording import moment


def verdict_told(of: Calibration, words: Words) -> str:
    """What the headline of a calibration meets, on how many."""
    head = of.headline
    if head is None:
        return words("seen_nothing")
    return words(
        f"seen_{of.verdict}",
        what=words(f"all_{head.kind}"),
        qwk=Amounts(words).plain(head.machine.qwk).text,
        n=f"{head.machine.n:,}",
        people=f"{head.machine.candidates:,}",
    )


def seen_section(of: Calibration, words: Words) -> Section:
    """The headline's figures beside the values that were published for them."""
    head = of.headline
    blocks = () if head is None else (_checks(head, words),)
    return Section(
        id="seen", title=words("result"), told=(words("result_told"),), notes=_warnings(of, words),
        blocks=blocks,
    )  # fmt: skip


def _checks(head: Measured, words: Words) -> Grid:
    amounts, found = Amounts(words), head.machine
    rows = [
        ("qwk", words("value_least", value=number(LEAST, 2)), amounts.plain(found.qwk),
         at_least(found.qwk)),
        ("r", words("value_least", value=number(LEAST, 2)), amounts.plain(found.pearson),
         at_least(found.pearson)),
        ("smd", words("value_within", value=number(MOST_APART, 2)), amounts.signed(found.smd),
         within(found.smd, MOST_APART)),
        ("lost", words("value_most", value=number(MOST_LOST, 2)), amounts.signed(head.lost),
         at_most(head.lost) if head.people is not None else ""),
    ]  # fmt: skip
    return Grid(
        title=words("checks", what=words(f"all_{head.kind}")),
        sheet=words("checks_sheet"),
        columns=(
            Column(label=words("figure"), kind="name"),
            Column(label=words("published"), kind="words"),
            Column(label=words("seen_here")),
            Column(label=words("result"), kind="words"),
        ),
        rows=tuple(
            (words(f"figure_{name}"), value, amount,
             words.name("verdict", verdict) if verdict else words("verdict_no_pair"))
            for name, value, amount, verdict in rows
        ),
        told=(words("checks_told"),),
    )  # fmt: skip


def _warnings(of: Calibration, words: Words) -> tuple[str, ...]:
    """What narrows the figures of this calibration."""
    found = []
    head = of.headline
    if head is not None and head.people is None:
        found.append(words("warn_one_rater"))
    if of.drawn < of.marked:
        found.append(words("warn_not_drawn", n=f"{of.marked - of.drawn:,}", of=f"{of.marked:,}"))
    if of.unusable:
        found.append(words("warn_unusable", n=f"{of.unusable:,}", of=f"{of.marked:,}"))
    if head is not None and head.within and head.within != head.verdict:
        found.append(words("warn_within", verdict=words.name("verdict", head.within)))
    return tuple(found)


def compared_section(of: Calibration, words: Words) -> Section:
    """Who was compared with whom, on what, when."""
    raters = words.join([words("rater_count", name=name, n=f"{n:,}") for name, n in of.raters])
    cost = "" if of.usd is None else words("usd_each", usd=f"{of.usd:.4f}")
    facts = [
        ("compared_people", raters or words("none")),
        ("compared_machine", words.rater(of.judge)),
        ("compared_models", words("semicolon").join(of.models)),
        ("compared_rubric", of.rubric_name or of.rubric),
        ("compared_prompt", of.prompt),
        ("compared_answers", words("marked_of", marked=f"{of.marked:,}", of=f"{of.answers:,}",
                                   people=f"{of.candidates:,}")),
        ("compared_drawn", words("drawn_of", n=f"{of.drawn:,}", of=f"{of.marked:,}")),
        ("compared_flagged", words("flagged_of", n=f"{of.flagged:,}", marked=f"{of.marked:,}",
                                   all=f"{of.answers_flagged:,}", of=f"{of.answers:,}")),
        ("compared_when", moment(of.when)),
        ("compared_draws", words("draws", n=f"{of.draws:,}", seed=of.seed)),
        ("compared_length", Amounts(words).signed(of.length).text),
        ("compared_cost", cost),
    ]  # fmt: skip
    return Section(
        id="compared",
        title=words("compared"),
        told=(words("compared_told"),),
        facts=tuple((words(name), value) for name, value in facts if value),
    )
