"""The head of a report: can I use this yet; and its end: what it took."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...core.report import decimal
from ...records import OFFLINE, STATUSES, Counts, Run
from ..page import Page
from .calibration import calibration_notes
from .controls import controls_told
from .placing import place_notes
from .reviewed import review_notes
from .wording import Words, moment

_FINISHED = (0, 1)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers ended one way."""

    status: str
    count: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the head: what is told, and how it is."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """
    What stands above and below the people.

    `notice` and its short form are for every page where no model rated, else empty. `tallies`
    add up to `answers`.
    """

    title: str
    notice: str
    notice_short: str
    verdict: str
    answers: Tally
    tallies: tuple[Tally, ...]
    open: tuple[Fact, ...]
    notes: tuple[str, ...]
    facts: tuple[Fact, ...]
    expense: tuple[Fact, ...]


def opening(page: Page, words: Words) -> Opening:
    """The head and the end of *page*."""
    counts = page.run.counts
    kind = OFFLINE.get(page.run.judge, "")
    return Opening(
        title=page.rubric.title.of(page.language) or page.rubric.id,
        notice=words(f"{kind}_notice") if kind else "",
        notice_short=words(f"{kind}_short") if kind else "",
        verdict=_verdict(counts, words, kind),
        answers=_tally("all", counts.answers, words("answers_total"), words),
        tallies=tuple(
            _tally(status, getattr(counts, status), words.name("status", status), words)
            for status in STATUSES
        ),
        open=tuple(_open(page, words)),
        notes=tuple(_notes(page, words)),
        facts=tuple(_facts(page, words)),
        expense=tuple(_expense(page, words)),
    )


def _tally(status: str, n: int, label: str, words: Words) -> Tally:
    return Tally(status, n, label, words("tally", n=n, label=label))


def _verdict(counts: Counts, words: Words, kind: str) -> str:
    if kind:
        return words(f"verdict_{kind}")
    if counts.is_open:
        return words("verdict_open", n=counts.held + counts.unscored)
    return words("verdict_settled") if counts.answers else words("verdict_empty")


def _open(page: Page, words: Words) -> Iterator[Fact]:
    """What is open, by status and reason; the most frequent reason first."""
    reasons = Counter(page.statistics.reasons)
    totals = {"held": page.run.counts.held, "unscored": page.run.counts.unscored}
    for status, total in totals.items():
        if not total:
            continue
        told = {reason: n for (of, reason), n in reasons.most_common() if of == status and reason}
        parts = [
            words("reason_count", reason=words.name("reason", reason), n=n)
            for reason, n in told.items()
        ]
        name = words("open_count", status=words.name("status", status), n=total)
        yield Fact(name, words("semicolon").join(parts))


def _notes(page: Page, words: Words) -> Iterator[str]:
    run = page.run
    yield from calibration_notes(run.calibration, words, run.models_returned)
    yield from place_notes(page, words)
    if page.rubric.use == "practice":
        yield words("note_practice")
    if run.redacts is False and run.endpoint:
        yield words("note_not_redacted")
    if len(run.models_returned) > max(1, len(run.model_asked.split(", "))):
        yield words("note_models", models=words.join(list(run.models_returned)))
    if run.anchors:
        shown = run.anchors["items"]
        yield words.number("note_anchors", max(shown.values()), items=len(shown))
    yield from _fitted(run, words)
    if run.controls is not None and run.controls.results:
        yield controls_told(run.controls, words)
    if run.exit_code not in _FINISHED:
        yield words("note_stopped", reason=words.told(run.exit_reason) or str(run.exit_code))
    for label, n in (
        ("note_proposed", _proposed(page)),
        ("note_bad_rows", page.bad_rows),
        ("note_duplicate_rows", page.duplicate_rows),
        ("note_items_left_out", page.unwanted_rows),
        ("note_left_out", page.left_out),
        ("note_unlisted", page.unlisted),
    ):
        if n:
            yield words.number(label, n)
    yield from review_notes(page.reviewed, page.rubric.adjudication.people_tolerance, words)
    if "xlsx" in page.without:
        yield words("note_no_workbook")


def _fitted(run: Run, words: Words) -> Iterator[str]:
    """How a small model agrees with marks it had not seen, and that it changed no score."""
    if not run.fitted:
        return
    found, items = run.fitted["qwk"], run.fitted["items"]
    qwk = words("undefined")
    if found["value"] is not None:
        ends = [found["low"], found["high"]]
        qwk = f"{found['value']:.2f}"
        if None not in ends:
            qwk = words("with_interval", value=qwk, low=f"{ends[0]:.2f}", high=f"{ends[1]:.2f}")
    inside = found["within_items"]
    within = words("undefined") if inside is None else f"{inside:.2f}"
    yield words(
        "note_fitted",
        n=found["n"],
        people=found["candidates"],
        items=len(items),
        qwk=qwk,
        within=within,
    )
    if run.fitted["second"]:
        yield words("note_second")


def _proposed(page: Page) -> int:
    """How many of the asked items were graded by draft criteria."""
    if not page.people:
        return page.rubric.proposed
    return sum(item.is_proposed for item, _ in page.people[0].scored)


def _facts(page: Page, words: Words) -> Iterator[Fact]:
    run = page.run
    yield Fact(words("fact_judge"), _judge(run.judge, words))
    if run.model_asked:
        yield Fact(words("fact_model"), run.model_asked)
    if run.models_returned and run.models_returned != (run.model_asked,) and run.model_asked:
        yield Fact(words("fact_returned"), words.join(list(run.models_returned)))
    version = run.rubric_version or page.rubric.version
    yield Fact(
        words("fact_rubric"), words("rubric", id=run.rubric_id or page.rubric.id, version=version)
    )
    yield from _ratings(page, words)
    if run.template:
        yield Fact(words("fact_template"), run.template)
    yield Fact(words("fact_people"), f"{page.statistics.people:,}")
    if run.started:
        yield Fact(words("fact_started"), moment(run.started))
    if run.finished:
        yield Fact(words("fact_finished"), moment(run.finished))
    if run.review.get("entries"):
        # As much of the hash as tells one log from another; run.json has all of it.
        told = {"entries": run.review["entries"], "head": run.review["head"][:16]}
        yield Fact(words("fact_review_log"), words("review_log", **told))


def _ratings(page: Page, words: Words) -> Iterator[Fact]:
    """How often each answer was rated, and what stands of several ratings."""
    told = page.run.ratings
    rule = page.rubric.adjudication
    order = told.get("order", [])
    usual = sum(not each["if_first_two_differ"] for each in order)
    if usual > 1:
        yield Fact(words("fact_ratings"), words("ratings_asked", n=usual))
    if len(order) > usual:
        yield Fact(words("fact_third"), words("third_asked"))
    yield Fact(words("fact_rule"), words.number(f"rule_{rule.rule}", rule.tolerance))


def _judge(code: str, words: Words) -> str:
    """Which kind of judge rated; its model stands in a line of its own."""
    return words.name("judge", code.partition(":")[0])


def _replaced(replaced: dict[str, int], words: Words) -> str:
    """How often private data of each kind was replaced."""
    told = [
        words("reason_count", reason=words(f"private_{kind}"), n=replaced[kind])
        for kind in sorted(replaced)
    ]
    return words("semicolon").join(told) if told else words("redaction_none")


def _expense(page: Page, words: Words) -> Iterator[Fact]:
    run, tokens = page.run, page.run.tokens
    counts = run.counts
    if run.endpoint:
        yield Fact(words("fact_endpoint"), run.endpoint)
    if run.redacts:
        yield Fact(words("fact_redaction"), _replaced(run.replaced, words))
    if run.parameters:
        told = (f"{name} = {value}" for name, value in run.parameters.items())
        yield Fact(words("fact_parameters"), words("semicolon").join(told))
    yield Fact(
        words("fact_requests"),
        words(
            "requests", requests=counts.requests, retries=counts.retries, repaired=counts.repaired
        ),
    )
    if counts.deduplicated:
        yield Fact(words("fact_deduplicated"), str(counts.deduplicated))
    is_model = run.judge not in OFFLINE
    if is_model and (tokens.input is not None or tokens.output is not None):
        told_tokens = {
            name: words("unknown") if n is None else f"{n:,}"
            for name, n in (
                ("input", tokens.input), ("cached", tokens.cached), ("output", tokens.output)
            )
        }  # fmt: skip
        yield Fact(words("fact_tokens"), words("tokens", **told_tokens))
    if is_model:
        cost = words("unpriced") if run.cost_usd is None else f"{decimal(run.cost_usd)} USD"
        yield Fact(words("fact_cost"), cost)
    yield Fact(words("fact_seconds"), words("seconds", n=f"{run.seconds:,.1f}"))
