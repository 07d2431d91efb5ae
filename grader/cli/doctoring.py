"""What grader doctor does; imported only when it runs."""

import sys
from collections.abc import Iterator

from ..errors import InputError
from ..message import Message
from ..ports import Judge
from ..readers.resources import labels
from ..records import Language, Rubric
from ..runs.attack import Attack
from ..runs.doctor import Health, see_health
from ..text import json_text
from ..wiring import JudgeSettings, make_judge, price_named, rubric_named
from .ahead import quantities
from .attack_told import attack_lines, attack_object, stood
from .doctor_wish import DoctorWish
from .grading import language_named
from .told import harmless, say, say_lines, speak_unless_asked

_YES = {"y", "yes", "是", "好", "继续"}
Words = dict[str, str]


def _language(wish: DoctorWish) -> Language | None:
    return language_named("--lang", wish.lang)


def _settings(wish: DoctorWish) -> JudgeSettings:
    return JudgeSettings(
        judge=wish.judge,
        model=wish.model,
        base_url=wish.base_url,
        api_key_file=wish.api_key_file,
        replay=wish.replay,
        temperature=wish.temperature,
        seed=wish.seed,
        max_tokens=wish.max_tokens,
        timeout_s=wish.timeout,
    )


def check_endpoint(wish: DoctorWish) -> int:
    """Make one small call, tell how it went, and return 0 where it went well, else 1."""
    language = _language(wish) or language_named("--prompt-lang", wish.prompt_lang) or "zh"
    speak_unless_asked(language)
    judge = make_judge(_settings(wish))
    words = labels(language, "cli")
    if wish.dry_run:
        print(json_text({"dry_run": True, "requests": 1}) if wish.as_json else words["doctor_one"])
        return 0
    found = see_health(judge, language_named("--prompt-lang", wish.prompt_lang) or language)
    if wish.as_json:
        print(json_text(found.as_object()))
    else:
        for line in _health_lines(found, words):
            print(harmless(line))
    return 0 if found.is_well else 1


def _health_lines(found: Health, words: Words) -> Iterator[str]:
    yield words["doctor_endpoint"].format(endpoint=found.endpoint or words["ahead_here"])
    if not found.is_well:
        reason = words.get(f"doctor_reason_{found.reason}", found.reason)
        yield words["doctor_ill"].format(reason=reason)
        yield words["doctor_said"].format(detail=" ".join(found.detail.split()) or "–")
        return
    yield words["doctor_well"].format(seconds=f"{found.seconds:.1f}")
    yield words["doctor_model"].format(asked=found.model_asked, model=found.model or "–")
    yield words["doctor_rung"].format(rung=words.get(f"doctor_rung_{found.rung}", found.rung))
    if found.dropped:
        yield words["doctor_dropped"].format(names=", ".join(found.dropped))
    if None not in found.tokens:
        yield words["doctor_tokens"].format(input=found.tokens[0], output=found.tokens[1])


def try_judge(wish: DoctorWish) -> int:
    """
    Try the judge with payloads, tell what moved, and return the exit code.

    1 where points would stand without a person, an honest sentence was flagged, or an answer got
    no rating.
    """
    rubric = rubric_named(wish.rubric, language_named("--prompt-lang", wish.prompt_lang))
    language = _language(wish) or rubric.language
    speak_unless_asked(language)
    words = labels(language, "cli")
    judge = make_judge(_settings(wish))
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
