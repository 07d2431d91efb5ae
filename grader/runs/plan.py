"""What a run is to be: its settings, whether they go together, and what they are made into."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from ..core.arrange import Understood
from ..core.estimate import Fit, Terms
from ..core.plan import THIRD, Panel
from ..core.render import Templates
from ..engines.permit import BudgetPermit
from ..errors import SettingError
from ..ports import Engine, Judge
from ..records import BatchNews, Language, Outcome, Price, Rubric, Run
from ..records.banding import Banding
from ..stores.journal import Journal
from ..stores.sent import digest_of
from ..wiring import EngineSettings, check_engine, make_engine, templates
from ..writers.page import Look
from .calibrations import check_fits, read_calibration
from .fitted import Learner
from .kept import now
from .limits import Limits
from .outlook import Outlook, Outlooks
from .placing import check_banding
from .reports import look_of
from .staging import Sources
from .submissions import Choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """
    Who is told how a run goes; every part may be left out.

    `agree` is told how the tables were understood before anything is sent, and raises an
    InputError where that is not agreed to. `choose` is asked which of several submissions counts.
    `begin` is told how many opinions are asked for and by what, `more` of those that come up
    on the way, and `follow` what carries those of the next judge.
    """

    note: Callable[[str], None] = lambda _: None
    agree: Callable[[Sequence[Understood]], None] = lambda _: None
    begin: Callable[[int, Engine], None] = lambda _total, _engine: None
    more: Callable[[int], None] = lambda _: None
    follow: Callable[[Engine], None] = lambda _: None
    step: Callable[[Outcome | None, Run], None] = lambda _outcome, _run: None
    news: Callable[[BatchNews], None] = lambda _: None
    choose: Choose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Juror:
    """A judge, the model behind it, and its price where that is known."""

    judge: Judge
    model: str = ""
    price: Price | None = None


@dataclass(slots=True, kw_only=True)
class RunPlan:
    """
    What one grading of a folder is to be.

    `rubric_text` is kept beside the answers, so that the reports can be written again without
    the file it came from. `name` tells several runs of one command apart. `controls` asks
    the rubric's control answers too; `calibration` is where agreement with people was measured.
    `judge` is the first of a jury, `jurors` are the others;
    each is asked `samples` times. `anchors` names where marked answers are taken from that are
    shown to the judge as examples, `marks` where those are from that a small model is fitted on:
    the judge, or `second` beside it; see `find_marked`.
    """

    folder: Path
    name: str = ""
    rubric: Rubric
    rubric_text: str
    judge: Judge
    jurors: tuple[Juror, ...] = ()
    samples: int = 1
    regrades: bool = True
    sources: Sources
    store: str = ""
    concurrency: int = 32
    engine: str = "local"
    detach: bool = False
    limits: Limits = field(default_factory=Limits)
    fail_under: Decimal | None = None
    controls: bool = False
    calibration: Path | None = None
    banding: Banding = field(default_factory=Banding)
    anchors: str = ""
    marks: str = ""
    second: Learner | None = None
    formats: str = ""
    signed_by: str = ""
    labels_language: Language = "zh"
    command: str = ""
    model_asked: str = ""
    endpoint: str = ""
    parameters: dict[str, object] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)

    @property
    def intake_path(self) -> Path:
        """Where its staged answers are."""
        return self.folder / "intake.db"

    def check(self) -> None:
        """
        See that the settings go together.

        Raises:
            SettingError: they do not.
        """
        self.look()
        check_banding(self.banding)
        check_engine(self.engine_settings(), self.judge)
        self._check_controls()
        self._check_calibration()
        self._check_anchors()
        for seat in self.seats:
            limits = replace(self.limits, price=seat.price)
            limits.check(seat.model, self.endpoint, self.engine, self.most_output)

    @property
    def seats(self) -> tuple[Juror, ...]:
        """All judges, in the order they are asked."""
        first = Juror(judge=self.judge, model=self.model_asked, price=self.limits.price)
        return (first, *self.jurors)

    @property
    def panel(self) -> Panel:
        """Whose opinions are asked for."""
        return Panel(
            identities=tuple(seat.judge.identity for seat in self.seats),
            samples=self.samples,
            # Recorded replies and coverage hints would not tell what the words did to a model.
            regrades=self.regrades and bool(self.endpoint),
        )

    @property
    def _named(self) -> str:
        """The rater: the judge, or the jury by its models."""
        if not self.jurors:
            return self.judge.name
        return "jury:" + "+".join(seat.model for seat in self.seats)

    def _check_controls(self) -> None:
        if self.controls and not self.rubric.controls:
            raise SettingError(
                "--controls: rubric {rubric!r} has no control answers; write some under "
                "controls:, or leave --controls out",
                rubric=self.rubric.id,
            )

    def _check_calibration(self) -> None:
        # What people's marks make of a prompt or a judge is known once they are read.
        if self.calibration is not None and not self.anchors and not self.marks:
            run = replace(self.begin(), template=templates(self.rubric.language).version)
            check_fits(read_calibration(self.calibration), run, self.calibration)

    def _check_anchors(self) -> None:
        if self.anchors and self.judge.name.startswith("baseline"):
            raise SettingError(
                "--anchors: --judge {judge} reads no examples; leave --anchors out",
                judge=self.judge.name,
            )

    @property
    def most_output(self) -> int:
        """The longest reply that is asked for, in tokens; 0 where that is left open."""
        longest = self.parameters.get("max_tokens", 0)
        return longest if isinstance(longest, int) else 0

    def outlooks(self, filled: Templates, journal: Journal | None) -> Outlooks:
        """What there is to ask, to be added up, with what *journal* knows of earlier usage."""
        return Outlooks(
            panel=self.panel,
            judges=tuple(self._outlook(seat, filled, journal) for seat in self.seats),
        )

    def _outlook(self, seat: Juror, filled: Templates, journal: Journal | None) -> Outlook:
        kept = journal.fit(self.endpoint, seat.model) if journal else ""
        return Outlook(
            templates=filled,
            model=seat.model,
            is_sent=bool(self.endpoint),
            terms=Terms(self.concurrency, seat.price, is_batch=self.engine == "batch"),
            most_output=self.most_output or None,
            fit=Fit.read(kept) if kept else Fit(),
        )

    def engine_settings(self) -> EngineSettings:
        """What is to carry the requests."""
        return EngineSettings(
            engine=self.engine,
            concurrency=self.concurrency,
            detach=self.detach,
            news=self.watch.news,
        )

    def look(self) -> Look:
        """Which reports are written, and how."""
        return look_of(
            self.folder,
            self.rubric,
            self.labels_language,
            judge=self._named,
            formats=self.formats,
            signed_by=self.signed_by,
        )

    def begin(self) -> Run:
        """A run that has just begun."""
        return Run(
            command=self.command,
            engine=self.engine,
            judge=self._named,
            ratings=self._ratings(),
            model_asked=", ".join(seat.model for seat in self.seats),
            endpoint=self.endpoint,
            parameters=self.parameters,
            rubric_id=self.rubric.id,
            rubric_version=self.rubric.version,
            rubric_digest=digest_of(self.rubric_text),
            language=self.rubric.language,
            started=now(),
            budget_usd=self.limits.budget,
            redacts=self.sources.redact,
        )

    def _ratings(self) -> dict[str, object]:
        """Which ratings of each answer are asked for, in which order, and what stands of them."""
        seed, panel = self.parameters.get("seed"), self.panel
        return {
            **asdict(self.rubric.adjudication),
            "samples": self.samples,
            "regrade_flagged": panel.regrades,
            "order": [
                {
                    "rater": self.seats[each.judge].judge.name,
                    "sample": each.sample,
                    "seed": seed + each.sample - 1 if isinstance(seed, int) else None,
                    "if_first_two_differ": each.judge == THIRD,
                }
                for each in (*panel.opinions, *panel.third)
            ],
        }

    def make_engine(self, filled: Templates, permit: BudgetPermit | None) -> Engine:
        """What is to carry the requests, as long as *permit* allows them."""
        return make_engine(replace(self.engine_settings(), permit=permit), filled)
