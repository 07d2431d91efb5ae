"""
Seconds and memory of the arithmetic of grader calibrate: gathering marks, every figure, intervals.

    python benchmarks/calibrate.py [--answers 100000] [--criteria 8] [--raters 1] [--draws 1000]
"""

import argparse
import resource
import time
from decimal import Decimal

import numpy as np

from grader.core.agreement.ledger import Ledger, RatedAnswer
from grader.core.agreement.measure import Draws, at_cut, measure, rater_pairs
from grader.records import DIMENSIONS, Criterion, Item, Text


def gathered(answers: int, criteria: int, raters: int) -> Ledger:
    """A ledger of *answers* by as many people, rated much as the machine does."""
    rng = np.random.default_rng(1)
    parts = tuple(
        Criterion(id=f"c{n}", points=Decimal(2), dimension=DIMENSIONS[n % len(DIMENSIONS)],
                  description=Text(en=f"c{n}"))
        for n in range(criteria)
    )  # fmt: skip
    item = Item(id="1", text=Text(en="?"), points=Decimal(2 * criteria), criteria=parts)
    names = [each.id for each in parts]
    machine = rng.integers(0, 3, (answers, criteria)).astype(float)
    people = np.clip(machine + rng.integers(-1, 2, (raters, answers, criteria)), 0, 2)
    made = Ledger()
    for n in range(answers):
        given = {f"R{r}": dict(zip(names, people[r, n].tolist(), strict=True))
                 for r in range(raters)}  # fmt: skip
        points = dict(zip(names, machine[n].tolist(), strict=True))
        made.add([RatedAnswer(item=item, machine=points, given=given)])
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("answers", 100_000), ("criteria", 8), ("raters", 1), ("draws", 1000)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    wanted = parser.parse_args()
    start = time.perf_counter()
    ledger = gathered(wanted.answers, wanted.criteria, wanted.raters)
    gathering, how = time.perf_counter(), Draws(count=wanted.draws)
    found = measure(ledger, how)
    measuring = time.perf_counter()
    rater_pairs(ledger, how)
    at_cut(ledger, float(wanted.criteria), how)
    end = time.perf_counter()
    print(f"{wanted.answers:,} answers, {wanted.criteria} criteria, {wanted.raters} raters, "
          f"{wanted.draws:,} draws: {len(found)} things measured")  # fmt: skip
    print(f"gathering {gathering - start:.1f} s, figures {measuring - gathering:.1f} s, pairs and "
          f"cut {end - measuring:.1f} s, together {end - start:.1f} s, "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
