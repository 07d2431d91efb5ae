"""Who rates in practice: one answer after another, as `grader feedback` does it."""

from ..api import feedback, grade
from ..core.feedback import Feedback
from ..ports import Judge
from ..records import Answer, Item, Rubric, Score
from ..stores.memory import MemoryStore


class Rater:
    """Has answers to items of *rubric* rated by *judge*; what it finds out of that stays."""

    def __init__(self, rubric: Rubric, judge: Judge) -> None:
        self.rubric = rubric
        self.name = judge.name
        self.is_baseline = judge.name == "baseline"
        self.endpoint = str(getattr(judge, "endpoint", ""))
        self._judge = judge
        # How an endpoint gives JSON is found out once, not for each answer.
        self._store = MemoryStore()

    def rate(self, item: Item, text: str) -> tuple[Score, Feedback]:
        """
        The score of *text*, an answer to *item*, and what its writer is told.

        Raises:
            JudgeStopped: no request can succeed.
            KeyboardInterrupt: the call was let go.
        """
        question = item.text.of(self.rubric.language) if self.rubric.is_open else ""
        answer = Answer(candidate_id="you", item_id=item.id, text=text, question=question)
        [score] = grade([answer], self.rubric, judge=self._judge, store=self._store)
        return score, feedback(score, self.rubric)
