"""
CPU per answer of `grader grade` beside a bare loop of the SDK, in one run.

Both ask the same loopback server (its own process, no latency) with the same prompts, the same
schema and the same number of calls in flight; each variant is a process of its own, they take
turns, and the CPU is the operating system's figure for the finished process. Start-up is in the
first table and out of the second, which is the slope between two sizes.

    python benchmarks/overhead.py [--answers 500] [--more 2000] [--rounds 3]
"""

import argparse
import csv
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

BARE = """
import asyncio, sys
from openai import AsyncOpenAI, DefaultAioHttpClient
from grader import load_rubric, read_answers
from grader.core.render import answer_message, render_prompt
from grader.text import numbered
from grader.wiring import templates

def prepare(path):
    rubric = load_rubric("service-manager")
    filled = templates("zh")
    prompts = {item.id: render_prompt(item, rubric, filled) for item in rubric.items}
    for answer in read_answers(path, rubric):
        prompt = prompts[answer.item_id]
        user = answer_message(numbered(answer.text), "0123456789abcdef", filled)
        messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": user}]
        schema = {"name": "rating", "strict": True, "schema": prompt.schema}
        yield messages, {"type": "json_schema", "json_schema": schema}

async def main(base_url, path, concurrency):
    made = iter(list(prepare(path)))
    async with AsyncOpenAI(
        api_key="k", base_url=base_url, max_retries=0, http_client=DefaultAioHttpClient()
    ) as client:
        async def work():
            for messages, form in made:
                await client.chat.completions.create(
                    model="m", messages=messages, response_format=form,
                    temperature=0.0, max_tokens=4096,
                )
        await asyncio.gather(*(work() for _ in range(concurrency)))

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""
# What the bare loop does before its first call, to be taken off: it is no part of a call.
PREPARE = BARE.replace("asyncio.run(main(", "list(prepare(sys.argv[2])); (lambda *_: 0)((")


def write_answers(path: Path, count: int) -> None:
    """A long table of *count* different Chinese answers of about 370 characters."""
    rng = random.Random(7)
    parts = [
        "我会先请客户把经过讲完，为包裹晚到和同事的敷衍分别道歉。",
        "核对订单号和物流轨迹，请仓库查明包裹卡在哪一站。",
        "三天内送不到就补发，运费由我们承担，方案由客户挑。",
        "和当事同事一起听录音，安排话术辅导，之后每周抽检。",
        "签收第二天我再回访一次，把结果写进工单。",
        "如果属于承运商的问题，带到月度会议上要求整改时限。",
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["candidate_id", "item_id", "answer"])
        for number in range(count):
            said = "".join(rng.choice(parts) for _ in range(14))
            rows.writerow([f"C{number // 5:06d}", f"一/{number % 5 + 1}", f"{number}。{said}"])


def cpu_of(command: list[str]) -> float:
    """CPU seconds, user and system, of one finished process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OPENAI_")}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def variants(base_url: str, concurrency: int) -> dict[str, Callable[[Path, Path], list[str]]]:
    """The commands to compare, given the answers and an empty folder."""
    python = sys.executable
    options = ["--base-url", base_url, "--model", "m", "--concurrency", str(concurrency)]
    return {
        "bare SDK loop": lambda path, _: [python, "-c", BARE, base_url, str(path),
                                          str(concurrency)],
        "its preparation": lambda path, _: [python, "-c", PREPARE, base_url, str(path),
                                            str(concurrency)],
        "grader grade": lambda path, out: [python, "-m", "grader", "grade", str(path), "-r",
                                           "service-manager", "-o", str(out), *options],
    }  # fmt: skip


def measure(base_url: str, sizes: list[int], rounds: int, concurrency: int) -> None:
    """Run every variant at every size, in turns, and print medians and ratios."""
    seconds: dict[tuple[str, int], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            write_answers(Path(folder) / f"{size}.csv", size)
        for turn in range(rounds):
            for size in sizes:
                for name, command in variants(base_url, concurrency).items():
                    out = Path(folder) / f"{size}-{turn}"
                    used = cpu_of(command(Path(folder) / f"{size}.csv", out))
                    seconds.setdefault((name, size), []).append(used)
    median = {key: statistics.median(values) for key, values in seconds.items()}
    small, large = sizes
    for size in sizes:
        bare = median["bare SDK loop", size] - median["its preparation", size]
        start = median["its preparation", size]
        ours = median["grader grade", size]
        print(f"{size} answers, whole process: grader {1000 * ours / size:.2f} ms CPU per answer, "
              f"bare loop {1000 * bare / size:.2f} (+ {start:.2f} s start and preparation), "
              f"ratio {ours / (bare + start):.2f}")  # fmt: skip
    bare = (
        median["bare SDK loop", large] - median["its preparation", large]
        - median["bare SDK loop", small] + median["its preparation", small]
    )  # fmt: skip
    ours = median["grader grade", large] - median["grader grade", small]
    each = 1000 / (large - small)
    print(f"slope {small} → {large}: grader {ours * each:.2f} ms CPU per answer, "
          f"bare loop {bare * each:.2f}, ratio {ours / bare:.2f}")  # fmt: skip


def main() -> None:
    """Start the server, measure, stop it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=int, default=500)
    parser.add_argument("--more", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--concurrency", type=int, default=32)
    asked = parser.parse_args()
    command = [sys.executable, "-m", "grader.testing.server", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            base_url = server.stdout.readline().strip()
            measure(base_url, [asked.answers, asked.more], asked.rounds, asked.concurrency)
        finally:
            server.kill()


if __name__ == "__main__":
    main()
