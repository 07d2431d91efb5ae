"""
Screenshots of the manual, taken from real runs over examples/ in both languages.

    python docs/tools/screenshots.py [zh|en]

Wants the system's Chromium, LibreOffice, pdftoppm and Chinese fonts (`make programs`). Nothing
leaves the machine: the model that doctor asks is a scripted server on loopback.
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import openpyxl
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

from grader.testing import LoopbackServer

ROOT = Path(__file__).parents[2]
LARGEST = 200_000
EXAMPLES = {
    "zh": ("answers.csv", "service-manager", "synthetic"),
    "en": ("answers-en.csv", "customer-service", "lend_an_ear"),
}
SHEET_COLUMNS = set(
    """
    candidate_id item_id why criterion levels evidence judged low high points reviewer reason
    """.split()
)
TERMINAL = """
<pre style="display:inline-block;width:86ch;white-space:pre-wrap;margin:0;padding:18px 24px;
background:#1b222c;color:#e6ebf0;font:15px/1.5 'Noto Sans Mono CJK SC',monospace">{}</pre>
"""


class Desk:
    """A folder to work in, a browser page to look at it, and where pictures of *language* go."""

    def __init__(self, folder: Path, page: Page, language: str) -> None:
        self.folder, self.page, self.language = folder, page, language
        self.images = ROOT / "docs" / language / "images"

    def grader(self, *arguments: str, may: tuple[int, ...] = (0, 1)) -> str:
        """What a command prints in a terminal of 84 columns, notes after results."""
        locale = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}[self.language]
        keys = {"OPENAI_API_KEY": "not-a-key", "COLUMNS": "84", "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "grader", *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "LANGUAGE": locale, "LC_ALL": locale} | keys,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode not in may:
            raise SystemExit(f"grader {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}")
        return done.stdout

    def terminal(self, name: str, command: str, printed: str, lines: int = 42) -> None:
        """A picture of a terminal with *command* and the first *lines* of what it printed."""
        shown = printed.rstrip("\n").splitlines()
        cut = [*shown[:lines], *(["…"] if len(shown) > lines else [])]
        self.page.set_content(TERMINAL.format(escape("\n".join([f"$ {command}", *cut]))))
        self.keep(name, self.page.locator("pre"))

    def top(self, name: str, file: Path, height: int = 1000) -> None:
        """The upper part of a page, as wide as a small laptop."""
        self.page.set_viewport_size({"width": 1100, "height": height})
        self.page.goto(file.as_uri())
        self.keep(name, self.page)

    def keep(self, name: str, shown: Page | Locator) -> None:
        """One picture with as many colours as its size allows."""
        target = self.images / f"{name}.png"
        shown.screenshot(path=target)
        small(target)


def small(target: Path) -> None:
    """The picture of *target* with fewer colours, at most 200 kB."""
    picture = Image.open(target).convert("RGB")
    for colours in (128, 64, 32, 16):
        picture.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= LARGEST:
            return
    raise SystemExit(f"{target}: {target.stat().st_size} bytes with 16 colours")


def report(desk: Desk) -> None:
    """A graded file: the head of the report, and one answer opened."""
    answers, rubric, *_ = EXAMPLES[desk.language]
    shutil.copy(ROOT / "examples" / answers, desk.folder)
    spoken = ["--lang", desk.language, "--prompt-lang", desk.language]
    desk.grader("grade", answers, "-r", rubric, "--judge", "baseline", "-o", "graded", *spoken)
    page = desk.folder / "graded" / "report.html"
    desk.top("report", page)
    opened = desk.page.locator("details.answer").first
    opened.evaluate("answer => answer.open = true")
    desk.page.add_style_tag(content="body * { position: static !important }")
    desk.keep("answer", opened)


def review(desk: Desk) -> None:
    """The sheet that people mark answers in, the columns that fit a page of it."""
    desk.grader("review", "graded")
    book = openpyxl.load_workbook(desk.folder / "graded" / "review.xlsx")
    narrow(book.worksheets[0])
    book.save(desk.folder / "sheet.xlsx")
    office = ["soffice", "--headless", "--convert-to", "pdf", "sheet.xlsx"]
    subprocess.run(office, cwd=desk.folder, check=True, stdout=subprocess.DEVNULL)
    first = ["pdftoppm", "-r", "130", "-png", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run([*first, "sheet.pdf", "sheet"], cwd=desk.folder, check=True)
    picture = Image.open(desk.folder / "sheet.png")
    target = desk.images / "review.png"
    wide, high = picture.size
    picture.crop((round(wide * 0.01), round(high * 0.02), round(wide * 0.99), high * 2 // 3)).save(
        target
    )
    small(target)


def narrow(sheet: Worksheet) -> None:
    """Leave the columns of *sheet* that somebody marking it looks at, one page wide."""
    codes = next(row for row in sheet.iter_rows() if row[0].value == "candidate_id")
    for cell in codes:
        if cell.value not in SHEET_COLUMNS:
            sheet.column_dimensions[cell.column_letter].hidden = True
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_setup.orientation = "landscape"


def calibration(desk: Desk) -> None:
    """People's marks beside a recorded model's, from the example data."""
    data = EXAMPLES[desk.language][2]
    converter = ROOT / "examples" / "calibration" / "convert.py"
    subprocess.run([sys.executable, converter, data, desk.folder / "marked"], check=True)
    rubric = ROOT / "examples" / "calibration" / data / "rubric.yaml"
    recorded = ["--judge", "replay", "--replay", "marked/replies.jsonl", "--lang", desk.language]
    desk.grader("grade", "marked/answers.csv", "-r", str(rubric), *recorded, "-o", "run")
    desk.grader("calibrate", "run", "--human", "marked/marks.csv")
    desk.top("calibration", desk.folder / "run" / "calibration.html", 1150)


def feedback(desk: Desk) -> None:
    """What a candidate reads in a terminal about the first of the answers."""
    with (ROOT / "examples" / EXAMPLES[desk.language][0]).open(encoding="utf-8-sig") as file:
        row = next(csv.DictReader(file))
    (desk.folder / "my-answer.txt").write_text(row["answer"], encoding="utf-8")
    asked = ["-i", row["item_id"]] if "item_id" in row else ["--question", row["question"]]
    rubric = EXAMPLES[desk.language][1]
    command = ["feedback", "my-answer.txt", "-r", rubric, *asked, "--judge", "baseline"]
    printed = desk.grader(*command, "--lang", desk.language)
    typed = [f'"{word}"' if " " in word else word for word in command]
    desk.terminal("feedback", " ".join(["grader", *typed]), printed)


def doctor(desk: Desk) -> None:
    """A server that takes everything, tried."""
    with LoopbackServer(models=["demo-model"]) as server:
        command = ["doctor", "--model", "demo-model", "--base-url", server.base_url]
        desk.terminal(
            "doctor", " ".join(["grader", *command]), desk.grader(*command, "--lang", desk.language)
        )


@contextmanager
def desk_of(language: str) -> Iterator[Desk]:
    """A desk that is cleared away afterwards."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(color_scheme="light", bypass_csp=True)
        yield Desk(Path(folder), page, language)
        browser.close()


if __name__ == "__main__":
    for each in sys.argv[1:] or EXAMPLES:
        with desk_of(each) as desk:
            desk.images.mkdir(exist_ok=True)
            for shot in (report, review, calibration, feedback, doctor):
                shot(desk)
