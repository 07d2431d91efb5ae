"""A rubric as the YAML file people edit: keys in the order of the format, texts unfolded."""

import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from ..records import Criterion, Critical, Dimension, Item, Level, Rubric, Section, Text

_WIDTH = 110
# What a strict reader could take for a number, nothing, or a truth value.
_NOT_PLAIN = re.compile(r"[-+.]?[0-9]|[~.+]|(?:null|true|false|yes|no|on|off)\Z", re.IGNORECASE)


def rubric_text(rubric: Rubric, comments: Mapping[str, str] | None = None) -> str:
    """
    The file of *rubric*; the same rubric gives the same bytes.

    *comments* stand before the key they name (`id`, `dimensions`, `criteria`, `sections`,
    `critical`), or before the item of that id as `item ID`. Items that use the default criteria
    bring none of their own. A text that is the same in both languages is written once.
    """
    told = comments or {}
    whole = CommentedMap(
        id=_text(rubric.id),
        version=DoubleQuotedScalarString(rubric.version),
        title=_both(rubric.title),
        language=rubric.language,
        use=rubric.use,
        dimensions=CommentedMap({each.id: _dimension(each) for each in rubric.dimensions}),
    )
    if rubric.criteria:
        whole["criteria"] = [_criterion(each) for each in rubric.criteria]
    if rubric.sections:
        whole["sections"] = [_section(each, rubric, told) for each in rubric.sections]
    if rubric.critical:
        whole["critical"] = [_critical(each) for each in rubric.critical]
    for key in whole:
        if key in told:
            whole.yaml_set_comment_before_after_key(key, before=told[key])
    return _dumped(whole)


def _dumped(whole: CommentedMap) -> str:
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    made = io.StringIO()
    yaml.dump(whole, made)
    return made.getvalue()


def _text(text: str) -> Any:
    """*text* in the style in which it is read back as it is."""
    if "\n" in text and not re.search(r"[^\S\n]\n|\A\s|[^\n\t\u0020-\ufffd]|\ufeff|\t", text):
        return LiteralScalarString(text)
    if "\n" in text or _NOT_PLAIN.match(text):
        return DoubleQuotedScalarString(text)
    return text


def _both(text: Text) -> Any:
    if text.zh == text.en:
        return _text(text.zh)
    both = CommentedMap()
    for language in ("zh", "en"):
        if of := getattr(text, language):
            both[language] = _text(of)
    return both


def _number(points: Decimal) -> int | float:
    return int(points) if points == points.to_integral_value() else float(points)


def _dimension(dimension: Dimension) -> CommentedMap:
    return CommentedMap(name=_both(dimension.name), description=_both(dimension.description))


def _section(section: Section, rubric: Rubric, comments: Mapping[str, str]) -> CommentedMap:
    items = CommentedSeq(_item(each, rubric.criteria) for each in section.items)
    for number, item in enumerate(section.items):
        if told := comments.get(f"item {item.id}"):
            items.yaml_set_comment_before_after_key(number, before=told, indent=2)
    return CommentedMap(
        id=DoubleQuotedScalarString(section.id), title=_both(section.title), items=items
    )


def _item(item: Item, defaults: Sequence[Criterion]) -> CommentedMap:
    made = CommentedMap(id=DoubleQuotedScalarString(item.id), text=_both(item.text))
    made["points"] = _number(item.points)
    for key in ("over", "points_source", "source"):
        if value := getattr(item, key):
            made[key] = _text(value)
    if item.reference:
        made["reference"] = _both(item.reference)
    if item.criteria != tuple(defaults):
        made["criteria"] = [_criterion(each) for each in item.criteria]
    return made


def _criterion(criterion: Criterion) -> CommentedMap:
    made = CommentedMap(id=_text(criterion.id), points=_number(criterion.points))
    made["dimension"] = criterion.dimension
    if criterion.label:
        made["label"] = _both(criterion.label)
    made["description"] = _both(criterion.description)
    if criterion.levels:
        made["levels"] = [_level(each) for each in criterion.levels]
    if criterion.indicators:
        made["indicators"] = [_both(each) for each in criterion.indicators]
    if criterion.evidence != "span":
        made["evidence"] = criterion.evidence
    if criterion.status:
        made["status"] = criterion.status
    return made


def _level(level: Level) -> CommentedMap:
    return CommentedMap(points=_number(level.points), description=_both(level.description))


def _critical(critical: Critical) -> CommentedMap:
    return CommentedMap(id=_text(critical.id), description=_both(critical.description))
