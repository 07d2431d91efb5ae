"""Which build of the package this is."""

import json
from dataclasses import dataclass
from pathlib import Path

# Written by hatch_build.py when a wheel or sdist is built from a clone.
_FILE = Path(__file__).resolve().parent.parent / "build.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The commit a wheel was built from, its day, and whether files differed from it."""

    commit: str
    date: str
    changed: bool

    def __str__(self) -> str:
        return f"{self.commit}, {self.date}{', changed' if self.changed else ''}"


def build() -> Build | None:
    """The build of this package; None for a checkout, or what was built outside a clone."""
    return Build(**json.loads(_FILE.read_text(encoding="utf-8"))) if _FILE.is_file() else None
