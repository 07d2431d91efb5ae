"""
Peak memory and CPU per answer of `grader grade` at two sizes, report included.

The same loopback server (its own process) serves both; each size is a process of its own.

    python benchmarks/memory.py [--small 5000] [--large 100000]
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bulk import server, write_answers


def measure(base_url: str, size: int) -> tuple[float, float]:
    """Peak resident MB and CPU ms per answer of one run over *size* answers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        write_answers(path, size)
        command = [
            sys.executable, "-m", "grader", "grade", str(path), "-r", "service-manager",
            "-o", f"{folder}/out", "--base-url", base_url, "--model", "m",
        ]  # fmt: skip
        child = os.posix_spawnp(command[0], command, dict(os.environ))
        _, status, used = os.wait4(child, 0)
        if status:
            raise SystemExit(f"the run of {size} answers failed with status {status}")
        return used.ru_maxrss / 1024, 1000 * (used.ru_utime + used.ru_stime) / size


def main() -> None:
    """Start the server, measure both sizes, print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", type=int, default=5_000)
    parser.add_argument("--large", type=int, default=100_000)
    asked = parser.parse_args()
    with server() as base_url:
        small, large = measure(base_url, asked.small), measure(base_url, asked.large)
    for size, (memory, cpu) in ((asked.small, small), (asked.large, large)):
        print(f"{size} answers: peak {memory:.0f} MB, {cpu:.2f} ms CPU per answer")
    print(f"ratio: memory {large[0] / small[0]:.2f}, CPU per answer {large[1] / small[1]:.2f}")


if __name__ == "__main__":
    main()
