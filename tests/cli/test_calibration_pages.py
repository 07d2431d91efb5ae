"""grader calibrate writes pages that tell what it found, and nobody's id."""

import csv
import re

import pytest

from grader.cli.app import main

SAID = ("先安抚客户并道歉", "查清事实给出办法", "要求团队改进", "处理后回访客户")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A run by the baseline, and marks of two people on every answer."""
    place = tmp_path_factory.mktemp("pages")
    with (place / "a.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [
            (f"考生{n:03}", f"第{n}种情况：{'，'.join(SAID[: n % 5])}。我会这样做。")
            for n in range(20)
        ]
        csv.writer(file).writerows([("编号", "一/1"), *rows])
    with (place / "m.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("candidate_id", "item_id", "points", "reviewer"))
        for n in range(20):
            lines.writerows(
                (f"考生{n:03}", "一/1", (n + off) % 5, who) for off, who in enumerate("王李")
            )
    asked = ["grade", str(place / "a.csv"), "-r", "service-manager", "--items", "一/1", "--judge",
             "baseline", "--format", "csv", "-o", str(place / "run")]  # fmt: skip
    assert main(asked) in {0, 1}
    assert (
        main(["calibrate", str(place / "run"), "--human", str(place / "m.csv"), "--lang", "en"])
        == 0
    )
    return place / "run"


def test_pages_stand_beside_the_file_for_programs(folder):
    found = {each.name for each in folder.glob("calibration.*")}
    assert found == {f"calibration.{form}" for form in ("json", "html", "md", "xlsx")}


def test_page_tells_who_was_compared_and_names_no_candidate(folder):
    for form in ("html", "md"):
        text = (folder / f"calibration.{form}").read_text(encoding="utf-8")
        assert re.search(r"王 \(20 answers\)", text)
        assert "What this page does not show" in text
        assert "考生0" not in text
