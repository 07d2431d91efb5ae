"""
Runs in processes of their own, to be killed.

Reads one JSON object of options a line, forks a process that does the run (so that all is loaded
already), prints its number, and, when it has ended, its wait status.
"""

import json
import os
import signal
import sys
import time
import traceback
from contextlib import closing
from pathlib import Path

from grader import OpenAIJudge
from grader.core.plan import key_of
from grader.desk import Desk
from grader.engines.batch import BatchEngine
from grader.engines.batch.bench import Limits
from grader.readers.resources import find_rubric
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Task
from grader.stores.journal import Journal
from grader.text import numbered
from grader.wiring import templates


def work(base_url: str, path: str, options: dict) -> None:
    judge = OpenAIJudge("scripted-1", base_url=base_url, api_key="sk-test", timeout_s=10.0)
    rubric = load_rubric(find_rubric("service-manager"))
    item = next(iter(rubric.items))
    filled = templates("zh")
    desk = Desk(rubric, filled)
    prompt = desk.prompt(Answer(candidate_id="", item_id=item.id, text=""))
    padding = "，我会耐心解释并给出方案" * options.get("padding", 0)

    def tasks():
        for number in range(options["count"]):
            text = f"我会先安抚客户，听他说完第{number}遍{padding}。\n然后核对订单，两小时内回访。"
            lines = numbered(text)
            answer = Answer(candidate_id=f"c{number}", item_id=item.id, text=text)
            key = key_of(judge.identity, prompt, lines)
            yield Task(key=key, prompt=prompt, answer=answer, lines=lines)

    def left(journal):
        block = []
        for task in tasks():
            block.append(task)
            if len(block) == 64:
                yield from unsettled(journal, block)
                block = []
        yield from unsettled(journal, block)

    def unsettled(journal, block):
        known = journal.outcomes([task.key for task in block])
        return [t for t in block if t.key not in known or not known[t.key].is_usable]

    limits = Limits(lines=options.get("lines", 50_000), group=options.get("group", 500))
    engine = BatchEngine(
        filled,
        limits=limits,
        detach=options.get("detach", False),
        pause=lambda seconds: time.sleep(min(seconds, 0.02)),
    )
    done = 0
    with closing(Journal(Path(path))) as journal:
        for _task, outcome in engine.run(left(journal), judge, journal):
            done += outcome.is_usable
            if done == options.get("die_after"):
                os.kill(os.getpid(), signal.SIGKILL)
    told = {"done": done, "waiting": engine.waiting, "peak": peak_kib()}
    Path(path).with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")


def peak_kib() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    for line in sys.stdin:
        options = json.loads(line)
        child = os.fork()
        if not child:
            try:
                work(options.pop("base_url"), options.pop("path"), options)
            except BaseException:  # noqa: BLE001 - a forked process must not go on as its parent
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    main()
