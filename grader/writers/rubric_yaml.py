"""Rubrics as YAML files, commented and the same bytes each time."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from ..records import (
    Adjudication,
    ClosedItem,
    Control,
    Criterion,
    Dimension,
    Item,
    Level,
    Minimum,
    Rubric,
    Section,
    Text,
)

Path: TypeAlias = tuple[str | int, ...]
Comments: TypeAlias = Mapping[Path, str]
_INDENT = 2
# What a strict reader could take for a number, nothing, a truth value, or more than text.
_MISREAD = re.compile(r"(?:null|true|false|yes|no|on|off|y|n)\Z", re.IGNORECASE)
# What a block of lines would not give back: blanks at an end, tabs, signs without a shape.
_NO_BLOCK = re.compile(r"[^\S\n]\n|\A\s|[^\n\u0020-\ufffd]|[\x7f-\x9f\u2028\u2029\ufeff]")


def rubric_yaml(rubric: Rubric, comments: Comments | None = None) -> str:
    """
    *rubric* as the text of a file that `load_rubric` reads back equal.

    *comments* are lines to stand above a value, by its path: `()` for the head of the file,
    `("sections", 0, "items", 1)` for an item. Items that use the default criteria bring none of
    their own; a text that is the same in both languages is written once.
    """
    tree = _rubric(rubric)
    for path, comment in (comments or {}).items():
        _comment(tree, path, comment)
    yaml = YAML()
    yaml.width = 1 << 20
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _comment(tree: CommentedMap, path: Path, comment: str) -> None:
    if not path:
        tree.yaml_set_start_comment(comment)
        return
    *outer, last = path
    parent: Any = tree
    for part in outer:
        parent = parent[part]
    indent = sum(isinstance(part, int) for part in outer) * _INDENT
    parent.yaml_set_comment_before_after_key(last, before=comment, indent=indent)


def _map(**values: Any) -> CommentedMap:
    """The values that say something, in the order given."""
    return CommentedMap(
        {name: each for name, each in values.items() if each not in (None, "", [], {})}
    )


def _seq(values: Iterable[Any]) -> CommentedSeq:
    return CommentedSeq(values)


def _number(points: Decimal | None) -> int | float | None:
    if points is None:
        return None
    return int(points) if points == points.to_integral_value() else float(points)


def _quoted(text: str) -> str:
    return str.__new__(DoubleQuotedScalarString, text)


def _words(text: str) -> str:
    """A text on one line as it is, on several as a block."""
    if not text:
        return text
    if "\n" not in text:
        is_plain = text[0].isalpha() and ": " not in text and not _MISREAD.match(text)
        return text if is_plain else _quoted(text)
    return _quoted(text) if _NO_BLOCK.search(text) else LiteralScalarString(text)


def _text(text: Text) -> Any:
    if text.zh == text.en:
        return _words(text.zh)
    return _map(zh=_words(text.zh), en=_words(text.en))


def _notes(notes: Sequence[str]) -> CommentedSeq:
    return _seq(map(_words, notes))


def _rubric(rubric: Rubric) -> CommentedMap:
    return _map(
        id=_words(rubric.id),
        version=_quoted(rubric.version),
        title=_text(rubric.title),
        language=rubric.language,
        use=rubric.use,
        notes=_notes(rubric.notes),
        dimensions=CommentedMap({each.id: _dimension(each) for each in rubric.dimensions}),
        criteria=_seq(map(_criterion, rubric.criteria)),
        sections=_seq(_section(each, rubric.criteria) for each in rubric.sections),
        critical=_seq(
            _map(id=_words(each.id), description=_text(each.description))
            for each in rubric.critical
        ),
        controls=_seq(map(_control, rubric.controls)),
        minima=_seq(map(_minimum, rubric.minima)),
        adjudication=_adjudication(rubric.adjudication),
    )


def _control(control: Control) -> CommentedMap:
    by_criterion = {name: _number(points) for name, points in control.points.items()}
    made = _map(
        id=_quoted(control.id),
        item=_quoted(control.item_id) if control.item_id else "",
        kind=control.kind,
        question=_text(control.question),
        text=_text(control.text),
        why=_text(control.why),
    )
    # Nothing at all is worth 0 points, which is something to say.
    made["points"] = CommentedMap(by_criterion) if by_criterion else _number(control.total)
    return made


def _minimum(minimum: Minimum) -> CommentedMap:
    return _map(
        dimension=minimum.dimension,
        section=_quoted(minimum.section) if minimum.section else "",
        points=_number(minimum.points),
        share=None if minimum.share is None else float(minimum.share),
    )


def _adjudication(rule: Adjudication) -> CommentedMap | None:
    """The rule where it is not the usual one."""
    if rule == Adjudication():
        return None
    return _map(
        rule=rule.rule, tolerance=rule.tolerance, people_tolerance=rule.people_tolerance or None
    )


def _dimension(dimension: Dimension) -> CommentedMap:
    return _map(name=_text(dimension.name), description=_text(dimension.description))


def _section(section: Section, defaults: Sequence[Criterion]) -> CommentedMap:
    declared = section.declared
    return _map(
        id=_quoted(section.id),
        title=_text(section.title),
        declared=_map(
            items=declared.items,
            points_each=_number(declared.points_each),
            points=_number(declared.points),
        ),
        notes=_notes(section.notes),
        items=_seq(_item(each, defaults) for each in section.items),
        closed=_seq(map(_closed, section.closed)),
    )


def _closed(item: ClosedItem) -> CommentedMap:
    return _map(
        id=_quoted(item.id),
        kind=item.kind,
        text=_text(item.text),
        points=_number(item.points),
        options=_seq(map(_words, item.options)),
        answer=_words(item.answer),
    )


def _item(item: Item, defaults: Sequence[Criterion]) -> CommentedMap:
    own = () if item.criteria == tuple(defaults) else item.criteria
    return _map(
        id=_quoted(item.id),
        text=_text(item.text),
        points=_number(item.points),
        over=item.over,
        points_source=item.points_source,
        source=_words(item.source),
        notes=_notes(item.notes),
        reference=_text(item.reference),
        criteria=_seq(map(_criterion, own)),
    )


def _criterion(criterion: Criterion) -> CommentedMap:
    return _map(
        id=_quoted(criterion.id),
        points=_number(criterion.points),
        dimension=criterion.dimension,
        label=_text(criterion.label),
        description=_text(criterion.description),
        levels=_seq(map(_level, criterion.levels)),
        indicators=_seq(map(_text, criterion.indicators)),
        evidence="" if criterion.evidence == "span" else criterion.evidence,
        status=criterion.status,
    )


def _level(level: Level) -> CommentedMap:
    return _map(points=_number(level.points), description=_text(level.description))
