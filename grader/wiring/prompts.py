"""Rubrics and prompt templates by their names."""

import re
from functools import cache

from ..core.render import Templates
from ..core.render.template import ANCHORS, NAMES
from ..readers.resources import find_rubric, prompt_sources
from ..readers.rubric_yaml import load_rubric
from ..records import LANGUAGES, Item, Language, Rubric


def rubric_named(name: str, language: Language | None = None) -> Rubric:
    """
    The shipped rubric or rubric file *name*, to be rendered in *language* if one is given.

    Raises:
        InputError: there is none, or the file is not a rubric.
    """
    rubric = load_rubric(find_rubric(name))
    return rubric.with_language(language) if language else rubric


@cache
def templates(language: Language) -> Templates:
    """The prompt templates of *language*."""
    return Templates(prompt_sources(language))


def proposal_templates(language: Language) -> Templates:
    """The templates of *language* that ask for criteria."""
    sources = prompt_sources(language)
    names = {"system": "propose", "user": "propose_user", "repair": "propose_repair"}
    return Templates({name: sources.get(file, "") for name, file in names.items()})


def instructions(language: Language) -> str:
    """What raters are told in *language*, apart from the item: not for a candidate's eyes."""
    return "\n".join(re.sub(r"\{[{%#].*?[}%#]\}", "\n", text, flags=re.DOTALL)
                     for name, text in prompt_sources(language).items()
                     if name in {*NAMES, ANCHORS})  # fmt: skip


def withheld(item: Item, language: Language) -> str:
    """What the writer of an answer to *item* is not told: the reference, and the instructions."""
    references = [item.reference.of(each) for each in LANGUAGES]
    return "\n".join([*references, instructions(language)])
