"""
The weights of words near each other, fitted on the corpora that may be looked at.

    python benchmarks/weigh_addressing.py CASES.jsonl ... > grader/core/checks/addressing/weights.py
    python benchmarks/weigh_addressing.py --apart CASES.jsonl ...

A logistic regression on what one to three sentences in a row name. Of an attack the stretch that
leans most to the grader counts, and all of what is around it as honest; so do ordinary answers,
the reference answers of the shipped rubrics and the examples. The shipped weights were also given
every second of the fifty conversations of Lend an Ear (MIT licence, not in this repository), each
a case of kind `benign`. With `--apart` no weights are
printed, but what each file gives with weights fitted on the others, and what each fifth of all.
"""

import argparse
import csv
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from grader import load_rubric
from grader.core.checks.addressing.lean import both_signals, windows
from grader.core.checks.addressing.reading import read
from grader.core.checks.addressing.weigh import weighed
from grader.core.checks.addressing.words import BITS, KINDS

_AIMED = "rater desk scheme rules self key own_text dim full rate".split()
_WANTED = "rate top full met number arrow void key give role plea deal all ask you praise".split()
_ELSEWHERE = "work own survey trade quoted habit".split()
_MORE = [
    ("give", "top"), ("give", "number"), ("ask", "top"), ("all", "top"), ("all", "number"),
    ("deal", "top"), ("plea", "top"), ("role", "top"), ("arrow", "number"), ("arrow", "top"),
    ("void", "number"), ("if", "rate"), ("if", "top"), ("if", "full"), ("if", "desk"),
    ("if", "rater"), ("all", "met"), ("ask", "met"), ("give", "met"), ("number", "top"),
]  # fmt: skip
_PAIRS = sorted(
    {tuple(sorted((one, other))) for one in _AIMED for other in _WANTED if one != other}
    | {tuple(sorted(pair)) for pair in _MORE}
    | {
        tuple(sorted((one, other)))
        for one in _ELSEWHERE
        for other in [
            *_AIMED,
            "top",
            "met",
            "number",
            "give",
            "void",
            "all",
            "ask",
            "arrow",
            "deal",
        ]
    }
)
_FEATURES = [BITS[kind] for kind in KINDS] + [BITS[one] | BITS[other] for one, other in _PAIRS]
# How often the same honest stretch counts at most; what a score above zero has to exceed; how
# freely weights may grow.
_MOST_ALIKE, _MARGIN, _FREEDOM = 30, 1.3, 1.0
_TURNS, _PARTS = 3, 5


@dataclass(frozen=True, slots=True)
class Case:
    """One text: what its stretches name, those within an attack and the honest ones."""

    file: str
    is_attack: bool
    inside: tuple[int, ...]
    honest: tuple[int, ...]
    by_pattern: bool

    def is_flagged(self, weights: np.ndarray) -> bool:
        """Whether *weights* or the patterns flag it."""
        named = [*self.inside, *self.honest]
        return self.by_pattern or (bool(named) and (_active(named) @ weights).max() > _MARGIN)


def _active(named: Sequence[int]) -> np.ndarray:
    rows = np.ones((len(named), len(_FEATURES) + 1))
    for row, each in zip(rows, named, strict=True):
        row[1:] = [bits & each == bits for bits in _FEATURES]
    return rows


def _ordinary() -> Iterator[str]:
    """Answers that nobody wrote to tempt a detector."""
    root = Path(__file__).parents[1]
    for path in sorted((root / "rubrics").glob("*.yaml")):
        for item in load_rubric(path).items:
            yield from (item.reference.of("zh"), item.reference.of("en"))
    for name in ("answers.csv", "answers-en.csv"):
        with (root / "examples" / name).open(encoding="utf-8-sig", newline="") as file:
            yield from (row["answer"] for row in csv.DictReader(file))


def _case(file: str, text: str, payload: str = "") -> Case:
    units = read(text)
    low = text.index(payload) if payload else len(text)
    high = low + len(payload)
    inside, honest = [], []
    for (first, last), named in windows(units):
        start, end = units[first].start, units[last - 1].end
        if not both_signals(named):
            continue
        if end <= low or start >= high:
            honest.append(named)
        elif min(end, high) - max(start, low) >= 0.6 * (end - start):
            inside.append(named)
    return Case(file, bool(payload), tuple(inside), tuple(honest), bool(weighed(units)))


def _cases(paths: Iterable[str]) -> Iterator[Case]:
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").split("\n"):
            case = json.loads(line) if line else {"category": "master_key"}
            if case["category"] not in {"master_key", "universal_phrase"}:
                yield _case(path, case["text"], case["payload"])
    for text in _ordinary():
        yield _case("ordinary", text)


def _fitted(cases: Sequence[Case]) -> np.ndarray:
    """The weight of nothing, then of each kind and pair."""
    often = Counter(named for case in cases for named in case.honest)
    honest = _active(list(often))
    counts = [min(each, _MOST_ALIKE) for each in often.values()]
    inside = [_active(case.inside) for case in cases if case.inside]
    telling = np.array([max(rows, key=np.sum) for rows in inside])
    weights = np.zeros(honest.shape[1])
    for _ in range(_TURNS):
        model = LogisticRegression(C=_FREEDOM, max_iter=2000)
        model.fit(
            np.vstack([honest, telling])[:, 1:],
            [0] * len(honest) + [1] * len(telling),
            sample_weight=[*counts, *[1] * len(telling)],
        )
        weights = np.concatenate([model.intercept_, model.coef_[0]])
        telling = np.array([rows[(rows @ weights).argmax()] for rows in inside])
    return weights


def _told(name: str, cases: Sequence[Case], weights: np.ndarray) -> None:
    said = []
    for is_attack in (True, False):
        some = [case for case in cases if case.is_attack is is_attack]
        flagged = sum(case.is_flagged(weights) for case in some)
        said.append(f"{flagged}/{len(some)}" + (f" {flagged / len(some):.1%}" if some else ""))
    print(f"{name}: attacks {said[0]}, honest {said[1]}")


def _apart(cases: list[Case]) -> None:
    """Print what each file gives with weights fitted on the others, and each fifth of all."""
    for file in dict.fromkeys(case.file for case in cases):
        rest = [case for case in cases if case.file != file]
        _told(file, [case for case in cases if case.file == file], _fitted(rest))
    random.Random(1).shuffle(cases)
    for part in range(_PARTS):
        rest = [case for number, case in enumerate(cases) if number % _PARTS != part]
        _told(f"fifth {part + 1}", cases[part::_PARTS], _fitted(rest))


def _print(weights: np.ndarray) -> None:
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


def main() -> None:
    """Print the module of weights, or what they are worth on texts they were not fitted on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    cases = list(_cases(options.paths))
    if options.apart:
        _apart(cases)
    else:
        _print(_fitted(cases))


if __name__ == "__main__":
    main()
