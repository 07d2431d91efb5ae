"""Whatever a candidate or a model wrote stays text, in every file that a run leaves."""

import csv
import json
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from grader.readers.cell import plain
from grader.text import controls_shown

# What a terminal or an eye would obey, and what no XML file may hold.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
RUNNABLE = tuple("=+-@\t\r\n＝＋－＠")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Long enough to be cut where quotes are cut, so that nothing of a page is missing.
TAME = "先听客户说完，再核对订单。" * 30


@pytest.fixture(scope="module")
def texts(nasty):
    return [text for kind in nasty.values() for text in kind]


@pytest.fixture(scope="module")
def folders(tmp_path_factory, written, texts):
    """The reports of hostile people, and those of as many tame ones."""
    hostile, tame = (tmp_path_factory.mktemp(name) for name in ("hostile", "tame"))
    is_long = [len(text) > 1000 for text in texts]
    written(hostile, texts)
    # Each is an item of its own, as each hostile one is: what is told of an item depends on that.
    written(tame, [f"{TAME * (3 if long else 1)}{n}" for n, long in enumerate(is_long)])
    return hostile, tame


class Elements(HTMLParser):
    """How often each element stands in a page, and each attribute that does something."""

    def __init__(self):
        super().__init__()
        self.found, self.attributes, self.acting, self.texts = Counter(), set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.found[tag] += 1
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.acting |= {
            (tag, name, value)
            for name, value in attrs
            if name in {"style", "content", "http-equiv", "action", "src", "srcdoc", "nonce"}
            or name.startswith("on")
            or (name.endswith("href") and not (value or "").startswith("#"))
        }

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)


def elements(path):
    made = Elements()
    made.feed(path.read_text(encoding="utf-8"))
    made.close()
    return made


def check_html(path, tame):
    assert not UNSEEN.search(path.read_text(encoding="utf-8"))
    found, usual = elements(path), elements(tame)
    assert found.attributes <= usual.attributes
    assert {each[:2] for each in found.acting} <= {each[:2] for each in usual.acting}
    assert not [each for each in found.acting if "evil" in (each[2] or "")]
    more = found.found - usual.found
    assert not more, "elements that the templates did not write"


def check_md(path, tame):
    assert not UNSEEN.search(path.read_text(encoding="utf-8"))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])

    def tokens(file):
        found = Counter()
        for block in parser.parse(file.read_text(encoding="utf-8")):
            found[block.type] += 1
            found.update(each.type for each in block.children or ())
        return found

    found, usual = tokens(path), tokens(tame)
    for kind in ("link_open", "image", "html_block", "html_inline", "fence", "code_block",
                 "code_inline", "s_open", "em_open", "hr"):  # fmt: skip
        assert found[kind] == 0, kind
    for kind in ("table_open", "blockquote_open", "strong_open", "th_open"):
        assert found[kind] == usual[kind], kind


def check_docx(path, tame):
    with zipfile.ZipFile(path) as file, zipfile.ZipFile(tame) as usual:
        assert file.namelist() == usual.namelist()
        for name in file.namelist():
            assert b'TargetMode="External"' not in file.read(name)
        found = etree.fromstring(file.read("word/document.xml"))
        wanted = etree.fromstring(usual.read("word/document.xml"))
    tags = {each.tag for each in found.iter()}
    assert tags <= {each.tag for each in wanted.iter()}
    assert not UNSEEN.search("".join(found.itertext()))


def check_csv(path, _):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1 or path.name == "redactions.csv"
    numbers = {n for n, name in enumerate(rows[0]) if re.search("points|low|high|total|row", name)}
    for row in rows[1:]:
        for n, cell in enumerate(row):
            if n not in numbers:
                assert not cell.startswith(RUNNABLE), cell
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", cell)


def check_json(path, _):
    written = path.read_text(encoding="utf-8")
    json.loads(written)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", written)


def check_xlsx(path, _):
    from openpyxl import load_workbook

    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                told = cell.value if isinstance(cell.value, str) else ""
                assert not (cell.hyperlink and cell.hyperlink.target), told[:80]
                assert not UNSEEN.search(told), told[:80]
                assert cell.data_type != "f" or "evil" not in told.casefold(), told[:80]


def check_script(path, _):
    content = path.read_text(encoding="utf-8")
    assert not UNSEEN.search(content)


CHECKS = {
    ".html": check_html, ".md": check_md, ".docx": check_docx, ".csv": check_csv,
    ".json": check_json, ".xlsx": check_xlsx, ".js": check_script, ".css": check_script,
}  # fmt: skip


def test_every_file_of_a_hostile_run_is_inert(folders):
    """A kind of file that nobody checks here is an error: add it to CHECKS."""
    hostile, tame = folders
    made = sorted(path.relative_to(hostile) for path in hostile.rglob("*") if path.is_file())
    assert {path.suffix for path in made} >= {".html", ".md", ".docx", ".csv", ".json"}
    for path in made:
        try:
            CHECKS[path.suffix](hostile / path, tame / path)
        except AssertionError as error:
            raise AssertionError(f"{path}: {error}") from error


def test_no_file_is_named_by_what_a_candidate_is_called(folders):
    names = [sorted(path.relative_to(each) for path in each.rglob("*")) for each in folders]
    assert names[0] == names[1]


def test_tables_give_every_text_back_but_for_its_control_characters(folders, texts):
    with (folders[0] / "criteria.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told = [controls_shown(text) for text in texts]
    for name in ("candidate_id", "item_id", "evidence", "rationale"):
        assert list(dict.fromkeys(plain(row[name]) for row in rows)) == list(dict.fromkeys(told))


def test_run_json_gives_every_text_back(folders, texts):
    found = json.loads((folders[0] / "run.json").read_text(encoding="utf-8"))
    assert found["models_returned"] == texts
    assert found["parameters"] == dict(zip(texts, texts, strict=True))


@pytest.mark.parametrize("kind", ["html", "md", "letters", "tables"])
def test_what_people_really_write_comes_through_as_it_is(tmp_path, written, real, kind):
    folder = written(tmp_path, list(real.values()))
    pages = sorted(folder.glob("letters/*.html"))
    shown = {
        "html": lambda: elements(folder / "report.html").text,
        "md": lambda: (folder / "report.md").read_text("utf-8").replace("&lt;", "<").replace(
            "&gt;", ">").replace("&amp;", "&"),
        "letters": lambda: "\n".join(elements(page).text for page in pages),
        "tables": lambda: (folder / "criteria.csv").read_text("utf-8-sig"),
    }[kind]()  # fmt: skip
    assert [name for name, text in real.items() if text not in shown] == []
