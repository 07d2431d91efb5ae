"""The text files of a folder to start from, as they lie beside this one."""

from pathlib import Path

from ...records import Language

_NAMES = {
    "rubric.yaml": "rubric.yaml",
    "grader.toml": "grader.toml",
    "README.md": "README.md",
    # Under its own name it would rule this folder as well.
    "gitignore": ".gitignore",
}


def starter_texts(language: Language) -> dict[str, str]:
    """What each text file says in *language*, by the name it is given."""
    folder = Path(__file__).with_name(language)
    return {name: (folder / source).read_text(encoding="utf-8") for source, name in _NAMES.items()}
