"""A text in the editor of whoever writes it."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ..errors import InputError
from ..message import cause

_USUAL = ("sensible-editor", "nano", "vim", "vi")


def edited(text: str) -> str:
    """
    *text* as it is when $VISUAL, else $EDITOR, else a usual editor ends.

    The file it stood in is gone afterwards.

    Raises:
        InputError: there is no editor, or it failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.txt"
        path.write_text(text, encoding="utf-8")
        command = [*_editor(), str(path)]
        try:
            done = subprocess.run(command, check=False)  # noqa: S603 - the person's own editor
            if done.returncode:
                raise InputError(
                    "{editor}: ended with {code}; the text is as before",
                    editor=command[0],
                    code=done.returncode,
                )
            return path.read_text(encoding="utf-8-sig").removesuffix("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                "{editor}: {reason}; set VISUAL or EDITOR to an editor that saves UTF-8",
                editor=command[0],
                reason=cause(error),
            ) from error


def _editor() -> list[str]:
    """The command, as words."""
    asked = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    is_windows = sys.platform == "win32"
    if asked:
        # There a backslash parts folders.
        words = shlex.split(asked, posix=not is_windows)
        return [each.strip('"') for each in words] if is_windows else words
    if is_windows:
        return ["notepad"]
    found = next((each for each in _USUAL if shutil.which(each)), None)
    if found is None:
        raise InputError("no editor was found; set VISUAL or EDITOR, or write it here")
    return [found]
