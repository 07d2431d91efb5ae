"""Several posts of one command: a run for each, one after another, in folders of their own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from ..core.arrange import Understood
from ..errors import AnswersError, InputError, SettingError
from ..message import cause
from ..records import Run
from ..stores.lock import locked
from .by import Post
from .folder import FolderRun
from .limits import Limits
from .staging import MOST_PROBLEMS, Staged

# The worst last: interrupted hides more than stopped, stopped more than answers left open.
_EXITS = (0, 5, 1, 3, 130)


@dataclass(slots=True, kw_only=True)
class PostRun:
    """A post with its run as planned, as staged, and as it went; `run` is None before that."""

    post: Post
    plan: FolderRun
    staged: Staged | None = None
    run: Run | None = None


@dataclass(slots=True, kw_only=True)
class Posts:
    """The runs of all posts of a command, in one folder."""

    folder: Path
    limits: Limits
    runs: list[PostRun] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """
        The worst exit of the posts: interrupted, stopped, answers open, mean too low, settled.

        A post that was not come to is behind one that was stopped or interrupted, or behind the
        end of --limit.
        """
        codes = [each.run.exit_code for each in self.runs if each.run is not None]
        return max(codes, key=_EXITS.index, default=0)

    @contextmanager
    def staged(self, agree: Callable[[Sequence[Understood]], None]) -> Iterator[None]:
        """
        Hold the folder with every post staged and agreed to; nothing is sent before that.

        Raises:
            InputError: rows of any post do not fit, or *agree* says no.
            StoreError: the folder or disk does not take them, or another run is there.
        """
        for each in self.runs:
            each.plan.check()
        with ExitStack() as stack:
            stack.enter_context(locked(self.folder))
            if (self.folder / "intake.db").exists():
                raise SettingError(
                    "{folder}: holds a run that is not by posts; choose another folder with -o",
                    folder=self.folder,
                )
            for each in self.runs:
                stack.enter_context(locked(each.plan.folder))
            stack.callback(self._discard)
            self._stage()
            agree([each.staged.understood for each in self.runs if each.staged])
            yield

    def _stage(self) -> None:
        problems: list[str] = []
        total = 0
        for each in self.runs:
            try:
                each.staged = each.plan.stage()
            except AnswersError as error:
                problems += error.problems
                total += error.total
            except InputError as error:
                raise InputError(
                    "{post}: {reason}", post=each.post.value, reason=cause(error)
                ) from error
        if total:
            raise AnswersError(problems[:MOST_PROBLEMS], total)
        for each in self.runs:
            if each.staged is not None:
                _see_no_person(each.post, each.staged.understood)

    def _discard(self) -> None:
        """Throw away what was staged and not begun."""
        for each in self.runs:
            if each.staged is not None and each.run is None:
                each.staged.intake.discard()

    def turns(self) -> Iterator[PostRun]:
        """
        The posts one after another, each bounded by what those before it left.

        Ends behind one that was stopped or interrupted, or where nothing is left to spend.
        """
        counts = [each.staged.intake.count() if each.staged else 0 for each in self.runs]
        shares = spread(self.limits.most_answers, counts)
        budget = self.limits.budget
        for each, share in zip(self.runs, shares, strict=True):
            if self.limits.most_answers and not share:
                continue
            if budget is not None and budget <= 0:
                return
            each.plan.limits = replace(self.limits, budget=budget, most_answers=share)
            yield each
            if each.run is None or each.run.exit_code in {3, 130}:
                return
            if budget is not None:
                budget -= each.run.cost_usd or Decimal(0)


def spread(most: int, counts: list[int]) -> list[int]:
    """*most* answers spread evenly over runs of so many, none above what it has."""
    shares = [0] * len(counts)
    while most > sum(shares) and shares != counts:
        for at, count in enumerate(counts):
            if shares[at] < count and sum(shares) < most:
                shares[at] += 1
    return shares


def _see_no_person(post: Post, understood: Understood) -> None:
    """Folders are named by posts, never by people."""
    for table in understood.tables:
        for column in table.columns:
            if column.header == post.column and column.role.startswith("candidate"):
                raise SettingError(
                    "--by {column}: tells people apart, not posts; choose another column",
                    column=post.column,
                )
