"""What grader compare tells; imported only when it runs."""

from pathlib import Path

from ..readers.resources import labels
from ..runs.compare import Comparison, compare_folders
from ..runs.compared import as_object, page_values, share, signed
from ..runs.compared_settings import told_setting
from ..text import json_text
from ..wiring import made_folder
from ..writers.papers import paper, write_paper
from .grading import language_named
from .told import harmless, say, speak_unless_asked


def compare_runs(old: Path, new: Path, out: Path, *, lang: str, as_json: bool) -> int:
    """Compare two runs, write what moved into *out*; returns 1 where something did."""
    asked = language_named("--lang", lang)
    speak_unless_asked(asked or "zh")
    if out != new:
        made_folder(out)
    made = compare_folders(old, new, out / "compare.csv")
    language = asked or made.new_rubric.language
    words = {**labels(language, "rubric"), **labels(language, "report"),
             **labels(language, "accounts")}  # fmt: skip
    values = page_values(made, language, words, (str(old), str(new)))
    write_paper(out / "compare.html", paper("compare", language, values, words), language)
    if as_json:
        print(json_text(as_object(made)))
    else:
        heard = speak_unless_asked(language)
        print(harmless("\n".join(_lines(made, labels(heard, "accounts")))))
    say(str(out / "compare.html"))
    tally = made.tally
    return 1 if tally.moved or tally.only_old or tally.only_new else 0


def _lines(made: Comparison, words: dict[str, str]) -> list[str]:
    tally = made.tally
    counts = {"n": tally.compared, "same": tally.identical, "moved": tally.moved}
    lines = [words["compare_counts"].format(share=share(made) or "–", **counts)]
    if tally.settled:
        lines.append(
            words["compare_mean"].format(n=tally.settled, mean=signed(tally.mean_difference))
        )
    if tally.newly_open or tally.newly_settled:
        lines.append(
            words["compare_open"].format(opened=tally.newly_open, settled=tally.newly_settled)
        )
    if tally.only_old or tally.only_new:
        lines.append(words["compare_only"].format(old=tally.only_old, new=tally.only_new))
    if tally.other_text:
        lines.append(words["compare_text"].format(n=tally.other_text))
    lines.append(words["compare_totals"].format(n=made.totals, moved=made.totals_moved))
    for each in made.settings:
        name = words[f"setting_{each.name}"]
        old, new = (side or words["none"] for side in told_setting(each, words))
        lines.append(words["compare_setting"].format(name=name, old=old, new=new))
    if not made.settings:
        lines.append(words["compare_same_settings"])
    return lines
