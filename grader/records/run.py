"""What a run was: by whom it was rated, how it went, what it cost."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .agreement import Calibration
from .control import ControlsFound
from .exchange import Usage

OFFLINE = {"baseline": "baseline", "baseline-fitted": "fitted"}
"""Judges that are no language models, and what the labels that say so begin or end with."""


@dataclass(slots=True, kw_only=True)
class Counts:
    """How many answers ended how; `answers` is the sum of the five statuses."""

    graded: int = 0
    held: int = 0
    gated: int = 0
    unscored: int = 0
    not_answered: int = 0
    deduplicated: int = 0
    flagged: int = 0
    requests: int = 0
    retries: int = 0
    repaired: int = 0

    @property
    def answers(self) -> int:
        """Answers to asked items, those not answered included."""
        return self.graded + self.held + self.gated + self.unscored + self.not_answered

    @property
    def is_open(self) -> bool:
        """True while an answer is held or unscored."""
        return bool(self.held or self.unscored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """
    How calls go at a moment: on the wire now and at most so far, places open, the ceiling.

    `per_second` is the rate that is kept to, None while no limit is known.
    """

    in_flight: int = 0
    peak: int = 0
    places: int = 0
    ceiling: int = 0
    per_second: float | None = None


@dataclass(slots=True, kw_only=True)
class Run:
    """
    One run of `grade`, as its report's head and `run.json` tell it.

    `ratings` tells what was asked of each answer: rule, tolerance, and the opinions in order.
    `models_returned` are the models that replies name; more than one means that the table was
    not rated by one rater. `cost_usd` is None where no price is known. `waiting` answers are in
    batches that were not collected yet, `left` ones were put off by --limit, and `estimate` is
    what those will take. `review` tells of people's marks. `unreached` is the reason of answers
    not tried to the end. Where it `redacts` (None: not known), `replaced` counts the private
    data that no judge saw, by kind.
    `rubric_digest` is the SHA-256 of the rubric's file, and `seal` that of all replies the scores
    rest on, by which a copy of `run.json` tells whether the store is still the same;
    `seal_answers` is that of the answers, and of the rows they stood in.
    `controls` are None where none were asked, `calibration` where this rubric, prompt and judge
    were not held against people. `figures` tell of items and totals, for programs. `anchors`
    tells of marked answers that the judge was shown: their source, and how many for each item;
    `fitted` of a small model learnt from people's marks: how many of each item, and how it agrees
    with those it had not seen.
    """

    command: str = ""
    engine: str = "local"
    judge: str = ""
    ratings: dict[str, Any] = field(default_factory=dict)
    model_asked: str = ""
    models_returned: tuple[str, ...] = ()
    endpoint: str = ""
    parameters: dict[str, object] = field(default_factory=dict)
    rungs: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    rubric_id: str = ""
    rubric_version: str = ""
    rubric_digest: str = ""
    template: str = ""
    language: str = "zh"
    counts: Counts = field(default_factory=Counts)
    pace: Pace = field(default_factory=Pace)
    tokens: Usage = field(default_factory=Usage)
    cost_usd: Decimal | None = None
    is_priced: bool = False
    seconds: float = 0.0
    started: str = ""
    finished: str = ""
    waiting: int = 0
    exit_code: int = 0
    exit_reason: str = ""
    budget_usd: Decimal | None = None
    unreached: str = "not_reached"
    left: int = 0
    estimate: dict[str, Any] = field(default_factory=dict)
    seal: str = ""
    seal_answers: str = ""
    controls: ControlsFound | None = None
    calibration: Calibration | None = None
    redacts: bool | None = None
    replaced: dict[str, int] = field(default_factory=dict)
    review: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    anchors: dict[str, Any] = field(default_factory=dict)
    fitted: dict[str, Any] = field(default_factory=dict)
