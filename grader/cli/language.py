"""Which language a person is spoken to in."""

import locale
import os
from collections.abc import Mapping, Sequence

from ..errors import SettingError
from ..records import Language

# As gettext asks them, the first that says something.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_OF_PROGRAMS = frozenset({"C", "POSIX"})


def language_asked(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> Language | None:
    """
    The language that the command or, failing that, the person's system asks for.

    `--lang` comes first, then LANGUAGE, LC_ALL, LC_MESSAGES and LANG, on Windows the user's own
    language. Any but Chinese is answered in English. None where nothing is said: a variable that
    is empty or tells an encoding only (`C.UTF-8`) says nothing, `C` and `POSIX` ask for English.
    """
    said = _option(arguments)
    if said in {"zh", "en"}:
        return "zh" if said == "zh" else "en"
    given = os.environ if environment is None else environment
    name = next((given[each] for each in _VARIABLES if given.get(each)), "")
    if not name and os.name == "nt":
        name = locale.getlocale()[0] or ""
    if name in _OF_PROGRAMS:
        return "en"
    wanted = given.get("LANGUAGE", "").partition(":")[0] or name
    if not wanted or wanted.partition(".")[0] in _OF_PROGRAMS:
        return None
    return "zh" if wanted.casefold().startswith(("zh", "chinese")) else "en"


def check_spoken(lang: str) -> None:
    """
    See that *lang*, as `--lang` says it, is a language that is spoken, or nothing.

    Raises:
        SettingError: it is another.
    """
    if lang not in {"", "zh", "en"}:
        raise SettingError(
            "{option} {value!r}: no such language; use zh or en", option="--lang", value=lang
        )


def _option(arguments: Sequence[str]) -> str:
    """What `--lang` says, the last time it does."""
    said = ""
    for at, each in enumerate(arguments):
        if each == "--":
            break
        if each.startswith("--lang="):
            said = each.removeprefix("--lang=")
        elif each == "--lang":
            said = next(iter(arguments[at + 1 : at + 2]), "")
    return said
