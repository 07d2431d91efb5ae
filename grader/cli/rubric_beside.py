"""What stands in a rubric beside its items, for grader rubric show: control answers and minima."""

from collections.abc import Iterator, Mapping

from ..core.report import decimal
from ..records import Control, Language, Minimum, Rubric

Words = Mapping[str, str]


def beside(rubric: Rubric, language: Language, words: Words) -> Iterator[tuple[str, list[str]]]:
    """Headings, each with the lines under it."""
    if rubric.controls:
        yield words["show_controls"], [_control(each, rubric, words) for each in rubric.controls]
    if rubric.minima:
        yield words["show_minima"], [_minimum(each, rubric, language, words)
                                     for each in rubric.minima]  # fmt: skip


def _control(control: Control, rubric: Rubric, words: Words) -> str:
    item = rubric.item(control.item_id, control.question.of(rubric.language))
    told = words["show_control"].format(
        kind=words[f"show_control_{control.kind}"],
        points=decimal(control.known(item)),
        of=decimal(item.max_points),
    )
    return "  ".join(filter(None, (control.id, control.item_id, told)))


def _minimum(minimum: Minimum, rubric: Rubric, language: Language, words: Words) -> str:
    names = {each.id: each.title for each in rubric.sections}
    names |= {each.id: each.name for each in rubric.dimensions}
    of = minimum.section or minimum.dimension
    name = names[of].of(language)
    if minimum.share is not None:
        return words["show_minimum_share"].format(of=name, n=decimal(100 * minimum.share))
    return words["show_minimum_points"].format(of=name, n=decimal(minimum.points))
