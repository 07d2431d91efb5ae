"""What grader doctor does; imported only when it runs."""

import sys
from dataclasses import fields

from ..errors import InputError
from ..message import Message
from ..ports import Judge
from ..readers.resources import labels
from ..records import Language, Rubric
from ..runs.attack import Attack
from ..runs.doctor import MOST_CALLS, MOST_LOOKS, Given, Wanted, examine
from ..text import json_text
from ..wiring import JudgeSettings, key_source, make_judge, price_named, rubric_named
from .ahead import quantities
from .attack_told import attack_lines, attack_object, stood
from .doctor_told import findings_object, print_findings
from .doctor_wish import DoctorWish
from .grading import language_named
from .told import harmless, say, say_lines, speak_unless_asked

_PASSED_ON = (
    "api_key_file", "temperature", "seed", "max_tokens", "timeout", "prompt_lang", "prices",
)  # fmt: skip
_YES = {"y", "yes", "是", "好", "继续"}
Words = dict[str, str]


def _language(wish: DoctorWish) -> Language | None:
    return language_named("--lang", wish.lang)


def check_endpoint(wish: DoctorWish) -> int:
    """Look into the endpoint, tell what was seen, and return 0 where nothing stands in the way."""
    asked = _language(wish) or language_named("--prompt-lang", wish.prompt_lang)
    language = speak_unless_asked(asked or "zh")
    settings = wish.settings()
    if wish.judge != "openai":
        return _check_here(wish, make_judge(settings), language)
    wanted = _wanted(wish, settings, language)
    if wish.dry_run:
        told = {"dry_run": True, "requests": MOST_CALLS, "looks": MOST_LOOKS}
        words = labels(language, "doctor")
        print(json_text(told) if wish.as_json else words["ahead"].format(**told))
        return 0
    found = examine(wanted)
    if wish.as_json:
        print(json_text(findings_object(found, language)))
    else:
        print_findings(found, language)
    return 0 if found.is_well else 1


def _check_here(wish: DoctorWish, judge: Judge, language: Language) -> int:
    """Tell that there is no endpoint to look into."""
    if wish.as_json:
        print(json_text({"ok": True, "judge": judge.name, "endpoint": None, "checks": []}))
    else:
        print(labels(language, "doctor")["here"].format(judge=harmless(judge.name)))
    return 0


def _wanted(wish: DoctorWish, settings: JudgeSettings, language: Language) -> Wanted:
    rubric = rubric_named(wish.rubric)
    words = labels(language, "doctor")
    is_shown = sys.stderr.isatty() and not wish.dry_run

    def step(name: str) -> None:
        if is_shown:
            told = words["step"].format(check=words[f"check_{name}"]) if name else ""
            print(f"\r\x1b[K{told}", end="", file=sys.stderr, flush=True)

    return Wanted(
        settings=settings,
        language=language_named("--prompt-lang", wish.prompt_lang) or language,
        key_from=key_source(settings),
        price_of=lambda model, endpoint: price_named(model, endpoint, wish.prices),
        controls=(wish.rubric, len(rubric.controls)),
        given=_given(wish),
        step=step,
    )


def _given(wish: DoctorWish) -> Given:
    """What was typed otherwise than it is by default, as grader grade takes it."""
    defaults = {each.name: each.default for each in fields(wish)}
    typed = [
        word
        for name in _PASSED_ON
        if (value := getattr(wish, name)) != defaults[name]
        for word in (f"--{name.replace('_', '-')}", str(value))
    ]
    is_named = any(each.startswith(("-r", "--rubric")) for each in wish.typed)
    return Given(words=tuple(typed), rubric=wish.rubric if is_named else "")


def try_judge(wish: DoctorWish) -> int:
    """
    Try the judge with payloads, tell what moved, and return the exit code.

    1 where points would stand without a person, an honest sentence was flagged, or an answer got
    no rating.
    """
    rubric = rubric_named(wish.rubric, language_named("--prompt-lang", wish.prompt_lang))
    words = labels(speak_unless_asked(_language(wish) or rubric.language), "cli")
    judge = make_judge(wish.settings())
    attack = _attack(wish, rubric, judge, words)
    _tell_ahead(wish, attack, words)
    if wish.dry_run:
        return 0
    _see_agreed(wish, attack, words)
    found = attack.carry_out()
    if found is None:
        say_lines(Message("the weak answer got no rating, so there is nothing to compare with; "
                          "grader doctor without --attack says why"))  # fmt: skip
        return 1
    if wish.as_json:
        print(json_text(attack_object(found, rubric, judge.name)))
    else:
        for line in attack_lines(found, words, judge.name):
            print(harmless(line))
    return 1 if stood(found) or found.attacks.unscored or found.benign.unscored else 0


def _tell_ahead(wish: DoctorWish, attack: Attack, words: Words) -> None:
    """Tell what it will take: on stdout where that is all that is wished."""
    ahead, calls = attack.ahead().as_object(), len(attack.tasks)
    if wish.dry_run and wish.as_json:
        print(json_text({"dry_run": True, "calls": calls, **ahead}))
        return
    show = print if wish.dry_run else say
    show(words["attack_ahead"].format(n=calls, rubric=harmless(attack.rubric.id)))
    for line in quantities(ahead, words) if attack.endpoint else ():
        show(f"  {line}")


def _attack(wish: DoctorWish, rubric: Rubric, judge: Judge, words: Words) -> Attack:
    model, endpoint = getattr(judge, "model", ""), getattr(judge, "endpoint", "")
    last = [0]

    def step(done: int, of: int) -> None:
        if sys.stderr.isatty() or done == of or done - last[0] >= 20:
            last[0] = done
            end = "\n" if done == of or not sys.stderr.isatty() else ""
            line = words["attack_step"].format(done=done, of=of)
            print(f"\r{line}" if sys.stderr.isatty() else line, end=end, file=sys.stderr)

    return Attack(
        rubric=rubric,
        judge=judge,
        price=price_named(model, endpoint, wish.prices),
        concurrency=wish.concurrency,
        most_output=wish.max_tokens,
        step=step,
    )


def _see_agreed(wish: DoctorWish, attack: Attack, words: Words) -> None:
    """
    Have the calls agreed to, where they may cost something.

    Raises:
        InputError: a person says no, or none is there to say yes.
    """
    if wish.yes or not attack.endpoint:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(
            "doctor --attack: would send {calls} requests; add --yes to send them, or --dry-run "
            "to see what they take",
            calls=len(attack.tasks),
        )
    print(words["go_on"], end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() not in _YES:
        raise InputError(words["attack_declined"])
