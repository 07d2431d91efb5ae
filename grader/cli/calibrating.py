"""What grader calibrate does with its options; imported only when it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core.calibrated import plain_calibration
from ..errors import SettingError
from ..readers.resources import labels
from ..records import Language
from ..runs.calibrate import Calibrated, Wished, calibrate
from ..runs.marked import REVIEW, Source
from ..text import json_text
from ..wiring.extras import need_stats
from .grading import language_named
from .measured_told import tell_calibration
from .told import counted, say, shown_command, speak_unless_asked, words_with

_MOST_TOLD = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked of grader calibrate, by the options' names."""

    folder: Path
    human: Sequence[str] = ()
    cut: str = ""
    beside: Sequence[Path] = ()
    seed: int | None = None
    adjudicator: str = ""
    skip_bad_rows: bool = False
    sheet: str = ""
    lang: str = ""
    as_json: bool = False

    @property
    def language(self) -> Language | None:
        """The language of the labels, where one was asked for."""
        return language_named("--lang", self.lang)


def measure(asked: Asked) -> int:
    """Measure agreement with people, and say what was found."""
    need_stats("calibrate")
    if not asked.human:
        raise SettingError(
            "grader calibrate: no marks by people; give --human FILE (or --human review), or "
            "--split N for sheets to mark in"
        )
    source = Source(
        files=[Path(each) for each in asked.human if each != REVIEW],
        takes_review=REVIEW in asked.human,
        sheet=asked.sheet,
        adjudicator=" ".join(asked.adjudicator.split()),
        skip_bad_rows=asked.skip_bad_rows,
    )
    wished = Wished(source=source, cut=asked.cut, beside=asked.beside, seed=asked.seed,
                    language=asked.language)  # fmt: skip
    made = calibrate(asked.folder, wished, say)
    _tell(made, asked)
    return 0


def _tell(made: Calibrated, asked: Asked) -> None:
    heard = speak_unless_asked(made.language)
    words = words_with(made.rubric, heard, "report", "cli", "calibrate")
    for each in made.left_out[:_MOST_TOLD]:
        say(each.message)
    if made.left_out:
        say(counted(words, "review_skipped", len(made.left_out)))
    if asked.as_json:
        print(json_text(plain_calibration(made.found)))
    else:
        tell_calibration(made.found, words)
    if made.gaps:
        answers = {(each.score.candidate_id, each.item.id) for each in made.gaps}
        say(words["measure_gaps"].format(count=len(answers)))
    for path in made.files:
        say(words["file"].format(path=path))
    say(words["measure_next"].format(command=shown_command(["report", str(asked.folder)])))


def sample(asked: Asked, count: int | None, width: float | None, raters: str) -> int:
    """Choose the answers for people to mark, and say what was chosen."""
    from ..runs.calibration_sample import Wanted, choose_sample

    names = tuple(" ".join(each.split()) for each in raters.split(",") if each.strip())
    wanted = Wanted(count=count, width=width, raters=names, seed=asked.seed,
                    language=asked.language)  # fmt: skip
    made = choose_sample(asked.folder, wanted)
    heard = speak_unless_asked(made.language)
    words = {**labels(heard, "cli"), **labels(heard, "calibrate")}
    say(words["sample_chosen"].format(
        count=len(made.chosen), all=made.eligible, items=made.items, flagged=made.flagged,
        flagged_all=made.flagged_all, seed=made.seed))  # fmt: skip
    if made.left_out:
        say(counted(words, "sample_left_out", made.left_out))
    if made.needed is not None:
        say(words["sample_needed"].format(width=f"{made.width:g}", count=made.needed,
                                          qwk=f"{made.assumed:.2f}"))  # fmt: skip
    if len(names) < 2:
        say(words["sample_one_rater"])
    for path in made.files:
        say(words["file"].format(path=path))
    if made.files:
        filled = [part for path in made.files for part in ("--human", str(path))]
        command = shown_command(["calibrate", str(asked.folder), *filled])
        say(words["sample_next"].format(command=command))
    if asked.as_json:
        print(json_text(made.as_object()))
    return 0
