"""Whether letters can be written at all: known before anything is sent."""

from importlib.util import find_spec

from ...errors import SettingError
from ..page import Look


def check_letters(look: Look) -> None:
    """
    See that somebody signs, and that documents can be written.

    Raises:
        SettingError: one of them is missing.
    """
    if not look.signed_by.strip():
        raise SettingError(
            "--format letters: nobody signs them; add --signed-by NAME, a person whom "
            "candidates can ask"
        )
    if find_spec("docx") is None:
        raise SettingError(
            "--format letters: python-docx is not installed; pip install "
            '"interview-grader[documents]", or leave letters out'
        )
