"""An audit in words, for the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from ..records import Language
from ..records.agreement import Figure
from ..records.audit import Audit, Shift
from ..records.outcome import GroupOutcome, Outcomes

Words = dict[str, str]
_MOST_IDS = 5
_MOST_LARGEST = 5


def audit_lines(found: Audit, words: Words) -> Iterator[str]:
    """What was found by group: differences first, then rates and their ratios."""
    yield from _about(found, words)
    yield ""
    yield words["groups_head_differences"]
    yield words["groups_means_differences"]
    for number, each in enumerate(found.totals):
        yield from _differences(each, words)
        if found.low:
            yield from _ends(found.low[number], found.high[number], words)
    yield words["groups_many"].format(n=found.comparisons)
    yield ""
    yield words["groups_head_rates"]
    yield from _rates(found.totals, words)
    if found.at_cut:
        yield ""
        yield words["groups_head_cut"].format(cut=_points(found.at_cut[0].cut))
        yield from _rates(found.at_cut, words)
    yield ""
    yield words["groups_head_dimensions"]
    for name, some in found.dimensions:
        yield from _by_dimension(words[f"dimension_{name}"], some, words)
    yield ""
    yield words["groups_limits"]


def _about(found: Audit, words: Words) -> Iterator[str]:
    head, read, between = found.head, found.read, words["between"]
    yield words["groups_about"].format(
        rubric=head.rubric, version=head.rubric_version, judge=head.judge,
        graded=head.graded[:10], audited=head.audited[:10],
    )  # fmt: skip
    yield words["groups_data"].format(
        people=head.people,
        answers=between.join(head.answers_from) or words["groups_none"],
        groups=head.groups_from or words["groups_same_file"],
    )
    yield words[f"groups_unit_{head.unit}"].format(max=_points(head.max_total))
    if head.open:
        yield words["groups_open"].format(n=head.open)
    if read.unknown_ids:
        more = " …" if read.unknown_ids[_MOST_IDS:] else ""
        ids = between.join(read.unknown_ids[:_MOST_IDS]) + more
        yield words["groups_unknown_ids"].format(ids=ids)
    if read.without_row:
        yield words["groups_without_row"].format(n=read.without_row)
    for column, count in read.unbanded:
        yield words["groups_unbanded"].format(column=column, n=count)


def _column(of: Outcomes, words: Words) -> str:
    known = of.people - of.unknown
    column = " × ".join(of.columns)
    return words["groups_column"].format(column=column, known=known, unknown=of.unknown)


def _differences(of: Outcomes, words: Words) -> Iterator[str]:
    yield _column(of, words)
    if not of.groups:
        yield f"  {words['groups_nobody']}"
    for each in of.groups:
        told = words["groups_difference"].format(
            group=_named(each),
            people=each.people,
            scored=each.scored,
            mean=_points(each.mean),
            difference=_figure(each.difference, words, 1, is_signed=True),
            smd=_number(each.smd, 2),
        )
        small = words["groups_small"].format(least=of.least) if each.is_small else ""
        yield f"  {told}{small}"


def _ends(low: Outcomes, high: Outcomes, words: Words) -> Iterator[str]:
    yield f"  {words['groups_head_ends']}"
    for one, other in zip(low.groups, high.groups, strict=True):
        told = words["groups_ends"].format(
            group=_named(one),
            low=_figure(one.difference, words, 1, is_signed=True),
            high=_figure(other.difference, words, 1, is_signed=True),
        )
        yield f"    {told}"


def _rates(some: Sequence[Outcomes], words: Words) -> Iterator[str]:
    first = some[0]
    if first.cut is not None:
        yield words["groups_means_cut"].format(cut=_points(first.cut), tied=first.tied)
    else:
        yield words["groups_means_rates"].format(median=_points(first.median), tied=first.tied)
    for of in some:
        yield _column(of, words)
        for each in of.groups:
            yield f"  {_rate(each, of, words)}"


def _rate(each: GroupOutcome, of: Outcomes, words: Words) -> str:
    test = words[f"groups_test_{each.test}"].format(p=_number(each.p, 3)) if each.test else ""
    return words["groups_rate"].format(
        group=_named(each),
        above=each.above,
        scored=each.scored,
        rate=words["groups_none"] if each.rate is None else f"{100 * each.rate:.1f}%",
        ratio=_ratio(each, words),
        test=test,
        note=words[f"groups_note_{each.note}"].format(least=of.least),
    )


def _ratio(each: GroupOutcome, words: Words) -> str:
    if each.is_highest and each.ratio.value is not None:
        return _number(each.ratio.value, 2)
    return _figure(each.ratio, {**words, "groups_why_constant": words["groups_why_rate"]}, 2)


def _by_dimension(name: str, some: Iterable[Outcomes], words: Words) -> Iterator[str]:
    # Groups of several columns are many: those by dimension are in audit.csv.
    for of in (each for each in some if len(each.columns) == 1):
        for each in of.groups:
            told = words["groups_dimension"].format(
                dimension=name,
                group=_named(each),
                difference=_figure(each.difference, words, 1, is_signed=True),
                smd=_number(each.smd, 2),
            )
            small = words["groups_small"].format(least=of.least) if each.is_small else ""
            yield f"  {told}{small}"


def shift_lines(shifts: Sequence[Shift], language: Language, words: Words) -> Iterator[str]:
    """What swapped words did to points, kind by kind."""
    yield ""
    yield words["swap_head"]
    yield words["swap_means"]
    for each in shifts:
        kind = each.kind
        yield words["swap_kind"].format(
            name=kind.name.of(language), one=kind.one.of(language), other=kind.other.of(language),
            answers=each.answers, people=each.people,
        )  # fmt: skip
        if each.answers:
            mean = _figure(each.mean, words, 2, is_signed=True)
            told = {"moved": each.moved, "up": each.up, "down": each.down}
            yield f"  {words['swap_change'].format(mean=mean, **told)}"
        told_seen = f"swap_seen_{each.seen}" if each.answers else "swap_no_answers"
        yield f"  {words[told_seen]}"
        for name, count in (("swap_unscored", each.unscored), ("swap_held", each.held)):
            if count:
                yield f"  {words[name].format(n=count)}"
        for moved in each.largest[:_MOST_LARGEST]:
            told_moved = words["swap_largest"].format(
                candidate=moved.candidate_id, item=moved.item_id, one=_points(moved.one),
                other=_points(moved.other), max=_points(moved.max_points),
            )  # fmt: skip
            yield f"  {told_moved}"
    yield words["swap_limits"]


def _named(each: GroupOutcome) -> str:
    return " × ".join(each.names)


def _points(value: float | None) -> str:
    return _number(value, 1).removesuffix(".0")


def _number(value: float | None, places: int, *, is_signed: bool = False) -> str:
    if value is None:
        return "–"
    rounded = round(value, places) or 0.0
    return f"{rounded:+.{places}f}" if is_signed and rounded else f"{rounded:.{places}f}"


def _figure(figure: Figure, words: Words, places: int, *, is_signed: bool = False) -> str:
    why = words[f"groups_why_{figure.why}"] if figure.why else ""
    if figure.value is None:
        return words["groups_undefined"].format(why=why)
    value = _number(figure.value, places, is_signed=is_signed)
    if figure.low is None or figure.high is None:
        return words["groups_no_interval"].format(value=value, why=why)
    low, high = (_number(each, places, is_signed=is_signed) for each in (figure.low, figure.high))
    return words["groups_interval"].format(value=value, low=low, high=high)
