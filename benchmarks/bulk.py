"""
What bulk grading costs: `grader grade` beside a raw aiohttp loop and a bare loop of the SDK.

All ask the same loopback server (its own process) with the same prompts, the same schema and as
many calls in flight; each variant is a process of its own, they take turns, and the CPU is the
operating system's figure for the finished process. First without latency: CPU per answer, with
start-up and as the slope between two sizes, everything included but the reports that the loops
have no like of; those are measured apart, by writing them again. Then at 500 ms: wall time beside
the ideal, with all usual reports.

    python benchmarks/bulk.py [--answers 500] [--more 2000] [--rounds 3] [--concurrency 64]
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
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.writers.pages import TABLES, USUAL

_PREPARED = """
import asyncio, sys
import aiohttp
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

made = list(prepare(sys.argv[2]))
"""
BARE = (
    _PREPARED
    + """
async def main(base_url, path, concurrency):
    left = iter(made)
    async with AsyncOpenAI(
        api_key="k", base_url=base_url, max_retries=0, http_client=DefaultAioHttpClient()
    ) as client:
        async def work():
            for messages, form in left:
                await client.chat.completions.create(
                    model="m", messages=messages, response_format=form,
                    temperature=0.0, max_tokens=4096,
                )
        await asyncio.gather(*(work() for _ in range(concurrency)))

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""
)
RAW = (
    _PREPARED
    + """
async def main(base_url, path, concurrency):
    left = iter(made)
    async with aiohttp.ClientSession(base_url=base_url + "/") as session:
        async def work():
            for messages, form in left:
                body = {"model": "m", "messages": messages, "response_format": form,
                        "temperature": 0.0, "max_tokens": 4096}
                async with session.post("chat/completions", json=body) as response:
                    await response.json()
        await asyncio.gather(*(work() for _ in range(concurrency)))

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""
)
# What both loops do before their first call; it is taken off, being no part of a call.
PREPARATION = _PREPARED


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


def run(command: list[str]) -> tuple[float, float]:
    """CPU seconds (user and system) and wall seconds of one finished process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OPENAI_")}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - began
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall


def commands(
    base_url: str, path: Path, out: Path, concurrency: int, formats: str = "csv"
) -> dict[str, list[str]]:
    """The commands to compare; ours writes the tables and run.json, and *formats* beside them."""
    python = sys.executable
    loop = [base_url, str(path), str(concurrency)]
    return {
        "preparation": [python, "-c", PREPARATION, *loop],
        "raw aiohttp": [python, "-c", RAW, *loop],
        "bare SDK": [python, "-c", BARE, *loop],
        "grader": [
            python, "-m", "grader", "grade", str(path), "-r", "service-manager", "-o", str(out),
            "--base-url", base_url, "--model", "m", "--concurrency", str(concurrency),
            "--format", formats,
        ],
    }  # fmt: skip


def measure_cpu(base_url: str, sizes: list[int], rounds: int, concurrency: int) -> None:
    """Run every variant at every size, in turns, and print medians and ratios."""
    seconds: dict[tuple[str, int], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds):
            for size in sizes:
                path = Path(folder) / f"{size}.csv"
                write_answers(path, size)
                made = commands(base_url, path, Path(folder) / f"{size}-{turn}", concurrency)
                for name, command in made.items():
                    seconds.setdefault((name, size), []).append(run(command)[0])
        measure_reports(Path(folder) / f"{sizes[-1]}-0", sizes[-1], rounds)
    cpu = {key: statistics.median(values) for key, values in seconds.items()}
    small, large = sizes
    for size in sizes:
        start = cpu["preparation", size]
        whole = {name: cpu[name, size] for name in ("raw aiohttp", "bare SDK", "grader")}
        told = ", ".join(f"{name} {1000 * used / size:.2f}" for name, used in whole.items())
        print(f"{size} answers, ms CPU per answer, start-up included: {told}; "
              f"grader / bare SDK {whole['grader'] / whole['bare SDK']:.2f} "
              f"(preparing the loops' requests: {start:.2f} s of it)")  # fmt: skip
    slope = {
        name: cpu[name, large] - cpu[name, small]
        for name in ("preparation", "raw aiohttp", "bare SDK", "grader")
    }
    each = 1000 / (large - small)
    calls = {name: slope[name] - slope["preparation"] for name in ("raw aiohttp", "bare SDK")}
    print(f"slope {small} to {large}, ms CPU per answer: raw aiohttp "
          f"{calls['raw aiohttp'] * each:.2f}, bare SDK {calls['bare SDK'] * each:.2f}, "
          f"grader {slope['grader'] * each:.2f}; grader / bare SDK "
          f"{slope['grader'] / calls['bare SDK']:.2f}")  # fmt: skip


def measure_reports(folder: Path, size: int, rounds: int) -> None:
    """Print what each kind of report costs beyond the tables, by writing it again, in turns."""
    seconds: dict[str, list[float]] = {}
    for _ in range(rounds):
        for kind in (TABLES, *USUAL):
            command = [sys.executable, "-m", "grader", "report", str(folder), "--format", kind]
            seconds.setdefault(kind, []).append(run(command)[0])
    cpu = {kind: statistics.median(values) for kind, values in seconds.items()}
    told = ", ".join(f"{kind} {1000 * (cpu[kind] - cpu[TABLES]) / size:.2f}" for kind in USUAL)
    print(f"{size} answers, ms CPU per answer for each report, apart: {told}")


def measure_wall(base_url: str, size: int, latency_s: float, concurrency: int) -> None:
    """
    Wall time beside answers × latency ÷ concurrency and start-up, with tables and all reports.

    The start-up is the median of three runs of one answer, less its latency.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, none = Path(folder) / "many.csv", Path(folder) / "none.csv"
        write_answers(path, size)
        write_answers(none, 1)
        for formats, told in ((TABLES, "tables only"), ("", "all reports")):
            starts = []
            for turn in range(3):
                out = Path(folder) / f"one-{formats}-{turn}"
                starts.append(run(commands(base_url, none, out, concurrency, formats)["grader"])[1])
            start = statistics.median(starts) - latency_s
            out = Path(folder) / f"many-{formats}"
            wall = run(commands(base_url, path, out, concurrency, formats)["grader"])[1]
            ideal = size * latency_s / concurrency + start
            print(f"{size} answers at {1000 * latency_s:.0f} ms, {concurrency} calls at a time, "
                  f"{told}: {wall:.1f} s wall, ideal {ideal:.1f} s (start-up {start:.1f} s), "
                  f"ratio {wall / ideal:.2f}")  # fmt: skip


@contextmanager
def server(latency_s: float = 0.0) -> Iterator[str]:
    """A loopback server in a process of its own; gives its base URL."""
    command = [sys.executable, "-m", "grader.testing.server", "--port", "0",
               "--latency-ms", str(1000 * latency_s)]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def main() -> None:
    """Measure CPU, then wall time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=int, default=500)
    parser.add_argument("--more", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--latency", type=float, default=0.5)
    asked = parser.parse_args()
    with server() as base_url:
        measure_cpu(base_url, [asked.answers, asked.more], asked.rounds, asked.concurrency)
    with server(asked.latency) as base_url:
        measure_wall(base_url, asked.more, asked.latency, asked.concurrency)


if __name__ == "__main__":
    main()
