"""What grader feedback does; imported only when it runs."""

import sys
from dataclasses import asdict
from pathlib import Path

from ..api import feedback, grade
from ..core.arrange import ItemIndex
from ..core.feedback import Feedback
from ..errors import InputError
from ..message import Message
from ..readers.resources import labels
from ..readers.source import check_file, encoding_of
from ..records import Answer, Item, Rubric
from ..text import json_text
from ..wiring import JudgeSettings, make_judge, rubric_named
from .grading import language_named
from .told import harmless, say, speak_unless_asked

_MOST_BYTES = 1_000_000


def coach(
    file: str,
    rubric_name: str,
    item_id: str,
    question: str,
    settings: JudgeSettings,
    *,
    lang: str,
    as_json: bool,
) -> int:
    """Rate the answer in *file* and print the feedback; returns the exit code."""
    chosen = language_named("--lang", lang)
    rubric = rubric_named(rubric_name, chosen)
    speak_unless_asked(rubric.language)
    item = item_named(rubric, item_id, question)
    judge = make_judge(settings)
    answer = Answer(candidate_id="you", item_id=item.id, text=text_of(file), question=question)
    [score] = grade([answer], rubric, judge=judge)
    made = feedback(score, rubric)
    if as_json:
        rater = score.rater or judge.name
        print(json_text({**asdict(made), "rater": rater}))
    else:
        print(feedback_text(made, rubric, is_baseline=judge.name == "baseline"))
    return 1 if score.status in {"held", "unscored"} else 0


def item_named(rubric: Rubric, item_id: str, question: str) -> Item:
    """
    The item of that id or text; an open rubric makes one of *question*.

    Raises:
        InputError: there is none, or an open rubric is given no question.
    """
    if rubric.is_open:
        if not question:
            raise InputError(
                "rubric {rubric!r} has no items of its own; give the question with --question",
                rubric=rubric.id,
            )
        return rubric.item(item_id or "Q1", question)
    index = ItemIndex(rubric)
    found = index.by_id(item_id) if item_id else index.by_text(question)
    if found is None:
        wanted = Message("item {item!r}", item=item_id) if item_id else Message("the item")
        raise InputError(
            "{wanted} is not in rubric {rubric!r}; choose with -i one of {ids}",
            wanted=wanted,
            rubric=rubric.id,
            ids=", ".join(index.ids),
        )
    return found


def text_of(file: str) -> str:
    """
    What *file* holds, or stdin for "-".

    Raises:
        InputError: it cannot be read, is no text, or is longer than any answer.
    """
    if file == "-":
        content = sys.stdin.buffer.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise InputError(
                "stdin: more than {most:,} bytes; that is no single answer", most=_MOST_BYTES
            )
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError("stdin: not UTF-8; save the text as UTF-8") from error
    path = Path(file)
    check_file(path, _MOST_BYTES)
    return path.read_text(encoding=encoding_of(path, say))


def feedback_text(made: Feedback, rubric: Rubric, *, is_baseline: bool) -> str:
    """*made* as it is read in a terminal."""
    language = rubric.language
    words = labels(language, "feedback")
    question = words["said"].format(name=words["question"], what=made.question)
    lines = [f"# {words['title']}", "", question, ""]
    if rubric.use == "practice":
        lines.append(words["practice"])
    if is_baseline:
        lines.append(words["baseline"])
    reason = made.reason
    if made.status in {"held", "gated", "unscored", "not_answered"}:
        lines.append(words[made.status].format(reason=reason))
    lines += [words["points"].format(points=made.points, max_points=made.max_points), ""]
    lines += _points(made, words)
    if made.instead:
        lines += ["", f"## {words['instead']}", *(f"- {text}" for text in made.instead)]
    if made.withheld:
        lines += ["", words["withheld"].format(count=made.withheld)]
    return harmless("\n".join(lines))


def _points(made: Feedback, words: dict[str, str]) -> list[str]:
    lines = [f"## {words['hit']}"]
    for point in made.hit:
        lines.append(f"- {point.asks}")
        for quote in point.quotes:
            said = words["said"].format(name=words["your_words"], what=f"“{quote}”")
            lines.append(f"  {said}")
    if not made.hit:
        lines.append(words["nothing_hit"])
    lines += ["", f"## {words['missed']}"]
    for point in made.missed:
        lines.append(f"- {point.asks}")
        if point.found:
            lines.append(f"  {words['said'].format(name=words['now'], what=point.found)}")
    if not made.missed:
        lines.append(words["nothing_missed"])
    return lines
