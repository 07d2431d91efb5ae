"""The prompt templates of one language, compiled once."""

import re
from collections.abc import Mapping

from jinja2 import DictLoader, Environment, StrictUndefined

from ...errors import SettingError

NAMES = ("system", "user", "repair")
# What shows marked answers: not needed where none are shown, as in runs of older versions.
ANCHORS = "anchors"
_VERSION = re.compile(r"\A\{#-? *version: *(\d+) *-?#\}")


class Templates:
    """
    Compiled templates `system`, `user` and `repair`, and `anchors` where it is given.

    `version` is the number in each template's first line, joined: a change of wording that
    should not be paid for again keeps its number, one that may move scores raises it. That of
    `anchors` stands apart (`anchors_version`, empty without it), for prompts without any are not
    concerned. `sources` are the texts themselves.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.version = ".".join(_version(name, sources.get(name, "")) for name in NAMES)
        names = (*NAMES, ANCHORS) if ANCHORS in sources else NAMES
        self.anchors_version = _version(ANCHORS, sources[ANCHORS]) if ANCHORS in sources else ""
        self.sources = {name: sources[name] for name in names}
        # Prompts are plain text for a model, not HTML: escaping would change the words.
        environment = Environment(
            loader=DictLoader(dict(sources)),
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701
            keep_trailing_newline=False,
        )
        self._compiled = {name: environment.get_template(name) for name in names}

    def fill(self, name: str, **values: object) -> str:
        """The template *name* with *values*; an unknown variable is an error."""
        return self._compiled[name].render(**values)


def _version(name: str, source: str) -> str:
    found = _VERSION.match(source)
    if not found:
        raise SettingError(
            f"prompt template {name}.j2: no version in its first line; "
            "start it with {#- version: 1 -#}"
        )
    return found[1]
