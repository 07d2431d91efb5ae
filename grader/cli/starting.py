"""What grader init does; imported only when it runs."""

from pathlib import Path

from ..errors import SettingError
from ..readers.resources import labels
from ..runs.init import start
from ..text import json_text
from .grading import language_named
from .language import language_asked
from .told import say, speak


def start_folder(folder: Path, lang: str, *, as_json: bool) -> int:
    """Write a folder to start from, and say what to do next."""
    language = language_named("--lang", lang) or language_asked([]) or "zh"
    speak(language)
    done = start(folder, language)
    words = labels(language, "settings")
    if as_json:
        lists = {"written": done.written, "kept": done.kept}
        told = {name: [path.name for path in paths] for name, paths in lists.items()}
        print(json_text({"folder": str(folder), "language": language, **told}))
    if not done.written:
        raise SettingError(
            "{folder}: everything is there already, nothing was written; name another folder, or "
            "move away what is to be written anew",
            folder=folder.resolve().name or folder,
        )
    for path in done.written:
        say(words["written"].format(file=path))
    for path in done.kept:
        say(words["kept"].format(file=path))
    named = folder if folder.name else folder.resolve().name
    say(words["next"].format(folder=named, workbook=words["workbook"]))
    return 0
