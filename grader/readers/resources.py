"""Files that travel with the package: prompts, rubrics, labels."""

from functools import cache
from pathlib import Path

from ..errors import InputError
from ..records import Language

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """The folder *name* (`prompts`, `rubrics`): in the package when installed, else beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def prompt_sources(language: Language) -> dict[str, str]:
    """The sources of the prompt templates of *language*, by name."""
    files = sorted((folder("prompts") / language).glob("*.j2"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def shipped_rubrics() -> dict[str, Path]:
    """The files of the rubrics that come with the package, by id."""
    return {file.stem: file for file in sorted(folder("rubrics").glob("*.yaml"))}


def find_rubric(name: str) -> Path:
    """
    The file of the shipped rubric *name*, or *name* as a file.

    Raises:
        InputError: there is neither.
    """
    shipped = shipped_rubrics()
    if name in shipped:
        return shipped[name]
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or path.exists():
        return path
    raise InputError(
        "no rubric called {name!r}; give a .yaml file or one of {ids}",
        name=name,
        ids=", ".join(shipped),
    )


def messages(language: Language) -> dict[str, str]:
    """What messages say in *language*, by their English templates; nothing for English."""
    return {} if language == "en" else labels(language, "messages")


@cache
def labels(language: Language, part: str) -> dict[str, str]:
    """
    What *part* of the product (`report`, `cli`, `feedback`) says in *language*, by name.

    They are gettext catalogues. A message that counts stands twice: `name_one` and `name_many`,
    the same text in a language without plural forms.
    """
    # Not for --help, which says nothing from a catalogue: it must be quick.
    from babel.messages.pofile import read_po

    path = _PACKAGE / "locale" / language / "LC_MESSAGES" / f"{part}.po"
    told: dict[str, str] = {}
    with path.open("rb") as file:
        for message in read_po(file):
            name, *plural = [message.id] if isinstance(message.id, str) else message.id
            texts = [message.string] if isinstance(message.string, str) else message.string or []
            if plural:
                told[f"{name}_one"], told[f"{name}_many"] = texts[0], texts[-1]
            elif name:
                told[name] = texts[0]
    return told
