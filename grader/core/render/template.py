"""The prompt templates of one language, compiled once."""

import re
from collections.abc import Mapping

from jinja2 import DictLoader, Environment, StrictUndefined

from ...errors import SettingError

NAMES = ("system", "user", "repair")
_VERSION = re.compile(r"\A\{#-? *version: *(\d+) *-?#\}")


class Templates:
    """
    Compiled templates `system`, `user` and `repair`.

    `version` is the number in each template's first line, joined: a change of wording that
    should not be paid for again keeps its number, one that may move scores raises it. `sources`
    are the texts themselves.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        versions = []
        for name in NAMES:
            found = _VERSION.match(sources.get(name, ""))
            if not found:
                raise SettingError(
                    f"prompt template {name}.j2: no version in its first line; "
                    "start it with {#- version: 1 -#}"
                )
            versions.append(found[1])
        self.version = ".".join(versions)
        self.sources = {name: sources[name] for name in NAMES}
        # Prompts are plain text for a model, not HTML: escaping would change the words.
        environment = Environment(
            loader=DictLoader(dict(sources)),
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701
            keep_trailing_newline=False,
        )
        self._compiled = {name: environment.get_template(name) for name in NAMES}

    def fill(self, name: str, **values: object) -> str:
        """The template *name* with *values*; an unknown variable is an error."""
        return self._compiled[name].render(**values)
