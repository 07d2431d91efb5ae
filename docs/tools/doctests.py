"""Doctests of our docstrings shown as examples in the library reference."""

import re
from typing import Any

import griffe

_DOCTEST = re.compile(r"^>>> .*?(?=\n\n(?!>>> )|\Z)", re.MULTILINE | re.DOTALL)


class Doctests(griffe.Extension):
    """Sessions at the margin of a docstring, put where the page shows code."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Mark what would otherwise be read as Markdown, brackets as links and all."""
        if obj.docstring is not None:
            obj.docstring.value = _DOCTEST.sub(_as_example, obj.docstring.value)


def _as_example(session: re.Match[str]) -> str:
    lines = session.group().splitlines()
    return "\n".join(["Examples:", *("    " + line if line else "" for line in lines)])
