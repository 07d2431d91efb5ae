"""What grader explain and grader notice write; imported only when they run."""

from pathlib import Path

from ..errors import SettingError
from ..readers.resources import labels
from ..runs.explain import Signed, explanation
from ..runs.notice import write_notices
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


def notices(
    folder: Path, out: Path | None, *, organisation: str, contact: str, lang: str, as_json: bool
) -> int:
    """Write the documents about a run and tell where they are; returns 0."""
    language = language_named("--lang", lang) or "zh"
    speak_unless_asked(language)
    place = out or folder / "notice"
    signed = Signed(organisation=organisation, contact=contact)
    written = write_notices(folder, place, signed)
    words = labels(language, "accounts")
    say(words["notice_written"].format(n=len(written), place=place))
    say(words["notice_open"])
    if as_json:
        print(json_text({"folder": str(place), "files": [path.name for path in written]}))
    else:
        print("\n".join(harmless(str(path)) for path in written))
    return 0
