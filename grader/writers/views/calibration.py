"""How the rubric, the prompt and the model of a run agreed with people, in a sentence."""

from collections.abc import Iterator, Sequence

from ...records.agreement import Calibration, Figure
from .wording import Words, moment


def calibration_notes(
    found: Calibration | None, words: Words, models: Sequence[str] = ()
) -> Iterator[str]:
    """
    What the head of a report says of agreement with people; that it is not known, if so.

    *models* are those that replied in this run, where that is known.
    """
    head = found.headline if found else None
    if found is None or head is None:
        yield words("note_uncalibrated")
        return
    # What is left inside items is judged as well: the sentence says the weaker of both.
    yield words(
        "note_calibrated",
        qwk=_told(head.machine.qwk, words),
        answers=found.marked - found.unusable,
        candidates=head.machine.candidates,
        raters=words.number("calibrated_by", len(found.raters)),
        date=moment(found.when)[:10],
        verdict=words(f"calibrated_{found.verdict}"),
    )
    if found.drawn < found.marked:
        yield words("note_calibrated_chosen", drawn=found.drawn, marked=found.marked)
    if models and found.models and set(models) != set(found.models):
        yield words(
            "note_calibrated_models",
            measured=words.join(list(found.models)),
            here=words.join(list(models)),
        )


def _told(figure: Figure, words: Words) -> str:
    if figure.value is None:
        return words("calibrated_undefined")
    if figure.low is None or figure.high is None:
        return f"{figure.value:.2f}"
    return words("calibrated_interval", value=f"{figure.value:.2f}", low=f"{figure.low:.2f}",
                 high=f"{figure.high:.2f}")  # fmt: skip
