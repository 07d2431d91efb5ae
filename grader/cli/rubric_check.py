"""What grader rubric check prints; imported only when it runs."""

from pathlib import Path
from typing import Any

from ..core.look_over import Remark, look_over
from ..core.report import decimal
from ..errors import RubricError
from ..readers.resources import find_rubric, labels
from ..readers.rubric_yaml import load_rubric
from ..records import Rubric
from ..text import json_text
from .grading import language_named
from .rubric_objects import summary
from .told import harmless

Words = dict[str, str]


def print_check(name: str, lang: str, *, as_json: bool) -> int:
    """Whether *name* is a rubric (0, else 2), and what its author still has to do."""
    chosen = language_named("--lang", lang)
    try:
        rubric = load_rubric(find_rubric(name) if not Path(name).is_file() else Path(name))
    except RubricError as error:
        if not as_json:
            raise
        problems = str(error).splitlines()
        print(json_text({"ok": False, "problems": problems}))
        return 2
    words = labels(chosen or rubric.language, "rubric")
    remarks = list(look_over(rubric))
    if as_json:
        print(json_text(_object(rubric, remarks, words)))
        return 0
    made = summary(rubric)
    shown = harmless(name).replace("\n", "␊")
    print(words["check_ok"].format(file=shown, **made))
    for heading, is_open in (("check_open", True), ("check_known", False)):
        some = [each for each in remarks if each.is_open == is_open]
        if some:
            print(words[heading])
        for each in some:
            print(f"  - {harmless(remark_told(each, words))}")
    return 0


def remark_told(remark: Remark, words: Words) -> str:
    """*remark* as a sentence."""
    between = words["between"]
    text = words[f"check_{remark.code}"].format(
        names=between.join(remark.names),
        marks=decimal(remark.marks),
        points=decimal(remark.points),
        n=len(remark.items),
        note=remark.text,
    )
    if remark.section:
        return words["check_section"].format(id=remark.section, text=text)
    if not remark.items:
        return text
    return words["check_items"].format(items=between.join(remark.items), text=text)


def _object(rubric: Rubric, remarks: list[Remark], words: Words) -> dict[str, Any]:
    return {
        "ok": True,
        "open": sum(each.is_open for each in remarks),
        "notes": [remark_told(each, words) for each in remarks],
        "remarks": [_remark(each) for each in remarks],
        **summary(rubric),
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "code": remark.code,
        "open": remark.is_open,
        "items": list(remark.items),
        "section": remark.section or None,
        "text": remark.text or None,
        "names": list(remark.names),
        "marks": decimal(remark.marks) or None,
        "points": decimal(remark.points) or None,
    }
