"""What is noticed of answers as they come, once for each file, for a person to know."""

from ...message import Message
from ...records import Answer, Assumed
from ...text.elsewhere import is_elsewhere
from ...text.turns import read_turns


class Noticed:
    """Looks at answers and adds to *assumed* what a person should know before they are graded."""

    def __init__(self, assumed: list[Assumed]) -> None:
        self._assumed = assumed
        self._file = ""
        self._told: set[str] = set()

    def look(self, answer: Answer) -> None:
        """Notice what is special about *answer*, unless its file was told to hold such answers."""
        text = answer.text
        if not text:
            return
        if answer.place.file != self._file:
            self._file, self._told = answer.place.file, set()
        if "elsewhere" not in self._told and is_elsewhere(text):
            self._tell("elsewhere", answer, Message("this answer is a file, a link or a "
                       "picture; such ones are not read but held for a person"))  # fmt: skip
        if "unsure" in self._told:
            return
        turns = read_turns(text)
        if turns is None:
            return
        if turns.is_sure:
            self._tell("sure", answer, Message("this answer is an interview transcript; of such "
                       "ones only the candidate's words count as evidence"))  # fmt: skip
            return
        low, high = turns.candidate[0] if turns.candidate else (0, 0)
        what = Message(
            "this answer is an interview transcript that does not say who is the candidate; taken "
            "for the candidate is who says {words!r} …",
            words=text[low:high][:20],
        )
        self._tell("unsure", answer, what, is_sure=False)

    def _tell(self, kind: str, answer: Answer, what: Message, *, is_sure: bool = True) -> None:
        if kind not in self._told:
            self._told.add(kind)
            said = Message(
                "{candidate!r}, row {row}: {what}",
                candidate=answer.candidate_id,
                row=answer.place.row,
                what=what,
            )
            self._assumed.append(Assumed(what=said, is_sure=is_sure, file=self._file))
