"""The part of a request that is the same for every answer to an item."""

import hashlib
import json
from collections.abc import Sequence

from ...records import Criterion, Item, Language, MarkedAnswer, Prompt, Rubric
from .anchors import shown_anchors
from .schema import reply_schema, reply_skeleton
from .sent import stamp_of
from .template import Templates

# What the three levels of a criterion without its own are called.
_BARE_LEVELS = {
    "zh": ("没有做到", "部分做到", "完整做到"),
    "en": ("absent", "partly", "fully"),
}


def render_prompt(
    item: Item, rubric: Rubric, templates: Templates, anchors: Sequence[MarkedAnswer] = ()
) -> Prompt:
    """
    The prompt of *item* in the rubric's language, with marked answers as examples if there are.

    Points, totals, ids of people and anything of a candidate are not in it. `digest` covers
    what is rendered and the template's version, so that a changed item is asked again and an
    untouched one is not; of *anchors* and their template it tells only where there are any.
    """
    language, values = rubric.language, _values(item, rubric)
    skeleton = reply_skeleton(item, rubric.critical, language)
    said: list[object] = [values, language, templates.version]
    examples = ""
    if anchors:
        shown = shown_anchors(item, anchors, _names_of_levels(item, language))
        examples = templates.fill("anchors", **shown)
        said += [shown, templates.anchors_version]
    content = json.dumps(said, ensure_ascii=False, sort_keys=True)
    system = templates.fill("system", skeleton=skeleton, anchors=examples, **values)
    schema = reply_schema(item, rubric.critical)
    return Prompt(
        item=item,
        system=system,
        schema=schema,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        critical=frozenset(each.id for each in rubric.critical),
        language=language,
        stamp=stamp_of(system, schema),
    )


def _values(item: Item, rubric: Rubric) -> dict[str, object]:
    language = rubric.language
    used = {criterion.dimension for criterion in item.criteria}
    return {
        "question": item.text.of(language).strip(),
        "reference": item.reference.of(language).strip(),
        "dimensions": [
            {"name": each.name.of(language), "description": each.description.of(language)}
            for each in rubric.dimensions
            if each.id in used
        ],
        "criteria": [_criterion(each, rubric) for each in item.criteria],
        "critical": [
            {"id": each.id, "description": each.description.of(language)}
            for each in rubric.critical
        ],
    }


def _criterion(criterion: Criterion, rubric: Rubric) -> dict[str, object]:
    language: Language = rubric.language
    names = {each.id: each.name.of(language) for each in rubric.dimensions}
    return {
        "id": criterion.id,
        "dimension": names.get(criterion.dimension, criterion.dimension),
        "label": criterion.label.of(language),
        "description": criterion.description.of(language),
        "indicators": [each.of(language) for each in criterion.indicators],
        "evidence": criterion.evidence,
        "levels": _levels(criterion, language),
    }


def _levels(criterion: Criterion, language: Language) -> list[str]:
    levels = [level.description.of(language) for level in criterion.levels]
    return levels or list(_BARE_LEVELS[language])


def _names_of_levels(item: Item, language: Language) -> dict[str, list[str]]:
    return {each.id: _levels(each, language) for each in item.criteria}
