"""While a run goes and when it is done: what a signal does, and what is told."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..ports import Engine
from ..records import OFFLINE, Run
from .ahead import tell_left
from .progress import Progress
from .told import counted, say, say_lines, shown_command

# The report a person is sent to: the first of these that is there.
_TOLD = ("report.html", "report.xlsx", "report.md", "letters/index.csv", "candidates.csv")


@contextmanager
def signals(bar: Progress) -> Iterator[None]:
    """Ctrl-C once drains, twice cancels; a request to end counts as once."""

    def handle(_number: int, _frame: object) -> None:
        engine: Engine | None = bar.engine
        if engine is None:
            raise KeyboardInterrupt
        if engine.is_stopping:
            engine.cancel()
        else:
            bar.say_stopping()
            engine.stop()

    before = {each: signal.signal(each, handle) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, old in before.items():
            signal.signal(each, old)


def report_in(folder: Path) -> Path:
    """The report a person is sent to."""
    return next((path for path in map(folder.joinpath, _TOLD) if path.exists()), folder)


def tell_done(run: Run, folder: Path, words: dict[str, str]) -> None:
    """Tell how *run* went, where its report is, and how to go on."""
    tell_counts(run, words)
    if run.judge in OFFLINE:
        say(words[OFFLINE[run.judge]])
    tell_open(run, words)
    say(calibration_told(run, words))
    say(words["report"].format(path=report_in(folder)))
    tell_next(run, folder, words)


def calibration_told(run: Run, words: dict[str, str]) -> str:
    """How this rubric, prompt and judge agreed with people, or that nobody knows."""
    head = run.calibration.headline if run.calibration else None
    if run.calibration is None or head is None or head.machine.qwk.value is None:
        return words["uncalibrated"]
    return words["calibrated"].format(
        qwk=f"{head.machine.qwk.value:.2f}",
        answers=run.calibration.marked - run.calibration.unusable,
        date=run.calibration.when[:10],
    )


def tell_counts(run: Run, words: dict[str, str]) -> None:
    """Tell how many answers ended how, and what was sent for them."""
    counts = run.counts
    say(
        words["done"].format(
            total=counts.answers,
            graded=counts.graded,
            held=counts.held,
            gated=counts.gated,
            unscored=counts.unscored,
            not_answered=counts.not_answered,
        )
    )
    cost = words["unpriced"]
    if run.cost_usd is not None:
        cost = words["cost"].format(usd=f"{run.cost_usd:.4f}") if run.cost_usd else ""
    if run.endpoint:
        say(
            words["sent"].format(
                requests=counts.requests,
                retries=counts.retries,
                repaired=counts.repaired,
                seconds=f"{run.seconds:.1f}",
                cost=cost,
            )
        )


def tell_open(run: Run, words: dict[str, str]) -> None:
    """Tell what is left for a person, for a batch, or for another time."""
    counts = run.counts
    if run.waiting:
        say(words["waiting"].format(count=run.waiting))
    if counts.held:
        say(counted(words, "open", counts.held))
    if unanswered := _unanswered(run):
        say(counted(words, "unanswered", unanswered))
    if run.left:
        tell_left(run, words)


def tell_next(run: Run, folder: Path, words: dict[str, str]) -> None:
    """
    Tell why *run* in *folder* stopped, if it did, and the command that goes on.

    Before it, where answers wait for people, the one that lists them.
    """
    if run.exit_code == 3:
        say_lines(run.exit_reason)
    came_through = run.counts.graded or run.counts.held
    if run.exit_code == 3 and run.endpoint and not came_through:
        asked = ["doctor", "--base-url", run.endpoint, "--model", run.model_asked]
        say(words["look_closer"].format(command=shown_command(asked)))
    if run.exit_code == 1 and run.counts.held:
        say(words["next_people"].format(command=shown_command(["review", str(folder)])))
    if run.exit_code in {1, 3, 130} or run.waiting:
        say(words["next"].format(command=run.command))


def _unanswered(run: Run) -> int:
    """How many answers got no score, though they were not put off."""
    return max(0, run.counts.unscored - run.waiting - run.left)
