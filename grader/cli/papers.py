"""What grader explain and grader notice write; imported only when they run."""

from pathlib import Path

from ..errors import SettingError
from ..runs.explain import Signed, explanation
from ..text import json_text
from ..writers.papers import ENDINGS, write_paper
from .grading import language_named
from .told import harmless, say, speak_unless_asked


def explain_to(
    folder: Path,
    candidate: str,
    item: str,
    *,
    out: Path | None,
    organisation: str,
    contact: str,
    lang: str,
    as_json: bool,
) -> int:
    """Write the explanation to the file *out*, or print it; returns 0."""
    language = language_named("--lang", lang)
    speak_unless_asked(language or "zh")
    if out is not None and out.suffix.lower() not in ENDINGS:
        raise SettingError(
            "--out {file}: no such form; give a file that ends in {known}",
            file=out,
            known=", ".join(ENDINGS),
        )
    signed = Signed(organisation=organisation, contact=contact)
    text, spoken = explanation(folder, candidate, item, language=language, signed=signed)
    if out is not None:
        write_paper(out, text, spoken)
        say(str(out))
    if as_json:
        told = {"candidate_id": candidate, "language": spoken, "file": str(out or ""), "text": text}
        print(json_text(told))
    elif out is None:
        print(harmless(text), end="")
    return 0
