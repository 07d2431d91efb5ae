"""A judge without network, for tests of everything around one."""

from typing import Any

from ..records import LADDER, Call, Capability, Prompt, Reply, Rung, Task
from .replies import rating_content
from .script import Script, follow

Text = str | int | Reply | Exception
"""What a judge's script may answer with: see `ScriptedJudge`."""

USUAL: Text = "top"


class ScriptedJudge:
    """
    A `Judge` that answers as scripted.

    *script* is a callable of the request's body and number, a list that is consumed in order
    (its last step stays), one step, or None for top ratings. A step is `"top"` or `"lowest"`,
    a level for all criteria, the text of a reply, a whole `Reply`, or an error to raise. What
    was asked is kept: `tasks`, `calls`, and the prompts as `asked`.
    """

    def __init__(
        self,
        script: Script[Text] = None,
        *,
        name: str = "scripted",
        rungs: tuple[Rung, ...] = LADDER,
    ) -> None:
        self.name = name
        self.identity = f"{name}/1"
        self.rungs = rungs
        self.taken = Capability(rung=rungs[0])
        self.tasks: list[Task] = []
        self.calls: list[Call] = []
        self.is_closed = False
        self._turn = follow(script, USUAL)

    @property
    def asked(self) -> list[Prompt]:
        """The prompt of each attempt, in order."""
        return [task.prompt for task in self.tasks]

    async def ask(self, task: Task, call: Call) -> Reply:
        """The script's next reply, which fits what is asked where it is a preset or a level."""
        number = len(self.tasks)
        self.tasks.append(task)
        self.calls.append(call)
        body = _body(task, call)
        step = self._turn(body, number)
        if isinstance(step, Exception):
            raise step
        if isinstance(step, Reply):
            return step
        if isinstance(step, int) or step in ("top", "lowest"):
            step = rating_content(body, level=step)
        return Reply(text=step, model="scripted-1")

    async def close(self) -> None:
        """Note that the judge was closed."""
        self.is_closed = True


def _body(task: Task, call: Call) -> dict[str, Any]:
    """The request that *call* would be on the wire, always with the schema."""
    messages = [
        {"role": "system", "content": task.prompt.system},
        {"role": "user", "content": call.user},
    ]
    for turn in call.turns:
        messages.append({"role": "assistant", "content": turn.reply})
        messages.append({"role": "user", "content": turn.problem})
    form = {"name": "rating", "strict": True, "schema": task.prompt.schema}
    return {
        "model": "scripted-1",
        "messages": messages,
        "response_format": {"type": "json_schema", "json_schema": form},
    }
