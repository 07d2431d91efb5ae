"""What grader purge does; imported only when it runs."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import InputError, SettingError
from ..readers.resources import labels
from ..records import Language
from ..runs.purge import Purged, Wanted, hold_folder, language_of, purge
from ..text import json_text
from .agreement import YES
from .grading import language_named
from .told import harmless, say, speak_unless_asked

Words = dict[str, str]


def set_hold(folder: Path, reason: str, *, release: bool, also: bool, lang: str) -> int:
    """Put the run in *folder* on hold for *reason*, or end the hold; nothing is erased."""
    if also or (reason and release):
        raise SettingError("--hold and --release stand alone; give one of them and nothing else")
    language = _language(folder, lang)
    hold_folder(folder, "" if release else reason)
    say(labels(language, "private")["hold_ended" if release else "hold_set"].format(folder=folder))
    return 0


def purge_run(
    folder: Path, candidate: str, before: str, *, lang: str, takes_all: bool, as_json: bool
) -> int:
    """Erase and tell what was found afterwards; returns 1 where something is left."""
    wanted = _wanted(candidate, before)
    words = labels(_language(folder, lang), "private")

    def agree(people: int, answers: int) -> None:
        if people and not takes_all:
            _ask(words, people, answers, folder)

    made = purge(folder, wanted, agree)
    if as_json:
        print(json_text(_object(made)))
    for line in _lines(made, candidate, words):
        say(line) if as_json else print(harmless(line))
    return 1 if made.left else 0


def _language(folder: Path, lang: str) -> Language:
    return speak_unless_asked(language_named("--lang", lang) or language_of(folder))


def _wanted(candidate: str, before: str) -> Wanted:
    if bool(candidate) == bool(before):
        raise SettingError("purge: give --candidate ID or --before DATE, one of them")
    if before:
        try:
            before = date.fromisoformat(before).isoformat()
        except ValueError:
            raise SettingError(
                "--before {value!r}: no such day; write it like 2026-03-01", value=before
            ) from None
    return Wanted(candidate_id=candidate, before=before)


def _ask(words: Words, people: int, answers: int, folder: Path) -> None:
    if not (sys.stderr.isatty() and sys.stdin.isatty()):
        raise SettingError(
            "purge: {people} people would be erased for good and nobody is here to agree; add "
            "--yes",
            people=people,
        )
    say(words["purge_ask"].format(people=people, answers=answers, folder=folder))
    print(words["purge_go_on"], end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() not in YES:
        raise InputError(words["purge_declined"])


def _lines(made: Purged, candidate: str, words: Words) -> Iterator[str]:
    if not made.candidates:
        yield words["purge_nobody"]
    else:
        yield words["purge_done"].format(
            people=made.candidates, answers=made.answers, replies=made.replies
        )
    if made.reviews:
        yield words["purge_reviews"].format(n=made.reviews)
    if made.without_letters:
        yield words["purge_letters"]
    if made.left:
        yield from _left(made, words)
    elif made.candidates:
        name = candidate or words["purge_them"]
        yield words["purge_gone"].format(files=made.searched, name=name)
    if made.quiet:
        yield words["purge_quiet"].format(ids=words["purge_and"].join(made.quiet[:5]))
    if made.sources:
        yield words["purge_sources"].format(files=words["purge_and"].join(made.sources[:5]))
    if made.endpoint and made.candidates:
        yield words["purge_endpoint"].format(endpoint=made.endpoint)


def _left(made: Purged, words: Words) -> Iterator[str]:
    """What still holds something, and what to do where that is a sheet for people's marks."""
    yield words["purge_left"].format(files=made.searched, n=len(made.left))
    for each in made.left:
        yield f"- {each.file}: {words[f'purge_left_{each.what}']}"
    if any(Path(each.file).name.startswith("review") for each in made.left):
        yield words["purge_sheets"]


def _object(made: Purged) -> dict[str, Any]:
    return {
        "candidates": made.candidates,
        "answers": made.answers,
        "replies": made.replies,
        "reviews": made.reviews,
        "files_searched": made.searched,
        "left": [{"file": each.file, "what": each.what} for each in made.left],
        "searched_in_tables_only": list(made.quiet),
        "source_files": list(made.sources),
        "endpoint": made.endpoint,
        "letters_removed": made.without_letters,
    }
