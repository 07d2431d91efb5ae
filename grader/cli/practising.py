"""What grader practice does; imported only when it runs."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..core.practice import Offer
from ..errors import InputError, SettingError
from ..readers.resources import labels
from ..records import Rubric
from ..runs.practice import Practice
from ..stores.practice import PracticeFile
from ..text import json_text
from ..wiring import make_judge, practice_path, rubric_named
from .coaching import feedback_text, item_named, text_of
from .grading import language_named
from .practice_objects import attempt_object, history_object, offer_object
from .practice_rater import Rater
from .practice_told import Told, show
from .practice_wish import PracticeWish
from .told import say, speak_unless_asked

Words = dict[str, str]


def practise(wish: PracticeWish) -> int:
    """Practise as wished, and return the exit code."""
    is_person = sys.stdin.isatty()
    _check(wish, is_person=is_person)
    rubric = rubric_named(wish.rubric, language_named("--lang", wish.lang))
    speak_unless_asked(rubric.language)
    _check_dimension(wish.dimension, rubric)
    words = labels(rubric.language, "practice")
    if wish.history_only:
        return _show_history(wish, rubric, words)
    return (_in_terminal if is_person else _from_stdin)(wish, rubric, words)


def _check(wish: PracticeWish, *, is_person: bool) -> None:
    if wish.no_history and (wish.history is not None or wish.history_only):
        raise SettingError("--no-history: leave it out to use or to show a history")
    if wish.as_json and is_person and not wish.history_only:
        raise SettingError(
            "--json: goes with --history-only, or with an answer on stdin "
            "(grader practice -r RUBRIC -i ITEM --json < answer.txt)"
        )


def _check_dimension(name: str, rubric: Rubric) -> None:
    if name and rubric.is_open:
        raise SettingError(
            "--dimension: rubric {rubric!r} has no items to choose from; leave it out",
            rubric=rubric.id,
        )
    there = {each.dimension for item in rubric.items for each in item.criteria}
    if name and name not in there:
        raise SettingError(
            "--dimension {name!r}: rubric {rubric!r} has no points there; use one of {known}",
            name=name,
            rubric=rubric.id,
            known=", ".join(each.id for each in rubric.dimensions if each.id in there),
        )


def _path(wish: PracticeWish, rubric: Rubric) -> Path | None:
    return None if wish.no_history else wish.history or practice_path(rubric.id)


@contextmanager
def _opened(wish: PracticeWish, rubric: Rubric, rater: str) -> Iterator[Practice]:
    path = _path(wish, rubric)
    if path is None:
        yield Practice(rubric, rater)
        return
    with closing(PracticeFile(path)) as file:
        yield Practice(rubric, rater, file)


def _in_terminal(wish: PracticeWish, rubric: Rubric, words: Words) -> int:
    named = wish.item or wish.question
    first = (
        Offer(item=item_named(rubric, wish.item, wish.question), why="chosen") if named else None
    )
    rater = Rater(rubric, make_judge(wish.settings()))
    from .pen import Pen
    from .sitting import Sitting

    with _opened(wish, rubric, rater.name) as practice:
        show(_opening(rater, _path(wish, rubric), words), rubric.language)
        sitting = Sitting(practice, rater, Pen(words), words, wish.dimension)
        return sitting.run(first)


def _from_stdin(wish: PracticeWish, rubric: Rubric, words: Words) -> int:
    """Rate the one answer that stdin holds."""
    item = item_named(rubric, wish.item, wish.question)
    rater = Rater(rubric, make_judge(wish.settings()))
    text = text_of("-")
    if not text.strip():
        raise InputError(
            "stdin: there is no answer in it; write one, or start without it to be asked"
        )
    with _opened(wish, rubric, rater.name) as practice:
        for line in _about(rater, _path(wish, rubric), words):
            say(line)
        before = practice.before(item)
        handed_in = practice.hand_in(item, text)
        score, made = rater.rate(item, text)
        attempt = practice.keep(handed_in, item, score, made)
        offer = None if rubric.is_open else practice.offer(wish.dimension, just_done=item.id)
        if wish.as_json:
            print(json_text({
                **attempt_object(attempt),
                "before": attempt_object(before) if before else None,
                "next": offer_object(offer) if offer else None,
            }))  # fmt: skip
        else:
            told = Told(practice, words)
            print(feedback_text(made, rubric, is_baseline=rater.is_baseline))
            show(["", *told.outcome(item, attempt, before)], rubric.language)
            if offer is not None:
                told_next = words["next_is"].format(id=offer.item.id) + told.why(offer)
                show(["", told_next], rubric.language)
    return 1 if score.status in {"held", "unscored"} else 0


def _opening(rater: Rater, path: Path | None, words: Words) -> Iterator[str]:
    """What is said before the first item."""
    rubric = rater.rubric
    count = len(list(rubric.items))
    label = "title_open" if rubric.is_open else "title"
    yield "# " + words[label].format(title=rubric.title.of(rubric.language), count=count)
    yield ""
    yield from _about(rater, path, words)
    yield words["how_to_write"]


def _about(rater: Rater, path: Path | None, words: Words) -> Iterator[str]:
    """Who rates and what that is worth, where the answer goes, what is kept."""
    yield words["rated_by"].format(rater=rater.name)
    if rater.is_baseline:
        yield words["baseline_worth"]
    if rater.endpoint:
        yield words["sent_to"].format(endpoint=rater.endpoint)
    yield words["kept_nowhere"] if path is None else words["kept_in"].format(path=path)


def _show_history(wish: PracticeWish, rubric: Rubric, words: Words) -> int:
    path = _path(wish, rubric)
    is_there = path is not None and path.is_file()
    practice = Practice(rubric)
    if path is not None and is_there:
        with closing(PracticeFile(path)) as file:
            practice = Practice(rubric, file=file)
    if wish.as_json:
        print(json_text(history_object(practice, str(path) if is_there else None)))
        return 0
    say(words["kept_in"].format(path=path) if is_there else words["kept_not_yet"].format(path=path))
    Told(practice, words).history()
    return 0
