"""How a run agreed with people, as its reports tell it: kept, found again, taken from elsewhere."""

import json
from pathlib import Path

from ..core.calibrated import calibration_of, is_of, plain_calibration, rated_by, worded_by
from ..errors import InputError, SettingError
from ..message import cause
from ..records import Run
from ..records.agreement import Calibration
from ..stores.journal import Journal
from ..text import json_text
from ..writers.whole import whole_file

FILE = "calibration.json"


def calibration_for(run: Run, journal: Journal) -> Calibration | None:
    """
    The last calibration kept of the rubric, prompt and judge of *run*; None where there is none.

    Raises:
        StoreError: the journal cannot be read.
    """
    found = journal.calibrations.last(run.rubric_digest, worded_by(run), rated_by(run))
    try:
        return calibration_of(found) if found else None
    except ValueError:
        # Written by a version that told it otherwise: nothing is known rather than half of it.
        return None


def keep_calibration(folder: Path, journal: Journal, found: Calibration) -> Path:
    """
    Keep *found* in *journal* and as a file in *folder*, which is returned.

    Raises:
        StoreError: they cannot be written.
    """
    plain = plain_calibration(found)
    journal.calibrations.keep(plain)
    path = folder / FILE
    with whole_file(path) as file:
        file.write(json_text(plain, indent=1) + "\n")
    return path


def read_calibration(place: Path) -> Calibration:
    """
    The calibration in the file *place*, or in the folder of a run.

    Raises:
        InputError: there is none.
    """
    path = place / FILE if place.is_dir() else place
    try:
        return calibration_of(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise InputError(
            "{path}: cannot be read ({reason}); grader calibrate writes it into the folder of "
            "the run it measured",
            path=path,
            reason=cause(error),
        ) from error
    except ValueError as error:
        raise InputError(
            "{path}: no calibration as grader calibrate writes it; give that file, or the folder "
            "of the run it measured",
            path=path,
        ) from error


def take_calibration(place: Path, run: Run, journal: Journal) -> None:
    """
    Keep in *journal* what *place* tells, a file or a folder, for the reports of *run*.

    Raises:
        InputError: there is no calibration, or it measured something else.
    """
    found = read_calibration(place)
    check_fits(found, run, place)
    if calibration_for(run, journal) != found:
        journal.calibrations.keep(plain_calibration(found))


def check_fits(found: Calibration, run: Run, place: Path) -> None:
    """
    See that *found*, from *place*, measured what *run* is graded by.

    Raises:
        SettingError: it measured another rubric, prompt or judge.
    """
    if is_of(found, run):
        return
    pairs = {
        "rubric": (found.rubric[:12], run.rubric_digest[:12]),
        "prompt": (found.prompt, worded_by(run)),
        "judge": (found.judge, rated_by(run)),
    }
    raise SettingError(
        "--calibration {place}: measured {measured}, this run has {here}; agreement with people "
        "says nothing of another rubric, prompt or judge, so measure this one",
        place=place,
        measured=", ".join(f"{name} {one}" for name, (one, two) in pairs.items() if one != two),
        here=", ".join(f"{name} {two}" for name, (one, two) in pairs.items() if one != two),
    )
