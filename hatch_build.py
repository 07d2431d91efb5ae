"""Puts the commit a wheel or sdist is built from into it, for `grader --version`."""

import json
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILD = "grader/build.json"


class CommitHook(BuildHookInterface):
    """Adds `grader/build.json` where the source is a clone; an sdist already holds it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file beside the build, not into the clone."""
        if version == "editable" or not (Path(self.root) / ".git").exists():
            return
        try:
            commit, date = self._git("log", "-1", "--format=%h %cs", "--abbrev=12").split()
            is_changed = bool(self._git("status", "--porcelain", "--untracked-files=no"))
        except (OSError, subprocess.CalledProcessError):  # no git, or a clone it does not trust
            return
        told = {"commit": commit, "date": date, "changed": is_changed}
        path = Path(self.directory) / "build.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(told) + "\n", encoding="utf-8")
        self._written = path
        build_data["force_include"][str(path)] = BUILD

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the hook's form
        """Leave only the wheel or sdist."""
        if written := getattr(self, "_written", None):
            written.unlink()

    def _git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()
