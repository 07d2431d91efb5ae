"""calibrated: a calibration in plain values, for JSON, and made of them again."""

from dataclasses import asdict, fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ..records import Run
from ..records.agreement import Calibration

SCHEMA = 1


def rated_by(run: Run) -> str:
    """Who rated in *run*: the judge, and how often each, where that was several times."""
    if run.judge == "baseline-fitted":
        # Fitted on other marks it is another rater.
        return f"{run.judge} {run.fitted.get('digest', '')}".strip()
    order = run.ratings.get("order", [])
    usual = sum(not each.get("if_first_two_differ", False) for each in order)
    jurors = 1 + run.judge.count("+")
    times = usual // jurors
    return f"{run.judge} x{times}" if times > 1 else run.judge


def worded_by(run: Run) -> str:
    """By which prompt *run* was made: the version of its template, and its language."""
    return f"{run.template} {run.language}".strip()


def is_of(found: Calibration, run: Run) -> bool:
    """True where *found* measured the rubric, the prompt and the judge of *run*."""
    return (found.rubric, found.prompt, found.judge) == (
        run.rubric_digest, worded_by(run), rated_by(run),
    )  # fmt: skip


def plain_calibration(found: Calibration) -> dict[str, Any]:
    """*found* as an object of JSON; undefined figures are null, with why."""
    return {"schema": SCHEMA, **asdict(found), "verdict": found.verdict}


def calibration_of(plain: dict[str, Any]) -> Calibration:
    """
    What `plain_calibration` wrote as *plain*.

    Raises:
        ValueError: it is of another form.
    """
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
        raise ValueError("no calibration")
    try:
        made = _made(Calibration, plain)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no calibration") from error
    if not isinstance(made, Calibration):
        raise ValueError("no calibration")  # noqa: TRY004 - whatever is wrong, it is one thing
    return made


def _made(kind: Any, value: Any) -> Any:
    """*value* as the type *kind* tells: records of objects, tuples of lists."""
    if value is None:
        return None
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        known = {each.name: _made(hints[each.name], value[each.name])
                 for each in fields(kind) if each.name in value}  # fmt: skip
        return kind(**known)  # type: ignore[operator]
    if isinstance(kind, UnionType):
        [first] = [each for each in get_args(kind) if each is not type(None)]
        return _made(first, value)
    if get_origin(kind) is tuple:
        parts = get_args(kind)
        every = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_made(part, each) for part, each in zip(every, value, strict=True))
    if kind is float:
        return float(value)
    return value
