"""Grading into a folder."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import SettingError
from ..records import Run
from ..stores.intake import Intake
from ..stores.lock import locked
from ..text import json_text
from ..wiring import journal_path
from .anchors import keep_anchors
from .asking import carry_out
from .fitted import learn_from
from .placing import check_reach, keep_banding
from .plan import RunPlan
from .staging import Staged, stage_files


@dataclass(slots=True, kw_only=True)
class FolderRun(RunPlan):
    """One grading of a folder."""

    def grade(self) -> Run:
        """
        Stage, grade and report; where no request can succeed, the run's exit says so.

        Raises:
            InputError: an option, the rubric or rows do not fit; nothing was sent.
            StoreError: the folder, the disk or another run.
        """
        self.check()
        with locked(self.folder):
            staged = self.stage()
            try:
                self.watch.agree((staged.understood,))
            except BaseException:
                staged.intake.discard()
                raise
            return self.go_on(staged)

    def stage(self) -> Staged:
        """
        Every row, staged beside what the locked folder holds, which stays as it is.

        Raises:
            InputError: the rubric or rows do not fit.
            StoreError: the folder or disk does not take them.
        """
        known = self._kept_before()
        staged = self.staged(self.folder / ".intake.part")
        was_agreed = known == staged.understood.text()
        understood = replace(staged.understood, name=self.name, was_agreed=was_agreed)
        return replace(staged, understood=understood)

    def go_on(self, staged: Staged) -> Run:
        """Put what was *staged* in its place, grade and report."""
        staged.intake.keep(understood=staged.understood.text())
        self._keep(staged.intake)
        return carry_out(self)

    def check_same_rubric(self) -> None:
        """
        See that the folder holds no run with another rubric.

        Raises:
            SettingError: it does.

        """
        self._kept_before()

    def _kept_before(self) -> str:
        """How the tables of the run before were understood; empty where there was none."""
        path = self.intake_path
        if not path.exists():
            return ""
        with closing(Intake(path)) as intake:
            known, understood = intake.kept("rubric_id"), intake.kept("understood")
        if known and known != self.rubric.id:
            raise SettingError(
                "{folder}: holds a run with rubric {known!r}, this one is {rubric!r}; choose "
                "another folder with -o",
                folder=self.folder,
                known=known,
                rubric=self.rubric.id,
            )
        return understood

    def staged(self, part: Path) -> Staged:
        """Every row, staged in the file *part*; see `stage_files`."""
        watch = self.watch
        staged = stage_files(part, self.sources, self.rubric, watch.note, watch.choose)
        try:
            check_reach(self.banding, self.rubric, staged.intake)
            self._teach(staged.intake)
        except BaseException:
            staged.intake.discard()
            raise
        return staged

    def _teach(self, intake: Intake) -> None:
        """Put people's marks to use, as examples or to fit a small model on."""
        given: Any = {
            "journal": journal_path(self.store, self.folder),
            "redact": self.sources.redact,
            "note": self.watch.note,
        }
        if self.anchors:
            keep_anchors(self.anchors, self.rubric, intake, **given)
        if self.marks:
            learner: Any = self.second or self.judge
            told = learn_from(self.marks, learner, self.rubric, intake, **given)
            intake.keep(fitted=json_text({**told, "second": self.second is not None}))

    def _keep(self, intake: Intake) -> None:
        intake.keep(
            rubric_id=self.rubric.id,
            rubric=self.rubric_text,
            store=self.store,
            labels=self.labels_language,
            formats=self.formats,
            signed_by=self.signed_by,
        )
        keep_banding(intake, self.banding)
        intake.move(self.intake_path)
