"""What grader doctor does; imported only when it runs."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..message import Message
from ..ports import Judge
from ..readers.resources import labels
from ..records import Language
from ..runs.attack import Attack
from ..runs.doctor import Health, see_health
from ..text import json_text
from ..wiring import JudgeSettings, make_judge, price_named, rubric_named
from .ahead import quantities
from .attack_told import attack_lines, attack_object, stood
from .grading import language_named
from .told import harmless, say, say_lines, speak_unless_asked

_YES = {"y", "yes", "是", "好", "继续"}
Words = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What is wished of grader doctor."""

    settings: JudgeSettings
    rubric: str
    prompt_lang: str = ""
    concurrency: int = 8
    prices: Path | None = None
    takes_all: bool = False
    is_ahead: bool = False
    lang: str = ""
    as_json: bool = False

    @property
    def language(self) -> Language | None:
        """The language of labels, where one was asked for."""
        return language_named("--lang", self.lang)


def check_endpoint(check: Check) -> int:
    """Make one small call, tell how it went, and return 0 where it went well, else 1."""
    language = check.language or language_named("--prompt-lang", check.prompt_lang) or "zh"
    speak_unless_asked(language)
    judge = make_judge(check.settings)
    words = labels(language, "cli")
    if check.is_ahead:
        print(json_text({"dry_run": True, "requests": 1}) if check.as_json else words["doctor_one"])
        return 0
    found = see_health(judge, language_named("--prompt-lang", check.prompt_lang) or language)
    if check.as_json:
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


def try_judge(check: Check) -> int:
    """
    Try the judge with payloads, tell what moved, and return the exit code.

    1 where points would stand without a person, an honest sentence was flagged, or an answer got
    no rating.
    """
    rubric = rubric_named(check.rubric, language_named("--prompt-lang", check.prompt_lang))
    language = check.language or rubric.language
    speak_unless_asked(language)
    words = labels(language, "cli")
    judge = make_judge(check.settings)
    attack = _attack(check, judge, words)
    ahead = attack.ahead().as_object()
    calls = len(attack.tasks)
    if check.is_ahead and check.as_json:
        print(json_text({"dry_run": True, "calls": calls, **ahead}))
        return 0
    show = print if check.is_ahead else say
    show(words["attack_ahead"].format(n=calls, rubric=harmless(rubric.id)))
    for line in quantities(ahead, words) if attack.endpoint else ():
        show(f"  {line}")
    if check.is_ahead:
        return 0
    _see_agreed(check, attack, words)
    found = attack.carry_out()
    if found is None:
        say_lines(Message("the weak answer got no rating, so there is nothing to compare with; "
                          "grader doctor without --attack says why"))  # fmt: skip
        return 1
    if check.as_json:
        print(json_text(attack_object(found, rubric, judge.name)))
    else:
        for line in attack_lines(found, words, judge.name):
            print(harmless(line))
    return 1 if stood(found) or found.attacks.unscored or found.benign.unscored else 0


def _attack(check: Check, judge: Judge, words: Words) -> Attack:
    model, endpoint = getattr(judge, "model", ""), getattr(judge, "endpoint", "")
    last = [0]

    def step(done: int, of: int) -> None:
        if sys.stderr.isatty() or done == of or done - last[0] >= 20:
            last[0] = done
            end = "\n" if done == of or not sys.stderr.isatty() else ""
            line = words["attack_step"].format(done=done, of=of)
            print(f"\r{line}" if sys.stderr.isatty() else line, end=end, file=sys.stderr)

    return Attack(
        rubric=rubric_named(check.rubric, language_named("--prompt-lang", check.prompt_lang)),
        judge=judge,
        price=price_named(model, endpoint, check.prices),
        concurrency=check.concurrency,
        most_output=check.settings.max_tokens or 4096,
        step=step,
    )


def _see_agreed(check: Check, attack: Attack, words: Words) -> None:
    """
    Have the calls agreed to, where they may cost something.

    Raises:
        InputError: a person says no, or none is there to say yes.
    """
    if check.takes_all or not attack.endpoint:
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
