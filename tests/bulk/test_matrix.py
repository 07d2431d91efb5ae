"""Every fault alone on three calls in ten: what ends graded, what unscored and why."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from grader import OpenAIJudge, grade, load_rubric
from grader.errors import JudgeUnreachable
from grader.testing import LoopbackServer, as_reply

COUNT, SHARE = 60, 0.3
# A pause nobody asked for is up to 20 s long, and is tested with the engine.
PAUSE_S = 0.005
ATTEMPTS, REPLIES = 6, 3
TIMEOUT_S = 0.5


class Hurried(OpenAIJudge):
    """The judge, whose server asks for a very short pause wherever it asked for none."""

    async def ask(self, task, call):
        try:
            return await super().ask(task, call)
        except JudgeUnreachable as error:
            if error.retry_after_s is not None:
                raise
            raise JudgeUnreachable(
                str(error), retry_after_s=PAUSE_S, status=error.status
            ) from error


@dataclass(frozen=True)
class Mode:
    """A fault, how many calls about an answer it must hit to be the end of it, and the reason."""

    fault: str
    most: int
    reason: str
    timeout_s: float = 30.0

    @property
    def is_exact(self) -> bool:
        """False where a busy machine can make a good reply late as well."""
        return self.timeout_s > TIMEOUT_S


MODES = [
    # Tried again in place, six times at most.
    Mode("rate_limited", ATTEMPTS, "unreachable"),
    Mode("rate_limited_bare", ATTEMPTS, "unreachable"),
    Mode("server_error", ATTEMPTS, "unreachable"),
    Mode("plain_text_500", ATTEMPTS, "unreachable"),
    Mode("bad_gateway_html", ATTEMPTS, "unreachable"),
    Mode("unavailable", ATTEMPTS, "unreachable"),
    Mode("reset_mid_body", ATTEMPTS, "unreachable"),
    Mode("disconnect", ATTEMPTS, "unreachable"),
    Mode("empty_200", ATTEMPTS, "unreachable"),
    Mode("html_200", ATTEMPTS, "unreachable"),
    Mode("broken_json_200", ATTEMPTS, "unreachable"),
    Mode("hang", ATTEMPTS, "unreachable", TIMEOUT_S),
    Mode("trickle", ATTEMPTS, "unreachable", TIMEOUT_S),
    # A reply came, and was paid for: three of them at most.
    Mode("malformed", REPLIES, "invalid"),
    Mode("truncated", REPLIES, "truncated"),
    Mode("refusal", REPLIES, "refusal"),
    Mode("content_filter", REPLIES, "content_filter"),
    Mode("whitespace_content", REPLIES, "invalid"),
    Mode("null_content", REPLIES, "invalid"),
    # Said of this one answer, so that asking again cannot help.
    Mode("content_filter_400", 1, "content_filter"),
    Mode("context_length", 1, "too_long"),
]


def is_hit(mode, answer, call):
    """The same whatever the order in which answers are asked: else no outcome could be foretold."""
    return random.Random(f"{mode.fault}/{answer}/{call}").random() < SHARE


def hits(mode, answer):
    """How many calls about *answer* are hit before the first that is not, or before it is given up."""
    return next((n for n in range(mode.most) if not is_hit(mode, answer, n)), mode.most)


def scripted(mode: Mode, texts: list[str]) -> Callable:
    """The mode as a server's script, which knows the answers by their text."""
    calls = dict.fromkeys(range(COUNT), 0)

    def script(body, _number):
        sent = body["messages"][1]["content"]
        answer = next(n for n in range(COUNT) if texts[n] in sent)
        calls[answer] += 1
        if not is_hit(mode, answer, calls[answer] - 1):
            return "ok"
        reply = as_reply(mode.fault, body)
        if "retry-after" in reply.headers:
            return replace(reply, headers={**reply.headers, "retry-after-ms": "5"})
        return reply

    return script


@pytest.fixture
def graded(bulk, watchdog):
    """Grades against a mode: each answer's status and reason, and how many calls it took."""

    def run(mode, script=None):
        answers = list(bulk(COUNT))
        texts = [answer.text for answer in answers]
        with LoopbackServer(script or scripted(mode, texts)) as server, watchdog(30):
            judge = Hurried("scripted-1", base_url=server.base_url, timeout_s=mode.timeout_s)
            found = {
                score.candidate_id: (score.status, score.reason)
                for score in grade(answers, load_rubric("service-manager"), judge=judge)
            }
        return [found[answer.candidate_id] for answer in answers], len(server.requests)

    return run


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.fault)
def test_three_calls_in_ten_hit_leave_every_answer_graded_or_unscored_with_its_reason(graded, mode):
    found, requests = graded(mode)
    lost = ("unscored", mode.reason)
    assert found == [
        lost if hits(mode, answer) == mode.most else ("graded", "") for answer in range(COUNT)
    ]
    asked = sum(min(hits(mode, answer) + 1, mode.most) for answer in range(COUNT))
    assert requests == asked if mode.is_exact else requests >= asked


def test_a_fenced_reply_costs_nothing_more(graded):
    found, requests = graded(Mode("fenced", 1, ""))
    assert (set(found), requests) == ({("graded", "")}, COUNT)


def test_the_draws_hit_what_they_should():
    """Without a hit, a mode would prove nothing: 18 of 60 first calls are to be expected."""
    for mode in MODES:
        first = sum(is_hit(mode, answer, 0) for answer in range(COUNT))
        # Three standard deviations of 60 draws (3.5 each) to both sides.
        assert 8 <= first <= 28, (mode.fault, first)
    lost = {mode.reason for mode in MODES for n in range(COUNT) if hits(mode, n) == mode.most}
    assert lost >= {"invalid", "truncated", "refusal", "content_filter", "too_long"}


def test_a_server_that_fails_for_good_ends_the_rest_unreachable(bulk, watchdog):
    """The matrix at its edge: after ten successes, nothing but 503 and lost connections."""

    def script(_body, number):
        return "ok" if number < 10 else ("unavailable", "disconnect")[number % 2]

    answers = list(bulk(30))
    with LoopbackServer(script) as server, watchdog(30):
        judge = Hurried("scripted-1", base_url=server.base_url)
        found = [
            each.reason for each in grade(answers, load_rubric("service-manager"), judge=judge)
        ]
    assert sorted(found) == [""] * 10 + ["unreachable"] * 20
    assert len(server.requests) == 10 + 20 * ATTEMPTS
