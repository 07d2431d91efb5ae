"""The control answers of a rubric, as they are for one run."""

from dataclasses import replace

from ..core.controls import control_answer
from ..core.trials import tried
from ..desk import Desk
from ..readers.payloads import read_trials
from ..records import Answer, Control, Payload
from ..stores.intake import Intake


def controls_asked(desk: Desk, intake: Intake) -> tuple[Control, ...]:
    """The control answers to what is asked here; to any question where the rubric has no items."""
    if desk.rubric.is_open:
        return desk.rubric.controls
    ids = {item_id for item_id, _ in intake.items()}
    return tuple(each for each in desk.rubric.controls if each.item_id in ids)


def payloads_for(desk: Desk) -> dict[str, Payload]:
    """What control answers are tried with, by id."""
    shipped = read_trials().payloads
    language = desk.rubric.language
    return {each.id: each for each in shipped if each.is_control and each.language == language}


def answer_asked(desk: Desk, control: Control, payload: Payload | None = None) -> Answer:
    """*control* as it is asked, with *payload* in it."""
    answer = control_answer(control, desk.rubric.language)
    if payload is None:
        return answer
    text = tried(answer.text or "", payload, desk.item(answer), desk.rubric.language)
    return replace(answer, text=text)
