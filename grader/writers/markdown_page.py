"""The report as Markdown: what stands, who, and what is still open."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..records import CriterionStatistics, ItemStatistics, Person
from .page import Look, Page
from .views import (
    AnswerBlock,
    Fact,
    Opening,
    PeopleRow,
    Words,
    controls_view,
    opening,
    people_tables,
    person_block,
    stability,
    visible,
)
from .views.alike import alike_rows
from .views.analysis import analysis_view
from .views.people import in_order
from .views.reviewed import person_rows
from .views.seen import seen_lines
from .views.wording import points
from .whole import whole_file

_ACTIVE = re.compile(r"[\\`*_\[\]#|!~$]")
# What starts a list, a heading or a rule where a line begins, and what links by itself.
_LEADING = re.compile(r"\A(?:[-+=]|\d+[.)](?=\s|\Z))")
_LINKING = (("://", "&#58;//"), ("www.", "www&#46;"), ("@", "&#64;"))
_SPACE = re.compile(r"\s+")


class MarkdownReport:
    """`report.md`, from the people chosen for a page."""

    written = "report.md"

    def __init__(self, look: Look) -> None:
        self._folder = look.folder

    def add(self, person: Person) -> None:
        """Nothing: the page holds its people."""

    def finish(self, page: Page) -> None:
        """Write the page."""
        with whole_file(self._folder / self.written) as file:
            file.write(markdown_page(page))

    def discard(self) -> None:
        """Nothing was begun."""


def markdown_page(page: Page) -> str:
    """*page* as Markdown; whatever a candidate or a model wrote stays text, on one line."""
    words = Words.of(page)
    head = opening(page, words)
    shown = (_people, _open, _seen, _alike, _reviewed, _items, _analysis, _controls)
    parts = (_head(head, words), *(part(page, words) for part in shown), _end(head, words))
    return "".join(f"{line}\n" for part in parts for line in part)


def escaped(text: str) -> str:
    """*text* on one line, with nothing in it that Markdown or HTML would act on."""
    flat = _SPACE.sub(" ", visible(text)).strip()
    flat = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    flat = _ACTIVE.sub(r"\\\g<0>", flat)
    for old, new in _LINKING:
        flat = re.sub(re.escape(old), new, flat, flags=re.IGNORECASE)
    return _LEADING.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", flat)


def _named(text: str) -> str:
    """A name that is never empty: marks around nothing would be a rule."""
    return escaped(text) or "–"


def _bullets(texts: Iterable[str]) -> Iterator[str]:
    yield from (f"- {text}" for text in texts)


def _facts(facts: Iterable[Fact], words: Words) -> Iterator[str]:
    return _bullets(
        words("fact", name=escaped(fact.name), value=escaped(fact.value)) for fact in facts
    )


def _head(head: Opening, words: Words) -> Iterator[str]:
    yield f"# {escaped(head.title)} · {words('report')}"
    yield ""
    if head.notice:
        yield from (f"> **{head.notice}**", "")
    yield from (f"## {words('can_i_use')}", "", f"**{head.verdict}**", "")
    parts = " + ".join(tally.text for tally in head.tallies)
    yield from (f"{head.answers.text} = {parts}", "")
    if head.open:
        yield from (f"### {words('open')}", "", *_facts(head.open, words), "")
    yield from (f"### {words('notes')}", "", *_bullets(map(escaped, head.notes)), "")
    yield from (f"### {words('md_run')}", "", *_facts(head.facts, words), "")


def _people(page: Page, words: Words) -> Iterator[str]:
    tables = people_tables(page, words)
    names = [
        words("md_column", name=column.name, below=column.below) if column.below else column.name
        for column in tables.columns
    ]
    first = [words("candidate"), words("total"), "%", *tables.places, *names, words("answered")]
    yield from (f"## {words('people')}", "")
    for rows, label, last in (
        (tables.open, words.people("open"), "to_settle"),
        (tables.settled, "people_settled", "flags"),
    ):
        if rows:
            yield from (f"### {words.number(label, len(rows))}", "")
            yield from (words(f"{label}_told"), "")
            yield from (
                *_table([*first, words(last)], (_cells(row, words("semicolon")) for row in rows)),
                "",
            )
    if not page.people:
        yield from (words("people_none"), "")


def _cells(row: PeopleRow, told: str) -> list[str]:
    share = f"{row.percent}%" if row.percent else ""
    return [
        row.candidate_id,
        f"{row.points} / {row.of}",
        share,
        *row.places,
        *row.dimensions,
        row.answered,
        told.join([*row.open, *row.flags]),
    ]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (header, ["---"] * len(header), *rows):
        shown = cells if cells[0] == "---" else map(escaped, cells)
        yield f"| {' | '.join(shown)} |"


def _open(page: Page, words: Words) -> Iterator[str]:
    """The answers that need a person, with why; nothing of what was written in them."""
    yield from (f"## {words('open_answers')}", "")
    is_none = True
    for anchor, person in in_order(page):
        if not (person.total.is_open and person.scored):
            continue
        blocks = [block for block in person_block(anchor, person, words).answers if block.is_open]
        is_none = False
        yield from (f"### {_named(person.total.candidate_id)}", "")
        for block in blocks:
            yield f"- **{_named(block.item_id)}** {escaped(block.question)}"
            yield from (f"  - {escaped(text)}" for text in _why(block, words))
        yield ""
    if is_none:
        yield from (words("open_answers_none"), "")


def _why(block: AnswerBlock, words: Words) -> Iterator[str]:
    yield words("fact", name=block.status_text, value=block.why)
    yield from (note for note in (*block.notes, block.rule, *block.flags) if note)
    if block.detail:
        yield words("fact", name=words("detail"), value=block.detail)
    for row in block.criteria:
        if row.open_why:
            yield words("fact", name=f"{row.number} {row.description}", value=row.open_why)
    for found in block.findings:
        yield words("fact", name=words("findings"), value=found.description)


def _seen(page: Page, words: Words) -> Iterator[str]:
    """What checks of ours saw, answer by answer, with the words it is about."""
    rows = [
        (person.total.candidate_id, item.id, line)
        for _, person in in_order(page)
        for item, score in person.scored
        for line in seen_lines(score, words)
    ]
    if not rows:
        return
    yield from (f"## {words('seen')}", "", words("seen_told"), "")
    yield from (*_table([words("candidate"), words("md_item"), words("seen")], rows), "")


def _alike(page: Page, words: Words) -> Iterator[str]:
    """Groups of answers written alike."""
    if not page.alike:
        return
    header = [words("md_item"), words("alike_who"), words("alike_share"), words("alike_words")]
    rows = (
        [each.item_id, words("semicolon").join(filter(None, (*each.candidates, each.more))),
         each.share, each.words]
        for each in alike_rows(page, words)
    )  # fmt: skip
    yield from (f"## {words('alike')}", "", words("alike_told"), "", *_table(header, rows), "")
    if page.alike_left_out:
        yield from (words.number("alike_left_out", page.alike_left_out), "")


def _reviewed(page: Page, words: Words) -> Iterator[str]:
    """What people gave, beside the machine's, and who decides."""
    rows = [
        (person.total.candidate_id, item.id, row.criterion, row.machine, row.person, row.agreement,
         words("fact", name=row.reviewer, value=row.reason), row.when, row.state)
        for _, person in in_order(page)
        for item, score in person.scored
        for row in person_rows(item, score, words)
    ]  # fmt: skip
    if not rows:
        return
    names = ("candidate", "md_item", "criterion", "reviewed_machine", "reviewed_person",
             "agreement", "book_entry_reviewer", "reviewed_when", "reviewed_state")  # fmt: skip
    yield from (f"## {words('reviewed')}", "", words("reviewed_told"), "")
    yield from (*_table([words(name) for name in names], rows), "")


def _items(page: Page, words: Words) -> Iterator[str]:
    """How each item went, over everyone."""
    figures = page.statistics
    if not figures.items:
        return
    yield from (f"## {words('md_items')}", "", words("md_items_told"), "")
    columns = ("item", "settled", "mean", "difficulty", "discrimination", "lost", "open")
    header = [words(f"md_{name}") for name in columns]
    yield from (*_table(header, (_item_cells(each, page, words) for each in figures.items)), "")
    stable = stability(page, words)
    if stable is not None:
        yield from (f"### {stable.title}", "", stable.told, "")
        yield from (*_table(stable.header, stable.rows), "")


def _item_cells(each: ItemStatistics, page: Page, words: Words) -> list[str]:
    none = words("md_undefined")
    of = points(each.item.max_points)
    lost = max((part for part in each.criteria if part.lost), key=_lost, default=None)
    return [
        each.item.id,
        str(each.settled),
        none if each.mean is None else words("of", points=points(each.mean), of=of),
        none if each.difficulty is None else f"{100 * each.difficulty:.1f}%",
        none if each.discrimination is None else f"{each.discrimination:.2f}",
        words(
            "md_lost_most",
            text=lost.criterion.description.of(page.language),
            n=f"{100 * _lost(lost):.1f}",
        )
        if lost
        else words("none"),
        str(each.held + each.unscored),
    ]


def _lost(part: CriterionStatistics) -> float:
    return part.lost or 0.0


def _analysis(page: Page, words: Words) -> Iterator[str]:
    """What the items' figures say to the author of the paper."""
    view = analysis_view(page, words)
    if view is None:
        return
    yield from (f"## {words('analysis')}", "", words("analysis_told"), "")
    yield from (*_bullets(map(escaped, (*view.told, *view.remarks))), "")
    for each in view.tables:
        yield from (f"### {each.title}", "", each.told, "", *_table(each.header, each.cells), "")


def _controls(page: Page, words: Words) -> Iterator[str]:
    """Whether the judge held still, where control answers were asked."""
    view = controls_view(page.run.controls, words)
    if view is None:
        return
    yield from (f"## {words('controls')}", "", words("controls_told"), "")
    yield from (*_bullets(map(escaped, view.told)), "", *_table(view.header, view.rows), "")


def _end(head: Opening, words: Words) -> Iterator[str]:
    yield from (f"## {words('expense')}", "", *_facts(head.expense, words), "")
    yield from (words("rounding"), "", words("no_recommendation"))
