"""
How well a rate limit is met: calls taken beside what the limit takes in the same time, and the
share of requests refused, against a loopback server that takes 600 requests in any 60 seconds.

    python benchmarks/pace.py [--minutes 3] [--per-minute 600] [--headers] [--bucket]

Without --headers the server only refuses, with Retry-After; with them it tells its limit as
well. --bucket refills by the second instead of counting a sliding minute.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from pathlib import Path

from grader.testing import LoopbackServer, Reply, ok
from grader.testing.replies import json_reply


class Limit:
    """Takes so many requests a minute and refuses the rest, saying when to come again."""

    def __init__(self, per_minute: int, *, tells: bool, is_bucket: bool) -> None:
        self.per_minute = per_minute
        self.tells = tells
        self.is_bucket = is_bucket
        self.taken: deque[float] = deque()
        self.times: list[float] = []
        self.refused = 0
        self._left, self._seen = float(per_minute), time.monotonic()
        self._lock = threading.Lock()

    def wait_s(self, now: float) -> float:
        """Seconds until another request would be taken; 0 takes this one."""
        if self.is_bucket:
            self._left = min(
                self.per_minute, self._left + (now - self._seen) * self.per_minute / 60
            )
            self._seen = now
            if self._left >= 1:
                self._left -= 1
                return 0.0
            return (1 - self._left) * 60 / self.per_minute
        while self.taken and self.taken[0] <= now - 60:
            self.taken.popleft()
        if len(self.taken) < self.per_minute:
            self.taken.append(now)
            return 0.0
        return self.taken[0] + 60 - now

    def __call__(self, body: dict, _number: int) -> Reply:
        """Answer a request or refuse it."""
        with self._lock:
            now = time.monotonic()
            wait = self.wait_s(now)
            headers = {}
            if self.tells:
                left = int(self._left) if self.is_bucket else self.per_minute - len(self.taken)
                headers = {
                    "x-ratelimit-limit-requests": str(self.per_minute),
                    "x-ratelimit-remaining-requests": str(left),
                    "x-ratelimit-reset-requests": "60s",
                }
            if wait:
                self.refused += 1
                headers["retry-after"] = str(max(1, int(wait + 0.999)))
                return json_reply({"error": {"message": "slow down"}}, status=429, headers=headers)
            self.times.append(now)
        return json_reply(ok(body), headers=headers)


def run(minutes: float, limit: Limit) -> None:
    """Grade for about so many minutes and print the two shares."""
    count = int(limit.per_minute * minutes)
    with tempfile.TemporaryDirectory() as folder, LoopbackServer(limit, latency_s=0.2) as server:
        path = Path(folder) / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["candidate_id", "item_id", "answer"])
            rows.writerows([f"C{n}", "一/1", f"{n}：我先道歉，再核对订单。"] for n in range(count))
        subprocess.run(
            [sys.executable, "-m", "grader", "grade", str(path), "-r", "service-manager", "-o",
             f"{folder}/out", "--base-url", server.base_url, "--model", "m"],
            check=True, env={k: v for k, v in os.environ.items() if not k.startswith("OPENAI_")},
        )  # fmt: skip
    took = limit.times[-1] - limit.times[0]
    share = count / (limit.per_minute * took / 60)
    refused = limit.refused / (count + limit.refused)
    print(f"{count} answers in {took:.0f} s, {100 * share:.1f} % of the limit's rate, "
          f"{100 * refused:.2f} % of requests refused")  # fmt: skip


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--per-minute", type=int, default=600)
    parser.add_argument("--headers", action="store_true")
    parser.add_argument("--bucket", action="store_true")
    asked = parser.parse_args()
    run(asked.minutes, Limit(asked.per_minute, tells=asked.headers, is_bucket=asked.bucket))


if __name__ == "__main__":
    main()
