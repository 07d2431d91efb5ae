"""How the totals of a run lie: what is wished of them, kept beside the answers, and made."""

import json
from collections.abc import Iterable
from decimal import Decimal
from importlib.util import find_spec

from ..errors import SettingError
from ..records import Person, Rubric
from ..records.agreement import Calibration
from ..records.banding import Banding, Placing, Threshold, Withheld
from ..stores.intake import Intake

# Williamson, Xi and Breyer (2012, Educational Measurement: Issues and Practice 31(1), 2-13).
_LEAST_FOR_SELECTION = 0.70


def check_banding(banding: Banding) -> None:
    """
    See that what is wished can be worked out.

    Raises:
        SettingError: the libraries for it are not installed.
    """
    if banding.is_wished and not all(map(find_spec, ("numpy", "scipy"))):
        raise SettingError(
            "--cut, --bands, --rank: numpy and scipy are not installed; pip install "
            '"interview-grader[stats]", or leave them out'
        )


def check_reach(banding: Banding, rubric: Rubric, intake: Intake) -> None:
    """
    See that totals can reach what they are to be held against.

    Raises:
        SettingError: a threshold is above the points of all items that are asked.
    """
    highest = max((each.at for each in banding.thresholds if not each.is_percent), default=None)
    asked = [rubric.item(name, question) for name, question in intake.items()]
    most = sum((item.max_points for item in asked), Decimal(0))
    if highest is not None and asked and highest > most:
        raise SettingError(
            "--cut, --bands: {cut:f} points, where there are {most:f} at most; write points up to "
            "that, or percent as 60%",
            cut=highest,
            most=most,
        )


def keep_banding(intake: Intake, banding: Banding) -> None:
    """Keep what is wished, so that reports can be written again without saying it again."""
    told = {
        "thresholds": [str(each) for each in banding.thresholds],
        "names": banding.names,
        "ranks": banding.ranks,
        "least": banding.least,
    }
    intake.keep(banding=json.dumps(told, ensure_ascii=False) if banding.is_wished else "")


def kept_banding(intake: Intake) -> Banding:
    """What was wished the last time."""
    told = json.loads(intake.kept("banding") or "{}")
    return Banding(
        thresholds=tuple(map(threshold_named, told.get("thresholds", ()))),
        names=tuple(told.get("names", ())),
        ranks=told.get("ranks", False),
        least=told.get("least"),
    )


def threshold_named(text: str) -> Threshold:
    """
    The total that *text* says, as points or as `60%`.

    Raises:
        ArithmeticError: it is no number.
    """
    return Threshold(at=Decimal(text.removesuffix("%")), is_percent=text.endswith("%"))


def placing_of(
    people: Iterable[Person],
    banding: Banding,
    rubric: Rubric,
    calibration: Calibration | None = None,
    *,
    withheld: Withheld | None = None,
) -> Placing | None:
    """
    How *people* lie; None where nothing is wished, and then nobody is looked at.

    Whether bands and ranks are told rests on *calibration*, unless *withheld* says it.
    """
    if not banding.is_wished:
        return None
    check_banding(banding)
    from ..core.agreement.placing import PlacesTally

    tally = PlacesTally(banding)
    for person in people:
        tally.add(person)
    least = banding.least
    if least is None and rubric.use == "selection":
        least = _LEAST_FOR_SELECTION
    return tally.placing(least=least, calibration=calibration, withheld=withheld)


def keep_withheld(intake: Intake, placing: Placing | None) -> None:
    """Keep whether bands and ranks were told: a calibration may come after the tables."""
    intake.keep(withheld=placing.withheld if placing else "")


def kept_withheld(intake: Intake) -> Withheld:
    """Why bands and ranks are not in the tables of the run."""
    kept = intake.kept("withheld")
    return kept if kept in {"uncalibrated", "below"} else ""  # type: ignore[return-value]


def in_place(people: Iterable[Person], placing: Placing | None) -> Iterable[Person]:
    """*people*, each with the place of the total."""
    if placing is None:
        return people
    from ..core.agreement.placing import placed

    return (placed(person, placing) for person in people)
