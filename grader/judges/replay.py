"""A judge that gives back recorded replies: for tests, and to look at a run again."""

import hashlib
import json
from pathlib import Path
from typing import Any

from ..errors import AnswerRefused, InputError
from ..message import Message, cause
from ..records import Call, Capability, Reply, Rung, Task

_FIX = Message(
    'each line is {"candidate_id": …, "item_id": …, "reply": …} or has "answer" for the id'
)


class ReplayJudge:
    """
    Replies from a JSON Lines file.

    A line names its answer by `candidate_id` and `item_id`, or by `item_id` and the `answer`'s
    text; `reply` is the reply's text, or the rating itself as an object. `model` is optional.

    Raises:
        InputError: the file cannot be read, or a line is not of that form.
    """

    name = "replay"
    rungs: tuple[Rung, ...] = ("text",)

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self.taken = Capability(rung="text")
        try:
            content = self._path.read_bytes()
        except OSError as error:
            raise InputError(
                "{path}: cannot be read ({reason}); check --replay", path=path, reason=cause(error)
            ) from error
        self.identity = f"replay|1|{hashlib.sha256(content).hexdigest()}"
        self._replies: dict[tuple[str, str, str], tuple[str, str]] = {}
        # Not splitlines: JSON may hold U+2028 and the like as they are.
        for number, line in enumerate(content.decode("utf-8-sig", "replace").split("\n"), 1):
            if line.strip():
                self._add(line, number)

    def _add(self, line: str, number: int) -> None:
        try:
            entry: Any = json.loads(line)
            item, reply = str(entry["item_id"]), entry["reply"]
            who = ("id", str(entry["candidate_id"])) if "candidate_id" in entry else (
                "text", str(entry["answer"]))  # fmt: skip
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InputError(
                "{path}:{number}: not a recorded reply; {fix}",
                path=self._path,
                number=number,
                fix=_FIX,
            ) from error
        text = reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)
        self._replies[(*who, item)] = (text, str(entry.get("model") or self.name))

    async def ask(self, task: Task, call: Call) -> Reply:  # noqa: ARG002 - the port's form
        """The recorded reply for *task*; see `ports.Judge`."""
        answer = task.answer
        found = self._replies.get(("id", answer.candidate_id, answer.item_id))
        found = found or self._replies.get(("text", answer.text or "", answer.item_id))
        if found is None:
            raise AnswerRefused(
                Message(
                    "{path}: no reply recorded for {candidate!r}, item {item!r}",
                    path=self._path,
                    candidate=answer.candidate_id,
                    item=answer.item_id,
                ),
                reason="not_reached",
            )
        return Reply(text=found[0], model=found[1])

    async def close(self) -> None:
        """Nothing to give back."""
