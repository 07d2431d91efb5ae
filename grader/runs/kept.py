"""What a run was, kept in the intake, so that reports can be written again."""

import json
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from decimal import Decimal

from ..records import Counts, Pace, Run, Usage
from ..stores.intake import Intake


def keep_run(intake: Intake, run: Run) -> None:
    """Keep *run* beside its answers; what the journal tells is drawn from there each time."""
    plain = replace(run, controls=None, calibration=None)
    intake.keep(run=json.dumps(asdict(plain), default=str, ensure_ascii=False))


def kept_run(intake: Intake) -> Run:
    """The run that *intake* was last used for."""
    kept = json.loads(intake.kept("run") or "{}")
    known = {each.name for each in fields(Run)}
    values = {name: value for name, value in kept.items() if name in known}
    values["counts"] = Counts(**kept.get("counts", {}))
    values["tokens"] = Usage(**kept.get("tokens", {}))
    values["pace"] = Pace(**kept.get("pace", {}))
    for name in ("cost_usd", "budget_usd"):
        usd = kept.get(name)
        values[name] = None if usd is None else Decimal(usd)
    for name in ("models_returned", "rungs", "dropped"):
        values[name] = tuple(kept.get(name, ()))
    return Run(**values)


def now() -> str:
    """The time here, with its distance from UTC, to the second."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
