"""
CPU seconds and peak memory of reading a table as CSV and as XLSX.

Each format is read in a process of its own; the texts differ from row to row, as answers do.

    python benchmarks/reading.py [--rows 100000] [--columns 6] [--characters 300]
"""

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

_COMMON = "我会先听客户说完再核对订单号并致歉，两小时内给出处理方案。请您放心，退款原路返回；"


def rows(count: int, columns: int, characters: int) -> Iterator[list[str]]:
    """A header and *count* rows: an id, then answers."""
    rng = random.Random(7)
    text = "".join(rng.choices(_COMMON, k=characters * 40))
    yield ["candidate_id", *(f"Q{number}" for number in range(1, columns))]
    for number in range(count):
        starts = (rng.randrange(len(text) - characters) for _ in range(1, columns))
        answers = (f"{number}{text[start : start + characters]}" for start in starts)
        yield [f"{number:06}", *answers]


def write(path: Path, *size: int) -> None:
    """The table of that size, in the format of the file's ending."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows(*size))
        return
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("答案")
        for number, row in enumerate(rows(*size)):
            sheet.write_row(number, 0, row)


def read(path: Path) -> None:
    """Read every row and print what it took."""
    from grader.wiring import read_rows

    began = time.process_time()
    count = sum(1 for _ in read_rows(path, lambda _: None))
    cpu = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{path.suffix}: {count:,} rows, {cpu:.1f} CPU s, peak {peak:.0f} MB")


def main() -> None:
    """Write the table and read it in both formats, each in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--characters", type=int, default=300)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--read", type=Path)
    asked = parser.parse_args()
    if asked.read:
        read(asked.read)
    elif asked.write:
        write(asked.write, asked.rows, asked.columns, asked.characters)
    else:
        with tempfile.TemporaryDirectory() as folder:
            for ending in (".csv", ".xlsx"):
                path = f"{folder}/answers{ending}"
                # A process is charged the peak of the one that started it: this one stays small.
                for what in (["--write", path, *sys.argv[1:]], ["--read", path]):
                    subprocess.run([sys.executable, __file__, *what], check=True)


if __name__ == "__main__":
    main()
