"""
Turn the two kinds of example data into files that grader reads.

    python convert.py lend_an_ear FOLDER    real ratings: three people and one model
    python convert.py synthetic FOLDER      made-up answers with made-up marks of two people

FOLDER gets `answers.csv`, `marks.csv` (people's) and `replies.jsonl`, a recorded reply of a model
for each answer, for `--judge replay`; `rubric.yaml` lies beside this file.
"""

import csv
import json
import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEOPLE, MACHINE = ("expert1", "expert2", "expert3"), "gpt"
LOWEST = 1
LINES = {
    0: ["您反映的情况我们知道了。", "请您耐心等一等。"],
    1: ["让您久等了，真是抱歉。", "我会请同事查一下。"],
    2: [
        "退款拖了十天，换我也着急，先向您道歉。",
        "我现在就查银行流水停在哪一步，下午六点前给您回电话。",
    ],
}
MORE = [
    "感谢您的来电。",
    "有新的进展会通知您。",
    "请留意短信。",
    "这也是我们该做的。",
    "祝您生活愉快。",
]


def write_table(path, header, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def write_all(folder, item, answers, marks, replies):
    """Answers by candidate, (candidate, criterion, points, rater) and levels by candidate."""
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "answers.csv", ("candidate_id", "item_id", "answer"),
                ((who, item, text) for who, text in answers.items()))  # fmt: skip
    write_table(folder / "marks.csv",
                ("candidate_id", "item_id", "criterion_id", "points", "reviewer"),
                ((who, item, *rest) for who, *rest in marks))  # fmt: skip
    with (folder / "replies.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for who, levels in replies.items():
            line = {"candidate_id": who, "item_id": item, "model": MACHINE,
                    "reply": reply_of(levels)}  # fmt: skip
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def reply_of(levels):
    """A reply as a model would write it; nobody kept its words, so it quotes and says nothing."""
    marks = {name: {"evidence": [], "rationale": "–", "level": level}
             for name, level in levels.items()}  # fmt: skip
    return {"criteria": marks, "strengths": [], "improvements": [], "addresses_grader": False}


def lend_an_ear(folder):
    with (HERE / "lend_an_ear" / "ratings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (HERE / "lend_an_ear" / "conversations.csv").open(encoding="utf-8", newline="") as file:
        answers = {row["conversation_id"]: row["supporter"] for row in csv.DictReader(file)}
    marks = [
        (row["conversation_id"], row["dimension"], int(row[rater]) - LOWEST, rater)
        for row in rows
        for rater in PEOPLE
    ]
    replies = {who: {} for who in answers}
    for row in rows:
        replies[row["conversation_id"]][row["dimension"]] = int(row[MACHINE]) - LOWEST
    write_all(folder, "support", answers, marks, replies)


def synthetic(folder):
    chance = random.Random(7)  # noqa: S311 - the same example every time
    answers, marks, replies = {}, [], {}
    for number in range(1, 61):
        who = f"{number:05}"
        true = {"words": chance.randrange(3), "check": chance.randrange(3)}
        words, check = LINES[true["words"]][0], LINES[true["check"]][1]
        answers[who] = "".join([words, check, *chance.sample(MORE, 2)])
        for rater in ("王芳", "李雷"):
            marks += [(who, name, near(level, chance) * 2, rater) for name, level in true.items()]
        replies[who] = {name: near(level, chance) for name, level in true.items()}
    write_all(folder, "refund", answers, marks, replies)


def near(level, chance):
    """*level* as somebody sees it who is now and then one off."""
    if chance.random() < 0.8:
        return level
    return min(2, max(0, level + chance.choice((-1, 1))))


if __name__ == "__main__":
    {"lend_an_ear": lend_an_ear, "synthetic": synthetic}[sys.argv[1]](Path(sys.argv[2]))
