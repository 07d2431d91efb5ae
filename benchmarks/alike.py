"""What the checks without a model cost: an answer's own checks, and all answers compared.

    python benchmarks/alike.py [ANSWERS]

Answers are drawn from phrases: most are each candidate's own, one in twenty copies another's
with a few changes, and half of them begin with the same form of words.
"""

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from grader.core.checks import CHECKS
from grader.readers.resources import find_rubric
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Item, Place
from grader.runs.alike import find_alike
from grader.stores.intake import Intake

OPENING = "尊敬的面试官您好，针对这道题目，我将从以下几个方面谈谈我的看法和具体做法。"
SIGNS = [chr(code) for code in range(0x4E00, 0x4E00 + 1500)]
LENGTH = 500


def drawn(chance: random.Random, phrases: list[str]) -> str:
    """An answer of some 500 characters: half phrases that others use too, half its own."""
    text = OPENING if chance.random() < 0.5 else ""
    while len(text) < LENGTH:
        own = "".join(chance.choices(SIGNS, k=chance.randint(8, 20)))
        text += f"{chance.choice(phrases)}，{own}。"
    return text


def changed(chance: random.Random, text: str) -> str:
    """*text* with one sign in thirty put otherwise."""
    signs = list(text)
    for at in chance.sample(range(len(signs)), len(signs) // 30):
        signs[at] = chance.choice(SIGNS)
    return "".join(signs)


def _time_checks(item: Item, texts: list[str]) -> None:
    """Print CPU of all checks per answer."""
    cpu = time.process_time()
    for text in texts:
        answer = Answer(candidate_id="x", item_id=item.id, text=text)
        for check in CHECKS:
            list(check(answer, item, "zh"))
    print(f"checks of one answer: {1e3 * (time.process_time() - cpu) / len(texts):.3f} ms CPU")


def main(answers: int) -> None:
    """Print CPU per answer, and what was found of what was copied."""
    chance = random.Random(7)
    phrases = ["".join(chance.choices(SIGNS, k=chance.randint(6, 14))) for _ in range(400)]
    rubric = load_rubric(Path(find_rubric("service-manager")))
    item = rubric.by_id["一/1"]
    copies, kept = 0, drawn(chance, phrases)
    with tempfile.TemporaryDirectory() as folder:
        intake = Intake.fresh(Path(folder) / "staged.db")
        for number in range(answers):
            is_copy = chance.random() < 0.05
            text = changed(chance, kept) if is_copy else drawn(chance, phrases)
            copies += is_copy
            if chance.random() < 0.01:
                kept = text
            intake.add(
                Answer(
                    candidate_id=f"c{number}",
                    item_id=item.id,
                    text=text,
                    place=Place(file="a.csv", row=number + 2),
                )
            )
        path = Path(folder) / "intake.db"
        intake.move(path)
        staged = Intake(path)
        began, cpu = time.monotonic(), time.process_time()
        find_alike(staged)
        spent, wall = time.process_time() - cpu, time.monotonic() - began
        found = sum(
            len(group.candidates) + group.more - 1 for group in staged.alike.groups(10**6)[0]
        )
        staged.close()
    print(f"{answers} answers compared: {1e3 * spent / answers:.3f} ms CPU each, {wall:.1f} s")
    print(f"copies: {copies} made, {found} found beside the first of each group")
    _time_checks(item, [drawn(chance, phrases) for _ in range(300)])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {most:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
