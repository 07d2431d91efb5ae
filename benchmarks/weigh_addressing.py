"""
The weights of words near each other, fitted on the corpora that may be looked at.

    python benchmarks/weigh_addressing.py CASES.jsonl ... > grader/core/checks/addressing/weights.py

A logistic regression on what one to three sentences in a row name. Of an attack the stretch that
leans most to the grader counts, and all of what is around it as honest; so do ordinary answers,
the reference answers of the shipped rubrics and the examples.
"""

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from grader import load_rubric
from grader.core.checks.addressing.lean import both_signals, windows
from grader.core.checks.addressing.reading import read
from grader.core.checks.addressing.words import BITS, KINDS

_AIMED = "rater desk scheme rules self key own_text full rate".split()
_WANTED = "rate top full number arrow void key give role plea deal all ask you".split()
_ELSEWHERE = "work own survey trade".split()
_MORE = [
    ("give", "top"), ("give", "number"), ("ask", "top"), ("all", "top"), ("all", "number"),
    ("deal", "top"), ("plea", "top"), ("role", "top"), ("arrow", "number"), ("arrow", "top"),
    ("void", "number"), ("if", "rate"), ("if", "top"), ("if", "full"), ("if", "desk"),
    ("if", "rater"),
]  # fmt: skip
_PAIRS = sorted(
    {tuple(sorted((one, other))) for one in _AIMED for other in _WANTED if one != other}
    | {tuple(sorted(pair)) for pair in _MORE}
    | {
        tuple(sorted((one, other)))
        for one in _ELSEWHERE
        for other in [*_AIMED, "top", "number", "give", "void", "all", "ask", "arrow", "deal"]
    }
)
_FEATURES = [BITS[kind] for kind in KINDS] + [BITS[one] | BITS[other] for one, other in _PAIRS]
# How often the same honest stretch counts at most; what a score above zero has to exceed.
_MOST_ALIKE, _MARGIN = 30, 1.3
_TURNS, _STEPS, _PACE = 3, 250, 0.5


def _active(named: int) -> list[int]:
    return [0, *(n for n, bits in enumerate(_FEATURES, 1) if bits & named == bits)]


def _ordinary() -> Iterator[str]:
    """Answers that nobody wrote to tempt a detector."""
    root = Path(__file__).parents[1]
    for path in sorted((root / "rubrics").glob("*.yaml")):
        for item in load_rubric(path).items:
            yield from (item.reference.of("zh"), item.reference.of("en"))
    for name in ("answers.csv", "answers-en.csv"):
        with (root / "examples" / name).open(encoding="utf-8-sig", newline="") as file:
            yield from (row["answer"] for row in csv.DictReader(file))


def _cases(paths: list[str]) -> tuple[list[list[int]], Counter[int]]:
    """For each attack what its stretches name, and how often honest stretches name what."""
    attacks: list[list[int]] = []
    honest: Counter[int] = Counter()
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").split("\n"):
            case = json.loads(line) if line else {"category": "master_key"}
            if case["category"] in {"master_key", "universal_phrase"}:
                continue
            units = read(case["text"])
            low = case["text"].index(case["payload"]) if case["kind"] == "attack" else -1
            high = low + len(case["payload"])
            inside = []
            for (first, last), named in windows(units):
                start, end = units[first].start, units[last - 1].end
                if not both_signals(named):
                    continue
                if low < 0 or end <= low or start >= high:
                    honest[named] += 1
                elif min(end, high) - max(start, low) >= 0.6 * (end - start):
                    inside.append(named)
            if inside:
                attacks.append(inside)
    for text in _ordinary():
        units = read(text)
        honest.update(named for _, named in windows(units) if both_signals(named))
    return attacks, honest


def _fitted(rows: list[tuple[list[int], int, float]]) -> list[float]:
    weights, seen = [0.0] * (len(_FEATURES) + 1), [1e-9] * (len(_FEATURES) + 1)
    for _ in range(_STEPS):
        slopes = [0.0, *weights[1:]]
        for active, is_attack, often in rows:
            off = 1 / (1 + math.exp(-sum(weights[n] for n in active))) - is_attack
            for n in active:
                slopes[n] += often * off
        for n, slope in enumerate(slopes):
            seen[n] += slope * slope
            weights[n] -= _PACE * slope / math.sqrt(seen[n])
    return weights


def main() -> None:
    """Print the module of weights."""
    attacks, honest = _cases(sys.argv[1:])
    rows = [(_active(named), 0, float(min(often, _MOST_ALIKE))) for named, often in honest.items()]
    telling = [max(inside, key=int.bit_count) for inside in attacks]
    weights: list[float] = []
    for _ in range(_TURNS):
        weights = _fitted([*rows, *((_active(named), 1, 1.0) for named in telling)])
        telling = [
            max(inside, key=lambda named: sum(weights[n] for n in _active(named)))
            for inside in attacks
        ]
    print(
        '"""What each kind of word weighs, alone and beside another; above zero speaks for attack.'
    )
    print('\nMade by `benchmarks/weigh_addressing.py`.\n"""\n')
    print(f"BIAS = {weights[0] - _MARGIN:.2f}\nALONE = {{")
    size = len(KINDS)
    for kind, weight in zip(KINDS, weights[1 : size + 1], strict=True):
        print(f'    "{kind}": {weight:.2f},')
    print("}\nTOGETHER = {")
    for (one, other), weight in zip(_PAIRS, weights[size + 1 :], strict=True):
        if abs(weight) >= 0.05:
            print(f'    ("{one}", "{other}"): {weight:.2f},')
    print("}")


if __name__ == "__main__":
    main()
