"""What the control answers of a run say, drawn from its stores."""

from ..core.controls import control_rating, control_result
from ..desk import WHOLE, Desk
from ..records import Control, ControlAsked, ControlRating, ControlsFound, Payload
from ..stores.intake import Intake
from ..stores.journal import Journal
from .control_answers import answer_asked, controls_asked, payloads_for


def controls_found(intake: Intake, desk: Desk, journal: Journal) -> ControlsFound | None:
    """The control answers asked for what *intake* holds, beside the session before; else None."""
    log = journal.controls
    name = intake.kept("controls")
    session = log.session(name) if name else None
    if session is None:
        return None
    controls = controls_asked(desk, intake)
    asked = log.asked(session.id)
    ratings = _ratings(asked, controls, desk, journal)
    earlier = log.before(session)
    before = _ratings(log.asked(earlier.id), controls, desk, journal) if earlier else {}
    results = tuple(
        control_result(each, desk.item(answer_asked(desk, each)), ratings[each.id], before)
        for each in controls
        if ratings.get(each.id)
    )
    return ControlsFound(
        results=results,
        earlier=earlier.began if earlier else "",
        left=sum(not each.levels for of in ratings.values() for each in of),
    )


def _ratings(
    asked: list[ControlAsked], controls: tuple[Control, ...], desk: Desk, journal: Journal
) -> dict[str, list[ControlRating]]:
    """What each control answer got, in the order it was asked."""
    by_id = {each.id: each for each in controls}
    payloads: dict[str, Payload] = payloads_for(desk)
    outcomes = journal.outcomes(each.key for each in asked)
    found: dict[str, list[ControlRating]] = {}
    for each in asked:
        control, payload = by_id.get(each.control), payloads.get(each.payload)
        if control is None or (each.payload and payload is None):
            continue
        answer = answer_asked(desk, control, payload)
        score = desk.score(answer, {WHOLE: outcomes.get(each.key)})
        found.setdefault(control.id, []).append(control_rating(each, score))
    return found
