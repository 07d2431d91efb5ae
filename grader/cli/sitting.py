"""One sitting of practice in the terminal: item, answer, feedback, and what comes next."""

import unicodedata
from dataclasses import dataclass

from ..core.arrange import ItemIndex
from ..core.practice import Offer
from ..errors import JudgeStopped
from ..records import Item, Text
from ..runs.practice import Practice
from .coaching import feedback_text
from .pen import Pen
from .practice_rater import Rater
from .practice_told import Told, show
from .told import say, say_lines

_EXIT_STOPPED = 3
# What may be typed for each choice; the first is the one that is shown.
_CHOICES = {
    "write": ("w", "write", "继续写", "写"),
    "send": ("s", "send", "再交", "重试"),
    "next": ("n", "next", "下一题"),
    "again": ("a", "again", "重写"),
    "edit": ("e", "edit", "修改", "改"),
    "points": ("k", "key", "要点"),
    "list": ("l", "list", "题目", "列表"),
    "history": ("h", "history", "记录"),
    "quit": ("q", "quit", "exit", "退出"),
}
_ALWAYS = ("list", "history", "quit")
_WRITING = ("write", "next", *_ALWAYS)
_FAILED = ("send", "edit", "next", *_ALWAYS)
_RATED = ("next", "again", "edit", "points", *_ALWAYS)


@dataclass(slots=True)
class _Turn:
    """An item under way: its text so far, and how long that was open."""

    item: Item
    text: str = ""
    seconds: float = 0.0
    choices: tuple[str, ...] = _WRITING


class Sitting:
    """
    Asks items of *practice* until the person has had enough.

    *pen* takes what is written, *rater* has it rated; with *dimension* only its items are offered.
    """

    def __init__(
        self, practice: Practice, rater: Rater, pen: Pen, words: dict[str, str], dimension: str
    ) -> None:
        self._practice = practice
        self._rater = rater
        self._pen = pen
        self._words = words
        self._dimension = dimension
        self._told = Told(practice, words)
        self._code = 0
        # What was written and left for another item, by item and question.
        self._left: dict[tuple[str, Text], str] = {}

    def run(self, first: Offer | None) -> int:
        """
        Go on from *first*, or from what is offered, to the end; the exit code.

        Raises:
            KeyboardInterrupt: at a choice, Ctrl+C ends the sitting.
        """
        offer = first or self._next("")
        while offer is not None:
            offer = self._practise(offer)
        print(self._words["goodbye"])
        return self._code

    def _next(self, just_done: str) -> Offer | None:
        if not self._practice.rubric.is_open:
            return self._practice.offer(self._dimension, just_done)
        while True:
            try:
                question = self._pen.line(self._words["ask_question"])
            except EOFError:
                return None
            if question:
                return Offer(item=self._practice.rubric.item("Q1", question), why="chosen")

    def _practise(self, offer: Offer) -> Offer | None:
        """Have one item answered as often as wished; what comes next, None at the end."""
        name = offer.item.id, offer.item.text
        turn = _Turn(offer.item, text=self._left.pop(name, "") or self._practice.draft(offer.item))
        self._say("", *self._told.offer(offer))
        wish: str | Item = "write"
        while not isinstance(wish, Item) and wish not in {"next", "quit"}:
            self._do(wish, turn)
            wish = self._choice(turn)
        if turn.choices is not _RATED:
            self._left[name] = turn.text
        if isinstance(wish, Item):
            return Offer(item=wish, why="chosen")
        return self._next(turn.item.id) if wish == "next" else None

    def _do(self, wish: str, turn: _Turn) -> None:
        """Carry out a choice that stays with the item of *turn*."""
        if wish == "again":
            turn.text, turn.seconds = "", 0.0
        is_written = wish in {"write", "again", "edit"} and self._write(turn)
        if is_written or wish == "send":
            turn.choices = _RATED if self._rate(turn) else _FAILED
        elif wish in {"list", "history", "points"}:
            self._show(wish, turn)

    def _write(self, turn: _Turn) -> bool:
        """Have the answer written; False where it was left, or nothing was written."""
        self._say(self._words["keys"])
        written = self._pen.write(turn.text)
        turn.text, turn.choices = written.text, _WRITING
        turn.seconds += written.seconds
        if not written.is_handed_in:
            say(self._words["stopped" if turn.text.strip() else "stopped_empty"])
        elif not turn.text.strip():
            say(self._words["empty"])
        else:
            return True
        return False

    def _rate(self, turn: _Turn) -> bool:
        """Have the answer rated and tell how it came out; False where no rating came."""
        practice, item = self._practice, turn.item
        before = practice.before(item)
        handed_in = practice.hand_in(item, turn.text, turn.seconds)
        try:
            say(self._words["rating"])
            score, made = self._rater.rate(item, turn.text)
        except KeyboardInterrupt:
            say(self._words["let_go"])
            return False
        except JudgeStopped as error:
            say_lines(error.message)
            self._code = _EXIT_STOPPED
            return False
        attempt = practice.keep(handed_in, item, score, made)
        self._code = 0
        is_baseline = self._rater.is_baseline
        self._say("", feedback_text(made, practice.rubric, is_baseline=is_baseline))
        worth = [self._words["baseline_short"]] if is_baseline else []
        self._say(*worth, "", *self._told.outcome(item, attempt, before))
        return score.status != "unscored"

    def _show(self, wish: str, turn: _Turn) -> None:
        if wish == "list":
            self._told.items()
        elif wish == "history":
            self._told.history()
        else:
            self._say(*self._told.key_points(turn.item))

    def _say(self, *lines: str) -> None:
        show(lines, self._practice.rubric.language)

    def _choice(self, turn: _Turn) -> str | Item:
        """What is wished next: a choice, or an item; an empty line takes the first choice."""
        names = turn.choices
        shown = "  ".join(
            f"[{_CHOICES[each][0]}] {self._words[f'choice_{each}']}" for each in names
        )
        while True:
            self._say("", shown)
            try:
                typed = self._pen.line(self._words["choice_prompt"])
            except EOFError:
                return "quit"
            said = unicodedata.normalize("NFKC", typed).casefold()
            if not said:
                return names[0]
            wish = next((each for each in names if said in _CHOICES[each]), None)
            found = wish or self._item(typed)
            if found is not None:
                return found
            say(self._words["choice_unknown"].format(typed=typed))

    def _item(self, typed: str) -> Item | None:
        """The item of that id, or of that number in the list."""
        items = self._practice.items
        if not self._practice.rubric.is_open:
            by_id = ItemIndex(self._practice.rubric).by_id(typed)
            if by_id is not None:
                return by_id
        number = unicodedata.normalize("NFKC", typed)
        if number.isdecimal() and 1 <= int(number) <= len(items):
            return items[int(number) - 1]
        return None
